"""Telling what each sheet of a file is: by its name, else by its headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from assessor.records.signs import MOST, printable
from assessor.rules.fields import Field
from assessor.sheets.grid import Book, Grid
from assessor.sheets.places import EVERYTHING, Place, SheetProblem, letters
from assessor.sheets.tables import Table, covered_headings, find_table, remarks, totals
from assessor.sheets.wording import CODE, EXAMPLE, FIELD, HELP, NOTE, SCALARS, SCHOOL, STAFF, UNIT, VALUE, label

_FEW, _MANY = 5, 20
"""Places, and headings, that a notice names."""
_CODES = (CODE, "教师代号", "工号", "编号", "教师编号")
"""Headings of the column that names a teacher."""

_VALUES = (VALUE, "值", "内容", "填写内容")
_TO_READ_ONLY = {label(name) for name in (HELP, EXAMPLE)}
_FORMS = {label(SCALARS): SCALARS, label(STAFF): STAFF, label(SCHOOL): SCHOOL}


@dataclass
class Sorted:
    """The tables of a file by what they are: 单项, 名单, 全校 or the name of a list."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def known_labels(fields: Mapping[str, Field]) -> set[str]:
    """Every heading that may stand in a file."""
    columns = {name for entry in fields.values() for name in entry.columns}
    return {label(name) for name in (*fields, *columns, FIELD, *_CODES)}


def sort_sheets(book: Book, fields: Mapping[str, Field]) -> Sorted:
    """The tables of a file, with what is to be said about sheets that are hidden, unknown, ambiguous or there twice."""
    found = Sorted(notices=list(book.notices))
    for grid in book.grids:
        if not grid.cells or label(grid.name) in _TO_READ_ONLY:
            continue
        kind, table = _named(grid, fields, found) or _guessed(grid, fields, found)
        if grid.hidden:
            found.notices.append(f"表“{grid.name}”是隐藏的，{'也读了' if table else '没有读'}。")
        if table is None:
            continue
        if kind in found.tables:
            other = found.tables[kind].grid.name
            message = f"这张表和“{other}”都像“{kind}”"
            found.problems.append(SheetProblem(Place(grid.name), message, "请只留一张。", _touched(kind, fields)))
            continue
        found.tables[kind] = table
        _tell_about(table, kind, fields, found)
    return found


def _named(grid: Grid, fields: Mapping[str, Field], found: Sorted) -> tuple[str, Table | None] | None:
    """What the sheet's own name says it is; headings that do not fit are a problem."""
    name = label(grid.name)
    kind = _FORMS.get(name) or next((entry for entry in fields if label(entry) == name), None)
    if kind is None or (kind not in _FORMS.values() and fields[kind].kind != "list"):
        return None
    headings = _headings(kind, fields)
    table = find_table(grid, headings)
    needed = {SCALARS: {FIELD, VALUE}, SCHOOL: {FIELD, VALUE}, STAFF: {CODE}}.get(kind, set())
    if table is None or not needed <= set(table.columns.values()):
        lacking = "、".join(sorted(needed)) or "、".join(fields[kind].columns)
        hint = f"标题行要有：{lacking}。请照模板补上。"
        found.problems.append(SheetProblem(Place(grid.name), "没有找到标题行", hint, _touched(kind, fields)))
        return kind, None
    return kind, table


def _headings(kind: str, fields: Mapping[str, Field]) -> dict[str, str]:
    """The headings of a kind of table, by their labels."""
    codes = {label(name): CODE for name in _CODES}
    if kind in {SCALARS, SCHOOL}:
        return {label(FIELD): FIELD, label(UNIT): UNIT, label(NOTE): NOTE} | {label(name): VALUE for name in _VALUES}
    if kind == STAFF:
        return {**codes, **{label(name): name for name in fields}}
    return {**codes, **{label(name): name for name in fields[kind].columns}}


def _guessed(grid: Grid, fields: Mapping[str, Field], found: Sorted) -> tuple[str, Table | None]:
    """What the headings say the sheet is; ambiguous headings are a problem, foreign ones only worth a word."""
    scalars = find_table(grid, _headings(SCALARS, fields))
    if scalars and {FIELD, VALUE} <= set(scalars.columns.values()):
        return SCALARS, scalars
    staff = find_table(grid, _headings(STAFF, fields))
    staff_hits = len(set(staff.columns.values()) - {CODE}) if staff else 0
    lists: list[tuple[int, str, Table]] = []
    for name, entry in fields.items():
        if entry.kind == "list":
            table = find_table(grid, _headings(name, fields))
            hits = len(set(table.columns.values()) - {CODE}) if table else 0
            if table and hits >= min(2, len(entry.columns)):
                lists.append((hits, name, table))
    most = max((hits for hits, _, _ in lists), default=0)
    best = [entry for entry in lists if entry[0] == most]
    if staff and staff_hits >= 1 and staff_hits >= most:
        return STAFF, staff
    if len(best) == 1:
        return best[0][1], best[0][2]
    if best:
        names = tuple(name for _, name, _ in best)
        hint = f"请把表名改成其中之一：{'、'.join(names)}。"
        found.problems.append(SheetProblem(Place(grid.name), "分不清这是哪张表", hint, names))
    elif not grid.hidden:
        found.notices.append(f"表“{grid.name}”没有认出来，没有读。" if grid.name else "开头几行没有认出来，没有读。")
    return "", None


def _tell_about(table: Table, kind: str, fields: Mapping[str, Field], found: Sorted) -> None:
    """Columns that are not read, headings that stand there twice, totals, rows hidden by a filter."""
    name = table.grid.name or kind
    for column, heading in table.twice:
        hint = "请只留一列。"
        place = table.place(table.header, column)
        found.problems.append(SheetProblem(place, f"“{heading}”有两列", hint, _touched(kind, fields)))
    known = fields if kind == STAFF else fields[kind].columns if kind in fields else {}
    if known:
        unread = [
            f"“{printable(text)}”"
            + "".join(f"（是不是“{near}”？）" for near in get_close_matches(text[:MOST], known, n=1, cutoff=0.6))
            for text in list(table.others.values())[:_MANY]
        ]
        more = f" 等 {len(table.others)} 列" if len(table.others) > _MANY else ""
        found.notices += [f"表“{name}”里没有用到的列：{'、'.join(unread)}{more}。"] if unread else []
    found.notices += [f"表“{name}”第 {row} 行是合计，没有读。" for row in totals(table)]
    if covered_headings(table):
        hint = "请取消合并，标题行的每一格各写各的。"
        place = table.place(table.header)
        found.problems.append(SheetProblem(place, "标题和下面的行合并成了一格", hint, _touched(kind, fields)))
    if left_out := remarks(table):
        found.notices.append(f"表“{name}”第 {_few(left_out)} 行整行是一个合并的格子，当作说明，没有读。")
    found.notices += unseen(table.grid, name)


def unseen(grid: Grid, name: str) -> list[str]:
    """What of a sheet cannot be seen and was read all the same, and results of formulas that may be none."""
    columns = "、".join(f"{letters(column)} 列" for column in grid.hidden_columns[:_FEW])
    told = [
        (
            grid.hidden_rows,
            f"有 {len(grid.hidden_rows)} 行是隐藏的（例如筛选掉或折叠起来的：{_few(grid.hidden_rows)}）",
        ),
        (grid.hidden_columns, f"有 {len(grid.hidden_columns)} 列是隐藏的（{columns}）"),
        (grid.flat, "默认把行或列的高宽设成了 0，可能有看不见的内容"),
        (grid.unseen, f"有 {len(grid.unseen)} 格的数字格式是不显示（{_few(grid.unseen)}）"),
        (
            grid.covered,
            f"有 {len(grid.covered)} 格的内容被合并的单元格盖住（{_few([Place('', *at).cell for at in grid.covered])}）",
        ),
    ]
    notices = [f"表“{name}”{words}，也读了。" for there, words in told if there]
    if grid.zeros:
        notices.append(
            f"表“{name}”有 {len(grid.zeros)} 格是公式、结果为 0（{_few(grid.zeros)}），请看一眼是不是真的算过。"
        )
    return notices


def _few(places: Sequence[object]) -> str:
    """The first of some rows or cells."""
    shown = "、".join(map(str, places[:_FEW]))
    return shown if len(places) <= _FEW else f"{shown} 等"


def _touched(kind: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The fields that a kind of table holds."""
    return (kind,) if kind in fields else (EVERYTHING,)


def list_tables(found: Sorted, fields: Mapping[str, Field]) -> Iterator[tuple[str, Table]]:
    """The tables of lists, in the order of the fields."""
    for name, entry in fields.items():
        if entry.kind == "list" and name in found.tables:
            yield name, found.tables[name]

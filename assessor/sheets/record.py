"""One record from a file: a workbook of ours filled in, or any table with the names of fields in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from assessor.records import doubts
from assessor.records.signs import plain, printable
from assessor.rules.fields import Field, Record
from assessor.sheets.gathering import Gathering
from assessor.sheets.opening import open_book
from assessor.sheets.places import EVERYTHING, SheetError, SheetProblem, refuse
from assessor.sheets.sorting import Sorted, known_labels, list_tables, sort_sheets
from assessor.sheets.tables import Table, body
from assessor.sheets.wording import CODE, FIELD, SCALARS, SCHOOL, STAFF, VALUE, label


@dataclass(frozen=True)
class Imported:
    """A record as read from a file, and what a person should be told about the reading."""

    record: Record
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What could be read of a file: the fields without a problem, and the problems. Without any it is the record."""

    sound: Record
    problems: tuple[SheetProblem, ...]
    notices: tuple[str, ...]


def import_record(fields: Mapping[str, Field], data: bytes, today: date | None = None) -> Imported:
    """The record in a file's bytes (.xlsx or .csv). Raises SheetError with every problem, each at its cell.

    With the day from which it is seen, what is unlikely about it is among the notices.
    """
    reading = read_sheet(fields, data)
    if reading.problems:
        raise SheetError(reading.problems)
    unlikely = doubts(fields, reading.sound, today) if today else []
    return Imported(reading.sound, (*reading.notices, *(f"{doubt}。" for doubt in unlikely)))


def read_sheet(fields: Mapping[str, Field], data: bytes) -> Reading:
    """What a file's bytes hold. Raises SheetError for a file that is no table of ours at all."""
    found = sort_sheets(open_book(data, known_labels(fields)), fields)
    gathering = Gathering(fields)
    gathering.problems += found.problems
    if not found.tables and not found.problems:
        raise refuse("没有认出任何一张表", "请下载模板填写，或保留模板里的表名和标题行。")
    for kind in (SCALARS, SCHOOL):
        if kind in found.tables:
            take_pairs(gathering, found.tables[kind])
    if STAFF in found.tables:
        _take_wide(gathering, found.tables[STAFF])
    _take_lists(gathering, found)
    record = gathering.record()
    sound = gathering.sound() if record is None else record
    if not gathering.raw and not gathering.problems:
        kinds = "、".join(f"“{kind}”" for kind in list(found.tables)[:5])
        gathering.notices.append(f"认出了{kinds}等 {len(found.tables)} 张表，里面什么都没有填。")
    return Reading(sound, tuple(gathering.problems), (*found.notices, *gathering.notices))


def take_pairs(gathering: Gathering, table: Table) -> None:
    """Take a table of one field a row. A name that is not a field counts only if something is filled in."""
    names = {label(name): name for name in gathering.fields}
    for row in body(table):
        field, value = row.cells.get(FIELD), row.cells.get(VALUE)
        if value is None or field is None or value is field:  # the same cell: a merged title of a group
            continue
        name = names.get(label(field.text))
        place = table.place(row.number, table.column_of(VALUE))
        if name is None:
            near = get_close_matches(label(field.text), names, n=1, cutoff=0.5)
            hint = f"是不是“{near[0]}”？" if near else "字段名见模板的“说明”表。"
            at = table.place(row.number, table.column_of(FIELD))
            gathering.problem(at, f"没有“{printable(field.text.strip(), 20)}”这个字段", hint)
        else:
            gathering.scalar(name, value, place)


def _take_wide(gathering: Gathering, table: Table) -> None:
    """Take a table of one row with a field in each column."""
    rows = list(body(table))
    if len(rows) > 1:
        hint = "只导入一个人的，请只留那一行；一份名单由学校用 assessor batch 一起算。"
        gathering.problem(table.place(rows[1].number), f"这里有 {len(rows)} 个人", hint, EVERYTHING)
    for row in rows[:1]:
        for name, cell in row.cells.items():
            if name != CODE:
                gathering.scalar(name, cell, table.place(row.number, table.column_of(name)))


def _take_lists(gathering: Gathering, found: Sorted) -> None:
    for name, table in list_tables(found, gathering.fields):
        codes: set[str] = set()
        for row in body(table):
            code = row.cells.get(CODE)
            codes |= {plain(code.text)} if code else set()
            if len(codes) > 1:
                hint = "只导入一个人的，请只留他的行；一份名单由学校用 assessor batch 一起算。"
                gathering.problem(table.place(row.number), "这里有不止一个代号", hint, EVERYTHING)
                break
            gathering.row(name, table, row.without(CODE))

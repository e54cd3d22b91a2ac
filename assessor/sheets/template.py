"""Templates to be filled in, and records written into them: one record, or a whole staff list."""

from collections.abc import Iterable, Mapping, Sequence

from assessor.rules.facts import AS_OF, TERM_END, TERM_START
from assessor.rules.fields import Field, Record, Row
from assessor.rules.values import Content
from assessor.sheets.entries import Entry, entry_of
from assessor.sheets.help import help_sheet
from assessor.sheets.layout import (
    FORMATS,
    NARROW,
    USUAL,
    WIDE,
    WIDEST,
    Column,
    Sheet,
    check_of,
    column_of,
    heading,
    prompt_of,
)
from assessor.sheets.places import refuse
from assessor.sheets.wording import (
    CODE,
    EXAMPLE,
    FIELD,
    NOTE,
    NOTHING,
    SCALARS,
    SCHOOL,
    STAFF,
    UNIT,
    UNSURE,
    VALUE,
)
from assessor.sheets.writing import write_csv, write_xlsx

SCHOOL_GROUP = "学校"
"""The group of fields that belong to a school, not to a teacher."""

ITEM = "项目"
_SHARED = (AS_OF, TERM_START, TERM_END)
"""Fields of a teacher that are usually the same for all."""

_MIDDLE = 18
"""The width of a column whose entries may be a few words."""
_ONLY_SHOWN = ("这一页只是示例，不会被读取。",)
_ROWS = 300
_STAFF_ROWS = 1000
"""Empty rows that get drop-downs and formats."""

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}
"""The formats that can be written."""

Items = Mapping[str, Sequence[str]]
"""For lists that are checklists: the items, so that nobody types their names."""


def record_template(
    fields: Mapping[str, Field],
    wanted: Iterable[str],
    items: Items | None = None,
    example: Record | None = None,
    kind: str = "xlsx",
) -> bytes:
    """A file for one record, with the fields in `wanted`; with an example of how it looks filled in."""
    sheets = _record_sheets(fields, _in_order(fields, wanted), {}, items or {})
    sheets.append(help_sheet([fields[name] for name in _in_order(fields, wanted)]))
    sheets += [_example_sheet(fields, example)] if example else []
    return WRITERS[kind](sheets)


def export_record(fields: Mapping[str, Field], record: Record, kind: str = "xlsx", wanted: Iterable[str] = ()) -> bytes:
    """A record as a file; read again it is the same record. `wanted` adds fields that are still to be filled in."""
    names = _in_order(fields, {*record, *wanted})
    sheets = _record_sheets(fields, names, record, {})
    return WRITERS[kind]([*sheets, help_sheet([fields[name] for name in names])])


def staff_template(
    fields: Mapping[str, Field],
    wanted: Iterable[str],
    items: Items | None = None,
    example: Record | None = None,
    kind: str = "xlsx",
) -> bytes:
    """A file for a staff list: one teacher a row, what holds for all on a sheet of its own, lists with the 代号."""
    names = _in_order(fields, wanted)
    shared = [name for name in names if is_shared(fields[name])]
    own = [name for name in names if name not in shared]
    sheets = [_staff_sheet([fields[name] for name in own])]
    sheets += [_pairs_sheet(SCHOOL, [fields[name] for name in shared], {})] if shared else []
    for name in names:
        if fields[name].kind == "list":
            school = fields[name].group == SCHOOL_GROUP
            sheets.append(_list_sheet(fields[name], (), (items or {}).get(name, ()) if school else (), code=not school))
    sheets.append(help_sheet([fields[name] for name in names], staff=True))
    sheets += [_staff_example(fields, own, example)] if example else []
    return WRITERS[kind](sheets)


def is_shared(field: Field) -> bool:
    """Whether a field is asked once for the whole school."""
    return field.group == SCHOOL_GROUP or field.name in _SHARED


def _in_order(fields: Mapping[str, Field], names: Iterable[str]) -> list[str]:
    """The names in the order of the fields; raises SheetError for one that is not a field."""
    wanted = set(names)
    unknown = sorted(wanted - set(fields))
    if unknown:
        raise refuse(f"没有字段 {'、'.join(unknown)}")
    return [name for name in fields if name in wanted]


def _record_sheets(fields: Mapping[str, Field], names: Sequence[str], record: Record, items: Items) -> list[Sheet]:
    sheets = [_pairs_sheet(SCALARS, [fields[name] for name in names], record)]
    lists = [name for name in names if fields[name].kind == "list"]
    return [*sheets, *(_list_sheet(fields[name], rows_of(record, name), items.get(name, ())) for name in lists)]


def rows_of(record: Record, name: str) -> Sequence[Row]:
    """The rows of a list in a record; none if it was not filled in."""
    rows = record.get(name, ())
    return rows if isinstance(rows, Sequence) and not isinstance(rows, str) else ()  # type: ignore[return-value]


def _pairs_sheet(name: str, fields: Sequence[Field], record: Record) -> Sheet:
    """One field a row, under the name of its group."""
    sheet = Sheet(name, [(FIELD, UNIT, VALUE, NOTE)], (Column(WIDE), Column(NARROW), Column(_MIDDLE), Column(WIDEST)))
    group = ""
    for field in fields:
        if field.group != group:
            group = field.group
            sheet.rows.append((f"—— {group} ——", None, None, None))
            sheet.titles.add(len(sheet.rows))
        sheet.rows.append((field.name, field.unit, _single(record.get(field.name)), prompt_of(field)))
        place = len(sheet.rows), 3
        if field.kind in FORMATS:
            sheet.formats[place] = FORMATS[field.kind]
        check = check_of(field)
        if check:
            sheet.checks[place] = check
    return sheet


def _single(value: Content | Sequence[Row] | None) -> Entry:
    """What stands in the one cell of a field: its content; for a list 没有 if it is filled in and empty."""
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return None if value else NOTHING
    return entry_of(value)  # type: ignore[arg-type]


def _list_sheet(field: Field, rows: Sequence[Row], items: Sequence[str] = (), *, code: bool = False) -> Sheet:
    """The rows of a list, or its empty table; with `code` under a first column that says whose row it is."""
    columns = list(field.columns.values())
    first = [Column(USUAL, "@")] if code else []
    head: list[Entry] = [CODE] if code else []
    written: list[Sequence[Entry]] = [tuple(_row(columns, row)) for row in rows]
    if not written:
        written = [tuple(item if column.name == ITEM else None for column in columns) for item in items]
    return Sheet(
        field.name,
        [(*head, *(heading(column) for column in columns)), *written],
        (*first, *(column_of(column) for column in columns)),
        frozen=int(code),
        fillable=_STAFF_ROWS if code else _ROWS,
    )


def _row(columns: Sequence[Field], row: Row) -> list[Entry]:
    """The entries of a row; a row of which nothing is known says so, or it would be no row at all."""
    entries = [entry_of(row[column.name]) if column.name in row else None for column in columns]
    return entries if row else [UNSURE, *entries[1:]]


def _staff_sheet(fields: Sequence[Field], rows: Sequence[Sequence[Entry]] = ()) -> Sheet:
    return Sheet(
        STAFF,
        [(CODE, *(heading(field) for field in fields)), *rows],
        (Column(USUAL, "@"), *(column_of(field) for field in fields)),
        frozen=1,
        fillable=_STAFF_ROWS,
    )


def _example_sheet(fields: Mapping[str, Field], record: Record) -> Sheet:
    """A record as it looks filled in: the tables one below the other, only to be read."""
    names = _in_order(fields, record)
    sheet = Sheet(EXAMPLE, [_ONLY_SHOWN], [Column(WIDE), *[Column(_MIDDLE)] * 6], in_text=False)
    for part in _record_sheets(fields, names, record, {}):
        sheet.rows.append(())
        _append(sheet, part, 3 if part.name == SCALARS else len(part.columns))
    return sheet


def _staff_example(fields: Mapping[str, Field], own: Sequence[str], record: Record) -> Sheet:
    """The first row of a staff list filled in, and rows of its lists."""
    sheet = Sheet(EXAMPLE, [_ONLY_SHOWN], [Column(USUAL)] * 30, in_text=False)
    shown = [fields[name] for name in own if name in record]
    row = ("T001", *(_single(record[field.name]) for field in shown))
    sheet.rows.append(())
    _append(sheet, _staff_sheet(shown, [row]), len(row))
    for field in shown:
        if field.kind == "list":
            columns = list(field.columns.values())
            rows = [("T001", *_row(columns, entry)) for entry in rows_of(record, field.name)[:3]]
            sheet.rows.append(())
            part = _list_sheet(field, (), code=True)
            part.rows += rows
            _append(sheet, part, len(columns) + 1)
    return sheet


def _append(sheet: Sheet, part: Sheet, width: int) -> None:
    sheet.rows.append((f"“{part.name}”表",))
    sheet.rows.append(tuple(part.rows[0])[:width])
    sheet.titles.add(len(sheet.rows))
    sheet.rows += [tuple(row)[:width] for row in part.rows[1:]]

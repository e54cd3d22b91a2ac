"""Finding a table in a sheet: where its headings stand, which column is which, which rows are records.

Schools put titles above the headings, merge headings over two rows, leave columns and rows empty, repeat the headings on
every printed page and add a row of totals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessor.sheets.cells import CellError
from assessor.sheets.grid import Cell, Grid
from assessor.sheets.places import Place
from assessor.sheets.wording import TOTALS, label

_SEARCHED = 40
"""Rows with something in them among which the headings are looked for."""

_ABOVE = 2
"""Rows above the lowest row of headings that may hold headings of other columns."""


@dataclass(frozen=True)
class Table:
    """A table in a sheet: the row its records begin after, its known columns by number, and the others' headings."""

    grid: Grid
    header: int
    columns: Mapping[int, str]
    others: Mapping[int, str]
    twice: tuple[tuple[int, str], ...] = ()

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """A place in the table."""
        return Place(self.grid.name, row, column)

    def column_of(self, name: str) -> int | None:
        """The number of a known column."""
        return next((number for number, known in self.columns.items() if known == name), None)


@dataclass(frozen=True)
class BodyRow:
    """A row of a table: its number in the sheet, and its cells by the names of the known columns.

    `repeated` names the columns whose content comes from a merged cell further up.
    """

    number: int
    cells: Mapping[str, Cell]
    repeated: frozenset[str] = frozenset()

    def without(self, name: str) -> "BodyRow":
        """The same row without one of its columns."""
        return replace(self, cells={key: cell for key, cell in self.cells.items() if key != name})


def find_table(grid: Grid, names: Mapping[str, str]) -> Table | None:
    """The table whose headings are most of `names` (labels, each with the name it stands for); None if there is none."""
    searched = grid.rows[:_SEARCHED]
    best, most = 0, 0
    for row in searched:
        hits = len({names[text] for text in _labels(grid, row).values() if text in names})
        if hits > most:
            best, most = row, hits
    if not best:
        return None
    last = _last_of_header(grid, best)
    found: dict[int, str] = {}
    others: dict[int, str] = {}
    twice: list[tuple[int, str]] = []
    lowest = {**_labels_above(grid, best, searched, names), **_labels(grid, last), **_labels(grid, best)}
    for column, text in sorted(lowest.items()):
        name = names.get(text)
        if name is None:
            others[column] = text
        elif name in found.values():
            twice.append((column, name))
        else:
            found[column] = name
    return Table(grid, last, found, others, tuple(twice))


def _labels(grid: Grid, row: int) -> dict[int, str]:
    return {column: label(cell.text) for column, cell in grid.full_row(row).items()}


def _labels_above(grid: Grid, row: int, searched: list[int], names: Mapping[str, str]) -> dict[int, str]:
    """Headings that stand above the lowest row, over columns in which that row is empty."""
    here = grid.full_row(row)
    found: dict[int, str] = {}
    for above in (number for number in searched if row - _ABOVE <= number < row):
        found |= {column: text for column, text in _labels(grid, above).items() if column not in here and text in names}
    return found


def _last_of_header(grid: Grid, row: int) -> int:
    """The last row of the merged cells that begin or pass in the row of headings."""
    return max([row, *(bottom for top, _, bottom, _ in grid.spans if top <= row <= bottom and bottom - top <= _ABOVE)])


def body(table: Table) -> Iterator[BodyRow]:
    """The rows below the headings that are records: not empty, not the headings again, not totals, not remarks."""
    for number in table.grid.rows:
        row = _record(table, number)
        if row is not None and not _is_remark(row):
            yield row


def remarks(table: Table) -> list[int]:
    """The rows that were left out because one merged cell covers all of them, or goes on from the row above."""
    rows = (_record(table, number) for number in table.grid.rows)
    return [row.number for row in rows if row is not None and _is_remark(row)]


def covered_headings(table: Table) -> bool:
    """Whether a merged cell covers headings and rows below them, so that nobody knows what is a heading."""
    spans = table.grid.spans
    return any(
        top <= table.header < bottom and bottom - top > _ABOVE and left in table.columns
        for top, left, bottom, _ in spans
    )


def _record(table: Table, number: int) -> BodyRow | None:
    """A row below the headings with something in the known columns, unless it repeats the headings or sums up."""
    cells = table.grid.full_row(number) if number > table.header else {}
    known = {name: cells[column] for column, name in table.columns.items() if column in cells}
    if not known or _is_header(table, cells) or is_total(table, cells):
        return None
    anchors = table.grid.anchors(number)
    repeated = (
        table.columns[column] for column, (top, _) in anchors.items() if column in table.columns and top != number
    )
    return BodyRow(number, known, frozenset(repeated))


def _is_remark(row: BodyRow) -> bool:
    """Whether all there is of a row is one merged cell: a remark, no record."""
    known = row.cells.values()
    return len(row.repeated) == len(known) or (len(known) > 1 and len({id(cell) for cell in known}) == 1)


def totals(table: Table) -> list[int]:
    """The rows that were left out because they sum up the others."""
    grid = table.grid
    return [number for number in grid.rows if number > table.header and is_total(table, grid.full_row(number))]


def is_total(table: Table, cells: Mapping[int, Cell]) -> bool:
    """Whether a row sums up the others: it says so in its first cell, no further right than the first column."""
    first = min(cells, default=0)
    return 0 < first <= min(table.columns) and bool(TOTALS.fullmatch(label(cells[first].text)))


def _is_header(table: Table, cells: Mapping[int, Cell]) -> bool:
    shared = [column for column in table.columns if column in cells]
    return bool(shared) and all(label(cells[column].text) == label(table.columns[column]) for column in shared)


def check_merged(row: BodyRow, name: str, *, is_number: bool) -> None:
    """Refuse a number that stands in a merged cell over several rows: nobody knows whether it is one number or many."""
    if is_number and name in row.repeated:
        raise CellError("这个数填在合并的单元格里，分不清是一行的还是几行的", "请取消合并，每行各填各的。")

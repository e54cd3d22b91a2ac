"""Sheets as read, whatever file they came from: cells by row and column, merged cells, what a cell looks like."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from assessor.sheets.limits import MAX_MERGED
from assessor.sheets.places import Place, refuse


class Look(StrEnum):
    """How a number is displayed: as it is, as a percentage, as a day, or as a time of day."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it.

    `text` is what is written in it. A number also has its exact `number` and its `look` (a day is the number of days
    since 1899-12-30). A tick box has `truth`. `formula` is set where the file holds a formula without its result,
    `error` where it holds an error value such as #REF!, and `refused` (with its `remedy`) says why nothing else that
    stands there can be taken.
    """

    text: str
    number: Fraction | None = None
    look: Look = Look.PLAIN
    truth: bool | None = None
    formula: str = ""
    error: str = ""
    refused: str = ""
    remedy: str = ""


Span = tuple[int, int, int, int]
"""A merged region: first row, first column, last row, last column."""


@dataclass
class Grid:
    """One sheet, and what of it cannot be seen although it holds something.

    `hidden_rows` are rows (filtered out, folded away, of no height), `hidden_spans` columns from one to another,
    `unseen` cells whose number format shows nothing; `flat` says that rows or columns are hidden unless they say
    otherwise. `zeros` are formulas whose result is 0, which may never have been worked out.
    """

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    hidden: bool = False
    flat: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_spans: list[tuple[int, int]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    zeros: list[str] = field(default_factory=list)
    _anchors: dict[int, dict[int, tuple[int, int]]] | None = None

    @property
    def rows(self) -> list[int]:
        """The rows with something in them, in order."""
        return sorted(self.cells)

    @property
    def hidden_columns(self) -> list[int]:
        """The hidden columns that hold something."""
        used = sorted({column for row in self.cells.values() for column in row}) if self.hidden_spans else []
        return [column for column in used if any(first <= column <= last for first, last in self.hidden_spans)]

    @property
    def covered(self) -> list[tuple[int, int]]:
        """The cells, by row and column, that hold something under a merged cell, where nobody sees it."""
        return [(row, column) for row in self.rows for column in self.anchors(row) if column in self.row(row)]

    def row(self, number: int) -> Mapping[int, Cell]:
        """The cells written in a row, by column."""
        return self.cells.get(number, {})

    def full_row(self, number: int) -> dict[int, Cell]:
        """The cells of a row, each cell of a merged region holding what the region holds."""
        found = dict(self.row(number))
        for column, (top, left) in self.anchors(number).items():
            found.setdefault(column, self.cells[top][left])
        return dict(sorted(found.items()))

    def anchors(self, row: int) -> Mapping[int, tuple[int, int]]:
        """The covered cells of merged regions in a row: by column, the cell that holds the region's content."""
        if self._anchors is None:
            self._anchors = self._cover()
        return self._anchors.get(row, {})

    def _cover(self) -> dict[int, dict[int, tuple[int, int]]]:
        covered: dict[int, dict[int, tuple[int, int]]] = {}
        used, count = self.rows, 0
        widest = max((max(row) for row in self.cells.values()), default=0)
        for top, left, bottom, right in self.spans:
            if left not in self.row(top):
                continue
            columns = range(left, min(right, widest) + 1)
            for row in used[bisect_left(used, top) : bisect_right(used, bottom)]:
                covered.setdefault(row, {}).update((column, (top, left)) for column in columns)
                count += len(columns)
                if count > MAX_MERGED:
                    raise refuse("合并单元格太多", "请取消合并后再试。", Place(self.name))
            covered[top].pop(left, None)
        return covered


@dataclass
class Book:
    """A file as read: its sheets, and what a person should be told about it. `kind` is xlsx or csv."""

    kind: str
    grids: list[Grid]
    notices: list[str] = field(default_factory=list)

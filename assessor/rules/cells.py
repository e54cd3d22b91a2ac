"""The cells of a list in the search for the smallest change: which of many are tried, and what is said of the others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessor.rules.fields import Record
from assessor.rules.moves import Move, RaiseCell

MOST_ROWS = 24
"""So many different rows of a list are tried one by one, as the whole list is judged for each: two years of months."""


@dataclass(frozen=True, slots=True)
class Several:
    """A column of a list (列表.列) in which no row suffices alone, but several raised together do.

    `up_to` names the column that bounds each row, "" where none does. `monthly` says that a row is a month.
    """

    field: str
    up_to: str
    monthly: bool

    def to_json(self) -> dict[str, Any]:
        """The form of the contract."""
        return {"field": self.field, "up_to": self.up_to or None}


@dataclass(frozen=True, slots=True)
class Untried:
    """A column of a list (列表.列) with too many rows: so many were tried, the latest, or the first if not `dated`."""

    field: str
    tried: int
    dated: bool

    def to_json(self) -> dict[str, Any]:
        """The form of the contract."""
        return {"field": self.field, "tried": self.tried}


@dataclass(slots=True)
class Cells:
    """The cells of one column that can be raised, one for all rows that are alike.

    Also what sufficed in the cells tried so far, for the next better result or (`fully`) for the best one: by how much
    they were raised, and to what. Often it is the same in the next one, and that is quickly proved.
    """

    rows: list[RaiseCell] = field(default_factory=list)
    _sufficed: dict[bool, tuple[Fraction, Fraction]] = field(default_factory=dict)

    @property
    def tried(self) -> list[RaiseCell]:
        """As many cells as are tried one by one: those dated latest; of rows without a date the first."""
        return sorted(self.rows, key=lambda row: row.key or "", reverse=True)[:MOST_ROWS]

    @property
    def untried(self) -> Untried | None:
        """That not all are tried; None where they are."""
        if len(self.rows) <= MOST_ROWS:
            return None
        return Untried(self.rows[0].name, MOST_ROWS, any(row.key for row in self.rows))

    def filled(self, record: Record) -> Record:
        """The record with every cell raised as far as it goes."""
        for row in self.rows:
            record = row.fill(record)
        return record

    def learn(self, amount: Fraction, own: Fraction, *, fully: bool) -> None:
        """Remember by how much a cell with this number had to be raised."""
        self._sufficed[fully] = amount, own + amount

    def guesses(self, own: Fraction, *, fully: bool) -> tuple[Fraction, ...]:
        """By how much a cell with this number may have to be raised."""
        if fully not in self._sufficed:
            return ()
        amount, after = self._sufficed[fully]
        return (amount,) if after - own == amount else (amount, after - own)


def cells_of(every: Iterable[Move]) -> dict[str, Cells]:
    """The cells among some moves, by their column."""
    columns: dict[str, Cells] = {}
    for move in every:
        if isinstance(move, RaiseCell):
            columns.setdefault(move.name, Cells()).rows.append(move)
    return columns

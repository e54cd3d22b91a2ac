"""Where something stands in a table, as Excel writes it (月度坐班!C5), and what is wrong there."""

from collections.abc import Sequence
from dataclasses import dataclass


def letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column from its letters: A is 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet, a row of it, a column, a cell, or (with nothing set) the whole file. Rows and columns count from 1."""

    sheet: str = ""
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str:
        """The cell without its sheet, such as C5; empty for anything larger than a cell."""
        return f"{letters(self.column)}{self.row}" if self.row and self.column else ""

    def __str__(self) -> str:
        """The address, such as 月度坐班!C5, 月度坐班第 5 行, 月度坐班 C 列."""
        if self.cell:
            return f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        if self.row:
            return f"{self.sheet}第 {self.row} 行"
        return f"{self.sheet} {letters(self.column)} 列".strip() if self.column else self.sheet


EVERYTHING = "*"
"""Stands for all fields."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """One thing in a file that cannot be accepted: where, what, and the remedy (a sentence, or nothing).

    `touches` names the fields of which nothing can be trusted any more, or EVERYTHING; what was read of the others is
    sound.
    """

    place: Place
    message: str
    hint: str = ""
    touches: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The whole message in one line."""
        where = str(self.place)
        return f"{where}：{self.message}。{self.hint}" if where else f"{self.message}。{self.hint}"


class SheetError(ValueError):
    """A file that cannot be accepted; `problems` says why, in the order of the file."""

    def __init__(self, problems: Sequence[SheetProblem]) -> None:
        """Remember every problem."""
        super().__init__("；".join(map(str, problems)))
        self.problems = tuple(problems)


def refuse(message: str, hint: str = "", place: Place | None = None) -> SheetError:
    """The refusal of a whole file, or of a place in it."""
    return SheetError([SheetProblem(place or Place(), message, hint, (EVERYTHING,))])

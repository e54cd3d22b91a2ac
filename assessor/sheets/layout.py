"""Sheets to be written: rows of entries, and how their columns look. One layout serves .xlsx and .csv."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor.rules.exact import show
from assessor.rules.fields import Field
from assessor.sheets.entries import Entry
from assessor.sheets.wording import NOTHING, UNSURE

NARROW, USUAL, WIDE, WIDEST = 9, 13, 28, 60
"""Widths of columns, in characters of half width."""

FORMATS = {"date": "yyyy-mm-dd", "month": "yyyy-mm", "text": "@", "school_year": "@", "year": "@"}
"""Number formats of the cells that are to be filled in; text, so that 00123 and 3-5 stay as they are typed."""


class Rows(Protocol):
    """Rows that are added one by one and read in their order: a list, or what holds more than the memory does."""

    def append(self, row: Sequence[Entry], /) -> None:
        """Add a row."""

    def __iter__(self) -> Iterator[Sequence[Entry]]:
        """The rows in their order."""

    def __len__(self) -> int:
        """How many rows there are."""


@dataclass(frozen=True)
class Check:
    """What may be filled in, as a spreadsheet program offers and checks it. `words` make a drop-down list."""

    words: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None
    whole: bool = False
    prompt: str = ""


@dataclass(frozen=True)
class Column:
    """A column: how wide it is, and for cells that are to be filled in their number format and check."""

    width: int = USUAL
    number_format: str = ""
    check: Check | None = None


@dataclass
class Sheet:
    """A sheet. The first `header` rows are headings; `fillable` more rows get the columns' formats and checks.

    `formats` and `checks` are those of single cells, by row and column counted from 1; `merged` are cells that are
    merged, as first row, first column, last row, last column. `titles` are rows that begin a group.
    """

    name: str
    rows: list[Sequence[Entry]]
    columns: Sequence[Column] = ()
    header: int = 1
    frozen: int = 0
    fillable: int = 0
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    checks: dict[tuple[int, int], Check] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)
    in_text: bool = True
    """Whether the sheet also stands in a text file; what is only to be read does not."""
    more: Rows | None = None
    """Rows after those in `rows`, where they are added one by one."""

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return len(self.rows) + (len(self.more) if self.more else 0)

    def all_rows(self) -> Iterator[Sequence[Entry]]:
        """Every row in its order."""
        yield from self.rows
        yield from self.more or ()


def check_of(entry: Field) -> Check | None:
    """How a spreadsheet program can check the cells of a field."""
    match entry.kind:
        case "bool":
            return Check(("是", "否", UNSURE), prompt=prompt_of(entry))
        case "enum":
            return Check((*entry.values, UNSURE), prompt=prompt_of(entry))
        case "list":
            return Check((NOTHING,), prompt=f"有就填在“{entry.name}”表里；确实没有请选“{NOTHING}”；不清楚就空着。")
        case "number":
            low = None if entry.minimum is None else show(entry.minimum)
            high = None if entry.maximum is None else show(entry.maximum)
            return Check(low=low, high=high, whole=entry.integer, prompt=prompt_of(entry))
    return Check(prompt=prompt_of(entry))


def prompt_of(entry: Field) -> str:
    """What may be filled in, and the field's own help, in one line."""
    parts = [entry.help] if entry.help else []
    match entry.kind:
        case "bool":
            parts.append("填 是 或 否")
        case "enum":
            parts.append("填 " + "、".join(entry.values))
        case "date":
            parts.append("日期，如 2026-09-01")
        case "month":
            parts.append("月份，如 2026-09")
        case "school_year":
            parts += [] if "2025" in entry.help else ["学年，如 2025-2026"]
        case "year":
            parts += [] if "2025" in entry.help else ["年度，如 2025"]
        case "number":
            parts.append(_number_prompt(entry))
        case "list":
            parts.append(f"填在“{entry.name}”表里；确实没有就在这里选“{NOTHING}”")
    return "；".join(part for part in parts if part)


def _number_prompt(entry: Field) -> str:
    kind = "整数" if entry.integer else "数"
    if entry.minimum is not None and entry.maximum is not None:
        kind += f"，{show(entry.minimum)} 到 {show(entry.maximum)}"
    return f"{kind}，单位 {entry.unit}" if entry.unit else kind


def heading(entry: Field) -> str:
    """The heading of a field's column, with its unit."""
    return f"{entry.name}（{entry.unit}）" if entry.unit else entry.name


def column_of(entry: Field) -> Column:
    """The column in which a field is filled in."""
    width = max(USUAL, 2 * len(heading(entry)) + 2)
    return Column(width, FORMATS.get(entry.kind, ""), check_of(entry))

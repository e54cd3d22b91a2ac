"""The conventions every outcome shares: three-valued logic, rows, windows.

Dates are inclusive at both ends everywhere.  Months are counted as ``year * 12 + month - 1``.
Numbers are exact fractions; a float is read by its decimal notation, never by its binary value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

type Status = Literal["known", "unknown", "not_applicable", "gap", "manual"]

# The column by which a row is dated; rows later than the assessment date are struck out first.
DATE_COLUMNS = {
    "班级活动": "日期",
    "谈话": "日期",
    "培训记录": "日期",
    "荣誉": "日期",
    "月度坐班": "月份",
    "成效周分": "日期",
    "成效月分": "月份",
    "年度考核": "学年",
    "人事年度考核": "年度",
    "处分": "决定日期",
}


# ── three-valued logic ──────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Cond:
    """A condition: true, false or None for unknown, with the fields that leave it unknown."""

    truth: bool | None
    missing: tuple[str, ...] = ()


TRUE = Cond(truth=True)
FALSE = Cond(truth=False)


def union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Give all names once, in the order in which they first appear."""
    return tuple(dict.fromkeys(name for group in groups for name in group))


def all_of(*conds: Cond) -> Cond:
    """Combine by and: one false decides; otherwise one unknown leaves it unknown."""
    return _combine(conds, decisive=False)


def any_of(*conds: Cond) -> Cond:
    """Combine by or: one true decides; otherwise one unknown leaves it unknown."""
    return _combine(conds, decisive=True)


def _combine(conds: tuple[Cond, ...], *, decisive: bool) -> Cond:
    if any(cond.truth is decisive for cond in conds):
        return Cond(decisive)
    unknown = [cond for cond in conds if cond.truth is None]
    if unknown:
        return Cond(None, union(cond.missing for cond in unknown))
    return Cond(not decisive)


# ── values of the record ────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Number:
    """An exact number, or None with the fields that are missing for it."""

    value: Fraction | None
    missing: tuple[str, ...] = ()

    def at_least(self, threshold: int) -> Cond:
        """Tell whether the number is ≥ threshold."""
        return Cond(None, self.missing) if self.value is None else Cond(self.value >= threshold)


def filled(cells: Mapping[str, object], name: str) -> object | None:
    """Give the cell, or None when it is absent, null or nothing but blanks."""
    cell = cells.get(name)
    return None if isinstance(cell, str) and not cell.strip() else cell


def exact(cell: object) -> Fraction:
    """Read the number as it is written: 79.9 is 799/10."""
    if isinstance(cell, float):
        return Fraction(repr(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | str | Decimal | Fraction):
        raise TypeError(f"not a number: {cell!r}")
    return Fraction(cell)


def month_of(day: date) -> int:
    """Give the running number of the day's month."""
    return day.year * 12 + day.month - 1


def month_number(cell: object) -> int:
    """Give the running number of a month written YYYY-MM."""
    year, month = str(cell).split("-")
    return int(year) * 12 + int(month) - 1


def to_day(cell: object) -> date:
    """Read a date written YYYY-MM-DD."""
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))


@dataclass(frozen=True)
class Row:
    """One row of a list of the record; an unfilled cell is unknown for this row only."""

    table: str
    cells: Mapping[str, object]

    def get(self, column: str) -> object | None:
        """Give the filled cell or None."""
        return filled(self.cells, column)

    def name(self, column: str) -> str:
        """Name a missing cell of this column."""
        return f"{self.table}.{column}"

    def is_in(self, column: str, *wanted: str) -> Cond:
        """Tell whether the cell is one of the wanted values."""
        cell = self.get(column)
        return Cond(None, (self.name(column),)) if cell is None else Cond(cell in wanted)

    def yes(self, column: str) -> Cond:
        """Tell whether the cell says yes."""
        cell = self.get(column)
        return Cond(None, (self.name(column),)) if cell is None else Cond(cell is True)

    def no(self, column: str) -> Cond:
        """Tell whether the cell says no."""
        cell = self.get(column)
        return Cond(None, (self.name(column),)) if cell is None else Cond(cell is False)

    def contains(self, column: str, part: str) -> Cond:
        """Tell whether the text of the cell has ``part`` in it."""
        cell = self.get(column)
        return Cond(None, (self.name(column),)) if cell is None else Cond(part in str(cell))

    def dated(self, first: date | None, last: date | None) -> Cond:
        """Tell whether 日期 lies in first..last; with neither end given there is no time condition."""
        if first is None and last is None:
            return TRUE
        cell = self.get("日期")
        if cell is None:
            return Cond(None, (self.name("日期"),))
        day = to_day(cell)
        return Cond((first is None or first <= day) and (last is None or day <= last))

    def number(self, column: str) -> Number:
        """Give the cell as an exact number."""
        cell = self.get(column)
        return Number(None, (self.name(column),)) if cell is None else Number(exact(cell))

    def month(self, column: str) -> int | None:
        """Give the cell as a running month number."""
        cell = self.get(column)
        return None if cell is None else month_number(cell)

    def later_than(self, today: date) -> bool:
        """Tell whether the row is dated after the assessment date."""
        column = DATE_COLUMNS.get(self.table)
        cell = None if column is None else self.get(column)
        if cell is None:
            return False
        if column == "月份":
            return month_number(cell) > month_of(today)
        if column == "学年":
            return date(int(str(cell)[:4]), 9, 1) > today
        if column == "年度":
            return int(str(cell)) > today.year
        return to_day(cell) > today


class Form:
    """One record read for one assessment date (``today`` when 自评日期 is unfilled)."""

    def __init__(self, record: Mapping[str, object], today: date, policy: str = "") -> None:
        self._record = record
        self.policy = policy
        self.today = self.day("自评日期") or today

    def number(self, name: str) -> Number:
        """Read a number field."""
        cell = filled(self._record, name)
        return Number(None, (name,)) if cell is None else Number(exact(cell))

    def is_in(self, name: str, *wanted: str) -> Cond:
        """Tell whether an enum field is one of the wanted values."""
        cell = filled(self._record, name)
        return Cond(None, (name,)) if cell is None else Cond(cell in wanted)

    def yes(self, name: str) -> Cond:
        """Tell whether a yes/no field says yes."""
        cell = filled(self._record, name)
        return Cond(None, (name,)) if cell is None else Cond(cell is True)

    def no(self, name: str) -> Cond:
        """Tell whether a yes/no field says no."""
        cell = filled(self._record, name)
        return Cond(None, (name,)) if cell is None else Cond(cell is False)

    def day(self, name: str) -> date | None:
        """Read a date field."""
        cell = filled(self._record, name)
        return None if cell is None else to_day(cell)

    def rows(self, table: str) -> list[Row] | None:
        """Give the rows not later than the assessment date, or None when the list is unfilled."""
        cell = filled(self._record, table)
        if cell is None:
            return None
        if not isinstance(cell, list):
            raise TypeError(f"not a list: {table}")
        rows = [Row(table, cells) for cells in cell]
        return [row for row in rows if not row.later_than(self.today)]

    def has(self, name: str) -> bool:
        """Tell whether the field is filled."""
        return filled(self._record, name) is not None

    def unfilled(self, *names: str) -> tuple[str, ...]:
        """Name those of the fields that are not filled."""
        return tuple(name for name in names if not self.has(name))

    @property
    def school_year(self) -> int:
        """S: the year in which the school year of the assessment date began."""
        return self.today.year - (1 if self.today.month < 9 else 0)

    def years_back(self, years: int) -> date:
        """Give the first day of the last N years; 28 Feb where that year has no 29 Feb."""
        year = self.today.year - years
        try:
            return self.today.replace(year=year)
        except ValueError:
            return date(year, 2, 28)

    def whole_weeks(self, start: date) -> list[date]:
        """Give the Mondays of the weeks lying wholly in the term so far."""
        end = self.day("学期结束")
        last = self.today if end is None else min(end, self.today)
        monday = start + timedelta(days=-start.weekday() % 7)
        weeks = []
        while monday + timedelta(days=6) <= last:
            weeks.append(monday)
            monday += timedelta(days=7)
        return weeks


# ── counting and adding rows ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Tally:
    """How many rows surely count and how many may; ``missing`` is what leaves the latter open.

    ``listed`` is false when the whole list is unfilled.
    """

    sure: int
    maybe: int
    missing: tuple[str, ...]
    listed: bool = True

    def at_least(self, need: int) -> Cond:
        """Tell whether there are ≥ need rows."""
        if self.listed and self.sure >= need:
            return TRUE
        if self.listed and self.sure + self.maybe < need:
            return FALSE
        return Cond(None, self.missing)


def count(form: Form, table: str, wanted: Callable[[Row], Cond]) -> Tally:
    """Count the rows of a list that meet all of ``wanted``."""
    rows = form.rows(table)
    if rows is None:
        return Tally(0, 0, (table,), listed=False)
    conds = [wanted(row) for row in rows]
    maybe = [cond for cond in conds if cond.truth is None]
    sure = sum(cond.truth is True for cond in conds)
    return Tally(sure, len(maybe), union(cond.missing for cond in maybe))


@dataclass(frozen=True)
class Total:
    """The sum over sure rows, the sum over possible rows, and what is missing in either."""

    sure: Fraction
    maybe: Fraction
    maybe_rows: int
    blank: bool  # a sure or possible row has no number
    missing: tuple[str, ...]
    listed: bool = True

    def at_least(self, need: int) -> Cond:
        """Tell whether the sum is ≥ need."""
        if self.listed and self.sure >= need:
            return TRUE
        if self.listed and not self.blank and self.sure + self.maybe < need:
            return FALSE
        return Cond(None, self.missing)


def add(form: Form, table: str, column: str, wanted: Callable[[Row], Cond]) -> Total:
    """Add up a column over the rows that meet all of ``wanted``."""
    rows = form.rows(table)
    if rows is None:
        return Total(Fraction(0), Fraction(0), 0, blank=False, missing=(table,), listed=False)
    sure, maybe, maybe_rows, missing = Fraction(0), Fraction(0), 0, []
    blank = False
    for row in rows:
        cond, number = wanted(row), row.number(column)
        if cond.truth is False:
            continue
        missing += [*cond.missing, *number.missing]
        blank = blank or number.value is None
        if cond.truth:
            sure += number.value or 0
        else:
            maybe += number.value or 0
            maybe_rows += 1
    return Total(sure, maybe, maybe_rows, blank, union([missing]))

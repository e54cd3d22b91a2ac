"""Calendar arithmetic as the policies count: months, school years, rolling windows, whole weeks.

Source of every convention: 学年和学期、一段时间 (docs/authoring/conventions.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Self

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years a record may speak of; windows and weeks around them stay within the calendar."""

SCHOOL_YEAR_STARTS = 9
"""Month in which a school year begins (1 September to 31 August)."""

SECOND_TERM_STARTS = 2
"""Month in which its second term begins by the calendar (1 February; the first ends on 31 January)."""

TERM_NAMES = {1: "第一学期", 2: "第二学期"}
HOLIDAY = timedelta(days=31)
"""A term begins or ends at most so far from where the calendar puts it: in late August, in early February."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, compared as a whole."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read YYYY-MM; raises ValueError for another form or a month that does not exist."""
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            raise ValueError(text)
        day = _within(date(int(text[:4]), int(text[5:]), 1))
        return cls(day.year, day.month)

    @property
    def ordinal(self) -> int:
        """Months since year 0, so that a difference of ordinals is a number of months."""
        return self.year * 12 + self.number - 1

    def __str__(self) -> str:
        """The month as YYYY-MM."""
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year by the calendar year it starts in: 2025 is 2025-09-01 to 2026-08-31."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The school year that holds `day`."""
        return cls(day.year if day.month >= SCHOOL_YEAR_STARTS else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 September of the starting year."""
        return date(self.start, SCHOOL_YEAR_STARTS, 1)

    @property
    def last_day(self) -> date:
        """31 August of the following year."""
        return date(self.start + 1, SCHOOL_YEAR_STARTS, 1) - timedelta(days=1)

    @property
    def name(self) -> str:
        """What people call it: 2025-2026 学年."""
        return f"{self} 学年"

    def __str__(self) -> str:
        """The usual spelling, such as 2025-2026."""
        return f"{self.start}-{self.start + 1}"


@dataclass(frozen=True, slots=True, order=True)
class CalendarYear:
    """A year from January to December, by which the personnel appraisal goes; compared as a whole."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The year that holds `day`."""
        return cls(day.year)

    @property
    def first_day(self) -> date:
        """1 January."""
        return date(self.start, 1, 1)

    def __str__(self) -> str:
        """The year in four digits."""
        return f"{self.start}"


WholeYear = SchoolYear | CalendarYear
"""A year as one mark; `start` numbers years of a kind in order."""
Day = date | Month | WholeYear
"""What a row can be dated by."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A term by the calendar: the first of a school year from September to January, the second from February to August."""

    year: SchoolYear
    number: int

    @classmethod
    def of(cls, mark: Day) -> Self:
        """The term that holds a day or a month; of a whole year, the one that holds its first day."""
        if isinstance(mark, WholeYear):
            mark = mark.first_day
        month = mark.number if isinstance(mark, Month) else mark.month
        second = SECOND_TERM_STARTS <= month < SCHOOL_YEAR_STARTS
        return cls(SchoolYear.of(date(mark.year, month, 1)), 2 if second else 1)

    @classmethod
    def beginning(cls, day: date) -> Self:
        """The term that begins about this day: on 28 August the first of the coming school year."""
        return cls.of(day + HOLIDAY)

    @classmethod
    def ending(cls, day: date) -> Self:
        """The term that ends about this day: on 6 February still the first."""
        return cls.of(day - HOLIDAY)

    @property
    def first_day(self) -> date:
        """1 September or 1 February."""
        return self.year.first_day if self.number == 1 else date(self.year.start + 1, SECOND_TERM_STARTS, 1)

    @property
    def last_day(self) -> date:
        """31 January or 31 August."""
        if self.number == 1:
            return date(self.year.start + 1, SECOND_TERM_STARTS, 1) - timedelta(days=1)
        return self.year.last_day

    @property
    def name(self) -> str:
        """What people call it: 2025-2026 学年第一学期."""
        return f"{self.year.name}{TERM_NAMES[self.number]}"

    def __str__(self) -> str:
        """The short form of the contract: 2025-2026-1."""
        return f"{self.year}-{self.number}"


def read_date(text: str) -> date:
    """Read YYYY-MM-DD; raises ValueError for another form or a day that does not exist."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return _within(date.fromisoformat(text))


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier, as far as the calendar goes; 28 February for the 29th where that year has none."""
    year = min(max(day.year - years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def years_after(day: date, years: int) -> date:
    """The same day `years` later, as far as the calendar goes; 28 February for the 29th where that year has none."""
    return years_before(day, -years)


def next_quarter(day: date) -> date:
    """The first day of the quarter (January, April, July, October) after the one that holds `day`."""
    year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + 1, 4)
    return date(min(year, MAXYEAR), quarter * 3 + 1, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it has no such day."""
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, number + 1, last)
        except ValueError:
            continue
    return date(year, number + 1, day.day)


def months_between(first: date, last: date) -> int:
    """How many whole months lie between two days: the most months after `first` that do not pass `last`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (months_after(first, months) > last)


def is_after(mark: Day, day: date) -> bool:
    """Whether a row's mark lies after `day`: its date, its whole month, or the first day of its year."""
    if isinstance(mark, Month):
        return mark > Month.of(day)
    if isinstance(mark, WholeYear):
        return mark.first_day > day
    return mark > day


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included; an end that is None is open. With both ends open nothing is asked of a row.

    `period` marks the record's own term or school year, whose days the frame tells (see `frame.Frame.window`). `asks`
    names the field of an end that is blank and matters: what lies on the inner side of the other end may be outside.
    """

    first: date | None
    last: date | None
    name: str = ""
    period: str = field(default="", compare=False)
    asks: str = field(default="", compare=False)

    @property
    def in_effect(self) -> bool:
        """Whether the window asks anything at all."""
        return self.first is not None or self.last is not None

    def holds(self, mark: Day) -> bool:
        """Whether the mark lies inside; a month counts whole, by the months of the two ends."""
        if isinstance(mark, WholeYear):
            mark = mark.first_day
        if isinstance(mark, Month):
            after = self.first is None or mark >= Month.of(self.first)
            return after and (self.last is None or mark <= Month.of(self.last))
        return (self.first is None or mark >= self.first) and (self.last is None or mark <= self.last)


def last_years(day: date, years: int) -> Window:
    """最近 N 年: from the same day N years earlier to `day`, both included."""
    return Window(years_before(day, years), day, f"最近 {years} 年")


def last_days(day: date, days: int) -> Window:
    """最近 N 天: the N days that end with `day`."""
    return Window(day - timedelta(days=days - 1), day, f"最近 {days} 天")


def last_week(day: date) -> Window:
    """最近一个整周: the last Monday to Sunday that is over on `day`; a Sunday ends its own week."""
    sunday = day - timedelta(days=day.isoweekday() % 7)
    return Window(sunday - timedelta(days=6), sunday, "最近一个整周")


def week_of(mark: date, weeks: Sequence[Window]) -> int | None:
    """Which of some consecutive weeks holds a day; None if none does."""
    if not weeks or weeks[0].first is None or mark < weeks[0].first:
        return None
    number = (mark - weeks[0].first).days // 7
    return number if number < len(weeks) else None


def whole_weeks(first: date, last: date) -> list[Window]:
    """Every Monday-to-Sunday week that lies completely inside [first, last], in order."""
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = []
    while monday + timedelta(days=6) <= last:
        weeks.append(Window(monday, monday + timedelta(days=6), f"{monday.month} 月 {monday.day} 日起的一周"))
        monday += timedelta(days=7)
    return weeks

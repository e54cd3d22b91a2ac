"""Calendar arithmetic."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.dates import (
    CalendarYear,
    Month,
    SchoolYear,
    Window,
    is_after,
    last_days,
    last_week,
    last_years,
    next_quarter,
    read_date,
    whole_weeks,
    years_after,
    years_before,
)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "text", ["2026-9-1", "2026-02-29", "2026-13-01", "20260901", "2026-09-01T00", "", "0000-01-01"]
)
def test_date_must_exist_and_be_written_in_full(text):
    """A date in another form, or one that does not exist, is refused."""
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


@pytest.mark.parametrize("text", ["2026-9", "2026-13", "2026-00", "202609", "2026-09-01", "", "0000-01"])
def test_month_must_exist_and_be_written_in_full(text):
    """A month in another form, or one that does not exist, is refused."""
    with pytest.raises(ValueError, match=r".*"):
        Month.read(text)


@given(days)
def test_date_and_month_read_what_they_write(day):
    """A date and a month read back as they were spelled."""
    assert read_date(day.isoformat()) == day
    assert Month.read(str(Month.of(day))) == Month.of(day)


@given(days, days)
def test_months_are_ordered_like_their_ordinals(one, two):
    """The order of months is the order of their ordinals, and twelve ordinals make a year."""
    first, second = Month.of(one), Month.of(two)
    assert (first < second) == (first.ordinal < second.ordinal)
    assert Month(first.year + 1, first.number).ordinal - first.ordinal == 12


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 8, 31), "2024-2025"),
        (date(2025, 9, 1), "2025-2026"),
        (date(2026, 1, 1), "2025-2026"),
        (date(2026, 8, 31), "2025-2026"),
    ],
)
def test_school_year_turns_on_the_first_of_september(day, name):
    """A school year runs from 1 September to 31 August."""
    assert str(SchoolYear.of(day)) == name
    assert SchoolYear.of(SchoolYear.of(day).first_day) == SchoolYear.of(day)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 8, 31), date(2025, 12, 31)])
def test_calendar_year_runs_from_january_to_december(day):
    """A calendar year is shown as its four digits, begins on 1 January and lies in a window by that day."""
    year = CalendarYear.of(day)
    assert (str(year), year.first_day) == ("2025", date(2025, 1, 1))
    assert Window(date(2024, 9, 1), date(2025, 1, 1)).holds(year)
    assert not Window(date(2025, 1, 2), None).holds(year)


@pytest.mark.parametrize(
    ("day", "years", "wanted"),
    [
        (date(2026, 6, 30), 3, date(2023, 6, 30)),
        (date(2024, 2, 29), 3, date(2021, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 28), 1, date(2023, 2, 28)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
        (date(2026, 6, 30), 5000, date(1, 6, 30)),
        (date(2024, 2, 29), -1, date(2025, 2, 28)),
        (date(2024, 2, 29), -4, date(2028, 2, 29)),
        (date(2026, 6, 30), -9000, date(9999, 6, 30)),
    ],
)
def test_years_before_is_the_same_day(day, years, wanted):
    """Years before (after) is the same day, 28 February where there is no 29th, and never leaves the calendar."""
    assert years_before(day, years) == wanted
    assert years_after(day, -years) == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 7, 1)),
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_next_quarter_begins_in_january_april_july_or_october(day, wanted):
    """A day belongs to its quarter to the last; the quarter after the fourth is the first of the next year."""
    assert next_quarter(day) == wanted


DAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("mark", "later"),
    [
        (date(2026, 6, 15), False),
        (date(2026, 6, 16), True),
        (Month(2026, 6), False),
        (Month(2026, 7), True),
        (SchoolYear(2025), False),
        (SchoolYear(2026), True),
        (CalendarYear(2026), False),
        (CalendarYear(2027), True),
    ],
)
def test_after_goes_by_day_by_month_or_by_first_of_september(mark, later):
    """A day is after by itself, a month as a whole, a school year by its first day."""
    assert is_after(mark, DAY) is later


def test_school_year_that_starts_today_is_not_after():
    """On 1 September the new school year has begun."""
    assert not is_after(SchoolYear(2026), date(2026, 9, 1))
    assert is_after(SchoolYear(2026), date(2026, 8, 31))


WINDOW = Window(date(2026, 3, 10), date(2026, 5, 20))


@pytest.mark.parametrize(
    ("window", "mark", "inside"),
    [
        (WINDOW, date(2026, 3, 9), False),
        (WINDOW, date(2026, 3, 10), True),
        (WINDOW, date(2026, 5, 20), True),
        (WINDOW, date(2026, 5, 21), False),
        (WINDOW, Month(2026, 2), False),
        (WINDOW, Month(2026, 3), True),
        (WINDOW, Month(2026, 5), True),
        (WINDOW, Month(2026, 6), False),
        (WINDOW, SchoolYear(2025), False),
        (Window(date(2025, 9, 1), None), SchoolYear(2025), True),
        (Window(date(2025, 9, 2), None), SchoolYear(2025), False),
        (Window(None, date(2025, 9, 1)), SchoolYear(2025), True),
        (Window(None, date(2026, 5, 20)), date(1990, 1, 1), True),
        (Window(date(2026, 3, 10), None), date(2090, 1, 1), True),
        (Window(None, None), date(2090, 1, 1), True),
        (Window(None, date(2026, 5, 1)), Month(2026, 5), True),
    ],
)
def test_window_includes_both_ends(window, mark, inside):
    """A window holds both its ends; a month counts whole, a school year by its first day, an open end asks nothing."""
    assert window.holds(mark) is inside


def test_window_without_ends_is_not_in_effect():
    """A window asks something as soon as one end is given."""
    assert not Window(None, None).in_effect
    assert Window(date(2026, 1, 1), None).in_effect
    assert Window(None, date(2026, 1, 1)).in_effect


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 6, 27), date(2026, 6, 15)),
        (date(2026, 6, 28), date(2026, 6, 22)),
        (date(2026, 6, 29), date(2026, 6, 22)),
    ],
)
def test_last_week_is_over(day, first):
    """The last whole week runs from Monday to the Sunday that is today or was last; a running week is none."""
    assert last_week(day) == Window(first, first + timedelta(days=6), "最近一个整周")


def test_last_days_and_years_hold_both_ends():
    """最近 7 天 is today and the six days before; 最近 3 年 starts on the same day three years ago."""
    assert last_days(DAY, 7) == Window(date(2026, 6, 9), DAY, "最近 7 天")
    assert last_years(DAY, 3) == Window(date(2023, 6, 15), DAY, "最近 3 年")


@pytest.mark.parametrize(
    ("first", "last", "mondays"),
    [
        (date(2026, 3, 2), date(2026, 3, 15), ["2026-03-02", "2026-03-09"]),
        (date(2026, 3, 2), date(2026, 3, 14), ["2026-03-02"]),
        (date(2026, 3, 3), date(2026, 3, 15), ["2026-03-09"]),
        (date(2026, 3, 3), date(2026, 3, 14), []),
        (date(2026, 3, 15), date(2026, 3, 2), []),
        (date(2025, 12, 29), date(2026, 1, 4), ["2025-12-29"]),
    ],
)
def test_whole_weeks_lie_completely_inside(first, last, mondays):
    """Only Monday-to-Sunday weeks that lie completely between the two days count."""
    assert [str(week.first) for week in whole_weeks(first, last)] == mondays


@given(days, st.integers(0, 200))
def test_whole_weeks_follow_each_other(first, length):
    """Whole weeks are seven days each, start on Mondays, follow each other, and leave less than a week at either end."""
    last = first + timedelta(days=length)
    weeks = whole_weeks(first, last)
    for week in weeks:
        assert week.first is not None
        assert week.last is not None
        assert week.first.weekday() == 0
        assert (week.last - week.first).days == 6
        assert first <= week.first <= week.last <= last
    starts = [week.first for week in weeks if week.first]
    assert all((b - a).days == 7 for a, b in pairwise(starts))
    assert (length + 1 - 12) / 7 <= len(weeks) <= (length + 1) / 7

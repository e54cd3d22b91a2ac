"""Years from service spells: whole months, first and last included, overlaps counted once, cut at the assessment month."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from assessor.rules.dates import SCHOOL_YEAR_STARTS, Month, SchoolYear
from assessor.rules.fields import Derivation, Row
from assessor.rules.values import Value, known, unknown

ROLE, START, END = "角色", "起", "止"
MONTHS_A_YEAR = 12
TAUGHT = 10
"""Months of a school year that are taught: September to June. Who serves them all has served the whole school year."""


def months_served(rows: Sequence[Row], role: str, day: date) -> set[int]:
    """The months (as ordinals) covered by spells in `role` that have a start, up to the month of `day`."""
    limit = Month.of(day).ordinal
    served: set[int] = set()
    for row in rows:
        start, end = row.get(START), row.get(END)
        if row.get(ROLE) == role and isinstance(start, Month):
            last = min(end.ordinal, limit) if isinstance(end, Month) else limit
            served.update(range(start.ordinal, last + 1))
    return served


def unclear(rows: Sequence[Row], name: str, role: str, *, roles_matter: bool = True) -> tuple[str, ...]:
    """The columns whose absence keeps the spells from being counted."""
    missing = []
    if roles_matter and any(ROLE not in row for row in rows):
        missing.append(f"{name}.{ROLE}")
    if any(row.get(ROLE) == role and START not in row for row in rows):
        missing.append(f"{name}.{START}")
    return tuple(missing)


def derive(rule: Derivation, name: str, typed: Value, rows: Sequence[Row] | None, day: date) -> Value:
    """The years that the spells give; the typed value where there are no spells to count."""
    if rows is None:
        return typed if typed.is_known else unknown((rule.spells, name))
    if rule.only_if_present and all(row.get(ROLE) != rule.role for row in rows):
        return typed
    missing = unclear(rows, rule.spells, rule.role, roles_matter=not rule.only_if_present)
    if missing:
        return unknown(missing)
    last = rule.last_day(day)
    served = months_served(rows, rule.role, last)
    months = len(served) if rule.measure == "cumulative" else _run_ending(served, Month.of(last).ordinal)
    return known(Fraction(months, MONTHS_A_YEAR))


def _run_ending(served: set[int], last: int) -> int:
    """How many months without a break end with month `last`."""
    length = 0
    while last - length in served:
        length += 1
    return length


def school_years_served(rows: Sequence[Row], role: str, day: date) -> tuple[SchoolYear, ...]:
    """The school years before the one of `day` that were served from September to June, in order.

    A spell may begin in August and end in June, July or August: the holidays are not asked for. One that begins later
    does not count for the school year it begins in, and the running school year does not count while it runs.
    """
    served = months_served(rows, role, day)
    firsts = {month for month in served if month % MONTHS_A_YEAR == _SEPTEMBER}
    whole = sorted(first // MONTHS_A_YEAR for first in firsts if served.issuperset(range(first, first + TAUGHT)))
    return tuple(SchoolYear(year) for year in whole if year < SchoolYear.of(day).start)


def in_office_since(rows: Sequence[Row], role: str, day: date) -> Month | None:
    """The first month of the unbroken service that holds the month of `day`; None where there is no service at all.

    Where there is none in that month, the last one before it counts, or else the first one after it.
    """
    now = Month.of(day).ordinal
    past = months_served(rows, role, day)
    if not past:
        ahead = [row[START] for row in rows if row.get(ROLE) == role and isinstance(row.get(START), Month)]
        return min((month for month in ahead if isinstance(month, Month)), default=None)
    last = max(past) if now not in past else now
    first = last - _run_ending(past, last) + 1
    year, number = divmod(first, MONTHS_A_YEAR)
    return Month(year, number + 1)


def summer_ends(rows: Sequence[Row]) -> dict[int, Month]:
    """The rows that end in June or July where the next spell of the role begins in September, with August of that year.

    Nothing where another spell of the role covers the summer.
    """
    found = {}
    for at, row in enumerate(rows):
        end, role = row.get(END), row.get(ROLE)
        if not isinstance(end, Month) or role is None or end.number not in _LAST_OF_TERM:
            continue
        alike = [other for other in rows if other.get(ROLE) == role]
        follows = any(other.get(START) == Month(end.year, SCHOOL_YEAR_STARTS) for other in alike)
        summer = [Month(end.year, number) for number in range(end.number + 1, SCHOOL_YEAR_STARTS)]
        if follows and not any(_covers(other, month) for other in alike for month in summer):
            found[at] = summer[-1]
    return found


def _covers(row: Row, month: Month) -> bool:
    """Whether a spell with a start holds a month; one without an end goes on."""
    start, end = row.get(START), row.get(END)
    return isinstance(start, Month) and start <= month and (not isinstance(end, Month) or month <= end)


_SEPTEMBER = SCHOOL_YEAR_STARTS - 1
_LAST_OF_TERM = (SCHOOL_YEAR_STARTS - 3, SCHOOL_YEAR_STARTS - 2)

"""Years from service spells: whole months, first and last included, overlaps counted once, cut at the assessment month.

Source: 年限推算 in the outcome specification.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from assessor.rules.dates import Month
from assessor.rules.fields import Derivation, Row
from assessor.rules.values import Value, known, unknown

ROLE, START, END = "角色", "起", "止"
MONTHS_A_YEAR = 12


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

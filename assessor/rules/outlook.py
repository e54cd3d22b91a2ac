"""From when: the months in which year-based results change if service goes on without a break."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from assessor.rules.dates import Month, months_after
from assessor.rules.distance import Asking
from assessor.rules.facts import AS_OF, GOES_ON, SERVING, Facts
from assessor.rules.fields import Record
from assessor.rules.result import Result, Verdict, spell
from assessor.rules.rulebook import Rule
from assessor.rules.values import State

YEARS_AHEAD = 35
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """A result that changes in a month: what it was, what it becomes."""

    month: Month
    result: Result
    before: Verdict
    after: Verdict

    def to_json(self) -> dict[str, Any]:
        """The form of the contract."""
        return {
            "month": str(self.month),
            "id": self.result.id,
            "policy": self.result.policy.id,
            "from": _word(self.before),
            "to": _word(self.after),
            "clause": self.result.rule.data["clause"],
        }


def _word(verdict: Verdict) -> str | bool | None:
    if verdict.status is not State.KNOWN:
        return verdict.status.value
    return verdict.met if verdict.value is None else spell(verdict.value)


def turns(result: Result, facts: Facts) -> Asking[list[Turn]]:
    """The search for every change of a year-based result in the next YEARS_AHEAD years, in the order of time.

    Empty if the record says that service has ended, or has no years to go on from. Each record that it asks about is
    one of a later day, which the record itself names.
    """
    if facts.record.get(SERVING) is False or result.verdict.status is not State.KNOWN or not _grows(result.rule, facts):
        return []
    seen: dict[int, Verdict] = {0: result.verdict}
    # What is not there yet is no part of the term or the year that the result is about.
    record = facts.future_rows_left_out(result.policy.framed(result.id, result.reading).lists)

    def at(months: int) -> Asking[Verdict]:
        if months not in seen:
            seen[months] = yield advanced(record, months, months_after(facts.as_of, months))
        return seen[months]

    found: list[Turn] = []
    now, last = 0, YEARS_AHEAD * MONTHS_A_YEAR
    while now < last:
        step = min(now + MONTHS_A_YEAR, last)
        was = _word((yield from at(now)))
        if _word((yield from at(step))) == was:
            now = step
            continue
        low, high = now, step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _word((yield from at(middle))) != was else (middle, high)
        month = Month.of(months_after(facts.as_of, high))
        found.append(Turn(month, result, (yield from at(low)), (yield from at(high))))
        now = high
    return found


def _grows(rule: Rule, facts: Facts) -> bool:
    return any(name in GOES_ON and facts.value(name).is_known for name in rule.inputs)


def advanced(record: Record, months: int, day: date) -> Record:
    """The record as it will stand on `day`, `months` later, if service goes on and nothing else is added."""
    grown: dict[str, Any] = {
        name: cast("Fraction", record[name]) + Fraction(months, MONTHS_A_YEAR) for name in GOES_ON if name in record
    }
    return {**record, **grown, AS_OF: day}

"""From when: the months in which year-based results change if service goes on without a break."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from assessor.rules.dates import Month, months_after
from assessor.rules.facts import AS_OF, Facts
from assessor.rules.fields import Record
from assessor.rules.result import Result, Verdict, spell
from assessor.rules.rulebook import Rule
from assessor.rules.values import State

YEARS_AHEAD = 35
SERVING = "现任班主任"
GOES_ON = ("累计任职年限", "连续任职年限", "任现职以来班主任年限", "现职称年限", "本届任期年限")
"""Typed years that grow by a month each month while service goes on."""
MONTHS_A_YEAR = 12

JudgeLater = Callable[[Rule, Record, date], Verdict]


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


def outlook(results: Iterable[Result], facts: Facts, judge: JudgeLater) -> list[Turn]:
    """Every change of a year-based result in the next YEARS_AHEAD years, in the order of time.

    Empty if the record says that service has ended, or has no years to go on from.
    """
    if facts.record.get(SERVING) is False:
        return []
    turns: list[Turn] = []
    for result in results:
        if result.verdict.status is State.KNOWN and _grows(result.rule, facts):
            turns += _turns(result, facts, judge)
    return sorted(turns, key=lambda turn: turn.month)


def _grows(rule: Rule, facts: Facts) -> bool:
    return any(name in GOES_ON and facts.value(name).is_known for name in rule.inputs)


def _turns(result: Result, facts: Facts, judge: JudgeLater) -> list[Turn]:
    seen: dict[int, Verdict] = {0: result.verdict}

    def at(months: int) -> Verdict:
        if months not in seen:
            day = months_after(facts.as_of, months)
            seen[months] = judge(result.rule, advanced(facts.record, months, day), day)
        return seen[months]

    turns, now = [], 0
    last = YEARS_AHEAD * MONTHS_A_YEAR
    while now < last:
        step = min(now + MONTHS_A_YEAR, last)
        if _word(at(step)) == _word(at(now)):
            now = step
            continue
        low, high = now, step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _word(at(middle)) != _word(at(now)) else (middle, high)
        month = Month.of(months_after(facts.as_of, high))
        turns.append(Turn(month, result, at(low), at(high)))
        now = high
    return turns


def advanced(record: Record, months: int, day: date) -> Record:
    """The record as it will stand on `day`, `months` later, if service goes on and nothing else is added."""
    grown: Mapping[str, Any] = {
        name: cast("Fraction", record[name]) + Fraction(months, MONTHS_A_YEAR) for name in GOES_ON if name in record
    }
    return {**record, **grown, AS_OF: day}

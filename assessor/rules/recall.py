"""Judging a record again and again while it is typed: only rules that see something of a change are judged anew.

What comes out is what `assess` and `ask` give; a rule's result is a function of the day, the chosen reading and what
the rule can see of the record (`reach`), and is kept as long as these are the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assessor.rules.engine import Answers, Judge
from assessor.rules.facts import Facts
from assessor.rules.fields import Record
from assessor.rules.reach import reach
from assessor.rules.result import Asked, Assessment, Result, together
from assessor.rules.rulebook import Policy, Rulebook

if TYPE_CHECKING:
    from assessor.rules.bounds import Bounds
    from assessor.rules.questions import Resting

Seen = tuple[object, ...]
"""The day, and what a rule can see of a record."""


@dataclass(slots=True)
class _Kept:
    """A rule's latest result, the chosen reading and what was seen, and the work on its questions while that goes on."""

    seen: tuple[str | None, Seen]
    asked: Asked
    work: "Resting[Asked] | None"


class Recall:
    """Judges like `assess`, quickly, a record that differs little from the one before."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Judge by this rulebook."""
        self.rulebook = rulebook
        self._reach: dict[tuple[str, str], tuple[str, ...]] = {}
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._answers: dict[str, tuple[Answers, dict[str, Seen]]] = {}
        self._now: list[_Kept] = []
        self._bare = Assessment(date.min, rulebook.hash, ())

    def assess(
        self,
        record: Record,
        today: date,
        policies: Sequence[str],
        readings: Mapping[str, str] | None = None,
    ) -> Assessment:
        """The results, as `assess` gives them; those that have not changed come with the answers already found."""
        facts = Facts(self.rulebook.fields, record, today)
        now = []
        for name in policies:
            now += self._judge(self.rulebook.policy(name), facts, readings or {})
        self._now = now
        self._bare = Assessment(facts.as_of, self.rulebook.hash, ())
        return self.assessment

    def _judge(self, policy: Policy, facts: Facts, readings: Mapping[str, str]) -> list[_Kept]:
        """The results of one policy, those that something has changed for judged anew."""
        seen: dict[str, Seen] = {
            rule: (facts.as_of, *map(facts.record.get, self._reached(policy, rule))) for rule in policy.rules
        }
        answers, before = self._answers.get(policy.id, ({}, seen))
        known = {key: answer for key, answer in answers.items() if before[key[0]] == seen[key[0]]}
        judge, bounds = Judge(policy, facts, known), cache(lambda: _bounds(policy, facts))
        now = []
        for rule in policy.rules.values():
            chosen = readings.get(rule.id)
            kept = self._kept.get((policy.id, rule.id))
            if kept is None or kept.seen != (chosen, seen[rule.id]):
                result = judge.result(rule, chosen)
                kept = _Kept((chosen, seen[rule.id]), Asked(result), _inquire(result, facts, bounds))
                self._kept[policy.id, rule.id] = kept
            now.append(kept)
        self._answers[policy.id] = dict(judge.answers), seen
        # A step remembers the judge that made it. With the answers of the judges before, that would be all there were.
        judge.answers.clear()
        return now

    def _reached(self, policy: Policy, rule_id: str) -> tuple[str, ...]:
        key = policy.id, rule_id
        if key not in self._reach:
            self._reach[key] = reach(policy, rule_id, self.rulebook.fields)
        return self._reach[key]

    @property
    def assessment(self) -> Assessment:
        """The results of the record judged last, with the answers found so far."""
        return together(self._bare, [kept.asked for kept in self._now])

    @property
    def is_answered(self) -> bool:
        """Whether all questions about the record judged last are answered."""
        return all(kept.work is None for kept in self._now)

    def work(self, is_over: Callable[[], bool]) -> bool:
        """Go on with the questions, one step at least, until all are answered or the time is over; whether all are."""
        for kept in self._now:
            while kept.work is not None:
                try:
                    next(kept.work)
                except StopIteration as end:
                    kept.asked, kept.work = end.value, None
                if is_over():
                    return self.is_answered
        return True


# In a browser every import costs several milliseconds: what is only needed for the questions is imported when the first
# of them is asked, after the results are shown.


def _inquire(result: Result, facts: Facts, bounds: Callable[[], "Bounds"]) -> "Resting[Asked]":
    """The questions of a result; rules of one policy share their bounds."""
    from assessor.rules.questions import inquire  # noqa: PLC0415 - see above

    return (yield from inquire(result, facts, bounds()))


def _bounds(policy: Policy, facts: Facts) -> "Bounds":
    from assessor.rules.bounds import Bounds  # noqa: PLC0415 - see above

    return Bounds(policy, facts)

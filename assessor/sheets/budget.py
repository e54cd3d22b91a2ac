"""What a policy costs a school in all: the sum over a staff list, exact, and unknown as long as one part of it is.

Source: 钱 (docs/authoring/conventions.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessor.rules import Assessment, Record, Rule, Rulebook, State, Verdict
from assessor.rules.frame import PERIODS as SUMMED_OVER


@dataclass(frozen=True)
class Spending:
    """How a cost is made up: a rule of each teacher, times a number of each (`times`, a field), and one of the school.

    `period` says for how long the sum is; it is empty where only the clause says when the amount is paid. `is_whole`:
    the policy says that this is what it costs, and not one of several amounts that may be part of each other.
    """

    rule: str
    times: str | None = None
    school_rule: str | None = None
    period: str = ""
    is_whole: bool = False


PERIODS: Mapping[str, str] = {
    "元": "",
    "元/次": "每次",
    "元/天": "每天",
    "元/周": "每周",
    "元/月": "每月",
    "元/学年": "每学年",
    "元/年": "每年",
}
"""The units that are money paid to a person, and for how long; nothing is turned into another period."""


@dataclass(frozen=True, slots=True)
class Share:
    """One teacher's part of the sum; `status` is known for what does not apply too, with an amount of 0."""

    code: str
    status: State
    amount: Fraction | None = None


@dataclass(frozen=True)
class Budget:
    """The cost of a policy under one reading: `amount` is None unless known; `missing` says what is lacking."""

    policy: str
    reading: str | None
    is_default: bool
    spending: Spending
    shares: tuple[Share, ...]
    status: State
    amount: Fraction | None = None
    missing: tuple[str, ...] = ()

    def who(self, status: State) -> list[str]:
        """Those whose part is in this state."""
        return [share.code for share in self.shares if share.status is status]

    @property
    def found(self) -> Fraction:
        """The sum over those whose part is known."""
        return sum((share.amount or Fraction(0) for share in self.shares), Fraction(0))


@dataclass(frozen=True)
class Person:
    """A teacher of the list: the record and its assessment, or None for both if the row could not be read."""

    code: str
    record: Record | None
    assessment: Assessment | None


class Costs:
    """What policies cost, added up one teacher after the other; no assessment is kept."""

    def __init__(self, rulebook: Rulebook, policies: Sequence[str]) -> None:
        """Begin with nobody: each sum of each policy under each reading of its rule (one, if there are none)."""
        self._sums = [
            _Sum(name, reading, reading in {None, rules[spending.rule].default_reading}, spending)
            for name in policies
            for rules in (rulebook.policy(name).rules,)
            for spending in spendings(rules)
            for reading in (rules[spending.rule].readings or (None,))
        ]

    def add(self, person: Person) -> None:
        """Add a teacher; one whose row could not be read is unknown."""
        for each in self._sums:
            each.shares.append(_share(each.policy, each.reading, each.spending, person, each.missing))

    def budgets(self, school: Assessment) -> list[Budget]:
        """The sums, with what the school adds to them.

        A gap in the text comes before what is unknown: no input could fill it.
        """
        return [each.budget(school) for each in self._sums]


def budgets(rulebook: Rulebook, policy: str, people: Iterable[Person], school: Assessment) -> list[Budget]:
    """What one policy costs for some teachers."""
    costs = Costs(rulebook, [policy])
    for person in people:
        costs.add(person)
    return costs.budgets(school)


def spendings(rules: Mapping[str, Rule]) -> list[Spending]:
    """What is summed of a policy: the rule that says so (`budget`), else every amount of money a rule gives a teacher.

    Those are never added to each other: one may be part of another.
    """
    for rule in rules.values():
        if rule.budget is not None:
            times, plus = rule.budget.get("times"), rule.budget.get("plus")
            return [Spending(rule.id, times, plus, f"一{SUMMED_OVER[rule.budget['for']]}", is_whole=True)]
    return [
        Spending(rule.id, period=PERIODS[rule.data["unit"]] or _sum_of(rule))
        for rule in rules.values()
        if rule.kind == "amount" and rule.data["subject"] == "teacher" and rule.data.get("unit") in PERIODS
    ]


def _sum_of(rule: Rule) -> str:
    """For how long an amount is the sum, where the rule says so."""
    return f"一{SUMMED_OVER[rule.data['per']]}" if "per" in rule.data else ""


@dataclass
class _Sum:
    """One sum as it grows."""

    policy: str
    reading: str | None
    is_default: bool
    spending: Spending
    shares: list[Share] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    def budget(self, school: Assessment) -> Budget:
        missing = dict(self.missing)
        parts = [(share.status, share.amount) for share in self.shares]
        if self.spending.school_rule is not None:
            verdict = _verdict(school, self.policy, self.spending.school_rule, None)
            parts.append(_amount(verdict))
            missing |= dict.fromkeys(verdict.missing)
        states = {status for status, _ in parts}
        status = next((state for state in (State.GAP, State.UNKNOWN) if state in states), State.KNOWN)
        amount = sum((part or Fraction(0) for _, part in parts), Fraction(0)) if status is State.KNOWN else None
        head = (self.policy, self.reading, self.is_default, self.spending)
        return Budget(*head, tuple(self.shares), status, amount, tuple(missing))


def _share(policy: str, reading: str | None, spending: Spending, person: Person, missing: dict[str, None]) -> Share:
    if person.assessment is None or person.record is None:
        return Share(person.code, State.UNKNOWN)
    verdict = _verdict(person.assessment, policy, spending.rule, reading)
    status, amount = _amount(verdict)
    missing |= dict.fromkeys(verdict.missing)
    if amount and spending.times is not None:
        factor = person.record.get(spending.times)
        if not isinstance(factor, Fraction):
            missing[spending.times] = None
            return Share(person.code, State.UNKNOWN)
        amount *= factor
    return Share(person.code, status, amount)


def _verdict(assessment: Assessment, policy: str, rule: str, reading: str | None) -> Verdict:
    result = next(entry for entry in assessment.results if entry.policy.id == policy and entry.id == rule)
    return result.verdict if reading is None else result.by_reading[reading]


def _amount(verdict: Verdict) -> tuple[State, Fraction | None]:
    """The state and amount that a verdict adds to the sum: what does not apply costs nothing."""
    if verdict.status is State.NOT_APPLICABLE:
        return State.KNOWN, Fraction(0)
    value = verdict.value
    return (verdict.status, value) if isinstance(value, Fraction) else (verdict.status, None)

"""Boundaries: for every threshold of every rule, what comes out just below it, at it, and just above it.

Nobody writes these down: a case of the rule is taken as it stands, one of its inputs is moved to the threshold and one
step to each side (a month of service, half an hour, one person, a ten-thousandth of a ratio), and the engine is asked.
A threshold counts as tried only where the result turns there, and would not turn without it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import floor

from assessor.policy.cases import facts_of, shown
from assessor.policy.model import Policy, PolicyRule
from assessor.policy.thresholds import RATIO_STEP, Threshold, names_in, readings_of, thresholds
from assessor.policy.variations import ROWS, Variation, spell_amount, variations
from assessor.rules import Result, Rule, Rulebook, Verdict
from assessor.rules.dates import Month
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.mechanisms import evaluate
from assessor.rules.rulebook import Policy as CompiledPolicy
from assessor.rules.values import Value

_FARTHEST = {"number": 1 << 14, "date": 1 << 14, "month": 1 << 10, ROWS: 1 << 6}
"""How many steps away a limit is looked for, where it cannot be calculated."""

_Amounts = list[Fraction]


@dataclass(frozen=True, slots=True)
class BoundaryRow:
    """One line of a boundary table: a rule, its threshold, one input as it was set, and the result.

    `case` is the case whose record was changed. A threshold that no case leads to has neither input nor result.
    """

    rule: Rule
    threshold: str
    case: str = ""
    input: str = ""
    value: str = ""
    result: Result | None = None


def boundary_table(policy: Policy, rulebook: Rulebook) -> list[BoundaryRow]:
    """Every threshold of a policy's computed rules, tried just below, at and just above; in the order of the text."""
    compiled = rulebook.policy(policy.id)
    return [row for rule in policy.rules if rule.is_computed for row in _rule_rows(compiled, rulebook, rule)]


def _rule_rows(compiled: CompiledPolicy, rulebook: Rulebook, rule: PolicyRule) -> Iterator[BoundaryRow]:
    own = compiled.rules[rule.id]
    trials = [_Trial(compiled, own, facts_of(rulebook.fields, case), case.name) for case in rule.cases]
    trials.sort(key=lambda trial: not trial.passes)
    for threshold in thresholds(rule.data):
        by_limit: dict[str, list[_Trial]] = {}
        for trial in trials:
            limit = trial.limit(threshold)
            by_limit.setdefault(limit if threshold.has_several_limits(own) else "", []).append(trial)
        for group in by_limit.values():
            if len(by_limit) == 1 or group[0].limit(threshold):
                yield from _best(group, threshold)


def _best(trials: Sequence["_Trial"], threshold: Threshold) -> list[BoundaryRow]:
    """The rows from the first case, and the first of its inputs, on which the result turns at the threshold.

    An input that raises what is measured goes before one that lowers it.
    """
    found: list[BoundaryRow] = []
    for trial in trials:
        for variation in trial.variations(threshold):
            amounts = trial.amounts(threshold, variation)
            if not amounts or (found and not trial.rises(threshold, variation, amounts)):
                continue
            rows = [trial.row(threshold, variation, amount) for amount in amounts]
            if trial.rises(threshold, variation, amounts):
                return rows
            found = rows
    return found or [trials[0].untried(threshold)]


class _Trial:
    """A case's record, ready to be varied and judged."""

    def __init__(self, policy: CompiledPolicy, rule: Rule, facts: Facts, case: str) -> None:
        self.policy, self.rule, self.facts, self.case = policy, rule, facts, case

    @property
    def passes(self) -> bool:
        """Whether the rule comes to something on the case as it stands, and is met where it can be."""
        verdict = Judge(self.policy, self.facts).result(self.rule, None).verdict
        return verdict.status.value == "known" and verdict.met is not False

    @cached_property
    def _all(self) -> list[Variation]:
        return variations(self.facts.fields, self.facts.record)

    def variations(self, threshold: Threshold) -> list[Variation]:
        """The inputs that what is measured may depend on: those it names first, but those of the limit last."""
        measured, limit = names_in(threshold.measured, self.rule), names_in(threshold.limit, self.rule)
        found = self._all
        if threshold.rows_of:
            found = [entry for entry in found if entry.row is not None and entry.field == threshold.rows_of]
        return sorted(found, key=lambda entry: (entry.names.isdisjoint(measured), not entry.names.isdisjoint(limit)))

    def amounts(self, threshold: Threshold, variation: Variation) -> _Amounts:
        """The amounts to try: for each reading one step below the threshold, at it, and one step above."""
        found: set[Fraction] = set()
        for reading in [threshold.reading] if threshold.reading else readings_of(self.rule):
            at, step = self._solve(threshold, variation, reading)
            if at is not None:
                near = [amount for amount in (at - step, at, at + step) if variation.allows(amount)]
                found |= set(near) if self._turns(threshold, variation, near) else set()
        return sorted(found)

    def _solve(
        self, threshold: Threshold, variation: Variation, reading: str | None
    ) -> tuple[Fraction | None, Fraction]:
        """The amount at which what is measured reaches the limit (exactly, or at the first step), and the step."""

        def over(amount: Fraction) -> Fraction | None:
            return self._over(threshold, variation, amount, reading) if variation.allows(amount) else None

        step, now = variation.step, variation.now
        here = over(now)
        other, sign = (over(now + step), 1) if variation.allows(now + step) else (over(now - step), -1)
        if here is None or other is None:
            return None, step
        slope = (other - here) / step * sign
        at = now - here / slope if slope else now
        if slope and over(at) == 0 and (variation.is_fine or (at / step).denominator == 1):
            fine = RATIO_STEP / abs(slope) if threshold.is_ratio and variation.is_fine else step
            if all(over(at + side) in {None, side * slope} for side in (-fine, fine)):
                return at, fine
        return _first(over, variation, beyond=threshold.beyond), step

    def _over(
        self, threshold: Threshold, variation: Variation, amount: Fraction, reading: str | None
    ) -> Fraction | None:
        """By how much what is measured lies above the limit, or None where either is not known."""
        facts = self._changed(variation, amount)
        scope = Judge(self.policy, facts).scope(self.rule, reading)
        if threshold.rows_of:
            rows = facts.rows(threshold.rows_of) or ()
            if variation.row is None or variation.row >= len(rows):
                return None
            scope = scope.at_row(threshold.rows_of, rows[variation.row])
        measured, limit = (_number(evaluate(node, scope).value) for node in (threshold.measured, threshold.limit))
        return None if measured is None or limit is None else measured - limit

    def rises(self, threshold: Threshold, variation: Variation, amounts: _Amounts) -> bool:
        """Whether more of the input means more of what is measured."""
        reading = threshold.reading or self.rule.default_reading
        ends = [self._over(threshold, variation, amount, reading) for amount in (amounts[0], amounts[-1])]
        return ends[0] is not None and ends[1] is not None and ends[1] > ends[0]

    def _turns(self, threshold: Threshold, variation: Variation, amounts: _Amounts) -> bool:
        """Whether the result turns on the way, and would not turn (in a table: not in that way) without the threshold."""

        def results(policy: CompiledPolicy) -> list[str]:
            found = [self._result(policy, variation, amount) for amount in amounts]
            # Where the limit decides only whether it is met, the value beside it turns for reasons of its own.
            if threshold.path[0] == "met":
                return [str(result.verdict.met) for result in found]
            return [_told(result, threshold.reading) for result in found]

        here = results(self.policy)
        if len(set(here)) == 1:
            return False
        for data in threshold.without(self.rule.data):
            rules = [data if entry["id"] == self.rule.id else entry for entry in self.policy.data["rules"]]
            there = results(CompiledPolicy({**self.policy.data, "rules": rules}))
            if there == here if threshold.in_table else len(set(there)) > 1:
                return False
        return True

    def _changed(self, variation: Variation, amount: Fraction) -> Facts:
        return Facts(self.facts.fields, variation.record(amount), self.facts.as_of)

    def _result(self, policy: CompiledPolicy, variation: Variation, amount: Fraction) -> Result:
        return Judge(policy, self._changed(variation, amount)).result(policy.rules[self.rule.id], None)

    def row(self, threshold: Threshold, variation: Variation, amount: Fraction) -> BoundaryRow:
        """One line of the table."""
        result = self._result(self.policy, variation, amount)
        limit = self.limit(threshold)
        return BoundaryRow(self.rule, limit, self.case, variation.name, variation.spelled(amount), result)

    def untried(self, threshold: Threshold) -> BoundaryRow:
        """The line of a threshold that no case leads to."""
        return BoundaryRow(self.rule, self.limit(threshold))

    def limit(self, threshold: Threshold) -> str:
        """The limit as it is for this case, in words; empty if it is not known."""
        scope = Judge(self.policy, self.facts).scope(self.rule, threshold.reading or self.rule.default_reading)
        content = evaluate(threshold.limit, scope).value.content
        if not isinstance(content, Fraction):
            return str(content or "")
        return spell_amount(content * (100 if threshold.percent else 1), threshold.unit)


def _first(over: Callable[[Fraction], Fraction | None], variation: Variation, *, beyond: bool) -> Fraction | None:
    """The amount, in whole steps, at which the limit is reached (or passed), next to one at which it is not."""
    step = variation.step

    def reached(count: int) -> bool | None:
        found = over(count * step) if variation.allows(count * step) else None
        return None if found is None else found > 0 or (found == 0 and not beyond)

    start = floor(variation.now / step)
    here = reached(start)
    for direction in (-1, 1) if here is not None else ():
        distance = 1
        while distance <= _FARTHEST[variation.kind]:
            there = reached(start + direction * distance)
            if there is None:
                break
            if there != here:
                yes, no = (start, start + direction * distance) if here else (start + direction * distance, start)
                return _narrow(reached, yes, no) * step
            distance *= 2
    return None


def _narrow(reached: Callable[[int], bool | None], yes: int, no: int) -> int:
    while abs(yes - no) > 1:
        middle = (yes + no) // 2
        yes, no = (middle, no) if reached(middle) else (yes, middle)
    return yes


def _number(value: Value) -> Fraction | None:
    """A known number, date or month as a number."""
    content = value.content
    if isinstance(content, Month):
        return Fraction(content.ordinal)
    if isinstance(content, date):
        return Fraction(content.toordinal())
    return content if isinstance(content, Fraction) else None


def _told(result: Result, only: str | None = None) -> str:
    """What a result comes to, per reading (or in one reading only), with its notices."""

    def word(verdict: Verdict) -> str:
        also = (
            {True: "（达到）", False: "（未达到）", None: ""}[verdict.met]
            if isinstance(verdict.value, Fraction)
            else ""
        )
        return shown(result, verdict) + also

    readings = result.by_reading
    words = [f"{name}：{word(verdict)}" for name, verdict in readings.items() if only in {None, name}]
    return "；".join([*(words or [word(result.verdict)]), *(f"提示：{notice}" for notice in result.notices)])


def as_text(table: Sequence[BoundaryRow]) -> str:
    """A boundary table as text: a heading for each rule, a line for each threshold and for each amount tried."""
    lines: list[str] = []
    before: BoundaryRow | None = None
    for row in table:
        if before is None or row.rule is not before.rule:
            lines += ["", f"{row.rule.id} {row.rule.data['name']}（{row.rule.data['clause']}）"]
        if before is None or (row.rule, row.threshold, row.case) != (before.rule, before.threshold, before.case):
            source = f"由用例“{row.case}”" if row.case else "没有用例能试到它"
            lines.append(f"  界限 {row.threshold}，{source}")
        if row.result:
            lines.append(f"    {row.input} {row.value} → {_told(row.result)}")
        before = row
    return "\n".join(lines).strip("\n") + "\n"

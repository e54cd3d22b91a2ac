"""The engine: `assess(rulebook, record, today)` gives every result, with nothing read from anywhere else."""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, cast

from assessor.rules.dates import SchoolYear, Term
from assessor.rules.facts import GOES_ON, Facts
from assessor.rules.fields import Record
from assessor.rules.frame import TERM, TERM_END, TERM_START, YEAR, Framed, period_notes
from assessor.rules.mechanisms import evaluate
from assessor.rules.mechanisms.checklist import done
from assessor.rules.result import Assessment, PeriodVerdict, Result, Verdict, due_in
from assessor.rules.rulebook import MET_KINDS, Policy, Rule, Rulebook, RulebookError, inputs_behind
from assessor.rules.scope import Answer, Scope, Step
from assessor.rules.values import State, Value


def assess(
    rulebook: Rulebook,
    record: Record,
    today: date,
    policies: Sequence[str] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Assessment:
    """Judge a validated record by the chosen policies (all of the rulebook if None).

    `today` counts where the record leaves 自评日期 blank. `readings` chooses, by rule id, another reading than the
    default. Raises RulebookError for a policy that is not in the rulebook, or a reading that the rule does not have.
    """
    facts = Facts(rulebook.fields, record, today)
    results: list[Result] = []
    for name in policies if policies is not None else list(rulebook.policies):
        judge = Judge(rulebook.policy(name), facts)
        results += (judge.result(rule, (readings or {}).get(rule.id)) for rule in judge.policy.rules.values())
    return Assessment(facts.as_of, rulebook.hash, tuple(results))


Answers = dict[tuple[str, str | None], Answer]
"""The answers of rules, by rule and reading."""


class Judge:
    """Evaluates the rules of one policy for one record; a rule asked for twice is computed once."""

    def __init__(self, policy: Policy, facts: Facts, answers: Answers | None = None) -> None:
        """Judge by this policy; `answers` are there already, from facts that are the same as far as their rules see."""
        self.policy = policy
        self.facts = facts
        self.answers: Answers = answers or {}

    def result(self, rule: Rule, chosen: str | None) -> Result:
        """The result of a rule, under the chosen reading (the default if None) and under each."""
        if rule.kind == "manual":
            return Result(self.policy, rule, Verdict(State.MANUAL))
        if chosen is not None and chosen not in rule.readings:
            message = f"规则 {rule.id} 没有读法“{chosen}”。可选：{'、'.join(rule.readings) or '无'}"
            raise RulebookError(message)
        reading = chosen or rule.default_reading
        by_reading = {name: self.verdict(rule, name) for name in rule.readings}
        verdict = by_reading[reading] if reading else self.verdict(rule, None)
        by_term, by_year = self._by_period(rule, reading, verdict)
        return Result(
            self.policy,
            rule,
            verdict,
            reading,
            by_reading,
            notices=self._notices(rule, reading),
            period_notes=self._period_notes(rule, reading, verdict),
            by_term=by_term,
            by_year=by_year,
        )

    def _notices(self, rule: Rule, reading: str | None) -> tuple[str, ...]:
        scope = self.scope(rule, reading)
        return tuple(
            notice["text"]
            for notice in rule.data.get("notices", ())
            if evaluate(notice["when"], scope).value.content is True
        )

    def _period_notes(self, rule: Rule, reading: str | None, verdict: Verdict) -> tuple[str, ...]:
        """What is to be said of the term or the year that a result is about."""
        framed = self.policy.framed(rule.id, reading)
        if verdict.status is State.NOT_APPLICABLE or not (framed.lists or rule.goes_by_days):
            return ()
        grows = any(name in GOES_ON for name in inputs_behind(rule, self.policy.rules))
        said = period_notes(self.facts.frame(framed), framed, self.facts.as_of, by_days=rule.goes_by_days, grows=grows)
        return tuple(said)

    def _by_period(
        self, rule: Rule, reading: str | None, verdict: Verdict
    ) -> tuple[tuple[PeriodVerdict, ...], tuple[PeriodVerdict, ...]]:
        """The verdict in each term, or in each school year, where it is unknown because nobody says which one is meant."""
        framed = self.policy.framed(rule.id, reading)
        if verdict.status is not State.UNKNOWN or not {TERM_START, TERM_END} <= set(verdict.missing):
            return (), ()
        frame = self.facts.frame(framed)
        if framed.per_term and frame.is_open(TERM):
            return tuple(self._in_period(rule, reading, term) for term in frame.terms), ()
        if framed.per_year and frame.is_open(YEAR):
            return (), tuple(self._in_period(rule, reading, year) for year in frame.years)
        return (), ()

    def _in_period(self, rule: Rule, reading: str | None, period: Term | SchoolYear) -> PeriodVerdict:
        """The verdict that the record has with this term, or this year, filled in by the calendar."""
        days: dict[str, Any] = {TERM_START: period.first_day, TERM_END: period.last_day}
        record = ChainMap(days, cast("dict[str, Any]", self.facts.record))
        judge = Judge(self.policy, Facts(self.facts.fields, record, self.facts.as_of))
        return PeriodVerdict(period, judge.verdict(rule, reading))

    def verdict(self, rule: Rule, reading: str | None) -> Verdict:
        """What a rule comes to under a reading."""
        answer = self.answer(rule.id, reading)
        value = answer.value
        if not value.is_known:
            due = due_in(answer.step) if value.state is State.UNKNOWN and not value.missing else None
            return Verdict(value.state, missing=value.missing, rows=answer.rows, step=answer.step, due=due)
        if rule.kind == "checklist":
            return Verdict(value.state, done(answer.step), value.content is True, step=answer.step)
        if rule.kind in MET_KINDS:
            counts = rule.kind == "requirement" or (rule.kind == "eligibility" and rule.data.get("unit"))
            shortfall = self._shortfall(rule, reading, answer) if counts and value.content is False else None
            return Verdict(value.state, None, value.content is True, shortfall, rows=answer.rows, step=answer.step)
        content = value.content if isinstance(value.content, Fraction) else str(value.content)
        return Verdict(value.state, content, self._also_met(rule, reading), rows=answer.rows, step=answer.step)

    def _shortfall(self, rule: Rule, reading: str | None, answer: Answer) -> Fraction | None:
        if "shortfall" not in rule.data:
            return answer.shortfall
        value = evaluate(rule.data["shortfall"], self.scope(rule, reading)).value
        return value.number if value.is_known and value.number > 0 else None

    def _also_met(self, rule: Rule, reading: str | None) -> bool | None:
        if "met" not in rule.data:
            return None
        value = evaluate(rule.data["met"], self.scope(rule, reading)).value
        return value.content is True if value.is_known else None

    def scope(self, rule: Rule, reading: str | None) -> Scope:
        """What the nodes of a rule are evaluated in, under a reading."""
        framed = self.policy.framed(rule.id, reading)
        taken_up = partial(self._taken_up, framed) if framed.lists else self.answer
        return Scope(self.facts, rule.lets(reading), reading, taken_up, evaluate, framed=framed)

    def _taken_up(self, framed: Framed, rule_id: str, reading: str | None) -> Answer:
        """The answer of a rule that another one takes up; unknown where that one's lists leave the period open.

        By its own lists alone the inner rule may be about one term and its neighbour about another.
        """
        inner = self.policy.framed(rule_id, reading)
        for period, lists in ((TERM, inner.per_term), (YEAR, inner.per_year)):
            window = self.facts.frame(framed).window(period) if lists else None
            if isinstance(window, Value) and not self.facts.frame(inner).is_open(period):
                return Answer(window, Step("frame", window, [], self.scope(self.policy.rules[rule_id], reading)))
        return self.answer(rule_id, reading)

    def answer(self, rule_id: str, reading: str | None) -> Answer:
        """The answer of a rule under a reading (its default where it does not have that one)."""
        rule = self.policy.rules[rule_id]
        if reading not in rule.readings:
            reading = rule.default_reading
        key = rule_id, reading
        if key not in self.answers:
            self.answers[key] = self._evaluate(rule, reading)
        return self.answers[key]

    def _evaluate(self, rule: Rule, reading: str | None) -> Answer:
        scope = self.scope(rule, reading)
        if "applies_if" not in rule.data:
            return evaluate(rule.data["body"], scope)
        condition = evaluate(rule.data["applies_if"], scope)
        if condition.value.content is True:
            return evaluate(rule.data["body"], scope)
        value = condition.value
        if value.content is False:
            value = Value(State.NOT_APPLICABLE)
        return Answer(value, Step("applies_if", value, rule.data["applies_if"], scope, children=(condition.step,)))

"""Certain so far: every value a result may still take, whatever the blanks of the record turn out to hold."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessor.rules.bounds import lists
from assessor.rules.bounds.nodes import possible
from assessor.rules.bounds.possible import INAPPLICABLE, Possible, union
from assessor.rules.bounds.view import View
from assessor.rules.exact import show
from assessor.rules.facts import Facts
from assessor.rules.mechanisms import evaluate
from assessor.rules.rulebook import Policy, Rule
from assessor.rules.scope import Node, Scope
from assessor.rules.values import State, Value


@dataclass(frozen=True, slots=True)
class Certainty:
    """What may still come out. `certain` if only one thing may; `depends_on` names the blanks that can change it."""

    certain: bool
    possible: Possible
    done: Possible | None
    statuses: tuple[State, ...]
    depends_on: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The form of the contract: a list of values, or the two ends of a range (null: no end)."""
        numbers = self.done or self.possible
        values: list[Any] | dict[str, Any] = sorted(_word(word) for word in numbers.words or ())
        if numbers.span is not None:
            low, high = numbers.ends
            values = {"min": None if low is None else show(low), "max": None if high is None else show(high)}
        elif numbers.points:
            values = [show(point) for point in sorted(numbers.points)]
        elif numbers.words and numbers.words <= {True, False}:
            values = [word for word in (True, False) if word in numbers.words]
        return {
            "state": "certain" if self.certain else "open",
            "values": values,
            "statuses": [state.value for state in self.statuses],
            "depends_on": list(self.depends_on),
        }


def _word(word: object) -> str:
    return str(word)


class Bounds:
    """Finds what the rules of one policy may still come to."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        """Look at this policy with these facts."""
        self.policy, self.facts = policy, facts
        self._found: dict[tuple[str, str | None], tuple[Possible, dict[str, None]]] = {}

    def certainty(self, rule: Rule, reading: str | None) -> Certainty:
        """What may still come out of a rule under a reading."""
        found, blanks = self._of(rule.id, reading)
        done = self._done(rule, reading) if rule.kind == "checklist" else None
        statuses = tuple(
            state
            for state, there in (
                (State.KNOWN, found.is_number or found.words is None or bool(found.words)),
                (State.UNKNOWN, found.undefined),
                (State.NOT_APPLICABLE, found.inapplicable),
                (State.GAP, found.gap),
            )
            if there
        )
        single = (done or found).single() is not None if State.KNOWN in statuses else True
        certain = len(statuses) == 1 and single
        return Certainty(certain, found, done, statuses, () if certain else tuple(blanks))

    def _done(self, rule: Rule, reading: str | None) -> Possible:
        """How many items of a checklist may come to be done."""
        verdicts = [item for item, _ in lists.items(rule.data["body"], self._view(rule, reading, {}))]
        sure = sum(verdict.words == frozenset({True}) for verdict in verdicts)
        maybe = sum(verdict.may_be(word=True) for verdict in verdicts)
        return Possible(points=frozenset(Fraction(number) for number in range(sure, maybe + 1)))

    def _of(self, rule_id: str, reading: str | None) -> tuple[Possible, dict[str, None]]:
        rule = self.policy.rules[rule_id]
        if reading not in rule.readings:
            reading = rule.default_reading
        key = rule_id, reading
        if key not in self._found:
            blanks: dict[str, None] = {}
            self._found[key] = self._find(rule, self._view(rule, reading, blanks)), blanks
        return self._found[key]

    def _find(self, rule: Rule, view: View) -> Possible:
        if "applies_if" not in rule.data:
            return possible(rule.data["body"], view)
        condition = possible(rule.data["applies_if"], view)
        branches = []
        if condition.may_be(word=True):
            branches.append(possible(rule.data["body"], view))
        if condition.may_be(word=False):
            branches.append(INAPPLICABLE)
        if condition.undefined:
            branches.append(Possible(undefined=True))
        return union(branches)

    def _view(self, rule: Rule, reading: str | None, blanks: dict[str, None]) -> View:
        framed = self.policy.framed(rule.id, reading)
        scope = Scope(self.facts, rule.lets(reading), reading, _no_result, evaluate, framed=framed)

        def now(node: Node) -> Value:
            return evaluate(node, scope).value

        def result_of(rule_id: str, wanted: str | None) -> Possible:
            found, inner = self._of(rule_id, wanted)
            blanks.update(inner)
            return found

        return View(self.facts, rule.lets(reading), reading, result_of, possible, now, blanks)


def _no_result(rule_id: str, reading: str | None) -> Any:
    """Bounds never ask for the present result of another rule."""
    raise LookupError(rule_id, reading)


__all__ = ["Bounds", "Certainty"]

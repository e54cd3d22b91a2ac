"""all, any, at_least_of: several named conditions taken together, in three-valued logic."""

from fractions import Fraction

from assessor.rules.expression import compare
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import Value, all_of, any_of, known, unite, unknown


def _parts(node: Node, scope: Scope) -> list[Answer]:
    answers = []
    for part in node["parts"]:
        answer = scope.evaluate(part["node"], scope)
        answers.append(answer.called(part.get("name", answer.step.name)))
    return answers


def _joined(node: Node, scope: Scope, value: Value, answers: list[Answer]) -> Answer:
    rows = answers[0].rows if len(answers) == 1 else ()
    return Answer(value, Step(node["do"], value, node, scope, children=tuple(a.step for a in answers)), rows=rows)


def evaluate_all(node: Node, scope: Scope) -> Answer:
    """Every condition holds."""
    answers = _parts(node, scope)
    return _joined(node, scope, all_of([answer.value for answer in answers]), answers)


def evaluate_any(node: Node, scope: Scope) -> Answer:
    """At least one condition holds."""
    answers = _parts(node, scope)
    return _joined(node, scope, any_of([answer.value for answer in answers]), answers)


def evaluate_at_least(node: Node, scope: Scope) -> Answer:
    """At least `n` of the conditions hold."""
    answers = _parts(node, scope)
    values = [answer.value for answer in answers]
    sure = Fraction(sum(value.content is True for value in values))
    maybe = sum(not value.is_known for value in values)
    count = unknown(unite(values), sure, sure + maybe) if maybe else known(sure)
    return _joined(node, scope, compare(">=", count, known(Fraction(node["n"]))), answers)

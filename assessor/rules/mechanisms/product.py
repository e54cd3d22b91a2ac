"""product: factors multiplied; one factor known to be zero makes the product zero whatever the others are.

Order of judgement: a known zero, then a gap, then an unknown, then the product.
With `row_amount`, each row of the factor that has rows also gets its own share of the product.
"""

from fractions import Fraction
from math import prod

from assessor.rules.expression import bounded
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import known, weakest


def evaluate(node: Node, scope: Scope) -> Answer:
    """Multiply the factors."""
    answers = []
    for part in node["parts"]:
        answer = scope.evaluate(part["node"], scope)
        answers.append(answer.called(part.get("name", answer.step.name)))
    values = [answer.value for answer in answers]
    if any(value.is_known and value.number == 0 for value in values):
        value = known(Fraction(0))
    else:
        value = weakest(values) or bounded(prod((value.number for value in values), start=Fraction(1)))
    steps = tuple(answer.step for answer in answers)
    return Answer(value, Step("product", value, node, scope, children=steps), rows=_shares(node, answers))


def _shares(node: Node, answers: list[Answer]) -> tuple[RowResult, ...]:
    source = next((answer for answer in answers if answer.rows), None)
    if source is None:
        return ()
    others = [answer.value for answer in answers if answer is not source]
    scale = None if weakest(others) else prod((value.number for value in others), start=Fraction(1))

    def share(row: RowResult) -> RowResult:
        amount = None if scale is None or row.value is None else scale * row.value
        return RowResult(row.key, row.counted, row.value, row.reason, {**row.extra, node["row_amount"]: amount})

    return tuple(share(row) for row in source.rows) if "row_amount" in node else source.rows

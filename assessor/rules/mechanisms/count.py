"""count: how many rows of a list count.

Rows that may count leave the number open between two bounds; a requirement on it is decided as soon as the bounds are.
"""

from fractions import Fraction

from assessor.rules.rows import future_results, judge_rows, missing_of, row_key
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import Value, known, unknown


def evaluate(node: Node, scope: Scope) -> Answer:
    """Count the rows of `of` that meet `where` and lie `within` the window."""
    judged = judge_rows(node, scope)
    if isinstance(judged, Value):
        return Answer(judged, Step("count", judged, node, scope))
    sure = Fraction(sum(item.word == "yes" for item in judged))
    maybe = sum(item.word == "maybe" for item in judged)
    value = unknown(missing_of(judged), sure, sure + maybe) if maybe else known(sure)
    column = scope.facts.fields[node["of"]].dated_by
    rows = tuple(
        RowResult(row_key(item.row, column), item.word, Fraction(item.word == "yes"), item.reason) for item in judged
    )
    return Answer(value, Step("count", value, node, scope), rows=rows + future_results(scope, node["of"]))

"""formula: a value by calculation."""

from assessor.rules.expression import expression
from assessor.rules.scope import Answer, Node, Scope, Step


def evaluate(node: Node, scope: Scope) -> Answer:
    """Evaluate an expression tree; a bare name passes on what it stands for, rows and all."""
    if node[0] == "let":
        return scope.let(node[1])
    value = expression(node, scope)
    return Answer(value, Step("formula", value, node, scope))

"""require: what there is against what is asked, and by how much it falls short.

Limits are inclusive for `at_least` and `at_most`, exclusive for `more_than` and `less_than`. The shortfall is exact and
positive, and is left out while rows may still count.
"""

from assessor.rules.expression import compare
from assessor.rules.scope import Answer, Node, Scope, Step


def evaluate(node: Node, scope: Scope) -> Answer:
    """Compare `have` with `need` by `relation`."""
    have, need = scope.evaluate(node["have"], scope), scope.evaluate(node["need"], scope)
    value = compare(node["relation"], have.value, need.value)
    shortfall = None
    if value.content is False and have.value.is_known and need.value.is_known:
        gap = abs(need.value.number - have.value.number)
        shortfall = gap or None
    step = Step("require", value, node, scope, children=(have.step, need.step), have=have.value, need=need.value)
    return Answer(value, step, shortfall, have.rows)

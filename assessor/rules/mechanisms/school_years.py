"""school_years: how many whole school years were served in a role.

A school year counts when its months from September to June were served; the running one does not. `otherwise` stands in
where the spells were not filled in.
"""

from fractions import Fraction

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.spells import school_years_served, unclear
from assessor.rules.values import State, known, unknown


def evaluate(node: Node, scope: Scope) -> Answer:
    """Count the school years."""
    name, role = node["of"], node["role"]
    rows = scope.facts.rows(name)
    if rows is None:
        inner = scope.evaluate(node["otherwise"], scope)
        value = inner.value
        if value.state is State.UNKNOWN:
            value = unknown((name, *value.missing))
        return Answer(value, Step("school_years", value, node, scope, children=(inner.step,)))
    if missing := unclear(rows, name, role):
        value = unknown(missing)
        return Answer(value, Step("school_years", value, node, scope))
    years = school_years_served(rows, role, scope.facts.as_of)
    value = known(Fraction(len(years)))
    note = f"任满的学年：{'、'.join(map(str, years))}" if years else "没有任满的学年"
    return Answer(value, Step("school_years", value, node, scope, note=note))

"""in_office_since: the first month of the present unbroken service in a role.

Only the month is known from spells, not the day; what needs the day must ask for it.
"""

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.spells import in_office_since, unclear
from assessor.rules.values import known, unknown


def evaluate(node: Node, scope: Scope) -> Answer:
    """Find the month; unknown where the spells do not tell it."""
    name, role = node["of"], node["role"]
    rows = scope.facts.rows(name)
    missing = (name,) if rows is None else unclear(rows, name, role)
    since = None if rows is None or missing else in_office_since(rows, role, scope.facts.as_of)
    value = unknown(missing or (name,)) if since is None else known(since)
    return Answer(value, Step("in_office_since", value, node, scope))

"""checklist: named items, each done, not done or not known.

Only rows whose 项目 is exactly an item's name speak of it; several such rows are taken together with “与”. An item nobody
mentions is unknown.
"""

from fractions import Fraction

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import Value, all_of, unknown

ITEM, DONE = "项目", "完成"


def evaluate(node: Node, scope: Scope) -> Answer:
    """Whether every item is done."""
    name = node["of"]
    rows = scope.facts.rows(name) or ()
    verdicts: list[Value] = []
    for item in node["items"]:
        cells = [scope.at_row(name, row).column(DONE) for row in rows if row.get(ITEM) == item]
        verdicts.append(all_of(cells) if cells else unknown((f"{name}.{DONE}",)))
    value = all_of(verdicts)
    steps = tuple(
        Step("item", verdict, node, scope, name=item) for item, verdict in zip(node["items"], verdicts, strict=True)
    )
    return Answer(value, Step("checklist", value, node, scope, children=steps))


def done(step: Step) -> Fraction:
    """How many items of an evaluated checklist are surely done."""
    return Fraction(sum(child.value.content is True for child in step.children))

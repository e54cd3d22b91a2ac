"""every_month: a service spell in the role covers every month from the one to the other, both included.

The months of the calendar named in `except` (7 and 8: the summer) are not asked for. `otherwise` stands in where the spells were not filled in.
"""

from typing import TYPE_CHECKING, cast

from assessor.rules.dates import Month
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.spells import months_served, unclear
from assessor.rules.values import known, unknown, weakest

if TYPE_CHECKING:
    from datetime import date


def evaluate(node: Node, scope: Scope) -> Answer:
    """Whether no month in the span is without service."""
    name, role = node["of"], node["role"]
    rows = scope.facts.rows(name)
    if rows is None:
        inner = scope.evaluate(node["otherwise"], scope)
        return Answer(inner.value, Step("every_month", inner.value, node, scope, children=(inner.step,)))
    first, last = (scope.evaluate(node[key], scope).value for key in ("from", "to"))
    missing = unclear(rows, name, role)
    value = unknown(missing) if missing else weakest([first, last])
    note = ""
    if value is None:
        start, end = (Month.of(cast("date", edge.content)) for edge in (first, last))
        left_out = node.get("except", ())
        span = [month for month in range(start.ordinal, end.ordinal + 1) if month % 12 + 1 not in left_out]
        served = months_served(rows, role, scope.facts.as_of)
        there = sum(month in served for month in span)
        value = known(there == len(span))
        apart = f"（{'、'.join(map(str, left_out))} 月不看）" if left_out else ""
        note = f"{start} 至 {end} 共 {len(span)} 个月{apart}，任职 {there} 个月"
    return Answer(value, Step("every_month", value, node, scope, note=note))

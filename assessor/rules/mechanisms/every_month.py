"""every_month: a service spell in the role covers every month from the one to the other, both included.

`otherwise` stands in where the spells were not filled in. Source: CNTY-3 ③ in the outcome specification.
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
        span = range(start.ordinal, end.ordinal + 1)
        served = months_served(rows, role, scope.facts.as_of)
        there = sum(month in served for month in span)
        value = known(there == len(span))
        note = f"{start} 至 {end} 共 {len(span)} 个月，任职 {there} 个月"
    return Answer(value, Step("every_month", value, node, scope, note=note))

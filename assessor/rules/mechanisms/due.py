"""due: what need not be done before a day. Until then it is met or still open, never failed; from that day on it counts.

The day itself counts: with `from` 2026-09-01, 31 August is the last day on which nothing is held against anybody.
"""

from typing import TYPE_CHECKING, cast

from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import State, unite, unknown

if TYPE_CHECKING:
    from datetime import date


def evaluate(node: Node, scope: Scope) -> Answer:
    """The answer of `then`, unless it is no and the day `from` has not come or is not known."""
    then = scope.evaluate(node["then"], scope)
    if then.value.content is True or then.value.state not in {State.KNOWN, State.UNKNOWN}:
        return then
    day = scope.evaluate(node["from"], scope).value
    if day.is_known and cast("date", day.content) <= scope.facts.as_of:
        return then
    value = unknown(unite([each for each in (then.value, day) if each.state is State.UNKNOWN]))
    return Answer(value, Step("due", value, node, scope, children=(then.step,), have=day), rows=then.rows)

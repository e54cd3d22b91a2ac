"""each_week: every whole week of the term has at least so many rows.

Weeks run Monday to Sunday; only weeks that lie completely between the first day of the term and the earlier of its last
day and the assessment day are judged. The shortfall is the number of weeks that surely fail.
Source: 整周 in the outcome specification.
"""

from fractions import Fraction
from typing import cast

from assessor.rules.dates import Day, whole_weeks
from assessor.rules.expression import compare
from assessor.rules.rows import judge_rows
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import FALSE, TRUE, Value, all_of, known, unite, unknown


def evaluate(node: Node, scope: Scope) -> Answer:
    """Judge each whole week, then take them together."""
    term = scope.facts.term()
    judged = judge_rows({"of": node["of"], **({"where": node["where"]} if "where" in node else {})}, scope)
    if isinstance(judged, Value) or term.first is None:
        value = judged if isinstance(judged, Value) else unknown(("学期开始",))
        return Answer(value, Step("each_week", value, node, scope))
    column = cast("str", scope.facts.fields[node["of"]].dated_by)
    need = known(Fraction(node["at_least"]))
    last = min(term.last, scope.facts.as_of) if term.last else scope.facts.as_of
    weeks, steps = [], []
    for week in whole_weeks(term.first, last):
        sure = maybe = 0
        missing: list[str] = []
        for item in judged:
            dated = column in item.row
            here = FALSE if dated and not week.holds(cast("Day", item.row[column])) else TRUE
            if not dated:
                here = unknown((f"{node['of']}.{column}",))
            counts = all_of([item.counts, here])
            sure += counts.content is True
            maybe += not counts.is_known
            missing += unite([counts])
        count = unknown(missing, Fraction(sure), Fraction(sure + maybe)) if maybe else known(Fraction(sure))
        verdict = compare(">=", count, need)
        weeks.append(verdict)
        steps.append(Step("week", verdict, node, scope, name=week.name, have=count, need=need))
    value = all_of(weeks)
    failed = sum(week.content is False for week in weeks)
    shortfall = Fraction(failed) if value.content is False else None
    return Answer(value, Step("each_week", value, node, scope, children=tuple(steps)), shortfall)

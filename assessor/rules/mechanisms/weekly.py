"""each_week: every whole week of the term has at least so many rows.

Weeks run Monday to Sunday; only weeks that lie completely between the first day of the term and the earlier of its last
day and the assessment day are judged. The shortfall is the number of weeks that surely fail.
Source: 一段时间 (docs/authoring/conventions.md).
"""

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from assessor.rules.dates import week_of
from assessor.rules.expression import compare
from assessor.rules.rows import judge_rows
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import Value, all_of, known, unite, unknown

if TYPE_CHECKING:
    from datetime import date


def evaluate(node: Node, scope: Scope) -> Answer:
    """Judge each whole week, then take them together."""
    spans = scope.frame.weeks(scope.facts.as_of)
    judged = judge_rows({"of": node["of"], **({"where": node["where"]} if "where" in node else {})}, scope)
    if isinstance(judged, Value):
        return Answer(judged, Step("each_week", judged, node, scope))
    if isinstance(spans, Value):
        return Answer(spans, Step("each_week", spans, node, scope))
    column = cast("str", scope.facts.fields[node["of"]].dated_by)
    need = known(Fraction(node["at_least"]))
    by_week: list[list[Value]] = [[] for _ in spans]
    anywhere: list[Value] = []
    for item in judged:
        if column not in item.row:
            anywhere.append(all_of([item.counts, unknown((f"{node['of']}.{column}",))]))
        elif (week := week_of(cast("date", item.row[column]), spans)) is not None:
            by_week[week].append(item.counts)
    weeks, steps = [], []
    for span, here in zip(spans, by_week, strict=True):
        counts = [*here, *anywhere]
        sure = Fraction(sum(value.content is True for value in counts))
        maybe = sum(not value.is_known for value in counts)
        count = unknown(unite(counts), sure, sure + maybe) if maybe else known(sure)
        verdict = compare(">=", count, need)
        weeks.append(verdict)
        steps.append(Step("week", verdict, node, scope, name=span.name, have=count, need=need))
    value = all_of(weeks)
    failed = sum(week.content is False for week in weeks)
    shortfall = Fraction(failed) if value.content is False else None
    return Answer(value, Step("each_week", value, node, scope, children=tuple(steps)), shortfall)

"""recent_years: the same verdict in each of the last N years on record, school years or calendar years.

Rows of one year are taken together: all verdicts alike decide the year, mixed or blank ones leave it unknown.
`adjacent` (there only where `years` is more than one) true: the latest year on record and the years right before it, a year without a record counts as false;
false: the latest years on record, wherever they lie. Source: 学年和学期 (docs/authoring/conventions.md).
"""

from typing import TYPE_CHECKING, cast

from assessor.rules.fields import Row
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import FALSE, Value, all_of, known, unite, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.rules.dates import WholeYear


def evaluate(node: Node, scope: Scope) -> Answer:
    """Whether `where` held in each of the last `years` years of the list `of`."""
    name, column = node["of"], node["by"]
    rows = scope.facts.rows(name)
    if rows is None:
        return _answer(unknown((name,)), node, scope, ())
    if any(column not in row for row in rows):
        return _answer(unknown((f"{name}.{column}",)), node, scope, ())
    years: dict[int, list[Row]] = {}
    for row in rows:
        years.setdefault(cast("WholeYear", row[column]).start, []).append(row)
    if not years:
        return _answer(FALSE, node, scope, ())
    adjacent = "adjacent" in node and scope.evaluate(node["adjacent"], scope).value.content
    latest, kind = max(years), type(cast("WholeYear", rows[0][column]))
    wanted: Sequence[int] = sorted(years, reverse=True)[: node["years"]]
    if adjacent:
        wanted = range(latest, latest - node["years"], -1)
    verdicts = [_verdict(years.get(year, []), node, scope) for year in wanted]
    steps = tuple(
        Step("year", verdict, node, scope, name=str(kind(year))) for year, verdict in zip(wanted, verdicts, strict=True)
    )
    value = all_of(verdicts) if len(wanted) == node["years"] else FALSE
    return _answer(value, node, scope, steps)


def _answer(value: Value, node: Node, scope: Scope, steps: tuple[Step, ...]) -> Answer:
    return Answer(value, Step("recent_years", value, node, scope, children=steps))


def _verdict(rows: list[Row], node: Node, scope: Scope) -> Value:
    if not rows:
        return FALSE
    values = [scope.evaluate(node["where"], scope.at_row(node["of"], row)).value for row in rows]
    contents = {value.content for value in values if value.is_known}
    if len(contents) == 1:
        return known(contents.pop() is True)
    return unknown(() if contents else unite(values))

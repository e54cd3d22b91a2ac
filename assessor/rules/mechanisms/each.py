"""each: one value for every month (or other key) of a list, then their sum over the months `within` the period.

Rows with the same key are added up column by column first. One month that cannot be decided leaves the sum unknown; so
does a period that is not known, while each month keeps its value.
Source: 钱 (docs/authoring/conventions.md).
"""

from fractions import Fraction

from assessor.rules.fields import Row
from assessor.rules.rows import future_results, in_window, window_of
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import FALSE, TRUE, Value, known, unite, unknown


def evaluate(node: Node, scope: Scope) -> Answer:
    """Evaluate `value` for each group of rows that share the column `by`, and add the values up."""
    name, by = node["of"], node["by"]
    rows = scope.facts.rows(name)
    if rows is None:
        value = unknown((name,))
        return Answer(value, Step("each", value, node, scope))
    groups: dict[object, list[Row]] = {}
    for position, row in enumerate(rows):
        groups.setdefault(row.get(by, position), []).append(row)
    window = window_of(node, scope)
    values, results, steps = [], [], []
    for group in groups.values():
        inside = window if isinstance(window, Value) else in_window(group[0], window, name, by)
        key = str(group[0][by]) if by in group[0] else None
        inner = scope.with_totals(name, _totals(node, group, name, scope))
        answer = scope.evaluate(node["value"], inner)
        value = answer.value if key is not None else unknown((f"{name}.{by}", *unite([answer.value])))
        results.append(_row(node, key, value, inside, inner))
        if inside is FALSE:
            continue
        values.append(value if inside is TRUE else unknown(unite([inside, value])))
        steps.append(Step(answer.step.kind, value, node["value"], inner, name=key or f"没填{by}"))
    blocked = any(not value.is_known for value in values)
    total = unknown(unite(values)) if blocked else known(sum((value.number for value in values), Fraction(0)))
    return Answer(
        total,
        Step("each", total, node, scope, children=tuple(steps)),
        rows=(*results, *future_results(scope, name)),
    )


def _row(node: Node, key: str | None, value: Value, inside: Value, scope: Scope) -> RowResult:
    """One month: what it comes to, also where it is not known whether it belongs to the period."""
    shown = {node["value_as"]: _content(value)} if "value_as" in node else {}
    extra = shown | {label: _content(scope.evaluate(part, scope).value) for label, part in node.get("show", {}).items()}
    if inside is FALSE:
        return RowResult(key, "no", None, "不在所算的期间内", extra)
    word = "yes" if value.is_known and inside is TRUE else "maybe"
    return RowResult(key, word, _content(value), _reason(value if not value.is_known else inside), extra)


def _totals(node: Node, group: list[Row], name: str, scope: Scope) -> dict[str, Value]:
    """Each number column, added up over the group; unknown if one row left it blank."""
    totals = {}
    places = [scope.at_row(name, row) for row in group]
    for column, field in scope.facts.fields[name].columns.items():
        if field.kind == "number":
            cells = [place.column(column) for place in places]
            full = all(cell.is_known for cell in cells)
            totals[column] = known(sum((c.number for c in cells), Fraction(0))) if full else unknown(unite(cells))
        elif column == node["by"]:
            totals[column] = places[0].column(column)
    return totals


def _content(value: Value) -> Fraction | None:
    return value.number if value.is_known else None


def _reason(value: Value) -> str:
    if value.is_known:
        return ""
    return "没填：" + "、".join(name.split(".")[-1] for name in value.missing) if value.missing else "比率的分母为 0"

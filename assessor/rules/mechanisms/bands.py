"""bands: the value of the band a number falls into; a number between two bands is a gap, never the nearest band."""

from fractions import Fraction

from assessor.rules.exact import literal
from assessor.rules.scope import Answer, Node, Scope, Step
from assessor.rules.values import GAP, plain


def inside(row: Node, number: Fraction) -> bool:
    """Whether a number lies in a band: `from` and `to` are inclusive, `above` and `below` are not."""
    return (
        ("from" not in row or number >= literal(row["from"]))
        and ("above" not in row or number > literal(row["above"]))
        and ("to" not in row or number <= literal(row["to"]))
        and ("below" not in row or number < literal(row["below"]))
    )


def evaluate(node: Node, scope: Scope) -> Answer:
    """Find the band of `of` and give its value."""
    measured = scope.evaluate(node["of"], scope)
    if not measured.value.is_known:
        value = plain(measured.value)
        return Answer(value, Step("bands", value, node, scope, children=(measured.step,), have=measured.value))
    row = next((row for row in node["rows"] if inside(row, measured.value.number)), None)
    value = scope.evaluate(row["value"], scope).value if row else GAP
    note = row.get("means", "") if row else "条文没有写这个数值"
    return Answer(value, Step("bands", value, node, scope, children=(measured.step,), have=measured.value, note=note))

"""sum: the total of a value over the rows that count.

A row that may count, or a value not filled in, leaves the total open; a requirement on it is decided as soon as the
bounds are. With `otherwise`, that node stands in where no row counts at all (or the list was not filled in).
"""

from fractions import Fraction

from assessor.rules.rows import Judged, future_results, judge_rows, missing_of, row_key
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import State, Value, known, unite, unknown

ZERO = Fraction(0)


def evaluate(node: Node, scope: Scope) -> Answer:
    """Add up `value` over the rows of `of` that meet `where` and lie `within` the window."""
    judged = judge_rows(node, scope)
    stands_in = "otherwise" in node and (
        not scope.facts.rows(node["of"]) if isinstance(judged, Value) else all(item.word == "no" for item in judged)
    )
    if stands_in:
        inner = scope.evaluate(node["otherwise"], scope)
        value = inner.value
        if isinstance(judged, Value) and value.state is State.UNKNOWN:
            value = unknown((node["of"], *value.missing))
        return Answer(value, Step("sum", value, node, scope, children=(inner.step,)))
    if isinstance(judged, Value):
        return Answer(judged, Step("sum", judged, node, scope))
    name: str = node["of"]
    open_rows = [item for item in judged if item.word != "no"]
    amounts = [scope.evaluate(node["value"], scope.at_row(name, item.row)).value for item in open_rows]
    value = _total(open_rows, amounts)
    column = scope.facts.fields[name].dated_by
    by_row = dict(zip(map(id, open_rows), amounts, strict=True))
    rows = tuple(_result(item, by_row.get(id(item)), column) for item in judged)
    return Answer(value, Step("sum", value, node, scope), rows=rows + future_results(scope, name))


def _total(rows: list[Judged], amounts: list[Value]) -> Value:
    sure = sum((a.number for r, a in zip(rows, amounts, strict=True) if r.word == "yes" and a.is_known), ZERO)
    maybe = sum((a.number for r, a in zip(rows, amounts, strict=True) if r.word == "maybe" and a.is_known), ZERO)
    blank = any(not amount.is_known for amount in amounts)
    if not blank and all(row.word == "yes" for row in rows):
        return known(sure)
    return unknown((*missing_of(rows), *unite(amounts)), sure, None if blank else sure + maybe)


def _result(item: Judged, amount: Value | None, column: str | None) -> RowResult:
    value = amount.number if amount and amount.is_known and item.word == "yes" else None
    reason = item.reason
    if item.word == "yes" and amount and not amount.is_known:
        reason = "没填：" + "、".join(name.split(".")[-1] for name in amount.missing)
    return RowResult(row_key(item.row, column), item.word, value, reason)

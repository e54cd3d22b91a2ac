"""Why a result is what it is: the trace of the engine turned into lines for people. Every renderer draws these lines."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from assessor.report import wording
from assessor.rules import Node, Scope, State, Step, Value
from assessor.rules.expression import expression
from assessor.rules.mechanisms.bands import inside


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation.

    A condition has `own` (your value), `required` and a verdict in `met` (None while unknown). A calculation has
    `formula` and the same with `figures` put in. `kind` says which it is: condition, group, formula, note.
    """

    kind: str
    text: str
    own: str = ""
    required: str = ""
    met: bool | None = None
    formula: str = ""
    figures: str = ""
    children: tuple["Line", ...] = ()


def explain(step: Step) -> tuple[Line, ...]:
    """The lines that explain a step, in the order in which it was judged."""
    lines = _EXPLAINERS.get(step.kind, _formula)(step)
    return (*lines, Line("note", step.note)) if step.note and step.kind not in {"bands", "every_month"} else lines


def _children(step: Step) -> tuple[Line, ...]:
    return tuple(line for child in step.children for line in explain(child))


def _met(value: Value) -> bool | None:
    return value.content if isinstance(value.content, bool) else None


def _describe(node: Node) -> str:
    """A node in a few words, for a condition without a name of its own."""
    if isinstance(node, list):
        return wording.names(node)
    match node["do"]:
        case "count":
            return wording.count_text(node, _describe)
        case "sum":
            return wording.sum_text(node, _describe)
        case "result":
            return str(node["name"])
        case "each":
            return wording.each_text(node)
    return ""


def _bounded(value: Value, unit: str) -> str:
    """A count that is still open: 至少 2 次."""
    if value.state is State.UNKNOWN and value.low is not None:
        low = wording.readable(value.low, unit)
        return f"至少 {low}" if value.high is None else f"{low} 至 {wording.readable(value.high, unit)}"
    return wording.content_text(value, unit)


def _require(step: Step) -> tuple[Line, ...]:
    have, need = step.have, step.need
    if have is None or need is None:
        return ()
    unit = step.node.get("unit", "")
    relation = wording.RELATIONS[step.node["relation"]]
    inner = tuple(line for child in step.children for line in _detail(child))
    text = step.name or _describe(step.node["have"]) or "实际"
    own, required = _bounded(have, unit), f"{relation} {wording.content_text(need, unit)}"
    return (Line("condition", text, own, required, _met(step.value), children=inner),)


def _detail(step: Step) -> tuple[Line, ...]:
    """The calculation behind one side of a requirement; nothing for a bare name or number."""
    if step.kind == "formula" and step.node[0] in {"num", "field", "let", "column"}:
        return ()
    return () if step.kind in {"count", "sum"} and not step.children else explain(step)


def _formula(step: Step) -> tuple[Line, ...]:
    tree, scope = step.node, step.scope
    if not isinstance(tree, list):
        return _children(step)
    if tree[0] == "bool" and not step.name:
        return ()  # what a branch of a text comes to; why it was taken stands beside it
    if isinstance(step.value.content, bool) or tree[0] in {"cmp", "and", "or", "not", "in"}:
        return _condition(step, tree, scope)
    if tree[0] in {"num", "text", "bool"}:
        return ()
    if step.value.state is State.UNKNOWN and _asks_yes_or_no(tree, scope):
        return _condition(step, tree, scope)
    result = wording.content_text(step.value, wording.unit_of(tree, scope))
    if tree[0] in {"field", "column", "let"}:
        return (Line("formula", step.name or wording.names(tree), own=result),)
    figures = f"{wording.numbers(tree, scope)} = {result}" if step.value.is_known else wording.numbers(tree, scope)
    return (Line("formula", step.name, formula=wording.names(tree), figures=figures, own=result),)


def _asks_yes_or_no(tree: Node, scope: Scope) -> bool:
    """Whether a bare field is one of yes or no, so that it reads as a condition even while it is blank."""
    return bool(tree[0] == "field" and scope.facts.fields[tree[1]].kind == "bool")


def _condition(step: Step, tree: Node, scope: Scope) -> tuple[Line, ...]:
    met = _met(step.value)
    if tree[0] == "cmp":
        left, right = tree[2], tree[3]
        unit = wording.unit_of(left, scope) or wording.unit_of(right, scope)
        own = wording.content_text(expression(left, scope), unit)
        need = wording.content_text(expression(right, scope), unit)
        if (tree[1], need) in {("==", "否"), ("!=", "是")}:
            own = _whose(step.name, left, own)
        return (Line("condition", step.name or wording.names(left), own, f"{wording.RELATIONS[tree[1]]} {need}", met),)
    if tree[0] in {"and", "or"} and not step.name:
        text = "下列各项都要满足" if tree[0] == "and" else "下列各项满足一项即可"
        parts = tuple(
            line
            for part in tree[1]
            for line in _condition(Step("formula", expression(part, scope), part, scope), part, scope)
        )
        return (Line("group", text, met=met, children=parts),)
    if tree[0] == "not" and tree[1][0] in {"field", "column"}:
        own = _whose(step.name, tree[1], wording.content_text(expression(tree[1], scope)))
        return (Line("condition", step.name or wording.names(tree[1]), own, "否", met),)
    if tree[0] in {"field", "column", "let"}:
        own = wording.content_text(step.value)
        return (Line("condition", step.name or wording.names(tree), own, "是", met),)
    return (Line("condition", step.name or wording.names(tree), wording.numbers(tree, scope), "", met),)


def _whose(name: str, tree: Node, own: str) -> str:
    """A yes or no with what it answers, where a condition that asks for the opposite has a name: 没有资格（资格：是）."""
    asked = wording.names(tree)
    return f"{asked}：{own}" if own in {"是", "否"} and name and name != asked else own


def _group(text: str) -> Callable[[Step], tuple[Line, ...]]:
    def lines(step: Step) -> tuple[Line, ...]:
        heading = f"{step.name}：{text}" if step.name else text
        if step.kind == "at_least_of":
            heading = heading.format(n=step.node["n"])
        # A rule that does not apply has no truth of its own; its condition has.
        judged = step.children[0] if step.kind == "applies_if" else step
        return (Line("group", heading, met=_met(judged.value), children=_children(step)),)

    return lines


def _bands(step: Step) -> tuple[Line, ...]:
    node, measured = step.node, step.have
    percent = node.get("percent", False)
    unit = node.get("unit", "")
    lines = list(_children(step)) if step.children else []
    if measured is not None:
        own = wording.content_text(measured, unit, percent=percent)
        lines = [_with_result(line, own) for line in lines]
        if measured.is_known:
            lines.append(Line("formula", "落在哪一档", own=band_text(node, measured.number) or "条文没有写的空档"))
    if step.note:
        lines.append(Line("note", step.note))
    return tuple(lines)


def _with_result(line: Line, own: str) -> Line:
    """A calculation with its result written as the table writes it: with the table's unit, or as a percentage."""
    if line.kind != "formula" or not line.figures:
        return line
    figures = line.figures.rpartition(" = ")[0] or line.figures
    return Line("formula", line.text, own, formula=line.formula, figures=f"{figures} = {own}")


def band_text(node: Node, number: Fraction) -> str:
    """The band a number falls into, as the text writes it: 11 至 15 年 → 800."""
    row = next((row for row in node["rows"] if inside(row, number)), None)
    return f"{band_range(row, node)}" if row else ""


def band_range(row: Node, node: Node) -> str:
    """The two ends of a band in words: 8 年（含）至 10 年（含）, 不满 60%."""
    percent, unit = node.get("percent", False), node.get("unit", "")

    def end(key: str) -> str:
        return wording.readable(Fraction(row[key]), "" if percent else unit, percent=percent)

    low = f"{end('from')}（含）" if "from" in row else f"{end('above')}（不含）" if "above" in row else ""
    high = f"{end('to')}（含）" if "to" in row else f"{end('below')}（不含）" if "below" in row else ""
    if low and high:
        return end("from") if row.get("from") == row.get("to") else f"{low}至 {high}"
    if low:
        return f"{end('from')}及以上" if "from" in row else f"超过 {end('above')}"
    if high:
        return f"{end('to')}及以下" if "to" in row else f"不满 {end('below')}"
    return "任何数值"


def _if(step: Step) -> tuple[Line, ...]:
    return _children(step)


def _due(step: Step) -> tuple[Line, ...]:
    day = wording.content_text(step.have) if step.have else ""
    text = f"还没到期：{step.node['means']}起才要求"
    return (Line("condition", text, own=day, met=None, children=_children(step)),)


def _parts(step: Step) -> list[tuple[str, str, Step]]:
    """The parts of a product or score: name, value with its unit, step."""
    return [
        (child.name or part.get("name", ""), wording.content_text(child.value, part.get("unit", "")), child)
        for part, child in zip(step.node["parts"], step.children, strict=True)
    ]


def _product(step: Step) -> tuple[Line, ...]:
    parts = _parts(step)
    total = wording.content_text(step.value, step.node.get("unit", ""))
    return (
        *_children(step),
        Line(
            "formula",
            "相乘",
            total,
            formula=" × ".join(name or "因数" for name, _, _ in parts),
            figures=" × ".join(own for _, own, _ in parts) + f" = {total}",
        ),
    )


def _score(step: Step) -> tuple[Line, ...]:
    parts = tuple(
        Line("formula", name or "各项合计", own=own, children=_detail(child)) for name, own, child in _parts(step)
    )
    return (*parts, Line("formula", "得分", own=wording.content_text(step.value, step.node.get("unit", ""))))


def _listed(text: str, unit_word: str) -> Callable[[Step], tuple[Line, ...]]:
    def lines(step: Step) -> tuple[Line, ...]:
        parts = tuple(
            Line(
                "condition",
                f"{child.name}{unit_word}",
                own=_bounded(child.have, "次") if child.have is not None else wording.content_text(child.value),
                met=_met(child.value),
            )
            for child in step.children
        )
        return (Line("group", text, met=_met(step.value), children=parts),)

    return lines


def _every_month(step: Step) -> tuple[Line, ...]:
    if step.children:
        return _children(step)
    return (Line("condition", step.name or "每个月都在任", own=step.note, met=_met(step.value)),)


def _school_years(step: Step) -> tuple[Line, ...]:
    own = wording.content_text(step.value, step.node.get("unit", ""))
    return (Line("formula", step.name or "任满的学年数", own=own), *_children(step))


def _since(step: Step) -> tuple[Line, ...]:
    return (Line("formula", step.name or "这一任的起始月", own=wording.content_text(step.value)),)


def _each(step: Step) -> tuple[Line, ...]:
    """Months are drawn from the rows of the result; here only what they come to."""
    return (
        Line(
            "formula",
            f"各{wording.group_text(step.node['by'])}相加",
            own=wording.content_text(step.value, step.node.get("unit", "")),
        ),
    )


def _recent_years(step: Step) -> tuple[Line, ...]:
    by = step.node["by"]
    return _listed(f"逐个{by}看", f" {by}")(step)


def _result(step: Step) -> tuple[Line, ...]:
    value = step.value
    own = wording.content_text(value, step.node.get("unit", ""))
    return (Line("formula", str(step.node["name"]), own=own, met=_met(value)),)


def _total(step: Step) -> tuple[Line, ...]:
    text = _describe(step.node)
    return (Line("formula", text, own=_bounded(step.value, step.node.get("unit", ""))), *_children(step))


_EXPLAINERS: dict[str, Callable[[Step], tuple[Line, ...]]] = {
    "all": _group("下列各项都要满足"),
    "any": _group("下列各项满足一项即可"),
    "at_least_of": _group("下列各项至少满足 {n} 项"),
    "applies_if": _group("适用条件"),
    "bands": _bands,
    "checklist": _listed("清单上的各项", ""),
    "choose": _if,
    "count": _total,
    "due": _due,
    "each": _each,
    "each_week": _listed("每个整周都要有", ""),
    "every_month": _every_month,
    "first": _if,
    "formula": _formula,
    "if": _if,
    "in_office_since": _since,
    "product": _product,
    "recent_years": _recent_years,
    "require": _require,
    "result": _result,
    "school_years": _school_years,
    "score": _score,
    "sum": _total,
}

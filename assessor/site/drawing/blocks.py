"""A mechanism drawn as a person would draw it: a table of bands, a list of conditions, a checklist, a formula."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessor.report import Markup, band_range, tag, wording
from assessor.report.html import Child
from assessor.rules import Node
from assessor.site.drawing.ink import Ink, formula
from assessor.site.drawing.phrases import choice, due_day, limits, named, need, phrase, where, window

NESTED = frozenset({"all", "any", "at_least_of", "bands", "choose", "if", "score", "checklist", "each", "due"})
"""Mechanisms that are drawn rather than said, also inside another one."""


def draw(node: Node, ink: Ink) -> Markup:
    """Any node as a block of HTML."""
    if isinstance(node, list):
        return tag("p", phrase(node, ink), class_="hb-formula")
    return DRAWINGS[node["do"]](node, ink)


def _inner(node: Node, ink: Ink) -> Markup | None:
    """A node inside another: drawn if it has a shape of its own, else nothing (the phrase says it all)."""
    return draw(node, ink) if isinstance(node, Mapping) and node["do"] in NESTED else None


def _require(node: Node, ink: Ink) -> Markup:
    have = node["have"]
    asked = tag("b", need(node, ink), class_="hb-need")
    unit = ink.with_unit(node.get("unit", ""))
    inner = _inner(have, unit)
    words = "算出的数" if inner else phrase(have, unit)
    return tag("div", inner, tag("p", words, " ", asked, class_="hb-formula"), class_="hb-require")


def grid(head: list[Child], rows: list[list[Child]], *, marks: list[str | None] | None = None) -> Markup:
    """A small table whose first column names the rows."""
    body = [
        tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:]), class_=mark)
        for row, mark in zip(rows, marks or [None] * len(rows), strict=True)
    ]
    top = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in head)))
    return tag("div", tag("table", top, tag("tbody", *body), class_="hb-grid"), class_="hb-scroll")


def _bands(node: Node, ink: Ink) -> Markup:
    of = node["of"]
    inner = _inner(of, ink.with_unit(""))
    measured = "算出的数" if inner else phrase(of, ink.with_unit(""))
    explained = any("means" in row for row in node["rows"])
    rows: list[list[Child]] = []
    marks: list[str | None] = []
    before: Mapping[str, Any] | None = None
    for row in node["rows"]:
        gap = gap_between(before, row, node) if before is not None and ink.readings else ""
        if gap:
            rows.append([gap, "条文没有写", *([""] if explained else [])])
            marks.append("hb-gap")
        cells: list[Child] = [band_range(row, node), tag("b", phrase(row["value"], ink))]
        rows.append([*cells, *([row.get("means", "")] if explained else [])])
        marks.append(None)
        before = row
    head: list[Child] = [measured, "结果", *(["说明"] if explained else [])]
    return Markup.join_all([inner, grid(head, rows, marks=marks)])


def gap_between(before: Mapping[str, Any], after: Mapping[str, Any], node: Node) -> str:
    """The values between two bands that belong to neither, in words; empty where there are none."""
    low, high = before.get("to") or before.get("below"), after.get("from") or after.get("above")
    if low is None or high is None or Fraction(low) == Fraction(high):
        return ""
    percent, unit = node.get("percent", False), "" if node.get("percent") else node.get("unit", "")
    ends = [wording.readable(Fraction(end), unit, percent=percent) for end in (low, high)]
    return f"{ends[0]}与 {ends[1]}之间"


def _part(part: Mapping[str, Node], ink: Ink) -> Markup:
    """A part as an item; a bare number in it has the unit of the ink."""
    node = part["node"]
    unit = ink.with_unit(part.get("unit", "") or ink.unit)
    inner = _inner(node, unit)
    if inner is None:
        return tag("li", _bold(part, unit))
    name = part.get("name")
    return tag("li", tag("b", name) if name else None, inner)


def _bold(part: Mapping[str, Node], ink: Ink) -> Markup:
    """A part in words, its own name in bold."""
    text, name = named(part, ink), part.get("name", "")
    if name and text.startswith(f"{name}："):
        return Markup.join_all([tag("b", name), text.removeprefix(name)])
    return Markup.join_all([text])


def _group(title: str) -> Callable[[Node, Ink], Markup]:
    def drawn(node: Node, ink: Ink) -> Markup:
        text = title.format(n=node.get("n", ""), all=len(node["parts"]))
        items = (_part(part, ink.with_unit("")) for part in node["parts"])
        return tag("div", tag("p", text, class_="hb-lead"), tag("ul", *items), class_="hb-conditions")

    return drawn


def _said(node: Node, ink: Ink) -> Markup:
    return tag("p", phrase(node, ink), class_="hb-formula")


def _each(node: Node, ink: Ink) -> Markup:
    by = wording.group_text(node["by"])
    shown = "；".join(f"{formula(tree, ink)}" for tree in node.get("show", {}).values())
    lead = (
        f"{wording.window_text(node, wording.names)}{node['of']}逐{by}看"
        + (f"（{shown}）" if shown else "")
        + f"，每{by}定一个数，再把各{by}相加："
    )
    unit = ink.with_unit(node.get("unit", ink.unit))
    return tag("div", tag("p", lead, class_="hb-lead"), draw(node["value"], unit), class_="hb-each")


def _each_week(node: Node, ink: Ink) -> Markup:
    rows = f"{node['of']}{where(node, ink)}"
    lead = "学期内每个整周（周一到周日，两头不足一周的不看）："
    asked = tag("b", f"≥ {node['at_least']} 次", class_="hb-need")
    return tag("p", lead, rows, " ", asked, class_="hb-formula")


def _checklist(node: Node, _: Ink) -> Markup:
    items = node["items"]
    lead = tag("p", f"{len(items)} 项都要完成：", class_="hb-lead") if len(items) > 1 else None
    return tag("div", lead, tag("ul", *(tag("li", item) for item in items), class_="hb-checklist"))


def _if(node: Node, ink: Ink) -> Markup:
    """A precondition above the drawing where the other case is one value; else both cases side by side."""
    bare = ink.with_unit("")
    condition = _inner(node["if"], bare)
    means = f"（{node['means']}）" if "means" in node else ""
    otherwise = _inner(node["else"], ink)
    if condition is None and otherwise is None:
        first = tag("p", tag("b", "前提："), phrase(node["if"], bare), class_="hb-line")
        last = tag("p", tag("b", "不成立时："), phrase(node["else"], ink), means, class_="hb-line")
        then = _inner(node["then"], ink) or tag("p", tag("b", "成立时："), phrase(node["then"], ink), class_="hb-line")
        return Markup.join_all([first, then, last])
    return tag(
        "dl",
        tag("div", tag("dt", "前提"), tag("dd", condition or phrase(node["if"], bare))),
        tag("div", tag("dt", "成立时"), tag("dd", draw(node["then"], ink))),
        tag("div", tag("dt", "不成立时"), tag("dd", otherwise or tag("b", phrase(node["else"], ink)), means)),
        class_="hb-branches",
    )


def _due(node: Node, ink: Ink) -> Markup:
    """What is asked for, drawn, with the day below it."""
    day = tag("p", tag("b", "从哪天起要求："), due_day(node, ink), "；在那以前没做到不算。", class_="hb-line")
    return Markup.join_all([draw(node["then"], ink), day])


def _choose(node: Node, ink: Ink) -> Markup:
    rows: list[list[Child]] = []
    for row in node["rows"]:
        inner = _inner(row["value"], ink) if "value" in row else None
        rows.append(["、".join(row["is"]), inner or tag("b", choice(row, ink))])
    return grid(
        [formula(node["of"], ink), "结果"], rows, marks=["hb-gap" if "gap" in r else None for r in node["rows"]]
    )


def _score(node: Node, ink: Ink) -> Markup:
    if len(node["parts"]) == 1 and not node["parts"][0].get("name"):
        inner = draw(node["parts"][0]["node"], ink)
    else:
        title = tag("p", "各项相加：", class_="hb-lead")
        inner = Markup.join_all([title, tag("ul", *(_part(part, ink) for part in node["parts"]))])
    held = limits(node, ink)
    return tag("div", inner, tag("p", f"得分{held}。", class_="hb-lead") if held else None, class_="hb-score")


def _product(node: Node, ink: Ink) -> Markup:
    factors: list[Child] = []
    for position, part in enumerate(node["parts"]):
        factors += [" × "] if position else []
        inner = part["node"]
        if isinstance(inner, Mapping) and inner["do"] == "result":
            factors.append(tag("a", part.get("name") or inner["name"], href=f"{ink.rule_href}{inner['result']}"))
        else:
            factors.append(named(part, ink))
    note = "有一个因数为 0，结果就是 0。" if len(node["parts"]) > 1 else ""
    return tag("div", tag("p", *factors, class_="hb-formula"), tag("p", note, class_="hb-lead") if note else None)


def _result(node: Node, ink: Ink) -> Markup:
    other = tag("a", node["name"], href=f"{ink.rule_href}{node['result']}")
    return tag("p", "同", other, "的结果", class_="hb-formula")


def _sum(node: Node, ink: Ink) -> Markup:
    inner = _inner(node["value"], ink)
    if inner is None:
        return _said(node, ink)
    lead = f"{window(node, ink)}{node['of']}{where(node, ink)}，每行按下表取值，再相加："
    return tag("div", tag("p", lead, class_="hb-lead"), inner)


DRAWINGS: dict[str, Callable[[Node, Ink], Markup]] = {
    "all": _group("下列各项都要满足："),
    "any": _group("下列各项满足一项即可："),
    "at_least_of": _group("下列 {all} 项中至少满足 {n} 项："),
    "bands": _bands,
    "checklist": _checklist,
    "choose": _choose,
    "count": _said,
    "due": _due,
    "each": _each,
    "each_week": _each_week,
    "every_month": _said,
    "first": _said,
    "if": _if,
    "in_office_since": _said,
    "product": _product,
    "recent_years": _said,
    "require": _require,
    "result": _result,
    "school_years": _said,
    "score": _score,
    "sum": _sum,
}
"""How each mechanism is drawn; the keys are those of `assessor.rules.mechanisms.MECHANISMS`."""

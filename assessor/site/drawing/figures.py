"""The figures of a rule in words, one line each: what a comparison of policies sets side by side."""

from collections.abc import Mapping
from typing import Any

from assessor.report import band_range
from assessor.rules import Node
from assessor.site.drawing.ink import Ink
from assessor.site.drawing.phrases import due_day, phrase, under_name

_SAID = frozenset(
    {
        "require",
        "recent_years",
        "each_week",
        "every_month",
        "school_years",
        "checklist",
        "choose",
        "first",
        "count",
        "sum",
    }
)


def figures(rule: Mapping[str, Any], ink: Ink) -> list[str]:
    """The lines of a computed rule; the whole rule in one phrase where no single line carries a figure."""
    body = rule["body"]
    lines = _lines(body, ink.with_unit(rule.get("unit", "")))
    lines += _definitions(rule.get("let", {}), ink)
    for name, reading in rule.get("readings", {}).items():
        lines += [f"读法“{name}”：{line}" for line in _definitions(reading["let"], ink)]
    if "applies_if" in rule and has_number(rule["applies_if"]):
        lines.insert(0, f"适用：{phrase(rule['applies_if'], ink)}")
    return list(dict.fromkeys(lines)) or [phrase(body, ink.with_unit(rule.get("unit", "")))]


def _definitions(lets: Mapping[str, Node], ink: Ink) -> list[str]:
    """The figures in what the rule's own names stand for."""
    lines = []
    for name, node in lets.items():
        if has_number(node) and not (isinstance(node, list) and node[0] == "num" and node[1] == "1"):
            lines += [f"{name} = {line}" for line in _lines(node, ink)]
    return lines


def has_number(node: Any) -> bool:
    """Whether a node has a figure written out in it."""
    if isinstance(node, Mapping):
        if node.get("do") in {"recent_years", "each_week", "bands", "checklist"}:
            return True
        return any(has_number(part) for part in node.values())
    if isinstance(node, list):
        return bool(node) and (node[0] == "num" or any(has_number(part) for part in node))
    return False


def _lines(node: Node, ink: Ink) -> list[str]:
    if isinstance(node, list):
        return [phrase(node, ink)] if has_number(node) else []
    kind = node["do"]
    if kind == "bands":
        rows = [f"{band_range(row, node)}：{phrase(row['value'], ink)}" for row in node["rows"]]
        return [*_lines(node["of"], ink.with_unit("")), *rows]
    if kind in _SAID:
        return [phrase(node, ink)] if kind != "first" or has_number(node) else []
    if kind == "if":
        return _branches(node, ink)
    if kind == "due":
        asked = _lines(node["then"], ink)
        return [*asked, f"从{due_day(node, ink)}起要求"] if asked else [phrase(node, ink)]
    if kind == "each":
        return _lines(node["value"], ink)
    if kind == "result":
        return []
    return _parts(node, ink) if has_number(node) else []


def _branches(node: Mapping[str, Any], ink: Ink) -> list[str]:
    """Both branches with what decides between them: a condition alone, or one branch alone, would be read as the rule."""
    bare = ink.with_unit("")
    then, otherwise = _lines(node["then"], ink), phrase(node["else"], ink)
    if len(then) > 1:
        condition = phrase(["not", node["if"]], bare) if isinstance(node["if"], list) else "否则"
        return [*then, f"{condition}：{otherwise}"]
    return [f"{phrase(node['if'], bare)}：{phrase(node['then'], ink)}；否则：{otherwise}"]


def _parts(node: Mapping[str, Any], ink: Ink) -> list[str]:
    """Each part in a line: where one has a figure, those without are said too, as a half says something else."""
    lines = []
    for part in node["parts"]:
        unit = part.get("unit", "") or (ink.unit if node["do"] == "score" else "")
        whole = [phrase(part["node"], ink.with_unit(unit))]
        nested = isinstance(part["node"], Mapping) and part["node"]["do"] not in {"all", "any", "at_least_of"}
        found = (_lines(part["node"], ink.with_unit(unit)) if nested else []) or whole
        lines += [under_name(part, line) for line in found]
    return lines

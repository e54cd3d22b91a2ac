"""A rule on its policy's page: what it decides, drawn; its readings, its limits, what it asks for, its cases."""

from collections.abc import Mapping
from typing import Any

from assessor.policy import KINDS, Library, Policy, PolicyRule
from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.rules.rulebook import STRENGTHS
from assessor.site.drawing import Ink, draw, grid, in_force, phrase
from assessor.site.inputs import rule_inputs
from assessor.site.pages.cases import cases_html
from assessor.site.pages.limits import limits_html

CALCULATOR = "calculator"
"""The address of the calculator on a policy's page."""


def rule_anchor(rule: str) -> str:
    """The address of a rule on its policy's page."""
    return f"rule-{rule}"


def ink_of(library: Library, rule: PolicyRule, page: str = "") -> Ink:
    """What drawing this rule needs to know; `page` is the address of the policy's page, if another one."""
    data, href = rule.data, f"{page}#{rule_anchor('')}"
    return Ink(library.rulebook.fields, str(data.get("unit", "")), bool(data.get("readings")), href, in_force(data))


def rule_html(library: Library, policy: Policy, rule: PolicyRule, level: int, related: Markup | None = None) -> Markup:
    """The rule as a section whose heading is of that level; `related` comes last in it."""
    data = rule.data
    title = tag(f"h{min(level, 6)}", data["name"], class_="hb-rule-name")
    parts: list[Child] = [tag("header", title, marks(data))]
    parts += _computed(library, policy, rule) if rule.is_computed else [_manual(data)]
    parts.append(related)
    return tag("section", *parts, class_=f"hb-rule hb-kind-{data['kind']}", id=rule_anchor(rule.id), data_rule=rule.id)


def strength(word: str) -> Markup:
    """A strength as a word with a shape before it: filled, half, hollow, diamond."""
    return tag("span", STRENGTHS[word], class_=f"hb-strength hb-{word}")


def marks(data: Mapping[str, Any]) -> Markup:
    """Strength, kind and unit, whose matter it is."""
    kind = KINDS[data["kind"]] + (f"（{data['unit']}）" if data.get("unit") and data["kind"] != "manual" else "")
    school = tag("span", "学校的事", class_="hb-mark hb-school") if data["subject"] == "school" else None
    return tag("p", strength(data["strength"]), tag("span", kind, class_="hb-mark"), school, class_="hb-marks")


def _manual(data: Mapping[str, Any]) -> Markup:
    lacks = tag("p", tag("b", "文本里没有："), data["missing_text"]) if data.get("missing_text") else None
    note = tag("p", data["note"], class_="hb-note") if data.get("note") else None
    return tag("div", tag("p", "不由本站计算，由", tag("b", data["decides"]), "认定。"), note, lacks)


def _computed(library: Library, policy: Policy, rule: PolicyRule) -> list[Child]:
    data, ink = rule.data, ink_of(library, rule)
    bare = ink.with_unit("")
    parts: list[Child] = []
    if "applies_if" in data:
        parts.append(_line("适用于", f"{phrase(data['applies_if'], bare)}（不成立就不适用）"))
    parts.append(tag("div", draw(data["body"], ink), class_="hb-drawing"))
    parts += [_definitions(data["let"], bare)] if data.get("let") else []
    if "met" in data:
        parts.append(_line("算达到", phrase(data["met"], bare)))
    if "shortfall" in data:
        parts.append(_line("差额", phrase(data["shortfall"], ink)))
    parts += [_readings(data, bare)] if data.get("readings") else []
    for notice in data.get("notices", ()):
        parts.append(_line("提示", f"{notice['text']}（当{phrase(notice['when'], bare)}时）"))
    parts += [tag("p", data["note"], class_="hb-note")] if data.get("note") else []
    parts += [_line("文本里没有", data["missing_text"])] if data.get("missing_text") else []
    parts.append(_inputs(policy, rule))
    parts += [cases_html(library, policy, rule)] if rule.cases else []
    parts.append(limits_html(library, policy, rule.id))
    return parts


def _line(word: str, text: str) -> Markup:
    return tag("p", tag("b", f"{word}："), text, class_="hb-line")


def _definitions(lets: Mapping[str, Any], ink: Ink) -> Markup:
    """What the names used in the drawing stand for."""
    items = (tag("div", tag("dt", name), tag("dd", phrase(node, ink))) for name, node in lets.items())
    return tag("dl", *items, class_="hb-lets")


def _readings(data: Mapping[str, Any], ink: Ink) -> Markup:
    """The readings as a table: name, meaning, and what the names then stand for."""
    rows: list[list[Child]] = []
    for name, reading in data["readings"].items():
        default = tag("span", "默认", class_="hb-default") if reading.get("default") else None
        lets = [tag("span", f"{let} = {phrase(node, ink)}", class_="hb-let") for let, node in reading["let"].items()]
        rows.append([Markup.join_all([name, default]), Markup.join_all([reading["means"], *lets])])
    lead = tag("p", f"条文可以有 {len(rows)} 种读法，结果各算一遍：", class_="hb-lead")
    return tag("div", lead, grid(["读法", "意思"], rows), class_="hb-readings")


def _inputs(policy: Policy, rule: PolicyRule) -> Markup:
    """What the rule asks for, each a link to its place in the form, and the way to the calculator."""
    links: list[Child] = []
    for name in rule_inputs(policy, rule):
        links += ["、"] if links else []
        links.append(tag("a", name, href=f"#field-{name}"))
    asks = tag("span", "要填：", *links) if links else None
    go = tag("a", "用自己的记录算一算", href=f"#{CALCULATOR}", class_="hb-go")
    return tag("p", asks, " ", go, class_="hb-inputs")

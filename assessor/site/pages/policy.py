"""One policy's page: what the document is, its clauses with the rules that rest on them, and its calculator."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from assessor.policy import AUTHORITIES, COMPLETENESS, LEVELS, Library, Policy, PolicyClause
from assessor.policy.shapes import STATUSES
from assessor.report import Markup
from assessor.report.html import Child, tag
from assessor.site.calculator import calculator
from assessor.site.pages.citation import clause_foot, neighbours_html, sheet_html
from assessor.site.pages.compare_pair import pair_link
from assessor.site.pages.coverage import counted
from assessor.site.pages.page import Page, digest, heading, html, join, plain, policy_path, root_of
from assessor.site.pages.related import related_html
from assessor.site.pages.rule import CALCULATOR, rule_html, strength
from assessor.site.pages.terms import TermMarks

CLASS_NOTES = {
    "missing": "源文本缺这一条的内容，下面没有要点。",
    "external": "这一条不在源文本里，要点据外部来源摘要。",
}

STRENGTH_NOTES = {
    "must": "没有例外",
    "should": "一般照办，允许例外",
    "may": "允许，不要求",
    "target": "努力的方向",
}
"""What the strengths mean, in the order of the rulebook."""

CALCULATOR_INTRO = (
    "填几项算几项，没填的不当作 0 也不当作“否”。数据只留在这台设备上，不会传出去。"
    "要同时看几份政策，请到[自评](../assess.md)。"
)


def policy_page(library: Library, policy: Policy, engine: str) -> Page:
    """The page of one policy; `engine` is where the browser bundle lies, seen from the site's root."""
    path = policy_path(policy.id)
    root = root_of(path)
    marks = TermMarks(library, root)
    blocks = [sheet_html(policy), heading(1, policy.title), html(head_html(policy)), notices_html(policy)]
    blocks += [strengths_html(policy), marks.mark(digest(policy.intro))]
    reading = counted(policy)
    for clause in policy.clauses:
        blocks += clause_blocks(library, policy, clause, marks, root)
        if clause in reading:
            blocks.append(clause_foot(policy, reading, reading.index(clause)))
    if any(rule.is_computed for rule in policy.rules):
        blocks += [
            heading(2, "用自己的记录算一算", CALCULATOR),
            CALCULATOR_INTRO,
            html(calculator(library, [policy.id], root=root, engine=engine), class_="hb-embed"),
        ]
    blocks.append(pair_link(policy, root))
    blocks.append(neighbours_html(policy, ranked(library, policy.head["level"])))
    return Page(path, policy.title, str(policy.head["summary"]), join(*blocks), hide=("navigation",))


def clause_blocks(library: Library, policy: Policy, clause: PolicyClause, marks: TermMarks, root: str) -> list[str]:
    """A clause: its heading with its address, what is to be known about it, its digest, its rules."""
    classes = "".join(f" .hb-{name}" for name in clause.classes)
    title = f"{'#' * clause.depth} {plain(clause.heading)} {{#{clause.anchor}{classes}}}"
    notes = [html(tag("p", CLASS_NOTES[name], class_=f"hb-clause-note hb-{name}")) for name in clause.classes]
    if clause.uncomputed:
        text = f"这一条里不参加计算的数：{'、'.join(clause.uncomputed)}。"
        notes.append(html(tag("p", text, class_="hb-clause-note")))
    rules = [
        html(rule_html(library, policy, rule, clause.depth + 1, related_html(library, policy, rule, root)))
        for rule in clause.rules
    ]
    return [title, *notes, marks.mark(digest(clause.text)), *rules]


def rank(policy: Policy) -> tuple[int, str]:
    """Where a policy stands in the list of its level: first those with the most to compute."""
    return -sum(rule.is_computed for rule in policy.rules), policy.id


@cache
def ranked(library: Library, level: str) -> list[Policy]:
    """The policies of a level, in the order of the list."""
    return sorted((policy for policy in library.policies.values() if policy.head["level"] == level), key=rank)


def strengths_html(policy: Policy) -> str:
    """What the marks of strength beside the rules mean: those that occur on the page."""
    found = {rule.data["strength"] for rule in policy.rules}
    marks = [tag("span", strength(word), STRENGTH_NOTES[word]) for word in STRENGTH_NOTES if word in found]
    return html(tag("p", "规定的力度：", *marks), class_="hb-strengths") if marks else ""


def head_html(policy: Policy) -> Markup:
    """Issuer, number, dates, level, stages, how official and how complete the text is, and where it comes from."""
    head = policy.head
    rows: list[tuple[str, Child]] = [
        ("发文", head["issuer"]),
        ("文号", head.get("number") or "源文本没有"),
        ("日期", head.get("issued") or "源文本没有"),
        ("效力", validity(head.get("valid") or {})),
        ("层级", "，".join(filter(None, [LEVELS[head["level"]], head.get("region")]))),
        ("学段", "、".join(head["stages"])),
        ("性质", authority(head["authority"])),
        *([("现在", STATUSES[head["status"]])] if head["status"] else []),
        ("文本", Markup.join_all([completeness(head["completeness"]), " ", head["missing"]])),
        ("主题", "、".join(head["topics"])),
        ("出处", source(head["source"])),
        ("核对", f"{head['checked']}"),
    ]
    items = (tag("div", tag("dt", name), tag("dd", text)) for name, text in rows)
    return tag("div", tag("p", head["summary"], class_="hb-summary"), tag("dl", *items, class_="hb-head"))


def validity(valid: Mapping[str, Any]) -> str:
    """From when to when the document holds."""
    start, end = valid.get("from"), valid.get("to")
    if start and end:
        return f"{start} 至 {end}"
    if start:
        return f"{start} 起，没有写废止日期"
    return f"到 {end} 为止" if end else "源文本没有写明"


def authority(word: str) -> Markup:
    """How official the document is, as a mark."""
    return tag("span", AUTHORITIES[word], class_=f"hb-tag hb-{word}")


def completeness(word: str) -> Markup:
    """How complete the source is, as a mark."""
    return tag("span", COMPLETENESS[word], class_=f"hb-tag hb-{word}")


def source(entry: Mapping[str, Any]) -> str:
    """Where the text was taken from: the author's words, else the file and the part of it."""
    return str(entry.get("note") or " ".join(filter(None, [entry.get("file"), entry.get("part")])) or "没有写明")


def notices_html(policy: Policy) -> str:
    """What must be known before relying on the text, as an admonition."""
    if not policy.head.get("notices"):
        return ""
    items = (tag("li", text) for text in policy.head["notices"])
    title = tag("p", "读之前", class_="admonition-title")
    return str(tag("div", title, tag("ul", *items), class_="admonition warning"))

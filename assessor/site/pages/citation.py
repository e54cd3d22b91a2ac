"""How a policy and its clauses are cited, and what stands around the text for those who cite or leaf through it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.policy import AUTHORITIES, LEVELS, Policy, PolicyClause
from assessor.report import Markup, tag
from assessor.site.pages.page import html

if TYPE_CHECKING:
    from assessor.report.html import Child


def cited(policy: Policy) -> str:
    """The document: its title, its number, and what it is if it is not the official text."""
    head = policy.head
    notes = [head.get("number"), AUTHORITIES[head["authority"]] if head["authority"] != "official" else None]
    brackets = "，".join(note for note in notes if note)
    return f"《{policy.title}》" + (f"（{brackets}）" if brackets else "")


def clause_name(clause: PolicyClause) -> str:
    """How a clause is named beside its document: 第十六条; 第三部分“班会” where the text only counts."""
    label, title = clause.label, clause.title
    return label if label.startswith("第") or not title or title == label else f"{label} {title}"


def sheet_html(policy: Policy) -> str:
    """What every printed sheet carries above the text; not for the screen. Scripts put the full address in."""
    issued = policy.head.get("issued")
    dates = "，".join([f"{issued} 发布"] * bool(issued) + [f"{policy.head['checked']} 核对"])
    address = tag("page-address", f"policies/{policy.id}/")
    return html(tag("p", tag("span", cited(policy)), tag("span", dates), address), class_="hb-sheet")


def clause_foot(policy: Policy, clauses: Sequence[PolicyClause], position: int) -> str:
    """Below a clause: the one before, the one after, and the place of the button that copies the citation."""
    clause = clauses[position]
    parts: list[Child] = []
    if position:
        parts.append(_step(clauses[position - 1], "hb-before", "上一条：", "‹ ", ""))
    if position + 1 < len(clauses):
        parts.append(_step(clauses[position + 1], "hb-after", "下一条：", "", " ›"))
    text = f"{cited(policy)}{clause_name(clause)}"
    parts.append(tag("cite-button", data_cite=text, data_anchor=clause.anchor, data_name=clause_name(clause)))
    return html(*parts, class_="hb-clause-foot")


def _step(clause: PolicyClause, class_: str, what: str, before: str, after: str) -> Markup:
    return tag(
        "a",
        tag("span", what, class_="hb-hidden"),
        f"{before}{clause.label}{after}",
        href=f"#{clause.anchor}",
        class_=class_,
    )


def neighbours_html(policy: Policy, policies: Sequence[Policy]) -> str:
    """At the foot of the page: the policies before and after this one in the library's list of its level."""
    position = [other.id for other in policies].index(policy.id)
    parts: list[Child] = []
    if position:
        parts.append(_neighbour(policies[position - 1], "上一份", "hb-before"))
    if position + 1 < len(policies):
        parts.append(_neighbour(policies[position + 1], "下一份", "hb-after"))
    if not parts:
        return ""
    name = f"{LEVELS[policy.head['level']]}一级的政策"
    return html(tag("nav", *parts, class_="hb-neighbours", aria_label=name))


def _neighbour(policy: Policy, word: str, class_: str) -> Markup:
    return tag("a", tag("small", word), tag("span", policy.title), href=f"../{policy.id}/", class_=class_)

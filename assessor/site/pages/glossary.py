"""The glossary: every term with its meaning, other names, pinyin, English, and the clauses that speak of it."""

from collections.abc import Sequence

from assessor.policy import LEVELS, Library, Policy, PolicyClause, Term
from assessor.report import Markup, clause_address
from assessor.report.html import Child, tag
from assessor.site.pages.page import Page, heading, html, join, root_of
from assessor.site.pages.terms import GLOSSARY as PATH
from assessor.site.pages.terms import clauses_with, term_anchor

SHOWN_CLAUSES = 4
INTRO = "按拼音排列。一词一义，全站统一：页面上带点线的词、搜索认得的别名、程序里用的英文，都从这一张表来。"


def glossary_page(library: Library) -> Page:
    """All terms by their pinyin."""
    root = root_of(PATH)
    used = clauses_with(library)
    groups: dict[str, list[Term]] = {}
    for term in sorted(library.glossary, key=lambda term: (term.pinyin, term.id)):
        groups.setdefault(term.pinyin[:1].upper(), []).append(term)
    letters = [tag("a", letter, href=f"#py-{letter.lower()}") for letter in groups]
    blocks = [heading(1, "术语"), f"共 {len(library.glossary)} 个词，{INTRO}"]
    blocks.append(html(tag("p", *letters, class_="hb-letters")))
    for letter, terms in groups.items():
        blocks.append(heading(2, letter, f"py-{letter.lower()}"))
        entries = (_entry(term, used[term.id], root) for term in terms)
        blocks.append(html(tag("dl", *entries, class_="hb-terms")))
    description = "班主任政策里的用语：意思、别名、拼音、英文，以及哪些条款用到它。"
    return Page(PATH, "术语", description, join(*blocks), ("navigation",))


def _entry(term: Term, used: Sequence[tuple[Policy, PolicyClause]], root: str) -> Markup:
    names = f"也叫{'、'.join(term.synonyms)}" if term.synonyms else ""
    return tag(
        "div",
        tag("dt", term.term, tag("span", term.pinyin), tag("span", term.en, lang="en")),
        tag("dd", term.means, tag("small", names) if names else None),
        tag("dd", *_used(used, root), class_="hb-facts") if used else None,
        id=term_anchor(term),
    )


def _used(used: Sequence[tuple[Policy, PolicyClause]], root: str) -> list[Child]:
    """The first clause of each of some policies, from nation to school, and how many there are in all."""
    order = list(LEVELS)
    firsts = {policy.id: (policy, clause) for policy, clause in reversed(used)}
    shown = sorted(firsts.values(), key=lambda pair: (order.index(pair[0].head["level"]), pair[0].id))[:SHOWN_CLAUSES]
    parts: list[Child] = ["见"]
    for policy, clause in shown:
        text = f"《{policy.title}》{clause.label}"
        parts += ["、"] if len(parts) > 1 else []
        parts.append(tag("a", text, href=clause_address(root, policy.id, clause.anchor)))
    more = f" 等 {len(used)} 条" if len(used) > len(shown) else ""
    return [*parts, more]

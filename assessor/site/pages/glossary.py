"""The glossary: every term with its meaning, other names, English, and the policies that speak of it."""

from collections.abc import Mapping

from assessor.policy import Library, Policy, Term
from assessor.report import Markup
from assessor.report.html import Child, tag
from assessor.site.pages.page import Page, heading, html, join, policy_path, root_of

PATH = "glossary.md"
SHOWN_POLICIES = 6


def glossary_page(library: Library) -> Page:
    """All terms by their pinyin."""
    root = root_of(PATH)
    texts = {policy.id: text_of(policy) for policy in library.policies.values()}
    groups: dict[str, list[Term]] = {}
    for term in sorted(library.glossary, key=lambda term: (term.pinyin, term.id)):
        groups.setdefault(term.pinyin[:1].upper(), []).append(term)
    blocks = [heading(1, "术语"), f"共 {len(library.glossary)} 个词，按拼音排列。一词一义，全站统一。"]
    for letter, terms in groups.items():
        blocks.append(heading(2, letter, f"py-{letter.lower()}"))
        entries = (_entry(library, term, texts, root) for term in terms)
        blocks.append(html(tag("dl", *entries, class_="hb-terms")))
    return Page(
        PATH, "术语", "班主任政策里的用语：意思、别名、英文，以及哪些政策用到它。", join(*blocks), ("navigation",)
    )


def text_of(policy: Policy) -> str:
    """All texts of a policy that a reader sees, for finding words in."""
    clauses = [f"{clause.heading} {clause.text}" for clause in policy.clauses]
    return "\n".join([policy.title, policy.intro, *clauses])


def _entry(library: Library, term: Term, texts: Mapping[str, str], root: str) -> Markup:
    words = [term.term, *term.synonyms]
    used = [name for name, text in texts.items() if any(word in text for word in words)]
    links: list[Child] = []
    for name in used[:SHOWN_POLICIES]:
        links += ["、"] if links else []
        address = f"{root}{policy_path(name).removesuffix('.md')}/"
        links.append(tag("a", library.policies[name].title, href=address))
    more = f" 等 {len(used)} 份" if len(used) > SHOWN_POLICIES else ""
    names = f"也叫 {'、'.join(term.synonyms)}" if term.synonyms else ""
    return tag(
        "div",
        tag("dt", term.term, tag("span", term.en, lang="en")),
        tag("dd", term.means, tag("small", names) if names else None),
        tag("dd", "见于 ", *links, more, class_="hb-facts") if links else None,
        id=f"term-{term.id}",
    )

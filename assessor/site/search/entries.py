"""The entries of the index: what can be found, where it stands, and the text it is found by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.policy import AUTHORITIES, LEVELS, Library, Policy, PolicyClause, PolicyRule, Term
from assessor.rules.rulebook import STRENGTHS
from assessor.site.drawing import draw
from assessor.site.pages.rule import ink_of, rule_anchor
from assessor.site.search.pinyin import syllables
from assessor.site.search.plain import plain_html, plain_markdown, tidy
from assessor.site.search.sounds import spelled

Entry = dict[str, Any]
"""As scripts/search/cards.js has it: `kind`, `policy` (its position) or `url`, `anchor`, `label`, `title`, `text`…"""


def policy_facts(policy: Policy) -> Entry:
    """What the entries of a policy have in common: names to find it by, and the values of the filters."""
    head = policy.head
    return {
        "id": policy.id,
        "title": policy.title,
        "number": head.get("number") or "",
        "names": tidy(f"{head['issuer']}\n{head.get('region') or ''}\n{policy.id}\n{head.get('short') or ''}"),
        "level": head["level"],
        "stages": list(head["stages"]),
        "topics": list(head["topics"]),
        "authority": head["authority"],
    }


def policy_entries(library: Library, policy: Policy, position: int) -> Iterator[Entry]:
    """The document itself, then its clauses, each followed by its rules."""
    yield {"kind": "policy", "policy": position, "title": policy.title, "text": _head_text(policy)}
    trail: list[PolicyClause] = []
    for clause in policy.clauses:
        trail = [*(above for above in trail if above.depth < clause.depth), clause]
        entry = _clause_entry(clause, position, [above.heading for above in trail[:-1]])
        yield entry
        for rule in clause.rules:
            yield _rule_entry(library, rule, entry)


def _head_text(policy: Policy) -> str:
    head = policy.head
    valid = head.get("valid") or {}
    facts = [
        ("发文", head["issuer"]),
        ("文号", head.get("number")),
        ("日期", head.get("issued")),
        ("施行", valid.get("from")),
        ("废止", valid.get("to")),
        ("地区", head.get("region")),
        ("层级", LEVELS[head["level"]]),
        ("性质", AUTHORITIES[head["authority"]]),
        ("学段", "、".join(head["stages"])),
        ("主题", "、".join(head["topics"])),
        ("文本", head["missing"]),
    ]
    known = "；".join(f"{name}：{value}" for name, value in facts if value)
    intro = plain_markdown(policy.intro)
    return "\n".join([head["summary"], intro, known, *(head.get("notices") or ())])


def _clause_entry(clause: PolicyClause, position: int, trail: list[str]) -> Entry:
    return {
        "kind": "clause",
        "policy": position,
        "anchor": clause.anchor,
        "label": clause.label,
        "title": clause.title,
        "text": plain_markdown(clause.text),
        **({"trail": " ".join(trail)} if trail else {}),
        **({"rules": len(clause.rules)} if clause.rules else {}),
        **({"missing": True} if "missing" in clause.classes else {}),
    }


def _rule_entry(library: Library, rule: PolicyRule, clause: Entry) -> Entry:
    return {
        "kind": "rule",
        "policy": clause["policy"],
        "anchor": rule_anchor(rule.id),
        "clause": clause["anchor"],
        "label": clause["label"],
        "title": rule.data["name"],
        "rule": rule.id,
        "text": rule_text(library, rule),
    }


def rule_text(library: Library, rule: PolicyRule) -> str:
    """A rule as its policy's page words it: strength, unit, figures, readings, notes."""
    data: Mapping[str, Any] = rule.data
    ink = ink_of(library, rule)
    unit = f"（{data['unit']}）" if data.get("unit") else ""
    lines = [f"{STRENGTHS[data['strength']]}{unit} {'、'.join(data.get('matters', ()))}"]
    if rule.is_computed:
        lines.append(plain_html(draw(data["body"], ink)))
        lines += [f"{name}：{reading['means']}" for name, reading in (data.get("readings") or {}).items()]
        lines += [str(notice["text"]) for notice in data.get("notices", ())]
    else:
        lines.append(f"由{data['decides']}认定。")
    lines += [str(data[key]) for key in ("note", "missing_text") if data.get(key)]
    return tidy("\n".join(lines))


def term_entry(term: Term) -> Entry:
    """A glossary term."""
    names = f"也叫{'、'.join(term.synonyms)}" if term.synonyms else ""
    return {
        "kind": "term",
        "url": f"glossary/#term-{term.id}",
        "title": term.term,
        "names": [*term.synonyms, term.en],
        "text": tidy(f"{term.means}\n{names}"),
    }


def glossary_sounds(terms: Sequence[Term]) -> dict[str, list[str]]:
    """The terms with their syllables, long ones last, so that the longest word decides how a character is read."""
    spelled = {term.term: syllables(term.pinyin, len(term.term)) for term in sorted(terms, key=lambda t: len(t.term))}
    return {term: read for term, read in spelled.items() if read}


def glossary_words(terms: Sequence[Term]) -> list[Entry]:
    """The words of each term with their pinyin by syllables, to find one by the other."""
    known = glossary_sounds(terms)
    return [
        {
            "words": [term.term, *term.synonyms],
            "pinyin": [" ".join(spelled(name, known)) for name in (term.term, *term.synonyms)],
            "en": term.en,
        }
        for term in terms
    ]

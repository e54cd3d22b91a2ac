"""The matters that policies are compared by: in which order readers look for them, and which rules speak on each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from assessor.policy import LEVELS, MATTERS, Library, Policy, PolicyRule
from assessor.report import Markup, clause_address, tag
from assessor.report.html import Child
from assessor.site.drawing import figures
from assessor.site.drawing.quantities import Quantity, quantities
from assessor.site.pages.rule import ink_of, rule_anchor, strength

OTHERS = "其他"
"""The group of matters that only the policies themselves know; it comes last."""
ORDER = {matter: place for place, matter in enumerate(matter for group in MATTERS.values() for matter in group)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule that speaks on a matter, and its figures."""

    policy: Policy
    rule: PolicyRule
    matter: str
    quantities: tuple[Quantity, ...]
    lines: tuple[str, ...]

    @property
    def headlines(self) -> list[str]:
        """What it says, as short as it can be: the author's words on the matter, or the figures."""
        says = self.rule.data.get("says", {})
        if self.matter in says:
            return [says[self.matter]]
        starts = any(found.role == "start" for found in self.quantities)
        shown = [found for found in self.quantities if not (starts and found.role == "given")]
        return list(dict.fromkeys(_headline(found) for found in shown))

    @property
    def drawn(self) -> tuple[Quantity, ...]:
        """The figures for a picture: none where the rule has words of its own here and figures for another matter."""
        data = self.rule.data
        elsewhere = self.matter in data.get("says", {}) and len(data["matters"]) > 1
        return () if elsewhere else self.quantities

    @property
    def keys(self) -> list[str]:
        """Texts that are equal for equal figures; empty where it has none."""
        says = self.rule.data.get("says", {})
        if self.matter in says:
            return [says[self.matter]]
        return sorted({found.key for found in self.quantities})

    @property
    def about(self) -> str:
        """Where there is no figure: who decides, or the rule's name."""
        data = self.rule.data
        return str(data["name"]) if self.rule.is_computed else f"由{data['decides']}认定"


def _headline(found: Quantity) -> str:
    yearly = found.yearly
    more = f"，合 {Quantity(yearly, found.unit, '').amount}/年" if yearly is not None and found.years != 1 else ""
    if not found.label:
        return found.said + more
    return f"{found.said}：{found.label}" if found.role == "start" else f"{found.label}：{found.said}{more}"


def entries_by_matter(library: Library) -> dict[str, list[Entry]]:
    """The entries of each matter, from nation to school; matters in the readers' order."""
    rank = {level: place for place, level in enumerate(LEVELS)}
    found: dict[str, list[Entry]] = {}
    for policy in sorted(library.policies.values(), key=lambda policy: (rank[policy.head["level"]], policy.id)):
        for entry in policy_entries(library, policy):
            found.setdefault(entry.matter, []).append(entry)
    return dict(sorted(found.items(), key=lambda item: (ORDER.get(item[0], len(ORDER)), item[0])))


def policy_entries(library: Library, policy: Policy) -> list[Entry]:
    """What one policy says, in the order of its text; a rule stands once for each of its matters."""
    entries = []
    for rule in policy.rules:
        ink = ink_of(library, rule)
        amounts = tuple(quantities(rule.data, ink)) if rule.is_computed else ()
        lines = tuple(figures(rule.data, ink)) if rule.is_computed else ()
        entries += [Entry(policy, rule, matter, amounts, lines) for matter in rule.data.get("matters", ())]
    return entries


def groups_of(matters: Mapping[str, list[Entry]]) -> list[tuple[str, list[str]]]:
    """The matters there are, by group."""
    known = [(group, [name for name in names if name in matters]) for group, names in MATTERS.items()]
    others = [name for name in matters if name not in ORDER]
    return [(group, names) for group, names in [*known, (OTHERS, others)] if names]


def matter_anchor(matter: str) -> str:
    """The address of a matter on the comparison: it stays the same whatever matters are added."""
    return f"matter-{hashlib.sha256(matter.encode()).hexdigest()[:8]}"


def said(entry: Entry) -> Markup:
    """A rule on a matter: the figures large, then its name and all it says in small."""
    heads = entry.headlines
    large = [tag("b", text, class_="hb-figure") for text in heads]
    if not large:
        large = [tag("b", entry.about, class_="hb-figure hb-no-figure")]
    return Markup.join_all([*large, _words(entry)])


def _words(entry: Entry) -> Markup | None:
    """What stands beside the figures: the rule's name, then its lines, or its note where it is not the figures' rule."""
    data, heads = entry.rule.data, entry.headlines or [entry.about]
    texts = [str(data["name"])]
    if entry.matter in data.get("says", {}) or not entry.rule.is_computed:
        texts += [] if entry.rule.is_computed else [entry.about]
        texts += [str(data.get("note", ""))]
    else:
        texts += ["；".join(entry.lines)]
    shown = [text.removesuffix("。") for text in texts if text and text not in heads]
    return tag("p", f"{'。'.join(dict.fromkeys(shown))}。", class_="hb-words") if shown else None


def citation(entry: Entry, root: str) -> Markup:
    """The clause a rule rests on, as a link to the rule on its policy's page."""
    href = clause_address(root, entry.policy.id, rule_anchor(entry.rule.id))
    return tag("a", str(entry.rule.data["clause"]), href=href)


def force(entry: Entry) -> Markup:
    """How binding it is."""
    return strength(entry.rule.data["strength"])


def level_and_region(policy: Policy) -> str:
    """Level and region."""
    return "，".join(filter(None, [LEVELS[policy.head["level"]], policy.head.get("region")]))


def policy_link(policy: Policy, root: str) -> list[Child]:
    """A policy as a link, its level and region below."""
    return [tag("a", policy.title, href=f"{root}policies/{policy.id}/"), tag("small", level_and_region(policy))]

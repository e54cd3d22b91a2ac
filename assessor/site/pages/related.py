"""What stands in relation to a rule: the results of the same policy that count with it, and other policies' clauses."""

from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from assessor.policy import LEVELS, Library, Policy, PolicyRule
from assessor.report import Markup, clause_address, tag
from assessor.report.html import Child
from assessor.rules import Rule
from assessor.site.pages.compare_matters import Entry, entries_by_matter, force, matter_anchor
from assessor.site.pages.rule import rule_anchor

SHOWN_RULES = 8
"""How many clauses of other policies stand below a rule; the comparison has them all."""
SHOWN_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Others:
    """What other policies say on a matter: how many clauses there are, and those shown, nearest level first."""

    matter: str
    count: int
    shown: list[Entry]


def related_html(library: Library, policy: Policy, rule: PolicyRule, root: str) -> Markup | None:
    """Folded below a rule: where its figures are used, and how other policies settle the same matter."""
    users = users_of(policy, rule)
    matters = [others(library, policy, matter) for matter in rule.data.get("matters", ())]
    names = [f"用到这些数的规定 {len(users)} 条"] if users else []
    names += [f"{found.matter}：别的政策 {found.count} 条" for found in matters if found.count]
    if not names:
        return None
    parts: list[Child] = [tag("summary", "；".join(names))]
    if users:
        links = [tag("li", _own(user)) for user in users]
        parts += [tag("p", "用到这些数的规定：", class_="hb-lead"), tag("ul", *links)]
    for found in matters:
        if found.count:
            parts += _matter(policy, found, root)
    return tag("details", *parts, class_="hb-cases hb-related")


def users_of(policy: Policy, rule: PolicyRule) -> list[PolicyRule]:
    """The rules of the policy that compute with the result of this one."""
    return [other for other in policy.rules if rule.id in Rule(other.data).refers_to]


def others(library: Library, policy: Policy, matter: str) -> Others:
    """What other policies say on a matter: first those of the same level, then from nation to school."""
    entries = _entries(library).get(matter, [])
    level = policy.head["level"]
    own = sum(matter in rule.data.get("matters", ()) for rule in policy.rules)
    near = _at_level(library, matter, level)
    far = (entry for entry in entries if entry.policy.head["level"] != level)
    foreign = (entry for entry in chain(near, far) if entry.policy.id != policy.id)
    return Others(matter, len(entries) - own, list(islice(foreign, SHOWN_RULES)))


@cache
def _entries(library: Library) -> dict[str, list[Entry]]:
    return entries_by_matter(library)


@cache
def _at_level(library: Library, matter: str, level: str) -> list[Entry]:
    return [entry for entry in _entries(library).get(matter, ()) if entry.policy.head["level"] == level]


def _own(rule: PolicyRule) -> Markup:
    link = tag("a", str(rule.data["name"]), href=f"#{rule_anchor(rule.id)}")
    return Markup.join_all([link, f"（{rule.data['clause']}）"])


def _matter(policy: Policy, found: Others, root: str) -> list[Child]:
    near = [entry.policy.head["level"] == policy.head["level"] for entry in found.shown]
    order = f"（先列{LEVELS[policy.head['level']]}一级的）" if any(near) and not all(near) else ""
    more = f"，另有 {found.count - len(found.shown)} 条" if found.count > len(found.shown) else ""
    comparison = tag("a", f"{found.matter}的全部对照", href=f"{root}compare/#{matter_anchor(found.matter)}")
    return [
        tag("p", f"{found.matter}，别的政策怎么定{order}：", class_="hb-lead"),
        tag("ul", *(tag("li", _other(entry, root)) for entry in found.shown)),
        tag("p", comparison, more),
    ]


def _other(entry: Entry, root: str) -> Markup:
    """A clause of another policy: where it stands, how strong it is, its first figures."""
    text = f"《{entry.policy.title}》{entry.rule.data['clause']}"
    link = tag("a", text, href=clause_address(root, entry.policy.id, rule_anchor(entry.rule.id)))
    heads = entry.headlines
    said = "；".join(heads[:SHOWN_FIGURES]) + ("……" if len(heads) > SHOWN_FIGURES else "")
    return Markup.join_all([link, " ", force(entry), tag("small", said or entry.about)])

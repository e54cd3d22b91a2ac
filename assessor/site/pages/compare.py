"""Comparison by matter: what each policy's rules say on the same thing, with figures taken from the rules themselves."""

from assessor.policy import LEVELS, Library, Policy, PolicyRule
from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.site.drawing import figures
from assessor.site.pages.page import Page, clause_href, heading, html, join, root_of, table
from assessor.site.pages.rule import ink_of, rule_anchor, strength

PATH = "compare.md"

INTRO = (
    "同一件事，各份政策怎么定。表里的数都取自各条规则，点条款可以看原处。"
    "层级不同、地区不同的政策并不互相替代：你该遵守哪一份，看学校和主管部门的文件。"
)


def compare_page(library: Library) -> Page:
    """One table a matter, one row a rule, from nation to school."""
    matters: dict[str, list[tuple[Policy, PolicyRule]]] = {}
    order = list(LEVELS)
    for policy in sorted(library.policies.values(), key=lambda p: (order.index(p.head["level"]), p.id)):
        for rule in policy.rules:
            for matter in rule.data.get("matters", ()):
                matters.setdefault(matter, []).append((policy, rule))
    blocks = [heading(1, "对照"), INTRO]
    root = root_of(PATH)
    for number, (matter, rules) in enumerate(sorted(matters.items(), key=lambda item: (-len(item[1]), item[0])), 1):
        blocks.append(heading(2, matter, f"matter-{number}"))
        blocks.append(html(_table(library, rules, root)))
    return Page(
        PATH,
        "对照",
        "同一件事各份政策怎么定：任期、培训、津贴、年限门槛等，逐条列出数字、力度和条款。",
        join(*blocks),
        ("navigation",),
    )


def _table(library: Library, rules: list[tuple[Policy, PolicyRule]], root: str) -> Markup:
    rows: list[list[Child]] = [_row(library, policy, rule, root) for policy, rule in rules]
    return table(["政策", "怎么定", "力度", "条款"], rows, class_="hb-stack hb-compare")


def _row(library: Library, policy: Policy, rule: PolicyRule, root: str) -> list[Child]:
    data = rule.data
    title = tag("a", policy.title, href=f"{root}policies/{policy.id}/")
    level = LEVELS[policy.head["level"]]
    place = tag("small", "，".join(filter(None, [level, policy.head.get("region")])))
    clause = tag("a", str(data["clause"]), href=clause_href(root, policy.id, rule_anchor(rule.id)))
    return [Markup.join_all([title, place]), said(library, rule), strength(data["strength"]), clause]


def said(library: Library, rule: PolicyRule) -> Markup:
    """A rule's name and its figures, one line each; who decides where it is not computed."""
    data = rule.data
    name = tag("b", data["name"])
    if not rule.is_computed:
        return Markup.join_all([name, tag("p", f"由{data['decides']}认定。{data.get('note', '')}")])
    lines = figures(data, ink_of(library, rule))
    return Markup.join_all([name, tag("ul", *(tag("li", line) for line in lines))])

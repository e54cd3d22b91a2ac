"""The levels as a map: what the policies of each fix, what they leave to the next one, and what they leave open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from assessor.policy import LEAVES_TO, LEVELS, RUNGS, Library, Policy
from assessor.report import Markup, clause_address, tag
from assessor.report.html import Child
from assessor.site.pages.compare_matters import Entry, entries_by_matter, matter_anchor
from assessor.site.pages.page import Page, heading, html, join, root_of
from assessor.site.pages.rule import rule_anchor

PATH = "levels.md"

STEPS = {**RUNGS, "template": ("template",)}
"""The rungs from top to bottom, and behind them the templates."""
NAMES = {**LEVELS, **LEAVES_TO}
"""What a rung is called, on which several levels may stand."""
SHORT = 6
"""More policies than these are folded away."""

INTRO = (
    "上一级定原则，往下一级一级定细。每一级下面写着：它定了什么，条文写明把什么留给谁去定，还有哪些没有写明。"
    "“留给”只收条文明说的；没有明说、只是没写的，列在“没有写明”里，不能当成授权。"
)
TEMPLATE_NOTE = "模板不是正式规定，谁的级也不占，放在最后供参考。"

Leave = tuple[Policy, Mapping[str, Any]]


def levels_page(library: Library) -> Page:
    """The map on top, then a section for each rung."""
    rungs = {key: _policies(library, levels) for key, levels in STEPS.items()}
    rungs = {key: policies for key, policies in rungs.items() if policies}
    matters = entries_by_matter(library)
    blocks = [heading(1, "层级"), INTRO, html(_map(rungs))]
    for key, policies in rungs.items():
        blocks += [heading(2, NAMES[key], f"level-{key}"), *(_section(key, policies, matters, rungs))]
    blocks.append("另见[按事项的对照](compare.md)和[任选两份政策对照](compare/pair.md)。")
    description = "班主任政策从国家到学校的层级：每一级定什么，明文把什么留给下一级，哪些没有写明。"
    return Page(PATH, "层级", description, join(*blocks), ("navigation",))


def _policies(library: Library, levels: tuple[str, ...]) -> list[Policy]:
    return [policy for policy in library.policies.values() if policy.head["level"] in levels]


def leaves_of(policies: Iterable[Policy]) -> list[Leave]:
    """What policies expressly leave to others, in the order of their texts."""
    return [(policy, leave) for policy in policies for leave in policy.head.get("leaves") or ()]


def _map(rungs: Mapping[str, list[Policy]]) -> Markup:
    """The rungs as a column of boxes with arrows between them, which say how much is handed down."""
    items: list[Child] = []
    for key, policies in rungs.items():
        rules = sum(len(policy.rules) for policy in policies)
        count = tag("span", f"{len(policies)} 份，{rules} 条规则")
        box = tag("a", tag("b", NAMES[key]), count, href=f"#level-{key}")
        items.append(tag("li", box, _handed(key, policies), class_=f"hb-rung hb-rung-{key}"))
    return tag("nav", tag("ol", *items), class_="hb-rungs", aria_label="层级图")


def _handed(key: str, policies: list[Policy]) -> Markup | None:
    """To whom a rung leaves how much; schools leave things to other papers of their own."""
    if key == "template":
        return None
    counts = Counter(str(leave["to"]) for _, leave in leaves_of(policies))
    names = {**LEAVES_TO, "school": "校内其他文件"} if key == "school" else LEAVES_TO
    parts = [f"{name} {counts[to]} 件" for to, name in names.items() if counts[to]]
    text = f"留给{'、'.join(parts)}" if parts else "没有明文留给下级的"
    return tag("span", text, class_="hb-handed" if key == "school" else "hb-handed hb-handed-down")


def _section(
    key: str, policies: list[Policy], matters: Mapping[str, list[Entry]], rungs: Mapping[str, list[Policy]]
) -> list[str]:
    root = root_of(PATH)
    note = [TEMPLATE_NOTE] if key == "template" else []
    parts: list[Child] = [
        _titled(f"有哪些（{len(policies)} 份）", _listed(policies, root)),
        _titled("定了什么", _fixed(policies, matters, root)),
        _titled("明文留给别人定的", _left(leaves_of(policies), root)),
        _incoming(key, rungs),
        _open(policies, root),
        _decided(policies, root),
    ]
    return [*note, html(*parts, class_="hb-level")]


def _titled(title: str, content: Markup) -> Markup:
    return tag("div", tag("h3", title), content, class_="hb-part")


def _listed(policies: list[Policy], root: str) -> Markup:
    items = [
        tag("li", tag("a", policy.title, href=f"{root}policies/{policy.id}/"), " ", _region(policy))
        for policy in policies
    ]
    short, rest = items[:SHORT], items[SHORT:]
    more = tag("details", tag("summary", f"另外 {len(rest)} 份"), tag("ul", *rest), class_="hb-cases") if rest else None
    return Markup.join_all([tag("ul", *short), more])


def _region(policy: Policy) -> Child:
    words = [LEVELS[policy.head["level"]]] if policy.head["level"] in {"district", "university"} else []
    words += [policy.head["region"]] if policy.head.get("region") else []
    return tag("small", "，".join(words)) if words else None


def _fixed(policies: list[Policy], matters: Mapping[str, list[Entry]], root: str) -> Markup:
    """The matters these policies speak on, with how many rules, the way to each comparison."""
    ids = {policy.id for policy in policies}
    links = []
    for name, entries in matters.items():
        count = sum(entry.policy.id in ids for entry in entries)
        if count:
            link = tag("a", name, href=f"{root}compare/#{matter_anchor(name)}")
            links.append(tag("li", link, tag("small", f"{count} 条")))
    return tag("ul", *links, class_="hb-chips") if links else tag("p", "没有可以对照的规定。")


def _left(leaves: list[Leave], root: str) -> Markup:
    if not leaves:
        return tag("p", "这一级的文件没有明文留给别人定的事。")
    groups = []
    for to, name in LEAVES_TO.items():
        items = [
            tag("li", leave["what"], " ", _clause(policy, str(leave["clause"]), root), " ", tag("small", policy.short))
            for policy, leave in leaves
            if leave["to"] == to
        ]
        groups += [tag("div", tag("dt", name), tag("dd", tag("ul", *items)))] if items else []
    return tag("dl", *groups, class_="hb-leaves")


def _clause(policy: Policy, anchor: str, root: str) -> Markup:
    label = next(clause.label for clause in policy.clauses if clause.anchor == anchor)
    return tag("a", label, href=clause_address(root, policy.id, anchor))


def _incoming(key: str, rungs: Mapping[str, list[Policy]]) -> Markup | None:
    """How much the levels above hand down to this one, and where that is listed."""
    links: list[Child] = []
    for above, policies in rungs.items():
        count = sum(leave["to"] == key for _, leave in leaves_of(policies)) if above != key else 0
        if count:
            links += ["、"] if links else []
            links.append(tag("a", f"{NAMES[above]} {count} 件", href=f"#level-{above}"))
    return tag("p", "上级写明留给这一级的：", *links, "。", class_="hb-incoming") if links else None


def _open(policies: list[Policy], root: str) -> Markup | None:
    """What the texts do not say, so that nobody has been told to fill it in."""
    items = [
        tag("li", f"{rule.data['name']}：{rule.data['missing_text']}", " ", _rule(policy, rule.data, root))
        for policy in policies
        for rule in policy.rules
        if rule.data.get("missing_text")
    ]
    return _folded(f"没有写明的 {len(items)} 处", items)


def _decided(policies: list[Policy], root: str) -> Markup | None:
    """What is not a matter of figures, and who decides it."""
    items = [
        tag("li", f"{rule.data['name']}：由{rule.data['decides']}", " ", _rule(policy, rule.data, root))
        for policy in policies
        for rule in policy.rules
        if not rule.is_computed
    ]
    return _folded(f"要由人认定的 {len(items)} 件", items)


def _rule(policy: Policy, data: Mapping[str, Any], root: str) -> Markup:
    return tag("a", str(data["clause"]), href=clause_address(root, policy.id, rule_anchor(data["id"])))


def _folded(title: str, items: list[Markup]) -> Markup | None:
    return tag("details", tag("summary", title), tag("ul", *items), class_="hb-cases") if items else None

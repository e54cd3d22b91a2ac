"""The library: every policy in one list, by level, with what one needs to choose."""

from assessor.policy import LEVELS, Library, Policy
from assessor.report import Markup
from assessor.report.html import Child, tag
from assessor.site.pages.page import Page, by_level, heading, html, join
from assessor.site.pages.policy import authority, completeness

INTRO = (
    "按层级排列：国家、省、市、县（区）、学校，模板放在最后。"
    "“可计算”是能由本站按条文算出结果的规定数；没有可计算规定的，只供阅读。"
)


def library_page(library: Library) -> Page:
    """The list of all policies; complete without scripts, each entry carrying its facts as data for filters."""
    blocks = [heading(1, "政策"), f"共 {len(library.policies)} 份。{INTRO}"]
    for level, group in by_level(list(library.policies.values()), list(LEVELS)):
        blocks.append(heading(2, f"{LEVELS[level]}（{len(group)}）", f"level-{level}"))
        entries = [_entry(policy) for policy in sorted(group, key=_rank)]
        blocks.append(html(tag("ul", *entries, class_="hb-policies")))
    return Page(
        "policies/index.md",
        "政策",
        "全部班主任政策，按层级排列，注明地区、学段、主题、性质、完整程度和可计算的规定数。",
        join(*blocks),
        ("navigation",),
    )


def _rank(policy: Policy) -> tuple[int, str]:
    return -computed_rules(policy), policy.id


def computed_rules(policy: Policy) -> int:
    """How many of a policy's rules the engine computes."""
    return sum(rule.is_computed for rule in policy.rules)


def _entry(policy: Policy) -> Markup:
    head, count = policy.head, computed_rules(policy)
    facts = [head.get("region"), head.get("number"), head.get("issued"), "、".join(head["stages"])]
    marks: list[Child] = [authority(head["authority"]), completeness(head["completeness"])]
    marks.append(tag("span", f"可计算 {count} 项", class_="hb-tag hb-computed") if count else None)
    return tag(
        "li",
        tag("p", tag("a", policy.title, href=f"{policy.id}/"), class_="hb-title"),
        tag("p", head["summary"], class_="hb-text"),
        tag("p", *marks, class_="hb-tags"),
        tag("p", " · ".join(filter(None, facts)), " · ", "、".join(head["topics"]), class_="hb-facts"),
        data_policy=policy.id,
        data_level=head["level"],
        data_region=head.get("region") or "",
        data_stages=" ".join(head["stages"]),
        data_topics=" ".join(head["topics"]),
        data_authority=head["authority"],
        data_completeness=head["completeness"],
        data_computed=str(count),
    )

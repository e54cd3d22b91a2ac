"""The library: every policy in one list, by level, with what one needs to choose, and a filter where scripts run."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from assessor.policy import AUTHORITIES, LEVELS, Library, Policy
from assessor.policy.shapes import STAGES, TOPICS
from assessor.report import Markup
from assessor.report.html import Child, tag
from assessor.site.pages.page import Page, by_level, heading, html, join
from assessor.site.pages.policy import authority, completeness, ranked

INTRO = (
    "按层级排列：国家、省、市、县（区）、学校，模板放在最后。"
    "“可计算”是能由本站按条文算出结果的规定数；没有可计算规定的，只供阅读。"
)
NO_DATE = "none"
Option = tuple[str, str]


def library_page(library: Library) -> Page:
    """The list of all policies; complete without scripts, each entry carrying its facts as data for the filter."""
    policies = list(library.policies.values())
    groups = by_level(policies)
    blocks = [heading(1, "政策"), INTRO, html(_jumps(groups)), html(_filter(policies))]
    for level, _ in groups:
        blocks.append(heading(2, LEVELS[level], f"level-{level}"))
        entries = [_entry(policy) for policy in ranked(library, level)]
        blocks.append(html(tag("ul", *entries, class_="hb-policies")))
    return Page(
        "policies/index.md",
        "政策",
        "全部班主任政策，按层级排列，注明地区、学段、主题、性质、完整程度和可计算的规定数。",
        join(*blocks),
        ("navigation",),
    )


def computed_rules(policy: Policy) -> int:
    """How many of a policy's rules the engine computes."""
    return sum(rule.is_computed for rule in policy.rules)


def year(policy: Policy) -> str:
    """The year a policy was issued in, as the filter has it."""
    return str(policy.head.get("issued") or NO_DATE)[:4]


def _jumps(groups: list[tuple[str, list[Policy]]]) -> Markup:
    """Links to the levels, with how many policies each has."""
    links = [tag("a", LEVELS[level], tag("span", f" {len(group)}"), href=f"#level-{level}") for level, group in groups]
    count = sum(len(group) for _, group in groups)
    return tag("p", tag("b", f"共 {count} 份"), *links, class_="hb-jumps", data_part="jumps")


def _filter(policies: Sequence[Policy]) -> Markup:
    """The filter; scripts/reading/library-filter.js brings it to life, and until then nothing in it can be used."""
    find = tag("input", type="search", name_="find", placeholder="题名、文号、机关、地区", enterkeyhint="search")
    only = tag("input", type="checkbox", name_="computed", value="1")
    computed = sum(computed_rules(policy) > 0 for policy in policies)
    fields = tag(
        "fieldset",
        tag("legend", "筛选", class_="hb-hidden"),
        tag("label", tag("span", "查找"), find, class_="hb-find"),
        # A line on a phone; where there is room the styles show what is in it.
        tag(
            "details",
            tag("summary", "筛选", tag("span", data_part="active")),
            tag(
                "div",
                *_selects(policies),
                tag("label", only, tag("span", f"只看可计算的（{computed}）"), class_="hb-only"),
                class_="hb-choices",
            ),
        ),
        tag(
            "div",
            tag("span", data_part="count"),
            tag("button", "清除筛选", type="reset", hidden=True),
            class_="hb-counted",
        ),
        disabled=True,
    )
    return tag(
        "library-filter",
        tag("form", fields, autocomplete="off", method="dialog", aria_label="筛选政策"),
        tag("div", role="status", class_="hb-hidden", data_part="status"),
    )


def _selects(policies: Sequence[Policy]) -> Iterable[Markup]:
    """One list of choices a fact, each choice with how many policies it has."""
    yield _select("层级", "level", policies, lambda policy: [policy.head["level"]], list(LEVELS.items()))
    regions = Counter(policy.head.get("region") for policy in policies)
    names = sorted((name for name in regions if name), key=lambda name: (-regions[name], name))
    yield _select("地区", "region", policies, lambda policy: [policy.head.get("region") or ""], _same(names))
    yield _select("主题", "topic", policies, lambda policy: policy.head["topics"], _same(TOPICS))
    yield _select("学段", "stage", policies, lambda policy: policy.head["stages"], _same(STAGES))
    yield _select("性质", "authority", policies, lambda policy: [policy.head["authority"]], list(AUTHORITIES.items()))
    years = sorted({year(policy) for policy in policies} - {NO_DATE}, reverse=True)
    choices = [*((name, f"{name} 年") for name in years), (NO_DATE, "没有日期")]
    yield _select("日期", "year", policies, lambda policy: [year(policy)], choices)


def _same(words: Iterable[str]) -> list[Option]:
    return [(word, word) for word in words]


def _select(
    name: str, key: str, policies: Sequence[Policy], facts: Callable[[Policy], Iterable[str]], choices: list[Option]
) -> Markup:
    counts = Counter(fact for policy in policies for fact in set(facts(policy)))
    options = [tag("option", f"{word}（{counts[value]}）", value=value) for value, word in choices if counts[value]]
    return tag("label", tag("span", name), tag("select", tag("option", "不限", value=""), *options, name_=key))


def _entry(policy: Policy) -> Markup:
    head, count = policy.head, computed_rules(policy)
    facts = [head["issuer"], head.get("region"), head.get("number"), head.get("issued"), "、".join(head["stages"])]
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
        data_region=head.get("region"),
        data_stage=" ".join(head["stages"]),
        data_topic=" ".join(head["topics"]),
        data_authority=head["authority"],
        data_year=year(policy),
        data_computed="1" if count else None,
    )

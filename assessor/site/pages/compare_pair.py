"""Any two policies side by side: the page with the two choices, and a small file for each policy with what it says.

All pairs would be hundreds of thousands of tables at a thousand policies. So the page holds the list of policies only,
and its script reads the two files that were chosen.
"""

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from assessor.policy import LEVELS, Library, Policy
from assessor.report import Markup, tag
from assessor.site.pages.compare_matters import (
    ORDER,
    Entry,
    citation,
    entries_by_matter,
    force,
    level_and_region,
    matter_anchor,
    policy_entries,
    said,
)
from assessor.site.pages.page import Page, by_level, heading, html, join, root_of

PATH = "compare/pair.md"
SUGGESTED = ("新任培训", "任期与聘期", "津贴与龄奖", "考核不合格", "计划期限")
"""Matters on which policies differ in a way worth showing first."""

INTRO = (
    "选两份政策，按事项并排看：哪些都写了、一样还是不同，哪些只有一份写了。"
    "比的只是规则里的数和力度，条件是否一样要看各自的文字；适用范围也可能不同，不同不等于哪一份错。"
)

STATIC = "并排的表要由浏览器里的脚本拼出来。没有脚本时，同样的内容请看"


def pair_page(library: Library) -> Page:
    """The page: two choices and a place for the table; without scripts, the way to the tables by matter."""
    blocks = [
        heading(1, "任选两份对照"),
        INTRO,
        html(_chooser(library)),
        heading(2, "可以先看看", "suggested"),
        html(_suggestions(library)),
        "另见[按事项的对照](../compare.md)和[层级](../levels.md)：每一级定什么，把什么留给下一级。",
    ]
    description = "任选两份班主任政策，按事项并排对照：都写了的一样还是不同，哪些只有一份写了。"
    return Page(PATH, "任选两份对照", description, join(*blocks), ("navigation", "toc"))


def pair_link(policy: Policy, root: str) -> str:
    """The way from a policy's page to this one, where it says something that can be compared."""
    if not any(rule.data.get("matters") for rule in policy.rules):
        return ""
    link = tag("a", "与另一份政策对照", href=f"{root}compare/pair/?a={policy.id}")
    return html(tag("p", link), class_="hb-to-pair")


def pair_files(library: Library) -> dict[str, str]:
    """For each policy what it says by matter, as JSON, by the name of the file."""
    return {
        f"pairs/{policy.id}.json": json.dumps(_said(library, policy), ensure_ascii=False, separators=(",", ":"))
        for policy in library.policies.values()
    }


def _said(library: Library, policy: Policy) -> dict[str, Any]:
    root = root_of(PATH)
    matters: dict[str, list[Entry]] = {}
    for entry in policy_entries(library, policy):
        matters.setdefault(entry.matter, []).append(entry)
    return {
        "title": policy.title,
        "short": policy.short,
        "place": level_and_region(policy),
        "matters": [
            {
                "name": name,
                "rank": ORDER.get(name, len(ORDER)),
                "href": f"{root}compare/#{matter_anchor(name)}",
                "figures": sorted({key for entry in entries for key in entry.keys}),
                "strengths": sorted({str(entry.rule.data["strength"]) for entry in entries}),
                "html": str(Markup.join_all([_cell(entry, root) for entry in entries])),
            }
            for name, entries in matters.items()
        ],
    }


def _cell(entry: Entry, root: str) -> Markup:
    foot = tag("p", force(entry), " ", citation(entry, root), class_="hb-cited")
    return tag("div", said(entry), foot, class_="hb-said")


def _chooser(library: Library) -> Markup:
    """The form, hidden until the script runs, and what is said until then."""
    first = tag("label", tag("span", "甲"), _select("a", library))
    second = tag("label", tag("span", "乙"), tag("select", name_="b"))
    swap = tag("button", "对调", type="button", data_action="swap")
    form = tag("form", first, second, swap, class_="hb-pair-form", hidden=True)
    answer = tag("div", data_part="answer", aria_live="polite")
    static = tag("p", STATIC, tag("a", "按事项的对照", href="../"), "。", data_part="static")
    return tag("policy-pair", form, answer, tag("div", data_part="table"), static)


def _select(name: str, library: Library) -> Markup:
    groups = by_level(library.policies.values())
    return tag(
        "select",
        tag("option", "请选一份", value=""),
        *(
            tag(
                "optgroup",
                *(tag("option", policy.title, value=policy.id) for policy in sorted(group, key=lambda p: p.id)),
                label=LEVELS[level],
            )
            for level, group in groups
        ),
        name_=name,
    )


def _suggestions(library: Library) -> Markup:
    """Links to pairs that differ on a matter many people ask about."""
    matters = entries_by_matter(library)
    links: list[Markup] = []
    for name in SUGGESTED:
        first, second = _differing(matters.get(name, ())) or (None, None)
        if first and second:
            href = f"?a={first.id}&b={second.id}"
            links.append(tag("li", tag("a", f"{name}：{first.short}与{second.short}", href=href)))
    return tag("ul", *links)


def _differing(entries: Iterable[Entry]) -> tuple[Policy, Policy] | None:
    """The first two policies one after the other whose figures differ."""
    figured = [entry for entry in entries if entry.keys]
    for one, other in pairwise(figured):
        if one.policy.id != other.policy.id and one.keys != other.keys:
            return one.policy, other.policy
    return None

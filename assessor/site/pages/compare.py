"""Comparison by matter: what each policy's rules say on the same thing, with figures taken from the rules themselves."""

from assessor.policy import Library
from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.site.pages.compare_matters import (
    Entry,
    citation,
    entries_by_matter,
    force,
    groups_of,
    matter_anchor,
    policy_link,
    said,
)
from assessor.site.pages.compare_pictures import pictures
from assessor.site.pages.page import Page, heading, html, join, root_of, table

PATH = "compare.md"

INTRO = (
    "同一件事，各份政策怎么定。表里的数和图都取自各条规则，点条款可以看原处；算不出数的，写由谁认定。"
    "层级不同、地区不同的政策并不互相替代：你该遵守哪一份，看学校和主管部门的文件。"
)
ELSEWHERE = "也可以[任选两份政策对照](compare/pair.md)，或者看[每一级定什么、把什么留给下一级](levels.md)。"


def compare_page(library: Library) -> Page:
    """One table a matter, one row a rule, from nation to school, with a picture where figures can be drawn."""
    matters = entries_by_matter(library)
    groups = groups_of(matters)
    blocks = [heading(1, "对照"), INTRO, ELSEWHERE, html(_jumps(groups, matters))]
    for position, (group, names) in enumerate(groups, 1):
        blocks.append(heading(2, group, f"group-{position}"))
        for name in names:
            blocks += _matter(name, matters[name])
    return Page(
        PATH,
        "对照",
        "同一件事各份政策怎么定：培训、任期、津贴、年限门槛、考核、否决等，逐条列出数字、力度和条款。",
        join(*blocks),
        ("navigation",),
    )


def _jumps(groups: list[tuple[str, list[str]]], matters: dict[str, list[Entry]]) -> Markup:
    """The way to each matter, with how many policies speak on it."""
    rows = []
    for group, names in groups:
        links = (
            tag("li", tag("a", name, href=f"#{matter_anchor(name)}"), tag("small", f"{_policies(matters[name])} 份"))
            for name in names
        )
        rows.append(tag("div", tag("dt", group), tag("dd", tag("ul", *links))))
    return tag("nav", tag("dl", *rows), class_="hb-jumps", aria_label="事项")


def _policies(entries: list[Entry]) -> int:
    return len({entry.policy.id for entry in entries})


def _matter(name: str, entries: list[Entry]) -> list[str]:
    rows = [_row(entry, root_of(PATH)) for entry in entries]
    drawn = [html(picture) for picture in pictures(entries)]
    listed = table(["政策", "怎么定", "力度", "条款"], rows, class_="hb-stack hb-compare")
    return [heading(3, name, matter_anchor(name)), *drawn, html(listed)]


def _row(entry: Entry, root: str) -> list[Child]:
    return [Markup.join_all(policy_link(entry.policy, root)), said(entry), force(entry), citation(entry, root)]

"""What is new, for the home page: read from the policies and from CHANGELOG.md, put where the page has its mark."""

import re
from pathlib import Path
from typing import Final

from assessor.policy import LEVELS, Library, Policy
from assessor.report import Markup, tag
from assessor.site.pages.page import html

MARK: Final = "<!-- 最近 -->"
"""Where the hand-written home page wants it."""
CHANGES: Final = "CHANGELOG.md"
UNRELEASED: Final = "未发布"
SHOWN_POLICIES = 4
SHOWN_CHANGES = 3
_SECTION: Final = re.compile(r"^## +(.+?)\s*$\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ITEM: Final = re.compile(r"^- (.+(?:\n  .+)*)", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def with_recent(markdown: str, library: Library, docs: Path) -> str:
    """A hand-written page with what is new instead of its mark; the changes are those beside the folder of the pages."""
    if MARK not in markdown:
        return markdown
    path = docs.parent / CHANGES
    changes = path.read_text("utf-8") if path.is_file() else ""
    return markdown.replace(MARK, recent_html(library, changes))


def recent_html(library: Library, changes: str) -> str:
    """The policies checked last and issued last, and the first changes of the newest section."""
    parts = [_policies(newest_policies(library))]
    section, items = newest_changes(changes)
    if items:
        parts.append(_changes(section, items))
    return html(*parts, class_="hb-recent")


def newest_policies(library: Library) -> list[Policy]:
    """Those checked last; among those checked on one day, those issued last."""
    dated = sorted(library.policies.values(), key=lambda policy: policy.id)
    dated.sort(key=lambda policy: (str(policy.head["checked"]), str(policy.head.get("issued") or "")), reverse=True)
    return dated[:SHOWN_POLICIES]


def newest_changes(changes: str) -> tuple[str, list[str]]:
    """The title of the first section of a changelog and its first entries."""
    match = _SECTION.search(changes)
    if match is None:
        return "", []
    items = [re.sub(r"\n +", "", _LINK.sub(r"\1", item)) for item in _ITEM.findall(match[2])]
    return match[1], items[:SHOWN_CHANGES]


def _policies(policies: list[Policy]) -> Markup:
    items = []
    for policy in policies:
        issued = policy.head.get("issued")
        facts = [LEVELS[policy.head["level"]], f"{issued} 发布" if issued else "", f"{policy.head['checked']} 核对"]
        link = tag("a", policy.title, href=f"policies/{policy.id}/")
        items.append(tag("li", link, tag("small", "，".join(filter(None, facts)))))
    return tag("section", tag("h3", "最近核对的政策", id="recent-policies"), tag("ul", *items))


def _changes(section: str, items: list[str]) -> Markup:
    version = "" if section == UNRELEASED else f"（{section}）"
    title = tag("h3", f"手册的变化{version}", id="recent-changes")
    return tag("section", title, tag("ul", *(tag("li", _words(item)) for item in items)))


def _words(text: str) -> Markup:
    """An entry, with its code as code."""
    parts = text.split("`")
    return Markup.join_all([tag("code", part) if number % 2 else part for number, part in enumerate(parts)])

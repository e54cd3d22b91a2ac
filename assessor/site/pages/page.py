"""One page of the site: its address, its head, its Markdown; and the pieces that pages are put together from."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assessor.policy import LEVELS, Policy
from assessor.report import Markup
from assessor.report.html import Child, tag

_TAG_START: Final = re.compile(r"<(?=[A-Za-z/!?])")
_SPECIAL: Final = re.compile(r"([\\`*_\[\]{}<>#|~])")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `path` is its Markdown file below the site's root, `markdown` the text below the head."""

    path: str
    title: str
    description: str
    markdown: str
    hide: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The whole file: head and text."""
        head = {"title": self.title, "description": self.description}
        lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in head.items()]
        lines += [f"hide: [{', '.join(self.hide)}]"] if self.hide else []
        return "---\n" + "\n".join(lines) + f"\n---\n\n{self.markdown.strip()}\n"


def root_of(path: str) -> str:
    """The way from a page to the site's root, each page being a folder: policies/x.md is at policies/x/."""
    folders = path.removesuffix(".md").split("/")
    depth = len(folders) - (folders[-1] == "index")
    return "../" * depth


def policy_path(policy: str) -> str:
    """The Markdown file of a policy's page."""
    return f"policies/{policy}.md"


def join(*blocks: str) -> str:
    """Blocks of Markdown (or HTML) with an empty line between them."""
    return "\n\n".join(block for block in blocks if block)


def plain(text: str) -> str:
    """Text for a place where Markdown is read, with nothing in it taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", text).replace("\\<", "&lt;").replace("\\>", "&gt;")


def heading(level: int, text: str, anchor: str = "") -> str:
    """A Markdown heading, with its address."""
    return f"{'#' * level} {plain(text)}{f' {{#{anchor}}}' if anchor else ''}"


def digest(text: str) -> str:
    """A clause's digest: Markdown as its author wrote it, without a way to bring in HTML or attributes."""
    return _TAG_START.sub("&lt;", text).replace("{", "&#123;")


def html(*children: Child, class_: str | None = None) -> str:
    """A block of HTML that stands between Markdown blocks: one line, so that nothing in it is read as Markdown."""
    return str(tag("div", *children, class_=class_)).replace("\n", " ")


def link(text: Child, href: str, **attributes: str | bool | None) -> Markup:
    """A link."""
    return tag("a", text, href=href, **attributes)


def table(head: list[str], rows: list[list[Child]], *, class_: str = "hb-stack", caption: str = "") -> Markup:
    """A table whose first column names the rows.

    With `hb-stack` each row becomes a block on a narrow screen, else the table scrolls in a box of its own.
    """
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(tag("td", cell, data_label=label) for label, cell in zip(head[1:], row[1:], strict=True)),
        )
        for row in rows
    ]
    top = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in head)))
    title = tag("caption", caption) if caption else None
    whole = tag("table", title, top, tag("tbody", *body), class_=f"hb-table {class_}")
    if "hb-stack" in class_:
        return whole
    return tag("section", whole, class_="hb-scroll", aria_label=caption or head[0], tabindex="0")


def by_level(policies: Iterable[Policy]) -> list[tuple[str, list[Policy]]]:
    """Policies by level, from nation to school; levels without a policy are left out."""
    groups: dict[str, list[Policy]] = {level: [] for level in LEVELS}
    for policy in policies:
        groups[policy.head["level"]].append(policy)
    return [(level, group) for level, group in groups.items() if group]

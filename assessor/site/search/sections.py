"""The sections of pages that are not policies: hand-written ones, and generated ones with something to read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from assessor.site.pages.page import Page
from assessor.site.search.entries import Entry
from assessor.site.search.plain import plain_markdown

SKIPPED_FOLDERS: Final = frozenset({"adr", "contributing"})
"""Written for those who change the program."""
SKIPPED_PAGES: Final = frozenset({"policies/index.md", "glossary.md", "coverage.md"})
"""They only list what is indexed by itself."""
_HEAD: Final = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*$")
_ANCHOR: Final = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}[ \t]*$")
_FENCE: Final = re.compile(r"^[ \t]*(```+|~~~+)")


def written_pages(folder: Path) -> list[Page]:
    """The hand-written pages below a folder, but for those that ask not to be searched (`search: {exclude: true}`)."""
    pages = []
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder)
        if name.parts[0] in SKIPPED_FOLDERS:
            continue
        source = path.read_text("utf-8")
        match = _HEAD.match(source)
        head: dict[str, Any] = (yaml.safe_load(match[1]) or {}) if match else {}
        if not (head.get("search") or {}).get("exclude"):
            text = source[match.end() :] if match else source
            title, description = str(head.get("title", name.stem)), str(head.get("description", ""))
            pages.append(Page(name.as_posix(), title, description, text))
    return pages


def page_entries(page: Page, *, html: bool) -> Iterator[Entry]:
    """One entry a section; its HTML blocks only if they are part of the text, not a drawing of what stands elsewhere."""
    address = page.path.removesuffix("index.md").removesuffix(".md")
    address += "/" if address and not address.endswith("/") else ""
    anchor = ""
    for number, (title, own, lines) in enumerate(_sections(page.markdown)):
        anchor = own or anchor
        text = plain_markdown("\n".join(lines), html=html)
        if number == 0:
            text = f"{page.description}\n{text}"
        if title or text.strip():
            url = f"{address}#{anchor}" if anchor else address
            yield {"kind": "page", "url": url, "page": page.title, "title": title or page.title, "text": text.strip()}


def _sections(markdown: str) -> Iterator[tuple[str, str, list[str]]]:
    """Heading, explicit anchor, lines; what stands before the first heading comes with an empty one."""
    title, anchor, lines, fence = "", "", list[str](), ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        match = None if fence else _HEADING.match(line)
        if match is None:
            lines.append(line)
            continue
        if title or any(map(str.strip, lines)):
            yield title, anchor, lines
        named = _ANCHOR.search(match[2])
        title, anchor, lines = plain_markdown(_ANCHOR.sub("", match[2])), named[1] if named else "", []
    yield title, anchor, lines

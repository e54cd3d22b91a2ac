"""Pages of HTML taken apart, for the tests of the site."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.superfences"]


@dataclass
class Element:
    """An element of a page: its tag and attributes."""

    tag: str
    attributes: dict[str, str | None]


@dataclass
class Parsed(HTMLParser):
    """A page of HTML, taken apart: its elements, and its text without scripts and styles."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    _silent: str = ""

    def __post_init__(self):
        super().__init__()

    @classmethod
    def of(cls, html):
        """Take a text apart."""
        page = cls()
        page.feed(html)
        return page

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append(Element(tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._silent = tag

    def handle_endtag(self, tag):
        """End a silent element."""
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data):
        """Note a text."""
        if not self._silent:
            self.texts.append(data)

    @property
    def text(self):
        """All text of the page."""
        return "".join(self.texts)

    @property
    def ids(self):
        """The ids, as often as they occur."""
        return [found for element in self.elements if (found := element.attributes.get("id"))]

    def all(self, tag):
        """The elements of that tag."""
        return [element for element in self.elements if element.tag == tag]


def render(page):
    """A page's Markdown as the site renders it."""
    return markdown.markdown(page.markdown, extensions=EXTENSIONS)

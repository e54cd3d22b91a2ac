"""What a reader sees of Markdown and HTML, as plain text: one line a paragraph, list item or table row."""

import re
from html.parser import HTMLParser
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

CELL: Final = " ｜ "
"""Between the cells of a table row."""
HAN: Final = "[\u3400-\u9fff]"
"""A Chinese character, as a piece of a pattern."""
_READER: Final = MarkdownIt("commonmark", {"html": True}).enable("table")
_ENDS: Final = {"paragraph_close", "heading_close", "tr_close"}
_BLOCKS: Final = frozenset({"p", "li", "tr", "div", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
_CELLS: Final = frozenset({"td", "th"})
_ATTRIBUTES: Final = re.compile(r"\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$", re.MULTILINE)
_SPACES: Final = re.compile(r"[ \t]+")


def plain_markdown(source: str, *, html: bool = False) -> str:
    """The text of some Markdown, without code; blocks of HTML in it only if asked for."""
    parts: list[str] = []
    for token in _READER.parse(_ATTRIBUTES.sub("", source)):
        if token.type == "inline":
            parts.append(_inline(token))
        elif token.type == "html_block" and html:
            parts.append(f"{plain_html(token.content)}\n")
        elif token.type in {"td_close", "th_close"}:
            parts.append(CELL)
        elif token.type in _ENDS:
            parts.append("\n")
    return tidy("".join(parts))


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Text, as it stands."""
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The end of a block ends the line; the end of a cell parts it."""
        if tag in _CELLS:
            self.parts.append(CELL)
        elif tag in _BLOCKS:
            self.parts.append("\n")


def plain_html(source: str) -> str:
    """The text of some HTML."""
    reader = _Text()
    reader.feed(source)
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """Text without empty lines, doubled spaces and separators at the ends of lines."""
    lines = (_SPACES.sub(" ", line).strip(" ｜") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

"""HTML that escapes by default: text goes in as text, only markup made here stays markup."""

from html import escape
from typing import Self


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()

    @classmethod
    def join_all(cls, parts: "list[Child] | tuple[Child, ...]") -> Self:
        """All parts one after another, escaped where they are not markup."""
        return cls("".join(_text(part) for part in parts))


Child = str | Markup | None
"""What can stand in an element: text (escaped), markup (kept), nothing."""

VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})


def _text(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Markup) else escape(child, quote=False)


def tag(name: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element. Attribute names use `_` for `-` and a trailing `_` for Python's words; False and None leave it out."""
    parts = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        parts.append(f" {attribute}" if value is True else f' {attribute}="{escape(str(value))}"')
    opening = f"<{name}{''.join(parts)}>"
    return Markup(opening) if name in VOID else Markup(f"{opening}{Markup.join_all(children)}</{name}>")


def many(children: "list[Markup] | tuple[Markup, ...]") -> Markup:
    """Several elements one after another."""
    return Markup("".join(children))

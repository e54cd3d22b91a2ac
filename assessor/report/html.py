"""HTML that escapes by default: text goes in as text, only markup made here stays markup."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Self


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()

    @classmethod
    def join_all(cls, parts: "Sequence[Child]") -> Self:
        """All parts one after another, escaped where they are not markup."""
        return cls(_joined(parts))


Child = str | Markup | None
"""What can stand in an element: text (escaped), markup (kept), nothing."""

VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})


_PLAIN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = _PLAIN | str.maketrans({'"': "&quot;", "'": "&#x27;"})
"""What `html.escape` puts; that module brings two thousand names of characters along."""


# A page is made of the same few hundred texts and attributes at every key.
@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return text.translate(_PLAIN)


@lru_cache(maxsize=8192)
def _opening(name: str, *attributes: tuple[str, str | bool | None]) -> str:
    """The beginning of an element, up to the sign that ends it."""
    opening = f"<{name}"
    for key, value in attributes:
        if value is not None and value is not False:
            opening += f" {key.rstrip('_').replace('_', '-')}"
            opening += "" if value is True else f'="{str(value).translate(_QUOTED)}"'
    return opening


def _joined(children: Sequence[Child]) -> str:
    return "".join(
        [child if isinstance(child, Markup) else "" if child is None else _escaped(child) for child in children]
    )


def tag(name: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element. Attribute names use `_` for `-` and a trailing `_` for Python's words; False and None leave it out."""
    opening = _opening(name, *attributes.items())
    if name in VOID:
        return Markup(f"{opening}>")
    return Markup(f"{opening}>{_joined(children)}</{name}>")

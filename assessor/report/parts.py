"""A page in parts that can be put in place one by one, so that only what has changed has to be made, sent and drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessor.report.html import Markup

Made = Callable[[str, tuple[object, ...], Callable[[], Markup]], Markup]
"""Gives the piece of that name that is made from those things: by calling the function, or made from them before."""


def afresh(_: str, __: tuple[object, ...], make: Callable[[], Markup]) -> Markup:
    """Make every piece anew."""
    return make()


class Remembered:
    """Makes a piece anew only if one of the things it is made from is another object than the last time."""

    def __init__(self) -> None:
        """Nothing made yet."""
        self._pieces: dict[str, tuple[tuple[object, ...], Markup]] = {}

    def __call__(self, name: str, things: tuple[object, ...], make: Callable[[], Markup]) -> Markup:
        """The piece."""
        before, piece = self._pieces.get(name, ((), None))
        if piece is None or list(map(id, before)) != list(map(id, things)):
            piece = make()
            self._pieces[name] = things, piece
        return piece


Shown = dict[tuple[str, ...], Markup]
"""The HTML of every part by its keys, from the outside in."""


@dataclass(frozen=True, slots=True)
class Part:
    """Exactly one element, or nothing; its `key` is unique among its neighbours. `parts` stand inside of it."""

    key: str
    html: Markup
    """The whole element; the empty element where there are parts."""
    parts: "tuple[Part, ...]" = ()

    @property
    def whole(self) -> Markup:
        """The element with all that stands inside."""
        if not self.parts:
            return self.html
        opening, mark, closing = self.html.rpartition("</")
        return Markup(f"{opening}{''.join(part.whole for part in self.parts)}{mark}{closing}")


def shown(parts: Sequence[Part], above: tuple[str, ...] = ()) -> Shown:
    """What is on the page once the parts are in place."""
    return {keys: part.html for keys, part in _walk(parts, above)}


def _walk(parts: Sequence[Part], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Part]]:
    for part in parts:
        keys = (*above, part.key)
        yield keys, part
        yield from _walk(part.parts, keys)


def mark_of(parts: Sequence[Part]) -> str:
    """A mark that stands for exactly this page: the same parts have the same, others another."""
    digest = sha256()
    for keys, html in shown(parts).items():
        digest.update("\0".join((*keys, html, "")).encode())
    return digest.hexdigest()[:32]


def renewed(parts: Sequence[Part], before: Shown, above: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The parts as JSON, in their order; those that were there `before` exactly as they are now come without HTML."""
    found = []
    for part in parts:
        if not part.html:
            continue
        keys = (*above, part.key)
        entry: dict[str, Any] = {"key": part.key}
        if before.get(keys) != part.html:
            entry["html"] = part.html
        if part.parts:
            entry["parts"] = renewed(part.parts, before, keys)
        found.append(entry)
    return found

"""Which scripts bring in which others, so that a page asks for all it needs at once and nobody keeps what they never use."""

import posixpath
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assessor.site.assets import ELEMENTS, ELEMENTS_ENTRY, ENTRIES, HERE

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
"""Types are imported in comments."""
_AT_ONCE = re.compile(r"^(?:import|export)\s[^\"';]*?from \"(\.[^\"]+)\"|^import \"(\.[^\"]+)\"", re.MULTILINE)
_LATER = re.compile(r"import\(\"(\.[^\"]+)\"\)|new URL\(\"([\w/-]+\.js)\", import\.meta\.url\)")


def brought_in(names: Iterable[str], *, later: bool = False, scripts: Path = HERE / "scripts") -> list[str]:
    """These scripts and all that they import, each once, in this order; with `later` also what they load when in use."""
    found: dict[str, None] = {}
    todo = list(names)
    while todo:
        name = todo.pop(0)
        if name in found:
            continue
        found[name] = None
        text = _COMMENT.sub("", (scripts / name).read_text("utf-8"))
        others = [*_AT_ONCE.findall(text), *(_LATER.findall(text) if later else [])]
        todo += [posixpath.normpath(posixpath.join(posixpath.dirname(name), one or other)) for one, other in others]
    return list(found)


@cache
def only_for_elements() -> frozenset[str]:
    """The scripts that only those pages use on which one of the elements stands."""
    everywhere = brought_in([name for name in ENTRIES if name != ELEMENTS_ENTRY], later=True)
    return frozenset(brought_in(ELEMENTS.values(), later=True)) - set(everywhere)

"""What the standard library works out from text at every start, worked out once, when the bundle is made.

`namedtuple` and `dataclass` write source and have it compiled, `re` compiles patterns: the same ones at every start,
and the browser has to compile Python's compiler first. `ready.bin` beside the modules holds what comes of it. What is
not in there is worked out as ever, and noted: while the bundle is made there is no `ready.bin`, and `pack.py` makes it
of what is noted.
"""

# Each import below may already use what has been put in place above it: nothing more up here.
import collections
import marshal

sources: dict[str, str] = {}
"""By source, how it is compiled: `eval` or `exec`."""
patterns: set[tuple[str | bytes, int]] = set()
"""Patterns with their flags."""

_codes: dict[str, bytes] = {}
_searches: dict[tuple[str | bytes, int], tuple[object, ...]] = {}
try:  # noqa: SIM105 - contextlib would be an import, too early
    _codes, _searches = marshal.loads(__loader__.get_data(f"{__loader__.archive}/ready.bin"))  # noqa: S302 - made by us
except OSError:
    pass  # The bundle is being made.


def _code(source, mode):
    if source in _codes:
        return marshal.loads(_codes[source])  # noqa: S302 - made by us
    sources[source] = mode
    return source


collections.eval = lambda source, *scopes: eval(_code(source, "eval"), *scopes)  # noqa: S307 - as `namedtuple` does

import _sre
from re import _compiler

compile_pattern = _compiler.compile


def _pattern(pattern, flags=0):
    found = _searches.get((pattern, flags))
    if found:
        return _sre.compile(pattern, *found)
    patterns.add((pattern, int(flags)))
    return compile_pattern(pattern, flags)


_compiler.compile = _pattern

import dataclasses

dataclasses.exec = lambda source, *scopes: exec(_code(source, "exec"), *scopes)  # noqa: S102 - as `dataclass` does

"""What a rule can come to: known, unknown (with what is missing), not applicable, or a gap in the text.

The three-valued logic here is the whole of it: a condition is true, false or unknown, an unknown stays unknown until
the other conditions decide, and an unknown says which inputs it waits for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assessor.rules.dates import CalendarYear, Month, SchoolYear, Window


class State(StrEnum):
    """The state of a value; `manual` is a state of whole results only (a person decides)."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    GAP = "gap"
    MANUAL = "manual"


STATE_WORDS = {
    State.UNKNOWN: "还缺数据",
    State.NOT_APPLICABLE: "不适用",
    State.GAP: "条文没有写",
    State.MANUAL: "需人工认定",
}
"""What people call the states that are no value."""

Content = bool | Fraction | str | date | Month | SchoolYear | CalendarYear | Window | tuple[str, ...]
"""What a known value can hold; a tuple is a list of words to compare with."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value with its state.

    `low` and `high` belong to an unknown total or count: it is at least `low` and, unless None, at most `high`.
    """

    state: State
    content: Content | None = None
    missing: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def is_known(self) -> bool:
        """Whether the content is there."""
        return self.state is State.KNOWN

    @property
    def number(self) -> Fraction:
        """The content as a number; for values that the policy reader has checked to be numbers."""
        if isinstance(self.content, Fraction):
            return self.content
        raise TypeError(self)


TRUE = Value(State.KNOWN, content=True)
FALSE = Value(State.KNOWN, content=False)
GAP = Value(State.GAP)


def known(content: Content) -> Value:
    """A known value."""
    if content is True:
        return TRUE
    return FALSE if content is False else Value(State.KNOWN, content)


def unknown(missing: Iterable[str] = (), low: Fraction | None = None, high: Fraction | None = None) -> Value:
    """An unknown value that waits for the inputs named in `missing` (each once, in order)."""
    return Value(State.UNKNOWN, None, tuple(dict.fromkeys(missing)), low, high)


def unite(values: Iterable[Value]) -> tuple[str, ...]:
    """The inputs that the unknown ones among `values` wait for, each once, in order."""
    return tuple(dict.fromkeys(name for value in values if value.state is State.UNKNOWN for name in value.missing))


def all_of(values: Sequence[Value]) -> Value:
    """与: false if one is false; else a gap if one is a gap; else unknown if one is unknown; else true."""
    return _combine(values, decides=False)


def any_of(values: Sequence[Value]) -> Value:
    """或: true if one is true; else a gap if one is a gap; else unknown if one is unknown; else false."""
    return _combine(values, decides=True)


def _combine(values: Sequence[Value], *, decides: bool) -> Value:
    if any(value.content is decides for value in values):
        return known(decides)
    return weakest(values) or known(not decides)


def negate(value: Value) -> Value:
    """非: what is not known stays as it is."""
    return known(not value.content) if value.is_known else value


def weakest(values: Sequence[Value]) -> Value | None:
    """What keeps a calculation with these values from being known: a gap before an unknown; None if all are known."""
    if any(value.state is State.GAP for value in values):
        return GAP
    if any(value.state is not State.KNOWN for value in values):
        return unknown(unite(values))
    return None


def plain(value: Value) -> Value:
    """The value without its bounds, for calculations that bounds do not survive."""
    return replace(value, low=None, high=None) if value.state is State.UNKNOWN else value

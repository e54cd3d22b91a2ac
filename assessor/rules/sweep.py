"""What if one input were different: a result over the whole range of a number, with its cliffs exactly where they are."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assessor.rules.distance import FINEST, simplest_between
from assessor.rules.fields import Field, Record
from assessor.rules.result import Verdict
from assessor.rules.values import State

SAMPLES = 60
"""Points tried evenly over the range; a step narrower than the distance between two of them may be missed."""

YEARS = 40
"""How far years go: no working life is longer."""

Judge = Callable[[Record], Verdict]
Word = tuple[State, object, object]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the range with one and the same result: from `first` (included) up to the next stretch."""

    first: Fraction
    last: Fraction
    verdict: Verdict


def least(field: Field) -> Fraction:
    """Where the range of a number field begins."""
    return Fraction(0) if field.minimum is None else field.minimum


def far(field: Field, own: Fraction) -> Fraction:
    """How far a number field is worth looking at that is `own` now: twice as far, years at least a working life."""
    return max(own * 2, Fraction(YEARS if field.unit == "年" else 1))


def sweep(record: Record, field: Field, low: Fraction, high: Fraction, judge: Judge) -> list[Stretch]:
    """The stretches of a number field between `low` and `high` (both included), in order.

    A result that grows with every bit of the input has no cliffs; it comes as one stretch per sample.
    """
    seen: dict[Fraction, Verdict] = {}

    def at(value: Fraction) -> Verdict:
        if value not in seen:
            seen[value] = judge({**record, field.name: value})
        return seen[value]

    points = _points(low, high, whole=field.integer)
    stretches = [Stretch(points[0], points[0], at(points[0]))]
    for before, after in pairwise(points):
        now = stretches[-1]
        if _word(at(after)) == _word(now.verdict):
            stretches[-1] = Stretch(now.first, after, now.verdict)
        else:
            cliff = _cliff(before, after, at, whole=field.integer)
            stretches[-1] = Stretch(now.first, cliff, now.verdict)
            stretches.append(Stretch(cliff, after, at(after)))
    return stretches


def _points(low: Fraction, high: Fraction, *, whole: bool) -> list[Fraction]:
    if whole:
        step = max(1, int(high - low) // SAMPLES)
        return sorted({low + number for number in range(0, int(high - low) + 1, step)} | {high})
    return [low + (high - low) * number / SAMPLES for number in range(SAMPLES + 1)]


def _word(verdict: Verdict) -> Word:
    return verdict.status, verdict.value, verdict.met


def _cliff(before: Fraction, after: Fraction, at: Callable[[Fraction], Verdict], *, whole: bool) -> Fraction:
    """The smallest value in (before, after] with the result that `after` has."""
    goal = _word(at(after))
    low, high = before, after
    while high - low > (1 if whole else FINEST):
        middle = (low + high) / 2
        if whole:
            middle = Fraction(middle.numerator // middle.denominator)
        low, high = (low, middle) if _word(at(middle)) == goal else (middle, high)
    if whole:
        return high
    exact = simplest_between(low, high)
    return exact if _word(at(exact)) == goal else high

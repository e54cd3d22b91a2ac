"""What a value may still become: a set of words, or a span of numbers, and the states it may end in.

Every operation keeps on the safe side: what it gives holds for every completion of the record, and may hold for more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from assessor.rules import exact
from assessor.rules.expression import fits
from assessor.rules.values import Content

MAX_POINTS = 64
"""Most single numbers kept apart; beyond that a span from the least to the greatest stands for them."""

Ends = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Possible:
    """A set of values that may still come out.

    `words` are the possible truth values or words (None: any). Numbers are single `points`, or a `span` whose ends are
    inclusive (None: no end), of whole numbers only if `whole`. `gap`, `undefined` and `inapplicable` say that the value
    may also fall into a gap of the text, stay undefined (a share of nothing), or not apply.
    """

    words: frozenset[Content] | None = frozenset()
    points: frozenset[Fraction] = frozenset()
    span: Ends | None = None
    whole: bool = False
    gap: bool = False
    undefined: bool = False
    inapplicable: bool = False

    @property
    def is_number(self) -> bool:
        """Whether numbers are among the possibilities."""
        return self.span is not None or bool(self.points)

    @property
    def ends(self) -> Ends:
        """The least and the greatest number (None: no end)."""
        if self.span is not None:
            low, high = self.span
            if self.points:
                low = None if low is None else min(low, *self.points)
                high = None if high is None else max(high, *self.points)
            return low, high
        return (min(self.points), max(self.points)) if self.points else (None, None)

    def single(self) -> Content | None:
        """The one value that may come out, if there is only one."""
        if self.gap or self.undefined or self.inapplicable or self.span is not None or self.words is None:
            return None
        values: list[Content] = [*self.words, *self.points]
        return values[0] if len(values) == 1 else None

    def may_be(self, word: Content) -> bool:
        """Whether that word or truth value may come out."""
        return self.words is None or word in self.words


ANY = Possible(words=None)
TRUTH = Possible(words=frozenset({True, False}))
NOTHING = Possible()
UNDEFINED = Possible(undefined=True)
INAPPLICABLE = Possible(inapplicable=True)
GAPPED = Possible(gap=True)


def one(content: Content) -> Possible:
    """Exactly one value."""
    if isinstance(content, Fraction):
        return Possible(points=frozenset({content}), whole=content.denominator == 1)
    return Possible(words=frozenset({content}))


def span(low: Fraction | None, high: Fraction | None, *, whole: bool = False) -> Possible:
    """Every number from `low` to `high`, both included."""
    if low is not None and low == high:
        return replace(one(low), whole=whole)
    return Possible(span=(low, high), whole=whole)


def truths(*, true: bool, false: bool) -> Possible:
    """The truth values that may come out."""
    return Possible(words=frozenset(word for word, there in ((True, true), (False, false)) if there))


def union(parts: Iterable[Possible]) -> Possible:
    """Whatever one of the parts allows."""
    items = list(parts)
    numbers = [item for item in items if item.is_number]
    words: frozenset[Content] | None = frozenset()
    for item in items:
        words = None if words is None or item.words is None else words | item.words
    points = frozenset[Fraction]().union(*(item.points for item in numbers))
    spans = [item.span for item in numbers if item.span is not None]
    whole = all(item.whole for item in numbers) if numbers else False
    base = Possible(
        words=words,
        points=points,
        whole=whole,
        gap=any(item.gap for item in items),
        undefined=any(item.undefined for item in items),
        inapplicable=any(item.inapplicable for item in items),
    )
    if not spans and len(points) <= MAX_POINTS:
        return base
    lows = [low for low, _ in spans] + ([min(points)] if points else [])
    highs = [high for _, high in spans] + ([max(points)] if points else [])
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    return replace(base, points=frozenset(), span=(low, high))


def _states(parts: Iterable[Possible]) -> dict[str, bool]:
    items = list(parts)
    return {
        "gap": any(item.gap for item in items),
        "undefined": any(item.undefined or item.inapplicable for item in items),
    }


def carry(result: Possible, *parts: Possible) -> Possible:
    """The result with the states that its parts bring along."""
    states = _states(parts)
    return replace(result, gap=result.gap or states["gap"], undefined=result.undefined or states["undefined"])


def negate(value: Possible) -> Possible:
    """Not."""
    return carry(truths(true=value.may_be(word=False), false=value.may_be(word=True)), value)


def all_of(parts: list[Possible]) -> Possible:
    """And: true if all may be true, false if one may be false."""
    true = all(part.may_be(word=True) for part in parts)
    result = truths(true=true, false=any(part.may_be(word=False) for part in parts))
    surely_false = any(part.words == frozenset({False}) and not part.gap and not part.undefined for part in parts)
    return result if surely_false else carry(result, *parts)


def any_of(parts: list[Possible]) -> Possible:
    """Or: true if one may be true, false if all may be false."""
    return negate(all_of([negate(part) for part in parts]))


def shift(value: Possible, change: Callable[[Fraction], Fraction], *, whole: bool) -> Possible:
    """A rising function of a number."""
    low, high = value.ends
    if value.span is None:
        points = frozenset(change(point) for point in value.points)
        return carry(Possible(points=points, whole=whole), value)
    ends = (None if low is None else change(low), None if high is None else change(high))
    return carry(Possible(span=ends, whole=whole), value)


def combine(
    left: Possible,
    right: Possible,
    operator: Callable[[Fraction, Fraction], Fraction],
    hull: Callable[[Ends, Ends], Ends],
) -> Possible:
    """Two numbers put together: point by point while they are few, by their ends otherwise."""
    if not left.is_number or not right.is_number:
        return carry(NOTHING, left, right)
    few = len(left.points) * len(right.points) <= MAX_POINTS * 4
    if left.span is None and right.span is None and few:
        points = frozenset(operator(a, b) for a, b in product(left.points, right.points))
        made = Possible(points=points) if len(points) <= MAX_POINTS else Possible(span=(min(points), max(points)))
    else:
        made = Possible(span=hull(left.ends, right.ends))
    if operator is not added and not all(map(fits, (*made.points, *filter(None, made.span or ())))):
        made = Possible(span=(None, None), undefined=True)
    whole = left.whole and right.whole and operator is not divided
    return carry(replace(made, whole=whole), left, right)


def added(a: Fraction, b: Fraction) -> Fraction:
    """The sum of two numbers."""
    return a + b


def multiplied(a: Fraction, b: Fraction) -> Fraction:
    """The product of two numbers."""
    return a * b


def divided(a: Fraction, b: Fraction) -> Fraction:
    """The quotient of two numbers."""
    return a / b


def add(left: Possible, right: Possible) -> Possible:
    """A sum."""
    return combine(left, right, added, lambda a, b: (_plus(a[0], b[0]), _plus(a[1], b[1])))


def minus(value: Possible) -> Possible:
    """The negative."""
    low, high = value.ends
    if value.span is None:
        return replace(value, points=frozenset(-point for point in value.points))
    return replace(value, points=frozenset(), span=(None if high is None else -high, None if low is None else -low))


def multiply(left: Possible, right: Possible) -> Possible:
    """A product."""
    return combine(left, right, multiplied, _product_ends)


def divide(left: Possible, right: Possible) -> Possible:
    """A quotient; undefined where the divisor may be zero."""
    low, high = right.ends
    crosses = (low is None or low <= 0) and (high is None or high >= 0)
    if right.span is None:
        rest = frozenset(point for point in right.points if point)
        zero = len(rest) < len(right.points)
        made = combine(left, replace(right, points=rest), divided, _quotient_ends) if rest else carry(NOTHING, left)
        return replace(made, undefined=made.undefined or zero)
    if not crosses:
        return combine(left, right, divided, _quotient_ends)
    floor = left.ends[0]
    never_negative = floor is not None and floor >= 0 and low is not None and low >= 0
    least = None
    if never_negative:
        least = Fraction(0) if high is None or floor is None else floor / high
    made = carry(Possible(span=(least, None)), left, right)
    return replace(made, undefined=True)


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _product_ends(a: Ends, b: Ends) -> Ends:
    """Ends of a product; exact where both are never negative, open otherwise unless all four ends are there."""
    if None not in {*a, *b}:
        corners = [x * y for x in a for y in b if x is not None and y is not None]
        return min(corners), max(corners)
    if a[0] is not None and a[0] >= 0 and b[0] is not None and b[0] >= 0:
        zero = 0 in {a[1], b[1]}
        return a[0] * b[0], Fraction(0) if zero else None
    return None, None


def _quotient_ends(a: Ends, b: Ends) -> Ends:
    """Ends of a quotient whose divisor is never zero."""
    if None not in {*a, *b}:
        corners = [x / y for x in a for y in b if x is not None and y]
        return min(corners), max(corners)
    if a[0] is not None and a[0] >= 0 and b[0] is not None and b[0] > 0:
        least = Fraction(0) if b[1] is None else a[0] / b[1]
        return least, None if a[1] is None else a[1] / b[0]
    return None, None


ROUND = {"floor": exact.floor, "ceil": exact.ceil, "round_half_up": exact.round_half_up}


def clamp(value: Possible, floor: Fraction | None, cap: Fraction | None) -> Possible:
    """A number held between two limits."""

    def held(number: Fraction) -> Fraction:
        number = number if floor is None else max(number, floor)
        return number if cap is None else min(number, cap)

    low, high = value.ends
    if value.span is None:
        return replace(value, points=frozenset(map(held, value.points)))
    ends = (floor if low is None else held(low), cap if high is None else held(high))
    return replace(value, points=frozenset(), span=ends)


def relation(operator: str, left: Possible, right: Possible) -> Possible:
    """The truth values a comparison may have."""
    if not (left.is_number and right.is_number):
        return carry(_same_words(operator, left, right), left, right)
    (a, b), (c, d) = left.ends, right.ends
    surely_less = b is not None and c is not None and b < c
    surely_most = b is not None and c is not None and b <= c
    surely_more = a is not None and d is not None and a > d
    surely_least = a is not None and d is not None and a >= d
    lone = left.single() is not None and left.single() == right.single()
    apart = surely_less or surely_more or (not left.span and not right.span and not left.points & right.points)
    verdicts = {
        ">=": (not surely_less, not surely_least),
        "<=": (not surely_more, not surely_most),
        ">": (not surely_most, not surely_more),
        "<": (not surely_least, not surely_less),
        "==": (not apart, not lone),
        "!=": (not lone, not apart),
    }
    true, false = verdicts[operator]
    return carry(truths(true=true, false=false), left, right)


def _same_words(operator: str, left: Possible, right: Possible) -> Possible:
    if left.words is None or right.words is None:
        return TRUTH
    if operator not in {"==", "!="}:
        a, b = left.single(), right.single()
        if a is None or b is None:
            return TRUTH
        order = {">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b}  # type: ignore[operator]
        return one(order[operator])
    common = bool(left.words & right.words)
    lone = left.single() is not None and left.single() == right.single()
    return truths(true=common, false=not lone) if operator == "==" else truths(true=not lone, false=common)

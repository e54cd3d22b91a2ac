"""Evaluating an expression tree.

A tree is JSON: `[operator, operand, ...]`. It is made from a formula once, when the policy is read; the engine (and so
the browser) never parses one. Arithmetic on something that is not known is not known: a gap if a gap is in it, unknown
with all that is missing otherwise. A division by zero, or a day outside the calendar, is undefined and counts as unknown.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast

from assessor.rules import dates, exact
from assessor.rules.frame import YEAR
from assessor.rules.scope import Node, Scope
from assessor.rules.values import (
    GAP,
    Content,
    State,
    Value,
    all_of,
    any_of,
    known,
    negate,
    unknown,
    weakest,
)

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


def compare(relation: str, left: Value, right: Value) -> Value:
    """Compare two values; a total that is only bounded decides as soon as its bounds do."""
    if left.is_known and right.is_known:
        return known(COMPARE[relation](left.content, right.content))
    if right.is_known and left.low is not None and isinstance(right.content, Fraction):
        decided = _decided(relation, left.low, left.high, right.content)
        if decided is not None:
            return known(decided)
    return weakest([left, right]) or GAP


def _decided(relation: str, low: Fraction, high: Fraction | None, limit: Fraction) -> bool | None:
    """Whether every number in [low, high] stands in the same relation to `limit`; None if not."""
    holds = COMPARE[relation]
    if high is not None:
        ends = {holds(low, limit), holds(high, limit)}
        return ends.pop() if len(ends) == 1 and relation not in {"==", "!="} else None
    if relation in {">=", ">"}:
        return True if holds(low, limit) else None
    return False if relation in {"<=", "<"} and not holds(low, limit) else None


def _arithmetic(operator: str, left: Value, right: Value) -> Value:
    blocked = weakest([left, right])
    if blocked:
        return blocked
    a, b = left.number, right.number
    match operator:
        case "+":
            return known(a + b)
        case "-":
            return known(a - b)
        case "*":
            return bounded(a * b)
        case _:
            return bounded(a / b) if b else unknown()


MAX_BITS = 4000
"""Longer numbers come from no policy; without a limit a few squares in a row would fill the memory."""


def fits(value: Fraction) -> bool:
    """Whether a number has not grown beyond all measure."""
    return value.numerator.bit_length() + value.denominator.bit_length() < MAX_BITS


def bounded(value: Fraction) -> Value:
    """A number, unless it has grown beyond all measure."""
    return known(value) if fits(value) else unknown()


def _whole_weeks(scope: Scope) -> Value:
    weeks = scope.frame.weeks(scope.facts.as_of)
    return weeks if isinstance(weeks, Value) else known(Fraction(len(weeks)))


def _date(year: Any, month: Any, day: Any) -> date:
    """The day of that year; raises ValueError outside the calendar."""
    return date(int(year), int(month), int(day))


FUNCTIONS: dict[str, Callable[..., Content]] = {
    "floor": exact.floor,
    "ceil": exact.ceil,
    "round_half_up": exact.round_half_up,
    "min": min,
    "max": max,
    "days_between": lambda first, last: Fraction((last - first).days),
    "date": _date,
    "years_before": lambda day, years: dates.years_before(day, int(years)),
    "next_quarter": dates.next_quarter,
    "years_after": lambda day, years: dates.years_after(day, int(years)),
    "months_between": lambda first, last: Fraction(dates.months_between(first, last)),
    "school_year": lambda day: Fraction(dates.SchoolYear.of(day).start),
    "year": lambda day: Fraction(day.year),
    "month": dates.Month.of,
    "contains": lambda text, part: part in text,
    "contains_any": lambda text, parts: any(part in text for part in parts),
    "span": lambda first, last: dates.Window(first, last, "规定期间"),
}
"""Functions of known values. Those that look at the record itself are in `_call`."""


def _is_there(tree: Node, scope: Scope) -> bool:
    """Whether a field or the cell of a row was filled in, or a name of the rule's own comes to something."""
    return scope.facts.is_filled(tree[1]) if tree[0] == "field" else expression(tree, scope).is_known


def _call(name: str, arguments: Sequence[Node], scope: Scope) -> Value:
    match name:
        case "term":
            return known(scope.facts.term())
        case "this_school_year":
            return known(dates.Window(None, None, "本学年", YEAR))
        case "whole_weeks":
            return _whole_weeks(scope)
        case "last_week":
            return known(dates.last_week(scope.facts.as_of))
        case "filled":
            return known(_is_there(arguments[0], scope))
        case "present":
            field = arguments[0][1]
            return known(content=True) if scope.facts.is_filled(field) else unknown((field,))
        case "last_years" | "last_days":
            count = int(expression(arguments[0], scope).number)
            make = dates.last_years if name == "last_years" else dates.last_days
            return known(make(scope.facts.as_of, count))
        case "since":
            first = expression(arguments[0], scope)
            if not first.is_known:
                return first
            return known(dates.Window(cast("date", first.content), scope.facts.as_of, "规定期间"))
    values = [expression(argument, scope) for argument in arguments]
    blocked = weakest(values)
    if blocked:
        return blocked
    try:
        return known(FUNCTIONS[name](*(value.content for value in values)))
    except (ValueError, OverflowError):  # a day outside the calendar
        return unknown()


def expression(tree: Node, scope: Scope) -> Value:
    """The value of an expression tree in `scope`."""
    operator = tree[0]
    match operator:
        case "num":
            return Value(State.KNOWN, exact.literal(tree[1]))
        case "text" | "bool":
            return known(tree[1])
        case "list":
            return known(tuple(tree[1]))
        case "field":
            return scope.facts.value(tree[1])
        case "column":
            return scope.column(tree[1])
        case "let":
            return scope.let(tree[1]).value
        case "call":
            return _call(tree[1], tree[2], scope)
        case "and":
            return all_of([expression(part, scope) for part in tree[1]])
        case "or":
            return any_of([expression(part, scope) for part in tree[1]])
        case "not":
            return negate(expression(tree[1], scope))
        case "in":
            value, words = expression(tree[1], scope), expression(tree[2], scope)
            return weakest([value, words]) or known(value.content in cast("tuple[str, ...]", words.content))
        case "cmp":
            return compare(tree[1], expression(tree[2], scope), expression(tree[3], scope))
        case _:
            return _arithmetic(operator, expression(tree[1], scope), expression(tree[2], scope))

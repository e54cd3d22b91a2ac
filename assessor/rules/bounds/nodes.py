"""Bounds of a node: the counterpart of the mechanisms, for a record with blanks."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise

from assessor.rules import dates
from assessor.rules.bounds import lists, service
from assessor.rules.bounds.possible import (
    ANY,
    GAPPED,
    NOTHING,
    ROUND,
    TRUTH,
    UNDEFINED,
    Possible,
    add,
    all_of,
    any_of,
    carry,
    clamp,
    divide,
    minus,
    multiply,
    negate,
    one,
    relation,
    shift,
    span,
    truths,
    union,
)
from assessor.rules.bounds.view import View
from assessor.rules.exact import ceil, floor
from assessor.rules.expression import FUNCTIONS
from assessor.rules.frame import CALLS, TERM
from assessor.rules.mechanisms.bands import inside
from assessor.rules.scope import Node
from assessor.rules.values import Content

NUMBER_FUNCTIONS = frozenset({"days_between", "months_between", "school_year", "year"})


def possible(node: Node, view: View) -> Possible:
    """What a node may still come to."""
    return _expression(node, view) if isinstance(node, list) else _MECHANISMS[node["do"]](node, view)


def _expression(tree: Node, view: View) -> Possible:
    match tree[0]:
        case "num":
            return one(Fraction(tree[1]))
        case "text" | "bool":
            return one(tree[1])
        case "list":
            return Possible(words=frozenset[Content](tree[1]))
        case "field":
            return view.field(tree[1])
        case "column":
            return view.column(tree[1])
        case "let":
            return view.let(tree[1])
        case "call":
            return _call(tree[1], tree[2], view)
        case "and" | "or":
            parts = [_expression(part, view) for part in tree[1]]
            return all_of(parts) if tree[0] == "and" else any_of(parts)
        case "not":
            return negate(_expression(tree[1], view))
        case "in":
            return _member(_expression(tree[1], view), _expression(tree[2], view))
        case "cmp":
            return relation(tree[1], _expression(tree[2], view), _expression(tree[3], view))
        case operator:
            return _arithmetic(operator, _expression(tree[1], view), _expression(tree[2], view))


def _arithmetic(operator: str, left: Possible, right: Possible) -> Possible:
    match operator:
        case "+":
            return add(left, right)
        case "-":
            return add(left, minus(right))
        case "*":
            return multiply(left, right)
        case _:
            return divide(left, right)


def _member(value: Possible, words: Possible) -> Possible:
    if value.words is None or words.words is None:
        return carry(TRUTH, value)
    return carry(truths(true=bool(value.words & words.words), false=bool(value.words - words.words)), value)


def _call(name: str, arguments: list[Node], view: View) -> Possible:
    if name in CALLS:
        window = view.window(CALLS[name])
        return ANY if window is None else one(window)
    if name == "whole_weeks":
        return _whole_weeks(view)
    if name == "last_week":
        return one(dates.last_week(view.facts.as_of))
    if name == "filled":
        return _is_there(arguments[0], view)
    if name == "present":
        if not view.facts.is_filled(arguments[0][1]):
            view.open[arguments[0][1]] = None
        return one(content=True)
    if name in {"last_years", "last_days", "since"}:
        return _window_call(name, arguments, view)
    values = [_expression(argument, view) for argument in arguments]
    singles = [value.single() for value in values]
    if None not in singles:
        try:
            return one(FUNCTIONS[name](*singles))
        except (ValueError, OverflowError):  # a day outside the calendar
            return UNDEFINED
    if name in ROUND:
        return shift(values[0], ROUND[name], whole=True)
    if name in {"min", "max"}:
        return _extreme(name, values)
    if name in NUMBER_FUNCTIONS:
        return carry(span(None, None, whole=True), *values)
    return carry(TRUTH if name in {"contains", "contains_any"} else ANY, *values)


def _is_there(tree: Node, view: View) -> Possible:
    """Whether a field, a cell or a name of the rule's own is there; what is not may still be filled in."""
    kind, name = tree[:2]
    there = view.now(tree).is_known if kind == "let" else kind == "column" and view.has(name)
    if there or (kind == "field" and view.facts.is_filled(name)):
        return one(content=True)
    _expression(tree, view)  # notes what is blank
    return TRUTH


def _window_call(name: str, arguments: list[Node], view: View) -> Possible:
    """A window that ends with the assessment day: known as soon as its argument is."""
    argument = _expression(arguments[0], view).single()
    if argument is None:
        return ANY
    if name == "since":
        return one(dates.Window(argument, view.facts.as_of, "规定期间"))  # type: ignore[arg-type]
    make = dates.last_years if name == "last_years" else dates.last_days
    return one(make(view.facts.as_of, int(argument)))  # type: ignore[arg-type]


def _whole_weeks(view: View) -> Possible:
    term, weeks = view.window(TERM), view.most_weeks
    if weeks is None:
        return span(Fraction(0), None, whole=True)
    most = Fraction(len(weeks))
    return span(Fraction(0), most, whole=True) if term is None else one(most)


def _extreme(name: str, values: list[Possible]) -> Possible:
    pick = min if name == "min" else max
    lows, highs = [value.ends[0] for value in values], [value.ends[1] for value in values]
    low = None if None in lows and name == "min" else pick([end for end in lows if end is not None], default=None)
    high = None if None in highs and name == "max" else pick([end for end in highs if end is not None], default=None)
    return carry(span(low, high), *values)


def _bands(node: Node, view: View) -> Possible:
    measured = possible(node["of"], view)
    if not measured.is_number:
        return carry(NOTHING, measured)
    low, high = measured.ends
    hit, gap = [], False
    if measured.span is None:
        for point in measured.points:
            row = next((row for row in node["rows"] if inside(row, point)), None)
            gap = gap or row is None
            hit += [possible(row["value"], view)] if row else []
    else:
        hit = [possible(row["value"], view) for row in node["rows"] if _meets(row, low, high, whole=measured.whole)]
        gap = any(_meets(hole, low, high, whole=measured.whole) for hole in _holes(node["rows"]))
    made = union(hit) if hit else NOTHING
    return carry(made, measured, GAPPED if gap else NOTHING)


def _meets(row: Node, low: Fraction | None, high: Fraction | None, *, whole: bool) -> bool:
    """Whether a band holds a number (a whole one, if `whole`) between low and high, both included."""
    least, strict_low = (Fraction(row["from"]), False) if "from" in row else (_maybe(row, "above"), True)
    most, strict_high = (Fraction(row["to"]), False) if "to" in row else (_maybe(row, "below"), True)
    if low is not None and (least is None or low > least):
        least, strict_low = low, False
    if high is not None and (most is None or high < most):
        most, strict_high = high, False
    if least is None or most is None:
        return True
    if whole:
        first = floor(least) + 1 if strict_low else ceil(least)
        last = ceil(most) - 1 if strict_high else floor(most)
        return first <= last
    return least < most or (least == most and not strict_low and not strict_high)


def _maybe(row: Node, key: str) -> Fraction | None:
    return Fraction(row[key]) if key in row else None


def _holes(rows: list[Node]) -> list[dict[str, str]]:
    """The ranges that no band covers, written as bands."""
    holes: list[dict[str, str]] = []
    for before, after in pairwise(rows):
        hole: dict[str, str] = {}
        hole |= {"above": before["to"]} if "to" in before else {"from": before["below"]}
        hole |= {"below": after["from"]} if "from" in after else {"to": after["above"]}
        holes.append(hole)
    first, last = rows[0], rows[-1]
    if "from" in first or "above" in first:
        holes.append({"below": first["from"]} if "from" in first else {"to": first["above"]})
    if "to" in last or "below" in last:
        holes.append({"above": last["to"]} if "to" in last else {"from": last["below"]})
    return holes


def _require(node: Node, view: View) -> Possible:
    return relation(node["relation"], possible(node["have"], view), possible(node["need"], view))


def _parts(node: Node, view: View) -> list[Possible]:
    return [possible(part["node"], view) for part in node["parts"]]


def _at_least(node: Node, view: View) -> Possible:
    parts = _parts(node, view)
    sure = sum(part.words == frozenset({True}) for part in parts)
    maybe = sum(part.may_be(word=True) for part in parts)
    number = span(Fraction(sure), Fraction(maybe), whole=True)
    return carry(relation(">=", number, one(Fraction(node["n"]))), *parts)


def _if(node: Node, view: View) -> Possible:
    condition = possible(node["if"], view)
    branches = []
    if condition.may_be(word=True):
        branches.append(possible(node["then"], view))
    if condition.may_be(word=False):
        branches.append(possible(node["else"], view))
    made = union(branches)
    return made if made.single() is not None and len(branches) > 1 else carry(made, condition)


def _due(node: Node, view: View) -> Possible:
    then = possible(node["then"], view)
    if then.words == frozenset({True}) and not then.undefined:
        return then
    day = _expression(node["from"], view)
    content = day.single()
    if isinstance(content, date):
        if content <= view.facts.as_of:
            return then
        return carry(one(content=True) if then.may_be(word=True) else NOTHING, then, Possible(undefined=True))
    return carry(then, day, Possible(undefined=True))


def _choose(node: Node, view: View) -> Possible:
    subject = _expression(node["of"], view)
    branches = [
        possible(row["value"], view) if "value" in row else GAPPED
        for row in node["rows"]
        if any(subject.may_be(word) for word in row["is"])
    ]
    return carry(union(branches), subject)


def _first(node: Node, view: View) -> Possible:
    found = []
    for part in node["nodes"]:
        found.append(possible(part, view))
        if found[-1].single() is not None and view.now(part).is_known:
            break
    return union(found)


def _score(node: Node, view: View) -> Possible:
    total = one(Fraction(0))
    for part in _parts(node, view):
        total = add(total, part)
    bounds = [Fraction(node[key]) if key in node else None for key in ("floor", "cap")]
    return clamp(total, bounds[0], bounds[1])


def _product(node: Node, view: View) -> Possible:
    parts = _parts(node, view)
    if any(part.single() == 0 and part.is_number for part in parts):
        return one(Fraction(0))
    made = one(Fraction(1))
    for part in parts:
        made = multiply(made, part)
    zero = any(relation("==", part, one(Fraction(0))).may_be(word=True) for part in parts if part.is_number)
    return union([made, one(Fraction(0))]) if zero else made


def _result(node: Node, view: View) -> Possible:
    return view.result_of(node["result"], view.reading)


_MECHANISMS: dict[str, Callable[[Node, View], Possible]] = {
    "all": lambda node, view: all_of(_parts(node, view)),
    "any": lambda node, view: any_of(_parts(node, view)),
    "at_least_of": _at_least,
    "bands": _bands,
    "checklist": lists.checklist,
    "choose": _choose,
    "count": lists.count,
    "due": _due,
    "each": lists.each,
    "each_week": lists.each_week,
    "every_month": service.every_month,
    "first": _first,
    "if": _if,
    "in_office_since": service.in_office_since,
    "product": _product,
    "recent_years": lists.recent_years,
    "require": _require,
    "result": _result,
    "school_years": service.school_years,
    "score": _score,
    "sum": lists.total,
}

BOUNDED = frozenset(_MECHANISMS)
"""The mechanisms that have bounds; a test compares them with the mechanisms there are."""

__all__ = ["BOUNDED", "possible"]

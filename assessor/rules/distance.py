"""How far: the smallest change of what a teacher can still change that reaches the next better result.

Exact: the amount found reaches it, and nothing smaller does. Inputs are tried alone first; where none suffices alone,
two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from assessor.rules.exact import ceil, show
from assessor.rules.facts import Facts
from assessor.rules.fields import Record
from assessor.rules.moves import Change, Move, moves
from assessor.rules.result import Result, Verdict
from assessor.rules.rulebook import MET_KINDS, Rule
from assessor.rules.values import Content, State

Judge = Callable[[Record], Verdict]
"""Judges a changed record by the rule in question, under its default reading, on the same day."""

COARSE, FINEST = Fraction(1, 10**4), Fraction(1, 10**9)
"""How closely a threshold is bracketed before the simplest fraction in between is tried for it, at first and at last."""


@dataclass(frozen=True, slots=True)
class Distance:
    """Changes (one or two) that together lead to the result `to`."""

    to: Fraction | str | bool
    changes: tuple[Change, ...]

    def to_json(self, clause: str) -> dict[str, Any]:
        """The form of the contract."""
        to = show(self.to) if isinstance(self.to, Fraction) else self.to
        return {"to": to, "changes": [_change_json(change) for change in self.changes], "clause": clause}


def _change_json(change: Change) -> dict[str, Any]:
    extra: dict[str, Any] = {} if change.row is None else {"row": change.row}
    if change.add is not None:
        extra["add"] = {name: _plain(content) for name, content in change.add.items()}
    return {
        "field": change.field,
        "from": _plain(change.before),
        "to": _plain(change.after),
        "unit": change.unit,
        **extra,
    }


def _plain(content: Content | None) -> str | bool | None:
    if content is None or isinstance(content, bool):
        return content
    return show(content) if isinstance(content, Fraction) else str(content)


def distances(result: Result, facts: Facts, judge: Judge) -> list[Distance]:
    """The ways to the next better result, and to the best one, smallest first; empty if none is the teacher's own."""
    verdict, rule = result.verdict, result.rule
    if verdict.status is not State.KNOWN or rule.data["subject"] != "teacher":
        return []
    start = rank(rule, verdict)
    top = _top(rule)
    if start is None or (top is not None and start >= top):
        return []
    options = moves(rule, facts)
    record = facts.record
    found: list[tuple[Fraction, Distance]] = []
    seen: set[tuple[str, object]] = set()
    for move in options:
        for amount, distance in _alone(move, record, rule, start, judge):
            change = distance.changes[0]
            key = (f"{change.field}@{change.row}", distance.to)
            if key not in seen:
                seen.add(key)
                found.append((amount, distance))
    if not found:
        found = _together(options, record, rule, start, judge)
    found.sort(key=lambda item: (len(item[1].changes), item[0]))
    return [distance for _, distance in found]


def rank(rule: Rule, verdict: Verdict) -> Fraction | None:
    """How good a result is, as a number to compare; None for what cannot be compared."""
    if verdict.status is not State.KNOWN:
        return None
    if rule.kind in MET_KINDS:
        good = verdict.met is not (rule.kind == "veto")
        return Fraction(good)
    if isinstance(verdict.value, Fraction):
        return verdict.value
    grades = _grades(rule.data)
    return Fraction(grades.index(verdict.value)) if verdict.value in grades else None


def _top(rule: Rule) -> Fraction | None:
    """The best a result can be, where that is fixed."""
    return Fraction(1) if rule.kind in MET_KINDS else None


def _grades(data: Any) -> list[str]:
    """The grades of a rule in the order of its bands, from low to high."""
    if isinstance(data, dict):
        if data.get("do") == "bands":
            return [row["value"][1] for row in data["rows"] if row["value"][0] == "text"]
        return next((found for value in data.values() if (found := _grades(value))), [])
    return []


def _alone(move: Move, record: Record, rule: Rule, start: Fraction, judge: Judge) -> list[tuple[Fraction, Distance]]:
    """The smallest amount of one move that improves the result, and the one that makes it as good as it gets."""

    def at(amount: Fraction) -> Verdict:
        return judge(move.apply(record, amount))

    best = rank(rule, at(move.most))
    if best is None or best <= start:
        return []
    goals = [amount for amount in (_smallest(move, at, rule, start),) if amount is not None]
    if not goals:
        return []
    first = at(goals[0])
    reached = rank(rule, first)
    if rule.kind in {"grade", "amount"} and reached is not None and best > reached and rule.kind != "score":
        full = _smallest(move, at, rule, best, reaches=True)
        goals += [full] if full is not None and full != goals[0] else []
    return [(amount, Distance(_to(rule, at(amount)), (move.change(record, amount),))) for amount in goals]


def _to(rule: Rule, verdict: Verdict) -> Fraction | str | bool:
    if rule.kind in MET_KINDS:
        return verdict.met is True
    return verdict.value if verdict.value is not None else ""


def _smallest(
    move: Move, at: Callable[[Fraction], Verdict], rule: Rule, mark: Fraction, *, reaches: bool = False
) -> Fraction | None:
    """The smallest amount whose result is better than `mark` (or as good as it, if `reaches`)."""

    def enough(amount: Fraction) -> bool:
        place = rank(rule, at(amount))
        return place is not None and (place >= mark if reaches else place > mark)

    low, high = Fraction(0), Fraction(1)
    while high < move.most and not enough(high):
        low, high = high, high * 2
    high = min(high, move.most)
    if not enough(high):
        return None
    if move.whole:
        while high - low > 1:
            middle = ceil((low + high) / 2)
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high
    for width in (COARSE, FINEST):
        while high - low > width:
            middle = (low + high) / 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        guess = simplest_between(low, high)
        if low > 0 and enough(guess) and not enough(guess - FINEST):
            return guess
    if high <= FINEST:
        return None  # the result grows with every bit of the input: there is no threshold to reach
    exact = simplest_between(low, high)
    return exact if enough(exact) else high


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator in (low, high]."""
    whole = Fraction(low.numerator // low.denominator)
    if whole + 1 <= high:
        return whole + 1
    rest_low, rest_high = low - whole, high - whole
    if rest_low == 0:
        return whole + Fraction(1, -(-rest_high.denominator // rest_high.numerator))
    inner = _simplest_from(1 / rest_high, 1 / rest_low)
    return whole + 1 / inner


def _simplest_from(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator in [low, high)."""
    whole = ceil(low)
    if whole < high:
        return whole
    base = Fraction(low.numerator // low.denominator)
    return base + 1 / simplest_between(1 / (high - base), 1 / (low - base))


def _together(
    options: list[Move], record: Record, rule: Rule, start: Fraction, judge: Judge
) -> list[tuple[Fraction, Distance]]:
    """Two moves that suffice together where none suffices alone: each as small as the other allows."""
    found = []
    for one, two in combinations(options, 2):
        if one.field == two.field:
            continue
        both = judge(two.apply(one.apply(record, one.most), two.most))
        place = rank(rule, both)
        if place is None or place <= start:
            continue
        far = two.apply(record, two.most)
        first = _smallest(one, lambda amount, far=far, one=one: judge(one.apply(far, amount)), rule, start)  # type: ignore[misc]
        if first is None:
            continue
        near = one.apply(record, first)
        second = _smallest(two, lambda amount, near=near, two=two: judge(two.apply(near, amount)), rule, start)  # type: ignore[misc]
        if second is not None:
            verdict = judge(two.apply(near, second))
            changes = (one.change(record, first), two.change(record, second))
            found.append((first + second, Distance(_to(rule, verdict), changes)))
    return found

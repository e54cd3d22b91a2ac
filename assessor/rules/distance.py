"""How far: the smallest change of what a teacher can still change that reaches the next better result.

Exact: the amount found reaches it, and nothing smaller does. Inputs are tried alone first; where none suffices alone,
two together. Rows of one list are not put together: it is only told where several of them would do.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from assessor.rules.cells import Cells, Several, Untried, cells_of
from assessor.rules.exact import ceil, show
from assessor.rules.facts import Facts
from assessor.rules.fields import Record
from assessor.rules.moves import Change, Move, RaiseCell, moves
from assessor.rules.result import Result, Verdict
from assessor.rules.rulebook import MET_KINDS, Rule
from assessor.rules.values import Content, State

Judge = Callable[[Record], Verdict]
"""Judges a changed record by the rule in question, under its default reading, on the same day."""

type Asking[T] = Generator[Record, Verdict, T]
"""A search that asks for the verdict on one changed record after another, so that it can rest between any two."""

FINEST = Fraction(1, 10**9)
"""How closely a threshold is bracketed at last."""
WIDTHS = (Fraction(1, 2), Fraction(1, 10**2), Fraction(1, 10**4), FINEST)
"""How closely a threshold is bracketed each time before the simplest fraction in between is tried for it."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """The distances of a result, smallest first; where there is none, the lists of which several rows would do.

    `untried` names the lists of which not every row was tried.
    """

    distances: tuple[Distance, ...] = ()
    several: tuple[Several, ...] = ()
    untried: tuple[Untried, ...] = ()


def distances(result: Result, facts: Facts, judge: Judge) -> Found:
    """The ways to the next better result, and to the best one; nothing if none is the teacher's own."""
    return answered(search(result, facts), judge)


def answered[T](asking: Asking[T], judge: Judge) -> T:
    """What a search comes to, with all that it asks answered at once."""
    try:
        record = next(asking)
        while True:
            record = asking.send(judge(record))
    except StopIteration as end:
        found: T = end.value
        return found


def search(result: Result, facts: Facts) -> Asking[Found]:
    """The search for the distances of a result."""
    verdict, rule = result.verdict, result.rule
    if verdict.status is not State.KNOWN or rule.data["subject"] != "teacher":
        return Found()
    start = rank(rule, verdict)
    top = _top(rule)
    if start is None or (top is not None and start >= top):
        return Found()
    every = moves(rule, facts)
    columns = cells_of(every)
    options = [_Way(move, facts.record, columns) for move in _tried(every, columns)]
    found: list[tuple[Fraction, Distance]] = []
    seen: set[tuple[str, object]] = set()
    for way in options:
        for amount, distance in (yield from _alone(way, rule, start)):
            change = distance.changes[0]
            key = (f"{change.field}@{change.row}", distance.to)
            if key not in seen:
                seen.add(key)
                found.append((amount, distance))
    if not found:
        found = yield from _together(options, rule, start)
    found.sort(key=lambda item: (len(item[1].changes), item[0]))
    several = () if found else (yield from _several(columns.values(), rule, start, facts))
    untried = tuple(note for cells in columns.values() if (note := cells.untried))
    return Found(tuple(distance for _, distance in found), several, untried)


def _tried(every: list[Move], columns: Mapping[str, Cells]) -> list[Move]:
    """The moves that are tried, in their order: of many rows only some."""
    chosen = {id(row) for cells in columns.values() for row in cells.tried}
    return [move for move in every if not isinstance(move, RaiseCell) or id(move) in chosen]


@dataclass(slots=True)
class _Way:
    """A move of a record, with the verdicts that its amounts led to; no amount is judged twice."""

    move: Move
    record: Record
    columns: Mapping[str, Cells] = field(default_factory=dict)
    _seen: dict[Fraction, Verdict] = field(default_factory=dict)

    def at(self, amount: Fraction) -> Asking[Verdict]:
        """The verdict after moving by this amount."""
        if amount not in self._seen:
            self._seen[amount] = yield self.move.apply(self.record, amount)
        return self._seen[amount]

    def enough(self, amount: Fraction, rule: Rule, mark: Fraction, *, reaches: bool) -> Asking[bool]:
        """Whether this amount leads to a result better than `mark` (or as good as it, if `reaches`)."""
        place = rank(rule, (yield from self.at(amount)))
        return place is not None and (place >= mark if reaches else place > mark)

    def smallest(self, rule: Rule, mark: Fraction, *, reaches: bool = False) -> Asking[Fraction | None]:
        """The smallest amount that is enough; what sufficed in another cell of the same column is tried first."""
        if not isinstance(self.move, RaiseCell) or self.move.name not in self.columns:
            return (yield from _smallest(self, rule, mark, reaches=reaches))
        cells, own = self.columns[self.move.name], self.move.own(self.record)
        least = Fraction(1) if self.move.whole else FINEST
        for guess in cells.guesses(own, fully=reaches):
            if (
                least < guess <= self.move.most
                and (yield from self.enough(guess, rule, mark, reaches=reaches))
                and not (yield from self.enough(guess - least, rule, mark, reaches=reaches))
            ):
                return guess
        found = yield from _smallest(self, rule, mark, reaches=reaches)
        if found is not None:
            cells.learn(found, own, fully=reaches)
        return found


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


def _alone(way: _Way, rule: Rule, start: Fraction) -> Asking[list[tuple[Fraction, Distance]]]:
    """The smallest amount of one move that improves the result, and the one that makes it as good as it gets."""
    best = rank(rule, (yield from way.at(way.move.most)))
    if best is None or best <= start:
        return []
    least = yield from way.smallest(rule, start)
    if least is None:
        return []
    goals = [least]
    reached = rank(rule, (yield from way.at(least)))
    if rule.kind in {"grade", "amount"} and reached is not None and best > reached:
        full = yield from way.smallest(rule, best, reaches=True)
        goals += [full] if full is not None and full != least else []
    found = []
    for amount in goals:
        verdict = yield from way.at(amount)
        found.append((amount, Distance(_to(rule, verdict), (way.move.change(way.record, amount),))))
    return found


def _to(rule: Rule, verdict: Verdict) -> Fraction | str | bool:
    if rule.kind in MET_KINDS:
        return verdict.met is True
    return verdict.value if verdict.value is not None else ""


def _smallest(way: _Way, rule: Rule, mark: Fraction, *, reaches: bool = False) -> Asking[Fraction | None]:
    """The smallest amount whose result is better than `mark` (or as good as it, if `reaches`)."""

    def enough(amount: Fraction) -> Asking[bool]:
        return way.enough(amount, rule, mark, reaches=reaches)

    move = way.move
    low, high = Fraction(0), Fraction(1)
    while high < move.most and not (yield from enough(high)):
        low, high = high, high * 2
    high = min(high, move.most)
    if not (yield from enough(high)):
        return None
    if move.whole:
        while high - low > 1:
            middle = ceil((low + high) / 2)
            low, high = (low, middle) if (yield from enough(middle)) else (middle, high)
        return high
    for width in WIDTHS:
        while high - low > width:
            middle = (low + high) / 2
            low, high = (low, middle) if (yield from enough(middle)) else (middle, high)
        guess = simplest_between(low, high)
        if low > 0 and (yield from enough(guess)) and not (yield from enough(guess - FINEST)):
            return guess
    if high <= FINEST:
        return None  # the result grows with every bit of the input: there is no threshold to reach
    exact = simplest_between(low, high)
    return exact if (yield from enough(exact)) else high


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


def _together(options: list[_Way], rule: Rule, start: Fraction) -> Asking[list[tuple[Fraction, Distance]]]:
    """Two moves that suffice together where none suffices alone: each as small as the other allows."""
    found = []
    for one, two in ((one.move, two.move) for one, two in combinations(options, 2)):
        if one.field == two.field:
            continue
        record = options[0].record
        far = _Way(one, two.apply(record, two.most))
        place = rank(rule, (yield from far.at(one.most)))
        if place is None or place <= start:
            continue
        first = yield from _smallest(far, rule, start)
        if first is None:
            continue
        near = _Way(two, one.apply(record, first))
        second = yield from _smallest(near, rule, start)
        if second is not None:
            verdict = yield from near.at(second)
            changes = (one.change(record, first), two.change(record, second))
            found.append((first + second, Distance(_to(rule, verdict), changes)))
    return found


def _several(columns: Iterable[Cells], rule: Rule, start: Fraction, facts: Facts) -> Asking[tuple[Several, ...]]:
    """The columns whose rows, each raised as far as it goes, lead to a better result together."""
    found = []
    for cells in columns:
        place = rank(rule, (yield cells.filled(facts.record)))
        if place is not None and place > start:
            row = cells.rows[0]
            dated = facts.fields[row.field].dated_by
            monthly = dated is not None and facts.fields[row.field].columns[dated].kind == "month"
            found.append(Several(row.name, row.column.up_to, monthly))
    return tuple(found)

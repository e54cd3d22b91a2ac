"""What an outcome gives, and the list of all outcomes by id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .conventions import TRUE, Cond, Form, Number, Status, Tally, Total, union


@dataclass(frozen=True)
class Verdict:
    """One result; ``value`` and ``shortfall`` are already written as exact strings."""

    status: Status
    value: str | None = None
    met: bool | None = None
    shortfall: str | None = None
    missing: tuple[str, ...] = ()
    due: date | None = None

    def as_dict(self) -> dict[str, object]:
        """Give the result as the plain mapping that is compared."""
        return {
            "status": self.status,
            "value": self.value,
            "met": self.met,
            "shortfall": self.shortfall,
            "missing": list(self.missing),
            **({"due": self.due.isoformat()} if self.due else {}),
        }


type Answer = Verdict | Mapping[str, Verdict]  # by reading, the default one first

GAP = Verdict("gap")
NOT_APPLICABLE = Verdict("not_applicable")
MANUAL = Verdict("manual")


def unknown(*missing: str) -> Verdict:
    """Leave it open for want of these fields."""
    return Verdict("unknown", missing=union([missing]))


def written(number: Fraction | int) -> str:
    """Write 600, 9.4 or, where the decimals do not end, 5/6."""
    fraction = Fraction(number)
    rest, places = fraction.denominator, {2: 0, 5: 0}
    for prime in places:
        while rest % prime == 0:
            rest //= prime
            places[prime] += 1
    if rest != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    digits = max(places.values())
    if digits == 0:
        return str(fraction.numerator)
    scaled = abs(fraction.numerator) * 10**digits // fraction.denominator
    whole, part = divmod(scaled, 10**digits)
    return f"{'-' if fraction < 0 else ''}{whole}.{part:0{digits}d}"


def amount(number: Fraction | int) -> Verdict:
    """Give a known number."""
    return Verdict("known", value=written(number))


def decided(cond: Cond, shortfall: Fraction | int | None = None) -> Verdict:
    """Say met or not met; ``shortfall`` counts only where it is not met."""
    if cond.truth is None:
        return unknown(*cond.missing)
    short = None if cond.truth or shortfall is None else written(shortfall)
    return Verdict("known", met=cond.truth, shortfall=short)


def reaches(have: Number, need: Number | int) -> Verdict:
    """Judge have ≥ need, with what is short."""
    wanted = Number(Fraction(need)) if isinstance(need, int) else need
    if have.value is None or wanted.value is None:
        return unknown(*have.missing, *wanted.missing)
    return decided(Cond(have.value >= wanted.value), wanted.value - have.value)


def enough_rows(tally: Tally, need: int) -> Verdict:
    """Ask for at least ``need`` rows; what is short only when no further row may count."""
    return decided(tally.at_least(need), None if tally.maybe else need - tally.sure)


def enough_in_total(total: Total, need: int) -> Verdict:
    """Ask for a sum of at least ``need``; what is short only when no further row may count."""
    return decided(total.at_least(need), None if total.maybe_rows else need - total.sure)


def checklist(form: Form, table: str, *items: str) -> Verdict:
    """Judge a list of items; each needs a row of its name, and all rows of a name must hold."""
    rows = form.rows(table) or []
    states = []
    for item in items:
        done = [row.yes("完成") for row in rows if row.get("项目") == item]
        states.append(_all_done(done) if done else None)
    if False not in states and None in states:
        return unknown(f"{table}.完成")
    return Verdict("known", value=str(states.count(True)), met=False not in states)


def _all_done(done: list[Cond]) -> bool | None:
    truths = [cond.truth for cond in done]
    return False if False in truths else None if None in truths else True


@dataclass(frozen=True)
class Outcome:
    """How one outcome is judged, and for which policies."""

    policies: tuple[str, ...]
    rule: Callable[[Form], Answer]
    applies: Callable[[Form], Cond] | None
    readings: tuple[str, ...]

    def answer(self, form: Form) -> Answer:
        """Judge applies_if first; only where it holds is the rule itself looked at."""
        condition = TRUE if self.applies is None else self.applies(form)
        if condition.truth:
            return self.rule(form)
        verdict = NOT_APPLICABLE if condition.truth is False else unknown(*condition.missing)
        return dict.fromkeys(self.readings, verdict) if self.readings else verdict


OUTCOMES: dict[str, Outcome] = {}


def outcome[Rule: Callable[[Form], Answer]](
    name: str,
    *policies: str,
    applies: Callable[[Form], Cond] | None = None,
    readings: tuple[str, ...] = (),
) -> Callable[[Rule], Rule]:
    """Enter the decorated function as the rule of outcome ``name``.

    ``readings`` is needed only next to ``applies``, to repeat its verdict for each reading.
    """

    def enter(rule: Rule) -> Rule:
        assert name not in OUTCOMES, name
        OUTCOMES[name] = Outcome(policies, rule, applies, readings)
        return rule

    return enter


def manual(policy: str, *names: str) -> None:
    """Enter outcomes that are shown and never computed."""
    for name in names:
        OUTCOMES[name] = Outcome((policy,), lambda _form: MANUAL, None, ())

"""Results as plain data: what `assess` gives and what every renderer draws from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assessor.rules.dates import SchoolYear, Term
from assessor.rules.exact import show
from assessor.rules.rulebook import Policy, Rule
from assessor.rules.scope import RowResult, Step
from assessor.rules.values import State

if TYPE_CHECKING:
    from assessor.rules.bounds import Certainty
    from assessor.rules.cells import Several, Untried
    from assessor.rules.distance import Distance
    from assessor.rules.outlook import Turn


@dataclass(frozen=True, slots=True)
class Due:
    """The day from which something is asked for, and what that day is."""

    day: date
    means: str


def due_in(step: Step) -> Due | None:
    """What keeps a result open though nothing is missing: the last of the days that have not come."""
    if step.kind == "due" and step.have is not None and isinstance(step.have.content, date):
        return Due(step.have.content, step.node["means"])
    found = [due for child in step.children if child.value.state is State.UNKNOWN and (due := due_in(child))]
    return max(found, key=lambda due: due.day, default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A result under one reading. `value` and `met` are None unless the status is known."""

    status: State
    value: Fraction | str | None = None
    met: bool | None = None
    shortfall: Fraction | None = None
    missing: tuple[str, ...] = ()
    rows: tuple[RowResult, ...] = ()
    step: Step | None = None
    due: "Due | None" = None
    """Why nothing is missing and there is still no answer: its day has not come."""

    @property
    def is_answer(self) -> bool:
        """Whether the text says something to this record, be it that it leaves a gap."""
        return self.status in {State.KNOWN, State.GAP}

    @property
    def has_reasons(self) -> bool:
        """Whether its steps say more than what is missing."""
        return self.step is not None and (self.status is not State.UNKNOWN or self.due is not None)

    def to_json(self) -> dict[str, Any]:
        """The part of the contract that each reading carries."""
        return {
            "status": self.status.value,
            "value": spell(self.value),
            "met": self.met,
            "shortfall": spell(self.shortfall),
            "missing": list(self.missing),
            **({"due": self.due.day.isoformat()} if self.due else {}),
        }


@dataclass(frozen=True, slots=True)
class PeriodVerdict:
    """What a result comes to in one term, or one school year, of several that may be meant."""

    period: Term | SchoolYear
    verdict: Verdict

    def to_json(self) -> dict[str, Any]:
        """The form of the contract: {"term": "2025-2026-1", "status", "value", "met"}, or "year" with "2025-2026"."""
        key = "term" if isinstance(self.period, Term) else "year"
        verdict = self.verdict.to_json()
        return {key: str(self.period), **{name: verdict[name] for name in ("status", "value", "met")}}


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule comes to for a record: the verdict of the default reading, and of each reading."""

    policy: Policy
    rule: Rule
    verdict: Verdict
    reading: str | None = None
    by_reading: Mapping[str, Verdict] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    period_notes: tuple[str, ...] = ()
    """What is to be said of the term or the school year that the result is about."""
    by_term: tuple[PeriodVerdict, ...] = ()
    """The verdict in each term, where it is unknown because rows lie in several and nobody says which one is meant."""
    by_year: tuple[PeriodVerdict, ...] = ()
    """The same for school years."""
    certainty: "Certainty | None" = None
    distances: "tuple[Distance, ...]" = ()
    several: "tuple[Several, ...]" = ()
    untried: "tuple[Untried, ...]" = ()

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is to be said beside the result: the rule's own notices, and those on its period."""
        return (*self.notices, *self.period_notes)

    @property
    def by_period(self) -> tuple[PeriodVerdict, ...]:
        """The verdicts by term or by year, whichever there are."""
        return self.by_term or self.by_year

    @property
    def readings_differ(self) -> bool:
        """Whether the readings come to different results."""
        seen = {(v.status, v.value, v.met) for v in self.by_reading.values()}
        return len(seen) > 1


@dataclass(frozen=True, slots=True)
class Assessment:
    """All results of a record under the chosen policies, in the order of the texts."""

    as_of: date
    rulebook: str
    results: tuple[Result, ...]
    turns: "tuple[Turn, ...]" = ()
    """When results change if service goes on; filled in by `questions.ask`."""

    def __getitem__(self, name: str) -> Result:
        """The result of that rule id (of the first policy that has it)."""
        for result in self.results:
            if result.id == name:
                return result
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Asked:
    """A result with its certainty and distances, and when it changes if service goes on."""

    result: Result
    turns: "tuple[Turn, ...]" = ()


def together(assessment: Assessment, asked: list[Asked]) -> Assessment:
    """The assessment with the answers to all of its results; what comes sooner first."""
    found = sorted((turn for one in asked for turn in one.turns), key=lambda turn: turn.month)
    return replace(assessment, results=tuple(one.result for one in asked), turns=tuple(found))


def spell(value: Fraction | str | None) -> str | None:
    """A value as the contract writes it: exact numbers as text, words as they are."""
    return show(value) if isinstance(value, Fraction) else value

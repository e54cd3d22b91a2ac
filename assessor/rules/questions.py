"""The questions that can be asked of an assessment: what is certain, how far, from when."""

from collections.abc import Generator
from dataclasses import replace

from assessor.rules.bounds import Bounds
from assessor.rules.distance import Asking, search
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.fields import Record
from assessor.rules.outlook import turns
from assessor.rules.result import Asked, Assessment, Result, together
from assessor.rules.rulebook import Rulebook
from assessor.rules.values import State

type Resting[T] = Generator[None, None, T]
"""Work that rests after every small step, so that something more urgent can come between."""


def ask(rulebook: Rulebook, record: Record, assessment: Assessment) -> Assessment:
    """The assessment of a record with the answers: certainty and distances of each result, and the outlook."""
    facts = Facts(rulebook.fields, record, assessment.as_of)
    bounds = {name: Bounds(policy, facts) for name, policy in rulebook.policies.items()}
    asked = [_at_once(inquire(result, facts, bounds[result.policy.id])) for result in assessment.results]
    return together(assessment, asked)


def inquire(result: Result, facts: Facts, bounds: Bounds) -> Resting[Asked]:
    """Ask all questions of one result; `facts` and `bounds` are those it was judged by."""
    if result.verdict.status is State.MANUAL:
        return Asked(result)
    yield
    certainty = bounds.certainty(result.rule, result.reading)
    yield
    found = yield from _resting(search(result, facts), result, facts)
    answered = replace(
        result, certainty=certainty, distances=found.distances, several=found.several, untried=found.untried
    )
    return Asked(answered, tuple((yield from _resting(turns(answered, facts), result, facts))))


def _resting[T](asking: Asking[T], result: Result, facts: Facts) -> Resting[T]:
    """A search whose records are judged by the result's own rule and reading, with a rest after each."""
    try:
        record = next(asking)
        while True:
            judge = Judge(result.policy, Facts(facts.fields, record, facts.as_of))
            verdict = judge.verdict(result.rule, result.reading)
            yield
            record = asking.send(verdict)
    except StopIteration as end:
        found: T = end.value
        return found


def _at_once[T](work: Resting[T]) -> T:
    try:
        while True:
            next(work)
    except StopIteration as end:
        done: T = end.value
        return done

"""The questions that can be asked of an assessment: what is certain, how far, from when."""

from dataclasses import replace
from datetime import date

from assessor.rules.bounds import Bounds
from assessor.rules.distance import distances
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.fields import Record
from assessor.rules.outlook import outlook
from assessor.rules.result import Assessment, Result, Verdict
from assessor.rules.rulebook import Rule, Rulebook
from assessor.rules.values import State


def ask(rulebook: Rulebook, record: Record, assessment: Assessment) -> Assessment:
    """The assessment of a record with the answers: certainty and distances of each result, and the outlook."""
    facts = Facts(rulebook.fields, record, assessment.as_of)
    bounds: dict[str, Bounds] = {}
    results = []
    for result in assessment.results:
        if result.verdict.status is State.MANUAL:
            results.append(result)
            continue
        found = bounds.setdefault(result.policy.id, Bounds(result.policy, facts))

        def judge(changed: Record, result: Result = result) -> Verdict:
            return _judge(rulebook, result, changed, facts.as_of)

        results.append(
            replace(
                result,
                certainty=found.certainty(result.rule, result.reading),
                distances=tuple(distances(result, facts, judge)),
            )
        )
    by_rule = {id(result.rule): result for result in results}

    def later(rule: Rule, changed: Record, day: date) -> Verdict:
        return _judge(rulebook, by_rule[id(rule)], changed, day)

    return replace(assessment, results=tuple(results), turns=tuple(outlook(results, facts, later)))


def _judge(rulebook: Rulebook, result: Result, record: Record, day: date) -> Verdict:
    judge = Judge(result.policy, Facts(rulebook.fields, record, day))
    return judge.verdict(result.rule, result.reading)

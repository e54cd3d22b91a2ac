"""Judging again only what has changed comes to the same as judging everything."""

import gc
import random
from itertools import chain, repeat
from typing import Any

import pytest

from assessor.records import RecordError, read_record
from assessor.rules import Assessment, Recall, RulebookError, ask, assess
from assessor.rules.engine import Judge
from tests.oracle.edits import edits
from tests.oracle.run import POLICIES
from tests.rules.samples import TODAY, book, field, rule

THREE = ["school-21art", "county-professional", "wenzhou-2023-23"]


def told(assessment: Assessment, *, answers: bool) -> list[Any]:
    """All that an assessment says."""
    results = [
        (
            result.policy.id,
            result.id,
            result.verdict.to_json(),
            result.verdict.rows,
            result.reading,
            {name: verdict.to_json() for name, verdict in result.by_reading.items()},
            result.notices,
            (result.certainty, result.distances) if answers else None,
        )
        for result in assessment.results
    ]
    return [
        assessment.as_of,
        assessment.rulebook,
        results,
        [t.to_json() for t in assessment.turns] if answers else None,
    ]


@pytest.mark.parametrize("policies", [*([name] for name in POLICIES), THREE], ids=str)
def test_edit_by_edit_it_is_what_assess_and_ask_give(rulebook, policies):
    """After any edits, with the questions left half answered at any point, results and answers are the fresh ones."""
    rng = random.Random(f"{policies} recall")
    recall = Recall(rulebook)
    rules = [entry for name in policies for entry in rulebook.policies[name].rules.values() if entry.readings]
    for raw, today in edits(rng, policies, 25):
        try:
            record = read_record(rulebook.fields, raw)
        except RecordError:
            continue  # two edits may contradict each other
        readings = {entry.id: rng.choice(list(entry.readings)) for entry in rules if rng.random() < 0.1}
        fresh = assess(rulebook, record, today, policies, readings)
        assert told(recall.assess(record, today, policies, readings), answers=False) == told(fresh, answers=False)
        is_over = chain([False] * rng.choice((0, 3, 40)), repeat(object=True)).__next__
        if rng.random() < 0.3:
            assert recall.work(lambda: False)
            assert told(recall.assessment, answers=True) == told(ask(rulebook, record, fresh), answers=True)
        else:
            recall.work(is_over)


def test_what_has_not_changed_is_the_same_object():
    """A result that sees nothing of an edit is kept, with its answers; one that does is another."""
    recall = Recall(book(rule("一", field("年限")), rule("二", field("人数"))))
    record = read_record(recall.rulebook.fields, {"年限": 3, "人数": 4})
    recall.assess(record, TODAY, ["shixing"])
    assert recall.work(lambda: False)
    before = recall.assessment
    after = recall.assess(read_record(recall.rulebook.fields, {"年限": 3, "人数": 5}), TODAY, ["shixing"])
    assert after["一"] is before["一"]
    assert after["一"].certainty is not None
    assert after["二"].verdict.value == 5
    assert after["二"].certainty is None
    assert not recall.is_answered


def test_work_rests_and_goes_on():
    """Each call takes at least one step; together they come to the end, even if another record came in between."""
    recall = Recall(book(rule("一", field("年限")), rule("二", field("人数"))))
    records = [read_record(recall.rulebook.fields, {"年限": 3, "人数": number}) for number in (4, 5)]
    calls = 0
    recall.assess(records[0], TODAY, ["shixing"])
    while not recall.work(lambda: True):
        calls += 1
        recall.assess(records[min(calls, 1)], TODAY, ["shixing"])
        assert calls < 100
    assert calls > 3
    assert recall.is_answered


def test_a_refusal_changes_nothing():
    """A policy or reading that does not exist is refused as `assess` refuses it, and the record before stays."""
    recall = Recall(book(rule("一", field("年限"))))
    before = recall.assess({}, TODAY, ["shixing"])
    with pytest.raises(RulebookError):
        recall.assess({}, TODAY, ["shixin"])
    with pytest.raises(RulebookError):
        recall.assess({}, TODAY, ["shixing"], {"一": "字面"})
    assert recall.assessment == before


def test_what_was_before_is_forgotten(rulebook):
    """However long one types, now here, now there: no more is kept than what the results shown need."""
    recall, alive = Recall(rulebook), []
    raw: dict[str, Any] = {"现任班主任": True}
    for step in range(60):
        month = {"月份": "2026-02", "应坐班": 20, "实坐班": step % 20}
        raw |= ({"累计任职年限": step}, {"家长会次数": step}, {"月度坐班": [month]})[step % 3]
        recall.assess(read_record(rulebook.fields, raw), TODAY, THREE)
        if step in {12, 59}:
            gc.collect()
            alive.append(sum(isinstance(thing, Judge) for thing in gc.get_objects()))
    assert alive[1] <= alive[0] + 4

"""due."""

from datetime import date
from fractions import Fraction

import pytest

from assessor.rules import State
from tests.rules.samples import answer, book, call, field, judged, num, require, result, told, value

HELD = require(field("年限"), ">=", num(1))
DUE = {"do": "due", "from": call("years_after", field("入职日期"), num(1)), "then": HELD, "means": "入职满一年"}
"""Judged on 30 June 2026."""


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"入职日期": "2025-07-01", "年限": 0.5}, ()),
        ({"入职日期": "2025-07-01", "年限": 1}, True),
        ({"入职日期": "2025-06-30", "年限": 0.5}, False),
        ({"入职日期": "2025-06-29", "年限": 0.5}, False),
        ({"入职日期": "2025-07-01"}, ("年限",)),
        ({"入职日期": "2025-06-30"}, ("年限",)),
        ({"年限": 0.5}, ("入职日期",)),
        ({"年限": 1}, True),
        ({}, ("年限", "入职日期")),
    ],
)
def test_nothing_is_failed_before_its_day(record, wanted):
    """Before the day a no is open and lacks nothing; on the day itself and after it, it is a no; a yes always counts."""
    assert told(value(DUE, record)) == wanted


def test_the_shortfall_counts_from_the_day_on():
    """A requirement keeps its shortfall once it is due; before, there is none."""
    assert answer(DUE, {"入职日期": "2025-06-30", "年限": 0.5}).shortfall == Fraction(1, 2)
    assert answer(DUE, {"入职日期": "2025-07-01", "年限": 0.5}).shortfall is None


def test_a_gap_stays_a_gap():
    """What the text leaves out does not wait for a day."""
    bands = {"do": "bands", "of": field("年限"), "rows": [{"from": "1", "value": ["bool", True]}]}
    assert told(value({**DUE, "then": bands}, {"入职日期": "2025-07-01", "年限": 0.5})) == "gap"


RULE = {
    "id": "R-1",
    "name": "一",
    "kind": "requirement",
    "strength": "must",
    "subject": "teacher",
    "clause": "一",
    "anchor": "a",
    "inputs": ["入职日期", "年限"],
    "body": DUE,
}


def test_the_verdict_names_the_day():
    """Status unknown, nothing missing, and the day in the contract; nothing of it once the day has come."""
    found = result(RULE, {"入职日期": "2025-07-01", "年限": 0.5}).verdict
    assert (found.status, found.met, found.missing) == (State.UNKNOWN, None, ())
    assert found.to_json()["due"] == "2026-07-01"
    assert found.due is not None
    assert found.due.means == "入职满一年"
    assert "due" not in result(RULE, {"入职日期": "2025-06-30", "年限": 0.5}).verdict.to_json()
    assert "due" not in result(RULE, {"入职日期": "2025-07-01"}).verdict.to_json()


def test_a_day_deep_inside_is_found_the_last_of_several():
    """A rule that waits for two days is answered when the later one has come."""
    later = {**DUE, "from": call("years_after", field("入职日期"), num(2)), "means": "满两年"}
    parts = [{"name": "", "node": DUE}, {"name": "", "node": later}]
    found = result({**RULE, "body": {"do": "all", "parts": parts}}, {"入职日期": "2025-07-01", "年限": 0.5}).verdict
    assert found.due is not None
    assert (found.due.day, found.due.means) == (date(2027, 7, 1), "满两年")


def test_another_rule_that_rests_on_it_waits_too():
    """The result of a rule that is not due yet is open wherever it is used, with its day."""
    rests = {**RULE, "id": "R-2", "body": {"do": "result", "result": "R-1", "name": "一"}}
    found = judged(book(RULE, rests), {"入职日期": "2025-07-01", "年限": 0.5})["R-2"].verdict
    assert (found.status, found.to_json()["due"]) == (State.UNKNOWN, "2026-07-01")

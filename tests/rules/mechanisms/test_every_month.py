"""every_month."""

import pytest

from tests.rules.samples import answer, call, compared, field, num, told, value

NODE = {
    "do": "every_month",
    "of": "任职段",
    "role": "班主任",
    "from": call("date", num(2025), num(9), num(1)),
    "to": call("date", num(2026), num(2), num(28)),
    "otherwise": compared(field("年限"), ">=", num(1)),
}


def spell(start: str | None, end: str | None = None, role: str | None = "班主任") -> dict[str, object]:
    """A spell of service."""
    return {"起": start, "止": end, "角色": role}


CASES = [
    ("exactly", [spell("2025-09", "2026-02")], True),
    ("and more", [spell("2020-01")], True),
    ("a month late", [spell("2025-10", "2026-02")], False),
    ("a month short", [spell("2025-09", "2026-01")], False),
    ("two spells that meet", [spell("2026-01", "2026-02"), spell("2025-09", "2025-12")], True),
    ("a month left out", [spell("2025-09", "2025-11"), spell("2026-01", "2026-02")], False),
    ("another role fills the month", [spell("2025-09", "2026-01"), spell("2026-02", None, "见习班主任")], False),
    ("no spell", [], False),
    ("a blank role", [spell("2020-01"), spell("2020-01", None, None)], ("任职段.角色",)),
    ("a blank start", [spell("2020-01"), spell(None, "2021-01")], ("任职段.起",)),
]


@pytest.mark.parametrize(("rows", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_month_of_the_span_is_covered(rows, wanted):
    """No month from the first to the last may be without service; a blank that matters leaves it open."""
    assert told(value(NODE, {"任职段": rows})) == wanted


@pytest.mark.parametrize(("record", "wanted"), [({"年限": 1}, True), ({"年限": 0.9}, False), ({}, ("年限",))])
def test_something_else_stands_in_where_there_are_no_spells(record, wanted):
    """Where the spells were not filled in, the other condition decides."""
    assert told(value(NODE, record)) == wanted


def test_span_that_is_not_known():
    """Where an end of the span hangs on a blank field, that field is missing."""
    assert told(value({**NODE, "from": field("入职日期")}, {"任职段": []})) == ("入职日期",)


def test_note_counts_the_months():
    """The note says how many months of how many were served."""
    assert answer(NODE, {"任职段": [spell("2025-10")]}).step.note == "2025-09 至 2026-02 共 6 个月，任职 5 个月"


SUMMERLESS = {**NODE, "to": call("date", num(2027), num(1), num(1)), "except": [7, 8]}


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([spell("2025-09", "2026-06"), spell("2026-09", "2027-01")], True),
        ([spell("2025-09", "2026-05"), spell("2026-09", "2027-01")], False),
        ([spell("2025-09", "2026-06"), spell("2026-10", "2027-01")], False),
    ],
    ids=["the summer", "June", "September"],
)
def test_months_that_are_not_asked_for(rows, wanted):
    """The months named in `except` may be without service, the months beside them may not."""
    record = {"自评日期": "2027-02-01", "任职段": rows}
    assert told(value(SUMMERLESS, record)) == wanted
    assert "2025-09 至 2027-01 共 15 个月（7、8 月不看）" in answer(SUMMERLESS, record).step.note

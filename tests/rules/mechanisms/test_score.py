"""score."""

from fractions import Fraction

import pytest

from tests.rules.samples import answer, column, field, num, parts, told, value

LIMITS = {"floor": "0", "cap": "10"}


@pytest.mark.parametrize(
    ("points", "more", "wanted", "note"),
    [
        (4, 5, 9, ""),
        (4, 6, 10, ""),
        (4, 6.01, 10, "超过满分，按满分计"),
        (4, -4, 0, ""),
        (4, -4.5, 0, "低于下限，按下限计"),
        (0.1, 0.2, Fraction(3, 10), ""),
    ],
)
def test_total_is_held_between_its_limits(points, more, wanted, note):
    """Items are added up exactly and held between floor and cap, which is told where it bites."""
    found = answer(
        {"do": "score", "parts": parts(field("月标准"), field("月数")), **LIMITS}, {"月标准": points, "月数": more}
    )
    assert told(found.value) == wanted
    assert found.step.note == note


def test_limits_may_be_absent():
    """Without limits the total stands as it is."""
    node = {"do": "score", "parts": parts(field("月标准"), num(-3))}
    assert told(value(node, {"月标准": 1})) == -2
    assert told(value(node, {"月标准": 1000})) == 997


@pytest.mark.parametrize(
    ("record", "wanted"),
    [({"月标准": 999}, ("月数",)), ({}, ("月标准", "月数"))],
)
def test_unknown_item_leaves_the_score_open(record, wanted):
    """An item that is not known leaves the score open even where the cap seems reached."""
    assert told(value({"do": "score", "parts": parts(field("月标准"), field("月数")), **LIMITS}, record)) == wanted


def test_gap_in_an_item_is_a_gap():
    """An item for which the text gives no value leaves a gap."""
    table = {"do": "bands", "of": num(1), "rows": [{"from": "9", "value": num(1)}]}
    assert told(value({"do": "score", "parts": parts(table, field("月数"))})) == "gap"


def test_items_keep_their_names():
    """The trace names every item."""
    found = answer({"do": "score", "parts": parts(num(1), num(2))})
    assert [step.name for step in found.step.children] == ["一", "二"]


def test_rows_of_a_single_item_are_passed_on():
    """A lone item passes on its rows."""
    total = {"do": "sum", "of": "活动", "value": column("分值")}
    record = {"活动": [{"分值": 1}]}
    assert len(answer({"do": "score", "parts": parts(total)}, record).rows) == 1
    assert answer({"do": "score", "parts": parts(total, num(1))}, record).rows == ()

"""if, choose, first."""

import pytest

from tests.rules.samples import answer, compared, field, num, told, value

SIX = {"do": "bands", "of": field("人数"), "rows": [{"to": "5", "value": num(0)}, {"from": "7", "value": num(1)}]}
GAP = {"人数": 6}
IF = {"do": "if", "if": field("在任"), "then": field("年限"), "else": num(0), "means": "已经卸任"}


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"在任": True, "年限": 3}, 3),
        ({"在任": False}, 0),
        ({"在任": True}, ("年限",)),
        ({}, ("在任", "年限")),
        ({"年限": 3}, ("在任",)),
        ({"年限": 0}, 0),
    ],
)
def test_if(record, wanted):
    """A known condition picks its branch; an unknown one leaves a value only where both branches agree."""
    assert told(value(IF, record)) == wanted


def test_if_asks_nothing_of_the_branch_not_taken():
    """What the other branch would need is not missing."""
    assert told(value({**IF, "then": num(1), "else": field("年限")}, {"在任": True})) == 1


def test_if_with_a_gap_in_the_branch_taken():
    """A gap in the branch that applies is the result."""
    assert told(value({**IF, "then": SIX}, {"在任": True, **GAP})) == "gap"


def test_else_says_what_it_means():
    """The note belongs to the branch that it explains."""
    assert answer(IF, {"在任": False}).step.note == "已经卸任"
    assert answer(IF, {"在任": True, "年限": 3}).step.note == ""


def test_if_passes_on_the_shortfall():
    """A requirement in a branch keeps its shortfall."""
    asked = {"do": "require", "have": field("年限"), "relation": ">=", "need": num(3)}
    assert answer({**IF, "then": asked, "else": ["bool", True]}, {"在任": True, "年限": 1}).shortfall == 2


CHOOSE = {
    "do": "choose",
    "of": field("称号"),
    "rows": [
        {"is": ["甲等", "乙等"], "value": ["*", field("年限"), num(2)]},
        {"is": ["丙等"], "gap": "条文只写了甲、乙两等"},
    ],
}


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"称号": "甲等", "年限": 3}, 6),
        ({"称号": "乙等", "年限": 3}, 6),
        ({"称号": "乙等"}, ("年限",)),
        ({"称号": "丙等"}, "gap"),
        ({"年限": 3}, ("称号",)),
    ],
)
def test_choose(record, wanted):
    """A word picks its value; a word for which the text provides nothing is a gap, whatever else was filled in."""
    assert told(value(CHOOSE, record)) == wanted


def test_choose_asks_for_the_word_first():
    """Without the word nothing else is asked for: which value would count is not known."""
    assert told(value(CHOOSE)) == ("称号",)


def test_choose_says_why_there_is_a_gap():
    """The gap carries the author's words, or ours where a word is not in the table at all."""
    assert answer(CHOOSE, {"称号": "丙等"}).step.note == "条文只写了甲、乙两等"
    shorter = {**CHOOSE, "rows": CHOOSE["rows"][:1]}
    assert answer(shorter, {"称号": "丙等"}).step.note == "条文没有写这种情形"


FIRST = {"do": "first", "nodes": [field("年限"), field("月数"), num(10)]}


@pytest.mark.parametrize(
    ("nodes", "record", "wanted"),
    [
        (FIRST["nodes"], {"年限": 0, "月数": 5}, 0),
        (FIRST["nodes"], {"月数": 5}, 5),
        (FIRST["nodes"], {}, 10),
        (FIRST["nodes"][:2], {}, ("年限", "月数")),
        ([SIX, num(10)], GAP, 10),
        ([compared(field("年限"), ">", num(1)), ["bool", False]], {}, False),
    ],
)
def test_first(nodes, record, wanted):
    """The first node that is known counts; with none, every one of them would do."""
    assert told(value({"do": "first", "nodes": nodes}, record)) == wanted

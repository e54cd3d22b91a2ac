"""sum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, call, column, field, is_word, num, require, told, value

POINTS = {"do": "sum", "of": "活动", "value": column("分值"), "where": is_word("类型", "班会")}
TERM = {**POINTS, "within": call("term")}


def row(kind: str | None, points: object, day: str | None = None) -> dict[str, object]:
    """A row of the list."""
    return {"类型": kind, "分值": points, "日期": day}


CASES = [
    ("nothing", [], 0, 0, ()),
    ("exactly", [row("班会", 0.1), row("班会", 0.2)], "0.3", "0.3", ()),
    ("equal rows each", [row("班会", 1), row("班会", 1)], 2, 2, ()),
    ("a row that does not count", [row("班会", 1), row("家访", 5), row("家访", None)], 1, 1, ()),
    ("a row in the future", [row("班会", 1), row("班会", 5, "2026-07-01")], 1, 1, ()),
    ("a row that may count", [row("班会", 1), row(None, 5)], 1, 6, ("活动.类型",)),
    ("a blank value", [row("班会", 1), row("班会", None)], 1, None, ("活动.分值",)),
    ("a blank value in a row that may count", [row(None, None)], 0, None, ("活动.类型", "活动.分值")),
    ("a row that may count for nothing", [row(None, 0)], 0, 0, ("活动.类型",)),
]


@pytest.mark.parametrize(("rows", "low", "high", "missing"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_total_lies_between_sure_and_possible_rows(rows, low, high, missing):
    """Sure rows are the least, possible ones on top the most; a blank value leaves no upper bound."""
    found = value(POINTS, {"活动": rows})
    if not missing:
        assert told(found) == Fraction(low)
    else:
        assert told(found) == missing
        assert (found.low, found.high) == (Fraction(low), None if high is None else Fraction(high))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([row("班会", 10)], True),
        ([row("班会", 10), row("班会", None)], True),
        ([row("班会", 9), row("班会", None)], ("活动.分值",)),
        ([row("班会", 9), row(None, 0.99)], False),
        ([row("班会", 9), row(None, 1)], ("活动.类型",)),
        ([row("班会", 9.99)], False),
        (None, ("活动",)),
        ([], False),
    ],
)
def test_ten_are_asked_for(rows, wanted):
    """A required total is met by sure rows, out of reach even with all possible ones, or open."""
    assert told(value(require(POINTS, ">=", num(10)), {"活动": rows})) == wanted


OTHERWISE = {**TERM, "otherwise": field("月数")}
IN_TERM = {"学期开始": "2026-02-16"}


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"活动": [row("班会", 4, "2026-02-16")], "月数": 9, **IN_TERM}, 4),
        ({"活动": [row("班会", 4, "2026-02-15")], "月数": 9, **IN_TERM}, 9),
        ({"活动": [row("家访", 4, "2026-03-01")], "月数": 9, **IN_TERM}, 9),
        ({"活动": [], "月数": 9}, 9),
        ({"活动": []}, ("月数",)),
        ({"月数": 9}, 9),
        ({}, ("活动", "月数")),
        ({"活动": [row("班会", 4)], "月数": 9, **IN_TERM}, ("活动.日期",)),
    ],
)
def test_something_else_stands_in_where_no_row_counts(record, wanted):
    """The other value stands in only where surely no row counts; a row that may count keeps it out."""
    assert told(value(OTHERWISE, record)) == wanted


def test_every_row_is_told():
    """Each row is told with its date, what it adds, and why it does not count; rows in the future last."""
    rows = [row("班会", 5, "2026-07-01"), row("班会", 2, "2026-03-01"), row("家访", 3), row("班会", None), row(None, 1)]
    found = answer(POINTS, {"活动": rows}).rows
    assert [(one.key, one.counted, one.value, one.reason) for one in found] == [
        ("2026-03-01", "yes", 2, ""),
        (None, "no", None, "不符合计入条件"),
        (None, "yes", None, "没填：分值"),
        (None, "maybe", None, "没填：类型"),
        ("2026-07-01", "no", None, "晚于自评日期，不计"),
    ]


@given(st.permutations([row("班会", 2), row("班会", None), row(None, 1), row("家访", 7)]))
def test_order_of_rows_decides_nothing(rows):
    """Rows may be listed in any order."""
    found = value(POINTS, {"活动": rows})
    assert (found.low, found.high, set(found.missing)) == (Fraction(2), None, {"活动.类型", "活动.分值"})


kinds, amounts = st.sampled_from(["班会", "家访", None]), st.sampled_from([0, 0.5, 9.99, 10, None])


@given(
    st.lists(st.builds(row, kinds, amounts), max_size=4), kinds.filter(bool), amounts.filter(lambda n: n is not None)
)
def test_what_is_decided_stays_decided_when_blanks_are_filled_in(rows, kind, amount):
    """A verdict reached with blanks in the rows is the verdict after they are filled in, whatever with."""
    asked = require(POINTS, ">=", num(10))
    before = value(asked, {"活动": rows})
    full = [{"类型": one["类型"] or kind, "分值": amount if one["分值"] is None else one["分值"]} for one in rows]
    if before.is_known:
        assert value(asked, {"活动": full}) == before

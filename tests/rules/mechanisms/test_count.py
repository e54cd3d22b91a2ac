"""count."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, call, is_word, num, require, told, value

MEETINGS = {"do": "count", "of": "活动", "where": is_word("类型", "班会")}
YES, NO, BLANK = {"类型": "班会"}, {"类型": "家访"}, {"日期": "2026-06-01"}
LATE = {"日期": "2026-07-01", "类型": "班会"}


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ([], 0, 0),
        ([YES], 1, 1),
        ([YES, YES], 2, 2),
        ([NO], 0, 0),
        ([YES, BLANK, BLANK], 1, 3),
        ([LATE, YES], 1, 1),
    ],
)
def test_count_lies_between_sure_and_possible_rows(rows, low, high):
    """Rows that surely count are the least, those that may count on top are the most; equal rows count each."""
    found = value(MEETINGS, {"活动": rows})
    if low == high:
        assert told(found) == low
    else:
        assert (found.low, found.high, found.missing) == (low, high, ("活动.类型",))


def test_list_that_was_not_filled_in_has_no_bounds():
    """Without the list nothing at all is known of the number."""
    found = value(MEETINGS)
    assert (told(found), found.low, found.high) == (("活动",), None, None)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([YES, YES], True),
        ([YES, YES, BLANK], True),
        ([YES, BLANK], ("活动.类型",)),
        ([YES, NO], False),
        ([BLANK], False),
        ([BLANK, BLANK], ("活动.类型",)),
        (None, ("活动",)),
        ([], False),
    ],
)
def test_two_are_asked_for(rows, wanted):
    """A required number is met by sure rows, out of reach even with all possible ones, or open."""
    assert told(value(require(MEETINGS, ">=", num(2)), {"活动": rows})) == wanted


def test_window_ends_with_the_day():
    """In a window both ends count, and a row without a date may."""
    node = {"do": "count", "of": "活动", "within": call("last_years", num(3))}
    days = ["2023-06-29", "2023-06-30", "2026-06-30", "2026-07-01"]
    found = value(node, {"活动": [{"日期": day} for day in days]})
    assert told(found) == 2
    assert value(node, {"活动": [{"日期": days[1]}, {}]}).high == 2


def test_every_row_is_told():
    """Each row is told with its date and whether it counts, rows in the future last."""
    found = answer(MEETINGS, {"活动": [LATE, YES, NO, BLANK]})
    assert [(row.key, row.counted, row.value) for row in found.rows] == [
        (None, "yes", 1),
        (None, "no", 0),
        ("2026-06-01", "maybe", 0),
        ("2026-07-01", "no", None),
    ]


@given(st.permutations([YES, YES, NO, BLANK, LATE]))
def test_order_of_rows_decides_nothing(rows):
    """Rows may be listed in any order."""
    found = value(MEETINGS, {"活动": rows})
    assert (found.low, found.high, found.missing) == (Fraction(2), Fraction(3), ("活动.类型",))

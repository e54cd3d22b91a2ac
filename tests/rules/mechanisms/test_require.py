"""require."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.exact import show
from tests.rules.samples import answer, column, field, is_word, num, require, told

HOURS = {"do": "sum", "of": "活动", "value": column("分值"), "where": is_word("类型", "班会")}


@pytest.mark.parametrize(
    ("relation", "have", "met", "shortfall"),
    [
        (">=", 3, True, None),
        (">=", 2.99, False, "0.01"),
        ("<=", 3, True, None),
        ("<=", 3.5, False, "0.5"),
        (">", 3.01, True, None),
        (">", 3, False, None),
        (">", 2, False, "1"),
        ("<", 2.99, True, None),
        ("<", 3, False, None),
        ("<", 5, False, "2"),
    ],
)
def test_limit_and_shortfall(relation, have, met, shortfall):
    """≥ and ≤ include their limit, ＞ and ＜ do not; what falls short is exact, positive, or not told."""
    found = answer(require(field("年限"), relation, num(3)), {"年限": have})
    assert found.value.content is met
    assert found.shortfall == (None if shortfall is None else Fraction(shortfall))


def test_both_sides_may_be_missing():
    """The requirement waits for what there is and for what is asked."""
    found = answer(require(field("年限"), ">=", field("人数")))
    assert told(found.value) == ("年限", "人数")
    assert found.shortfall is None


@pytest.mark.parametrize(
    ("rows", "met", "shortfall"),
    [
        ([("班会", 4)], False, 6),
        ([("班会", 4), (None, 3)], False, None),
        ([("班会", 4), (None, 6)], ("活动.类型",), None),
        ([("班会", 10), (None, 6)], True, None),
        ([], False, 10),
    ],
)
def test_no_shortfall_while_rows_may_still_count(rows, met, shortfall):
    """A total that is out of reach is not met, but what it lacks is not told while rows may still count."""
    record = {"活动": [{"类型": kind, "分值": points} for kind, points in rows]}
    found = answer(require(HOURS, ">=", num(10)), record)
    assert told(found.value) == met
    assert found.shortfall == shortfall


def test_rows_come_along():
    """A requirement on rows keeps the rows that it looked at."""
    found = answer(require(HOURS, ">=", num(1)), {"活动": [{"类型": "班会", "分值": 1}]})
    assert [row.value for row in found.rows] == [1]


@given(
    st.sampled_from([">=", "<="]),
    st.fractions(0, 5, max_denominator=12),
    st.sampled_from([Fraction(2), Fraction(3), Fraction(1, 3)]),
)
def test_shortfall_closes_the_distance(relation, have, need):
    """What falls short, made good, meets the requirement exactly."""
    found = answer(require(["num", show(have)], relation, ["num", show(need)]))
    short = found.shortfall
    assert (short is None) is (found.value.content is True)
    if short is not None:
        assert short > 0
        assert have + (short if relation == ">=" else -short) == need

"""bands."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.mechanisms.bands import inside
from tests.rules.samples import answer, call, field, num, told, value

ROWS = [
    {"below": "8", "value": num(0)},
    {"from": "8", "to": "10", "value": num(600)},
    {"above": "10", "below": "11", "value": num(700), "means": "中间档"},
    {"from": "11", "to": "15", "value": num(800)},
    {"from": "16", "value": num(1000)},
]
BANDS = {"do": "bands", "of": field("年限"), "rows": ROWS}


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        (0, 0),
        (7.99, 0),
        (8, 600),
        (10, 600),
        (10.01, 700),
        (10.99, 700),
        (11, 800),
        (15, 800),
        (16, 1000),
        (40, 1000),
    ],
)
def test_each_end_belongs_to_one_band(years, wanted):
    """`from` and `to` belong to the band, `above` and `below` do not."""
    assert told(value(BANDS, {"年限": years})) == wanted


@pytest.mark.parametrize("years", [15.01, 15.5, 15.99])
def test_gap_is_reported_not_guessed(years):
    """A value between two bands yields a gap, never the nearest band, and says so."""
    found = answer(BANDS, {"年限": years})
    assert told(found.value) == "gap"
    assert found.step.note == "条文没有写这个数值"


def test_unknown_number_has_no_band():
    """Without the number there is no band, only what is missing."""
    assert told(value(BANDS)) == ("年限",)


def test_bounds_do_not_survive_a_table():
    """A total that is only bounded gives no bounded value: the table may jump."""
    counted = {
        **BANDS,
        "of": {"do": "count", "of": "活动", "where": ["cmp", "==", ["column", "类型"], ["text", "班会"]]},
    }
    found = value(counted, {"活动": [{"类型": "班会"}, {}]})
    assert told(found) == ("活动.类型",)
    assert (found.low, found.high) == (None, None)


def test_gap_in_the_measure_stays_a_gap():
    """A measure that is itself a gap is a gap."""
    assert told(value({**BANDS, "of": BANDS}, {"年限": 15.5})) == "gap"


def test_band_explains_what_it_means():
    """The note of the band that applies is carried to the reader."""
    assert answer(BANDS, {"年限": 10.5}).step.note == "中间档"
    assert answer(BANDS, {"年限": 10}).step.note == ""


def test_band_is_found_after_rounding():
    """A reading that rounds first leaves no gap."""
    rounded = {**BANDS, "of": call("floor", field("年限"))}
    assert told(value(rounded, {"年限": 15.99})) == 800


@given(st.fractions(0, 20, max_denominator=12) | st.sampled_from([Fraction(text) for text in ("8", "10", "11", "15")]))
def test_bands_never_overlap(number):
    """A number lies in at most one band, and outside all of them only between 15 and 16."""
    found = [row for row in ROWS if inside(row, number)]
    assert len(found) == (0 if 15 < number < 16 else 1)
    wanted = Fraction(found[0]["value"][1]) if found else "gap"
    assert told(value({**BANDS, "of": num(number)})) == wanted

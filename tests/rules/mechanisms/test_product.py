"""product."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, field, num, parts, told, value

GAP = {"do": "bands", "of": field("人数"), "rows": [{"from": "9", "value": num(1)}]}
MONTHS = {"do": "each", "of": "坐班", "by": "月份", "value": ["column", "实坐班"]}
ROWS = [{"月份": "2026-04", "实坐班": 1}, {"月份": "2026-05", "实坐班": 0.5}]


@pytest.mark.parametrize(
    ("factors", "record", "wanted"),
    [
        ([field("年限"), field("月数")], {"年限": 3, "月数": 0.1}, Fraction(3, 10)),
        ([field("年限"), field("月数")], {"年限": 0}, 0),
        ([field("年限"), field("月数")], {"月数": 0}, 0),
        ([field("年限"), field("月数")], {"年限": 1}, ("月数",)),
        ([field("年限"), field("月数")], {}, ("年限", "月数")),
        ([field("年限"), GAP], {"年限": 2, "人数": 1}, "gap"),
        ([field("年限"), GAP], {"人数": 1}, "gap"),
        ([field("年限"), GAP], {"年限": 0, "人数": 1}, 0),
        ([num(2), num(3), num("1/4")], {}, Fraction(3, 2)),
        ([num(7)], {}, 7),
    ],
)
def test_product_is_judged_in_order(factors, record, wanted):
    """A known zero decides first, then a gap, then an unknown; only then are the factors multiplied."""
    assert told(value({"do": "product", "parts": parts(*factors)}, record)) == wanted


@pytest.mark.parametrize(
    ("record", "amounts"),
    [
        ({"月标准": 600}, [600, 300]),
        ({"月标准": 0}, [0, 0]),
        ({}, [None, None]),
    ],
)
def test_rows_get_their_share(record, amounts):
    """Each row gets its own share of the product, exactly, or none while a factor is unknown."""
    node = {"do": "product", "row_amount": "amount", "parts": parts(field("月标准"), MONTHS)}
    found = answer(node, {**record, "坐班": ROWS})
    assert [row.extra["amount"] for row in found.rows] == amounts


def test_rows_are_passed_on_as_they_are_where_no_share_is_asked():
    """Without `row_amount` the rows of the factor stay as they were."""
    found = answer({"do": "product", "parts": parts(field("月标准"), MONTHS)}, {"月标准": 600, "坐班": ROWS})
    assert [dict(row.extra) for row in found.rows] == [{}, {}]
    assert answer({"do": "product", "parts": parts(num(1), num(2))}).rows == ()


def test_row_that_is_open_has_no_share():
    """A month that cannot be decided gets no share."""
    node = {"do": "product", "row_amount": "amount", "parts": parts(field("月标准"), MONTHS)}
    found = answer(node, {"月标准": 600, "坐班": [*ROWS, {"月份": "2026-06"}]})
    assert [row.extra["amount"] for row in found.rows] == [600, 300, None]


@given(st.permutations([num(2), field("年限"), field("月数"), num(0)]))
def test_order_of_factors_decides_nothing(factors):
    """A zero anywhere makes the product zero."""
    assert told(value({"do": "product", "parts": parts(*factors)})) == 0

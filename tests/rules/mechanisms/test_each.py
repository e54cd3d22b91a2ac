"""each."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, column, num, told, value

RATIO = ["/", column("实坐班"), column("应坐班")]
FACTOR = {
    "do": "bands",
    "of": RATIO,
    "rows": [
        {"below": "3/5", "value": num(0)},
        {"from": "3/5", "below": "4/5", "value": num("1/2")},
        {"from": "4/5", "value": num(1)},
    ],
}
NODE = {"do": "each", "of": "坐班", "by": "月份", "value": FACTOR, "value_as": "factor", "show": {"ratio": RATIO}}


def month(name: str | None, need: object, have: object) -> dict[str, object]:
    """A month of duty hours."""
    return {"月份": name, "应坐班": need, "实坐班": have}


FULL, HALF, NONE = month("2026-03", 10, 8), month("2026-04", 10, 7.9), month("2026-05", 10, 5.99)
CASES = [
    ("no rows", [], 0),
    ("no list", None, ("坐班",)),
    ("three months", [FULL, HALF, NONE], Fraction(3, 2)),
    ("rows of one month are added first", [month("2026-03", 10, 4), month("2026-03", 10, 12)], 1),
    ("a month after the day", [FULL, month("2026-07", 10, 10)], 1),
    ("no hours asked for", [FULL, month("2026-04", 0, 5)], ()),
    ("hours left blank", [FULL, month("2026-04", 10, None)], ("坐班.实坐班",)),
    ("hours left blank in one of two rows", [FULL, month("2026-03", None, 1)], ("坐班.应坐班",)),
    ("month left blank", [FULL, month(None, 10, 8)], ("坐班.月份",)),
    ("all left blank", [month(None, None, None)], ("坐班.月份", "坐班.实坐班", "坐班.应坐班")),
]


@pytest.mark.parametrize(("rows", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_months_are_valued_one_by_one_and_added(rows, wanted):
    """Rows of a month are added up, the month is valued, the values are added; one open month leaves all open."""
    assert told(value(NODE, {"坐班": rows})) == wanted


def test_two_rows_without_a_month_are_two_months():
    """Rows whose month was left blank are not thrown together."""
    found = answer(NODE, {"坐班": [month(None, 10, 8), month(None, 10, 8)]})
    assert [row.key for row in found.rows] == [None, None]


def test_each_month_is_told():
    """Every month is told with its value, what is shown beside it, and why it is open; months ahead last."""
    rows = [month("2026-07", 10, 10), HALF, month("2026-05", 0, 5), month("2026-06", 10, None)]
    found = answer(NODE, {"坐班": rows}).rows
    assert [(row.key, row.counted, row.value, row.reason) for row in found] == [
        ("2026-04", "yes", Fraction(1, 2), ""),
        ("2026-05", "maybe", None, "比率的分母为 0"),
        ("2026-06", "maybe", None, "没填：实坐班"),
        ("2026-07", "no", None, "晚于自评日期，不计"),
    ]
    assert found[0].extra == {"factor": Fraction(1, 2), "ratio": Fraction(79, 100)}
    assert found[1].extra == {"factor": None, "ratio": None}


@given(st.permutations([FULL, HALF, NONE, month("2026-04", 10, 9), month("2026-05", 1, 10)]))
def test_order_of_rows_decides_nothing(rows):
    """Rows may be listed in any order."""
    assert told(value(NODE, {"坐班": rows})) == 1 + 1 + 1

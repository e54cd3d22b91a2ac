"""Number formats and the days of Excel."""

from datetime import date
from fractions import Fraction

import pytest

from assessor.sheets.grid import Look
from assessor.sheets.numberformats import day_of, look_of

LOOKS = [
    (0, "", Look.PLAIN),
    (2, "", Look.PLAIN),
    (9, "", Look.PERCENT),
    (10, "", Look.PERCENT),
    (14, "", Look.DATE),
    (20, "", Look.TIME),
    (22, "", Look.DATE),
    (31, "", Look.DATE),
    (57, "", Look.DATE),
    (176, "General", Look.PLAIN),
    (176, "0.0%", Look.PERCENT),
    (176, "0.00E+00", Look.PLAIN),
    (176, "#,##0.00_);[Red](#,##0.00)", Look.PLAIN),
    (176, "yyyy-mm-dd", Look.DATE),
    (176, 'yyyy"年"m"月"', Look.DATE),
    (176, 'm"月"', Look.DATE),
    (176, "[$-804]yyyy/m/d;@", Look.DATE),
    (176, "mmm-yy", Look.DATE),
    (176, "yyyy/m/d h:mm", Look.DATE),
    (176, "h:mm", Look.TIME),
    (176, "[h]:mm:ss", Look.TIME),
    (176, "mm:ss.0", Look.TIME),
    (176, '0.0"小时"', Look.PLAIN),
    (176, '0"days"', Look.PLAIN),
    (176, "0\\d", Look.PLAIN),
    (176, "@", Look.PLAIN),
]


@pytest.mark.parametrize(("number", "code", "wanted"), LOOKS)
def test_looks(number, code, wanted):
    """Formats of days, times and percentages are told from all others, those of Chinese Excel included."""
    assert look_of(number, code) is wanted


@pytest.mark.parametrize(
    ("serial", "wanted"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", None),
        ("61", date(1900, 3, 1)),
        ("46266", date(2026, 9, 1)),
        ("46266.99", date(2026, 9, 1)),
        ("2958465", date(9999, 12, 31)),
        ("2958466", None),
        ("0", None),
        ("-1", None),
    ],
)
def test_days(serial, wanted):
    """Days count as Excel counts them, its 29 February 1900 that never was left out."""
    assert day_of(Fraction(serial)) == wanted


def test_a_huge_format_is_no_trouble():
    """Longer than Excel allows, with brackets that never close."""
    assert isinstance(look_of(170, "[" * 10**6), Look)

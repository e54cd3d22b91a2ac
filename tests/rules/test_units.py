"""Units of quantities."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.units import BASE, NONE, UnitError, quantity, unit

units = st.builds(
    lambda above, below: unit("·".join(above) + ("/" + "·".join(below) if below else "")),
    st.lists(st.sampled_from(BASE), max_size=3),
    st.lists(st.sampled_from(BASE), max_size=2),
)


@pytest.mark.parametrize(
    ("left", "right", "product", "quotient"),
    [
        ("元/月", "月", "元", "元/月·月"),
        ("元", "月", "元·月", "元/月"),
        ("元/人·月", "人", "元/月", "元/人·人·月"),
        ("小时", "小时", "小时·小时", ""),
        ("", "分", "分", "/分"),
    ],
)
def test_units_multiply_and_divide(left, right, product, quotient):
    """元/月 × 月 is 元, and a quotient of equal units is a bare number."""
    assert unit(left) * unit(right) == unit(product)
    assert str(unit(left) / unit(right)) == str(unit(quotient))


@given(units, units)
def test_division_undoes_multiplication(one, two):
    """Multiplying and dividing by the same unit changes nothing, and the order of factors means nothing."""
    assert one * two / two == one
    assert one * two == two * one
    assert one / one == NONE


@given(units)
def test_unit_reads_what_it_writes(one):
    """A unit reads back as it was spelled."""
    assert unit(str(one)) == one


@pytest.mark.parametrize("text", ["", None])
def test_no_unit_is_a_bare_number(text):
    """No unit at all stands for a bare number."""
    assert unit(text) == NONE
    assert str(NONE) == ""


@pytest.mark.parametrize("text", ["块", "元/块", "小 时", "元/月/人"])
def test_unknown_unit_is_refused(text):
    """A unit that is not in the table is an error that names it."""
    with pytest.raises(UnitError):
        unit(text)


def test_kinds_of_hours_never_mix():
    """Hours of training, class periods and clock hours are three units."""
    assert len({unit("学时"), unit("课时"), unit("小时")}) == 3


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("3 学时", Fraction(3), "学时"),
        ("3学时", Fraction(3), "学时"),
        ("60%", Fraction(3, 5), ""),
        ("300 元/班·月", Fraction(300), "元/班·月"),
        (" -1.5 分 ", Fraction(-3, 2), "分"),
        ("5/6", Fraction(5, 6), ""),
    ],
)
def test_quantity_is_a_number_with_its_unit(text, number, name):
    """A quantity is read as its exact number and its unit."""
    assert quantity(text) == (number, unit(name))


@pytest.mark.parametrize("text", ["学时", "3 块", "三 学时", "1.2.3 分", "3 学时 4", "", "1/0 分"])
def test_what_is_not_a_quantity(text):
    """A text that is not a number with a known unit is no quantity."""
    assert quantity(text) is None

"""Exact numbers."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.exact import MAX_DIGITS, NotANumberError, ceil, floor, number, round_half_up, show

fractions = st.fractions(-(10**6), 10**6, max_denominator=10**4)

READ = [
    (8, Fraction(8)),
    (79.9, Fraction(799, 10)),
    (0.1, Fraction(1, 10)),
    (1e-05, Fraction(1, 100_000)),
    (-0.0, Fraction(0)),
    (Decimal("59.990"), Fraction(5999, 100)),
    (Fraction(2, 3), Fraction(2, 3)),
    ("600", Fraction(600)),
    ("9.40", Fraction(47, 5)),
    ("  8 ", Fraction(8)),
    ("-.5", Fraction(-1, 2)),
    ("+3.", Fraction(3)),
    ("5/6", Fraction(5, 6)),
    ("2.5/5", Fraction(1, 2)),
    ("60%", Fraction(3, 5)),
    ("0.5%", Fraction(1, 200)),
    ("9" * MAX_DIGITS, Fraction(int("9" * MAX_DIGITS))),
]


@pytest.mark.parametrize(("source", "wanted"), READ, ids=repr)
def test_number_is_read_as_it_was_written(source, wanted):
    """A number is read by its decimal spelling, without passing through a binary float."""
    assert number(source) == wanted


@pytest.mark.parametrize(
    "source",
    [
        *(True, False, None, [], float("nan"), float("inf"), -float("inf"), 1e300, Decimal("NaN"), Decimal("1E+40")),
        *("", " ", ".", "-", "八", "８", "1e3", "1,000", "1_000", "0x10", "--1", "1/0", "1//2", "1/-2", "1/2.5"),
        *("6%%", "%", "NaN", "Infinity", "1 2", "1" * (MAX_DIGITS + 1)),
    ],
    ids=repr,
)
def test_anything_else_is_not_a_number(source):
    """Booleans, NaN, infinities, exponents, other scripts and endless digits are refused."""
    with pytest.raises(NotANumberError):
        number(source)


SHOWN = [
    (Fraction(600), "600"),
    (Fraction(0), "0"),
    (Fraction(-7), "-7"),
    (Fraction(47, 5), "9.4"),
    (Fraction(1, 80), "0.0125"),
    (Fraction(-3, 4), "-0.75"),
    (Fraction(-1, 200), "-0.005"),
    (Fraction(5, 6), "5/6"),
    (Fraction(-10, 3), "-10/3"),
    (Fraction(1001, 1000), "1.001"),
]


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_number_is_shown_exactly(value, text):
    """A number is spelled as a whole number, a decimal without trailing zeros, or a reduced fraction."""
    assert show(value) == text


@given(fractions)
def test_what_is_shown_reads_back(value):
    """Reading what was shown gives the same number."""
    assert number(show(value)) == value


@given(fractions)
def test_shown_form_is_the_shortest(value):
    """No spelling has trailing zeros, and only endless decimals become fractions."""
    text = show(value)
    assert re.fullmatch(r"-?\d+|-?\d+\.\d*[1-9]|-?\d+/\d+", text)
    if "/" in text:
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        assert rest > 1


@given(st.decimals(-9999, 9999, places=3))
def test_float_means_what_was_typed(typed):
    """A float stands for its shortest decimal spelling: 0.1 is one tenth."""
    assert number(float(typed)) == Fraction(typed)


@pytest.mark.parametrize(
    ("value", "down", "up", "half"),
    [
        ("7", 7, 7, 7),
        ("7.4", 7, 8, 7),
        ("7.499", 7, 8, 7),
        ("7.5", 7, 8, 8),
        ("10.9", 10, 11, 11),
        ("1/3", 0, 1, 0),
        ("-0.5", -1, 0, 0),
        ("-1.5", -2, -1, -1),
        ("-1.6", -2, -1, -2),
    ],
)
def test_rounding(value, down, up, half):
    """Floor goes down, ceil goes up, and exactly half goes up."""
    exact = number(value)
    assert (floor(exact), ceil(exact), round_half_up(exact)) == (down, up, half)


@given(fractions)
def test_rounding_stays_within_one(value):
    """Every rounding gives a whole number less than one away, and four-five rounding at most a half."""
    assert floor(value) <= value < floor(value) + 1
    assert ceil(value) - 1 < value <= ceil(value)
    assert -Fraction(1, 2) < round_half_up(value) - value <= Fraction(1, 2)
    assert all(rounded.denominator == 1 for rounded in (floor(value), ceil(value), round_half_up(value)))

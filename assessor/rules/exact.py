"""Exact numbers: decimals are read as written and printed without loss; nothing passes through a binary float."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

MAX_DIGITS = 30
"""Longest number accepted, in characters; far above any real figure, far below what would slow the engine down."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(/\d+)?%?")


class NotANumberError(ValueError):
    """The text is not a decimal number, a fraction or a percentage."""


def number(source: object) -> Fraction:
    """Read `source` exactly: 79.9 is 799/10, "5/6" is 5/6, "60%" is 3/5.

    Accepts int, Fraction, Decimal, text, and float (by its shortest decimal spelling, as it was typed).
    Raises NotANumberError for anything else: booleans, NaN, infinities, exponents, more than MAX_DIGITS characters.
    """
    if isinstance(source, bool):
        raise NotANumberError(str(source))
    if isinstance(source, int | Fraction):
        value = Fraction(source)
        if max(abs(value.numerator), value.denominator) >= 10**MAX_DIGITS:
            raise NotANumberError("…")
        return value
    if isinstance(source, Decimal) and (not source.is_finite() or abs(source.adjusted()) > MAX_DIGITS):
        raise NotANumberError("…")
    if isinstance(source, float):
        source = format(Decimal(repr(source)), "f")
    elif isinstance(source, Decimal):
        source = format(source, "f")
    text = str(source).strip()
    if len(text) > MAX_DIGITS or not text.isascii() or not _NUMBER.fullmatch(text):
        raise NotANumberError(text[:MAX_DIGITS])
    percent = text.endswith("%")
    body, _, denominator = text.rstrip("%").partition("/")
    if denominator and not int(denominator):
        raise NotANumberError(text)
    value = Fraction(body) / (int(denominator) if denominator else 1)
    return value / 100 if percent else value


@lru_cache(maxsize=4096)
def literal(text: str) -> Fraction:
    """The number that a compiled rule writes down; every rule is read many times, and its numbers are few."""
    return Fraction(text)


def show(value: Fraction) -> str:
    """Spell `value` exactly: 600, 9.4 (no trailing zeros), or the reduced fraction p/q where no decimal ends."""
    denominator = value.denominator
    if denominator == 1:
        return str(value.numerator)
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def floor(value: Fraction) -> Fraction:
    """The greatest whole number not above `value`."""
    return Fraction(value.numerator // value.denominator)


def ceil(value: Fraction) -> Fraction:
    """The least whole number not below `value`."""
    return Fraction(-(-value.numerator // value.denominator))


def round_half_up(value: Fraction) -> Fraction:
    """The nearest whole number; exactly half goes up (四舍五入)."""
    return floor(value + Fraction(1, 2))

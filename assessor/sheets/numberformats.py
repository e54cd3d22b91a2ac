"""What Excel's number formats make of a number, and its days counted from 1899-12-30."""

import re
from datetime import date, timedelta
from fractions import Fraction

from assessor.records.signs import printable
from assessor.sheets.grid import Look

_BUILTIN_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
"""Built-in formats of a day; 27 to 36 and 50 to 58 are those of Chinese Excel."""

_BUILTIN_TIMES = {*range(18, 22), *range(32, 36), *range(45, 48), 55, 56}
_BUILTIN_PERCENTS = {9, 10}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LONGEST = 255
"""Characters of a number format in Excel; a longer one is none of its making."""
_FIRST, _LAST = 1, 2_958_465
"""The days Excel knows: 1900-01-01 to 9999-12-31."""

_LEAP = 60
"""Excel counts a 29 February 1900 that never was."""

SHIFT_1904 = 1462
"""Days between the two calendars of Excel; workbooks of old Macs count from 1904."""


_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?\s?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""A day, and perhaps the time of day and its zone."""
_HERE = {"", "+08:00", "+0800"}
"""The zones whose days are those of the calendar on the wall."""


def spoken_day(text: str) -> date | str:
    """The day that a text with a time of day means, or what keeps it from being known.

    Midnight of any zone is the day that was typed; any other time of another zone than China's may be the next day.
    """
    found = _ISO.fullmatch(text)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        return f"“{printable(text)}”不是存在的日期"
    is_midnight = not any(
        (found[2] or "").replace(":", "").strip("0") + (part or "").strip("0") for part in found.group(3, 4)
    )
    if (found[5] or "") in _HERE or is_midnight:
        return day
    return f"“{printable(text)}”是别的时区的时间，在中国可能已是第二天"


def serial_of(day: date) -> Fraction:
    """The number that stands for a day, counted from 1899-12-30; what `day_of` gives back."""
    days = (day - date(1899, 12, 30)).days
    return Fraction(days - (days <= _LEAP))


def hides(code: str) -> bool:
    """Whether a number format shows nothing at all, such as ;;;."""
    return ";" in code and not _LITERAL.sub("", code.replace('""', "")).replace(";", "").strip()


def look_of(number_format: int, code: str) -> Look:
    """How a number in this format is displayed; `code` is the text of a custom format, empty for a built-in one."""
    if not code:
        if number_format in _BUILTIN_DATES:
            return Look.DATE
        if number_format in _BUILTIN_TIMES:
            return Look.TIME
        return Look.PERCENT if number_format in _BUILTIN_PERCENTS else Look.PLAIN
    bare = _LITERAL.sub("", code[:_LONGEST].partition(";")[0]).lower()
    if "general" in bare:
        return Look.PLAIN
    if "%" in bare:
        return Look.PERCENT
    if re.search(r"[yde]", bare) and not re.search(r"[#0?]", bare.replace("e+", "").replace("e-", "")):
        return Look.DATE
    if re.search(r"[hs]", bare):
        return Look.TIME
    return Look.DATE if "m" in bare and not re.search(r"[#0?]", bare) else Look.PLAIN


def day_of(serial: Fraction) -> date | None:
    """The day of a serial number (its time of day dropped); None where Excel has no such day."""
    days = serial.numerator // serial.denominator
    if not _FIRST <= days <= _LAST or days == _LEAP:
        return None
    return date(1899, 12, 30) + timedelta(days=days + (days < _LEAP))

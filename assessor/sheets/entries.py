"""What is written into a cell: contents of records as Excel knows them, and text that can never become a formula."""

import re
from datetime import date
from fractions import Fraction

from assessor.rules.dates import CalendarYear, Month, SchoolYear
from assessor.rules.exact import show
from assessor.rules.values import Content

Entry = str | int | Fraction | date | Month | None
"""What a cell can be given. Numbers stay numbers; days and months become days with a format; the rest is text."""

_GUARDED = re.compile(r"'*[=+\-@\t\r\n\x00＝＋－＠]")
_PRECISE = 15
"""Digits that Excel keeps; a longer number is written as text, so that none is lost."""

_FIRST_YEAR = 1910
"""Before 1900-03-01 the days of Excel are not those of the calendar, and those up to 1906 are as numbers what years are."""


def entry_of(content: Content) -> Entry:
    """A content of a record as it is written into a cell."""
    if isinstance(content, bool):
        return "是" if content else "否"
    if isinstance(content, Fraction):
        return content if is_plain(content) else show(content)
    if isinstance(content, date | Month):
        return content if content.year >= _FIRST_YEAR else str(content)
    return str(content) if isinstance(content, SchoolYear | CalendarYear | str) else "、".join(map(str, [content]))


def is_plain(number: Fraction) -> bool:
    """Whether Excel can hold the number exactly as it would be shown."""
    text = show(abs(number))
    return "/" not in text and len(text.replace(".", "").strip("0")) <= _PRECISE and len(text) <= _PRECISE + 3


def text_of(entry: Entry) -> str:
    """An entry as text, for a text file."""
    if entry is None:
        return ""
    return show(entry) if isinstance(entry, Fraction) else str(entry)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet program might take the text for a formula."""
    return bool(_GUARDED.match(text))


def guard(text: str) -> str:
    """Text for a text file: an apostrophe before what might be taken for a formula."""
    return f"'{text}" if is_risky(text) else text


def unguard(text: str) -> str:
    """The text before it was guarded."""
    return text[1:] if text.startswith("'") and is_risky(text[1:]) else text

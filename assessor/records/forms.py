"""What people type into a form, read forgivingly: full-width digits, 95％, 2026.9.1, 9 月, stray spaces and units.

The result is raw data as JSON would hold it; `read_record` then judges it as strictly as any other record.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessor.rules.exact import NotANumberError, number
from assessor.rules.fields import Field

YES, NO = ("是", "有", "对", "true", "1", "√", "✓"), ("否", "无", "没有", "不是", "false", "0", "×")
UNSURE = ("不清楚", "不知道", "不详")
"""What says that something is not known; the page's own word comes first."""

_DAY = re.compile(
    r"(\d{4})(?:\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?|(\d\d)(\d\d))"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s+0?0:00(?::00)?)?"
)
_MONTH = re.compile(r"(\d{4})(?:\s*[-./年]\s*(\d{1,2})\s*(?:月份?)?|(\d\d))")
_ENGLISH_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*[-. ]?((?:20)?\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS_AND_MONTHS = re.compile(r"(\d+)\s*年\s*(?:零\s*)?(?:(半)|(1[01]|\d)\s*个?月)")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_RANKS = ("级", "教师", "学历")
"""Endings that an expected word may carry: 县级 is 县, 高级教师 is 高级."""

_SIGNS = str.maketrans({"—": "-", "–": "-", "−": "-", "。": "."})


def clean(text: str) -> str:
    """The text with full-width characters made ordinary and white space trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def from_form(fields: Mapping[str, Field], form: Mapping[str, Any]) -> dict[str, Any]:
    """Raw record data from form values (texts, and for list fields lists of rows of texts).

    What cannot be understood is passed on as it was typed, for `read_record` to refuse with its message.
    A row with nothing filled in is dropped, and a list of nothing but such rows counts as not filled in (an empty list
    says that there are none); 不清楚 counts as not filled in, in the place of a list as well.
    """
    raw: dict[str, Any] = {}
    for name, value in form.items():
        field = fields.get(name)
        if field is None or not isinstance(value, str | list):
            raw[name] = value
        elif field.kind == "list" and isinstance(value, list):
            rows = [_row(field, row) for row in value]
            filled = [row for row in rows if row]
            raw[name] = filled if filled or not rows else None
        else:
            raw[name] = _value(field, str(value))
    return raw


def _row(field: Field, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    cells = {
        name: _value(field.columns[name], str(cell)) if name in field.columns and cell is not None else cell
        for name, cell in row.items()
    }
    return {name: cell for name, cell in cells.items() if cell is not None}


def _value(field: Field, typed: str) -> Any:
    text = clean(typed)
    if not text or text in UNSURE:
        return None
    match field.kind:
        case "number":
            return _number(field, text)
        case "bool":
            return _truth(field, text)
        case "date":
            return _date(text)
        case "month":
            return _month(text)
        case "enum":
            return _word(field, text)
        case "school_year":
            return text.translate(_SIGNS)
    return typed.strip()


def _truth(field: Field, text: str) -> bool | str:
    """是 or 否; the field's own name says yes, too: 合格 and 不合格 in a column 合格."""
    lowered = text.lower()
    if lowered in YES or text == field.name:
        return True
    return False if lowered in NO or text in {f"不{field.name}", f"未{field.name}"} else text


def _date(text: str) -> str:
    found = _DAY.fullmatch(text.translate(_SIGNS))
    return f"{found[1]}-{int(found[2] or found[4]):02d}-{int(found[3] or found[5]):02d}" if found else text


def _month(text: str) -> str:
    """A month in the usual spellings; a day stands for its month, as in a spreadsheet that shows 2025/9/1 or Sep-25."""
    signs = text.translate(_SIGNS)
    if found := _MONTH.fullmatch(signs):
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    if _DAY.fullmatch(signs):
        return _date(signs)[:7]
    found = _ENGLISH_MONTH.fullmatch(signs)
    if found and found[1].lower() in _MONTHS:
        return f"20{found[2][-2:]}-{_MONTHS.index(found[1].lower()) + 1:02d}"
    return text


def _word(field: Field, text: str) -> str:
    wanted = {text, *(text.removesuffix(ending) for ending in _RANKS)}
    return next((word for word in field.values if clean(word) in wanted), text)


def _number(field: Field, text: str) -> Fraction | str:
    body = text.translate(_SIGNS)
    if field.unit == "年" and (parts := _YEARS_AND_MONTHS.fullmatch(body)):
        return int(parts[1]) + (Fraction(1, 2) if parts[2] else Fraction(int(parts[3]), 12))
    body = body.replace(" ", "")
    for unit in (clean(field.unit), clean(field.unit).partition("/")[0]):
        if unit and body.endswith(unit):
            body = body.removesuffix(unit).removesuffix("个")
            break
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "")
    try:
        return text if "%" in body or "/" in body else number(body)
    except NotANumberError:
        return text

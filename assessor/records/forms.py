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
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")


def clean(text: str) -> str:
    """The text with full-width characters made ordinary and white space trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def from_form(fields: Mapping[str, Field], form: Mapping[str, Any]) -> dict[str, Any]:
    """Raw record data from form values (texts, and for list fields lists of rows of texts).

    What cannot be understood is passed on as it was typed, for `read_record` to refuse with its message.
    A row with nothing filled in is dropped, and a list of nothing but such rows counts as not filled in (an empty list
    says that there are none); 不清楚 counts as not filled in.
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
            lowered = text.lower()
            return True if lowered in YES else False if lowered in NO else text
        case "date":
            day = _DAY.fullmatch(text)
            return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else text
        case "month":
            month = _MONTH.fullmatch(text)
            return f"{month[1]}-{int(month[2]):02d}" if month else text
        case "enum":
            return next((word for word in field.values if clean(word) == text), text)
        case "school_year":
            return text
    return typed.strip()


def _number(field: Field, text: str) -> Fraction | str:
    body = text.replace(",", "").replace(" ", "")
    for ending in {clean(field.unit), clean(field.unit).partition("/")[0], "%" if field.unit == "%" else ""}:
        if ending and body.endswith(ending):
            body = body.removesuffix(ending)
            break
    try:
        return text if "%" in body or "/" in body else number(body)
    except NotANumberError:
        return text

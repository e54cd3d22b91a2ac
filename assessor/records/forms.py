"""What people type into a form, read forgivingly: full-width digits, 95％, 2026.9.1, 9 月, stray spaces and units.

The result is raw data as JSON would hold it; `read_record` then judges it as strictly as any other record.
"""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessor.records.signs import figures, plain, visible
from assessor.rules.exact import NotANumberError, number, show
from assessor.rules.fields import Field

YES, NO = ("是", "有", "对", "true", "1", "√", "✓"), ("否", "无", "没有", "不是", "false", "0", "×")
UNSURE = ("不清楚", "不知道", "不详")
"""What says that something is not known; the page's own word comes first."""

_DAY = re.compile(
    r"(\d{4})(?:\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})\s*[日号]?|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|(\d\d)(\d\d))"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s+0?0:00(?::00)?)?",
    re.ASCII,
)
"""One kind of sign: 2025.9-10 may be two months."""
_MONTH = re.compile(r"(\d{4})(?:\s*[-./年]\s*(\d{1,2})\s*(?:月份?)?|(\d\d))", re.ASCII)
_ENGLISH_MONTH = re.compile(r"([A-Za-z]{3,9})[-. ]?((?:20)?\d{2})", re.ASCII)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_CALENDAR_YEAR = re.compile(r"(\d{4})\s*年?度?", re.ASCII)
_ROUNDED_MONTH = re.compile(r"(\d{4})\.1", re.ASCII)
"""January, or October of which a spreadsheet has dropped the zero."""
_MONTHS_TOGETHER = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?\s*[-~/.,、至到和]\s*\d{1,2}\s*月?份?", re.ASCII)
"""Two months in one place: 2025.9-10, 2025年9、10月."""
_YEARS_AND_MONTHS = re.compile(r"(\d{1,2})\s*年\s*(?:零\s*)?(?:(半)|(1[01]|\d)\s*个?月)", re.ASCII)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_OTHER_SIGNS = "No"
"""Characters such as ², ½ and ①, which would become ordinary digits: 8² is not 82."""
_RANKS = ("级", "教师", "学历")
"""Endings that an expected word may carry: 县级 is 县, 高级教师 is 高级."""

_LONGEST = 60
"""Characters in which any number or day has room; making something of more takes long."""
_COUNTED = ("number", "date", "month", "school_year", "year")


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
    text = plain(typed)
    if not text or text in UNSURE:
        return None
    too_long = field.kind in _COUNTED and len(text) > _LONGEST
    if too_long or (field.kind in _COUNTED and any(unicodedata.category(sign) == _OTHER_SIGNS for sign in typed)):
        return visible(typed).strip()
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
            return text
        case "year":
            return _year(text)
    return visible(typed).strip()


def _truth(field: Field, text: str) -> bool | str:
    """是 or 否; the field's own name says yes, too: 合格 and 不合格 in a column 合格."""
    lowered = text.lower()
    if lowered in YES or text == field.name:
        return True
    return False if lowered in NO or text in {f"不{field.name}", f"未{field.name}"} else text


def _date(text: str) -> str:
    found = _DAY.fullmatch(figures(text))
    if found is None:
        return text
    month, day = found[3] or found[5] or found[7], found[4] or found[6] or found[8]
    return f"{found[1]}-{int(month):02d}-{int(day):02d}"


def _month(text: str) -> str:
    """A month in the usual spellings; a day stands for its month, as in a spreadsheet that shows 2025/9/1 or Sep-25."""
    signs = figures(text)
    if _ROUNDED_MONTH.fullmatch(signs):
        return text
    if found := _MONTH.fullmatch(signs):
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    if day := _DAY.fullmatch(signs):
        return text if _may_be_two_months(day) else _date(signs)[:7]
    if found := _ENGLISH_MONTH.fullmatch(signs):
        numbers = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(found[1].lower())]
        return f"20{found[2][-2:]}-{numbers[0]:02d}" if numbers else text
    return text


def _year(text: str) -> str:
    """A calendar year in the usual spellings: 2025年, 2025 年度."""
    found = _CALENDAR_YEAR.fullmatch(text)
    return found[1] if found else text


def _may_be_two_months(day: re.Match[str]) -> bool:
    """Whether a day, written with hyphens and without zeros, may as well be two months: 2025-9-10."""
    first, second = day[3] or "", day[4] or ""
    return day[2] == "-" and len(first) == 1 and int(first) < int(second) <= len(_MONTHS)


def _word(field: Field, text: str) -> str:
    wanted = {text, *(text.removesuffix(ending) for ending in _RANKS)}
    return next((word for word in field.values if plain(word) in wanted), text)


def _number(field: Field, text: str) -> Fraction | str:
    body = figures(text)
    if field.unit == "年" and (parts := _YEARS_AND_MONTHS.fullmatch(body)):
        return int(parts[1]) + (Fraction(1, 2) if parts[2] else Fraction(int(parts[3]), 12))
    bare = body
    for unit in (plain(field.unit), plain(field.unit).partition("/")[0]):
        if unit and body.endswith(unit):
            bare = body.removesuffix(unit).rstrip().removesuffix("个").rstrip()
            break
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    try:
        value = None if "%" in bare or "/" in bare else number(bare)
    except NotANumberError:
        return text
    # 0.85 in a field of percent may as well be a share: 85%.
    is_share = field.unit == "%" and bare == body and value is not None and 0 < value <= 1
    return text if value is None or is_share else value


def doubt(field: Field, typed: str) -> str:
    """Why a text that looks plain is not taken: what it may mean, and how to write either; empty where it is plain."""
    text = figures(typed)
    if field.kind == "month" and (found := _ROUNDED_MONTH.fullmatch(text)):
        return f"分不清是 1 月还是 10 月（表格会吞掉末尾的 0），请写成 {found[1]}-01 或 {found[1]}-10"
    if field.kind == "month" and _MONTHS_TOGETHER.fullmatch(text):
        return "像是把两个月写在了一起，请一行写一个月，写成 2026-09"
    if field.kind != "number" or field.unit != "%" or "%" in text:
        return ""
    try:
        value = number(text)
    except NotANumberError:
        return ""
    return f"分不清是 {show(value)}% 还是 {show(value * 100)}%，请带上百分号" if 0 < value <= 1 else ""

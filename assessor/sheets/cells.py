"""One cell read for one field: what was typed, in the many ways in which it is typed, as raw data of a record.

What has several meanings is refused with what to do, never guessed. `read_record` then judges the raw data.
"""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from assessor.records import from_form
from assessor.records.signs import plain, printable, visible
from assessor.rules.dates import LAST_YEAR, Month
from assessor.rules.exact import show
from assessor.rules.fields import Field
from assessor.sheets.grid import Cell, Look
from assessor.sheets.numberformats import day_of, spoken_day

_SERIALS = range(20_000, 80_000)
"""Bare numbers taken for days, 1954 to 2119."""

_LARGEST = 10**20
_PLAIN_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_COMPACT_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})", re.ASCII)
_DOTTED_MONTH = re.compile(r"(\d{4})\.(\d{1,2})", re.ASCII)
_TIMED = re.compile(r"(\d{4}\s*[-./年].*?\d\s*日?)[T\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ][\d:.]+\s?(Z|[+-]\d{2}:?\d{2})", re.ASCII)
_LONGEST_DAY = 60
"""Characters in which any day with its time has room; trying for it in more takes long."""
_MISTYPED = 2_300
"""In a cell that shows days, a number below this was typed as a year or a month: Excel makes a day of 1906 of 2025.9."""
_ENGLISH_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*[-\s](\d{2}|\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROUNDED = re.compile(r"-?\d(\.\d+)?E\+\d+", re.IGNORECASE)
"""A long number as Excel shows it; of more than 15 digits the end is lost."""
_YEAR = re.compile(r"\d{4}(\s*[-~至/]\s*\d{2,4})?\s*(学年度?|年)?", re.ASCII)


class CellError(ValueError):
    """A cell that cannot be read for its field: what is wrong, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        """Remember both."""
        super().__init__(message)
        self.message, self.hint = message, hint


def read_cell(field: Field, cell: Cell) -> Any:
    """The raw value of a cell for a field; None where it says that nothing is known. Raises CellError."""
    if cell.formula:
        hint = "请用 Excel 或 WPS 打开，保存一次再试；或把它改填成数值。"
        raise CellError(f"这一格是公式（{cell.formula}），文件里没有存下它的结果", hint)
    if cell.error:
        raise CellError(f"这一格是错误值 {printable(cell.error, 20)}", "请改正公式，或直接填写。")
    if cell.refused:
        raise CellError(cell.refused, cell.remedy)
    return _READERS[field.kind](field, cell)


def wants_care(field: Field, cell: Cell) -> bool:
    """Whether a share may have been meant: 0.96, not shown as a percentage, where 96 is usual."""
    return field.unit == "%" and cell.number is not None and cell.look is Look.PLAIN and 0 < cell.number <= 1


def _typed(field: Field, text: str) -> Any:
    """What the form makes of the text."""
    return from_form({field.name: field}, {field.name: text})[field.name]


def _number(field: Field, cell: Cell) -> Any:
    unit = f"（单位 {field.unit}）" if field.unit else ""
    if cell.truth is not None:
        raise CellError(f"“{cell.text}”不是数", f"请填一个数{unit}。")
    if cell.number is None:
        value = _typed(field, plain(cell.text).removeprefix("'"))
        if isinstance(value, str):
            raise CellError(f"“{_short(cell.text)}”不是数", f"请只填数字{unit}；不知道就空着。")
        return value
    if cell.look in {Look.DATE, Look.TIME}:
        shown = _day_text(cell)
        raise CellError(
            f"这一格变成了日期或时间{shown}，应当是一个数{unit}", "请把单元格格式改成“常规”，重新填写这个数。"
        )
    if abs(cell.number) >= _LARGEST:
        raise CellError(f"“{_short(cell.text)}”太大", f"请检查这个数{unit}。")
    if cell.look is Look.PERCENT:
        if field.unit != "%":
            raise CellError(f"这一格是百分比（{show(cell.number * 100)}%）", f"请改填一个普通的数{unit}。")
        return cell.number * 100
    return cell.number


def _bool(field: Field, cell: Cell) -> Any:
    if cell.truth is not None:
        return cell.truth
    value = _typed(field, cell.text)
    if isinstance(value, str):
        raise CellError(f"“{_short(cell.text)}”看不出是还是否", "请填 是 或 否；不知道就空着。")
    return value


def _date(field: Field, cell: Cell) -> Any:
    if cell.number is None:
        text = _without_time(cell)
        return _compact(text) or _typed(field, text)
    _refuse_mistyped(cell)
    day = _day(cell)
    if day is None:
        raise CellError(f"“{_short(cell.text)}”不是日期", "请写成 2026-09-01。")
    return day.isoformat()


def _without_time(cell: Cell) -> str:
    """The text of a cell without a time of day; a time of another zone that may mean another day is refused."""
    text = plain(cell.text)
    if len(text) > _LONGEST_DAY:
        return text
    if _ZONED.fullmatch(text):
        day = spoken_day(text)
        if isinstance(day, str):
            raise CellError(day, "请改填日期，写成 2026-09-01。")
        return day.isoformat()
    timed = _TIMED.fullmatch(text)
    return timed[1] if timed else text


def _refuse_mistyped(cell: Cell) -> None:
    """Refuse a year with a month, or a month alone, that was typed into a cell for days and has become one."""
    if cell.look is not Look.DATE or not _PLAIN_NUMBER.fullmatch(cell.text) or not 0 < Fraction(cell.text) < _MISTYPED:
        return
    found = _DOTTED_MONTH.fullmatch(cell.text)
    year = cell.text.partition(".")[0] if len(cell.text.partition(".")[0]) == len("2025") else "2025"
    months = [found[2], f"{found[2]}0"] if found and found[2] == "1" else [found[2] if found else "9"]
    remedy = " 或 ".join(f"{year}-{int(month):02d}" for month in months if 0 < int(month) <= len(_MONTHS))
    hint = f"请写 {remedy}" if remedy else "请写成 2025-09"
    raise CellError(f"像是在日期格里填了 {_short(cell.text)}，成了别的日子{_day_text(cell)}", f"{hint}。")


def _month(field: Field, cell: Cell) -> Any:
    if cell.number is not None:
        return _month_of_number(cell)
    text = _without_time(cell)
    english = _ENGLISH_MONTH.fullmatch(text)
    if english and english[1].lower() in _MONTHS:
        return f"{int(english[2]) % 2000 + 2000:04d}-{_MONTHS.index(english[1].lower()) + 1:02d}"
    return _typed(field, text)


def _month_of_number(cell: Cell) -> str:
    """2026.9 is September; 2026.1 may have been typed as 2026.10, of which Excel dropped the last zero."""
    _refuse_mistyped(cell)
    dotted = _DOTTED_MONTH.fullmatch(cell.text)
    if cell.look is Look.PLAIN and dotted:
        if dotted[2] == "1":
            raise CellError(f"“{cell.text}”分不清是 1 月还是 10 月", f"请写成 {dotted[1]}-01 或 {dotted[1]}-10。")
        return f"{dotted[1]}-{int(dotted[2]):02d}"
    compact = _COMPACT_MONTH.fullmatch(cell.text)
    if compact and (cell.look is Look.PLAIN or (cell.look is Look.DATE and 0 < int(compact[2]) <= len(_MONTHS))):
        return f"{compact[1]}-{compact[2]}"
    day = _day(cell)
    if day is None:
        raise CellError(f"“{_short(cell.text)}”不是月份", "请写成 2026-09。")
    return str(Month.of(day))


def _day(cell: Cell) -> date | None:
    """The day a number stands for: a day of Excel's, a bare serial number, or eight digits such as 20260901."""
    number = cell.number
    if number is None or cell.look is Look.TIME or cell.look is Look.PERCENT:
        return None
    if cell.look is Look.PLAIN or day_of(number) is None or _day_year(number) > LAST_YEAR:
        compact = _compact(cell.text)
        if compact:
            try:
                return date.fromisoformat(compact)
            except ValueError:
                return None
        if cell.look is Look.PLAIN and (number.denominator != 1 or int(number) not in _SERIALS):
            return None
    return day_of(number)


def _day_year(number: Fraction) -> int:
    """The year of a day of Excel's; 0 where there is no such day."""
    day = day_of(number)
    return day.year if day else 0


def _compact(text: str) -> str | None:
    match = _COMPACT_DAY.fullmatch(text)
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None


def _school_year(field: Field, cell: Cell) -> Any:
    _refuse_day(cell, "请写成 2025-2026。")
    text = _typed(field, cell.text)
    if isinstance(text, str) and not (len(text) <= _LONGEST_DAY and _YEAR.fullmatch(text)):
        raise CellError(f"“{_short(cell.text)}”不是学年", "请写成 2025-2026。")
    return text


def _calendar_year(field: Field, cell: Cell) -> Any:
    _refuse_day(cell, "请写成 2025。")
    text = _typed(field, cell.text)
    if isinstance(text, str) and not re.fullmatch("[0-9]{4}", text):
        raise CellError(f"“{_short(cell.text)}”不是年度", "请写成 2025。")
    return text


def _enum(field: Field, cell: Cell) -> Any:
    _refuse_day(cell, f"可以填：{'、'.join(field.values)}。")
    return _typed(field, cell.text)


def _text(field: Field, cell: Cell) -> Any:
    _refuse_day(cell, "请把单元格格式改成“文本”，重新填写。")
    if cell.number is not None and _ROUNDED.fullmatch(cell.text):
        raise CellError(f"长数字“{_short(cell.text)}”的末尾已经丢了", "请把单元格格式改成“文本”，重新填写。")
    # Not through `from_form`: it makes full-width signs ordinary, and the names of checklist items keep theirs.
    return None if _typed(field, cell.text) is None else visible(cell.text).strip()


def _refuse_day(cell: Cell, hint: str) -> None:
    if cell.number is not None and cell.look in {Look.DATE, Look.TIME}:
        raise CellError(f"这一格变成了日期或时间{_day_text(cell)}", hint)


def _day_text(cell: Cell) -> str:
    day = day_of(cell.number) if cell.number is not None and cell.look is Look.DATE else None
    return f"（{day}）" if day else ""


def _short(text: str) -> str:
    return printable(text.strip(), 30)


def _nothing(_field: Field, cell: Cell) -> Any:
    """A list is not written in one cell; its place can only say that there is nothing."""
    raise CellError(f"“{_short(cell.text)}”填在了列表的位置", "列表填在它自己的表里。")


_READERS: dict[str, Callable[[Field, Cell], Any]] = {
    "number": _number,
    "bool": _bool,
    "date": _date,
    "month": _month,
    "school_year": _school_year,
    "year": _calendar_year,
    "enum": _enum,
    "text": _text,
    "list": _nothing,
}

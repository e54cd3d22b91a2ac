"""From raw data (JSON or YAML values) to a validated record; anything that does not fit is told, never guessed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessor.records.forms import UNSURE, doubt
from assessor.records.signs import half_character, plain, printable, sign_name, visible
from assessor.rules.dates import FIRST_YEAR, LAST_YEAR, CalendarYear, Month, SchoolYear, read_date
from assessor.rules.exact import NotANumberError, number, show
from assessor.rules.facts import TERM_END, TERM_START
from assessor.rules.fields import Field, Record, Row
from assessor.rules.rulebook import nearest
from assessor.rules.spells import END, START
from assessor.rules.values import Content

_AFTER_YEAR = re.compile(r"[0-9]{4}(?:\s*[-~至./年]\s*)?([0-9]+|春)")
"""What follows the first year of a school year: 2026-03 and 2026 春 are months of the school year before."""

MAX_ROWS = 2000
MAX_TEXT = 200

MOST_TOLD = 50
"""Problems that a message lists; more have one cause."""
_MOST_HINTS = 200
"""Unknown names for which the nearest known one is looked for."""
_LONGEST = 60
"""Characters of a text that are looked at to tell what may have been meant."""


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing in a record that cannot be accepted: the field (列表.列), the row counted from 1, and the remedy."""

    field: str
    message: str
    hint: str = ""
    row: int | None = None

    def __str__(self) -> str:
        """The whole message in one line."""
        where = f"{self.field}（第 {self.row} 行）" if self.row else self.field
        return f"{where}：{self.message}。{self.hint}" if where else f"{self.message}。{self.hint}"


class RecordError(ValueError):
    """A record that cannot be accepted; `problems` says why, in the order of the record."""

    def __init__(self, problems: Sequence[InputProblem]) -> None:
        """Remember every problem."""
        super().__init__("；".join(listed(problems)))
        self.problems = tuple(problems)


def listed(problems: Sequence[object], most: int = MOST_TOLD) -> list[str]:
    """The problems for a message, one text each: no more than so many, and how many there are besides."""
    shown = [str(problem) for problem in problems[:most]]
    return shown if len(problems) <= most else [*shown, f"……另有 {len(problems) - most} 处，没有一一列出。"]


def is_blank(raw: object) -> bool:
    """Whether a raw value counts as not filled in: null, text of nothing that can be seen, 不清楚."""
    return raw is None or (isinstance(raw, str) and plain(raw) in {"", *UNSURE})


def read_record(fields: Mapping[str, Field], raw: Any) -> Record:
    """Validate a raw record. Raises RecordError with every problem found."""
    if not isinstance(raw, Mapping):
        raise RecordError([InputProblem("", "记录应当是“字段名: 值”的一组数据", "请参照样例填写。")])
    problems: list[InputProblem] = []
    record: dict[str, Content | Sequence[Row]] = {}
    for name, value in _named(raw, fields, "", None, problems):
        entry = fields[name]
        if is_blank(value):
            continue
        if entry.kind == "list":
            record[name] = _read_list(entry, value, problems)
        else:
            content = _read_value(entry, value, name, None, problems)
            if content is not None:
                record[name] = content
    if not problems:
        _check_order(record.get(TERM_START), record.get(TERM_END), TERM_END, "早于学期开始", None, problems)
    if problems:
        raise RecordError(problems)
    return record


def _named(
    raw: Mapping[Any, Any], known: Mapping[str, Field], within: str, row: int | None, problems: list[InputProblem]
) -> Iterator[tuple[str, Any]]:
    """The entries with the names of fields, or of the columns of the list `within`; the others are problems."""
    found: set[str] = set()
    for key, value in raw.items():
        name = key if key in known else plain(str(key))
        if name in found:
            where = f"{within}.{name}" if within else name
            problems.append(InputProblem(where, "写了两次", "每个字段、每一列只写一次。", row))
        elif name in known:
            found.add(name)
            yield name, value
        else:
            shown = printable(key)
            hint = _near(name, known) if len(problems) < _MOST_HINTS else ""
            what, where = ("没有这一列", f"{within}.{shown}") if within else ("没有这个字段", shown)
            problems.append(InputProblem(where, what, hint, row))


def _near(name: str, choices: Mapping[str, Field]) -> str:
    near = nearest(name[:_LONGEST], choices)
    return f"是不是“{near}”？" if near else "字段名见填写说明。"


def _read_list(entry: Field, raw: object, problems: list[InputProblem]) -> tuple[Row, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        problems.append(InputProblem(entry.name, "应当是一个列表", "每一行写成一组“列名: 值”；没有就写 []。"))
        return ()
    if len(raw) > MAX_ROWS:
        problems.append(InputProblem(entry.name, f"超过 {MAX_ROWS} 行", "请只留需要的行。"))
        return ()
    return tuple(_read_row(entry, row, position, problems) for position, row in enumerate(raw, 1))


def _read_row(entry: Field, raw: object, position: int, problems: list[InputProblem]) -> Row:
    if not isinstance(raw, Mapping):
        problems.append(InputProblem(entry.name, "这一行应当是一组“列名: 值”", "请参照样例。", position))
        return {}
    row: dict[str, Content] = {}
    for name, value in _named(raw, entry.columns, entry.name, position, problems):
        if not is_blank(value):
            content = _read_value(entry.columns[name], value, f"{entry.name}.{name}", position, problems)
            if content is not None:
                row[name] = content
    if START in entry.columns:
        _check_order(row.get(START), row.get(END), f"{entry.name}.{END}", f"早于{START}", position, problems)
    return row


def _check_order(
    first: object, last: object, where: str, message: str, position: int | None, problems: list[InputProblem]
) -> None:
    """Refuse an end before its beginning."""
    if (isinstance(first, date) and isinstance(last, date) and last < first) or (
        isinstance(first, Month) and isinstance(last, Month) and last < first
    ):
        problems.append(InputProblem(where, f"{last} {message} {first}", "请检查这两个日期。", position))


def _read_value(
    entry: Field, raw: object, where: str, position: int | None, problems: list[InputProblem]
) -> Content | None:
    try:
        return _READERS[entry.kind](entry, raw)
    except _RefusedError as refused:
        shown = raw if isinstance(raw, str) else _spell(raw)
        hint = (doubt(entry, raw[:_LONGEST]) if isinstance(raw, str) else "") or str(refused)
        problems.append(InputProblem(where, f"不能是 {printable(shown)}", hint, position))
        return None


class _RefusedError(ValueError):
    """What is accepted instead."""


def _spell(raw: object) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, Fraction):
        return show(raw)[:_LONGEST]
    return str(raw)[:_LONGEST] if isinstance(raw, int | float | Decimal) else "这样的数据"


def _number(entry: Field, raw: object) -> Fraction:
    unit = f"，单位 {entry.unit}" if entry.unit else ""
    if isinstance(raw, str) or not isinstance(raw, int | float | Decimal | Fraction):
        quoted = isinstance(raw, str) and _is_number(raw)
        message = f"应当是一个数{unit}{'，不加引号' if quoted else ''}"
        raise _RefusedError(message)
    try:
        value = number(raw)
    except NotANumberError:
        message = f"应当是一个普通的数{unit}"
        raise _RefusedError(message) from None
    if entry.integer and value.denominator != 1:
        message = f"应当是整数{unit}"
        raise _RefusedError(message)
    if entry.minimum is not None and value < entry.minimum:
        message = f"不能小于 {show(entry.minimum)}{unit}"
        raise _RefusedError(message)
    if entry.maximum is not None and value > entry.maximum:
        message = f"不能大于 {show(entry.maximum)}{unit}"
        raise _RefusedError(message)
    return value


def _is_number(text: str) -> bool:
    try:
        number(plain(text))
    except NotANumberError:
        return False
    return True


def _bool(_: Field, raw: object) -> bool:
    if not isinstance(raw, bool):
        message = "应当是 true（是）或 false（否）"
        raise _RefusedError(message)
    return raw


def _text(_: Field, raw: object) -> str:
    if not isinstance(raw, str):
        message = "应当是文字，请加引号"
        raise _RefusedError(message)
    if half := half_character(raw):
        message = f"里面有{sign_name(half)}，请删去后重新打这个字"
        raise _RefusedError(message)
    text = visible(raw)
    if len(text) > MAX_TEXT:
        message = f"不能超过 {MAX_TEXT} 字"
        raise _RefusedError(message)
    return text


def _enum(entry: Field, raw: object) -> str:
    if isinstance(raw, str):
        if raw in entry.values:
            return raw
        same = [word for word in entry.values if plain(word) == plain(raw)]
        if same:
            return same[0]
    near = nearest(str(raw)[:_LONGEST], entry.values)
    message = f"可以填：{'、'.join(entry.values)}" + (f"；是不是“{near}”？" if near else "")
    raise _RefusedError(message)


def _plain(raw: object) -> str:
    """A text as it is compared; nothing that could be read for other data."""
    return plain(raw) if isinstance(raw, str) else ""


_NO_YEAR = {
    "date": re.compile(r"\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?"),
    "month": re.compile(r"\d{1,2}\s*月?份?"),
}
_SHORT_YEAR = {
    "date": re.compile(r"\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?"),
    "month": re.compile(r"\d\d\s*[-./年]\s*\d{1,2}\s*月?份?"),
}


def _lack(kind: str, raw: object) -> str:
    """What a day or month that cannot be read lacks: its year, half of its year, or that it exists."""
    text = plain(raw[:_LONGEST]) if isinstance(raw, str) else ""
    if _NO_YEAR[kind].fullmatch(text):
        return "缺年份"
    return "年份要写四位" if _SHORT_YEAR[kind].fullmatch(text) else ""


def _date(_: Field, raw: object) -> date:
    try:
        return read_date(_plain(raw))
    except ValueError:
        message = f"{_lack('date', raw) or '应当是存在的日期'}，写成 2026-09-01"
        raise _RefusedError(message) from None


def _month(_: Field, raw: object) -> Month:
    try:
        return Month.read(_plain(raw))
    except ValueError:
        message = f"{_lack('month', raw) or '应当是存在的月份'}，写成 2026-09"
        raise _RefusedError(message) from None


def _school_year(_: Field, raw: object) -> SchoolYear:
    text = _plain(raw)
    year = text[:4]
    if len(year) != len("2025") or not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        message = "应当是学年，写成 2025-2026（看前四位）"
        raise _RefusedError(message)
    first, second = int(year), _AFTER_YEAR.match(text)
    if second and second[1] not in {str(first + 1), f"{(first + 1) % 100:02d}"}:
        message = f"看不出是哪个学年，请写成 {first - 1}-{first} 或 {first}-{first + 1}"
        raise _RefusedError(message)
    return SchoolYear(first)


def _year(_: Field, raw: object) -> CalendarYear:
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else _plain(raw)
    if not re.fullmatch("[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        message = "应当是一个公历年度，写成 2025；跨两年的是学年，不填在这里"
        raise _RefusedError(message)
    return CalendarYear(int(text))


_READERS: dict[str, Callable[[Field, object], Content]] = {
    "number": _number,
    "bool": _bool,
    "text": _text,
    "enum": _enum,
    "date": _date,
    "month": _month,
    "school_year": _school_year,
    "year": _year,
}

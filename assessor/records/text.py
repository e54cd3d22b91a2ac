"""JSON text read exactly and suspiciously: decimals as written, no duplicate keys, no NaN, limits before parsing."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any

from assessor.records.reading import InputProblem, RecordError
from assessor.records.signs import INVISIBLE, SPACES, class_of, printable
from assessor.rules.exact import MAX_DIGITS

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
"""Deepest nesting accepted; a record needs three levels. Deeper text would break the browser's interpreter for good."""

_NO_BRACKETS = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|\\?\Z)|[^"\[\]{}]+', re.DOTALL)
"""Strings, closed or not, and everything else that neither opens nor closes a level."""


_PARTS = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|\\?\Z)|[^"]+', re.DOTALL)
_HIDDEN = re.compile(f"[{class_of(INVISIBLE)}]")
_SPACE = re.compile(f"[{class_of(SPACES)}]")
_MISTAKEN = {
    "“": "双引号要用英文的",
    "”": "双引号要用英文的",
    "‘": "引号要用英文的双引号",
    "’": "引号要用英文的双引号",
    "'": "引号要用双引号",
    "：": "冒号要用英文的",
    "，": "逗号要用英文的",
}
"""Signs that chat programs and Chinese keyboards put in the place of those of JSON."""
_FENCE = re.compile(r"\s*```[A-Za-z]*\s*\n(.*?)\n?\s*```\s*", re.DOTALL)
"""The marks that chat programs put around a record."""


def parse_json(text: str) -> Any:
    """Read JSON; raises RecordError with what to do, for what stands in a field with its name.

    White space between the parts may be of any kind, as what comes from chat programs has it.
    """
    if len(text) > MAX_BYTES:
        raise RecordError([InputProblem("", f"内容超过 {MAX_BYTES // 1_000_000} MB", "请检查是不是选错了文件。")])
    fenced = _FENCE.fullmatch(text) if "```" in text[:200] else None
    plain_text = _with_ordinary_spaces(fenced[1] if fenced else text)
    if _too_deep(plain_text):
        raise RecordError([InputProblem("", f"嵌套超过 {MAX_DEPTH} 层", "记录只有字段、行、列三层。")])
    reader = _Reader()
    try:
        data = json.loads(
            plain_text,
            parse_float=reader.decimal,
            parse_int=_whole,
            parse_constant=reader.constant,
            object_pairs_hook=reader.pairs,
        )
    except json.JSONDecodeError as error:
        sign = plain_text[error.pos : error.pos + 1]
        found = f"（这里是 {printable(sign)}）" if sign in _MISTAKEN or (sign and not sign.isprintable()) else ""
        hint = f"{_MISTAKEN[sign]}。" if sign in _MISTAKEN else "请检查引号、逗号和括号是否成对。"
        raise RecordError(
            [InputProblem("", f"第 {error.lineno} 行第 {error.colno} 字起不是正确的 JSON{found}", hint)]
        ) from None
    if reader.found:
        raise RecordError(list(_faults(data)))
    return data


def _with_ordinary_spaces(text: str) -> str:
    """The text with ordinary white space outside of its strings."""
    if text.isascii():
        return text
    return _PARTS.sub(lambda part: part[0] if part[0].startswith('"') else _ordinary(part[0]), text)


def _ordinary(part: str) -> str:
    return _SPACE.sub(" ", _HIDDEN.sub("", part))


class _Fault:
    """Stands in read data for what JSON allows and no record can hold."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint


class _Reader:
    """What the parser calls; faults are left in their place, so that their field can be named."""

    def __init__(self) -> None:
        self.found = False

    def fault(self, message: str, hint: str) -> _Fault:
        self.found = True
        return _Fault(message, hint)

    def decimal(self, text: str) -> Any:
        try:
            return Decimal(text)
        except DecimalException:  # an exponent beyond all bounds
            return self.fault(f"不能是 {printable(text)}", "应当是一个普通的数。")

    def constant(self, text: str) -> Any:
        return self.fault(f"{text} 不是数", "没有数就不要填。")

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            known = key in seen
            seen[key] = self.fault(f"“{printable(key)}”写了两次", "每个字段只写一次。") if known else value
        return seen


def _faults(data: Any, names: tuple[str, ...] = (), row: int | None = None) -> Iterator[InputProblem]:
    """Every fault in the data, with the field (and column) that it stands in, and the row."""
    if isinstance(data, _Fault):
        yield InputProblem(".".join(names), data.message, data.hint, row)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _faults(value, (*names, printable(key)), row)
    elif isinstance(data, list):
        for position, value in enumerate(data, 1):
            yield from _faults(value, names, row or position)


def _too_deep(text: str) -> bool:
    depth = 0
    for bracket in _NO_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _whole(text: str) -> int | Decimal:
    # Python refuses to read thousands of digits; as a decimal they reach `read_record`, which names the field.
    return int(text) if len(text) <= MAX_DIGITS else Decimal(text)

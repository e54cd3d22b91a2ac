"""JSON text read exactly and suspiciously: decimals as written, no duplicate keys, no NaN, limits before parsing."""

import json
import re
from decimal import Decimal
from typing import Any

from assessor.records.reading import InputProblem, RecordError
from assessor.rules.exact import MAX_DIGITS

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
"""Deepest nesting accepted; a record needs three levels. Deeper text would break the browser's interpreter for good."""

_NO_BRACKETS = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|\\?\Z)|[^"\[\]{}]+', re.DOTALL)
"""Strings, closed or not, and everything else that neither opens nor closes a level."""


def parse_json(text: str) -> Any:
    """Read JSON; raises RecordError with what to do."""
    if len(text) > MAX_BYTES:
        raise RecordError([InputProblem("", f"内容超过 {MAX_BYTES // 1_000_000} MB", "请检查是不是选错了文件。")])
    if _too_deep(text):
        raise RecordError([InputProblem("", f"嵌套超过 {MAX_DEPTH} 层", "记录只有字段、行、列三层。")])
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_refuse, object_pairs_hook=_unique
        )
    except json.JSONDecodeError as error:
        hint = "请检查引号、逗号和括号是否成对。"
        raise RecordError(
            [InputProblem("", f"第 {error.lineno} 行第 {error.colno} 字起不是正确的 JSON", hint)]
        ) from None


def _too_deep(text: str) -> bool:
    depth = 0
    for bracket in _NO_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _whole(text: str) -> int | Decimal:
    # Python refuses to read thousands of digits; as a decimal they reach `read_record`, which names the field.
    return int(text) if len(text) <= MAX_DIGITS else Decimal(text)


def _refuse(text: str) -> Any:
    raise RecordError([InputProblem("", f"{text} 不是数", "没有数就不要填。")])


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise RecordError([InputProblem(key, f"“{key}”写了两次", "每个字段只写一次。")])
        seen[key] = value
    return seen

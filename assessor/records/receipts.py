"""Checking a receipt again: was it altered, and do its inputs still give its results?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessor.records.reading import InputProblem, RecordError, read_record
from assessor.rules import Rulebook, RulebookError, assess
from assessor.rules.receipt import FORMAT, altered, compare, make_receipt

NAMES = {
    "record": "填写的",
    "policies": "政策",
    "results": "结果",
    "readings": "读法",
    "as_of": "自评日期",
    "engine": "程序版本",
    "code": "核对码",
    "marks": "校验码",
    "receipt": "收据的格式",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a receipt: places altered since it was made, and results that come out otherwise now."""

    altered: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the receipt is as it was made, and its results come out again."""
        return not self.altered and not self.differences


def verify_receipt(rulebook: Rulebook, receipt: Any, engine: str) -> Checked:
    """Check a receipt (JSON data). Raises RecordError if it is not a receipt, or its inputs are not a valid record."""
    if not isinstance(receipt, Mapping) or receipt.get("receipt") != FORMAT or not _whole(receipt):
        raise RecordError([InputProblem("", "这不是本工具的收据", "请选用“下载收据”得到的文件。")])
    places = tuple(_place(path) for path in altered(receipt))
    try:
        today = date.fromisoformat(str(receipt["as_of"]))
        record = read_record(rulebook.fields, receipt["record"])
        names = [name for name in receipt["policies"] if name in rulebook.policies]
        readings = {key.rpartition("/")[2]: str(name) for key, name in receipt["readings"].items()}
        again = make_receipt(rulebook, record, assess(rulebook, record, today, names, readings), engine)
    except (RulebookError, ValueError) as error:
        if places:
            return Checked(places, (f"收据里的内容已不能重新计算：{error}",))
        raise
    return Checked(places, tuple(compare(receipt, again)))


def _whole(receipt: Mapping[str, Any]) -> bool:
    parts = ("policies", "readings", "record", "results", "marks")
    inner = [entry for part in ("policies", "results") for entry in _values(receipt.get(part))]
    return all(isinstance(receipt.get(part), Mapping) for part in parts) and all(isinstance(e, Mapping) for e in inner)


def _values(part: Any) -> list[Any]:
    return list(part.values()) if isinstance(part, Mapping) else []


def _place(path: str) -> str:
    name, _, rest = path.partition(".")
    return f"{NAMES.get(name, name)}{'：' + rest if rest else ''}"

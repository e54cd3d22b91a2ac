"""Arguments of functions for which there may be no answer, whatever is filled in: a day that not every year has."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assessor.rules.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from assessor.policy.formula import Type

LONGEST = {"last_years": 100, "last_days": 36_500}
"""The longest windows, so that they stay in the calendar."""
_COMMON_YEAR = Fraction(2023)
"""Has the days that every year has."""


def argument_fault(name: str, trees: Sequence[list[Any]], kinds: Sequence["Type"]) -> tuple[str, str] | None:
    """What is wrong with the arguments of a function, and the remedy; their number and types are right already."""
    if name in LONGEST and not (trees[0][0] == "num" and kinds[0].whole and 0 < _at(kinds[0]) <= LONGEST[name]):
        return f"函数 {name} 的参数要直接写一个正整数，不超过 {LONGEST[name]}", f"例如 {name}(3)。"
    if name.startswith("years_") and not kinds[1].whole:
        return "年数要是整数", f"请先取整，例如 {name}(入职日期, floor(累计任职年限))。"
    if name != "date":
        return None
    year, *rest = kinds
    if not year.whole or any(kind.constant is None for kind in rest):
        hint = "月和日直接写数，年可以算出来，例如 date(year(自评日期), 8, 31)。"
        return "date 的年要是整数，月和日要直接写出来", hint
    if year.constant is None and not _is_day(_COMMON_YEAR, *map(_at, rest)):
        return "不是每年都有这一天", "2 月 29 日请写成 2 月 28 日或 3 月 1 日；别的请检查月、日。"
    if year.constant is not None and not _is_day(*map(_at, kinds)):
        return "没有这一天", f"请检查年、月、日；年在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。"
    return None


def _at(kind: "Type") -> Fraction:
    return kind.constant or Fraction(0)


def _is_day(*numbers: Fraction) -> bool:
    if any(number.denominator != 1 for number in numbers):
        return False
    try:
        return FIRST_YEAR <= date(*map(int, numbers)).year <= LAST_YEAR
    except (ValueError, OverflowError):
        return False

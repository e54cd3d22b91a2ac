"""What may stand in a cell of a workbook, by its type (§18.3.1.4 and §18.18.11 of ECMA-376, part 1).

The rest is refused at its cell, never guessed: a cell of numbers in which 4_4 stands, a truth value “abc”, the text no.
99 of 40, a formula whose result was never worked out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessor.records.signs import half_character, printable, sign_name, visible
from assessor.sheets.grid import Cell, Look
from assessor.sheets.numberformats import serial_of, spoken_day

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_INDEX = re.compile(r"[0-9]{1,9}")
_TIME = re.compile(r"T?[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?")
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}
_LONG = 10**15
"""From here on Excel shows a number with an exponent, and has lost what came after its 15 digits."""

_TINY = Fraction(1, 10**12)
"""Below this a number is what rounding left of nothing: =0.3-0.1*3 is 5.6E-17."""

_REWRITE = "请在 Excel 或 WPS 里重新填写这一格，保存后再试。"


@dataclass(frozen=True)
class Written:
    """A cell as the file has it: its type, style, value, the text inside of it, and its formula (None: there is none)."""

    kind: str
    style: str
    value: str
    inline: str | None
    formula: str | None


@dataclass
class CellTypes:
    """Reads the cells of one workbook.

    `texts` are its shared texts, `looks` how each style shows a number. With `stale` the file says itself that its
    formulas are to be worked out anew before anybody relies on them.
    """

    texts: Sequence[str]
    looks: Sequence[Look]
    shift: int = 0
    stale: bool = False

    def cell(self, written: Written) -> Cell | None:
        """The cell, or None if nothing stands in it."""
        value = written.value.strip(" \t\r\n")
        if written.formula is not None and (self.stale or (not value and written.kind != "str")):
            return Cell("", formula=f"={printable(written.formula)}")
        if written.inline is not None and written.kind != "inlineStr":
            return _refused(written.inline, "这一格的内容和它的类型对不上")
        if not value and written.kind != "inlineStr":
            return None
        match written.kind:
            case "n":
                return self._number(value, written.style)
            case "s":
                return self._shared(value)
            case "str":
                return text_cell(unescape(written.value))
            case "inlineStr":
                return _refused(value, "这一格的内容和它的类型对不上") if value else _inline(written.inline)
            case "b":
                truth = _TRUTHS.get(value.lower())
                if truth is None:
                    return _refused(value, f"“{printable(value)}”看不出是还是否")
                return Cell("TRUE" if truth else "FALSE", truth=truth)
            case "d":
                return _day(value)
            case "e":
                return Cell(value, error=printable(value))
        return _refused(value, f"不认识这一格的类型 {printable(written.kind)}")

    def _shared(self, value: str) -> Cell | None:
        number = int(value) if _INDEX.fullmatch(value) else len(self.texts)
        if number >= len(self.texts):
            return _refused(value, f"文件里没有这一格的文字（第 {printable(value)} 段）")
        return text_cell(self.texts[number])

    def _number(self, text: str, style: str) -> Cell:
        if not _NUMBER.fullmatch(text):
            return _refused(text, f"“{printable(text)}”不是数")
        place = int(style) if _INDEX.fullmatch(style) else len(self.looks) + 1
        if place and place >= len(self.looks):
            return _refused(text, "文件里没有这一格的格式，分不清是数、百分数还是日期")
        look = self.looks[place] if self.looks else Look.PLAIN
        # Excel shows and compares 15 digits; the file may hold 79.900000000000006 where 79.9 was typed.
        rounded = Decimal(format(float(text), ".15g"))
        if not rounded.is_finite() or abs(rounded.adjusted()) > 300:
            return _refused(text, f"“{printable(text)}”太大或太小")
        number = Fraction(rounded)
        if abs(number) < _TINY:
            number = Fraction(0)
        if look in {Look.DATE, Look.TIME}:
            number += self.shift
        shown = format(rounded, "f") if abs(number) < _LONG else format(rounded, ".15g").upper()
        return Cell(shown, number, look)


def _refused(text: str, message: str, hint: str = _REWRITE) -> Cell:
    return Cell(text.strip() or "？", refused=message, remedy=hint)


def _inline(text: str | None) -> Cell | None:
    return text_cell(unescape(text or ""))


def text_cell(text: str) -> Cell | None:
    """A cell with a text in it; None where there is nothing to be seen."""
    if half := half_character(text):
        return _refused(text, f"这一格里有{sign_name(half)}", "请删去这个字，重新打一遍。")
    return Cell(text) if visible(text).strip() else None


def _day(value: str) -> Cell:
    """A day as some programs store it, with the time of day and perhaps its zone."""
    if _TIME.fullmatch(value):
        return _refused(value, "这一格是时间，不是日期")
    day = spoken_day(value)
    if isinstance(day, str):
        return _refused(value, day, "请改填日期，写成 2026-09-01。")
    return Cell(day.isoformat(), serial_of(day), Look.DATE)


def unescape(text: str) -> str:
    """Text as it was before the file format escaped characters that XML cannot hold; two halves make one character."""
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "surrogatepass")


def is_true(attributes: Mapping[str, str], name: str) -> bool:
    """Whether an attribute of a part says yes."""
    return attributes.get(name, "").strip().lower() in {"1", "true"}

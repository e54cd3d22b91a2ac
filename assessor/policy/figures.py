"""Figures in a Chinese text: 三年、百分之十、1/3、18 人、二十五年、一半.

What counts, and what does not:

- Arabic digits count, with a following % or 万. They do not where they name a place or a day: after 第, before 条、款、点、章 or
  号, in a calendar date or year (1900–2099), as the number of a list item, in a reference such as 四(一)2, or in 《…》.
- Chinese numerals count before a measure of time, work or people (MEASURES), in 百分之N, N分之M and N倍; 半 counts in 半年、
  减半、折半、一半. Otherwise they count the parts of the text (三项、五类) or belong to a name (一票否决、二级教师).
- Digits in the address of a link are no figures.
- 一 counts only with a length of time (一年以上、一周内), and not in 哪一年、某一天; 一次、一名、一个 are mere articles.

The numerals are read here, not by a library: cn2an, the one that is maintained, rests on proces, whose wheel puts five nested
copies of itself and a top-level `build` package into site-packages; it also reads decimals as binary floats.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MEASURES = (
    "学年",
    "年",
    "个月",
    "周",
    "天",
    "日",
    "小时",
    "学时",
    "课时",
    "节",
    "人次",
    "次",
    "人",
    "名",
    "户",
    "倍",
    "元",
    "分",
)
_TIMES = ("学年", "年", "个月", "周", "天", "倍")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "[零〇一二两三四五六七八九十百千万]{1,16}"
_INT = r"\d{1,30}"
"""No real figure is longer; without a limit a long run of numerals would be read again from each of its places."""
_ANY = rf"(?:{_INT}|{_HAN})"

_NAMES = re.compile(
    rf"""
    《[^《》]*》                                                      # titles
    | \]\([^\s()]* | https?://[^\s()（）<>，。；、]*                      # addresses of links
    | 第\s*+{_ANY} (?: \s*+[条点项]?+\s*+[至到、–-]\s*+第?\s*+{_ANY} )*  # ordinals: 第三条, 第 3 至 5 条
    | (?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d                            # school years
    | (?:19|20)\d\d (?: -\d\d (?:-\d\d)? | \s*年 (?:\s*+{_INT}\s*月)? (?:\s*+{_INT}\s*日)? )   # dates and calendar years
    | {_INT}\s*月\s*{_INT}\s*日
    | 〔{_INT}〕\s*\d*
    | {_INT}\s*号
    | ^\s*{_INT}[.、](?!\d)                                                # list items
    | {_HAN}? [(（]{_HAN}[)）] (?:{_INT}(?:–{_INT})?)?                   # references: （十二）, 四(一)2
    | (?<![第百千万]){_HAN}{_INT}(?:–{_INT})?                           # references: 三4
    | {_INT}\s*[条款点章]
    """,
    re.VERBOSE | re.MULTILINE,
)
_FIGURE = re.compile(
    rf"""
    百分之(?P<percent>{_HAN})
    | (?P<below>{_HAN})分之(?P<above>{_HAN})
    | (?P<half>一半|(?<=[减折])半|半(?=年|学年|天))
    | (?P<han>{_HAN})\s*(?P<measure>{"|".join(MEASURES)})(?!制|比)
    | (?<![A-Za-z\d.])(?P<digits>{_INT}(?:\.{_INT})?(?:/{_INT})?)\s*(?P<after>%|万|{"|".join(MEASURES)})?
    """,
    re.VERBOSE,
)
_BEFORE_ONE = "同哪某这那每另"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text, at `offset`; `values` are the numbers a rule may use for it.

    Two weeks are also fourteen days, three years thirty-six months, sixty per cent 3/5, a half also a division by two.
    """

    text: str
    offset: int
    values: frozenset[Fraction]


def figures(text: str) -> list[Figure]:
    """The figures of a text, in its order."""
    plain = _NAMES.sub(lambda match: "\0" * len(match[0]), text)
    found = []
    for match in _FIGURE.finditer(plain):
        if match["han"] == "一" and (match["measure"] not in _TIMES or plain[: match.start()][-1:] in set(_BEFORE_ONE)):
            continue
        found.append(Figure(match[0].strip(), match.start(), frozenset(_values(match))))
    return found


def _values(match: re.Match[str]) -> Iterable[Fraction]:
    if match["half"] or match["below"]:
        above, below = (1, 2) if match["half"] else (whole(match["above"]), whole(match["below"]))
        return {_quotient(above, below), *([Fraction(below)] if above == 1 else [])}
    if match["percent"]:
        return _alike(Fraction(whole(match["percent"])), "%")
    if match["han"]:
        return _alike(Fraction(whole(match["han"])), match["measure"])
    number, _, divisor = match["digits"].partition("/")
    return _alike(_quotient(Fraction(number), int(divisor or 1)), match["after"] or "")


def _quotient(above: Fraction | int, below: int) -> Fraction:
    """A fraction as it is written; over nothing it is no fraction, and its upper half is the figure."""
    return Fraction(above) / (below or 1)


def _alike(value: Fraction, measure: str) -> set[Fraction]:
    """A number with what it comes to in the next smaller unit."""
    if measure == "万":
        return {value * 10000}
    factor = {"%": Fraction(1, 100), "周": Fraction(7), "年": Fraction(12), "学年": Fraction(12)}.get(measure)
    return {value} if factor is None else {value, value * factor}


def whole(text: str) -> int:
    """A whole number in Chinese numerals: 二十五 is 25, 一千五百 is 1500, 十万 is 100000, 二〇〇九 is 2009."""
    if not set(text) & {*_TENS, "万"}:
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section, digit = section + (digit or 1) * _TENS[character], 0
        else:
            total, section, digit = (total + section + digit) * 10000, 0, 0
    return total + section + digit

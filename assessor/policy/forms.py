"""The forms of values: what may stand behind a key, whatever the key is called.

Text is text: a number or a day that YAML reads as something else wants quotes. One table serves everything that is
checked at once; formulas, conditions and the parts of a table are checked where they are compiled.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from assessor.policy.problems import PolicyError
from assessor.policy.yaml import Map, Seq
from assessor.rules.dates import read_date

TEXT_LENGTH, NAME_LENGTH = 500, 100
"""Characters: of a text, and of what stands in headings and lists."""
_RULE_ID = re.compile(r"\w[\w.-]{0,39}")


def is_text(value: Any, most: int = TEXT_LENGTH) -> bool:
    """Whether it is a text that says something, and not a book."""
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most


def is_name(value: Any) -> bool:
    """Whether it can stand in a heading: short, on one line."""
    return is_text(value, NAME_LENGTH) and "\n" not in value


def is_day(value: Any) -> bool:
    """Whether it is a day that exists, written YYYY-MM-DD."""
    try:
        return isinstance(value, str) and bool(read_date(value))
    except ValueError:
        return False


def is_names(value: Any) -> bool:
    """Whether it is a list of names, each once."""
    return isinstance(value, Seq) and all(map(is_name, value)) and len(set(value)) == len(value)


def _is_words(value: Any) -> bool:
    return is_name(value) or (bool(value) and is_names(value))


def _is_texts(value: Any) -> bool:
    return isinstance(value, Seq) and all(map(is_text, value))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_QUOTE = f"若被当成了别的，请加引号；不超过 {TEXT_LENGTH} 字。"
_FORMS: Mapping[str, tuple[Callable[[Any], bool], str, str]] = {
    "text": (is_text, "一句文字", _QUOTE),
    "name": (is_name, "一行文字", f"若被当成了别的，请加引号；不超过 {NAME_LENGTH} 字，不换行。"),
    "rule_id": (
        lambda value: isinstance(value, str) and bool(_RULE_ID.fullmatch(value)),
        "编号",
        "用字母、数字、汉字，中间可有连字符和点，不超过 40 字，如 S21-16；全是数字的要加引号。",
    ),
    "word": (lambda value: isinstance(value, str), "一个词", "请写成一个词。"),
    "words": (_is_words, "一个词，或词的列表", "例如 [考核, 津贴]，不重复。"),
    "word_list": (is_names, "词的列表", "例如 [考核, 津贴]，不重复；没有就写 []。"),
    "text_list": (_is_texts, "文字的列表", "每项前面写“- ”；没有就写 []。"),
    "unit": (lambda value: isinstance(value, str), "单位", "例如 元/月。"),
    "column": (lambda value: isinstance(value, str), "列名", "请写列表字段里的一列。"),
    "list_field": (lambda value: isinstance(value, str), "列表字段的名字", "请写字段表里的一个列表字段。"),
    "bool": (lambda value: isinstance(value, bool), "true 或 false", "请写 true 或 false。"),
    "whole": (_is_whole, "整数", "请写一个整数。"),
    "count": (lambda value: _is_whole(value) and 0 < value <= MOST, "正整数", "例如 1。"),
    "formulas": (lambda value: isinstance(value, Map), "“名字: 算式”", "例如 {ratio: 实坐班 / 应坐班}。"),
    "record": (lambda value: isinstance(value, Map), "“字段: 值”", "没有填什么就写 {}。"),
    "valid": (
        lambda value: isinstance(value, Map),
        "“from: 日期, to: 日期”",
        "请写 from 和 to；没有就写 {from: null, to: null}。",
    ),
}
MOST = 1000
"""The highest count of years, weeks or conditions that a rule may ask for."""


def check_form(value: Any, form: str, name: str, line: int) -> None:
    """Refuse a value that is not of the form its key asks for; forms not listed are checked where they are compiled."""
    if form == "day":
        if not is_day(value):
            raise PolicyError(
                line, f"{name} 的日期 {str(value)[:20]} 不存在或写法不对", '请写成 "2023-03-10"，要加引号。'
            )
    elif form in _FORMS:
        fits, wanted, hint = _FORMS[form]
        if not fits(value):
            raise PolicyError(line, f"{name} 应当是{wanted}", hint)

"""Whether a mapping of a policy file has the keys that the table of shapes gives it, each of the right form."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import (
    AUTHORITIES,
    COMPLETENESS,
    HEAD_WORDS,
    KINDS,
    LEAVES_TO,
    LEVELS,
    STATUSES,
    SUBJECTS,
    Key,
)
from assessor.policy.yaml import Map, Seq
from assessor.rules.frame import PERIODS
from assessor.rules.rulebook import STRENGTHS


def check_keys(data: Any, keys: Mapping[str, Key], line: int, what: str, also: tuple[str, ...] = ()) -> Map:
    """The mapping, if it has only known keys, all required ones, and known words where words are fixed."""
    if not isinstance(data, Map):
        raise PolicyError(line, f"{what}应当写成“键: 值”", f"可以用的键：{'、'.join(keys)}。")
    for name in data:
        if name not in keys and name not in also:
            raise PolicyError(
                data.line_of(name),
                f"{what}里没有 {name} 这个键",
                nearest(name, [*keys, *also], what="可以用的键") or f"请删去 {name}；可以用的键见规则写法手册。",
            )
    for name, key in keys.items():
        if key.required and data.get(name) is None:
            raise PolicyError(data.line, f"{what}缺少 {name}（{key.means}）", f"请补上 {name}。")
        if key.words and name in data and data[name] not in key.words:
            raise PolicyError(
                data.line_of(name),
                f"{name} 不能是 {data[name]}",
                _which_word(str(data[name]), key.words),
            )
        if data.get(name) is not None:
            _check_form(data, name, key.form)
        elif name in data and key.form not in {"text", "valid"}:
            raise PolicyError(data.line_of(name), f"{name} 后面是空的", f"请补上，或删去 {name}。")
    return data


def _which_word(found: str, words: tuple[str, ...]) -> str:
    """A hint for a word that is not one of those fixed, which may be said in Chinese."""
    said = {
        **LEVELS,
        **COMPLETENESS,
        **AUTHORITIES,
        **KINDS,
        **STRENGTHS,
        **SUBJECTS,
        **PERIODS,
        **LEAVES_TO,
        **HEAD_WORDS,
        **STATUSES,
    }
    for word in words:
        if found and said.get(word, "").startswith(found):
            return f"{said[word]}写成 {word}。"
    near = get_close_matches(found, words, n=1, cutoff=0.5)
    return nearest(found, near) or f"可以写：{'、'.join(f'{word}（{said[word]}）' for word in words)}。"


def _is_words(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, Seq) and bool(value) and all(isinstance(item, str) for item in value)
    )


def _is_word_list(value: Any) -> bool:
    return isinstance(value, Seq) and all(isinstance(item, str) for item in value)


_FORMS: Mapping[str, tuple[Callable[[Any], bool], str, str]] = {
    "text": (
        lambda value: isinstance(value, str | int) and not isinstance(value, bool),
        "一句文字",
        "若被当成了别的，请加引号。",
    ),
    "word": (lambda value: isinstance(value, str), "一个词", "请写成一个词。"),
    "words": (_is_words, "一个词，或词的列表", "例如 [考核, 津贴]。"),
    "word_list": (_is_word_list, "列表", "例如 [考核, 津贴]；没有就写 []。"),
    "unit": (lambda value: isinstance(value, str), "单位", "例如 元/月。"),
    "column": (lambda value: isinstance(value, str), "列名", "请写列表字段里的一列。"),
    "list_field": (lambda value: isinstance(value, str), "列表字段的名字", "请写字段表里的一个列表字段。"),
    "bool": (lambda value: isinstance(value, bool), "true 或 false", "请写 true 或 false。"),
    "whole": (lambda value: isinstance(value, int) and not isinstance(value, bool), "整数", "请写一个整数。"),
    "formulas": (lambda value: isinstance(value, Map), "“名字: 算式”", "例如 {ratio: 实坐班 / 应坐班}。"),
    "record": (lambda value: isinstance(value, Map), "“字段: 值”", "没有填什么就写 {}。"),
    "day": (lambda value: isinstance(value, str), "加引号的日期", '请写成 "2026-06-30"。'),
    "valid": (
        lambda value: isinstance(value, Map),
        "“from: 日期, to: 日期”",
        "请写 from 和 to；没有就写 {from: null, to: null}。",
    ),
}


def _check_form(data: Map, name: str, form: str) -> None:
    """Refuse a value that is not of the form its key asks for; forms not listed are checked where they are read."""
    if form in _FORMS:
        fits, wanted, hint = _FORMS[form]
        if not fits(data[name]):
            raise PolicyError(data.line_of(name), f"{name} 应当是{wanted}", hint)

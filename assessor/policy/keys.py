"""Whether a mapping of a policy file has the keys that the table of shapes gives it, each of the right form."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from assessor.policy.forms import check_form
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
from assessor.policy.yaml import Map
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
            check_form(data[name], key.form, name, data.line_of(name))
        elif name in data and not key.empty:
            hint = f"请补上，或删去 {name}；以 # 开头的文字要加引号。"
            raise PolicyError(data.line_of(name), f"{name} 后面是空的", hint)
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

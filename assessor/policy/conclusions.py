"""What a rule adds to the conclusions: their subject, their force, the question they answer, what they are counted with."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assessor.policy.problems import PolicyError, Problem, nearest
from assessor.policy.yaml import Map
from assessor.rules import MET_KINDS, Rule
from assessor.rules.rulebook import ELSE, HEADS, MODALITIES, texts_in

if TYPE_CHECKING:
    from assessor.policy.compile import CompiledRule

ANSWERED_KINDS = MET_KINDS | {"checklist"}
"""Kinds that are fulfilled or not; the other computed ones give a value."""


def read_conclusion(data: Map) -> dict[str, Any]:
    """The keys `about`, `modality`, `head` and `group` of a rule, checked; nothing where it has none of them."""
    found: dict[str, Any] = {}
    if "about" in data:
        found["about"] = str(data["about"])
    if "modality" in data:
        found["modality"] = _modality(data)
    if "head" in data:
        found["head"] = _head(data)
    if "group" in data:
        if data["kind"] not in ANSWERED_KINDS | {"manual"}:
            hint = f"{data['kind']} 类的结果是一个值，自成一句结论，请删去 group。"
            raise PolicyError(data.line_of("group"), "group 只用于要求、资格、清单和人工认定", hint)
        words = data["group"]
        found["group"] = [words] if isinstance(words, str) else list(words)
    return found


def _head(data: Map) -> str:
    line = data.line_of("head")
    if data["head"] != "none" and data.get("subject", "teacher") != "teacher" and data["kind"] != "manual":
        raise PolicyError(line, "对学校的要求不是老师自己的结论", "请删去 head。")
    if data["kind"] == "veto":
        raise PolicyError(line, "否决触发时总会写进结论", "请删去 head。")
    return str(data["head"])


def _modality(data: Map) -> str | dict[str, str]:
    line = data.line_of("modality")
    if data["kind"] in ANSWERED_KINDS | {"manual"}:
        hint = "要求和资格的分量由 strength 说，请删去 modality。"
        raise PolicyError(line, f"{data['kind']} 类的结果不是一个值，没有 modality", hint)
    source = data["modality"]
    if isinstance(source, Map):
        return {str(value): _word(word, source.line_of(value)) for value, word in source.items()}
    return _word(source, line)


def _word(word: object, line: int) -> str:
    if word in MODALITIES:
        return str(word)
    said = "、".join(f"{name}（{means}）" for name, means in MODALITIES.items())
    near = get_close_matches(str(word), MODALITIES, n=1, cutoff=0.5)
    hint = f"是不是想写 {near[0]}？" if near else f"可以写：{said}。"
    raise PolicyError(line, f"modality 不能是 {word}", hint)


def check_values(data: Map, compiled: Mapping[str, Any]) -> None:
    """Refuse a modality for a value that the rule never gives."""
    said = compiled.get("modality")
    if not isinstance(said, dict):
        return
    values = list(dict.fromkeys(texts_in([compiled.get(key, {}) for key in ("let", "readings", "body")])))
    for value in said:
        if values and value != ELSE and value not in values:
            hint = nearest(value, values, what="会给出的有") or f"会给出的有：{'、'.join(values)}。"
            raise PolicyError(data["modality"].line_of(value), f"modality 里的“{value}”这条规则不会给出", hint)


def scattered_groups(file: str, compiled: "Sequence[CompiledRule]") -> list[Problem]:
    """An error for each group that has no heading to stand under, or members under different ones."""
    heads: dict[str, dict[str | None, CompiledRule]] = {}
    for entry in compiled:
        rule = Rule(entry.data)
        for group in rule.groups:
            found = heads.setdefault(group, {})
            if rule.kind != "manual" or rule.head:
                found.setdefault(rule.head, entry)
    problems = []
    for group, found in heads.items():
        if len(found) == 1 and None not in found:
            continue
        lost = found.get(None) or next(reversed(found.values()), None) or compiled[0]
        message = f"group“{group}”的各条要回答同一个问题，都写同样的 head"
        hint = f"例如都写 head: eligibility。head 可以写：{'、'.join(f'{word}（{name}）' for word, name in HEADS.items())}。"
        problems.append(Problem(file, lost.source.line_of("group"), message, hint))
    return problems

"""A rulebook: compiled policies as plain data, ready to be evaluated without any YAML or Markdown in sight."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from assessor.rules.fields import Field, fields_from_json
from assessor.rules.frame import Framed, framed_by, goes_by_days

FORMAT = 1
"""Version of the JSON form; a rulebook of another format is refused."""

MET_KINDS = frozenset({"requirement", "eligibility", "veto"})
"""Kinds whose result is met or not met; the others have a value (a checklist has both)."""

STRENGTHS = {"must": "必须", "should": "原则上", "may": "可", "target": "目标"}
"""How binding a rule is, and how that is called."""

MODALITIES = {
    **STRENGTHS,
    "at_most": "上限",
    "at_least": "下限",
    "suggested": "建议",
    "estimate": "估算",
    "reaches": "够到哪一级",
    "none": "一级也没够到",
}
"""With what force a value is given: a ceiling is another thing than a grade. Left out it is the rule's strength."""

HEADS = {"appraisal": "考核等第", "money": "津贴与龄奖", "eligibility": "资格与称号"}
"""The answers that people come for, in their order, and how each is called."""

ELSE = "else"
"""What stands for every other value where a modality is given value by value."""


class RulebookError(ValueError):
    """The data is not a rulebook this engine can evaluate, or lacks the policy that was asked for."""


@dataclass(frozen=True)
class Rule:
    """One rule of a policy: what it is called, where it stands, and the node that computes it."""

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The provision's number, such as S21-16."""
        return str(self.data["id"])

    @property
    def kind(self) -> str:
        """What the result is: grade, amount, score, requirement, eligibility, veto, quota, checklist or manual."""
        return str(self.data["kind"])

    @property
    def readings(self) -> Mapping[str, Mapping[str, Any]]:
        """The readings by name, in the author's order; empty where the text can be read in one way only."""
        readings: Mapping[str, Mapping[str, Any]] = self.data.get("readings", {})
        return readings

    @property
    def about(self) -> str:
        """What the result is about, as the subject of a sentence: 坐班一项. Its name where the author gave nothing else."""
        return str(self.data.get("about", self.data["name"]))

    @property
    def groups(self) -> tuple[str, ...]:
        """What the rule is one of several requirements for: 评高级."""
        return tuple(self.data.get("group", ()))

    @property
    def is_money(self) -> bool:
        """Whether the result is an amount of money."""
        return self.kind == "amount" and str(self.data.get("unit", "")).partition("/")[0] == "元"

    @property
    def budget(self) -> Mapping[str, str] | None:
        """What a staff list's cost is made of (`for`, `times`, `plus`), where this rule is what the policy costs."""
        budget: Mapping[str, str] | None = self.data.get("budget")
        return budget

    @property
    def head(self) -> str | None:
        """Which of HEADS the result answers; None for none of them.

        Unless the author says so: a teacher's grade, and a score put together from others, is of the appraisal.
        """
        if "head" in self.data:
            return None if self.data["head"] == "none" else str(self.data["head"])
        if self.data["subject"] != "teacher":
            return None
        if self.kind == "grade" or (self.kind == "score" and self.refers_to):
            return "appraisal"
        return "eligibility" if self.kind == "eligibility" else "money" if self.is_money else None

    def modality(self, value: Fraction | str | None = None) -> str:
        """With what force (of MODALITIES) the rule gives that value; of None, with what force it gives values at all."""
        said = self.data.get("modality", self.data["strength"])
        if not isinstance(said, Mapping):
            return "none" if said == "reaches" and value == 0 else str(said)
        return str(said.get(value, said.get(ELSE, self.data["strength"])))

    @property
    def default_reading(self) -> str | None:
        """The reading that the result itself follows."""
        return next((name for name, reading in self.readings.items() if reading.get("default")), None)

    def lets(self, reading: str | None) -> Mapping[str, Any]:
        """The rule's own names, with those that the reading defines."""
        return {**self.data.get("let", {}), **(self.readings[reading]["let"] if reading else {})}

    @property
    def inputs(self) -> Sequence[str]:
        """The fields the rule may ask for, in the author's order."""
        return tuple(self.data.get("inputs", ()))

    @cached_property
    def goes_by_days(self) -> bool:
        """Whether the very days on which the term begins and ends matter, not only which term it is."""
        return goes_by_days(self.data)

    @cached_property
    def refers_to(self) -> tuple[str, ...]:
        """The rules whose results this one takes up itself, in the order in which it names them, each once."""
        return tuple(dict.fromkeys(str(node["result"]) for node in mechanisms_in(self.data) if node["do"] == "result"))


def mechanisms_in(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every mechanism in a compiled rule or node, outermost first."""
    if isinstance(node, Mapping):
        if "do" in node:
            yield node
        for part in node.values():
            yield from mechanisms_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from mechanisms_in(part)


def texts_in(node: Any) -> Iterator[str]:
    """Every text that a compiled node can give: what stands under a value or a branch, not what is compared."""
    if isinstance(node, Mapping):
        for key, part in node.items():
            if key != "condition":
                yield from texts_in(part)
    elif isinstance(node, list):
        if node[:1] == ["text"]:
            yield node[1]
        elif not node or not isinstance(node[0], str):
            for part in node:
                yield from texts_in(part)


def inputs_behind(rule: Rule, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The fields a rule rests on: its own inputs, then those of the rules of its policy that it takes up, and so on."""
    behind = {rule.id: rule}
    todo = [rule]
    while todo:
        further = {name: rules[name] for name in todo.pop(0).refers_to if name not in behind}
        behind |= further
        todo += further.values()
    return tuple(dict.fromkeys(name for part in behind.values() for name in part.inputs))


@dataclass(frozen=True)
class Policy:
    """A compiled policy: its head and its rules, in the order of the text."""

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The policy's slug."""
        return str(self.data["id"])

    @property
    def title(self) -> str:
        """The policy's title."""
        return str(self.data["title"])

    @property
    def hash(self) -> str:
        """SHA-256 of the policy file the rules came from."""
        return str(self.data["hash"])

    @property
    def caveat(self) -> str:
        """What must be said of the text that the rules are from: 二手来源，待核. Empty for an official document."""
        return str(self.data.get("caveat", ""))

    @property
    def is_historical(self) -> bool:
        """Whether it is kept for what was once in force: nothing is concluded from it."""
        return self.data.get("status") == "historical"

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id, in the order of the text."""
        return {entry["id"]: Rule(entry) for entry in self.data["rules"]}

    def framed(self, rule_id: str, reading: str | None) -> Framed:
        """The lists that a rule counts per term or year under a reading, those of the rules that it takes up included."""
        key = rule_id, reading
        if key not in self._framed:
            self._framed[key] = self._lists_framed(rule_id, reading)
        return self._framed[key]

    @cached_property
    def _framed(self) -> dict[tuple[str, str | None], Framed]:
        return {}

    def _lists_framed(self, rule_id: str, reading: str | None) -> Framed:
        rule = self.rules[rule_id]
        lets = rule.lets(reading if reading in rule.readings else rule.default_reading)
        own = {key: part for key, part in rule.data.items() if key not in {"readings", "let"}}
        found = [framed_by(mechanisms_in([own, lets]), lets)]
        found += [self.framed(name, reading) for name in rule.refers_to if name in self.rules and name != rule_id]
        return Framed(
            tuple(dict.fromkeys(name for part in found for name in part.per_term)),
            tuple(dict.fromkeys(name for part in found for name in part.per_year)),
        )


class Rulebook:
    """Fields and policies together."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Wrap the JSON form; raises RulebookError if its format is not ours."""
        if data.get("format") != FORMAT:
            message = f"规则文件的格式是 {data.get('format')!r}，本程序只认 {FORMAT}。请重新生成规则文件。"
            raise RulebookError(message)
        self.data = data
        self.fields: Mapping[str, Field] = fields_from_json(data["fields"])
        self.policies: Mapping[str, Policy] = {entry["id"]: Policy(entry) for entry in data["policies"]}

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the JSON form."""
        return cls(json.loads(text))

    def to_json(self) -> str:
        """The canonical JSON form: sorted nowhere (order means something), no spaces, UTF-8 as it is."""
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON form, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def policy(self, name: str) -> Policy:
        """The policy of that id; raises RulebookError with the nearest id."""
        if name in self.policies:
            return self.policies[name]
        near = nearest(name, self.policies)
        hint = f"，是不是 {near}？" if near else f"。现有：{'、'.join(self.policies)}"
        message = f"没有叫 {name} 的政策{hint}"
        raise RulebookError(message)


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """The choice most like a name that is none of them; None where all are too different."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes, and large where a browser loads it

    return next(iter(get_close_matches(name, choices, n=1, cutoff=0.4)), None)

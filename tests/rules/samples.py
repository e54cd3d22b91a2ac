"""A small field table, and nodes, scopes and rulebooks made by hand, for tests that need no policy file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assessor.records import read_record
from assessor.rules import Answer, Assessment, Node, Result, Rulebook, Scope, Step, Value, assess
from assessor.rules.facts import Facts
from assessor.rules.fields import fields_from_json
from assessor.rules.mechanisms import evaluate
from assessor.rules.rulebook import FORMAT

TODAY = date(2026, 6, 30)
"""The day the samples are judged on, in the school year 2025-2026; a Tuesday."""

FIELDS_DATA: dict[str, Any] = {
    "自评日期": {"type": "date"},
    "学期开始": {"type": "date"},
    "学期结束": {"type": "date"},
    "年限": {"type": "number", "unit": "年", "min": 0},
    "月标准": {"type": "number", "unit": "元/月"},
    "人数": {"type": "number", "unit": "人", "min": 0, "max": 100, "integer": True},
    "月数": {"type": "number", "unit": "月"},
    "在任": {"type": "bool"},
    "满意": {"type": "bool"},
    "称号": {"type": "enum", "values": ["甲等", "乙等", "丙等"]},
    "备注": {"type": "text"},
    "入职日期": {"type": "date"},
    "任职段": {
        "type": "list",
        "keeps_future": True,
        "columns": {
            "起": {"type": "month"},
            "止": {"type": "month"},
            "角色": {"type": "enum", "values": ["班主任", "见习班主任"]},
        },
    },
    "累计任职年限": {
        "type": "number",
        "unit": "年",
        "derive": {"spells": "任职段", "measure": "cumulative", "role": "班主任"},
    },
    "连续任职年限": {
        "type": "number",
        "unit": "年",
        "derive": {"spells": "任职段", "measure": "consecutive", "role": "班主任"},
    },
    "见习年限": {
        "type": "number",
        "unit": "年",
        "derive": {"spells": "任职段", "measure": "cumulative", "role": "见习班主任", "only_if_present": True},
    },
    "活动": {
        "type": "list",
        "columns": {
            "日期": {"type": "date"},
            "类型": {"type": "enum", "values": ["班会", "家访"]},
            "分值": {"type": "number", "unit": "分"},
        },
    },
    "坐班": {
        "type": "list",
        "columns": {
            "月份": {"type": "month"},
            "应坐班": {"type": "number", "unit": "小时"},
            "实坐班": {"type": "number", "unit": "小时"},
        },
    },
    "考核": {
        "type": "list",
        "columns": {"学年": {"type": "school_year"}, "结果": {"type": "enum", "values": ["合格", "不合格"]}},
    },
    "人事考核": {
        "type": "list",
        "split_from": "考核",
        "help": "按公历年度",
        "columns": {"年度": {"type": "year"}, "结果": {"type": "enum", "values": ["合格", "不合格"]}},
    },
    "清单": {
        "type": "list",
        "retired": {"跑操": "请填两操"},
        "columns": {"项目": {"type": "text"}, "完成": {"type": "bool"}},
    },
}

FIELDS = fields_from_json(FIELDS_DATA)


# ── nodes ───────────────────────────────────────────────────────────────────


def num(text: object, *unit: str) -> Node:
    """A number in a tree."""
    return ["num", str(text), *unit]


def field(name: str) -> Node:
    """A field in a tree."""
    return ["field", name]


def column(name: str) -> Node:
    """A column of the current row in a tree."""
    return ["column", name]


def compared(left: Node, relation: str, right: Node) -> Node:
    """A comparison in a tree."""
    return ["cmp", relation, left, right]


def is_word(name: str, word: str) -> Node:
    """A column that must hold a word."""
    return compared(column(name), "==", ["text", word])


def call(name: str, *arguments: Node) -> Node:
    """A function call in a tree."""
    return ["call", name, list(arguments)]


def parts(*nodes: Node) -> list[dict[str, Node]]:
    """Nodes as the parts of a mechanism, named 一, 二, 三 …"""
    return [{"name": name, "node": node} for name, node in zip("一二三四五", nodes, strict=False)]


def require(have: Node, relation: str, need: Node, **more: object) -> Node:
    """A requirement."""
    return {"do": "require", "have": have, "relation": relation, "need": need, **more}


# ── evaluating ──────────────────────────────────────────────────────────────


def scope(record: Mapping[str, object] | None = None, *, lets: Mapping[str, Node] | None = None) -> Scope:
    """A scope over a raw record."""
    facts = Facts(FIELDS, read_record(FIELDS, record or {}), TODAY)
    return Scope(facts, lets or {}, None, _no_results, evaluate)


def _no_results(rule: str, _reading: str | None) -> Answer:
    raise KeyError(rule)


def answer(node: Node, record: Mapping[str, object] | None = None) -> Answer:
    """The answer of a node for a raw record."""
    return evaluate(node, scope(record))


def value(node: Node, record: Mapping[str, object] | None = None) -> Value:
    """The value of a node for a raw record."""
    return answer(node, record).value


def told(value: Value) -> object:
    """A value in the notation of the tables: its content, "gap", or the tuple of what is missing."""
    return value.content if value.is_known else value.missing if value.state == "unknown" else value.state.value


def made(value: Value) -> Answer:
    """An answer that somebody else has come to."""
    return Answer(value, Step("formula", value, num(0), scope()))


# ── rulebooks ───────────────────────────────────────────────────────────────


def rule(name: str, /, body: Node = None, kind: str = "amount", **more: object) -> dict[str, Any]:
    """A compiled rule; without a body the rule is manual."""
    computed = {"kind": "manual", "decides": "学校"} if body is None else {"kind": kind, "body": body}
    head = {"id": name, "name": f"规则{name}", "strength": "must", "subject": "teacher"}
    return {**head, "clause": "第一条", "anchor": "art-1", "inputs": [], **computed, **more}


def book(*rules: Mapping[str, Any], policy: str = "shixing", title: str = "试行办法", more: Any = ()) -> Rulebook:
    """A rulebook of one policy with these rules, and of the policies in `more`."""
    entry = {"id": policy, "title": title, "hash": "0" * 64, "rules": list(rules)}
    return Rulebook({"format": FORMAT, "fields": FIELDS_DATA, "policies": [entry, *more]})


def judged(rulebook: Rulebook, record: Mapping[str, object] | None = None, **more: Any) -> Assessment:
    """The assessment of a raw record."""
    return assess(rulebook, read_record(rulebook.fields, record or {}), TODAY, **more)


def result(entry: Mapping[str, Any], record: Mapping[str, object] | None = None) -> Result:
    """The result of a single rule."""
    return judged(book(entry), record).results[0]

"""Checking a receipt again: was it altered, and do its inputs still give its results?

Only what was recomputed is confirmed. What a receipt says of itself (titles, versions) is either the same as what is
made again from its inputs, or it is named; what is shown of a receipt that holds comes from the rulebook.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessor.records.reading import InputProblem, RecordError, listed, read_record
from assessor.records.signs import printable
from assessor.rules import Record, Rulebook, assess
from assessor.rules.dates import read_date
from assessor.rules.receipt import FORMAT, SAID, altered, canonical, make_receipt
from assessor.rules.values import STATE_WORDS

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
"""The parts of a receipt; it has these and no others."""
_PARTS = ("policies", "readings", "record", "results", "marks")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,30}")
_SHOWN = 60
"""Characters of a foreign text in a message."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a receipt that holds is about: its day, the titles of its policies, its code, and the program that checked it."""

    day: str
    policies: tuple[str, ...]
    code: str
    version: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a receipt: places altered since it was made, and what comes out otherwise now.

    `facts` are there only where it holds.
    """

    altered: tuple[str, ...]
    differences: tuple[str, ...] = ()
    facts: Facts | None = None

    @property
    def holds(self) -> bool:
        """Whether the receipt is as it was made, and its results come out again."""
        return self.facts is not None


def verify_receipt(rulebook: Rulebook, receipt: Any, engine: str) -> Checked:
    """Check a receipt (JSON data) with the program of version `engine`. Raises RecordError if it is not a receipt."""
    if not isinstance(receipt, Mapping) or not all(isinstance(receipt.get(part), Mapping) for part in _PARTS):
        raise RecordError([InputProblem("", "这不是本工具的收据", "请选用“下载收据”得到的文件。")])
    if isinstance(receipt.get("receipt"), bool) or receipt.get("receipt") != FORMAT:
        raise RecordError([InputProblem("", "这不是本工具的收据，或者是别的版本的", "请选用“下载收据”得到的文件。")])
    wrong = list(dict.fromkeys([*_misshapen(receipt), *map(_place, altered(receipt))]))
    again, differences = _made_again(rulebook, receipt, engine)
    if again is not None:
        differences += _differences(receipt, again)
    facts = None
    if again is not None and not wrong and not differences:
        titles = tuple(entry["title"] for entry in again["policies"].values())
        facts = Facts(again["as_of"], titles, receipt["code"], engine)
    return Checked(tuple(listed(wrong)), tuple(listed(differences)), facts)


def _misshapen(receipt: Mapping[str, Any]) -> Iterator[str]:
    """What is missing from a receipt, and what is no part of one."""
    for name, said in NAMES.items():
        if name not in receipt:
            yield f"缺少{said}（{name}）"
    for name in receipt:
        if name not in NAMES:
            yield f"{printable(name, _SHOWN)}，不属于收据"
    version = receipt.get("engine")
    if "engine" in receipt and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        yield _place("engine")


def _made_again(rulebook: Rulebook, receipt: Mapping[str, Any], engine: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The receipt that the same inputs give now, and what of them cannot be used; None where nothing can be computed."""
    told: list[str] = []
    day = _day(receipt.get("as_of"))
    if day is None:
        told.append(f"自评日期写的是 {printable(receipt.get('as_of'), _SHOWN)}，没有这一天，不能重新计算")
    record: Record = {}
    try:
        record = read_record(rulebook.fields, receipt["record"])
    except RecordError as error:
        told += [f"填写的内容不能重新计算：{problem}" for problem in error.problems]
        day = None
    names = [name for name in receipt["policies"] if name in rulebook.policies]
    if not names:
        told.append("收据里没有现在还有的政策，没有什么可以重新计算")
    if day is None or not names:
        return None, told
    readings = {}
    for key, name in receipt["readings"].items():
        policy, _, rule_id = key.partition("/")
        rule = rulebook.policies[policy].rules.get(rule_id) if policy in names else None
        if rule is not None and isinstance(name, str) and name in rule.readings:
            readings[rule_id] = name
    return make_receipt(rulebook, record, assess(rulebook, record, day, names, readings), engine), told


def _day(text: object) -> date | None:
    try:
        return read_date(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What differs between a receipt and one made again from its inputs, in words."""
    if old["as_of"] != new["as_of"]:
        yield f"自评日期：收据写的是 {printable(old['as_of'], _SHOWN)}，按填写的内容是 {new['as_of']}"
    # Receipts from before outcomes had their subject and force hold as they are; one that has them has all of them.
    says_nothing = not any(_part(entry, name) is not None for entry in old["results"].values() for name in SAID)
    for part, tell in (("policies", _policy), ("readings", _reading), ("record", _input), ("results", _result)):
        for key in dict.fromkeys([*new[part], *old[part]]):
            was, now = old[part].get(key), new[part].get(key)
            if part == "results" and now is not None and says_nothing:
                now = {name: value for name, value in now.items() if name not in SAID}
            if key not in old[part] or key not in new[part] or canonical(was) != canonical(now):
                yield tell(printable(key, _SHOWN), was, now)


def _policy(name: str, was: Any, now: Any) -> str:
    if now is None or not isinstance(was, Mapping) or was.get("hash") != now["hash"]:
        return f"政策 {name} 的文本与收据当时的不同"
    if was.get("title") != now["title"]:
        return f"政策 {name} 的名称：收据写的是《{printable(was.get('title'), _SHOWN)}》，文本里是《{now['title']}》"
    return f"政策 {name}：有不属于收据的内容"


def _reading(key: str, was: Any, now: Any) -> str:
    if now is None:
        return f"读法：{key} 没有“{printable(was, _SHOWN)}”这个可选的读法"
    return f"读法：{key} 收据写的是 {printable(was, _SHOWN) if was else '默认的读法'}，计算用的是 {now}"


def _input(key: str, was: Any, now: Any) -> str:
    del was, now
    return f"填写的：{key} 不是本工具写出的样子"


def _result(key: str, was: Any, now: Any) -> str:
    if now is None:
        return f"{key}：现在没有这条规则"
    if was is None:
        return f"{key}：收据里没有，重新计算得 {_shown(now)}"
    return f"{key}{_difference(was, now)}"


def _difference(was: Any, now: Mapping[str, Any]) -> str:
    """Where two outcomes differ: at the top, or under which reading; older ones knew no terms and years."""
    for key, kind in (("by_term", "学期"), ("by_year", "学年")):
        if now.get(key) and not _part(was, key):
            parts = "，".join(f"{entry[key.removeprefix('by_')]} 是 {_shown(entry)}" for entry in now[key])
            return f"：收据写的是 {_shown(was)}，当时各{kind}合在一起算；现在按{kind}分开算（{parts}），收据里没有填是哪个{kind}"
    if _shown(was) != _shown(now):
        return f"：收据写的是 {_shown(was)}，重新计算得 {_shown(now)}"
    old, new = _part(was, "by_reading"), now.get("by_reading", {})
    for name in new:
        if _shown(_part(old, name)) != _shown(new[name]):
            return f"（读法 {name}）：收据写的是 {_shown(_part(old, name))}，重新计算得 {_shown(new[name])}"
    return "：收据里这一项的内容被改动过"


def _part(outcome: Any, key: str) -> Any:
    return outcome.get(key) if isinstance(outcome, Mapping) else None


def _shown(outcome: Any) -> str:
    """An outcome in one word."""
    for key in ("value", "met"):
        value = _part(outcome, key)
        if value is not None:
            return {True: "是", False: "否"}[value] if isinstance(value, bool) else printable(value, _SHOWN)
    status = printable(_part(outcome, "status"), _SHOWN)
    return next((word for state, word in STATE_WORDS.items() if state.value == status), status)


def _place(path: str) -> str:
    name, _, rest = path.partition(".")
    return f"{NAMES.get(name, printable(name, _SHOWN))}{'：' + printable(rest, _SHOWN) if rest else ''}"

"""Which amount a school's budget is made of: the key `budget` of a rule."""

from collections.abc import Mapping
from typing import Any

from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import BUDGET
from assessor.policy.yaml import Map
from assessor.rules.fields import Field

MONEY = "元"


def read_budget(data: Map, fields: Mapping[str, Field], rules: Mapping[str, Map]) -> dict[str, Any]:
    """The key `budget` of a rule, checked; nothing where it has none. `rules` are all of the policy, by their ids."""
    if "budget" not in data:
        return {}
    line = data.line_of("budget")
    _check_amount(data, "teacher", line, "budget 只用于发给班主任本人的金额")
    other = next((name for name, rule in rules.items() if "budget" in rule and name != data["id"]), None)
    if other is not None:
        raise PolicyError(line, f"{other} 已经写了 budget", "一份政策的预算只按一条规则合计，请只留一处。")
    source = check_keys(data["budget"], BUDGET, line, "budget ")
    if "times" in source:
        name, at = str(source["times"]), source.line_of("times")
        known = [each.name for each in fields.values() if each.kind == "number"]
        if name not in known:
            raise PolicyError(at, f"没有叫 {name} 的数字字段", nearest(name, known, what="数字字段有"))
    if "plus" in source:
        name, at = str(source["plus"]), source.line_of("plus")
        if name not in rules:
            raise PolicyError(at, f"本政策没有编号 {name} 的规则", nearest(name, rules, what="有"))
        _check_amount(rules[name], "school", at, f"{name} 不是学校的一笔金额")
    return {"budget": {key: str(value) for key, value in source.items()}}


def _check_amount(data: Map, subject: str, line: int, message: str) -> None:
    """Refuse what is not money, or not that subject's."""
    money = str(data.get("unit", "")).partition("/")[0] == MONEY
    if data.get("kind") != "amount" or data.get("subject", "teacher") != subject or not money:
        hint = "kind 是 amount、unit 以元开头" + ("、subject 是 school。" if subject == "school" else "。")
        raise PolicyError(line, message, f"要的是这样的规则：{hint}")

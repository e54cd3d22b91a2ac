"""Which amount a school's budget is made of: the key `budget` of a rule."""

from collections.abc import Mapping
from typing import Any

from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import BUDGET
from assessor.policy.yaml import Map
from assessor.rules import Rule
from assessor.rules.fields import Field
from assessor.rules.frame import PERIODS


def read_budget(data: Map, fields: Mapping[str, Field], rules: Mapping[str, Map]) -> dict[str, Any]:
    """The key `budget` of a rule, checked; nothing where it has none. `rules` are all of the policy, by their ids."""
    if "budget" not in data:
        return {}
    line = data.line_of("budget")
    _check_amount(data, "teacher", line, "budget 只用于发给班主任本人的金额")
    first = next(name for name, rule in rules.items() if "budget" in rule)
    if first != data["id"]:
        raise PolicyError(line, f"{first} 已经写了 budget", "一份政策的预算只按一条规则合计，请只留一处。")
    source = check_keys(data["budget"], BUDGET, line, "budget ")
    unit = str(data["unit"]).partition("/")[2]
    if "times" in source:
        name, at = str(source["times"]), source.line_of("times")
        known = [each.name for each in fields.values() if each.kind == "number"]
        if name not in known:
            raise PolicyError(at, f"没有叫 {name} 的数字字段", nearest(name, known, what="数字字段有"))
        if fields[name].unit != unit:
            hint = f"{data['unit']} 要乘 {unit or '不了'}，{name} 的单位是 {fields[name].unit or '空的'}。"
            raise PolicyError(at, f"乘上 {name} 得不出元", hint)
    elif (unit or PERIODS.get(str(data.get("per")))) != PERIODS[source["for"]]:
        hint = "budget 的 for 要和 unit、per 说的是同一段时间；按月的写 times。"
        raise PolicyError(source.line_of("for"), f"这条规则算的不是一{PERIODS[source['for']]}的钱", hint)
    if "plus" in source:
        name, at = str(source["plus"]), source.line_of("plus")
        if name not in rules:
            raise PolicyError(at, f"本政策没有编号 {name} 的规则", nearest(name, rules, what="有"))
        _check_amount(rules[name], "school", at, f"{name} 不是学校的一笔金额")
    return {"budget": {key: str(value) for key, value in source.items()}}


def _check_amount(data: Map, subject: str, line: int, message: str) -> None:
    """Refuse what is not money, or not that subject's."""
    if not Rule(data).is_money or data.get("subject", "teacher") != subject:
        hint = "kind 是 amount、unit 以元开头" + ("、subject 是 school。" if subject == "school" else "。")
        raise PolicyError(line, message, f"要的是这样的规则：{hint}")

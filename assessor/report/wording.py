"""Values, formulas and states in plain Chinese words."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from assessor.rules import Node, Policy, Result, Rule, Scope, State, Value, Verdict, show
from assessor.rules.dates import CalendarYear, Month, SchoolYear, Window
from assessor.rules.expression import expression
from assessor.rules.frame import PERIODS
from assessor.rules.rulebook import MET_KINDS
from assessor.rules.units import SHARE
from assessor.rules.values import STATE_WORDS, known

RELATIONS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "=", "!=": "≠"}
OPERATORS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
CALLS = {
    "floor": "{0} 舍去零头",
    "ceil": "{0} 有零头就进一",
    "round_half_up": "{0} 四舍五入",
    "min": "{0} 与 {1} 中较小的",
    "max": "{0} 与 {1} 中较大的",
    "days_between": "{0} 到 {1} 的天数",
    "months_between": "{0} 到 {1} 的整月数",
    "date": "{0} 年 {1} 月 {2} 日",
    "years_before": "{0} 往前 {1} 年",
    "years_after": "{0} 往后 {1} 年",
    "next_quarter": "{0} 的下个季度第一天",
    "school_year": "{0} 所在学年",
    "year": "{0} 的年份",
    "month": "{0}所在的月",
    "contains": "{0}含“{1}”",
    "contains_any": "{0}含有其中一个（{1}）",
    "last_years": "最近 {0} 年",
    "last_days": "最近 {0} 天",
    "last_week": "最近一个整周",
    "since": "{0}至今",
    "span": "{0} 至 {1}",
    "term": "本学期",
    "this_school_year": "本学年",
    "whole_weeks": "学期内的整周数",
    "filled": "填了{0}",
    "present": "填了{0}",
}
MONTHS_A_YEAR = 12
_LOOSE = {"+", "-"}


def readable(value: Fraction, unit: str = "", *, percent: bool = False) -> str:
    """A number for people: 10.5 年 as 10 年 6 个月, a share as a percentage, endless fractions with an approximation."""
    if percent or unit == "%":
        scaled = value * 100 if percent else value
        text = show(scaled)
        return f"{text}%" if "/" not in text else f"约 {float(scaled):.2f}%（{show(value)}）"
    if unit == "年" and value.denominator != 1 and MONTHS_A_YEAR % value.denominator == 0:
        years, months = divmod(int(value * MONTHS_A_YEAR), MONTHS_A_YEAR)
        return f"{years} 年 {months} 个月" if years else f"{months} 个月"
    text = show(value)
    if "/" in text:
        text = f"{text}（约 {float(value):.2f}）"
    unit = "个月" if unit == "月" else unit
    return f"{text}{unit}" if unit and text.endswith("）") else f"{text} {unit}".strip()


def content_text(value: Value, unit: str = "", *, percent: bool = False) -> str:
    """A value of any state in words."""
    content = value.content
    if value.state is not State.KNOWN:
        return "没填" if value.state is State.UNKNOWN and value.low is None else STATE_WORDS[value.state]
    if isinstance(content, bool):
        return "是" if content else "否"
    if isinstance(content, Fraction):
        return readable(content, unit, percent=percent)
    if isinstance(content, date):
        return f"{content.year} 年 {content.month} 月 {content.day} 日"
    if isinstance(content, Month | SchoolYear | CalendarYear):
        return str(content)
    if isinstance(content, Window):
        return content.name
    if isinstance(content, tuple):
        rows = any(
            not isinstance(item, str) for item in content
        )  # a list field, of which only is asked whether it is there
        return f"{len(content)} 行" if rows else "、".join(content)
    return str(content)


def names(tree: Node) -> str:
    """A formula in words: 实坐班合计 ÷ 应坐班合计."""
    return _spell(tree, None)


def numbers(tree: Node, scope: Scope) -> str:
    """The same formula with the numbers put in: 164 小时 ÷ 200 小时."""
    return _spell(tree, scope)


def _spell(tree: Node, scope: Scope | None) -> str:
    match tree[0]:
        case "num":
            return _literal(tree)
        case "bool":
            return "是" if tree[1] else "否"
        case "text":
            return str(tree[1])
        case "list":
            return "、".join(tree[1])
        case "field" | "column" | "let":
            return str(tree[1]) if scope is None else content_text(expression(tree, scope), unit_of(tree, scope))
        case "call":
            return CALLS[tree[1]].format(*(_spell(part, scope) for part in tree[2]))
        case "and" | "or":
            return ("，且 " if tree[0] == "and" else "，或 ").join(_joined(part, tree[0], scope) for part in tree[1])
        case "not":
            return f"不是“{_spell(tree[1], scope)}”" if scope is None else f"不是 {_spell(tree[1], scope)}"
        case "in":
            return f"{_spell(tree[1], scope)} 属于 {_spell(tree[2], scope)}"
        case "cmp":
            return f"{_spell(tree[2], scope)} {RELATIONS[tree[1]]} {_spell(tree[3], scope)}"
        case operator:
            return f"{_inner(tree[1], operator, scope)} {OPERATORS[operator]} {_inner(tree[2], operator, scope)}"


def _joined(tree: Node, joint: str, scope: Scope | None) -> str:
    """A part of 且 or 或; the other of the two inside it stands in brackets."""
    text = _spell(tree, scope)
    return f"（{text}）" if tree[0] in {"and", "or"} and tree[0] != joint else text


def _inner(tree: Node, operator: str, scope: Scope | None) -> str:
    text = _spell(tree, scope)
    return f"（{text}）" if operator not in _LOOSE and tree[0] in _LOOSE else text


def _literal(tree: Node) -> str:
    unit = tree[2] if len(tree) > 2 else ""
    return readable(Fraction(tree[1]), "" if unit == SHARE else unit, percent=unit == SHARE)


Say = Callable[[Node], str]
"""Puts a node that stands inside another one into words: bare in an explanation, with its units on a rule's page."""


def window_text(node: Node, say: Say) -> str:
    """The period that rows must lie in, as the beginning of a phrase: 最近 3 年内的; nothing where there is none."""
    if "within" not in node:
        return ""
    text = say(node["within"])
    return f"{text}的" if text.endswith(("至今", "学期", "学年")) else f"{text}内的"


def where_text(node: Node, say: Say) -> str:
    """Which rows count, in brackets; nothing where all do, or where `say` has no words for it."""
    text = say(node["where"]) if "where" in node else ""
    return f"（{text}）" if text else ""


def rows_text(node: Node, say: Say) -> str:
    """The rows of a list that count: 最近 5 年内的活动（类型 = 班会）."""
    return f"{window_text(node, say)}{node['of']}{where_text(node, say)}"


def count_text(node: Node, say: Say) -> str:
    """What a count counts: 最近 5 年内的活动（类型 = 班会）的次数."""
    return f"{rows_text(node, say)}的次数"


def sum_text(node: Node, say: Say) -> str:
    """What a sum adds up: 培训记录的时长合计; what each row comes to is left out where `say` has no words for it."""
    amount = say(node["value"])
    if amount and not isinstance(node["value"], list):
        return f"{rows_text(node, say)}，每行{amount}，再相加"
    return f"{rows_text(node, say)}的{amount}合计"


def each_text(node: Node) -> str:
    """What is worked out group by group: 本学年的月度坐班逐月折算."""
    return f"{window_text(node, names)}{node['of']}逐{group_text(node['by'])}折算"


def group_text(column: str) -> str:
    """What people call a group of rows that share a column: 月份 → 月."""
    return {"月份": "月", "日期": "日"}.get(column, column)


def unit_of(tree: Node, scope: Scope) -> str:
    """The unit of what a name stands for; nothing for a mechanism."""
    if not isinstance(tree, list):
        return ""
    if tree[0] == "field":
        return scope.facts.fields[tree[1]].unit
    unit = tree[2] if len(tree) > 2 and isinstance(tree[2], str) else ""
    return unit if tree[0] in {"column", "let", "num"} and unit != SHARE else ""


def policy_title(policy: Policy) -> str:
    """A policy's title in its marks; one that is no longer in force says so."""
    return f"《{policy.title}》{'（沿革，不作现行依据）' if policy.is_historical else ''}"


GIVEN = {
    "must": ("应评", "应发", "应得", "按条文"),
    "should": ("原则上评", "原则上发", "原则上得", "原则上"),
    "may": ("可评", "可发", "可得", "可以是"),
    "target": ("目标是", "目标是", "目标是", "目标是"),
    "at_most": ("最高可评", "最多发", "最高可得", "最多"),
    "at_least": ("至少评", "至少发", "至少得", "至少"),
    "suggested": ("建议评", "建议发", "建议得", "建议"),
    "estimate": ("估计评", "估算", "估计得", "估计"),
    "reaches": ("够到", "够到", "够到", "够到"),
}
"""What stands before a value, by its modality: before a grade, an amount of money, a score, anything else."""

NOT_REACHED = "还没够到最低一级"


def verdict_text(result: Result, verdict: Verdict) -> str:
    """The answer in one phrase, with its force: 最高可评 B, 应发 800 元/月, 达到, 未达到, 还缺数据, 条文没有写 …"""
    data = result.rule.data
    if verdict.status is not State.KNOWN:
        return "还没到期" if verdict.due else STATE_WORDS[verdict.status]
    if result.rule.kind in MET_KINDS:
        return met_text(result, met=bool(verdict.met))
    if result.rule.kind == "checklist":
        total = len(data["body"]["items"])
        done = readable(verdict.value) if isinstance(verdict.value, Fraction) else "0"
        return f"{'已全部完成' if verdict.met else '未全部完成'}（{done}/{total} 项）"
    return "" if verdict.value is None else given_text(result.rule, verdict.value)


def given_text(rule: Rule, value: Fraction | str) -> str:
    """A value that a rule gives, with its force and, where its unit has no time, per what it is: 应发 5200 元/学年."""
    if rule.modality(value) == "none":
        return NOT_REACHED
    return f"{given_word(rule, value)} {plain_text(rule, value)}"


def given_word(rule: Rule, value: Fraction | str | None = None) -> str:
    """What stands before a value of a rule, or before its values in general: 最高可评, 应发."""
    grade, money, score, other = GIVEN[rule.modality(value)]
    if rule.is_money:
        return money
    return grade if rule.kind == "grade" else score if rule.kind == "score" else other


def plain_text(rule: Rule, value: Fraction | str) -> str:
    """The same value alone, for a place whose heading says with what force it is given."""
    if not isinstance(value, Fraction):
        return str(value)
    per = f"/{PERIODS[rule.data['per']]}" if "per" in rule.data else ""
    return readable(value, rule.data.get("unit", "")) + per


def met_text(result: Result, *, met: bool) -> str:
    """Met or not met, in the words that suit the kind and the strength; a “may” is never a breach.

    An eligibility is one requirement among others: 符合 alone would be read as the whole.
    """
    strength = result.rule.data["strength"]
    if result.rule.kind == "veto":
        return "触发" if met else "不涉及"
    if result.rule.kind == "eligibility":
        may = "，可以办理" if met and strength == "may" else ""
        return f"这一项{'符合' if met else '不符合'}{may}"
    if met:
        return "达到"
    return {"must": "未达到", "should": "未达到（原则上的要求）", "may": "未达到（可做可不做，不算违规）"}.get(
        strength, "未达到（目标）"
    )


def asked_word(result: Result) -> str:
    """What a limit is called: only what must or should be is asked for."""
    return {"may": "条文提到", "target": "目标"}.get(result.rule.data["strength"], "要求")


def shortfall_text(result: Result, verdict: Verdict) -> str:
    """What is still lacking, in the rule's unit; empty where that is not a number."""
    return "" if verdict.shortfall is None else readable(verdict.shortfall, result.rule.data.get("unit", ""))


UNDEFINED = "没有缺什么，但填的数算不出结果：比率的分母为 0，算出的日期不存在，或同一学年的结果互相矛盾。"
"""What is said of an unknown result that lacks nothing and waits for nothing."""


def undefined_text(verdict: Verdict) -> str:
    """Why an unknown result lacks nothing: its day has not come, or what was filled in comes to nothing."""
    if verdict.due is None:
        return UNDEFINED
    day = content_text(known(verdict.due.day))
    return f"{verdict.due.means}（{day}）起才要求，现在没做到不算；到那天还没做到，才算没做到。"


def field_label(name: str) -> str:
    """A missing input as people call it: 月度坐班 的“月份”."""
    list_name, _, column = name.partition(".")
    return f"{list_name} 的“{column}”" if column else name

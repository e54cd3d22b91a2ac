"""Formulas: every function and operator has its tree, type and unit; everything else is refused with a remedy."""

import json
from fractions import Fraction
from typing import Any

import pytest

from assessor.policy import PolicyError
from assessor.policy.fieldfile import read_fields
from assessor.policy.formula import FUNCTIONS, MAX_LENGTH, TEXT, Names, number_type, parse, type_of_field
from assessor.rules import units

from .bad import FIELDS, good_text

_, TABLE = read_fields(good_text(FIELDS))
YEARS, HOURS = ["field", "工龄"], ["column", "时长", "小时"]
START, TODAY = ["field", "入职日期"], ["field", "自评日期"]


def names() -> Names:
    """The fields of the good folder, two names of the rule's own, and the columns of 活动."""
    lets = {"线": number_type(units.unit("年")), "词": TEXT}
    columns = {name: type_of_field(column) for name, column in TABLE["活动"].columns.items()}
    return Names(TABLE, lets, columns)


# source → tree, type, unit (None: a bare number that takes the unit of what it meets; "": a number without a unit)
GOOD: list[tuple[Any, list[Any], str, str | None]] = [
    # literals
    (5, ["num", "5"], "number", None),
    (Fraction(1, 3), ["num", "1/3"], "number", None),
    (Fraction("79.9"), ["num", "79.9"], "number", None),
    (True, ["bool", True], "bool", None),
    ("5", ["num", "5"], "number", None),
    ("-5", ["num", "-5"], "number", None),
    ("1.50", ["num", "3/2"], "number", None),
    ("1/3", ["num", "1/3"], "number", None),
    ("60%", ["num", "3/5", "share"], "number", ""),
    ("3 学时", ["num", "3", "学时"], "number", "学时"),
    ("1/2 月", ["num", "1/2", "月"], "number", "月"),
    ("300 元/班·月", ["num", "300", "元/月·班"], "number", "元/月·班"),
    ("'甲'", ["text", "甲"], "text", None),
    ("是", ["bool", True], "bool", None),
    ("否", ["bool", False], "bool", None),
    ("True", ["bool", True], "bool", None),
    # names
    ("工龄", YEARS, "number", "年"),
    ("现任", ["field", "现任"], "bool", None),
    ("名称", ["field", "名称"], "text", None),
    ("起始月", ["field", "起始月"], "month", None),
    ("任职段", ["field", "任职段"], "list", None),
    ("线", ["let", "线", "年"], "number", "年"),
    ("词", ["let", "词"], "text", None),
    ("时长", HOURS, "number", "小时"),
    ("日期", ["column", "日期"], "date", None),
    # arithmetic
    ("工龄 + 1", ["+", YEARS, ["num", "1"]], "number", "年"),
    ("1 - 工龄", ["-", ["num", "1"], YEARS], "number", "年"),
    ("工龄 - 线", ["-", YEARS, ["let", "线", "年"]], "number", "年"),
    ("工龄 * -2", ["*", YEARS, ["num", "-2"]], "number", "年"),
    ("津贴 * 月数", ["*", ["field", "津贴"], ["field", "月数"]], "number", "元"),
    ("津贴 * '3 月'", ["*", ["field", "津贴"], ["num", "3", "月"]], "number", "元"),
    ("分数 * '60%'", ["*", ["field", "分数"], ["num", "3/5", "share"]], "number", "分"),
    ("工龄 / 线", ["/", YEARS, ["let", "线", "年"]], "number", ""),
    ("分数 / 人数", ["/", ["field", "分数"], ["field", "人数"]], "number", "分/人"),
    ("2 * 3", ["*", ["num", "2"], ["num", "3"]], "number", None),
    ("1 + 2 * 工龄", ["+", ["num", "1"], ["*", ["num", "2"], YEARS]], "number", "年"),
    ("(1 + 2) * 工龄", ["*", ["+", ["num", "1"], ["num", "2"]], YEARS], "number", "年"),
    # comparisons
    ("工龄 >= 3", ["cmp", ">=", YEARS, ["num", "3"]], "bool", None),
    ("工龄 <= 3", ["cmp", "<=", YEARS, ["num", "3"]], "bool", None),
    ("工龄 > '3 年'", ["cmp", ">", YEARS, ["num", "3", "年"]], "bool", None),
    ("3 < 工龄", ["cmp", "<", ["num", "3"], YEARS], "bool", None),
    ("工龄 == 3", ["cmp", "==", YEARS, ["num", "3"]], "bool", None),
    ("工龄 != 3", ["cmp", "!=", YEARS, ["num", "3"]], "bool", None),
    ("比率 >= '60%'", ["cmp", ">=", ["field", "比率"], ["num", "3/5", "share"]], "bool", None),
    ("学段 == '小学'", ["cmp", "==", ["field", "学段"], ["text", "小学"]], "bool", None),
    ("'小学' != 学段", ["cmp", "!=", ["text", "小学"], ["field", "学段"]], "bool", None),
    ("现任 == 否", ["cmp", "==", ["field", "现任"], ["bool", False]], "bool", None),
    ("入职日期 < 自评日期", ["cmp", "<", START, TODAY], "bool", None),
    # logic
    ("现任 and 工龄 > 3", ["and", [["field", "现任"], ["cmp", ">", YEARS, ["num", "3"]]]], "bool", None),
    ("现任 or 否 or 是", ["or", [["field", "现任"], ["bool", False], ["bool", True]]], "bool", None),
    ("not 现任", ["not", ["field", "现任"]], "bool", None),
    ("学段 in ['小学', '初中']", ["in", ["field", "学段"], ["list", ["小学", "初中"]]], "bool", None),
    ("学段 not in ('小学',)", ["not", ["in", ["field", "学段"], ["list", ["小学"]]]], "bool", None),
    # functions
    ("floor(工龄)", ["call", "floor", [YEARS]], "number", "年"),
    ("ceil(工龄)", ["call", "ceil", [YEARS]], "number", "年"),
    ("round_half_up(工龄)", ["call", "round_half_up", [YEARS]], "number", "年"),
    ("min(工龄, 3)", ["call", "min", [YEARS, ["num", "3"]]], "number", "年"),
    ("max(工龄, 线)", ["call", "max", [YEARS, ["let", "线", "年"]]], "number", "年"),
    ("days_between(入职日期, 自评日期)", ["call", "days_between", [START, TODAY]], "number", "天"),
    ("months_between(入职日期, 自评日期)", ["call", "months_between", [START, TODAY]], "number", "月"),
    ("date(2026, 9, 1)", ["call", "date", [["num", "2026"], ["num", "9"], ["num", "1"]]], "date", None),
    ("years_before(自评日期, 3)", ["call", "years_before", [TODAY, ["num", "3"]]], "date", None),
    ("years_after(自评日期, 1)", ["call", "years_after", [TODAY, ["num", "1"]]], "date", None),
    ("next_quarter(自评日期)", ["call", "next_quarter", [TODAY]], "date", None),
    ("school_year(自评日期)", ["call", "school_year", [TODAY]], "number", None),
    ("year(自评日期)", ["call", "year", [TODAY]], "number", None),
    ("month(自评日期)", ["call", "month", [TODAY]], "month", None),
    ("contains_any(名称, ['先进'])", ["call", "contains_any", [["field", "名称"], ["list", ["先进"]]]], "bool", None),
    ("contains(名称, '先进')", ["call", "contains", [["field", "名称"], ["text", "先进"]]], "bool", None),
    ("last_years(3)", ["call", "last_years", [["num", "3"]]], "window", None),
    ("last_week()", ["call", "last_week", []], "window", None),
    ("last_days(30)", ["call", "last_days", [["num", "30"]]], "window", None),
    ("since(入职日期)", ["call", "since", [START]], "window", None),
    ("span(入职日期, 自评日期)", ["call", "span", [START, TODAY]], "window", None),
    ("term()", ["call", "term", []], "window", None),
    ("this_school_year()", ["call", "this_school_year", []], "window", None),
    ("whole_weeks()", ["call", "whole_weeks", []], "number", "周"),
    ("filled(任职段)", ["call", "filled", [["field", "任职段"]]], "bool", None),
    ("filled(线)", ["call", "filled", [["let", "线", "年"]]], "bool", None),
    ("present(工龄)", ["call", "present", [YEARS]], "bool", None),
]


@pytest.mark.parametrize(("source", "tree", "kind", "unit"), GOOD, ids=[str(row[0]) for row in GOOD])
def test_formula(source, tree, kind, unit):
    """A formula becomes a plain JSON tree whose type and unit are known before anything is computed."""
    found, got = parse(source, names(), 1)
    assert found == tree
    assert json.loads(json.dumps(found)) == found
    assert (got.name, None if got.unit is None else str(got.unit)) == (kind, unit)


def test_every_function_is_tested():
    """The table above has every function of the language, and every function says what it means."""
    called = {tree[1] for _, tree, *_ in GOOD if tree[0] == "call"}
    assert called == set(FUNCTIONS)
    assert all(signature.means for signature in FUNCTIONS.values())


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("人数", True),
        ("工龄", False),
        ("人数 + 1", True),
        ("人数 * 2", True),
        ("人数 / 2", False),
        ("人数 + 工龄 / 线", None),
        ("floor(工龄)", True),
        ("min(人数, 3)", True),
        ("3", True),
        ("1/2", False),
        ("whole_weeks()", True),
    ],
)
def test_whole_numbers(source, whole):
    """What can only be whole is known to be, so that a table of whole numbers has no false gaps."""
    if whole is None:
        with pytest.raises(PolicyError, match="单位不同"):
            parse(source, names(), 1)
    else:
        assert parse(source, names(), 1)[1].whole is whole


def test_names_used_are_remembered():
    """The fields and names of a formula are noted in the order of first use; columns are no fields."""
    known = names()
    parse("线 > 工龄 and 时长 > 3 and 现任 and 工龄 > 1", known, 1)
    assert (list(known.used_fields), list(known.used_lets)) == (["工龄", "现任"], ["线"])


REFUSED = [
    # Python that is not part of the language
    ("工龄.real", "不能用的写法"),
    ("名称.__class__.__mro__", "不能用的写法"),
    ("lambda: 1", "不能用的写法"),
    ("(lambda: 工龄)()", "不能用的写法"),
    ("[x for x in 名称]", "不能用的写法"),
    ("{x for x in 名称}", "不能用的写法"),
    ("{'a': 1}", "不能用的写法"),
    ("名称[0]", "不能用的写法"),
    ("f'{工龄}'", "不能用的写法"),
    ("b'x'", "不能用的写法"),
    ("(工龄 := 3)", "不能用的写法"),
    ("3 if 现任 else 4", "不能写 if … else"),
    ("None", "不能用的写法"),
    ("...", "不能用的写法"),
    ("1j", "不能用的写法"),
    ("工龄 % 3", "不能用的写法"),
    ("工龄 ** 2", "不能用的写法"),
    ("工龄 // 2", "不能用的写法"),
    ("~人数", "不能用的写法"),
    ("人数 << 2", "不能用的写法"),
    ("floor(*工龄)", "不能用的写法"),
    ("floor(x=工龄)", "不能用的写法"),
    ("floor(工龄)(3)", "不能用的写法"),
    ("await 工龄", "不能用的写法"),
    ("yield", "读不懂"),
    ("工龄 = 3", "读不懂"),
    ("import os", "读不懂"),
    ("工龄; 3", "读不懂"),
    ("", "读不懂"),
    ("工龄 >", "读不懂"),
    ("3 学时 + 1", "读不懂"),
    ("工龄 \x00", "读不懂"),
    ("（工龄）", "读不懂"),
    ("工龄 × 2", "读不懂"),
    # names
    ("__import__('os')", "没有函数 __import__"),
    ("eval('1')", "没有函数 eval"),
    ("__builtins__", "不认识"),
    # numbers
    ("工龄 > 1e3", "写法不认识"),
    ("工龄 > 0x10", "写法不认识"),
    ("工龄 > 1_000", "写法不认识"),
    ("工龄 > -1e3", "写法不认识"),
    ("工龄 > -0x10", "写法不认识"),
    ("工龄 > -1_000", "写法不认识"),
    ("工龄 > -1e400", "写法不认识"),
    ("工龄 > " + "9" * 31, "写法不认识"),
    ("-True > 工龄", ""),
    # types and units
    ("名称 < '甲'", "只能用 == 或 != 比较"),
    ("现任 > 否", "只能用 == 或 != 比较"),
    ("工龄 == '甲'", "不能比较"),
    ("现任 == 1", "不能比较"),
    ("入职日期 == '2026-01-01'", "不能比较"),
    ("任职段 == 任职段", "不能比较"),
    ("任职段 < 任职段", "不能比较"),
    ("term() < term()", "不能比较"),
    ("工龄 and 现任", "这里要的是是/否"),
    ("not 工龄", "这里要的是是/否"),
    ("现任 + 1", "这里要的是数"),
    ("名称 + '甲'", "这里要的是数"),
    ("入职日期 - 自评日期", "这里要的是数"),
    ("工龄 in ['甲']", "这里要的是文字"),
    ("名称 in '甲乙'", "这里要的是一组词"),
    ("名称 in ['甲', 3]", "方括号里只能写加引号的词"),
    ("1 < 工龄 < 3", "一次只能比较一对数"),
    ("津贴 + 时长", "单位不同"),
    ("津贴 + '3 元'", "单位不同"),
    ("工龄 > '3 月'", "单位不同"),
    ("分数 >= '60%'", "单位不同"),
    ("max(工龄, '3 月')", "单位不同"),
    ("课时数 >= '3 学时'", "单位不同"),
    ("学段 == '大学'", "不在可选的词里"),
    # functions
    ("floor()", "要 1 个参数，写了 0 个"),
    ("floor(名称)", "这里要的是数"),
    ("year(起始月)", "这里要的是日期"),
    ("term(3)", "要 0 个参数，写了 1 个"),
    ("filled(工龄 + 1)", "要是一个名字"),
    ("present(线)", "要是一个字段名"),
    ("last_years(工龄)", "直接写一个正整数"),
    ("last_years(2.5)", "last_years"),
    ("last_days(-1)", "last_days"),
    ("date(2026, 2, 30) < 自评日期", "日期"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_refused(source, message):
    """Whatever is not part of the language is refused on its line; nothing is ever run."""
    with pytest.raises(PolicyError) as refused:
        parse(source, names(), 7)
    assert message in refused.value.message
    assert refused.value.line == 7


HUGE = {
    "a million characters": "1 + " * 250_000 + "1",
    "one character too many": "工龄" + " " * MAX_LENGTH,
    "ten thousand minus signs": "-" * 10_000 + "1",
    "ten thousand parentheses": "(" * 10_000 + "1" + ")" * 10_000,
    "as many parentheses as fit": "(" * 199 + "1" + ")" * 199 + "+1",
    "as many minus signs as fit": "-" * 398 + "1",
    "as many brackets as fit": "[" * 199 + "]" * 199,
}


@pytest.mark.parametrize("source", HUGE.values(), ids=HUGE.keys())
def test_huge(source):
    """Overlong or deeply nested text is refused before it can do harm, in Python and later in the browser."""
    with pytest.raises(PolicyError, match=r"超过|读不懂|不能用|方括号"):
        parse(source, names(), 1)


@pytest.mark.parametrize("source", ["not " * 98 + "现任", "(" * 90 + "工龄" + ")" * 90, "工龄" + " + 1" * 95])
def test_long_but_sound(source):
    """What fits the limit and is part of the language is accepted, however it nests."""
    tree, _ = parse(source, names(), 1)
    assert json.loads(json.dumps(tree)) == tree


@pytest.mark.parametrize("source", [None, [], {}, 1.5])
def test_not_a_formula(source):
    """Data that is no text and no exact number is no formula."""
    with pytest.raises(PolicyError, match="应当是一个算式"):
        parse(source, names(), 1)


def test_small_negative_numbers_are_exact():
    """A negative decimal is read as written, however small or long."""
    for text, exact in (("-0.00001", "-1/100000"), ("-0.125", "-1/8")):
        assert parse(f"工龄 > {text}", names(), 1)[0][3] == ["num", exact]

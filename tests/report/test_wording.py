"""Values, formulas and states in words."""

from datetime import date
from fractions import Fraction

import pytest

from assessor.report import wording
from assessor.rules import State, Value
from assessor.rules.dates import Month, SchoolYear, Window
from assessor.rules.expression import FUNCTIONS
from assessor.rules.values import GAP, known, unknown
from tests.rules.samples import call, column, compared, field, num, require, result, rule, scope

NUMBERS = [
    ("600", "元/月", "600 元/月"),
    ("9.4", "分", "9.4 分"),
    ("9.4", "", "9.4"),
    ("0", "年", "0 年"),
    ("10", "年", "10 年"),
    ("10.5", "年", "10 年 6 个月"),
    ("95/12", "年", "7 年 11 个月"),
    ("1/12", "年", "1 个月"),
    ("10.01", "年", "10.01 年"),
    ("60", "%", "60%"),
    ("59.99", "%", "59.99%"),
    ("100/3", "%", "约 33.33%（100/3）"),
    ("5/6", "月", "5/6（约 0.83）个月"),
]


@pytest.mark.parametrize(("number", "unit", "text"), NUMBERS)
def test_number_for_people(number, unit, text):
    """A number is exact for people too: years and months, percentages, an approximation only beside the fraction."""
    assert wording.readable(Fraction(number), unit) == text


@pytest.mark.parametrize(
    ("share", "text"), [("4/5", "80%"), ("5999/10000", "59.99%"), ("1/3", "约 33.33%（1/3）"), ("0", "0%")]
)
def test_share_is_shown_as_a_percentage(share, text):
    """A share is shown in percent, never rounded up to a threshold it does not reach."""
    assert wording.readable(Fraction(share), percent=True) == text


CONTENTS = [
    (known(content=True), "是"),
    (known(content=False), "否"),
    (known(Fraction(3)), "3"),
    (known("甲等"), "甲等"),
    (known(("甲", "乙")), "甲、乙"),
    (known(date(2026, 9, 1)), "2026 年 9 月 1 日"),
    (known(Month(2026, 9)), "2026-09"),
    (known(SchoolYear(2025)), "2025-2026"),
    (known(Window(None, None, "本学期")), "本学期"),
    (unknown(["年限"]), "没填"),
    (unknown(["年限"], Fraction(1)), "还缺数据"),
    (GAP, "条文没有写"),
    (Value(State.NOT_APPLICABLE), "不适用"),
]


@pytest.mark.parametrize(("value", "text"), CONTENTS, ids=[text for _, text in CONTENTS])
def test_value_of_any_state_in_words(value, text):
    """A value that is not known says in words why."""
    assert wording.content_text(value) == text


RATIO = ["/", column("实坐班"), column("应坐班")]
FORMULAS = [
    (["+", field("年限"), num("0.5", "年")], "年限 ＋ 6 个月", "8 年 ＋ 6 个月"),
    (["*", ["+", field("年限"), num(1)], num(2)], "（年限 ＋ 1） × 2", "（8 年 ＋ 1） × 2"),
    (["+", ["*", field("年限"), num(2)], num(1)], "年限 × 2 ＋ 1", "8 年 × 2 ＋ 1"),
    (compared(field("年限"), ">=", num("3/5", "share")), "年限 ≥ 60%", "8 年 ≥ 60%"),
    (compared(field("称号"), "!=", ["text", "甲等"]), "称号 ≠ 甲等", "乙等 ≠ 甲等"),
    (["in", field("称号"), ["list", ["甲等", "乙等"]]], "称号 属于 甲等、乙等", "乙等 属于 甲等、乙等"),
    (["and", [field("在任"), field("满意")]], "在任，且 满意", "是，且 没填"),
    (["or", [field("在任"), ["bool", False]]], "在任，或 否", "是，或 否"),
    (["not", field("在任")], "不是“在任”", "不是 是"),
    (call("floor", field("年限")), "年限 舍去零头", "8 年 舍去零头"),
    (
        call("days_between", field("学期开始"), field("入职日期")),
        "学期开始 到 入职日期 的天数",
        "2026 年 2 月 16 日 到 没填 的天数",
    ),
]
RECORD = {"年限": 8, "称号": "乙等", "在任": True, "学期开始": "2026-02-16"}


@pytest.mark.parametrize(("tree", "names", "numbers"), FORMULAS, ids=[names for _, names, _ in FORMULAS])
def test_formula_in_words_and_with_numbers(tree, names, numbers):
    """A formula reads as a sentence, with its names or with your numbers put in; brackets only where they are needed."""
    assert wording.names(tree) == names
    assert wording.numbers(tree, scope(RECORD)) == numbers


def test_column_names_are_shown():
    """A formula over rows names its columns, with units when the numbers are put in."""
    [row] = scope({"坐班": [{"应坐班": 200, "实坐班": 164}]}).facts.rows("坐班") or ()
    tree = ["/", column("实坐班"), column("应坐班")]
    tagged = ["/", ["column", "实坐班", "小时"], ["column", "应坐班", "小时"]]
    assert wording.names(tree) == "实坐班 ÷ 应坐班"
    assert wording.numbers(tagged, scope().at_row("坐班", row)) == "164 小时 ÷ 200 小时"


def test_or_within_and_stands_in_brackets():
    """What belongs together is seen: 甲，且 （乙，或 丙）; the same joint needs no brackets."""
    either = ["or", [field("乙"), field("丙")]]
    assert wording.names(["and", [field("甲"), either]]) == "甲，且 （乙，或 丙）"
    assert wording.names(["or", [field("甲"), either]]) == "甲，或 乙，或 丙"


def test_every_function_has_words():
    """No function of the rule language is shown by its English name."""
    special = {"term", "whole_weeks", "filled", "present", "last_years", "last_days", "last_week", "since"}
    assert set(wording.CALLS) >= set(FUNCTIONS) | special


@pytest.mark.parametrize(
    ("kind", "strength", "met", "text"),
    [
        ("requirement", "must", True, "达到"),
        ("requirement", "must", False, "未达到"),
        ("requirement", "should", False, "未达到（原则上的要求）"),
        ("requirement", "may", False, "未达到（可做可不做，不算违规）"),
        ("requirement", "target", False, "未达到（目标）"),
        ("eligibility", "must", True, "这一项符合"),
        ("eligibility", "may", True, "这一项符合，可以办理"),
        ("eligibility", "must", False, "这一项不符合"),
        ("veto", "must", True, "触发"),
        ("veto", "must", False, "不涉及"),
    ],
)
def test_a_may_is_never_a_breach(kind, strength, met, text):
    """Met or not is said in words that suit the kind, and the strength of the text is carried along."""
    found = result(rule("一", field("在任"), kind, strength=strength), {"在任": met})
    assert wording.verdict_text(found, found.verdict) == text


@pytest.mark.parametrize(
    ("entry", "record", "text"),
    [
        (rule("一", field("月标准"), unit="元/月"), {"月标准": 600}, "应发 600 元/月"),
        (rule("一", field("月标准"), unit="元/月"), {}, "还缺数据"),
        (rule("一", num(1), applies_if=field("在任")), {"在任": False}, "不适用"),
        (rule("一", ["text", "A"], "grade"), {}, "应评 A"),
        (rule("一", {"do": "bands", "of": num(1), "rows": []}), {}, "条文没有写"),
        (rule("一"), {}, "需人工认定"),
    ],
)
def test_verdict_in_one_phrase(entry, record, text):
    """Each answer is one phrase."""
    found = result(entry, record)
    assert wording.verdict_text(found, found.verdict) == text


@pytest.mark.parametrize(
    ("done", "text"),
    [
        ([True, True], "已全部完成（2/2 项）"),
        ([True, False], "未全部完成（1/2 项）"),
        ([False, False], "未全部完成（0/2 项）"),
    ],
)
def test_checklist_in_one_phrase(done, text):
    """A checklist says whether it is done and how much of it."""
    node = {"do": "checklist", "of": "清单", "items": ["早读", "两操"]}
    rows = [{"项目": item, "完成": state} for item, state in zip(node["items"], done, strict=True)]
    found = result(rule("一", node, "checklist"), {"清单": rows})
    assert wording.verdict_text(found, found.verdict) == text


def test_shortfall_in_the_unit_of_the_rule():
    """What falls short is told in the unit of the rule, and nothing where nothing does."""
    entry = rule("一", require(field("年限"), ">=", num(8)), "requirement", unit="年")
    short, met = result(entry, {"年限": 7.5}), result(entry, {"年限": 8})
    assert wording.shortfall_text(short, short.verdict) == "6 个月"
    assert wording.shortfall_text(met, met.verdict) == ""


@pytest.mark.parametrize(("name", "label"), [("年限", "年限"), ("坐班.月份", "坐班 的“月份”")])
def test_missing_input_has_a_label(name, label):
    """A missing input is named as people call it."""
    assert wording.field_label(name) == label


PERIOD = call("last_years", num(5))
MEETING = {"of": "活动", "where": compared(column("类型"), "==", ["text", "班会"])}
SAID = [
    (wording.count_text, {"of": "处分"}, "处分的次数"),
    (wording.count_text, {**MEETING, "within": PERIOD}, "最近 5 年内的活动（类型 = 班会）的次数"),
    (wording.count_text, {"of": "活动", "within": call("term")}, "本学期的活动的次数"),
    (wording.count_text, {"of": "活动", "within": ["let", "近三年", ""]}, "近三年内的活动的次数"),
    (wording.count_text, {"of": "活动", "where": {"do": "if"}}, "活动的次数"),
    (wording.sum_text, {**MEETING, "value": column("分值")}, "活动（类型 = 班会）的分值合计"),
    (wording.sum_text, {**MEETING, "value": {"do": "if"}}, "活动（类型 = 班会）的合计"),
    (wording.sum_text, {**MEETING, "value": {"do": "result", "name": "甲"}}, "活动（类型 = 班会），每行甲，再相加"),
]


@pytest.mark.parametrize(("say", "node", "wanted"), SAID)
def test_what_is_counted_and_added_up(say, node, wanted):
    """The list with its period before and its kind behind; a part without words of its own leaves no empty brackets."""
    assert say(node, lambda part: wording.names(part) if isinstance(part, list) else part.get("name", "")) == wanted


@pytest.mark.parametrize(
    ("by", "wanted"), [("月份", "坐班逐月折算"), ("日期", "坐班逐日折算"), ("学年", "坐班逐学年折算")]
)
def test_what_is_worked_out_group_by_group(by, wanted):
    """A group of rows is called what people call it."""
    assert wording.each_text({"of": "坐班", "by": by}) == wanted

"""Explanations: one table of rules, records and the lines they are explained by."""

import pytest

from assessor.report import Line, band_range, explain
from assessor.report.explain import _EXPLAINERS
from assessor.report.plain import line_text
from assessor.rules.mechanisms import MECHANISMS
from tests.rules.samples import answer, call, column, compared, field, is_word, num, parts, require, result, rule

TABLE = {
    "do": "bands",
    "of": call("floor", field("年限")),
    "unit": "年",
    "rows": [
        {"below": "8", "value": num(0)},
        {"from": "8", "to": "10", "value": num(600), "means": "第一档"},
        {"from": "11", "value": num(800)},
    ],
}
SHARE = {
    "do": "bands",
    "of": ["/", field("年限"), field("月数")],
    "percent": True,
    "rows": [{"below": "3/5", "value": ["text", "C"]}, {"from": "3/5", "value": ["text", "B"]}],
}
MEETINGS = {"do": "count", "of": "活动", "where": is_word("类型", "班会"), "within": call("last_years", num(5))}
CHOOSE = {
    "do": "choose",
    "of": field("称号"),
    "rows": [{"is": ["甲等"], "value": ["*", field("年限"), num(2)]}, {"is": ["乙等"], "gap": "只写了甲等"}],
}
MONTHS = {"from": call("date", num(2026), num(1), num(1)), "to": field("自评日期")}

EXPLAINED = [
    (
        "bands with a calculation", TABLE, {"年限": 10.5},
        ["年限 舍去零头 → 10 年 6 个月 舍去零头 = 10 年", "落在哪一档：8 年（含）至 10 年（含）", "说明：第一档"],
    ),
    (
        "bands with a gap", {**TABLE, "of": field("年限")}, {"年限": 10.5},
        ["年限：10 年 6 个月", "落在哪一档：条文没有写的空档", "说明：条文没有写这个数值"],
    ),
    (
        "bands of a share", SHARE, {"年限": 1, "月数": 3},
        ["年限 ÷ 月数 → 1 年 ÷ 3 个月 = 约 33.33%（1/3）", "落在哪一档：不满 60%"],
    ),
    (
        "a requirement", require(field("年限"), ">=", num(3, "年"), unit="年"), {"年限": 2.5},
        ["✗ 年限：2 年 6 个月，要求 ≥ 3 年"],
    ),
    (
        "a requirement on a count that is open", require(MEETINGS, ">=", num(2), unit="次"),
        {"活动": [{"日期": "2026-01-01", "类型": "班会"}, {}]},
        ["？ 最近 5 年内的活动（类型 = 班会）的次数：1 次 至 2 次，要求 ≥ 2 次"],
    ),
    (
        "several conditions",
        {"do": "all", "parts": parts(field("在任"), ["not", field("满意")], compared(field("年限"), ">=", num(1)))},
        {"在任": True},
        ["？ 下列各项都要满足", "    ✓ 一：是，要求 是", "    ？ 二：没填，要求 否", "    ？ 三：没填，要求 ≥ 1 年"],
    ),
    (
        "one of several", {"do": "any", "parts": parts(field("在任"), field("满意"))}, {"在任": True, "满意": False},
        ["✓ 下列各项满足一项即可", "    ✓ 一：是，要求 是", "    ✗ 二：否，要求 是"],
    ),
    (
        "so many of several", {"do": "at_least_of", "n": 2, "parts": parts(field("在任"), field("满意"))},
        {"在任": True, "满意": False},
        ["✗ 下列各项至少满足 2 项", "    ✓ 一：是，要求 是", "    ✗ 二：否，要求 是"],
    ),
    (
        "a formula of conditions",
        ["and", [field("在任"), ["or", [compared(field("称号"), "==", ["text", "甲等"]), field("满意")]]]],
        {"在任": True, "称号": "乙等", "满意": True},
        ["✓ 下列各项都要满足", "    ✓ 在任：是，要求 是", "    ✓ 下列各项满足一项即可",
         "        ✗ 称号：乙等，要求 = 甲等", "        ✓ 满意：是，要求 是"],
    ),
    (
        "a product",
        {"do": "product", "unit": "元", "parts": [{"name": "标准", "node": field("月标准"), "unit": "元/月"},
                                                  {"name": "月数", "node": field("月数"), "unit": "月"}]},
        {"月标准": 600, "月数": 10},
        ["标准：600 元/月", "月数：10 个月", "相乘：标准 × 月数 → 600 元/月 × 10 个月 = 6000 元"],
    ),
    (
        "a score over its cap",
        {"do": "score", "unit": "分", "cap": "10", "parts": [{"name": "上交", "node": num(9), "unit": "分"},
                                                            {"name": "内容", "node": num(3), "unit": "分"}]},
        {},
        ["上交：9 分", "内容：3 分", "得分：10 分", "说明：超过满分，按满分计"],
    ),
    (
        "a sum that is open", {"do": "sum", "of": "活动", "value": column("分值"), "unit": "分"},
        {"活动": [{"分值": 1}, {}]},
        ["活动的分值合计：至少 1 分"],
    ),
    (
        "a checklist", {"do": "checklist", "of": "清单", "items": ["早读", "两操"]},
        {"清单": [{"项目": "早读", "完成": True}]},
        ["？ 清单上的各项", "    ✓ 早读：是", "    ？ 两操：没填"],
    ),
    (
        "weeks", {"do": "each_week", "of": "活动", "at_least": "1"},
        {"学期开始": "2026-06-15", "活动": [{"日期": "2026-06-15"}]},
        ["✗ 每个整周都要有", "    ✓ 6 月 15 日起的一周：1 次", "    ✗ 6 月 22 日起的一周：0 次"],
    ),
    (
        "school years",
        {"do": "recent_years", "of": "考核", "by": "学年", "years": 2, "where": is_word("结果", "不合格"),
         "adjacent": ["bool", True]},
        {"考核": [{"学年": "2025", "结果": "不合格"}]},
        ["✗ 逐个学年看", "    ✓ 2025-2026 学年：是", "    ✗ 2024-2025 学年：否"],
    ),
    (
        "not due yet",
        {"do": "due", "from": call("years_after", field("入职日期"), num(1)), "means": "入职满一年",
         "then": require(field("年限"), ">=", num(1), unit="年")},
        {"入职日期": "2026-01-01", "年限": 0.5},
        ["？ 还没到期：入职满一年起才要求：2027 年 1 月 1 日", "    ✗ 年限：6 个月，要求 ≥ 1 年"],
    ),
    (
        "calendar years",
        {"do": "recent_years", "of": "人事考核", "by": "年度", "years": 1, "where": is_word("结果", "不合格"),
         "adjacent": ["bool", True]},
        {"人事考核": [{"年度": "2025", "结果": "不合格"}]},
        ["✓ 逐个年度看", "    ✓ 2025 年度：是"],
    ),
    (
        "months served", {"do": "every_month", "of": "任职段", "role": "班主任", "otherwise": field("在任"), **MONTHS},
        {"任职段": []},
        ["✗ 每个月都在任：2026-01 至 2026-06 共 6 个月，任职 0 个月"],
    ),
    (
        "whole school years",
        {"do": "school_years", "of": "任职段", "role": "班主任", "otherwise": num(0), "unit": "年"},
        {"任职段": [{"起": "2024-09", "角色": "班主任"}]},
        ["任满的学年数：1 年", "说明：任满的学年：2024-2025"],
    ),
    (
        "month of taking office", {"do": "in_office_since", "of": "任职段", "role": "班主任"},
        {"任职段": [{"起": "2024-09", "角色": "班主任"}]},
        ["这一任的起始月：2024-09"],
    ),
    (
        "months added up", {"do": "each", "of": "坐班", "by": "月份", "value": column("实坐班"), "unit": "月"},
        {"坐班": [{"月份": "2026-05", "实坐班": 1}]},
        ["各月相加：1 个月"],
    ),
    (
        "a branch", {"do": "if", "if": field("在任"), "then": num(1), "else": num(0), "name": "是否在岗", "means": "卸任为 0"},
        {"在任": False},
        ["✗ 是否在岗：否，要求 是", "说明：卸任为 0"],
    ),
    ("a choice", CHOOSE, {"称号": "甲等", "年限": 2}, ["称号：甲等", "年限 × 2 → 2 年 × 2 = 4"]),
    ("a choice that leaves a gap", CHOOSE, {"称号": "乙等"}, ["称号：乙等", "说明：只写了甲等"]),
    ("the first that is known", {"do": "first", "nodes": [field("年限"), field("月数")]}, {"月数": 3}, ["月数：3 个月"]),
    ("a bare number", num(3), {}, []),
]  # fmt: skip


def spelled(lines: tuple[Line, ...], depth: int = 0) -> list[str]:
    """The lines as text, indented."""
    texts = []
    for line in lines:
        texts += ["    " * depth + line_text(line), *spelled(line.children, depth + 1)]
    return texts


@pytest.mark.parametrize(("node", "record", "wanted"), [c[1:] for c in EXPLAINED], ids=[c[0] for c in EXPLAINED])
def test_explanation(node, record, wanted):
    """An explanation gives your value, what is required and whether it is met, and formulas with your numbers put in."""
    assert spelled(explain(answer(node, record).step)) == wanted


def test_every_mechanism_is_explained():
    """Each mechanism of the rule language has an explanation beside it, and one of our examples."""
    assert set(_EXPLAINERS) >= set(MECHANISMS)
    shown = {node["do"] for _, node, _, _ in EXPLAINED if isinstance(node, dict)}
    shown |= {"count", "result"}  # inside a requirement, and in the test below
    assert shown >= set(MECHANISMS)


def test_rule_that_does_not_apply_says_why():
    """A rule that does not apply shows the condition that fails."""
    found = result(rule("一", num(1), applies_if=field("在任")), {"在任": False})
    assert found.verdict.step is not None
    assert spelled(explain(found.verdict.step)) == ["✗ 适用条件", "    ✗ 在任：否，要求 是"]


def test_result_of_another_rule_is_named():
    """What another rule came to is shown by its name and number."""
    entry = rule("一", {"do": "result", "result": "一", "name": "本条"})
    step = answer(["bool", True]).step
    found = explain(type(step)("result", step.value, entry["body"], step.scope))
    assert spelled(found) == ["本条：是"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"from": "8", "to": "10"}, "8 年（含）至 10 年（含）"),
        ({"from": "8", "below": "10"}, "8 年（含）至 10 年（不含）"),
        ({"above": "8", "to": "10"}, "8 年（不含）至 10 年（含）"),
        ({"from": "8", "to": "8"}, "8 年"),
        ({"from": "16"}, "16 年及以上"),
        ({"above": "16"}, "超过 16 年"),
        ({"below": "8"}, "不满 8 年"),
        ({"to": "8"}, "8 年及以下"),
        ({"below": "15/2"}, "不满 7 年 6 个月"),
        ({}, "任何数值"),
    ],
)
def test_band_in_words(row, text):
    """The two ends of a band say whether they belong to it."""
    assert band_range(row, {"unit": "年"}) == text


def test_band_of_shares_in_words():
    """Shares are written in percent."""
    assert band_range({"from": "3/5", "below": "4/5"}, {"percent": True}) == "60%（含）至 80%（不含）"

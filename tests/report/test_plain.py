"""An assessment as text."""

import pytest

from assessor.report import Line, as_text
from assessor.report.plain import line_text
from tests.rules.samples import book, call, field, judged, num, require, rule

READ = {
    "向下": {"default": True, "means": "舍去零头", "let": {"整": call("floor", field("年限"))}},
    "向上": {"means": "进一", "let": {"整": call("ceil", field("年限"))}},
}
MEETS = rule("一", require(field("年限"), ">=", num(3, "年"), unit="年"), "requirement", unit="年")
MONTHLY = rule("二", field("月标准"), unit="元/月", strength="should", clause="第二条")
HALVES = rule("三", ["let", "整"], unit="年", readings=READ)
RATIO = rule("四", ["/", num(1), field("月数")])
MANUAL = rule("五", decides="学校聘任领导小组")
NOTICE = rule("六", num(1), notices=[{"when": field("在任"), "text": "请当面核对"}])


WAITS = rule(
    "七",
    {
        "do": "due",
        "from": call("years_after", field("入职日期"), num(1)),
        "means": "入职满一年",
        "then": require(field("年限"), ">=", num(1, "年"), unit="年"),
    },
    "requirement",
    unit="年",
)


@pytest.mark.parametrize(
    ("entry", "record", "wanted"),
    [
        (MEETS, {"年限": 2}, ["规则一：未达到  〔第一条·必须〕", "还差 1 年", "✗ 年限：2 年，要求 ≥ 3 年"]),
        (MEETS, {}, ["规则一：还缺数据", "请补填：年限"]),
        (MONTHLY, {"月标准": 600}, ["规则二：原则上发 600 元/月  〔第二条·原则上〕"]),
        (HALVES, {"年限": 7.5}, ["规则三：按条文 7 年", "读法 向下（默认）：按条文 7 年", "读法 向上：按条文 8 年"]),
        (RATIO, {"月数": 0}, ["规则四：还缺数据", "分母为 0"]),
        (MANUAL, {}, ["规则五：需人工认定", "由学校聘任领导小组认定"]),
        (NOTICE, {"在任": True}, ["规则六：按条文 1", "提示：请当面核对"]),
        (
            WAITS,
            {"年限": 0.5, "入职日期": "2026-01-01"},
            [
                "规则七：还没到期",
                "入职满一年（2027 年 1 月 1 日）起才要求，现在没做到不算",
                "✗ 年限：6 个月，要求 ≥ 1 年",
            ],
        ),
        (WAITS, {"年限": 0.5, "入职日期": "2025-01-01"}, ["规则七：未达到", "还差 6 个月"]),
        (WAITS, {"入职日期": "2026-01-01"}, ["规则七：还缺数据", "请补填：年限"]),
    ],
    ids=range(10),
)
def test_block_of_a_rule(entry, record, wanted):
    """A rule's block has its answer, clause and strength, what it lacks, its readings and its reasons."""
    text = as_text(judged(book(entry), record))
    assert "《试行办法》（自评日期 2026-06-30）\n" in text
    assert [part for part in wanted if part not in text] == []


@pytest.mark.parametrize(
    ("entry", "record", "unwanted"),
    [
        (HALVES, {"年限": 8}, "读法"),
        (NOTICE, {}, "提示"),
        (MEETS, {"年限": 3}, "还差"),
        (MEETS, {}, "✗"),
    ],
    ids=range(4),
)
def test_nothing_is_said_that_is_not_so(entry, record, unwanted):
    """Readings that agree, notices that do not hold and shortfalls of nothing are not mentioned."""
    assert unwanted not in as_text(judged(book(entry), record))


def test_reasons_can_be_left_out():
    """Without reasons the answers remain."""
    found = judged(book(MEETS, MONTHLY), {"年限": 3, "月标准": 600})
    assert "要求 ≥ 3 年" in as_text(found)
    assert as_text(found, reasons=False).splitlines() == [
        "结论：",
        "  津贴与龄奖：规则二：原则上发 600 元/月",
        "",
        "《试行办法》（自评日期 2026-06-30）",
        "  规则一：达到  〔第一条·必须〕",
        "  规则二：原则上发 600 元/月  〔第二条·原则上〕",
    ]


def test_each_policy_has_its_heading():
    """Results are grouped by policy, in their order."""
    more = [{"id": "bie", "title": "别的办法", "hash": "1" * 64, "rules": [MANUAL]}]
    text = as_text(judged(book(MEETS, HALVES, more=more)))
    assert text.count("《试行办法》") == text.count("《别的办法》") == 1
    assert text.index("规则三") < text.index("《别的办法》") < text.index("规则五")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (Line("note", "低于下限"), "说明：低于下限"),
        (Line("group", "都要满足", met=False), "✗ 都要满足"),
        (Line("condition", "年限", "2 年", "≥ 3 年", met=False), "✗ 年限：2 年，要求 ≥ 3 年"),
        (Line("condition", "年限", "", "≥ 3 年"), "？ 年限：—，要求 ≥ 3 年"),
        (Line("condition", "在任", "是", met=True), "✓ 在任：是"),
        (Line("formula", "比率", formula="甲 ÷ 乙", figures="1 ÷ 2 = 0.5"), "比率：甲 ÷ 乙 → 1 ÷ 2 = 0.5"),
        (Line("formula", "", formula="甲 ÷ 乙", figures="1 ÷ 2 = 0.5"), "甲 ÷ 乙 → 1 ÷ 2 = 0.5"),
        (Line("formula", "得分", own="9 分"), "得分：9 分"),
    ],
    ids=range(8),
)
def test_line(line, text):
    """One line of an explanation is one line of text; the verdict is a sign that can be read aloud."""
    assert line_text(line) == text

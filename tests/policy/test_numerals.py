"""Numerals: what counts as a figure in a Chinese text, and that text and rules agree on every one."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from assessor.policy import read_library
from assessor.policy.figures import figures, whole
from assessor.rules import number
from tests.policy.bad import GOOD, good_text

POLICIES = Path(__file__).resolve().parents[2] / "policies"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("零", 0), ("一", 1), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十五", 25), ("三十六", 36)),
        *(("一百", 100), ("一百零五", 105), ("三百二十一", 321), ("一千五百", 1500), ("两千零三", 2003)),
        *(("一万", 10000), ("十二万六千", 126000), ("二〇〇九", 2009)),
    ],
)
def test_whole_numbers(text, value):
    """Chinese numerals are read as they are spoken; bare digits in a row as they are written."""
    assert whole(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("累计满 8 年", "8"), ("任职三年以上", "3"), ("满二十五年", "25"), ("两周内", "2"), ("百分之十", "1/10")),
        *(
            ("不得少于三分之一", "1/3"),
            ("占 1/3", "1/3"),
            ("满 0.5 分", "0.5"),
            ("达 100%", "100%"),
            ("12.6 万元", "126000"),
        ),
        *(
            ("折半计入", "1/2"),
            ("一半", "1/2"),
            ("半年", "1/2"),
            ("两倍以上", "2"),
            ("谈心三人次", "3"),
            ("18人", "18"),
        ),
        *(
            ("二个月", "2"),
            ("一年以上", "1"),
            ("一周内", "1"),
            ("不超过 10 项", "10"),
            ("抽查二次", "2"),
            ("1500 人", "1500"),
        ),
    ],
)
def test_figures(text, value):
    """What counts: Arabic digits, and Chinese numerals before a measure, in either script and as fractions."""
    (figure,) = figures(text)
    assert number(value) in figure.values


@pytest.mark.parametrize(
    "text",
    [
        *("第三条", "第 3 点", "含第 3 至 5 条", "第 8、9 条", "第3条到第7条", "第一次", "第一学期", "共 12 条"),
        *("2006 年起", "2017 年 9 月 1 日", "2026-06-30", "2025-2026 学年", "〔2023〕23 号", "国务院302号令"),
        *("见四(一)2", "（十二）", "三4", "四(一)1–6", "《八项规定 2012》", "1. 拥护\n2. 坚持"),
        *(
            "三项条件",
            "三类培训",
            "分五组",
            "分两款",
            "一票否决",
            "“五生”家庭",
            "二级教师",
            "分三等",
            "百分制",
            "三方面",
        ),
        *("配备一名", "组织一次", "一个班", "一般", "一学期", "从哪一年算起", "同一天", "前半句", "周一", "零头"),
    ],
)
def test_no_figures(text):
    """What does not count: ordinals, days, references, list numbers, parts of the text, names, and 一 as an article."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [("两周", {2, 14}), ("三年", {3, 36}), ("60%", {60, Fraction(3, 5)}), ("三分之一", {3, Fraction(1, 3)})],
)
def test_the_same_in_other_units(text, values):
    """A rule may count two weeks as fourteen days, or divide by three instead of taking a third."""
    assert figures(text)[0].values == values


def test_order_and_place():
    """Figures come in the order of the text, each with the place it stands at."""
    text = "1. 满 8 年 600 元；\n2. 满二十年 1–2 次。"
    assert [(figure.text, text[figure.offset]) for figure in figures(text)] == [
        ("8 年", "8"),
        ("600 元", "6"),
        ("二十年", "二"),
        ("1", "1"),
        ("2 次", "2"),
    ]


def reading(folder, **changes):
    """The problems of the good policy with some of its text changed."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    text = good_text()
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "good.md").write_text(text, "utf-8")
    return read_library(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"mark": ("{#art-1}", '{#art-1 uncomputed="3 30%"}'), "text": ("不满的没有", "另有三次，30% 除外")},
        {"mark": ("{#art-1}", '{uncomputed="3" .external #art-1}'), "text": ("不满的没有", "另有 3 次和三次")},
        {"text": ("不满的没有", "另有三次"), "note": ("name: 工龄奖励", "name: 工龄奖励\nnote: 三次另算")},
        {"text": ("不满的没有", "另有三次"), "case": ("name: 满八年", "name: 满八年，来过三次")},
        {
            "text": ("由学校解释，", "由学校在 8 周内解释，"),
            "cited": ("unit: 元/月", "unit: 元/月\nclause: [第一条, 第二条]"),
        },
        {
            "chapter": ("## 第一章 待遇 {#ch-1}\n", "## 第一章 待遇 {#ch-1}\n\n每月 600 元。\n"),
            "text": ("的每月 600 元", "的有"),
        },
        {"text": ("满 8 年的每月 600 元", "满八年的每月六百元")},
    ],
    ids=["marked", "marked once for both", "in a note", "in a case", "in a cited clause", "in the chapter", "Chinese"],
)
def test_agreed(tmp_path, changes):
    """A figure may be marked, noted, tried in a case or used from another clause; a number may stand in the chapter."""
    assert reading(tmp_path, **changes).errors == []


def test_marks_are_kept(tmp_path):
    """The numbers that are not computed go with the clause, so that its page can say so."""
    found = reading(tmp_path, mark=("{#art-1}", '{#art-1 uncomputed="3"}'), text=("不满的没有", "另有三次"))
    clauses = found.library.policies["good"].clauses
    assert [clause.uncomputed for clause in clauses] == [(), ("3",), ()]


def test_dates_of_the_document(tmp_path):
    """A rule may start from the day the document was issued, or from a day the clause names."""
    for day, said in (("2026, 1, 1", "不满的没有"), ("2020, 3, 4", "2020 年 3 月 4 日起")):
        note = f"unit: 元/月\nnotices: [{{when: '入职日期 < date({day})', text: 早}}]"
        found = reading(tmp_path / said, rule=("unit: 元/月", note), text=("不满的没有", said))
        assert found.errors == []


def test_project_is_reconciled():
    """No number of the project's policies is left over, in either direction."""
    assert [problem for problem in read_library(POLICIES).errors if "里的" in problem.message] == []

"""What is typed and what it becomes: read as meant, or refused with a sentence; nothing silently as something else."""

from fractions import Fraction
from typing import Any

import pytest

from assessor.records import RecordError, from_form, read_record

YEARS, HOURS, SHARE, POINTS, MONEY, PEOPLE = (
    "累计任职年限",
    "学期实坐班",
    "月考核得分率",
    "常规考核分",
    "月岗位津贴",
    "班级人数",
)
DAY, MONTH, SCHOOL_YEAR, YES, TITLE = "入职日期", "任职段.起", "年度考核.学年", "现任班主任", "现任职称"
CALENDAR_YEAR = "人事年度考核.年度"

READ: list[tuple[str, str, str]] = [
    *[(YEARS, typed, "8") for typed in ("8", "８", " 8 ", "8.0", "8.", "+8", "8年", "8 年", "８　年", "8个年", "08")],
    *[
        (YEARS, typed, "8.5")
        for typed in ("8.5", "８．５", "8。5", "8年半", "8年6个月", "8 年零 6 个月", "8年6月", "8.5 年")
    ],
    *[(YEARS, typed, "12") for typed in ("12 年", "１２年", "12年0个月")],
    *[(YEARS, "0", "0"), (YEARS, ".5", "0.5"), (YEARS, "0年6个月", "0.5"), (YEARS, "10年11个月", "131/12")],
    *[(HOURS, "20", "20"), (HOURS, "20小时", "20"), (HOURS, "20 个小时", "20"), (HOURS, "3.33", "3.33")],
    *[(SHARE, typed, "95") for typed in ("95", "95%", "95％", "９５％", "95 %", "95.0")],
    *[(SHARE, "85%", "85"), (SHARE, "0.85%", "0.85"), (SHARE, "1%", "1"), (SHARE, "1.5", "1.5"), (SHARE, "0", "0")],
    *[(SHARE, "100", "100"), (SHARE, "100%", "100"), (SHARE, "0%", "0"), (SHARE, "0.5％", "0.5")],
    *[(POINTS, "0.85", "0.85"), (POINTS, "92.5分", "92.5"), (POINTS, "100 分", "100"), (POINTS, "1", "1")],
    *[(MONEY, typed, "1234") for typed in ("1234", "1,234", "1，234", "１，２３４元", "1234 元/月", "1,234.00")],
    *[(MONEY, "1,234.5", "1234.5"), (MONEY, "12,345,678", "12345678"), (MONEY, "500元", "500")],
    *[(PEOPLE, "45", "45"), (PEOPLE, "45人", "45"), (PEOPLE, "45 个人", "45"), (PEOPLE, "45.0", "45")],
    *[
        (DAY, typed, "2026-09-01")
        for typed in (
            *("2026-09-01", "2026-9-1", "2026.9.1", "2026/9/1", "2026年9月1日", "２０２６年９月１日", "2026年9月1号"),
            *("2026。9。1", "2026—9—1", "2026–9–1", "20260901", "2026 年 9 月 1 日", "2026-09-01 00:00:00"),
            *("2026/9/1 0:00", "2026年9月1日 星期二", "2026.09.01", "　2026-09-01　"),
        )
    ],
    *[(DAY, "2024-2-29", "2024-02-29"), (DAY, "2000.2.29", "2000-02-29"), (DAY, "2025.12.31", "2025-12-31")],
    *[(DAY, "2026/1/1", "2026-01-01"), (DAY, "1999年12月31日", "1999-12-31"), (DAY, "2025.10.1", "2025-10-01")],
    *[
        (MONTH, typed, "2025-10")
        for typed in ("2025-10", "2025.10", "2025年10月", "2025/10", "202510", "２０２５．１０")
    ],
    *[
        (MONTH, typed, "2025-10")
        for typed in ("2025年10月份", "2025-10-1", "2025/10/31", "20251001", "Oct-25", "oct 2025")
    ],
    *[
        (MONTH, typed, "2025-01")
        for typed in ("2025-1", "2025.01", "2025年1月", "2025.1月", "202501", "2025.1.1", "Jan-25")
    ],
    *[(MONTH, "2025.9", "2025-09"), (MONTH, "2025.12", "2025-12"), (MONTH, "2025.11", "2025-11")],
    *[(MONTH, "September 2025", "2025-09"), (MONTH, "sept-25", "2025-09"), (MONTH, "May-25", "2025-05")],
    *[
        (SCHOOL_YEAR, typed, "2025-2026")
        for typed in (
            *("2025-2026", "2025—2026", "2025~2026", "2025至2026", "2025/2026", "2025-26", "2025", "2025学年"),
            *("2025-2026学年", "２０２５－２０２６", "2025学年度", "2025-2026学年第一学期", "2025 - 2026", "2025秋"),
        )
    ],
    *[(CALENDAR_YEAR, typed, "2025") for typed in ("2025", "2025年", "2025 年度", "２０２５年度")],
    *[(SCHOOL_YEAR, "1999-00", "1999-2000"), (SCHOOL_YEAR, "2009-10", "2009-2010")],
    *[(YES, typed, "True") for typed in ("是", "有", "对", "√", "✓", "1", "true", "TRUE", "１", "现任班主任")],
    *[(YES, typed, "False") for typed in ("否", "无", "没有", "不是", "×", "0", "false", "不现任班主任")],
    *[
        (TITLE, "高级", "高级"),
        (TITLE, "高级教师", "高级"),
        (TITLE, "正高级教师", "正高级"),
        (TITLE, "一级教师", "一级"),
    ],
]

REFUSED: list[tuple[str, str]] = [
    *[
        (YEARS, typed)
        for typed in ("八", "八年", "二十", "½", "8½", "8²", "①", "8①", "1e3", "1E3", "8+", "约8年", "8 5", "1 2年")
    ],
    *[
        (YEARS, typed)
        for typed in ("－3", "-3", "—3", "8年13个月", "18个月", "8-9", "8~9", "8,5", "8/2", "80%", "85％", "0x8")
    ],
    *[
        (YEARS, typed)
        for typed in ("2018", "2018年", "2018年6月", "2018年9个月", "2026.9", "∞", "NaN", "Infinity", "--8", "8..5")
    ],
    *[
        (HOURS, typed)
        for typed in ("3小时20分", "3:20", "3h", "三小时", "3'20", "1 000", "0,123", "01,234", "1,23", "1,2345")
    ],
    *[
        (SHARE, typed)
        for typed in ("0.85", "1", "0.5", "100.1", "101%", "-5%", "95‰", "95%%", "九成", "１", "．８５", "1/2", "5/6%")
    ],
    *[(POINTS, typed) for typed in ("85%", "101", "1小时", "A", "92,5", "1，5")],
    *[(MONEY, typed) for typed in ("1.234,5", "1,23,456", "1'234", "一千", "500元/年", "5百", "500/月", "¥500")],
    *[(PEOPLE, typed) for typed in ("45.5", "45,5", "四十五", "45人次", "-1", "4⁵")],
    *[
        (DAY, typed)
        for typed in ("2026-13-01", "2026-00-10", "2026-02-30", "2026-2-29", "1900-2-29", "2026-04-31", "2026-9")
    ],
    *[
        (DAY, typed)
        for typed in ("26/9/1", "26-09-01", "9/1/2026", "01.09.2026", "9月1日", "9.1", "46266", "2026年", "2026")
    ],
    *[
        (DAY, typed)
        for typed in ("2026-9-1 13:30", "2026091", "202609011", "1899-12-31", "2201-01-01", "今天", "2026⁹-01-01")
    ],
    *[
        (DAY, "2026-9-1至9-5"),
        (DAY, "2026-9-①"),
        (DAY, "2026.9.1.2"),
        (DAY, "二〇二六年九月一日"),
        (DAY, "-2026-09-01"),
    ],
    *[
        (MONTH, typed)
        for typed in ("2025.1", "2025。1", "２０２５．１", "2026-13", "2026-0", "202613", "9月", "9", "26-9", "九月")
    ],
    *[
        (MONTH, typed)
        for typed in ("45901", "2025", "2025.100", "10-2025", "25-Sep", "Foo-25", "Marketing-25", "Septic 25")
    ],
    *[(MONTH, "2025-10~12"), (MONTH, "2025年第10月"), (MONTH, "10/25"), (MONTH, "2025⑩"), (MONTH, "1899-01")],
    *[
        (SCHOOL_YEAR, typed)
        for typed in ("25-26", "2026-03", "2026.9", "2026年3月", "2026-03-01", "20260301", "2026春", "2026 年春")
    ],
    *[
        (SCHOOL_YEAR, typed)
        for typed in ("2025-2027", "2025-2025", "2025-24", "2025-6", "二〇二五", "今年", "45901", "2025-202")
    ],
    *[
        (CALENDAR_YEAR, typed)
        for typed in ("2025-2026", "2025学年", "25", "2025-03", "1899", "2201", "二〇二五", "今年", "45901")
    ],
    *[(YES, typed) for typed in ("也许", "是否", "y", "x", "2", "不", "已卸任")],
    *[(TITLE, typed) for typed in ("中级", "高", "一", "特级", "教师")],
]


def record_of(fields, name, typed):
    """The value that a text becomes in a field or in a column of a list."""
    entry, _, column = name.partition(".")
    form = {entry: [{column: typed}]} if column else {entry: typed}
    content: Any = read_record(fields, from_form(fields, form))[entry]
    return content[0][column] if column else content


@pytest.mark.parametrize(("name", "typed", "wanted"), READ, ids=str)
def test_what_is_typed_is_read_as_meant(rulebook, name, typed, wanted):
    """Every usual spelling of one value is that value."""
    found = record_of(rulebook.fields, name, typed)
    assert (found if isinstance(found, Fraction) else str(found)) == (
        Fraction(wanted) if isinstance(found, Fraction) else wanted
    )


@pytest.mark.parametrize(("name", "typed"), REFUSED, ids=str)
def test_what_may_mean_something_else_is_refused(rulebook, name, typed):
    """With a sentence that says how to write it."""
    with pytest.raises(RecordError) as refused:
        record_of(rulebook.fields, name, typed)
    [problem] = refused.value.problems
    assert problem.field == name
    assert len(problem.hint) > 4


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        (MONTH, "2025.1", "2025-01 或 2025-10"),
        (SHARE, "0.85", "0.85% 还是 85%"),
        (SHARE, "1", "1% 还是 100%"),
        (YEARS, "2018年", "不能大于 80，单位 年"),
        (SCHOOL_YEAR, "2026-03", "2025-2026 或 2026-2027"),
        (SCHOOL_YEAR, "2026春", "2025-2026 或 2026-2027"),
    ],
)
def test_the_sentence_names_what_it_may_mean(rulebook, name, typed, said):
    """Both meanings, so that one of them can be copied."""
    with pytest.raises(RecordError) as refused:
        record_of(rulebook.fields, name, typed)
    assert said in refused.value.problems[0].hint


@pytest.mark.parametrize("name", [YEARS, SHARE, DAY, MONTH, SCHOOL_YEAR])
@pytest.mark.parametrize("filler", [" ", "1", ",1", "-", "年", "零 "])
def test_a_huge_text_is_refused_at_once(rulebook, name, filler):
    """Whatever is pasted, the page does not stand still."""
    with pytest.raises(RecordError):
        record_of(rulebook.fields, name, "2026-9-1" + filler * 300_000 + "x")

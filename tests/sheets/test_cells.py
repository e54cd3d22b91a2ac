"""One cell read for one field."""

from fractions import Fraction
from typing import Any

import pytest

from assessor.rules.fields import Field
from assessor.sheets.cells import CellError, read_cell, wants_care
from assessor.sheets.grid import Cell, Look

YEARS = Field("累计任职年限", "number", unit="年")
SHARE = Field("月考核得分率", "number", unit="%", minimum=Fraction(0), maximum=Fraction(100))
TICK = Field("现任班主任", "bool")
DAY = Field("入职日期", "date")
MONTH = Field("月份", "month")
YEAR = Field("学年", "school_year")
CALENDAR_YEAR = Field("年度", "year")
WORD = Field("学段", "enum", values=("小学", "初中"))
TEXT = Field("代号", "text")


def number(value: str, look: Look = Look.PLAIN) -> Cell:
    """A number as a workbook holds it."""
    return Cell(value, Fraction(value), look)


READ: list[tuple[Field, Cell, Any]] = [
    (YEARS, number("12"), 12),
    (YEARS, number("10.5"), Fraction(21, 2)),
    (YEARS, Cell(" １０．５ 年 "), Fraction(21, 2)),
    (YEARS, Cell("'12"), 12),
    (YEARS, Cell("不清楚"), None),
    (SHARE, number("0.96", Look.PERCENT), 96),
    (SHARE, number("1", Look.PERCENT), 100),
    (SHARE, Cell("96%"), 96),
    (SHARE, Cell("９６％"), 96),
    (SHARE, number("96"), 96),
    (TICK, Cell("TRUE", truth=True), True),
    (TICK, number("1"), True),
    (TICK, Cell("√"), True),
    (TICK, Cell("否 "), False),
    (TICK, Cell("不知道"), None),
    (DAY, number("46266", Look.DATE), "2026-09-01"),
    (DAY, number("46266.75", Look.DATE), "2026-09-01"),
    (DAY, number("46266"), "2026-09-01"),
    (DAY, number("20260901"), "2026-09-01"),
    (DAY, Cell("20260901"), "2026-09-01"),
    (DAY, Cell("2026.9.1"), "2026-09-01"),
    (DAY, Cell("2026年9月1日"), "2026-09-01"),
    (DAY, Cell("2026/9/1 0:00:00"), "2026-09-01"),
    (DAY, Cell("2026-09-01T08:30:00.000"), "2026-09-01"),
    (DAY, Cell("9月1日"), "9月1日"),
    (MONTH, number("46266", Look.DATE), "2026-09"),
    (MONTH, number("46266"), "2026-09"),
    (MONTH, number("202609"), "2026-09"),
    (MONTH, number("20260915"), "2026-09"),
    (MONTH, number("2026.9"), "2026-09"),
    (MONTH, number("2026.01"), "2026-01"),
    (MONTH, number("2026.12"), "2026-12"),
    (MONTH, Cell("2026.10"), "2026-10"),
    (MONTH, Cell("2026年9月"), "2026-09"),
    (MONTH, Cell("2026-09-15"), "2026-09"),
    (MONTH, number("202609", Look.DATE), "2026-09"),
    (MONTH, number("20260915", Look.DATE), "2026-09"),
    (MONTH, Cell("2026‑09"), "2026-09"),
    (DAY, number("20260901", Look.DATE), "2026-09-01"),
    (DAY, Cell("2026-09-01T00:00:00.000Z"), "2026-09-01"),
    (DAY, Cell("2026-09-01T20:00:00+08:00"), "2026-09-01"),
    (DAY, Cell("2026\u200b-09-01"), "2026-09-01"),
    (YEARS, Cell("8\u200b"), 8),
    (YEARS, Cell("\u202a12\u00a0年\u202c"), 12),
    (TICK, Cell("是\u200e"), True),
    (WORD, Cell("小学\ufeff"), "小学"),
    (WORD, Cell("\u2f29学"), "小学"),
    (TEXT, Cell("三\u200b班\ufe0f"), "三班"),
    (MONTH, Cell("2026/9/1 00:00"), "2026-09"),
    (MONTH, Cell("Sep-26"), "2026-09"),
    (YEAR, Cell("2025-2026"), "2025-2026"),
    (YEAR, Cell("2025—2026学年"), "2025-2026学年"),
    (CALENDAR_YEAR, Cell("2025 年度"), "2025"),
    (CALENDAR_YEAR, Cell("2025", Fraction(2025)), "2025"),
    (YEAR, number("2025"), "2025"),
    (WORD, Cell(" 初中"), "初中"),
    (WORD, Cell("高小"), "高小"),
    (TEXT, Cell(" T001 "), "T001"),
    (TEXT, Cell("班会（每周）"), "班会（每周）"),
    (TEXT, number("00123"), "00123"),
    (TEXT, Cell("1.2E+17"), "1.2E+17"),
    (TEXT, Cell("TRUE", truth=True), "TRUE"),
    (TEXT, Cell("不清楚"), None),
]


@pytest.mark.parametrize(("field", "cell", "wanted"), READ, ids=[f"{f.name} {c.text} {c.look}" for f, c, _ in READ])
def test_cells_are_read_as_they_are_meant(field, cell, wanted):
    """Days as numbers or text, shares as percentages, ticks and full-width digits come out as raw data of a record."""
    assert read_cell(field, cell) == wanted


REFUSED = [
    (YEARS, Cell("", formula="=B5*0.9"), "=B5\\*0.9.*没有存下"),
    (YEARS, Cell("#REF!", error="#REF!"), "错误值 #REF!"),
    (YEARS, Cell("八年"), "“八年”不是数"),
    (YEARS, Cell("80%"), "不是数"),
    (YEARS, Cell("TRUE", truth=True), "不是数"),
    (YEARS, number("46266", Look.DATE), r"变成了日期或时间（2026-09-01）"),
    (YEARS, number("0.5", Look.TIME), "变成了日期或时间"),
    (YEARS, number("0.8", Look.PERCENT), "百分比（80%）"),
    (YEARS, number("1" + "0" * 30), "太大"),
    (TICK, Cell("也许"), "看不出是还是否"),
    (TICK, number("2"), "看不出是还是否"),
    (DAY, number("2026.9"), "不是日期"),
    (DAY, number("20261301"), "不是日期"),
    (DAY, number("0.5", Look.TIME), "不是日期"),
    (DAY, number("9999999", Look.DATE), "不是日期"),
    (MONTH, number("2026.1"), "分不清是 1 月还是 10 月"),
    (MONTH, number("9"), "不是月份"),
    (MONTH, number("2025.9", Look.DATE), r"在日期格里填了 2025\.9"),
    (MONTH, number("2025.1", Look.DATE), r"在日期格里填了 2025\.1"),
    (MONTH, number("9", Look.DATE), "在日期格里填了 9"),
    (DAY, number("2018", Look.DATE), "在日期格里填了 2018"),
    (DAY, Cell("2026-08-31T16:00:00Z"), "可能已是第二天"),
    (TEXT, Cell("x", refused="这一格有两份", remedy="请重存"), "有两份"),
    (YEAR, number("46266", Look.DATE), "变成了日期"),
    (YEAR, Cell("去年"), "不是学年"),
    (CALENDAR_YEAR, Cell("2025-2026"), "不是年度"),
    (CALENDAR_YEAR, Cell("45901", Fraction(45901), Look.DATE), "变成了日期"),
    (WORD, number("46266", Look.DATE), "变成了日期"),
    (TEXT, number("46266", Look.DATE), "变成了日期"),
    (TEXT, Cell("1.23456789012346E+17", Fraction(10**17)), "末尾已经丢了"),
]


@pytest.mark.parametrize(("field", "cell", "message"), REFUSED, ids=[f"{f.name} {c}" for f, c, _ in REFUSED])
def test_what_can_mean_two_things_is_refused(field, cell, message):
    """What Excel has turned into something else, or what has several meanings, is told with a remedy, never guessed."""
    with pytest.raises(CellError, match=message) as caught:
        read_cell(field, cell)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("field", "cell", "wanted"),
    [
        (SHARE, number("0.96"), True),
        (SHARE, number("1"), True),
        (SHARE, number("96"), False),
        (SHARE, number("0"), False),
        (SHARE, number("0.96", Look.PERCENT), False),
        (YEARS, number("0.96"), False),
    ],
)
def test_a_bare_share_is_worth_a_word(field, cell, wanted):
    """0.96 where a percentage is asked for is read as it stands, and pointed out."""
    assert wants_care(field, cell) is wanted


def test_a_huge_cell_is_refused_at_once():
    """A million blanks between a day and nothing take no time."""
    for field in (DAY, MONTH):
        read = read_cell(field, Cell("2026-9-1" + " " * 10**6 + "x"))
        assert isinstance(read, str)
        assert read.endswith("x")

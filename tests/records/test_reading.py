"""Raw data judged strictly."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import MAX_ROWS, RecordError, read_record
from assessor.records.reading import InputProblem
from assessor.rules import Record
from assessor.rules.dates import CalendarYear, Month, SchoolYear
from tests.rules.samples import FIELDS, FIELDS_DATA

ACCEPTED = [
    ("年限", 8, Fraction(8)),
    ("年限", 79.9, Fraction(799, 10)),
    ("年限", Decimal("0.10"), Fraction(1, 10)),
    ("年限", Fraction(5, 6), Fraction(5, 6)),
    ("年限", Decimal("1E-7"), Fraction(1, 10**7)),
    ("人数", 0, Fraction(0)),
    ("人数", 100, Fraction(100)),
    ("人数", Decimal("45.0"), Fraction(45)),
    ("月标准", -3, Fraction(-3)),
    ("在任", False, False),
    ("称号", "乙等", "乙等"),
    ("备注", "  说明  ", "  说明  "),
    ("入职日期", "2024-02-29", date(2024, 2, 29)),
    ("活动", [], ()),
    ("活动", [{}], ({},)),
    ("活动", [{"日期": None, "类型": " ", "分值": ""}], ({},)),
    ("坐班", [{"月份": "2026-09"}], ({"月份": Month(2026, 9)},)),
    ("考核", [{"学年": "2025-2026"}], ({"学年": SchoolYear(2025)},)),
    ("考核", [{"学年": "2025"}], ({"学年": SchoolYear(2025)},)),
    ("人事考核", [{"年度": "2025"}, {"年度": 2024}], ({"年度": CalendarYear(2025)}, {"年度": CalendarYear(2024)})),
    ("任职段", [{"起": "2026-03", "止": "2026-03"}], ({"起": Month(2026, 3), "止": Month(2026, 3)},)),
]


@pytest.mark.parametrize(("name", "raw", "wanted"), ACCEPTED, ids=str)
def test_what_fits_is_accepted(name, raw, wanted):
    """A value that fits its field is read exactly; limits include their ends."""
    assert read_record(FIELDS, {name: raw}) == {name: wanted}


@pytest.mark.parametrize("blank", [None, "", " ", " \t\n", "\u3000"], ids=repr)
@pytest.mark.parametrize("name", ["年限", "在任", "称号", "备注", "入职日期", "活动"])
def test_blank_is_not_filled_in(name, blank):
    """Null and text of nothing but white space are not filled in, whatever the field holds."""
    assert read_record(FIELDS, {name: blank}) == {}


# Each problem with the words its message must have: the value found, what is accepted, the nearest name.
REFUSED = [
    ({"年线": 8}, "年线", None, ["没有这个字段", "是不是“年限”？"]),
    ({"完全不同的名字": 8}, "完全不同的名字", None, ["没有这个字段", "字段名见填写说明"]),
    ({3: 8}, "3", None, ["没有这个字段"]),
    ({"<b>": 8}, "<b>", None, ["没有这个字段"]),
    ({"年限": "8"}, "年限", None, ["不能是 8", "应当是一个数", "单位 年", "不加引号"]),
    ({"年限": "八"}, "年限", None, ["不能是 八", "应当是一个数"]),
    ({"年限": True}, "年限", None, ["不能是 是", "应当是一个普通的数"]),
    ({"年限": [8]}, "年限", None, ["不能是 这样的数据", "应当是一个数"]),
    ({"年限": float("nan")}, "年限", None, ["不能是 nan", "普通的数"]),
    ({"年限": float("inf")}, "年限", None, ["不能是 inf", "普通的数"]),
    ({"年限": 1e300}, "年限", None, ["普通的数", "单位 年"]),
    ({"年限": Decimal("1E+9999999")}, "年限", None, ["不能是 1E+9999999", "普通的数"]),
    ({"年限": Decimal("1E-9999999")}, "年限", None, ["不能是 1E-9999999", "普通的数"]),
    ({"年限": 10**40}, "年限", None, ["不能是 1000", "普通的数"]),
    ({"年限": Decimal("NaN")}, "年限", None, ["不能是 NaN", "普通的数"]),
    ({"年限": -0.01}, "年限", None, ["不能是 -0.01", "不能小于 0", "单位 年"]),
    ({"人数": 101}, "人数", None, ["不能是 101", "不能大于 100", "单位 人"]),
    ({"人数": 4.5}, "人数", None, ["不能是 4.5", "应当是整数", "单位 人"]),
    ({"在任": "是"}, "在任", None, ["不能是 是", "true（是）", "false（否）"]),
    ({"在任": 1}, "在任", None, ["不能是 1", "true（是）"]),
    ({"称号": "甲"}, "称号", None, ["不能是 甲", "可以填：甲等、乙等、丙等", "是不是“甲等”？"]),
    ({"称号": "特级"}, "称号", None, ["不能是 特级", "可以填：甲等、乙等、丙等"]),
    ({"称号": 1}, "称号", None, ["不能是 1", "可以填：甲等、乙等、丙等"]),
    ({"备注": 5}, "备注", None, ["不能是 5", "文字", "加引号"]),
    ({"备注": "长" * 201}, "备注", None, ["不能是 长长", "不能超过 200 字"]),
    ({"入职日期": "2026-02-29"}, "入职日期", None, ["不能是 2026-02-29", "存在的日期", "2026-09-01"]),
    ({"入职日期": "2026/2/1"}, "入职日期", None, ["不能是 2026/2/1", "写成 2026-09-01"]),
    ({"入职日期": 20260201}, "入职日期", None, ["不能是 20260201", "写成 2026-09-01"]),
    ({"入职日期": date(2026, 2, 1)}, "入职日期", None, ["写成 2026-09-01"]),
    ({"活动": {}}, "活动", None, ["应当是一个列表", "没有就写 []"]),
    ({"活动": "班会"}, "活动", None, ["应当是一个列表"]),
    ({"活动": 3}, "活动", None, ["应当是一个列表"]),
    ({"活动": [{}] * (MAX_ROWS + 1)}, "活动", None, [f"超过 {MAX_ROWS} 行"]),
    ({"活动": [{}, "班会"]}, "活动", 2, ["这一行应当是一组“列名: 值”"]),
    ({"活动": [{}, None]}, "活动", 2, ["这一行应当是一组“列名: 值”"]),
    ({"活动": [{"日起": "2026-01-01"}]}, "活动.日起", 1, ["没有这一列", "是不是“日期”？"]),
    ({"活动": [{}, {"类型": "家长会"}]}, "活动.类型", 2, ["不能是 家长会", "可以填：班会、家访"]),
    ({"活动": [{"分值": "2"}]}, "活动.分值", 1, ["不能是 2", "应当是一个数", "单位 分"]),
    ({"坐班": [{"月份": "2026-13"}]}, "坐班.月份", 1, ["不能是 2026-13", "存在的月份", "2026-09"]),
    ({"坐班": [{"月份": 202609}]}, "坐班.月份", 1, ["不能是 202609", "2026-09"]),
    ({"考核": [{"学年": "二〇二五"}]}, "考核.学年", 1, ["不能是 二〇二五", "2025-2026"]),
    ({"考核": [{"学年": 2025}]}, "考核.学年", 1, ["不能是 2025", "2025-2026"]),
    ({"人事考核": [{"年度": "2025-2026"}]}, "人事考核.年度", 1, ["不能是 2025-2026", "写成 2025", "学年"]),
    ({"人事考核": [{"年度": True}]}, "人事考核.年度", 1, ["写成 2025"]),
    ({"考核": [{"学年": "0000-1"}]}, "考核.学年", 1, ["2025-2026"]),
    ({"任职段": [{"起": "2026-03", "止": "2026-02"}]}, "任职段.止", 1, ["2026-02 早于起 2026-03", "检查"]),
    ({"学期开始": "2026-03-01", "学期结束": "2026-02-28"}, "学期结束", None, ["2026-02-28 早于学期开始 2026-03-01"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "field", "row", "words"), REFUSED, ids=[case[1] + str(case[2] or "") for case in REFUSED]
)
def test_what_does_not_fit_is_told(raw, field, row, words):
    """A problem names the field and the row, shows the value, and says what is accepted or the nearest name."""
    with pytest.raises(RecordError) as caught:
        read_record(FIELDS, raw)
    [problem] = caught.value.problems
    assert (problem.field, problem.row) == (field, row)
    message = str(problem)
    assert message.startswith(f"{field}（第 {row} 行）：" if row else f"{field}：")
    assert [word for word in words if word not in message] == []
    assert len(message) < 200


@pytest.mark.parametrize("raw", [None, [], "年限: 8", 3, True], ids=repr)
def test_record_must_be_a_mapping(raw):
    """A record that is no set of fields at all is refused as a whole."""
    with pytest.raises(RecordError, match="一组数据") as caught:
        read_record(FIELDS, raw)
    assert caught.value.problems[0].field == ""


def test_every_problem_is_told_in_the_order_of_the_record():
    """Nobody has to try again and again: all problems are told at once."""
    with pytest.raises(RecordError) as caught:
        read_record(FIELDS, {"人数": 101, "活动": [{"类型": 1}, {"分值": "x"}], "错": 1, "年限": -1})
    assert [(p.field, p.row) for p in caught.value.problems] == [
        ("人数", None),
        ("活动.类型", 1),
        ("活动.分值", 2),
        ("错", None),
        ("年限", None),
    ]
    assert str(caught.value).count("；") >= 4


def test_end_on_the_same_day_is_fine():
    """A term of one day is a term."""
    assert len(read_record(FIELDS, {"学期开始": "2026-03-01", "学期结束": "2026-03-01"})) == 2


def test_problem_without_a_field_reads_well():
    """A problem of the whole record has no empty place before its colon."""
    assert str(InputProblem("", "读不懂", "请检查。")) == "读不懂。请检查。"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
columns = [*FIELDS_DATA, "日期", "类型", "分值", "月份", "学年", "起", "止", "角色", "完成"]
rows = st.lists(st.dictionaries(st.sampled_from(columns), anything, max_size=3), max_size=2)


@given(
    st.dictionaries(st.sampled_from(list(FIELDS_DATA)) | st.text(max_size=4), anything | rows, max_size=4) | anything
)
def test_anything_is_either_read_or_refused(raw):
    """Whatever is handed in, it is read, or refused with every problem told in words; nothing else is raised."""
    record, problems = tried(raw)
    assert (record is None) is bool(problems)
    assert all(problem.message for problem in problems)
    assert set(record or ()) <= set(raw if isinstance(raw, dict) else ())


def tried(raw: object) -> tuple[Record | None, tuple[InputProblem, ...]]:
    """The record, or the problems that there are."""
    try:
        return read_record(FIELDS, raw), ()
    except RecordError as refused:
        return None, refused.problems

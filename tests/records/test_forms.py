"""What people type."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import RecordError, from_form, read_record
from assessor.records.forms import UNSURE
from assessor.rules.exact import show
from assessor.rules.fields import Field
from tests.rules.samples import FIELDS

TYPED = [
    ("年限", "8", Fraction(8)),
    ("年限", " ８．５ ", Fraction(17, 2)),
    ("年限", "8年", Fraction(8)),
    ("年限", "8 年", Fraction(8)),
    ("年限", "5/6", "5/6"),
    ("月标准", "1,200 元", Fraction(1200)),
    ("月标准", "1，200元/月", Fraction(1200)),
    ("月标准", "－3", Fraction(-3)),
    ("年限", "八年", "八年"),
    ("年限", "8 个月", "8 个月"),
    ("年限", "8年6个月", Fraction(17, 2)),
    ("年限", "8 年 11 个月", Fraction(107, 12)),
    ("年限", "8年半", Fraction(17, 2)),
    ("年限", "8年13个月", "8年13个月"),
    ("年限", "12。5", Fraction(25, 2)),
    ("年限", "１２．５年", Fraction(25, 2)),
    ("月数", "10个月", Fraction(10)),
    ("月标准", "12,345,678", Fraction(12345678)),
    ("月标准", "1,5", "1,5"),
    ("月标准", "12,34", "12,34"),
    ("年限", "1e5", "1e5"),
    ("年限", "80%", "80%"),
    ("在任", "是", True),
    ("在任", "有", True),
    ("在任", "√", True),
    ("在任", "TRUE", True),
    ("在任", "否", False),
    ("在任", "没有", False),
    ("在任", "×", False),
    ("在任", "也许", "也许"),
    ("在任", "在任", True),
    ("在任", "不在任", False),
    ("称号", " 甲等", "甲等"),
    ("称号", "甲等级", "甲等"),
    ("称号", "甲", "甲"),
    ("备注", " 文字 ", "文字"),
    ("入职日期", "2026-09-01", "2026-09-01"),
    ("入职日期", "2026.9.1", "2026-09-01"),
    ("入职日期", "2026/9/1", "2026-09-01"),
    ("入职日期", "2026年9月1日", "2026-09-01"),
    ("入职日期", "２０２６年９月１日", "2026-09-01"),
    ("入职日期", "2026 年 9 月 1 日", "2026-09-01"),
    ("入职日期", "20260901", "2026-09-01"),
    ("入职日期", "2026—9—1", "2026-09-01"),
    ("入职日期", "2026。9。1", "2026-09-01"),
    ("入职日期", "2026年9月1日 星期二", "2026-09-01"),
    ("入职日期", "2026/9/1 0:00:00", "2026-09-01"),
    ("入职日期", "9月1日", "9月1日"),
    ("入职日期", "2026.9", "2026.9"),
    ("入职日期", "26/9/1", "26/9/1"),
    ("入职日期", "2026/9/1 13:30", "2026/9/1 13:30"),
]


@pytest.mark.parametrize(("name", "typed", "wanted"), TYPED, ids=[f"{name} {typed}" for name, typed, _ in TYPED])
def test_typing_is_read_forgivingly(name, typed, wanted):
    """Full-width signs, units, separators and the usual spellings are understood; the rest is passed on as typed."""
    assert from_form(FIELDS, {name: typed}) == {name: wanted}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        *[("2026-9", "2026-09"), ("2026年9月", "2026-09"), ("2026.09", "2026-09"), ("2026/9 月", "2026-09")],
        *[("202609", "2026-09"), ("2026年9月份", "2026-09"), ("２０２６．９", "2026-09")],
        # What a spreadsheet shows of a month it has taken for a day.
        *[("2026/9/1", "2026-09"), ("2026年9月1日", "2026-09"), ("Sep-26", "2026-09"), ("sept-2026", "2026-09")],
        *[("9月", "9月"), ("Abc-26", "Abc-26"), ("26-9", "26-9")],
    ],
)
def test_months_are_read_forgivingly(typed, wanted):
    """A month may be written in the usual ways."""
    assert from_form(FIELDS, {"坐班": [{"月份": typed}]}) == {"坐班": [{"月份": wanted}]}


@pytest.mark.parametrize(
    ("unit", "typed", "wanted"),
    [("%", "95", Fraction(95)), ("%", "95％", Fraction(95)), ("%", "95 %", Fraction(95)), ("", "95%", "95%")],
)
def test_percent_sign_is_the_unit_of_a_percentage(unit, typed, wanted):
    """A percent sign goes with a field in percent, and is not guessed away elsewhere."""
    assert from_form({"得分率": Field("得分率", "number", unit=unit)}, {"得分率": typed}) == {"得分率": wanted}


@pytest.mark.parametrize("typed", ["", " ", "\u3000", *UNSURE])
@pytest.mark.parametrize("name", ["年限", "在任", "称号", "入职日期"])
def test_not_knowing_is_not_filling_in(name, typed):
    """An empty answer and 不清楚 count as not filled in."""
    assert read_record(FIELDS, from_form(FIELDS, {name: typed})) == {}


def test_not_knowing_a_list_is_not_filling_it_in():
    """不清楚 in the place of rows says nothing, other than no rows at all; so does a record that was written so."""
    assert read_record(FIELDS, from_form(FIELDS, {"活动": "不清楚"})) == {}
    assert read_record(FIELDS, {"活动": "不清楚", "年限": "不清楚"}) == {}
    assert read_record(FIELDS, from_form(FIELDS, {"活动": []})) == {"活动": ()}


def test_rows_with_nothing_in_them_are_dropped():
    """An empty line of a table is no row, a half-filled one is; nothing but empty lines says nothing."""
    typed = {"活动": [{"日期": "", "类型": " "}, {"日期": "2026.3.1", "分值": "不清楚"}, {}]}
    assert from_form(FIELDS, typed) == {"活动": [{"日期": "2026-03-01"}]}
    assert from_form(FIELDS, {"活动": [{}]}) == {"活动": None}
    assert from_form(FIELDS, {"活动": [{"日期": None, "类型": None}]}) == {"活动": None}
    assert from_form(FIELDS, {"活动": []}) == {"活动": []}


@pytest.mark.parametrize(
    "form",
    [
        {"没有的字段": "8"},
        {"年限": 8},
        {"活动": "班会"},
        {"活动": ["班会"]},
        {"活动": [{"没有的列": "1"}]},
        {"年限": ["8"]},
        {"年限": {"值": "8"}},
    ],
)
def test_what_is_not_understood_reaches_the_judge(form):
    """What has no place in the form is passed on, to be judged (and mostly refused) like any record."""
    raw = from_form(FIELDS, form)
    assert set(raw) == set(form)
    if form != {"年限": 8}:
        with pytest.raises(RecordError):
            read_record(FIELDS, raw)


@given(st.integers(0, 10**9).map(lambda thousandths: Fraction(thousandths, 1000)))
def test_number_typed_as_it_is_shown_is_the_same(value):
    """Copying a decimal number from a result into the form gives the same number."""
    assert from_form(FIELDS, {"年限": show(value)}) == {"年限": value}


@given(
    st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=12) | st.lists(st.just({"日期": "x"})), max_size=4)
)
def test_any_typing_is_read_or_refused(form):
    """Whatever is typed, it becomes a record or is refused in words."""
    with suppress(RecordError):
        assert set(read_record(FIELDS, from_form(FIELDS, form))) <= set(form)

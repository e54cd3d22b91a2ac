"""What an unknown result comes to in each term or year, in words and as HTML."""

import pytest

from assessor.report.page import result_html
from assessor.report.periods import MOST_SHOWN, periods_html, periods_text
from assessor.report.plain import as_text
from assessor.sheets.results import reason
from tests.rules.samples import book, call, column, judged, rule

COUNT = {"do": "count", "of": "活动", "within": call("term")}
EACH = {"do": "each", "of": "坐班", "by": "月份", "value": column("实坐班"), "within": call("this_school_year")}
WINTER, SPRING = {"日期": "2025-12-10"}, {"日期": "2026-03-10"}


def result(body, record):
    """The result of one rule."""
    return judged(book(rule("一", body)), record)["一"]


def test_each_term_has_its_line():
    """The terms come in order, each with its own result, after a sentence that says what to fill in."""
    found = result(COUNT, {"活动": [SPRING, WINTER, WINTER]})
    lead, *lines = periods_text(found)
    assert "学期开始、学期结束" in lead
    assert lines == ["2025-2026 学年第一学期：按条文 2", "2025-2026 学年第二学期：按条文 1"]


def test_each_school_year_has_its_line():
    """Results per school year are told by year."""
    rows = [{"月份": "2025-06", "实坐班": 3}, {"月份": "2026-06", "实坐班": 4}]
    assert periods_text(result(EACH, {"坐班": rows}))[1:] == ["2024-2025 学年：按条文 3", "2025-2026 学年：按条文 4"]


@pytest.mark.parametrize(
    ("record", "asked"),
    [({"学期开始": "2025-09-01"}, "学期结束"), ({"学期结束": "2026-01-31"}, "学期开始")],
)
def test_half_a_term_asks_for_the_other_half(record, asked):
    """With one end filled in only the other one is asked for."""
    [line] = periods_text(result(COUNT, {"活动": [WINTER, SPRING], **record}))
    assert line.endswith(f"请填{asked}。")


@pytest.mark.parametrize(
    "record", [{}, {"活动": [WINTER]}, {"活动": [WINTER, SPRING], "学期开始": "2025-09-01", "学期结束": "2026-01-31"}]
)
def test_nothing_is_said_where_the_term_is_not_what_is_missing(record):
    """A list that was not filled in, rows of one term, a term filled in: no word of terms."""
    assert periods_text(result(COUNT, record)) == []
    assert periods_html(result(COUNT, record)) is None


def test_of_many_terms_the_latest_are_shown():
    """A list of a whole working life stays readable."""
    rows = [{"日期": f"{year}-03-10"} for year in range(2000, 2027)]
    lines = periods_text(result(COUNT, {"活动": rows}))
    assert len(lines) == MOST_SHOWN + 2
    assert lines[-1] == f"更早的还有 {27 - MOST_SHOWN} 个，没有列出。"


def test_card_and_text_and_sheet_tell_the_terms():
    """Page, terminal and staff list say the same."""
    found = result(COUNT, {"活动": [WINTER, SPRING]})
    card = result_html(found, lambda policy, anchor: f"{policy}#{anchor}")
    assert 'data-period="2025-2026-1" data-status="known" data-value="1"' in card
    assert "2025-2026 学年第二学期：按条文 1" in as_text(judged(book(rule("一", COUNT)), {"活动": [WINTER, SPRING]}))
    assert "2025-2026 学年第一学期：按条文 1" in reason(found)

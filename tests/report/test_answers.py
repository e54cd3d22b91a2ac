"""The answers to “how far” in words."""

import json
from datetime import date

import pytest

from assessor.records import read_record
from assessor.report import as_text, result_data, result_html
from assessor.report.answers import several_text, untried_text
from assessor.report.service import Service
from assessor.rules import ask, assess
from assessor.rules.cells import Several, Untried


@pytest.mark.parametrize(
    ("several", "wanted"),
    [
        (
            Several("坐班.实坐班", "应坐班", monthly=True),
            "只补一个月的实坐班（最多补到应坐班）还不够，要几个月一起补。",
        ),
        (Several("活动.分值", "", monthly=False), "只补一行的分值还不够，要几行一起补。"),
    ],
)
def test_several_rows_are_asked_for(several, wanted):
    """What one row cannot do is said with its bound, if it has one, and what rows are called."""
    assert several_text(several) == wanted


@pytest.mark.parametrize(
    ("untried", "wanted"),
    [
        (Untried("坐班.实坐班", 24, dated=True), "坐班的行太多，只逐行试了日期最近的 24 行。"),
        (Untried("清单.分值", 24, dated=False), "清单的行太多，只逐行试了最前面的 24 行。"),
    ],
)
def test_rows_that_were_not_tried_are_told(untried, wanted):
    """A list with too many rows is named, with which of its rows were tried."""
    assert untried_text(untried) == wanted


@pytest.mark.parametrize(("count", "told"), [(24, False), (25, True)])
def test_the_page_and_the_data_tell_of_rows_that_were_not_tried(timeless, count, told):
    """One row more than are tried, and the card and the data say so."""
    ends = [divmod(2026 * 12 + 5 - back, 12) for back in range(count)]
    rows = [{"月份": f"{year}-{month + 1:02d}", "应坐班": 20, "实坐班": 11} for year, month in ends]
    record = read_record(timeless.fields, {"月度坐班": rows})
    assessment = ask(timeless, record, assess(timeless, record, date(2026, 6, 30), ["school-21art"]))
    words = "月度坐班的行太多，只逐行试了日期最近的 24 行。"
    assert (words in result_html(assessment["S21-19m"], lambda *_: "")) is told
    assert (words in as_text(assessment)) is told
    data = result_data(assessment["S21-19m"])
    assert data["untried"] == ([{"field": "月度坐班.实坐班", "tried": 24}] if told else [])
    assert data["several"] == []


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("15", "月度坐班（2026-06）的实坐班再加 5 小时，到 20 小时，即最高可评 A"),
        ("14.99", "只补一个月的实坐班（最多补到应坐班）还不够，要几个月一起补。"),
    ],
)
def test_what_one_month_can_do_and_what_it_cannot(rulebook, hours, said):
    """Just enough room in every month is offered; a little less, and the card says that one month is not enough."""
    rows = [{"月份": f"2026-{month:02d}", "应坐班": "20", "实坐班": hours} for month in range(6, 1, -1)]
    request = {"verb": "assess", "policies": ["school-21art"], "form": {"月度坐班": rows}, "today": "2026-06-30"}
    html = json.loads(Service(rulebook).handle(json.dumps({**request, "questions": True})))["html"]
    card = html.partition('data-result="S21-19t"')[2].partition("</article>")[0]
    assert said in card
    assert ("还不够" in card) is (hours == "14.99")


def test_very_many_possible_amounts_are_told_by_their_ends(rulebook):
    """Eight are named one by one; of ten the least, the most, and how many there are."""
    months = [{"月份": f"2025-{month:02}", "应坐班": 20, "实坐班": 17} for month in (9, 10, 11)]
    record = read_record(rulebook.fields, {"月度坐班": months})
    text = as_text(ask(rulebook, record, assess(rulebook, record, date(2026, 6, 30), ["school-21art"])))
    assert "补齐以后可能是 0 元/月、600 元/月、800 元/月、1000 元/月（应发）" in text
    assert "补齐以后介于 0 元 与 3000 元 之间，有 10 种可能（应发）" in text

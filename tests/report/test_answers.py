"""The answers to “how far” in words."""

import json

import pytest

from assessor.report.answers import several_text
from assessor.report.service import Service
from assessor.rules.distance import Several


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
    ("hours", "said"),
    [
        ("15", "月度坐班（2026-06）的实坐班再加 5 小时，到 20 小时，即为 A"),
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

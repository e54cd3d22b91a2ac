"""The three headline answers: what stands under each, which result speaks for it, what is said while data are lacking."""

from datetime import date

import pytest

from assessor.records import read_record
from assessor.report.headline import APPRAISAL, ELIGIBILITY, HEADS, MONEY, headline_html, headlines
from assessor.rules import assess

DAY = date(2026, 6, 30)
MONTHS = [{"月份": f"2026-{month:02}", "应坐班": 20, "实坐班": 17} for month in (3, 4, 5, 6)]


def judged(rulebook, policies, raw):
    """The assessment of a record under some policies."""
    return assess(rulebook, read_record(rulebook.fields, raw), DAY, policies)


def test_a_total_speaks_for_its_parts(rulebook):
    """The monthly rate and the months in full go into the year's sum, which alone is shown."""
    found = headlines(judged(rulebook, ["school-21art"], {}))
    assert [result.id for result in found[MONEY]] == ["S21-annual"]
    assert [result.id for result in found[APPRAISAL]] == ["S21-19t"]
    assert found[ELIGIBILITY] == []


def test_answers_stand_in_the_bar_in_a_fixed_order(rulebook):
    """Grade, money, eligibility, in this order, each with its answer, from whatever policies answer them."""
    raw = {"现任班主任": True, "累计任职年限": 12, "连续任职年限": 12, "月度坐班": MONTHS}
    html = headline_html(judged(rulebook, ["county-professional", "school-21art"], raw))
    places = [html.index(f'data-head="{head}"') for head in HEADS]
    assert places == sorted(places)
    assert '<b class="pc-head-value">A</b>' in html
    assert '<b class="pc-head-value">3200 元/学年</b>' in html
    assert '<b class="pc-head-value">符合</b>' in html


def test_money_says_per_what(rulebook):
    """5200 元 alone says nothing: an amount that can stand there has its time in the unit or beside it."""
    rules = [rule.data for policy in rulebook.policies.values() for rule in policy.rules.values()]
    money = [data for data in rules if data["kind"] == "amount" and "津贴与龄奖" in data.get("matters", ())]
    own = [data for data in money if data["subject"] == "teacher"]
    assert [data["id"] for data in own if "/" not in data["unit"] and "per" not in data] == []


def test_an_unanswered_heading_says_what_is_lacking(rulebook):
    """Not known is not zero: what to fill in first stands where the answer will be."""
    html = headline_html(judged(rulebook, ["school-21art"], {}))
    assert "学年龄奖合计：先填现任班主任" in html
    assert 'data-head="考核等第" data-state="unknown"' in html
    assert "没有可算的规定" in html


def test_readings_that_differ_are_told(rulebook):
    """The bar must not show one reading as if there were no other."""
    raw = {"现任班主任": True, "累计任职年限": 10.5, "月度坐班": MONTHS}
    assert "读法不同结果不同" in headline_html(judged(rulebook, ["school-21art"], raw))


def test_policies_without_such_answers_have_no_bar(rulebook):
    """Routine duties only: nothing to put in the bar."""
    assert headline_html(judged(rulebook, ["zhengjiao-mgmt"], {})) == ""


@pytest.mark.parametrize("kind", ["amount", "eligibility"])
def test_what_the_school_must_do_is_no_headline(rulebook, kind):
    """A budget or a quota is not the teacher's own answer."""
    every = list(rulebook.policies)
    for results in headlines(judged(rulebook, every, {})).values():
        assert all(result.rule.data["subject"] == "teacher" for result in results if result.rule.kind == kind)


COUNTY = {"累计任职年限": 7, "连续任职年限": 7, "教师资格": True, "班主任资格证": True, "严重违反职业纪律": False}


@pytest.mark.parametrize(
    ("change", "veto"),
    [({"班主任资格证": False}, "无证不得担任"), ({"严重违反职业纪律": True}, "严重违纪撤销职务")],
)
def test_a_triggered_veto_stands_beside_an_eligibility(rulebook, change, veto):
    """符合 alone would be read as: all is well."""
    assert "否决" not in headline_html(judged(rulebook, ["county-professional"], COUNTY))
    html = headline_html(judged(rulebook, ["county-professional"], COUNTY | change))
    assert '<b class="pc-head-value">符合</b>' in html
    assert f"已触发否决：{veto}" in html


def test_a_triggered_veto_is_told_where_there_is_nothing_else_to_tell(rulebook):
    """A policy of vetoes only has no bar until one of them is triggered; a veto put together speaks for its parts."""
    policies = ["city-impl-2006"]
    assert headline_html(judged(rulebook, policies, {"乱收费": False})) == ""
    html = headline_html(judged(rulebook, policies, {"乱收费": True}))
    assert "已触发否决：" in html
    assert "没有可算的规定" not in html.partition(f'data-head="{ELIGIBILITY}"')[2]


def test_an_unmet_eligibility_is_not_hidden_by_a_milestone(rulebook):
    """零年 of a milestone is no success: what is not met comes first, and the others not met are counted."""
    raw = {"累计任职年限": 3, "连续任职年限": 3, "教师资格": False, "首次担任班主任": False}
    html = headline_html(judged(rulebook, ["wenzhou-2023-23"], raw))
    assert '<b class="pc-head-value">不符合</b> <span class="pc-head-note">班主任准入；另有 2 项（1 项不符合）' in html


def test_a_part_that_is_known_is_shown_while_the_total_is_not(rulebook):
    """The monthly rate follows from the years; that the year's sum still lacks the months does not hide it."""
    found = headlines(judged(rulebook, ["school-21art"], {"现任班主任": True, "累计任职年限": 12}))
    assert [result.id for result in found[MONEY]] == ["S21-16", "S21-annual"]
    html = headline_html(judged(rulebook, ["school-21art"], {"现任班主任": True, "累计任职年限": 12}))
    assert '<b class="pc-head-value">800 元/月</b>' in html

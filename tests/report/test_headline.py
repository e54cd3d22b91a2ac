"""The answers people come for: what stands under each question, which claim speaks for it, and what goes with it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assessor.policy import read_library
from assessor.records import read_record
from assessor.report import as_data, as_text, results_html, summary_text
from assessor.report.claims import STANDINGS
from assessor.report.headline import BOTH_LACKING, headline_html, heads_of
from assessor.rules import Rulebook, assess
from assessor.rules.rulebook import HEADS

DAY = date(2026, 6, 30)
MONTHS = [{"月份": f"2026-{month:02}", "应坐班": 20, "实坐班": 14} for month in (3, 4, 5, 6)]


@pytest.fixture(scope="module")
def library():
    """The policies with their cases."""
    return read_library(Path(__file__).resolve().parents[2] / "policies").library


def judged(rulebook, policies, raw):
    """The assessment of a record under some policies."""
    return assess(rulebook, read_record(rulebook.fields, raw), DAY, policies)


def heads(rulebook, policies, raw):
    """The questions by name, with what may be claimed."""
    return {head.name: head for head in heads_of(judged(rulebook, policies, raw))}


def bar(rulebook, policies, raw):
    """The bar as the page gets it."""
    return headline_html(heads_of(judged(rulebook, policies, raw)))


def ids(head):
    """The rules that the claims of a question rest on."""
    return [[result.id for result in claim.results] for claim in head.claims]


SENTENCES = [
    ("school-21art", {"月度坐班": MONTHS}, "appraisal", "坐班一项：最高可评 B"),
    ("school-21art", {"月度坐班": [{**MONTHS[0], "实坐班": 2}]}, "appraisal", "坐班一项：应评 C"),
    ("school-21art", {"现任班主任": True, "累计任职年限": 12}, "money", "班龄奖励（每月标准）：应发 800 元/月"),
    (
        "county-professional",
        {"累计任职年限": 2, "连续任职年限": 2},
        "eligibility",
        "提拔的班主任年限：够到 学校中层干部",
    ),
    (
        "county-professional",
        {"累计任职年限": 3, "连续任职年限": 3},
        "eligibility",
        "提拔的班主任年限：够到 校级后备干部（原则上）",
    ),
    (
        "county-professional",
        {"累计任职年限": 0, "连续任职年限": 0},
        "eligibility",
        "提拔的班主任年限：还没够到最低一级",
    ),
    ("wenzhou-2023-23", {"累计任职年限": 21}, "eligibility", "荣誉仪式：够到 20 年"),
    ("wenzhou-2023-23", {"累计任职年限": 1}, "eligibility", "荣誉仪式：还没够到最低一级"),
    ("rural-30-years", {"在编教师": True, "乡村教龄": 31}, "eligibility", "从教三十年证书的年限：够条件"),
    ("rural-30-years", {"在编教师": True, "乡村教龄": 20}, "eligibility", "从教三十年证书的年限：不够条件，还差 10 年"),
    (
        "gd-zz-2010-5",
        {"学段": "中职", "全校教师月均工资总收入": 4000, "月岗位津贴": 100},
        "money",
        "月岗位津贴下限：没有达到原则上的要求，还差 100 元/月",
    ),
    ("quant-200", {"常规考核分": 92, "奖励得分": 5}, "appraisal", "学期考核得分：应得 97 分"),
]


@pytest.mark.parametrize(("policy", "raw", "head", "text"), SENTENCES, ids=[text for *_, text in SENTENCES])
def test_a_claim_has_subject_and_force(rulebook, policy, raw, head, text):
    """A ceiling, a duty, an “in principle”, a level that years reach: each is said with what it is about."""
    assert text in [claim.text for claim in heads(rulebook, [policy], raw)[head].claims]


SENIOR = {"现任职称": "一级", "最高学历": "本科", "现职称年限": 6, "任教于城镇学校": True, "学段": "初中"}
GROUPS = [
    ("rs-2015-79", SENIOR, "评高级：学历与年限够，还缺 1 项数据，另 1 项由人认定"),
    ("rs-2015-79", SENIOR | {"薄弱或农村学校经历年限": 0}, "评高级：学历与年限够，原则上的 1 项不够，另 1 项由人认定"),
    ("rs-2015-79", SENIOR | {"薄弱或农村学校经历年限": 3}, "评高级：能算的 2 项都够，另 1 项由人认定"),
    ("rs-2015-79", SENIOR | {"任教于城镇学校": False}, "评高级：学历与年限够，另 1 项由人认定"),
    ("rs-2015-79", {"现任职称": "一级", "任教于城镇学校": True}, "评高级：2 项都还缺数据，另 1 项由人认定"),
    ("wenzhou-2023-23", {"教师资格": True, "首次担任班主任": False, "见习年限": 1}, "当班主任的准入：能算的 2 项都够"),
    ("wenzhou-2023-23", {"教师资格": False, "见习年限": 0}, "当班主任的准入：2 项里 2 项不够"),
]


@pytest.mark.parametrize(("policy", "raw", "text"), GROUPS, ids=[text for *_, text in GROUPS])
def test_requirements_that_belong_together_are_counted(rulebook, policy, raw, text):
    """Never one word for several requirements: how many are met, not met, lacking, or decided by a person."""
    assert text in [claim.text for claim in heads(rulebook, [policy], raw)["eligibility"].claims]


BARE = re.compile(r"：(符合|不符合|达到|未达到|够|[A-Z]|\d+(\.\d+)?( [^项]+)?)$")


def cases(library):
    """Every policy with the records of its own cases, and an empty one."""
    for policy in library.policies.values():
        for rule in policy.rules:
            for case in rule.cases:
                yield policy.id, case.given, date.fromisoformat(case.on) if case.on else DAY
        yield policy.id, {}, DAY


def test_no_claim_says_less_than_subject_force_and_completeness(library, rulebook):
    """Over all cases of all policies: no bare word or value, and whatever lacks data or is not met is counted."""
    claims = 0
    for policy, given, day in cases(library):
        assessment = assess(rulebook, read_record(rulebook.fields, given), day, [policy])
        for head in heads_of(assessment):
            for claim in head.claims:
                claims += 1
                assert claim.about
                assert claim.text.startswith(f"{claim.about}：")
                assert not BARE.search(claim.text), claim.text
                assert "None" not in claim.full
                standings = [result.verdict.met for result in claim.results if result.verdict.status.value == "known"]
                if len(claim.results) > 1 and not all(standings):
                    assert "都够" not in claim.says
                open_ = [result for result in claim.results if result.verdict.status.value == "unknown"]
                assert not open_ or "缺" in claim.text, claim.text
                assert claim.standing in STANDINGS
    assert claims > 700


def test_every_medium_says_the_same_sentence(rulebook):
    """Bar, results, announcement, text and data: one sentence, wherever it is met."""
    assessment = judged(rulebook, ["school-21art"], {"月度坐班": MONTHS})
    wanted = "坐班一项：最高可评 B"
    plain = {
        "bar": headline_html(heads_of(assessment)),
        "results": results_html(assessment, lambda policy, anchor: f"#{policy}-{anchor}"),
        "text": as_text(assessment),
        "announcement": summary_text(assessment),
    }
    for medium, text in plain.items():
        assert wanted in re.sub(r"<[^>]+>", "", text), medium
    [entry] = [entry for entry in as_data(assessment)["headlines"] if entry["rules"] == ["S21-19t"]]
    assert (entry["about"], entry["says"]) == ("坐班一项", "最高可评 B")
    assert next(r for r in as_data(assessment)["results"] if r["id"] == "S21-19t")["says"] == "最高可评 B"


def test_a_total_speaks_for_its_parts(rulebook):
    """The monthly rate and the months in full go into the year's sum, which alone is shown."""
    found = heads(rulebook, ["school-21art"], {})
    assert ids(found["money"])[0] == ["S21-annual"]
    assert ids(found["appraisal"])[0] == ["S21-19t"]
    assert found["eligibility"].claims == ()


def test_a_part_that_is_known_is_shown_while_the_total_is_not(rulebook):
    """The monthly rate follows from the years; that the year's sum still lacks the months does not hide it."""
    found = heads(rulebook, ["school-21art"], {"现任班主任": True, "累计任职年限": 12})
    assert ["S21-16"] in ids(found["money"])
    assert found["money"].lead.text == "班龄奖励（每月标准）：应发 800 元/月"


def test_answers_stand_in_the_bar_in_a_fixed_order(rulebook):
    """Grade, money, eligibility, in this order, each with its answer, from whatever policies answer them."""
    raw = {"现任班主任": True, "累计任职年限": 12, "连续任职年限": 12, "月度坐班": MONTHS}
    html = bar(rulebook, ["county-professional", "school-21art"], raw)
    places = [html.index(f'data-head="{title}"') for title in HEADS.values()]
    assert places == sorted(places)
    assert '<b class="pc-head-value">最高可评 B</b>' in html
    assert '<b class="pc-head-value">应发 1600 元/学年</b>' in html
    assert "按填了的 4 行算" in html
    assert '<b class="pc-head-value">够条件，可以办理</b>' in html


def test_a_cell_leads_to_its_own_answer(rulebook):
    """Each cell of the bar is a link to the card of the result it tells of, and that card is on the page."""
    assessment = judged(rulebook, ["school-21art", "rs-2015-79"], SENIOR | {"月度坐班": MONTHS})
    page = results_html(assessment, lambda policy, anchor: f"#{policy}-{anchor}")
    targets = re.findall(r'data-card="([^"]+)"', headline_html(heads_of(assessment)))
    assert targets == ["result-school-21art-S21-19t", "result-school-21art-S21-annual", "result-rs-2015-79-RS-rural"]
    for target in re.findall(r'data-card="([^"]+)"', page):
        assert page.count(f'id="{target}"') == 1


def test_money_says_per_what(rulebook):
    """5200 元 alone says nothing: an amount that can stand there has its time in the unit or beside it."""
    rules = [rule for policy in rulebook.policies.values() for rule in policy.rules.values()]
    own = [rule.data for rule in rules if rule.head == "money" and rule.is_money]
    assert [data["id"] for data in own if "/" not in data["unit"] and "per" not in data] == []


def test_an_unanswered_heading_says_what_is_lacking(rulebook):
    """Not known is not zero: what to fill in first stands where the answer will be."""
    html = bar(rulebook, ["school-21art"], {})
    assert "先填现任班主任" in html
    assert 'data-head="津贴与龄奖" data-state="unknown"' in html
    assert "没有规定" in html


@pytest.mark.parametrize(
    ("policies", "lacks"),
    [
        (["rs-2015-79"], True),
        (["jiangsu-full-senior"], True),
        (["school-21art"], False),
        (["county-professional"], False),
    ],
)
def test_where_neither_grade_nor_money_is_answered_that_is_said(rulebook, policies, lacks):
    """Two blanks without a word would be taken for an answer: who decides these, and what one can do now."""
    html = results_html(judged(rulebook, policies, SENIOR), lambda policy, anchor: f"#{policy}-{anchor}")
    assert (BOTH_LACKING in html) is lacks


def test_readings_that_differ_are_told(rulebook):
    """The bar must not show one reading as if there were no other."""
    raw = {"现任班主任": True, "累计任职年限": 10.5, "月度坐班": MONTHS}
    assert "读法不同，结果不同" in bar(rulebook, ["school-21art"], raw)


def test_policies_without_such_answers_have_no_bar(rulebook):
    """Routine duties only: nothing to put in the bar."""
    assert bar(rulebook, ["zhengjiao-mgmt"], {}) == ""


def test_what_the_school_must_do_is_no_headline(rulebook):
    """A budget or a quota is not the teacher's own answer; what a person decides is said so."""
    for head in heads_of(judged(rulebook, list(rulebook.policies), {})):
        for claim in head.claims:
            for result in claim.results:
                assert result.rule.data["subject"] == "teacher" or result.rule.kind == "manual"


COUNTY = {"累计任职年限": 7, "连续任职年限": 7, "教师资格": True, "班主任资格证": True, "严重违反职业纪律": False}


@pytest.mark.parametrize(
    ("change", "veto"),
    [({"班主任资格证": False}, "无证不得担任"), ({"严重违反职业纪律": True}, "严重违纪撤销职务")],
)
def test_a_triggered_veto_stands_beside_an_eligibility(rulebook, change, veto):
    """够条件 alone would be read as: all is well."""
    assert "否决" not in bar(rulebook, ["county-professional"], COUNTY)
    html = bar(rulebook, ["county-professional"], COUNTY | change)
    assert '<b class="pc-head-value">够条件，可以办理</b>' in html
    assert f"已触发否决：{veto}" in html


def test_a_veto_that_lacks_data_is_told_beside_an_eligibility(rulebook):
    """What has not been asked yet may still overturn it."""
    assert "2 项否决还没填" in bar(rulebook, ["county-professional"], {"累计任职年限": 7, "连续任职年限": 7})


def test_a_triggered_veto_is_told_where_there_is_nothing_else_to_tell(rulebook):
    """A veto put together speaks for its parts."""
    html = bar(rulebook, ["city-impl-2006"], {"乱收费": True})
    assert "已触发否决：" in html
    assert "没有写" not in html.partition('data-head="资格与称号"')[2]


def test_an_unmet_eligibility_is_not_hidden_by_a_milestone(rulebook):
    """No level of a milestone is no success: what is not met comes first, and how the others stand is counted."""
    raw = {"累计任职年限": 3, "连续任职年限": 3, "教师资格": False, "首次担任班主任": False}
    html = bar(rulebook, ["wenzhou-2023-23"], raw)
    assert "当班主任的准入：" in html
    assert "另有 2 项：1 项不够，1 项已算出" in html


def test_what_does_not_apply_is_no_claim(rulebook):
    """A rule for holders of a title says nothing about others."""
    found = heads(rulebook, ["jiangxi-senior-title"], {"现任职称": "三级"})["eligibility"]
    assert found.claims == ()
    assert "不适用于你" in found.nothing


def test_a_document_kept_as_history_makes_no_claim(rulebook):
    """Its results stand below, under its name with the word; the headline and what is copied of it are silent."""
    data = json.loads(rulebook.to_json())
    for policy in data["policies"]:
        if policy["id"] == "school-21art":
            policy["status"] = "historical"
    former = Rulebook(data)
    record = {"现任班主任": True, "累计任职年限": 12, "月度坐班": MONTHS}
    assert heads(rulebook, ["school-21art"], record)
    assert heads(former, ["school-21art"], record) == {}
    found = judged(former, ["school-21art"], record)
    assert any(result.verdict.is_answer for result in found.results)
    assert "（沿革，不作现行依据）" in as_text(found)
    assert "（沿革，不作现行依据）" in results_html(found, "{}#{}".format)

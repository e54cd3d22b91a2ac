"""What leads to the school's result: a reading, another input, or nothing of either."""

import json
from datetime import date
from fractions import Fraction

import pytest

from assessor.records import read_record
from assessor.report.differ import NotAResultError, Rounded, heard
from assessor.report.service import Service
from assessor.rules import assess

MONTHS = [{"月份": f"2026-0{month}", "应坐班": "20", "实坐班": "17"} for month in (3, 4, 5, 6)]


def differ(rulebook, rule, value, form, policy="school-21art"):
    """The service's answer to “the school says …”."""
    request = {"verb": "differ", "policies": [policy], "form": form, "today": "2026-06-30"}
    return json.loads(Service(rulebook).handle(json.dumps(request | {"policy": policy, "rule": rule, "value": value})))


def test_another_reading_explains_it(rulebook):
    """Ten and a half years: rounded up the school gets 800, and the page names that reading."""
    answer = differ(rulebook, "S21-16", "800", {"现任班主任": "是", "累计任职年限": "10.5"})
    assert "按“四舍五入”这种读法" in answer["html"]
    assert 'data-way="reading"' in answer["html"]


def test_another_input_explains_it(rulebook):
    """Twelve years give 800; 600 would need eight to ten."""
    answer = differ(rulebook, "S21-16", "600", {"现任班主任": "是", "累计任职年限": "12"})
    assert "如果累计任职年限是 8 年 到" in answer["html"]
    assert 'data-way="reading"' not in answer["html"]


def test_the_inputs_of_what_a_result_rests_on_are_tried_too(rulebook):
    """The year's sum asks for nothing itself; the years behind it are tried."""
    form = {"现任班主任": "是", "累计任职年限": "12", "月度坐班": MONTHS}
    answer = differ(rulebook, "S21-annual", "4000", form)
    assert "如果累计任职年限是 16 年 到" in answer["html"]


def test_nothing_is_made_up_where_nothing_leads_there(rulebook):
    """No reading and no number gives 777."""
    answer = differ(rulebook, "S21-16", "777", {"现任班主任": "是", "累计任职年限": "12"})
    assert "都得不到学校的结果" in answer["html"]
    assert "data-way" not in answer["html"]


def test_the_same_result_is_said_to_be_the_same(rulebook):
    """No difference, no ways."""
    answer = differ(rulebook, "S21-16", "800", {"现任班主任": "是", "累计任职年限": "12"})
    assert "和这里算的一样" in answer["html"]


@pytest.mark.parametrize(("rule", "text"), [("S21-16", "八百"), ("S21-16", ""), ("S21-4", "800")])
def test_what_cannot_be_a_result_is_refused(rulebook, rule, text):
    """A sentence says what can be typed."""
    answer = differ(rulebook, rule, text, {"现任班主任": "是", "累计任职年限": "12", "同班连续年限": "3"})
    assert not answer["ok"]
    assert answer["message"].startswith("请填")


def test_words_are_heard_as_the_rule_means_them(rulebook):
    """Yes and no for what is met or not, letters in any case for grades."""
    raw = {
        "现任班主任": True,
        "累计任职年限": 12,
        "同班连续年限": 3,
        "月度坐班": [{"月份": "2026-05", "应坐班": 20, "实坐班": 17}],
    }
    assessment = assess(rulebook, read_record(rulebook.fields, raw), date(2026, 6, 30), ["school-21art"])
    assert heard(assessment["S21-4"], " 未达到 ") is False
    assert heard(assessment["S21-19t"], "b") == "B"
    assert heard(assessment["S21-16"], "600") == Rounded(Fraction(600), 0)
    with pytest.raises(NotAResultError):
        heard(assessment["S21-16"], "A")


def test_the_bundle_holds_results_links_and_the_receipt(rulebook):
    """One page to hand on: its links lead to the site, its receipt can be checked."""
    service = Service(rulebook)
    request = {"verb": "bundle", "policies": ["school-21art"], "form": {"现任班主任": "是", "累计任职年限": "12"}}
    answer = json.loads(
        service.handle(json.dumps(request | {"today": "2026-06-30", "site": "https://school.example/"}))
    )
    assert 'href="https://school.example/policies/school-21art/#art-16"' in answer["page"]
    receipt = (
        answer["page"]
        .partition("<pre>")[2]
        .partition("</pre>")[0]
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )
    checked = json.loads(service.handle(json.dumps({"verb": "verify", "receipt": receipt})))
    assert checked["holds"]


def test_a_rounded_number_is_the_same_result(rulebook):
    """The school writes 66.67 where the page has 200/3, rounded up or cut off: no difference, and no way is looked for."""
    form = {"现任班主任": "是", "学段": "初中", "生均津贴标准": "33.33", "班级人数": "50", "计发月数": "10"}
    for value in ("1666.5", "1667", "1666", "1666.50元/月"):
        answer = differ(rulebook, "CNTY-4pay", value, form, "county-professional")
        assert "和这里算的一样" in answer["html"]
        assert ("舍入过" in answer["html"]) is ("." not in value)
    for value in ("1668", "1665", "1666.6"):
        assert "这里算的是" in differ(rulebook, "CNTY-4pay", value, form, "county-professional")["html"]


@pytest.mark.parametrize("typed", ["B", "b", " Ｂ ", "B档", "B等", "b 等"])
def test_a_grade_is_understood_as_people_write_it(rulebook, typed):
    """Fifteen of twenty hours is B."""
    form = {"月度坐班": [{"月份": "2026-05", "应坐班": "20", "实坐班": "15"}]}
    assert "和这里算的一样" in differ(rulebook, "S21-19t", typed, form)["html"]


@pytest.mark.parametrize(("rule", "typed", "said"), [("S21-19t", "优秀", "C、B、A"), ("S21-16", "85%", "不带单位")])
def test_what_a_rule_never_gives_is_refused_with_what_it_gives(rulebook, rule, typed, said):
    """No search for what cannot be found."""
    form = {"现任班主任": "是", "累计任职年限": "12", "月度坐班": MONTHS}
    answer = differ(rulebook, rule, typed, form)
    assert not answer["ok"]
    assert said in answer["message"]


TERMS = [{"月份": f"2025-{month}", "应坐班": "20", "实坐班": "17"} for month in (10, 11)] + [
    {"月份": "2026-03", "应坐班": "20", "实坐班": "14"}
]


@pytest.mark.parametrize("frame", [{}, {"学期开始": "2026-02-16", "学期结束": "2026-06-30"}])
def test_another_term_explains_it(rulebook, frame):
    """The school's A is that of the first term, whether the record is about the second one or does not say."""
    answer = differ(rulebook, "S21-19t", "A", {"月度坐班": TERMS, **frame})
    assert 'data-way="period"' in answer["html"]
    assert "如果算的是 2025-2026 学年第一学期，就是 A" in answer["html"]


def test_another_school_year_explains_it(rulebook):
    """What is added up per school year may be another year's."""
    rows = [{"月份": "2025-06", "应坐班": "20", "实坐班": "20"}, *MONTHS]
    answer = differ(rulebook, "S21-19m", "1", {"月度坐班": rows, "学期开始": "2026-02-16", "学期结束": "2026-06-30"})
    assert "如果算的是 2024-2025 学年，就是 1 个月。请核对学校算的是哪个学年" in answer["html"]


def test_the_term_that_is_counted_is_no_other_one(rulebook):
    """Where the result is the school's already, no term is named."""
    answer = differ(rulebook, "S21-19t", "B", {"月度坐班": TERMS[2:]})
    assert "和这里算的一样" in answer["html"]

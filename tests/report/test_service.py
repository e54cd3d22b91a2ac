"""The engine behind a page."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assessor
from assessor.report import Service, clause_address, open_rulebook
from assessor.rules import RulebookError
from tests.report.test_html import HOSTILE, Page
from tests.rules.samples import book, field, num, require, rule

RULEBOOK = book(
    rule("一", require(field("年限"), ">=", num(3)), "requirement", unit="年"),
    rule("二", field("累计任职年限"), unit="年"),
    rule("三", {"do": "count", "of": "活动", "within": ["call", "last_years", [num(5)]]}),
    rule("四", ["call", "whole_weeks", []]),
)
SERVICE = Service(RULEBOOK)


def ask(**request: object) -> dict[str, Any]:
    """The response to a request."""
    response = json.loads(SERVICE.handle(json.dumps(request)))
    assert isinstance(response, dict)
    return response


def assess(form: object, **more: object) -> dict[str, Any]:
    """The response to a form."""
    request = {"verb": "assess", "policies": ["shixing"], "form": form, "today": "2026-06-30", **more}
    return ask(**request)


NOT_AT_FIRST = """
import json, sys
from assessor.report.service import open_rulebook
request = {"verb": "renew", "since": "", "policies": ["shixing"], "form": {"年限": "3"}, "today": "2026-06-30"}
assert json.loads(open_rulebook(sys.stdin.read()).handle(json.dumps(request)))["ok"]
for name in ("report.further", "rules.bounds", "rules.distance", "rules.moves", "rules.questions", "rules.receipt"):
    assert f"assessor.{name}" not in sys.modules, name
assert not {"difflib", "html"} & sys.modules.keys()
"""


def test_the_first_result_needs_no_more_than_it_must():
    """In a browser every import delays it: what is for later questions is imported when they are asked."""
    command = [sys.executable, "-S", "-c", NOT_AT_FIRST]
    root = Path(assessor.__file__).parents[1]
    done = subprocess.run(
        command, input=RULEBOOK.to_json(), cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_about_says_who_answers():
    """A page can ask which engine and which rulebook it talks to."""
    assert ask(verb="about") == {"ok": True, "version": assessor.__version__, "rulebook": RULEBOOK.hash}


def test_form_is_assessed_as_it_was_typed():
    """What was typed is read forgivingly, and comes back as HTML and as a sentence."""
    response = assess({"年限": "２ 年", "累计任职年限": "8年"})
    assert response["ok"] is True
    seen = Page(response["html"]).attributes
    assert [value for name, value in seen if name == "data-result"] == ["一", "二", "三", "四"]
    assert [value for name, value in seen if name == "data-value"] == ["false", "8", "", ""]
    assert "规则一：没有达到要求，还差 1 年" in response["summary"]


def test_links_lead_through_the_root():
    """Links to clauses start with the way to the root of the site."""
    assert 'href="../../policies/shixing/#art-1"' in assess({}, root="../../")["html"]
    assert 'href="policies/shixing/#art-1"' in assess({})["html"]
    assert clause_address("../", "shixing", "art-1") == "../policies/shixing/#art-1"


def test_derived_years_are_told_first():
    """Years that follow from the spells are told on top of the results."""
    html = assess({"任职段": [{"起": "2026.3", "角色": "班主任"}], "累计任职年限": "8"})["html"]
    assert html.startswith('<ul class="pc-derived">')
    assert "两者不一致" in html


def test_today_counts_where_the_form_is_silent():
    """The day of the request counts unless the form has its own."""
    filled = {"累计任职年限": "8"}
    assert "自评日期 2026-06-30" in assess(filled)["html"]
    assert "自评日期 2025-01-02" in assess({**filled, "自评日期": "2025年1月2日"})["html"]


def test_problems_name_field_and_row():
    """A form that cannot be accepted comes back with every field, row and remedy."""
    response = assess({"年限": "八年", "活动": [{"日期": "2026-06-30"}, {"日期": "6月31日"}]})
    assert (response["ok"], "html" in response) == (False, False)
    assert response["message"] == "有几处填得不对，改好后再算。"
    assert [(problem["field"], problem["row"]) for problem in response["problems"]] == [
        ("年限", None),
        ("活动.日期", 2),
    ]
    assert "八年" in response["problems"][0]["message"]
    assert "2026-09-01" in response["problems"][1]["message"]


def test_unknown_policy_is_named():
    """A page of an older edition may ask for a policy that is no longer there."""
    response = assess({}, policies=["shixin"])
    assert response == {"ok": False, "message": "没有叫 shixin 的政策，是不是 shixing？", "problems": []}


BROKEN = [
    "",
    "{",
    "null",
    "[]",
    "3",
    '"assess"',
    "{}",
    '{"verb": "fly"}',
    '{"verb": null}',
    '{"verb": []}',
    '{"verb": "about", "verb": "about"}',
    '{"verb": "assess"}',
    '{"verb": "assess", "form": []}',
    '{"verb": "assess", "form": {}, "today": "gestern"}',
    '{"verb": "assess", "form": {}, "today": 3}',
    '{"verb": "assess", "form": {}, "today": "2026-06-30", "policies": 3}',
    '{"verb": "assess", "form": {}, "today": "2026-06-30", "policies": [[]]}',
    '{"verb": "assess", "form": {}, "today": "2026-06-30", "policies": ["shixing"], "readings": 3}',
    '{"verb": "assess", "form": {"活动": {}}, "today": "2026-06-30", "policies": ["shixing"]}',
    '{"verb": "assess", "form": {"年限": NaN}, "today": "2026-06-30", "policies": ["shixing"]}',
    '{"verb": "assess", "form": {"年限": 1e9999999}, "today": "2026-06-30", "policies": ["shixing"]}',
    '{"verb": "assess", "form": {"自评日期": "0001-01-01", "活动": []}, "today": "2026-06-30", "policies": ["shixing"]}',
    '{"verb": "assess", "form": {"自评日期": "9999-12-31", "学期开始": "9999-12-01"}, "today": "2026-06-30", "policies": ["shixing"]}',
    '{"a":' * 100_000,
    "[" * 100_000,
]


@pytest.mark.parametrize("request_text", BROKEN, ids=range(len(BROKEN)))
def test_nothing_crosses_the_border_but_answers(request_text):
    """A request that cannot be answered gets an answer that says so in words; nothing is raised."""
    response = json.loads(SERVICE.handle(request_text))
    assert response["ok"] is False
    assert response["message"]
    assert isinstance(response["problems"], list)
    assert "Traceback" not in str(response)


def test_hostile_answers_are_given_back_as_data():
    """What was typed comes back in messages as it was; the page puts it in as text."""
    response = assess({"称号": HOSTILE, HOSTILE: "1"})
    assert [problem["field"] for problem in response["problems"]] == ["称号", HOSTILE]
    assert "<script>" in response["problems"][0]["message"]


def test_response_keeps_chinese_readable():
    """A response is short: Chinese stands as it is, not as escapes."""
    assert "\\u" not in SERVICE.handle('{"verb": "about"}')
    assert "规则一" in SERVICE.handle(
        json.dumps({"verb": "assess", "form": {}, "today": "2026-06-30", "policies": ["shixing"]})
    )


@given(
    st.dictionaries(
        st.sampled_from(["verb", "form", "today", "policies", "readings", "root"]),
        st.sampled_from(["assess", "about", "2026-06-30", {}, [], ["shixing"], {"年限": "3"}, None, 3, True]),
    )
)
def test_any_request_is_answered(request_data):
    """Whatever a page sends, it gets an answer."""
    assert json.loads(SERVICE.handle(json.dumps(request_data)))["ok"] in {True, False}


def test_rulebook_is_opened_from_its_text():
    """A worker opens the rulebook it was sent; one of another format is refused."""
    assert open_rulebook(RULEBOOK.to_json()).rulebook.hash == RULEBOOK.hash
    with pytest.raises(RulebookError, match="格式"):
        open_rulebook('{"format": 99}')


def test_a_form_becomes_a_record_file():
    """What is accepted is plain JSON; what is not is in the file as typed, and named."""
    response = ask(verb="record", form={"年限": "２ 年", "累计任职年限": "很多"})
    assert response == {
        "ok": True,
        "text": '{\n  "年限": 2,\n  "累计任职年限": "很多"\n}\n',
        "refused": ["累计任职年限"],
    }


@pytest.mark.parametrize(
    ("name", "limit", "typed", "supposed", "stretches"),
    [
        ("年限", "40", "3", "4", 2),
        ("年限", "40.5", "3", "4", 1),
        ("年限", "40.5", "3", "40.5", 2),
        ("年限", "44", "22", "4", 2),
        ("年限", "40", "3 年", "不清楚", 2),
        ("人数", "100", "60", "70", 2),
        ("人数", "101", "60", "70", 1),
        ("人数", "20", "10", "11", 2),
        ("人数", "21", "10", "11", 1),
        ("人数", "1", "0", "不清楚", 2),
        ("月标准", "1000", "500", "501", 2),
        ("月标准", "1001", "500", "501", 1),
    ],
)
def test_a_number_is_swept_as_far_as_is_worth_looking_at(name, limit, typed, supposed, stretches):
    """Twice as far as now, years a working life, what is supposed in any case; never beyond what the field allows."""
    service = Service(book(rule("一", require(field(name), ">=", num(limit)), "requirement")))
    request = {"verb": "sweep", "policies": ["shixing"], "form": {name: typed}, "today": "2026-06-30", "rule": "一"}
    response = json.loads(service.handle(json.dumps({**request, "suppose": {name: supposed}})))
    assert response["ok"]
    assert Page(response["html"]).tags.count("tr") == stretches


def test_only_a_number_is_swept():
    """A field that is no number, and more than one field, have no range; such a request is not understood."""
    common = {"verb": "sweep", "policies": ["shixing"], "today": "2026-06-30", "rule": "一"}
    for form, suppose in [({"在任": "是"}, {"在任": "否"}), ({"年限": "3"}, {"年限": "4", "人数": "5"})]:
        response = ask(**common, form=form, suppose=suppose)
        assert (response["ok"], "读不懂" in response["message"]) == (False, True)

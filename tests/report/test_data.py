"""An assessment as JSON, by the contract of the command line."""

import json

import pytest

from assessor.report import as_data, result_data
from tests.rules.samples import TODAY, book, call, column, field, judged, num, parts, require, result, rule

KEYS = {
    "id",
    "policy",
    "name",
    "kind",
    "strength",
    "subject",
    "clause",
    "status",
    "value",
    "unit",
    "met",
    "shortfall",
    "rows",
    "reading",
    "by_reading",
    "missing",
    "by_term",
    "by_year",
    "decides",
    "notices",
    "steps",
    "certain",
    "distance",
    "several",
    "untried",
}
READ = {
    "向下": {"default": True, "means": "", "let": {"整": call("floor", field("年限"))}},
    "向上": {"means": "", "let": {"整": call("ceil", field("年限"))}},
}
MONTHS = {"do": "each", "of": "坐班", "by": "月份", "value": column("实坐班"), "value_as": "factor"}
ANNUAL = {"do": "product", "row_amount": "amount", "parts": parts(field("月标准"), MONTHS)}


def test_whole_assessment():
    """The assessment says by which policy, day and rulebook it was made, and survives JSON."""
    rulebook = book(rule("一", num("9.40")), rule("二"))
    data = as_data(judged(rulebook))
    assert (data["policy"], data["as_of"], data["rulebook"]) == ("shixing", TODAY.isoformat(), rulebook.hash)
    assert [entry["id"] for entry in data["results"]] == ["一", "二"]
    assert data["outlook"] == []
    assert json.loads(json.dumps(data)) == data


def test_several_policies_are_a_list():
    """Where several policies were chosen, all their ids are told."""
    more = [{"id": "bie", "title": "别的", "hash": "1" * 64, "rules": [rule("三")]}]
    assert as_data(judged(book(rule("一"), rule("二"), more=more)))["policy"] == ["shixing", "bie"]


@pytest.mark.parametrize("record", [{}, {"年限": 7.5}])
@pytest.mark.parametrize(
    "entry", [rule("一"), rule("一", require(field("年限"), ">=", num(9)), "requirement"), rule("一", MONTHS)]
)
def test_every_result_has_every_key(entry, record):
    """A result has the same keys whatever its kind and state."""
    assert set(result_data(result(entry, record))) >= KEYS


@pytest.mark.parametrize(("years", "value"), [(600, "600"), (9.4, "9.4"), (0, "0"), (0.0125, "0.0125"), (None, None)])
def test_numbers_are_exact_texts(years, value):
    """A number is written as an exact text, and what is not known as null."""
    assert result_data(result(rule("一", field("年限")), {"年限": years}))["value"] == value


def test_requirement_by_the_contract():
    """A requirement tells met and shortfall, in its unit, and no value."""
    entry = rule("一", require(field("年限"), ">=", num(3)), "requirement", unit="年", strength="should")
    data = result_data(result(entry, {"年限": "1/2" and 2.5}))
    wanted = {"kind": "requirement", "strength": "should", "status": "known", "value": None, "met": False}
    assert data | wanted == data
    assert (data["shortfall"], data["unit"], data["missing"], data["clause"]) == ("0.5", "年", [], "第一条")


def test_manual_rule_by_the_contract():
    """What a person decides says who."""
    data = result_data(result(rule("一", subject="school")))
    assert (data["status"], data["decides"], data["subject"]) == ("manual", "学校", "school")
    assert (data["value"], data["met"], data["steps"], data["rows"]) == (None, None, [], [])


def test_readings_by_the_contract():
    """Each reading has its own status, value, met, shortfall and missing; the default is named."""
    data = result_data(result(rule("一", ["let", "整"], readings=READ), {"年限": 7.5}))
    assert data["reading"] == "向下"
    assert {name: entry["value"] for name, entry in data["by_reading"].items()} == {"向下": "7", "向上": "8"}
    assert set(data["by_reading"]["向上"]) == {"status", "value", "met", "shortfall", "missing"}
    assert result_data(result(rule("一", num(1))))["by_reading"] == {}


def test_rows_by_the_contract():
    """Each row has its key, whether it counts, its value, the reason, and what is shown beside it."""
    rows = [{"月份": "2026-05", "实坐班": 0.5}, {"实坐班": 1}, {"月份": "2026-07"}]
    data = result_data(result(rule("一", ANNUAL), {"坐班": rows, "月标准": 600}))
    assert data["rows"] == [
        {"key": "2026-05", "counted": "yes", "value": "0.5", "reason": "", "factor": "0.5", "amount": "300"},
        {"key": None, "counted": "maybe", "value": None, "reason": "没填：月份", "factor": None, "amount": None},
        {"key": "2026-07", "counted": "no", "value": None, "reason": "晚于自评日期，不计", "amount": None},
    ]


def test_steps_by_the_contract():
    """A step tells its kind, text and verdict, and own, required, formula and figures where it has them."""
    entry = rule("一", {"do": "all", "parts": parts(require(field("年限"), ">=", num(3)))}, "requirement")
    [group] = result_data(result(entry, {"年限": 2}))["steps"]
    assert (group["kind"], group["met"]) == ("group", False)
    assert group["steps"] == [{"kind": "condition", "text": "一", "met": False, "own": "2", "required": "≥ 3"}]

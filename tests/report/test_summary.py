"""The one-page summary: what is known in a line each, and the same matter under several policies side by side."""

from datetime import date

from assessor.records import read_record
from assessor.report.summary import matters_of, summary_html
from assessor.rules import assess

DAY = date(2026, 6, 30)
RAW = {
    "学期开始": "2026-02-16",
    "计划上交日期": "2026-02-26",
    "计划内容": "详实",
    "首次担任班主任": True,
    "培训记录": [{"类型": "岗前", "时长": 30, "单位": "学时", "合格": True, "主办": "县"}],
}


def judged(rulebook, policies, raw=RAW):
    """The assessment of the sample under some policies."""
    return assess(rulebook, read_record(rulebook.fields, raw), DAY, policies)


def test_nothing_known_gives_no_summary(rulebook):
    """An empty record has no summary."""
    assert summary_html(judged(rulebook, ["school-21art"], {})) == ""


def test_the_summary_names_result_policy_and_clause(rulebook):
    """With several policies each line says whose it is."""
    text = summary_html(judged(rulebook, ["suzhou-training-2007", "city-impl-2006"]))
    assert "新任上岗培训 30 学时" in text
    assert "达到" in text
    assert "苏州市中小学班主任培训工作实施意见" in text


def test_the_same_matter_stands_side_by_side(rulebook):
    """Thirty hours meet one policy and not the other; both are shown, neither replaces the other."""
    found = matters_of(judged(rulebook, ["suzhou-training-2007", "city-impl-2006"]))
    verdicts = {result.id: result.verdict.met for result in found["新任培训"]}
    assert verdicts == {"SUZ-1new": True, "CITY-22": False}


def test_a_matter_of_one_policy_is_not_compared(rulebook):
    """With one policy there is nothing to put beside it."""
    assert matters_of(judged(rulebook, ["suzhou-training-2007"])) == {}

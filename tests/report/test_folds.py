"""What is folded to a line among the results, what the line says, and what never is."""

from datetime import date

from assessor.records import read_record
from assessor.report.html import Markup
from assessor.report.page import results_html, results_parts
from assessor.report.parts import shown
from assessor.rules import State, assess

DAY = date(2026, 6, 30)
SOME = {"现任班主任": True, "累计任职年限": 12}


def judged(rulebook, policies, raw):
    """The assessment of a record under some policies."""
    return assess(rulebook, read_record(rulebook.fields, raw), DAY, policies)


def link(policy, anchor):
    """Any address."""
    return f"{policy}#{anchor}"


def folded(assessment):
    """The results behind a line, by policy."""
    found: dict[str, list[str]] = {}
    for keys in shown(results_parts(assessment, link)):
        if "folded" in keys[:-1] and keys[-1] != "line":
            found.setdefault(keys[0], []).append(keys[-1])
    return found


def test_a_policy_without_an_answer_is_a_line_beside_one_that_has_some(rulebook):
    """All of its computed results are behind the line, which says how many there are and what they lack."""
    assessment = judged(rulebook, ["school-21art", "zhengjiao-mgmt"], SOME)
    there = [
        r.id for r in assessment.results if r.policy.id == "zhengjiao-mgmt" and r.verdict.status is not State.MANUAL
    ]
    assert sorted(folded(assessment)["zhengjiao-mgmt"]) == sorted(there)
    html = results_html(assessment, link).partition('data-policy="zhengjiao-mgmt"')[2]
    assert f'<details class="pc-fold"><summary>{len(there)} 项规定还缺数据：要填' in html


def test_alone_it_is_not(rulebook):
    """There is nothing else to be lost: the cards say what is lacking, each for itself."""
    assessment = judged(rulebook, ["zhengjiao-mgmt"], {})
    assert folded(assessment) == {}


def test_of_the_schools_matters_those_that_lack_data_are_a_line(rulebook):
    """A teacher has not the numbers they ask for; answered they are shown."""
    assessment = judged(rulebook, ["school-21art"], SOME)
    behind = folded(assessment)["school-21art"]
    results = {result.id: result for result in assessment.results}
    assert "S21-budget" in behind
    assert {results[name].rule.data["subject"] for name in behind} == {"school"}
    assert "项学校事项还缺数据" in results_html(assessment, link)
    answered = judged(rulebook, ["school-21art"], {**SOME, "符合条件人数": 18, "人均月奖励": 700})
    assert "S21-budget" not in folded(answered)["school-21art"]


def test_nothing_is_lost_and_nothing_answered_is_folded(rulebook):
    """Each computed result is there once; behind a line only what has no answer."""
    assessment = judged(rulebook, ["school-21art", "county-professional", "wenzhou-2023-23"], SOME)
    html = results_html(assessment, link)
    for result in assessment.results:
        assert html.count(f'data-result="{result.id}" data-policy="{result.policy.id}"') == 1
    behind = {(policy, name) for policy, names in folded(assessment).items() for name in names}
    assert behind
    answered = {State.KNOWN, State.GAP}
    assert not [r for r in assessment.results if (r.policy.id, r.id) in behind and r.verdict.status in answered]
    assert isinstance(html, Markup)

"""The reason in a line names what decided, and never says the opposite of the record."""

import json
import random
from datetime import date

import pytest

from assessor.records import read_record
from assessor.report.brief import brief_reason
from assessor.rules import State, assess
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES


def reason(rulebook, policy, rule, raw):
    """The line for one result."""
    return brief_reason(assess(rulebook, read_record(rulebook.fields, raw), date(2026, 6, 30), [policy])[rule])


def test_a_condition_named_the_other_way_round_says_what_was_answered(rulebook):
    """“没有资格：是” would be wrong of somebody who has it."""
    line = reason(rulebook, "county-professional", "CNTY-3v", {"教师资格": True, "班主任资格证": True})
    assert line == "没有相应学段的教师资格（教师资格：是）；没有班主任资格证（班主任资格证：是）"


def test_a_branch_without_a_condition_of_its_own_adds_nothing(rulebook):
    """What a branch comes to is no reason; why it was taken is."""
    raw = {"现任职称": "一级", "学段": "高中", "最高学历": "专科", "现职称年限": 20}
    assert reason(rulebook, "rs-2015-79", "RS-senior", raw).startswith("学段 属于 小学、初中")
    assert "否：否" not in reason(rulebook, "rs-2015-79", "RS-senior", raw)


def test_what_may_be_done_is_not_asked_for(rulebook):
    """A “may” has a limit in the text, but nobody requires it."""
    raw = {"市定津贴": 100, "学校配套津贴": 150}
    line = reason(rulebook, "city-impl-2006", "CITY-9", raw)
    assert "条文提到 ≥" in line
    assert "要求" not in line


@pytest.mark.parametrize("policy", POLICIES)
def test_a_known_result_has_a_reason_in_words(rulebook, policy):
    """For any record: nothing unknown has one, no line repeats itself, no code shows through."""
    rng = random.Random(f"{policy} brief")
    for _ in range(15):
        record = read_record(rulebook.fields, json.loads(json.dumps(random_record(rng, policy))))
        for result in assess(rulebook, record, TODAY, [policy]).results:
            line = brief_reason(result)
            if result.verdict.status not in {State.KNOWN, State.GAP}:
                assert line == ""
            assert not any(text in line for text in ("None", "Fraction", "是：是", "否：否", "{", "["))

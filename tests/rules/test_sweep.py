"""What if: the cliffs of a result over the range of one input."""

from datetime import date
from fractions import Fraction

import pytest

from assessor.records import read_record
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.result import spell
from assessor.rules.sweep import sweep

DAY = date(2026, 6, 30)

CASES = [
    (
        "龄奖在 8、11、16 年上台阶",
        "S21-16",
        {"现任班主任": True},
        "累计任职年限",
        30,
        [("0", "0"), ("8", "600"), ("11", "800"), ("16", "1000")],
    ),
    (
        "等第在 60% 与 80% 上台阶",
        "S21-19t",
        {"学期应坐班": 33},
        "学期实坐班",
        40,
        [("0", "C"), ("19.8", "B"), ("26.4", "A")],
    ),
]


@pytest.mark.parametrize(("name", "rule", "raw", "field", "high", "cliffs"), CASES, ids=[case[0] for case in CASES])
def test_cliffs_are_exact(rulebook, name, rule, raw, field, high, cliffs):
    """Every cliff lies exactly at its threshold."""
    record = read_record(rulebook.fields, raw)
    policy = rulebook.policies["school-21art"]
    entry = policy.rules[rule]

    def judge(changed):
        return Judge(policy, Facts(rulebook.fields, changed, DAY)).verdict(entry, entry.default_reading)

    found = sweep(record, rulebook.fields[field], Fraction(0), Fraction(high), judge)
    assert [(spell(stretch.first), spell(stretch.verdict.value)) for stretch in found] == cliffs


def test_whole_numbers_stay_whole(rulebook):
    """A count is swept in whole numbers."""
    policy = rulebook.policies["county-professional"]
    entry = policy.rules["CNTY-sem"]

    def judge(changed):
        return Judge(policy, Facts(rulebook.fields, changed, DAY)).verdict(entry, None)

    found = sweep({}, rulebook.fields["任课教师研究次数"], Fraction(0), Fraction(10), judge)
    assert [(stretch.first, stretch.verdict.met) for stretch in found] == [(Fraction(0), False), (Fraction(2), True)]

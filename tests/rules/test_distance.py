"""How far to the next better result: the smallest change reaches it, and nothing smaller does."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.records import read_record
from assessor.rules import Assessment, Record, Rulebook, ask, assess
from assessor.rules.distance import Distance, distances, rank, simplest_between
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.moves import Move, moves
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES

DAY = date(2026, 6, 30)


def asked(rulebook: Rulebook, raw: dict[str, Any], policy: str) -> Assessment:
    """The assessment of a raw record, with answers."""
    record = read_record(rulebook.fields, raw)
    return ask(rulebook, record, assess(rulebook, record, DAY, [policy]))


def find(record: Record, options: list[Move], distance: Distance) -> list[tuple[Move, Fraction]]:
    """The moves and amounts that a distance is made of."""
    found = []
    for change in distance.changes:
        for move in options:
            for amount in _amounts(change.before, change.after):
                if amount <= move.most and move.change(record, amount) == change:
                    found.append((move, amount))
                    break
            else:
                continue
            break
    return found


def _amounts(before: object, after: object) -> list[Fraction]:
    if isinstance(before, Fraction) and isinstance(after, Fraction):
        return [after - before]
    return [Fraction(1)]


@pytest.mark.parametrize("policy", POLICIES)
def test_the_distance_flips_the_result_and_less_does_not(rulebook, policy):
    """Every change shown leads to a better result; a little less of it does not."""
    rng = random.Random(f"{policy} distance")
    for _ in range(25):
        record = read_record(rulebook.fields, random_record(rng, policy))
        facts = Facts(rulebook.fields, record, TODAY)
        for result in assess(rulebook, record, TODAY, [policy]).results:
            rule, entry = result.rule, rulebook.policies[policy]

            def judge(changed, rule=rule, reading=result.reading, entry=entry, day=facts.as_of):
                return Judge(entry, Facts(rulebook.fields, changed, day)).verdict(rule, reading)

            if rule.kind == "manual":
                continue
            start = rank(rule, result.verdict)
            for distance in distances(result, facts, judge):
                steps = find(record, moves(rule, facts), distance)
                assert len(steps) == len(distance.changes)
                changed = record
                for move, amount in steps:
                    changed = move.apply(changed, amount)
                reached = rank(rule, judge(changed))
                assert reached is not None
                assert start is not None
                assert reached > start
                move, amount = steps[-1]
                less = amount - (1 if move.whole else Fraction(1, 10**6))
                if less > 0:
                    almost = record
                    for other, much in steps[:-1]:
                        almost = other.apply(almost, much)
                    near = rank(rule, judge(move.apply(almost, less)))
                    assert near is None or near < reached, (result.id, distance)


CASES: list[tuple[str, str, str, dict[str, Any], tuple[str, Any, str]]] = [
    (
        "再坐班 3.5 小时即达 A 档",
        "school-21art",
        "S21-19t",
        {"学期应坐班": 200, "学期实坐班": 156.5},
        ("学期实坐班", Fraction(160), "A"),
    ),
    (
        "再任五个月进入 11 至 15 年档",
        "school-21art",
        "S21-16",
        {"现任班主任": True, "累计任职年限": 10.5},
        ("累计任职年限", Fraction(11), "800"),
    ),
    ("再开一次家长会", "county-professional", "CNTY-pm", {"家长会次数": 0}, ("家长会次数", Fraction(1), "True")),
    (
        "再搞两次主题班队活动",
        "county-professional",
        "CNTY-act",
        {"班级活动": []},
        ("班级活动", Fraction(2), "True"),
    ),
    ("取得 C 证", "school-21art", "S21-7", {"心理健康C证": False}, ("心理健康C证", True, "True")),
]


@pytest.mark.parametrize(("name", "policy", "rule", "raw", "first"), CASES, ids=[case[0] for case in CASES])
def test_the_first_distance(rulebook, name, policy, rule, raw, first):
    """The smallest change comes first, with what it leads to."""
    distance = asked(rulebook, raw, policy)[rule].distances[0]
    change = distance.changes[0]
    to = distance.to_json("")["to"]
    assert (change.field, change.after, str(to)) == first


def test_two_inputs_together_where_one_is_not_enough(rulebook):
    """Where no single change suffices, two that suffice together are found."""
    raw = {"首次担任班主任": True, "教师资格": True, "班主任资格证": False, "培训记录": []}
    found = asked(rulebook, raw, "wenzhou-2023-23")["WZ-1"].distances
    assert found
    assert {change.field.partition(".")[0] for change in found[0].changes} == {"班主任资格证", "培训记录"}


def test_nothing_of_ones_own_gives_no_distance(rulebook):
    """What no change of the teacher's own can reach has no distance."""
    raw = {"任职段": [{"起": "2020-09", "止": "2021-08", "角色": "班主任"}]}
    assert asked(rulebook, raw, "wenzhou-2023-23")["WZ-12a"].distances == ()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.fractions(0, 50, max_denominator=200), st.fractions(Fraction(1, 10**6), 2, max_denominator=10**6))
def test_the_simplest_fraction_lies_inside(low, width):
    """The simplest fraction between two ends lies above the lower and not above the upper one."""
    high = low + width
    found = simplest_between(low, high)
    assert low < found <= high


def test_the_simplest_fraction_recovers_a_threshold():
    """Bracketed closely enough, the threshold itself is the simplest fraction."""
    exact = Fraction(91, 25)
    assert simplest_between(exact - Fraction(1, 10**9), exact) == exact

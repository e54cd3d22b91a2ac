"""How far to the next better result: the smallest change reaches it, and nothing smaller does."""

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.records import read_record
from assessor.rules import Assessment, Record, Rulebook, ask, assess
from assessor.rules.cells import Several
from assessor.rules.distance import Distance, distances, rank, simplest_between
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.moves import FAR, Change, Move, moves
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
            for distance in distances(result, facts, judge).distances:
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


def duty(*done: object, due: int = 20) -> dict[str, Any]:
    """A record of the months from February 2026 on, each with so many hours done."""
    rows = [{"月份": f"2026-{month:02d}", "应坐班": due, "实坐班": hours} for month, hours in enumerate(done, 2)]
    return {"月度坐班": rows}


def raised(rulebook: Rulebook, raw: dict[str, Any], rule: str = "S21-19t") -> list[tuple[str | None, object]]:
    """The rows that are to be raised, and how far."""
    found = asked(rulebook, raw, "school-21art")[rule].distances
    return [(change.row, change.after) for distance in found for change in distance.changes]


def test_a_month_can_be_filled_up_to_what_is_due(rulebook):
    """Five months of 15 in 20 hours: each may be filled up, which is just enough for the next grade."""
    months = [(f"2026-{month:02d}", Fraction(20)) for month in range(2, 7)]
    assert raised(rulebook, duty(15, 15, 15, 15, 15)) == months
    assert asked(rulebook, duty(15, 15, 15, 15, 15), "school-21art")["S21-19t"].several == ()


def test_more_than_is_due_is_never_advised(rulebook):
    """A hundredth of an hour less, and no single month can do it; that several months can is told instead."""
    result = asked(rulebook, duty(*[14.99] * 5), "school-21art")["S21-19t"]
    assert result.distances == ()
    assert result.several == (Several("月度坐班.实坐班", "应坐班", monthly=True),)


def test_only_months_with_enough_room_are_named(rulebook):
    """Of several months only those are named that have room for all that is lacking."""
    assert raised(rulebook, duty(17, 17, 17, 17, 7)) == [("2026-06", Fraction(12))]


def test_a_month_with_more_than_is_due_counts_but_is_left_alone(rulebook):
    """Hours beyond what is due are accepted and add up; nobody is told to add more to them."""
    raw = duty(25, 25, 15, 10, 4)
    assert asked(rulebook, raw, "school-21art")["S21-19t"].verdict.value == "B"
    assert raised(rulebook, raw) == [("2026-04", Fraction(16)), ("2026-05", Fraction(11)), ("2026-06", Fraction(5))]


def test_where_several_months_do_not_suffice_nothing_is_said(rulebook):
    """Nothing is promised where all months filled up come to no better result: the best grade has none above it."""
    result = asked(rulebook, duty(20, 20), "school-21art")["S21-19t"]
    assert (result.verdict.value, result.distances, result.several) == ("A", (), ())


@pytest.mark.parametrize(
    ("record", "room"),
    [
        ({"学期应坐班": 100, "学期实坐班": 40}, 60),
        ({"学期应坐班": 100, "学期实坐班": 100}, None),
        ({"学期应坐班": 100, "学期实坐班": 101}, None),
        ({"学期实坐班": 40}, FAR),
        ({"月度坐班": [{"月份": "2026-06", "应坐班": 20, "实坐班": 19.99}]}, Fraction(1, 100)),
        ({"月度坐班": [{"月份": "2026-06", "应坐班": 20, "实坐班": 20}]}, None),
        ({"月度坐班": [{"月份": "2026-06", "实坐班": 20}]}, FAR),
    ],
)
def test_the_room_of_a_number(rulebook, record, room):
    """A number can be raised to its bound, as far as anybody knows that; from there on not at all."""
    facts = Facts(rulebook.fields, read_record(rulebook.fields, record), DAY)
    found = [move.most for move in moves(rulebook.policies["school-21art"].rules["S21-19t"], facts)]
    assert found == ([] if room is None else [room])


def bound_of(rulebook: Rulebook, record: Mapping[str, Any], change: Change) -> Any:
    """The largest bound of a changed number: that of its row, if it stands in a list; None where it has none."""
    name, _, column = change.field.partition(".")
    entry = rulebook.fields[name].columns[column] if column else rulebook.fields[name]
    bounds = [row.get(entry.up_to) for row in (record[name] if column else [record])] if entry.up_to else []
    known = [bound for bound in bounds if bound is not None]
    return max(known) if known and known == bounds else None


def test_no_advice_goes_beyond_a_bound(rulebook):
    """Whatever is advised for a bounded number stays within its bound, in every policy."""
    checked = 0
    for policy in POLICIES:
        rng = random.Random(f"{policy} bound")
        for _ in range(25):
            record = read_record(rulebook.fields, random_record(rng, policy))
            for result in ask(rulebook, record, assess(rulebook, record, TODAY, [policy])).results:
                for change in (change for distance in result.distances for change in distance.changes):
                    bound = bound_of(rulebook, record, change)
                    checked += bound is not None
                    assert bound is None or change.after <= bound
    assert checked


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

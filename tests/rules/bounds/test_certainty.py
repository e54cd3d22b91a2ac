"""What is certain so far: sound for every completion of a record, and useful where it can be."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assessor.records import read_record
from assessor.rules import Result, Rulebook, State, Verdict, assess
from assessor.rules.bounds import BOUNDED, Bounds, Certainty
from assessor.rules.facts import Facts
from assessor.rules.mechanisms import MECHANISMS
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES

DAY = date(2026, 6, 30)


def certainty(rulebook: Rulebook, rule: str, raw: dict[str, Any], policy: str = "school-21art") -> Certainty:
    """What is certain of one rule for a raw record."""
    bounds = Bounds(rulebook.policies[policy], Facts(rulebook.fields, read_record(rulebook.fields, raw), DAY))
    entry = rulebook.policies[policy].rules[rule]
    return bounds.certainty(entry, entry.default_reading)


def thinned(rng: random.Random, record: dict[str, Any], share: float) -> dict[str, Any]:
    """The record with fields and cells blanked at random; the assessment day stays."""
    thin: dict[str, Any] = {}
    for name, value in record.items():
        if name != "自评日期" and rng.random() < share:
            continue
        if isinstance(value, list):
            thin[name] = [{key: cell for key, cell in row.items() if rng.random() > share / 2} for row in value]
        else:
            thin[name] = value
    return thin


def contains(found: Certainty, result: Result, verdict: Verdict) -> bool:
    """Whether a verdict lies among what was said to be possible."""
    if verdict.status is State.UNKNOWN:
        return True  # the fuller record may still have blanks of its own
    if verdict.status is not State.KNOWN:
        return verdict.status in found.statuses
    possible = found.done if result.rule.kind == "checklist" and found.done else found.possible
    content = verdict.value if verdict.value is not None else verdict.met
    if isinstance(content, Fraction):
        low, high = possible.ends
        inside = possible.span is not None and (low is None or content >= low) and (high is None or content <= high)
        return content in possible.points or inside
    return content is not None and possible.may_be(content)


def test_every_mechanism_has_bounds():
    """No mechanism can be added without saying what its results may still become."""
    assert set(MECHANISMS) == BOUNDED


@pytest.mark.parametrize("policy", POLICIES)
def test_no_completion_falls_outside(rulebook, policy):
    """A record with blanks put back in never gives a result outside what was said to be possible."""
    rng = random.Random(policy)
    rules = rulebook.policies[policy].rules
    for _ in range(60):
        full = random_record(rng, policy)
        partial = thinned(rng, full, rng.choice([0.1, 0.3, 0.6]))
        record = read_record(rulebook.fields, partial)
        bounds = Bounds(rulebook.policies[policy], Facts(rulebook.fields, record, TODAY))
        for result in assess(rulebook, read_record(rulebook.fields, full), TODAY, [policy]).results:
            if result.verdict.status is State.MANUAL:
                continue
            readings: list[tuple[str | None, Verdict]] = [*result.by_reading.items()] or [(None, result.verdict)]
            for reading, verdict in readings:
                found = bounds.certainty(rules[result.id], reading)
                assert contains(found, result, verdict), (result.id, reading, partial, full)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_present_result_is_possible(rulebook, policy):
    """What a record gives now is always among what it may still give."""
    rng = random.Random(f"{policy} now")
    for _ in range(40):
        record = read_record(rulebook.fields, random_record(rng, policy))
        bounds = Bounds(rulebook.policies[policy], Facts(rulebook.fields, record, TODAY))
        for result in assess(rulebook, record, TODAY, [policy]).results:
            if result.verdict.status is not State.MANUAL:
                assert contains(bounds.certainty(result.rule, result.reading), result, result.verdict), result.id


CASES: list[tuple[str, str, dict[str, Any], bool, Any]] = [
    ("已卸任就是零", "S21-16", {"现任班主任": False}, True, ["0"]),
    ("在任而没填年限，四档都可能", "S21-16", {"现任班主任": True}, False, ["0", "600", "800", "1000"]),
    (
        "还有一个月没填，等第可能是 B 或 A",
        "S21-19t",
        {
            "学期开始": "2026-02-16",
            "学期结束": "2026-06-30",
            "月度坐班": [
                {"月份": "2026-05", "应坐班": 20, "实坐班": 20},
                {"月份": "2026-06", "应坐班": 10},
            ],
        },
        False,
        ["A", "B"],
    ),
    ("坐满也到不了八年的档", "S21-annual", {"现任班主任": False, "月度坐班": []}, True, ["0"]),
    (
        "有一项没做完，清单就不会全部完成",
        "S21-17a",
        {"学校事项完成": [{"项目": "手册抽查两次", "完成": False}]},
        True,
        ["0"],
    ),
]


@pytest.mark.parametrize(
    ("raw", "statuses", "depends_on"),
    [
        ({"入职日期": "2025-09-01", "见习年限": 0.5, "任职段": []}, ["unknown"], []),
        ({"入职日期": "2025-09-01"}, ["known", "unknown"], ["任职段", "见习年限"]),
        ({"入职日期": "2024-09-01"}, ["known"], ["任职段", "见习年限"]),
        ({"入职日期": "2025-09-01", "见习年限": 1, "任职段": []}, ["known"], []),
    ],
)
def test_what_is_not_due_may_stay_open(rulebook, raw, statuses, depends_on):
    """Before its day a requirement may come to yes or stay open, but never to no."""
    found = certainty(rulebook, "WZ-2", {**raw, "自评日期": "2026-06-30"}, "wenzhou-2023-23")
    assert found.possible.may_be(word=False) is (statuses == ["known"] and bool(depends_on))
    assert ([state.value for state in found.statuses], list(found.depends_on)) == (statuses, depends_on)


@pytest.mark.parametrize(("name", "rule", "raw", "certain", "values"), CASES, ids=[case[0] for case in CASES])
def test_what_is_still_possible(rulebook, name, rule, raw, certain, values):
    """Half a record already rules things out."""
    found = certainty(rulebook, rule, raw).to_json()
    assert (found["state"], found["values"]) == ("certain" if certain else "open", values)


def test_open_results_name_what_can_change_them(rulebook):
    """An open result names the blanks it depends on; a certain one names none."""
    assert certainty(rulebook, "S21-7", {}).depends_on == ("心理健康C证",)
    assert certainty(rulebook, "S21-7", {"心理健康C证": True}).depends_on == ()


def test_a_share_of_nothing_may_stay_undefined(rulebook):
    """Where required hours may turn out to be zero, “unknown” is among what may come out."""
    assert State.UNKNOWN in certainty(rulebook, "S21-19t", {}).statuses

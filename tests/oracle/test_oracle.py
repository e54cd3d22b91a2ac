"""The oracle itself: worked examples, conventions one by one, and what holds of every result."""

import json
import random
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from .convention_cases import CONVENTIONS
from .conventions import exact
from .example_cases import CASES, Case, Expected
from .records import TODAY, random_record
from .run import POLICIES, judge
from .verdicts import OUTCOMES, written

KINDS = {
    "amount": "S21-16 S21-19m S21-budget S21-annual TZ-m500 TZ-pool CNTY-4pay CNTY-annual SUZ-4 MOE-14 MOE-15",
    "score": "Q200-1 Q200-2 Q200-total Q200-eff TZ-5w",
    "grade": "S21-19t CNTY-4prom WZ-12b CITY-10n",
    "quota": "WZ-11",
    "veto": "CITY-12a CITY-12b CITY-12c CITY-12 CNTY-3v CNTY-4v WZ-9 WF-5.3 GD-15r",
    "eligibility": "GD-8 CNTY-3 WZ-1 WZ-12a",
    "checklist": (
        "S21-6 S21-7m S21-17a S21-17f S21-18t TZ-1p TZ-d TZ-w TZ-sys GD-9b GD-11s GD-13 "
        "CNTY-1 CNTY-2t CNTY-5s CNTY-5c CNTY-5r ZJC-13 WF-4.3 ORG-1 MOE-20a WZ-2a WZ-9f "
        "CITY-6 CITY-23 ZJC-8d SAFE-2 SAFE-5q SAFE-5s SAFE-5w SAFE-5v SAFE-7 SAFE-8q SAFE-8y SAFE-10 SAFE-15 SAFE-16"
    ),
    "requirement": (
        "S21-4 S21-4c S21-7 S21-7b TZ-w7 GD-8s GD-8c GD-9 GD-11 GD-14b GD-14c CITY-8 CITY-9 CITY-22 "
        "CNTY-2 CNTY-4base CNTY-act CNTY-sem CNTY-visit CNTY-pm Q200-2n Q200-2w ZJC-1 ZJC-1s ZJC-8 ZJC-10 SAFE-16s SAFE-16t WZ-1s WZ-2 "
        "WZ-5 WZ-10b WZ-goal WF-w SUZ-1new SUZ-1on SUZ-2y MOE-4 MOE-5 MOE-6"
    ),
}
FURTHER = {
    "amount": "PT-month PT-exam PT-term PT-years PT-first",  # the last is a number of people
    "veto": "PEN-term PEN-disqualify",
    "eligibility": (
        "RS-3rd RS-2nd RS-1st RS-senior RS-full LY-full LY-senior LY-1st JS-full JX-senior RURAL-30 RURAL-20 RURAL-10"
    ),
    "requirement": (
        "RS-rural RS-full-degree LY-periods JX-senior-appraisal JX-full-appraisal PT-third "
        "BUR-supervise BUR-visits BUR-lent BUR-exam"
    ),
}
"""The outcomes of second-hand sources and of Putian's school."""
KIND = {name: kind for kinds in (KINDS, FURTHER) for kind, names in kinds.items() for name in names.split()}
NO_SHORTFALL = {"RS-3rd", "RS-full-degree", "JS-full", "JX-senior"} | {
    "S21-7",
    "CNTY-4base",
    "TZ-w7",
    "ZJC-1s",
    "Q200-2n",
    "GD-8",
    "CNTY-3",
    "WZ-1",
}
# Unknown with nothing left to fill in: no required hours, or both results in one year.
NOTHING_MISSING = {"TZ-5w", "Q200-eff", "S21-19t", "S21-19m", "S21-annual", "CITY-12c", "CITY-12", "WF-5.3"}


def result(name: str, record: Mapping[str, object]) -> dict[str, Any]:
    """Judge one outcome, checking the invariants on the way."""
    found = judge(record, OUTCOMES[name].policies[0], TODAY)[name]
    check(name, found)
    return found


def short(verdict: dict[str, Any]) -> Expected:
    """Give the verdict in the notation of the example table."""
    if verdict["status"] != "known":
        return f"status:{verdict['status']}"
    value, met = verdict["value"], verdict["met"]
    answer = met if value is None else value
    assert isinstance(answer, str | bool)
    return answer


def check(name: str, found: dict[str, Any]) -> None:
    """Assert everything the 结果对象 convention says of a result."""
    by_reading = found["by_reading"]
    top = {key: cell for key, cell in found.items() if key != "by_reading"}
    if by_reading:
        assert top == next(iter(by_reading.values()))
    for verdict in by_reading.values() or [top]:
        assert set(verdict) - {"due"} == {"status", "value", "met", "shortfall", "missing"}
        status, value, met = verdict["status"], verdict["value"], verdict["met"]
        assert (status == "manual") == (name not in KIND)
        assert status in {"known", "unknown", "not_applicable", "gap", "manual"}
        if status != "known":
            assert (value, met) == (None, None)
        elif KIND[name] in {"requirement", "eligibility", "veto"}:
            assert value is None
            assert met is not None
        elif KIND[name] in {"amount", "score", "grade"}:
            assert value is not None
            assert met is None or name == "CITY-10n"
        elif KIND[name] == "checklist":
            assert met is not None
            assert value.isdecimal()
        else:
            assert value.isdecimal()
        if verdict["shortfall"] is not None:
            assert met is False
            assert name not in NO_SHORTFALL
            assert KIND[name] in {"requirement", "eligibility"}
            assert Fraction(verdict["shortfall"]) > 0
        missing = verdict["missing"]
        assert len(missing) == len(set(missing))
        if status != "unknown":
            assert missing == []
        elif name not in NOTHING_MISSING and "due" not in verdict:
            assert missing


def test_every_outcome_has_a_kind():
    """The table of kinds covers all outcomes that are computed; what is not computed is what the pinned table says."""
    manual = {name for name in OUTCOMES if result(name, {})["status"] == "manual"}
    assert set(KIND) == set(OUTCOMES) - manual
    pinned = json.loads((Path(__file__).parents[1] / "policy" / "outcomes_table.json").read_text("utf-8"))
    judged = [entry for entry in pinned if set(entry["policies"]) & set(POLICIES)]
    assert manual == {entry["id"] for entry in judged if entry["kind"] == "manual"}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_example(case: Case):
    """The oracle gives what was worked out by hand."""
    name, record, expected = case
    found = result(name, record)
    readings = found["by_reading"] or {"": found}
    given = tuple(short(verdict) for verdict in readings.values())
    assert given == (expected if isinstance(expected, tuple) else (expected,))


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [case[1:] for case in CONVENTIONS],
    ids=[case[0] for case in CONVENTIONS],
)
def test_convention(name: str, record: dict[str, object], expected: dict[str, Any]):
    """Each convention decides the case that is named after it."""
    found = result(name, record)
    for key, wanted in expected.items():
        if key == "missing":
            assert set(found["missing"]) == set(wanted)
        elif key in {"status", "value", "met", "shortfall"}:
            assert found[key] == wanted
        else:
            assert found["by_reading"][key] == {**found["by_reading"][key], **wanted}


def test_numbers_are_read_and_written_exactly():
    """79.9 is 799/10, and a value that does not end in decimals is a fraction."""
    assert exact(79.9) == exact("79.9") == Fraction(799, 10)
    numbers = (Fraction(600), Fraction(47, 5), Fraction(5, 6), Fraction(1, 80), Fraction(-3, 4))
    assert [written(number) for number in numbers] == ["600", "9.4", "5/6", "0.0125", "-0.75"]


def _turned(cell: object) -> object:
    return cell[::-1] if isinstance(cell, list) else cell


def _unordered(found: object) -> object:
    """Give the results with each list of missing fields sorted."""
    if isinstance(found, dict):
        return {key: sorted(cell) if key == "missing" else _unordered(cell) for key, cell in found.items()}
    return found


@pytest.mark.parametrize("policy", POLICIES)
def test_random_records(policy: str):
    """Every result is well formed, does not hang on the order of rows, and survives JSON."""
    rng = random.Random(policy)
    seen: dict[str, set[object]] = defaultdict(set)
    for _ in range(2000):
        record = random_record(rng, policy)
        assert json.loads(json.dumps(record)) == record
        found = judge(record, policy, TODAY)
        turned = {name: _turned(cell) for name, cell in record.items()}
        assert _unordered(judge(turned, policy, TODAY)) == _unordered(found)
        for name, one in found.items():
            check(name, one)
            seen[name].add(one["status"] if one["met"] is None else one["met"])
    for name, kinds in seen.items():
        if name in KIND:
            assert "unknown" in kinds
            assert kinds >= {True, False} or KIND[name] in {"amount", "score", "grade"}

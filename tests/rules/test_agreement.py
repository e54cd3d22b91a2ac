"""The engine against the oracle, which judges the same records by another program."""

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from assessor.policy import read_library
from assessor.records import parse_json, read_record
from assessor.rules import Rulebook, assess
from tests.conftest import ROOT
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES, judge

RECORDS = 300
"""Random records a policy, the same every time."""

UNION = {"S21-19t"}
"""Results that tell all cells that are missing, where the oracle stops at the first step that cannot be taken."""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules of the library, as the page gets them."""
    return Rulebook.from_json(read_library(ROOT / "policies").library.rulebook.to_json())


def agrees(name: str, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether two verdicts are the same; the order of what is missing is free."""
    missing, asked = set(wanted["missing"]), set(found["missing"])
    enough = missing <= asked if name in UNION else missing == asked
    same = all(wanted[key] == found[key] for key in ("status", "value", "met", "shortfall"))
    return enough and same and wanted.get("due") == found.get("due")


@pytest.mark.parametrize("policy", POLICIES)
def test_engine_and_oracle_agree(rulebook, policy):
    """Every outcome has the same status, value, verdict, shortfall and missing inputs, in every reading."""
    rng = random.Random(policy)
    for _ in range(RECORDS):
        record = random_record(rng, policy)
        read = read_record(rulebook.fields, parse_json(json.dumps(record, ensure_ascii=False)))
        results = {one.id: one for one in assess(rulebook, read, TODAY, [policy]).results}
        for name, wanted in judge(record, policy, TODAY).items():
            verdict = results[name].verdict.to_json()
            readings = {reading: other.to_json() for reading, other in results[name].by_reading.items()}
            same = agrees(name, wanted, verdict) and wanted["by_reading"].keys() == readings.keys()
            same = same and all(agrees(name, wanted["by_reading"][key], readings[key]) for key in readings)
            inputs = {key: record.get(key) for key in (*results[name].rule.inputs, "自评日期") if key in record}
            assert same, f"{name}\n应为 {wanted}\n得到 {verdict}\n　　 {readings}\n记录 {inputs}"


@pytest.mark.parametrize("policy", POLICIES)
def test_oracle_knows_every_rule(rulebook, policy):
    """No rule of these policies goes unchecked, and none is missing from the library."""
    ours = {rule.id for rule in rulebook.policy(policy).rules.values()}
    assert ours == set(judge({}, policy, TODAY))

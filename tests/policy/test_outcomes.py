"""Every outcome of the table is there, under its own id, in its own policy, with its own readings.

`outcomes_table.json` pins what identifies an outcome: what others may have stored, linked or printed. It is the
reference and is edited by hand, together with the rule that changes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assessor.policy import PolicyRule, read_library

ROOT = Path(__file__).resolve().parents[2]
TABLE: list[dict[str, Any]] = json.loads((Path(__file__).parent / "outcomes_table.json").read_text("utf-8"))
PLACES = [(entry, policy) for entry in TABLE for policy in entry["policies"]]
IDS = [f"{policy}: {entry['id']}" for entry, policy in PLACES]


@pytest.fixture(scope="module")
def policies():
    """The rules of every policy by id, also of policies that have errors elsewhere in the library."""
    library = read_library(ROOT / "policies").library
    return {name: {rule.id: rule for rule in policy.rules} for name, policy in library.policies.items()}


def rule_of(policies: Mapping[str, Mapping[str, PolicyRule]], entry: Mapping[str, Any], policy: str) -> PolicyRule:
    """The rule that implements an outcome in a policy; the test fails if there is none."""
    assert policy in policies, f"no sound policy {policy}"
    assert entry["id"] in policies[policy], f"{policy} has no {entry['id']}"
    return policies[policy][entry["id"]]


@pytest.mark.parametrize(("entry", "policy"), PLACES, ids=IDS)
def test_outcome(policies, entry, policy):
    """An outcome stands in its policy with its id, kind, strength, subject, readings and default reading."""
    data = rule_of(policies, entry, policy).data
    found = {key: data[key] for key in ("id", "kind", "strength", "subject")}
    assert found == {key: entry[key] for key in found}
    readings = data.get("readings", {})
    assert list(readings) == entry["readings"]
    assert next((name for name, reading in readings.items() if reading.get("default")), None) == entry["default"]


@pytest.mark.parametrize(
    ("entry", "policy"),
    [(e, p) for e, p in PLACES if e["unit"]],
    ids=[i for i, (e, _) in zip(IDS, PLACES, strict=True) if e["unit"]],
)
def test_unit(policies, entry, policy):
    """An outcome is given in the unit of the table."""
    assert rule_of(policies, entry, policy).data.get("unit") == entry["unit"]


@pytest.mark.parametrize(
    ("entry", "policy"),
    [(e, p) for e, p in PLACES if e["items"]],
    ids=[i for i, (e, _) in zip(IDS, PLACES, strict=True) if e["items"]],
)
def test_items(policies, entry, policy):
    """A checklist has the items of the table, word for word and in their order."""
    assert rule_of(policies, entry, policy).data["body"]["items"] == entry["items"]


def test_manual_outcomes_say_who_decides(policies):
    """What is not computed names who decides."""
    manual = [rule.data for rules in policies.values() for rule in rules.values() if not rule.is_computed]
    assert [data["id"] for data in manual if not data.get("decides")] == []

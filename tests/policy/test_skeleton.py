"""A new policy to start from."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from assessor.policy import read_library
from assessor.policy.skeleton import SLUG, skeleton

POLICIES = Path(__file__).resolve().parents[2] / "policies"


def test_skeleton_passes(tmp_path):
    """A new policy is sound as it is: no error, a rule with cases, and a rule for people to decide."""
    shutil.copy(POLICIES / "fields.yaml", tmp_path)
    path = tmp_path / "my-school.md"
    path.write_text(skeleton("my-school", date(2026, 9, 1)), "utf-8")
    reading = read_library(tmp_path, [path])
    assert reading.problems == []
    policy = reading.library.policies["my-school"]
    assert policy.head["checked"] == "2026-09-01"
    assert {rule.is_computed for rule in policy.rules} == {True, False}
    assert all(rule.cases for rule in policy.rules if rule.is_computed)


@pytest.mark.parametrize("name", ["school", "school-21art", "a1-b2"])
def test_slugs(name):
    """An id is lower-case letters, digits and single hyphens, beginning with a letter."""
    assert SLUG.fullmatch(name)


@pytest.mark.parametrize("name", ["", "School", "1school", "a--b", "-a", "a-", "a_b", "学校", "a b", "../a", "a\n"])
def test_bad_slugs(name):
    """Anything that would be awkward as a file name or an address is not an id."""
    assert not SLUG.fullmatch(name)

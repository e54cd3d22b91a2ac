"""All of `policies/`: it reads without errors, and everything in it can be found again."""

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from assessor.policy import LibraryError, read_library
from assessor.rules import Rulebook

POLICIES = Path(__file__).resolve().parents[2] / "policies"
NAMES = sorted(path.stem for path in POLICIES.glob("*.md"))


@pytest.fixture(scope="module")
def reading():
    """All policies of the project, read once."""
    return read_library(POLICIES)


def test_no_errors(reading):
    """Every policy is sound: written well, units right, bands closed, cases passing."""
    assert list(map(str, reading.errors)) == []
    assert sorted(reading.library.policies) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_addresses_are_unique(reading, name):
    """Within a policy no two clauses have the same address, and no two rules the same number."""
    policy = reading.library.policies[name]
    for found in ([c.anchor for c in policy.clauses], [rule.id for rule in policy.rules]):
        assert [key for key, times in Counter(found).items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_rules_cite_clauses_that_exist(reading, name):
    """Every clause a rule cites is in its policy, and the rule stands under one of them."""
    policy = reading.library.policies[name]
    labels = {clause.label for clause in policy.clauses}
    for clause in policy.clauses:
        for rule in clause.rules:
            cited = rule.data["clause"].split("、")
            assert set(cited) <= labels or rule.data["clause"] in labels, rule.id
            assert clause.label in {*cited, rule.data["clause"]}, rule.id
            assert rule.data["anchor"] == clause.anchor


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_has_a_digest(reading, name):
    """Every clause below chapter level says something, or is marked as missing from the source."""
    policy = reading.library.policies[name]
    following = [*policy.clauses[1:], None]
    silent = [
        clause.label
        for clause, after in zip(policy.clauses, following, strict=True)
        if not clause.text and "missing" not in clause.classes and not (after and after.depth > clause.depth)
    ]
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_computed_rules_have_cases(reading, name):
    """Every computed rule has a case that is decided, and its cases have different names."""
    for rule in reading.library.policies[name].rules:
        names = [case.name for case in rule.cases]
        assert len(names) == len(set(names)), rule.id
        assert not rule.is_computed or any(case.expect not in ("unknown", "not_applicable") for case in rule.cases)


def test_hash_is_that_of_the_file(reading):
    """A policy's hash is the SHA-256 of its file, so that a receipt can be verified by hand."""
    for policy in reading.library.policies.values():
        data = Path(policy.file).read_bytes()
        assert policy.hash == hashlib.sha256(data).hexdigest()


def test_line_ends_do_not_change_the_hash(tmp_path, reading):
    """A checkout with Windows line ends has the same hashes and the same rulebook."""
    shutil.copy(POLICIES / "fields.yaml", tmp_path)
    name = "school-21art"
    data = (POLICIES / f"{name}.md").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / f"{name}.md").write_bytes(data)
    policy = read_library(tmp_path).library.policies[name]
    assert policy.hash == reading.library.policies[name].hash
    assert policy.compiled() == reading.library.policies[name].compiled()


def test_rulebook_survives_json(reading):
    """The compiled rulebook is plain JSON: written and read again it is the same, hash and all."""
    rulebook = reading.library.rulebook
    again = Rulebook.from_json(rulebook.to_json())
    assert again.hash == rulebook.hash
    assert list(again.policies) == list(rulebook.policies)


def test_rulebook_holds_no_source_of_formulas(reading):
    """The browser receives trees: nothing in the rulebook is a formula that anybody would have to parse."""
    assert re.search(r'"(formula|bands|cases)":', reading.library.rulebook.to_json()) is None


def test_glossary(reading):
    """Every term is explained once, with an id of its own."""
    terms = reading.library.glossary
    assert terms
    for key in ("term", "id"):
        assert [name for name, times in Counter(getattr(t, key) for t in terms).items() if times > 1] == []


def test_one_policy_alone(reading):
    """A single policy is read without the others, with the same result."""
    alone = read_library(POLICIES, [POLICIES / "school-21art.md"])
    assert alone.errors == []
    assert list(alone.library.policies) == ["school-21art"]
    assert alone.library.policies["school-21art"] == reading.library.policies["school-21art"]


def test_a_bad_policy_does_not_spoil_the_others(tmp_path):
    """A policy with an error is left out and told; the others are read."""
    good = Path(__file__).parent / "good"
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    (tmp_path / "worse.md").write_text("没有说明", "utf-8")
    found = read_library(tmp_path)
    assert list(found.library.policies) == ["good"]
    assert [Path(problem.file).name for problem in found.errors] == ["worse.md"]


def test_a_folder_without_fields(tmp_path):
    """A folder without a field table cannot be used, and says so."""
    with pytest.raises(LibraryError, match="读不了字段表"):
        read_library(tmp_path)

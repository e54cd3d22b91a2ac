"""The JSON Schema for editors agrees with the reader: what is good passes, what is misspelled does not."""

from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessor.policy import PolicyError
from assessor.policy.documents import read_document
from assessor.policy.schema import policy_schema, rule_schema
from assessor.policy.shapes import HEAD, MECHANISMS, RULE

POLICIES = sorted((Path(__file__).resolve().parents[2] / "policies").glob("*.md"))
HEADS, RULES = Draft202012Validator(policy_schema()), Draft202012Validator(rule_schema())


def plain(value: Any) -> Any:
    """YAML data as JSON holds it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Fraction) else value


def read(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The front matter and the rule blocks of a policy file."""
    try:
        document = read_document(str(path), path.read_text("utf-8"))
    except PolicyError as error:
        pytest.fail(str(error.problem(str(path))))
    return plain(document.head), [plain(block.data) for clause in document.clauses for block in clause.blocks]


def complaints(validator: Draft202012Validator, data: Any) -> list[str]:
    """What a validator says of some data."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("schema", [policy_schema(), rule_schema()], ids=["policy", "rule"])
def test_is_a_schema(schema):
    """What is generated is itself valid JSON Schema, with every key explained."""
    Draft202012Validator.check_schema(schema)
    assert all(entry.get("description") or "$ref" in entry for entry in schema["properties"].values())


def test_knows_every_key():
    """The schemas have the keys of the reader's own tables, no more and no fewer."""
    assert set(policy_schema()["properties"]) == set(HEAD)
    assert set(rule_schema()["properties"]) == set(RULE) | set(MECHANISMS)


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policies_are_valid(path):
    """Every policy of the project validates, front matter and rules."""
    head, rules = read(path)
    assert complaints(HEADS, head) == []
    for rule in rules:
        assert complaints(RULES, rule) == [], rule["id"]


GOOD_HEAD, GOOD_RULES = read(Path(__file__).parent / "good" / "good.md")


@pytest.mark.parametrize("key", list(GOOD_HEAD))
def test_misspelled_head_key(key):
    """A misspelled key of the front matter is refused."""
    head = {(f"{name}x" if name == key else name): value for name, value in GOOD_HEAD.items()}
    assert complaints(HEADS, head)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good rule with something else at a path such as `bands.rows.0.from`; a path ending in `!` renames the key."""
    rule = deepcopy(GOOD_RULES[0])
    *steps, last = path.removesuffix("!").split(".")
    place: Any = rule
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    if path.endswith("!"):
        place[value] = place.pop(last)
    else:
        place[last] = value
    return rule


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name!", "nmae"),
        ("kind!", "knid"),
        ("bands!", "band"),
        ("bands.rows!", "row"),
        ("bands.rows.0.below!", "blow"),
        ("cases.0.expect!", "expects"),
        ("kind", "amout"),
        ("strength", "必须"),
        ("subject", "teachers"),
        ("bands.rows", {}),
        ("readings", {"甲": {"means": "一", "let": {}}}),
        ("cases", {}),
        ("only_if", {"condition": "现任"}),
    ],
)
def test_bad_rule(path, value):
    """A misspelled key or word, or the wrong form, is refused wherever it stands."""
    assert complaints(RULES, GOOD_RULES[0]) == []
    assert complaints(RULES, changed(path, value))

"""Whatever stands in a policy file, its author gets a message: nothing is a stack trace."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.policy import PolicyError, read_policy
from assessor.policy.documents import read_document
from assessor.policy.fieldfile import read_fields
from assessor.policy.shapes import MECHANISMS

from .bad import FIELDS, GLOSSARY, good_text, problems_of, with_rule

SOUND: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mechanisms.yaml").read_text("utf-8"))
JUNK = [None, True, -1, 0.5, "文字", [], [[1, 2]], {"键": 1}]
CASE = {"name": "一", "given": {"工龄": 3}, "expect": 0, "missing": ["工龄"], "shortfall": 1, "on": "2026-01-01"}
EARLIER = """\
id: G-0
name: 先有的
kind: amount
strength: must
unit: 元/月
formula: 津贴
cases: [{name: 一, given: {津贴: 5}, expect: 5}]
```

```yaml rule
"""
TABLE, TABLE_FIELDS = read_fields(good_text(FIELDS))


def rule(name: str) -> dict[str, Any]:
    """A sound rule that uses a mechanism."""
    sound = SOUND[name]
    unit = {"unit": sound["unit"]} if "unit" in sound else {}
    return {"id": "G-1", "name": "一", "kind": sound["kind"], "strength": "must", **unit, **sound["body"]}


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside some data."""
    if path:
        yield path
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield from places(data[key], (*path, key))


def altered(data: Any) -> Iterator[tuple[str, Any]]:
    """The data with each of its parts in turn replaced by each kind of junk; the first half says which."""
    for path in places(data):
        for junk in JUNK:
            other = copy.deepcopy(data)
            place = other
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = junk
            yield f"{'.'.join(map(str, path))} = {junk!r}", other


def crash(path: Path, text: str) -> str | None:
    """How reading a policy text fails other than with a message; None if it does not."""
    path.write_text(text, "utf-8")
    try:
        policy, problems = read_policy(path, TABLE, TABLE_FIELDS)
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return f"{type(error).__name__}: {error}"
    return None if policy or problems else "neither a policy nor a problem"


def as_rule(data: Any) -> str:
    """The good policy with that rule (JSON is YAML) after an earlier one."""
    return with_rule(EARLIER + json.dumps(data, ensure_ascii=False))


def test_every_mechanism_has_a_sound_example():
    """The table of sound rules has one of each mechanism."""
    assert set(SOUND) >= set(MECHANISMS)


@pytest.mark.parametrize("name", SOUND)
def test_sound_rule(tmp_path, name):
    """Each mechanism compiles: of the sound rule nothing is complained of but that it has no cases."""
    path = tmp_path / "good.md"
    path.write_text(as_rule(rule(name)), "utf-8")
    assert [problem.message for problem in read_policy(path, TABLE, TABLE_FIELDS)[1]] == ["规则 G-1 没有用例"]


@pytest.mark.parametrize("name", SOUND)
def test_anything_in_a_rule(tmp_path, name):
    """A part of a rule that is replaced by anything else leads to a message, not to a crash."""
    found = {what: crash(tmp_path / "good.md", as_rule(data)) for what, data in altered(rule(name))}
    assert {what: error for what, error in found.items() if error} == {}


def test_anything_in_a_case(tmp_path):
    """A part of a case that is replaced by anything else leads to a message, not to a crash."""
    sound = {**rule("require"), "cases": [CASE]}
    found = {what: crash(tmp_path / "good.md", as_rule(data)) for what, data in altered(sound)}
    assert {what: error for what, error in found.items() if error} == {}


def test_anything_in_the_head(tmp_path):
    """A part of the front matter that is replaced by anything else leads to a message, not to a crash."""
    text = good_text()
    head = json.loads(json.dumps(read_document("good.md", text).head))
    body = text.split("---\n", 2)[2]
    found = {
        what: crash(tmp_path / "good.md", f"---\n{json.dumps(data, ensure_ascii=False)}\n---\n{body}")
        for what, data in altered(head)
    }
    assert {what: error for what, error in found.items() if error} == {}


def test_anything_in_the_fields():
    """A part of the field table that is replaced by anything else leads to a message, not to a crash."""
    table = yaml.safe_load(good_text(FIELDS))
    crashes = {}
    for what, data in altered(table):
        try:
            read_fields(json.dumps(data, ensure_ascii=False))
        except PolicyError:
            continue
        except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
            crashes[what] = f"{type(error).__name__}: {error}"
    assert crashes == {}


def test_anything_in_the_glossary(tmp_path):
    """A glossary that is replaced by anything else leads to a message, not to a crash."""
    (tmp_path / FIELDS).write_text(good_text(FIELDS), "utf-8")
    crashes = {}
    for what, data in [("whole", junk) for junk in JUNK] + list(altered(yaml.safe_load(good_text(GLOSSARY)))):
        (tmp_path / GLOSSARY).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        try:
            problems_of(tmp_path)
        except Exception as error:  # noqa: BLE001 - any exception is what is looked for
            crashes[f"{what}: {data!r}"] = f"{type(error).__name__}: {error}"
    assert crashes == {}

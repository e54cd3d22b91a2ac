"""`assessor new` and `assessor schema`: help for those who write policies."""

import json
import shutil

import pytest
from jsonschema import Draft202012Validator

from .conftest import ROOT


@pytest.fixture
def fields(tmp_path):
    """A folder of policies with the project's fields and nothing else."""
    folder = tmp_path / "policies"
    folder.mkdir()
    shutil.copy(ROOT / "policies" / "fields.yaml", folder)
    return folder


def test_new(run, fields):
    """A new policy is written where the policies are, and passes `check` as it is."""
    ran = run("new", "school-yucai")
    assert ran.status == 0
    assert "assessor check policies/school-yucai.md" in ran.out
    assert (fields / "school-yucai.md").read_text("utf-8").startswith("---\nid: school-yucai\n")
    checked = run("check", "policies/school-yucai.md")
    assert checked.status == 0, checked.out
    assert "0 处提醒" in checked.out


def test_new_keeps_what_is_there(run, fields):
    """A policy that exists is left as it is."""
    (fields / "mine.md").write_text("我的", "utf-8")
    ran = run("new", "mine")
    assert ran.status == 1
    assert "已经有了" in ran.err
    assert (fields / "mine.md").read_text("utf-8") == "我的"


@pytest.mark.parametrize("name", ["School", "1a", "学校", "a_b", "../escape", "a--b", ""])
def test_new_refuses_bad_ids(run, fields, name):
    """An id that would be awkward as an address is refused, with an example of a good one."""
    ran = run("new", name)
    assert ran.status == 2
    assert "school-yucai" in ran.err
    assert [path.name for path in fields.iterdir()] == ["fields.yaml"]


def test_new_without_a_folder(run):
    """A folder that does not exist is named."""
    ran = run("--policies", "nowhere", "new", "mine")
    assert ran.status != 0
    assert "nowhere" in ran.err


def test_schema(run, tmp_path):
    """The two schemas are written where asked, and are valid JSON Schema."""
    ran = run("schema", "-o", "deep/schema")
    assert ran.status == 0
    written = sorted(path.name for path in (tmp_path / "deep" / "schema").iterdir())
    assert written == ["policy.schema.json", "rule.schema.json"]
    for name in written:
        assert name in ran.out
        Draft202012Validator.check_schema(json.loads((tmp_path / "deep" / "schema" / name).read_text("utf-8")))


def test_schema_into_a_file(run, tmp_path):
    """A file in the place of the folder is told."""
    (tmp_path / "schema").write_text("", "utf-8")
    ran = run("schema")
    assert ran.status != 0
    assert "schema" in ran.err

"""`assessor check`: exit status for machines, file and line and remedy for people."""

import re
import shutil

import pytest

from .conftest import ROOT


def test_sound_policies(run, policies):
    """Sound policies pass with a count of what was checked."""
    ran = run("check")
    assert ran.status == 0
    assert "通过：1 份政策，2 条规则，1 个用例" in ran.out


def test_the_project_itself(run):
    """In a folder without policies of its own the project's policies are checked, and they pass."""
    ran = run("check")
    assert ran.status == 0, ran.out
    assert re.search(r"通过：\d+ 份政策", ran.out)


def test_strict(run, policies):
    """With --strict a warning is enough to fail."""
    assert "提醒" in run("check").out
    assert run("check", "--strict").status == 1


# One small change to the good policy → the line that must be named, what was found, what to do.
ERRORS = [
    ("deleted band row", ("    - {below: 8, value: 0}\n", ""), 39, "没有取值|没有档", ""),
    ("misspelled key", ("strength: must", "stregth: must"), 35, "没有 stregth 这个键", "是不是想写 strength"),
    ("missing clause", ("unit: 元/月", "unit: 元/月\nclause: 第九十九条"), 37, "没有“第九十九条”这一条", ""),
    ("units", ("  of: 工龄", "  of: 津贴 + '3 小时'"), 38, "单位不同：元/月 和 小时", "同一单位"),
    ("failing case", ("expect: 600", "expect: 800"), 43, "没有通过", "应得 800，算出 600"),
    ("YAML", ("kind: amount", "kind: [amount"), 34, "YAML 写法有误", "括号没有成对"),
]


@pytest.mark.parametrize(
    ("change", "line", "message", "hint"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS]
)
def test_errors(run, policies, change, line, message, hint):
    """An error is told as `file:line: what`, with what to do below, and the exit status is 1."""
    path = policies / "good.md"
    text = path.read_text("utf-8").replace("工龄奖励档", "工龄奖励")
    assert text.count(change[0]) == 1
    path.write_text(text.replace(*change), "utf-8")
    ran = run("check")
    assert ran.status == 1
    assert "没有通过：" in ran.out
    found = [block for block in ran.out.split("\npolicies/") if re.search(message, block)]
    assert found, ran.out
    where, _, rest = found[0].removeprefix("policies/").partition(": ")
    name, _, number = where.partition(":")
    assert name == "good.md"
    if change[1]:
        assert abs(int(number) - line) <= (1 if "YAML" in message else 0), found[0]
    assert rest.splitlines()[1].strip(), "a remedy stands below"
    assert hint in rest


def test_one_file(run, policies):
    """Only the files named are checked; the others may be as bad as they like."""
    shutil.copy(policies / "good.md", policies / "better.md")
    assert run("check").status == 1
    assert run("check", "policies/good.md").status == 0
    ran = run("check", "policies/better.md")
    assert ran.status == 1
    assert "代号 good 与文件名 better 不同" in ran.out


def test_a_file_elsewhere(run, tmp_path):
    """A policy outside the folder is checked with the project's own fields."""
    shutil.copy(ROOT / "policies" / "rural-30-years.md", tmp_path)
    assert run("check", "rural-30-years.md").status == 0


@pytest.mark.parametrize("name", ["nothing.md", "policies"])
def test_unreadable_file(run, policies, name):
    """A file that is not there, or is a folder, is told like any other error."""
    ran = run("check", name)
    assert ran.status == 1
    assert f"{name}:1: 读不了这个文件" in ran.out


@pytest.mark.parametrize(("folder", "status"), [("nowhere", 2), ("empty", 1)])
def test_wrong_folder(run, tmp_path, folder, status):
    """A folder that is not there, or holds no field table, is named with what to do."""
    (tmp_path / "empty").mkdir()
    ran = run("--policies", folder, "check")
    assert ran.status == status
    assert folder in ran.err
    assert "--policies" in ran.err


def test_not_utf8(run, policies):
    """A policy in another encoding is told, with how to save it."""
    (policies / "gbk.md").write_bytes("---\nid: 办法".encode("gbk"))
    ran = run("check")
    assert ran.status == 1
    assert "policies/gbk.md:1: 文件不是 UTF-8 编码" in ran.out

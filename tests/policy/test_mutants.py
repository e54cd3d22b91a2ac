"""Mutants: every place of a rule is changed in turn, and the cases of the project's policies notice every change."""

import re
import shutil
from pathlib import Path

import pytest

from assessor.policy import PolicyError, read_library
from assessor.policy.mutants import (
    EQUIVALENT_FILE,
    Equivalent,
    Mutant,
    mutants,
    read_equivalents,
    survivors,
    unexplained,
)
from tests.policy.bad import GOOD, good_text

POLICIES = Path(__file__).resolve().parents[2] / "policies"

CONDITIONS = """\
kind: eligibility
strength: must
applies_if: 人数 != 0
all:
  - require:
      have: {count: {of: 活动, where: "类型 in ['班会', '家访']", within: last_years(3)}}
      at_least: 2
  - {any: [现任, 工龄 > 5 and 分数 < 60]}
"""
WORDS = """\
kind: score
strength: must
choose: {of: 学段, rows: [{is: [小学, 初中], value: 60%}, {is: 高中, gap: 没有写}]}
"""
_RULE = re.compile(r"(?<=id: G-1\n).*?(?=```)", re.DOTALL)


def read(folder: Path, rule: str, digest: str) -> list[Mutant]:
    """The mutants of the good policy with another rule in the place of the first."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    body = f"name: 样例\n{rule}cases: [{{name: 没填, given: {{}}, expect: unknown}}]\n"
    text = _RULE.sub(body, good_text()).replace("满 8 年的每月 600 元，不满的没有。", digest)
    (folder / "good.md").write_text(text, "utf-8")
    reading = read_library(folder)
    assert reading.errors == []
    return list(mutants(reading.library, reading.library.policies["good"]))


@pytest.fixture(scope="module")
def good():
    """The good policy of the tests."""
    library = read_library(GOOD).library
    return library, library.policies["good"]


@pytest.mark.parametrize("name", sorted(path.stem for path in POLICIES.glob("*.md")))
def test_cases_notice_every_change(name):
    """No change to any rule of the project goes unnoticed, but for those listed as making no difference."""
    library = read_library(POLICIES, [POLICIES / f"{name}.md"]).library
    listed = [entry for entry in read_equivalents(POLICIES / EQUIVALENT_FILE) if entry.policy == name]
    alive, outdated = unexplained(survivors(library, library.policies[name]), listed)
    assert list(map(str, alive)) == []
    assert outdated == []


def test_a_missing_case_is_found(good):
    """With the only case at eight years, nothing notices what those below would get."""
    library, policy = good
    assert {(mutant.where, mutant.change) for mutant in survivors(library, policy)} == {
        ("body", "8 → 95/12"),
        ("body.rows.0.value", "0 → -1"),
        ("body.rows.0.value", "0 → 1"),
    }


def test_bands(good):
    """Limits move for both bands at once; ends become inclusive or exclusive; values move by one."""
    library, policy = good
    assert [(mutant.where, mutant.change) for mutant in mutants(library, policy)] == [
        ("body", "第 1 行 below → to"),
        ("body", "第 2 行 from → above"),
        ("body", "8 → 95/12"),
        ("body", "8 → 97/12"),
        ("body.rows.0.value", "0 → -1"),
        ("body.rows.0.value", "0 → 1"),
        ("body.rows.1.value", "600 → 599"),
        ("body.rows.1.value", "600 → 601"),
    ]


def test_conditions_and_lists(tmp_path):
    """Connectives, comparisons, words, windows, filters and preconditions are each changed."""
    changes = {mutant.change for mutant in read(tmp_path, CONDITIONS, "近三年 2 次，或满 5 年而不到 60 分。")}
    assert {
        *("去掉", "all → any", "any → all", "and → or", "去掉第 1 项", "去掉第 2 项", ">= → >", "> → >=", "< → <="),
        *("去掉 where", "去掉 within", "去掉 班会", "去掉 家访", "last_years → last_days", "!= → =="),
        *("3 → 2", "3 → 4", "2 → 1", "2 → 3", "5 → 59/12", "5 → 61/12", "60 → 59.9", "60 → 60.1", "0 → -1", "0 → 1"),
    } == changes


def test_words_and_percentages(tmp_path):
    """A word loses its value, a gap gets one, and a percentage moves by one point."""
    found = read(tmp_path, WORDS, "小学、初中得 60%。")
    assert [mutant.change for mutant in found] == [
        *("第 1 行 去掉 小学", "第 1 行 去掉 初中", "第 2 行 补上取值"),
        *("3/5 → 0.59", "3/5 → 0.61"),
    ]


def test_the_list_is_kept_short():
    """A listed mutant that is noticed (or no longer exists) is told, so that it can be taken off."""
    mutant = Mutant("p", "R", "body", "1 → 2", {})
    entry = Equivalent("p", "R", "body", "1 → 2", "没有区别")
    other = Equivalent("p", "R", "body", "1 → 0", "没有区别")
    assert unexplained([mutant], [entry]) == ([], [])
    assert unexplained([mutant], [other]) == ([mutant], [other])


@pytest.mark.parametrize("entry", ["- {policy: p}", "- x", "- {policy: p, rule: R, where: w, change: c, reason: }"])
def test_a_reason_is_needed(tmp_path, entry):
    """An entry without all its texts is refused, the reason above all."""
    (tmp_path / EQUIVALENT_FILE).write_text(entry, "utf-8")
    with pytest.raises(PolicyError, match="键不齐"):
        read_equivalents(tmp_path / EQUIVALENT_FILE)


def test_no_list_is_an_empty_list(tmp_path):
    """A folder without the file has nothing to explain."""
    assert read_equivalents(tmp_path / EQUIVALENT_FILE) == []

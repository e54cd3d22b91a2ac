"""The handbook speaks in its own words: no long run of characters is shared with an original document."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
LONGEST = 19
"""Chinese characters in a row that may be alike, punctuation, digits and blanks left out; Latin letters end a run."""

NAMES = (
    "温州市教育局关于深化新时代中小学班主任队伍建设的实施意见",
    "深化新时代学校教师队伍建设领导小组",
    "关于加强和改进班主任工作促进班主任队伍专业化建设的意见",
    "关于进一步加强中小学班主任工作的实施意见",
    "学校班主任工作量化考核方案及实施细则",
    "成绩册班主任手册健康卡学生花名册学籍卡兴趣活动表点名册",
    "新锐教师班主任德育班主任教坛新秀名班主任",
)
"""Titles of documents, a body, a list of forms, the three tiers: names that are only right as they stand."""


def han(text: str) -> str:
    """The Chinese characters of a text; what ends a run is a bar, and so is a name."""
    joined = re.sub(r"[^\u3400-\u9fffA-Za-z]+", "", text)
    kept = re.sub(r"[A-Za-z]+", "|", joined)
    for name in NAMES:
        kept = kept.replace(name, "|")
    return kept


def shared_runs(text: str, source: str, grams: set[str]) -> list[str]:
    """Every run longer than LONGEST that stands in the source as well, as long as it goes."""
    runs, at = [], 0
    while at + LONGEST < len(text):
        if text[at : at + LONGEST + 1] not in grams:
            at += 1
            continue
        end = at + LONGEST + 1
        while end < len(text) and text[at : end + 1] in source:
            end += 1
        runs.append(text[at:end])
        at = end
    return runs


def grams_of(source: str) -> set[str]:
    """Every run of LONGEST + 1 characters without a bar in it."""
    pieces = (source[at : at + LONGEST + 1] for at in range(len(source) - LONGEST))
    return {piece for piece in pieces if "|" not in piece}


def texts() -> list[Path]:
    """Everything that people read and that was written by hand."""
    found = [*(ROOT / "policies").rglob("*"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"]
    return sorted(path for path in found if path.is_file())


@pytest.mark.skipif(not SEEDS.exists(), reason="the original documents lie beside the repository, not in it")
def test_no_run_of_twenty_characters_is_taken_from_a_source():
    """Outside of names, no text shares 20 Chinese characters in a row with an original document."""
    source = "|".join(han(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    grams = grams_of(source)
    found = {path.name: shared_runs(han(path.read_text("utf-8")), source, grams) for path in texts()}
    assert {name: runs for name, runs in found.items() if runs} == {}


def test_a_copied_run_is_found_whatever_stands_between():
    """Punctuation, digits and line breaks do not hide a copy; nineteen characters are not one, nor is a name."""
    original = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    source = han(f"开头，{original}。结尾；{NAMES[0]}")
    grams = grams_of(source)
    assert shared_runs(han(f"前{original[:10]}，3\n{original[10:20]}后"), source, grams) == [original[:20]]
    assert shared_runs(han(f"前{original[:19]}后"), source, grams) == []
    assert shared_runs(han(f"{original[:10]}name: {original[10:]}"), source, grams) == []
    assert shared_runs(han(NAMES[0]), source, grams) == []

"""Boundary tables: found for every threshold, and pinned so that a change to a rule must be confirmed."""

import re
from pathlib import Path

import pytest

from assessor.policy import read_library
from assessor.policy.boundaries import as_text, boundary_table
from tests.policy.bad import GOOD, with_body

POLICIES = Path(__file__).resolve().parents[2] / "policies"
PINNED = Path(__file__).parent / "boundaries"


@pytest.fixture(scope="module")
def tables():
    """The boundary table of every policy of the project."""
    library = read_library(POLICIES).library
    return {name: boundary_table(policy, library.rulebook) for name, policy in library.policies.items()}


@pytest.mark.parametrize("name", sorted(path.stem for path in POLICIES.glob("*.md")))
def test_pinned(tables, name):
    """The table is the one that was confirmed; if the change is meant, run `make boundaries` and read the difference."""
    path = PINNED / f"{name}.txt"
    assert (as_text(tables[name]) if tables[name] else None) == (path.read_text("utf-8") if path.exists() else None)


def test_no_table_without_a_policy():
    """Nothing is pinned that is no longer there."""
    assert {path.stem for path in PINNED.iterdir()} <= {path.stem for path in POLICIES.glob("*.md")}


def test_every_threshold_is_tried(tables):
    """The cases of every rule lead to each of its thresholds, and the result turns there."""
    assert [(row.rule.id, row.threshold) for table in tables.values() for row in table if row.result is None] == []


def lines(tables, rule, threshold):
    """The lines of a table for one threshold: input, value, and the default reading's value or verdict."""
    rows = [row for table in tables.values() for row in table if (row.rule.id, row.threshold) == (rule, threshold)]
    found = [(row.input, row.value, row.result.verdict) for row in rows]
    return [(name, value, verdict.met if verdict.value is None else verdict.value) for name, value, verdict in found]


@pytest.mark.parametrize(
    ("rule", "threshold", "wanted"),
    [
        (
            "MOE-5",
            "1 年",
            [("同班连续年限", "11 个月", False), ("同班连续年限", "1 年", True), ("同班连续年限", "1 年 1 个月", True)],
        ),
        (
            "S21-19t",
            "60%",
            [("学期实坐班", "59.99 小时", "C"), ("学期实坐班", "60 小时", "B"), ("学期实坐班", "60.01 小时", "B")],
        ),
        (
            "ZJC-1",
            "7 天",
            [
                ("计划上交日期", "2026-02-21", True),
                ("计划上交日期", "2026-02-22", True),
                ("计划上交日期", "2026-02-23", True),
                ("计划上交日期", "2026-02-24", False),
            ],
        ),
        (
            "PEN-disqualify",
            "24",
            [
                ("处分.决定日期", "2024-06-29", False),
                ("处分.决定日期", "2024-06-30", False),
                ("处分.决定日期", "2024-07-01", True),
            ],
        ),
        (
            "Q200-2n",
            "20",
            [
                ("班级活动（班会）", "17 行", False),
                ("班级活动（班会）", "18 行", True),
                ("班级活动（班会）", "19 行", True),
            ],
        ),
        (
            "CITY-22",
            "40 课时",
            [("培训记录.时长", "39.5", False), ("培训记录.时长", "40", True), ("培训记录.时长", "40.5", True)],
        ),
    ],
    ids=["months", "ratio", "days", "a row's date", "how many rows", "a row's number"],
)
def test_steps(tables, rule, threshold, wanted):
    """Each input moves by the step that matters, with the result on either side."""
    assert lines(tables, rule, threshold) == wanted


def test_each_limit_of_a_choice(tables):
    """A requirement whose limit depends on a word is tried at each of the limits."""
    for threshold, half in (("12 节", 6), ("10 节", 5)):
        found = {amount: value for _, amount, value in lines(tables, "LY-periods", threshold)}
        assert [found[f"{amount} 节"] for amount in (half - 0.1, half, half + 0.1)] == [False, True, True]


def test_readings(tables):
    """Each reading turns where it reads the text to turn."""
    rows = [row for row in tables["school-21art"] if (row.rule.id, row.threshold) == ("S21-16", "8 年")]
    turns = {
        name: next(row.value for row in rows if row.result.by_reading[name].value == 600)
        for name in rows[0].result.by_reading
    }
    assert turns == {"向下取整": "8 年", "四舍五入": "7 年 6 个月", "字面空档": "8 年", "按学年": "8 年"}


def test_text():
    """A table reads as a heading for each rule and a line for each amount."""
    library = read_library(GOOD).library
    assert as_text(boundary_table(library.policies["good"], library.rulebook)) == (
        "G-1 工龄奖励（第一条）\n"
        "  界限 8 年，由用例“满八年”\n"
        "    工龄 7 年 11 个月 → 0\n"
        "    工龄 8 年 → 600\n"
        "    工龄 8 年 1 个月 → 600\n"
    )


def test_a_threshold_that_no_case_leads_to(tmp_path):
    """A rule whose cases fill nothing in is told, not passed over."""
    for path in GOOD.iterdir():
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(
            text.replace("given: {工龄: 8}, expect: 600", "given: {}, expect: unknown"), "utf-8"
        )
    library = read_library(tmp_path).library
    assert "界限 8 年，没有用例能试到它" in as_text(boundary_table(library.policies["good"], library.rulebook))


def test_a_limit_that_depends_on_the_record(tmp_path):
    """What is required may be one number or another: each is a limit, tried where a case leads to it."""
    body = (
        "require:\n  have: 工龄\n  at_least: {if: {condition: 人数 >= 45, then: 8 年, else: 10 年}}\n"
        "cases:\n"
        "  - {name: 大班, given: {人数: 45, 工龄: 8}, expect: true}\n"
        "  - {name: 小班, given: {人数: 44, 工龄: 8}, expect: false}\n"
    )
    for path in GOOD.iterdir():
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    clause = "45 人以上的大班满 8 年，其余满 10 年。"
    given = re.sub(r"(?<=\n\n)[^\n]*600[^\n]*", clause, with_body(body), count=1)
    (tmp_path / "good.md").write_text(given, "utf-8")
    library = read_library(tmp_path).library
    text = as_text(boundary_table(library.policies["good"], library.rulebook))
    assert "界限 8 年，由用例“大班”\n    工龄 7 年 11 个月 → false\n    工龄 8 年 → true" in text
    assert "界限 10 年，由用例“小班”\n    工龄 9 年 11 个月 → false\n    工龄 10 年 → true" in text
    assert "界限 45" in text

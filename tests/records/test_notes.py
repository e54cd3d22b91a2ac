"""What a person is told about a record."""

from fractions import Fraction

import pytest

from assessor.records import derived_values, read_record, record_questions
from assessor.records.notes import summers
from assessor.rules.values import known, unknown
from tests.rules.samples import TODAY, book

EMPTY = book()
HALF_A_YEAR = [{"起": "2026-01", "角色": "班主任"}]
TRAINEE = [{"起": "2026-01", "止": "2026-03", "角色": "见习班主任"}]


def notes(record: dict[str, object]) -> dict[str, tuple[object, object, bool]]:
    """The derived fields with their value, what was typed, and whether they disagree."""
    found = derived_values(EMPTY, read_record(EMPTY.fields, record), TODAY)
    return {
        one.field: (one.value.content if one.value.is_known else one.value.missing, one.typed, one.disagrees)
        for one in found
    }


BOTH = {"累计任职年限": (Fraction(1, 2), None, False), "连续任职年限": (Fraction(1, 2), None, False)}


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({}, {}),
        ({"累计任职年限": 8}, {}),
        ({"任职段": HALF_A_YEAR}, BOTH),
        ({"任职段": HALF_A_YEAR, "累计任职年限": 8}, {**BOTH, "累计任职年限": (Fraction(1, 2), 8, True)}),
        (
            {"任职段": HALF_A_YEAR, "累计任职年限": 0.5},
            {"连续任职年限": (Fraction(1, 2), None, False)},
        ),
        ({"任职段": []}, {"累计任职年限": (0, None, False), "连续任职年限": (0, None, False)}),
        (
            {"任职段": [{"起": "2026-01"}], "累计任职年限": 8},
            {"累计任职年限": (("任职段.角色",), 8, False), "连续任职年限": (("任职段.角色",), None, False)},
        ),
        (
            {"任职段": TRAINEE, "见习年限": 1},
            {
                "累计任职年限": (0, None, False),
                "连续任职年限": (0, None, False),
                "见习年限": (Fraction(1, 4), 1, True),
            },
        ),
    ],
    ids=range(8),
)
def test_derived_values_and_disagreements(record, wanted):
    """What follows from the spells is told, in the order of the fields, with a typed value that was set aside."""
    found = notes(record)
    assert found == wanted
    assert list(found) == [name for name in EMPTY.fields if name in wanted]


def test_source_is_told():
    """A derived value names the list that it follows from."""
    record = read_record(EMPTY.fields, {"任职段": HALF_A_YEAR})
    first = derived_values(EMPTY, record, TODAY)[0]
    assert (first.source, first.value) == ("任职段", known(Fraction(1, 2)))
    assert first.value != unknown()


APPRAISED = {"考核": [{"学年": "2025-2026", "结果": "合格"}]}


@pytest.mark.parametrize(
    ("record", "inputs", "wanted"),
    [
        (APPRAISED, ["人事考核"], ["人事考核"]),
        (APPRAISED, ["考核"], []),
        ({**APPRAISED, "人事考核": [{"年度": "2025"}]}, ["人事考核"], []),
        ({**APPRAISED, "人事考核": []}, ["人事考核"], []),
        ({"考核": []}, ["人事考核"], []),
        ({}, ["人事考核"], []),
    ],
)
def test_a_field_split_from_another_is_asked_about_once(record, inputs, wanted):
    """Only where a chosen policy reads it, its former place holds something, and it was not answered yet."""
    rulebook = book({"id": "R-1", "kind": "veto", "body": ["bool", True], "inputs": inputs})
    found = record_questions(rulebook, read_record(rulebook.fields, record), list(rulebook.policies))
    assert [split.field for split in found] == wanted
    assert all("已填的考核没有改动" in split.text and "按公历年度" in split.text for split in found)


def spell(start: str, end: str | None = None, role: str = "班主任") -> dict[str, str | None]:
    """A spell of service."""
    return {"起": start, "止": end, "角色": role}


@pytest.mark.parametrize(
    ("spells", "wanted"),
    [
        ([spell("2023-09", "2024-06"), spell("2024-09")], {1: "2024-08"}),
        ([spell("2024-09"), spell("2023-09", "2024-07")], {2: "2024-08"}),
        ([spell("2022-09", "2023-06"), spell("2023-09", "2024-07"), spell("2024-09")], {1: "2023-08", 2: "2024-08"}),
        ([spell("2023-09", "2024-05"), spell("2024-09")], {}),
        ([spell("2023-09", "2024-08"), spell("2024-09")], {}),
        ([spell("2023-09", "2024-06"), spell("2024-10")], {}),
        ([spell("2023-09", "2024-06"), spell("2025-09")], {}),
        ([spell("2023-09", "2024-06"), spell("2024-09", None, "见习班主任")], {}),
        ([spell("2023-09", "2024-06"), spell("2024-06", "2024-08"), spell("2024-09")], {}),
        ([spell("2023-09", "2024-06"), spell("2020-09"), spell("2024-09")], {}),
        ([spell("2023-09", "2024-06")], {}),
    ],
    ids=range(11),
)
def test_a_summer_left_out_is_asked_about(spells, wanted):
    """Where a spell ends in June or July and the next of its role begins in September, its row and August are named."""
    rulebook = book({"id": "R-1", "kind": "veto", "body": ["bool", True], "inputs": ["任职段"]})
    found = summers(rulebook, read_record(rulebook.fields, {"任职段": spells}), list(rulebook.policies))
    assert [dict(zip(one.rows, one.ends, strict=True)) for one in found] == ([wanted] if wanted else [])
    for one in found:
        assert all(month in one.text for month in wanted.values())
        assert "2024" not in one.general


def test_only_what_a_policy_reads_is_asked_about():
    """Where no chosen policy looks at the spells, nobody is asked about them."""
    rulebook = book({"id": "R-1", "kind": "veto", "body": ["bool", True], "inputs": []})
    record = read_record(rulebook.fields, {"任职段": [spell("2023-09", "2024-06"), spell("2024-09")]})
    assert summers(rulebook, record, list(rulebook.policies)) == []


def test_many_summers_are_told_briefly():
    """The question stays short however many spells there are."""
    rulebook = book({"id": "R-1", "kind": "veto", "body": ["bool", True], "inputs": ["任职段"]})
    spells = [spell(f"{year}-09", f"{year + 1}-06") for year in range(1990, 2020)]
    [one] = summers(rulebook, read_record(rulebook.fields, {"任职段": spells}), list(rulebook.policies))
    assert len(one.rows) == 29
    assert len(one.text) < 160


@pytest.mark.parametrize(
    ("rows", "inputs", "asked"),
    [
        ([{"项目": "跑操", "完成": True}], ["清单"], True),
        ([{"项目": "跑操", "完成": False}], ["清单"], False),
        ([{"项目": "跑操"}], ["清单"], False),
        ([{"项目": "两操", "完成": True}], ["清单"], False),
        ([{"项目": "跑操", "完成": True}], ["在任"], False),
        ([], ["清单"], False),
    ],
)
def test_a_tick_that_no_longer_counts_is_told(rows, inputs, asked):
    """An item that no checklist asks for any more, with what to fill in instead, where a policy reads the list."""
    rulebook = book({"id": "R-1", "kind": "veto", "body": ["bool", True], "inputs": inputs})
    found = record_questions(rulebook, read_record(rulebook.fields, {"清单": rows}), list(rulebook.policies))
    assert [each.text for each in found] == (["清单里勾过的“跑操”不再算数：请填两操"] if asked else [])

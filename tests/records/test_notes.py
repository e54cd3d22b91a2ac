"""What a person is told about a record."""

from fractions import Fraction

import pytest

from assessor.records import derived_values, read_record, split_fields
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
    found = split_fields(rulebook, read_record(rulebook.fields, record), list(rulebook.policies))
    assert [split.field for split in found] == wanted
    assert all("已填的考核没有改动" in split.text and "按公历年度" in split.text for split in found)

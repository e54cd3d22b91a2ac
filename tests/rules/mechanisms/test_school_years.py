"""school_years."""

from fractions import Fraction

import pytest

from tests.rules.mechanisms.test_every_month import spell
from tests.rules.samples import answer, call, field, told, value

NODE = {
    "do": "school_years",
    "of": "任职段",
    "role": "班主任",
    "otherwise": call("floor", field("累计任职年限")),
    "unit": "年",
}
CASES = [
    ("no spell", [], 0),
    ("from September to August", [spell("2024-09", "2025-08")], 1),
    ("from August to June", [spell("2024-08", "2025-06")], 1),
    ("an end in July", [spell("2023-09", "2025-07")], 2),
    ("an end in May", [spell("2023-09", "2025-05")], 1),
    ("a start in October", [spell("2023-10", "2025-08")], 1),
    ("a start in February", [spell("2023-02", "2025-08")], 2),
    ("a start in July", [spell("2023-07", "2025-08")], 2),
    ("the running school year", [spell("2024-09")], 1),
    ("the running school year, though its end is written down", [spell("2024-09", "2026-06")], 1),
    ("a change of class within a school year", [spell("2024-09", "2025-01"), spell("2025-02", "2025-06")], 1),
    ("a month left out within a school year", [spell("2024-09", "2025-01"), spell("2025-03", "2025-06")], 0),
    ("summers left out", [spell("2023-09", "2024-06"), spell("2024-09", "2025-06")], 2),
    ("another role", [spell("2023-09", "2025-08", "见习班主任")], 0),
    ("a blank role", [spell("2020-09"), spell("2020-01", None, None)], ("任职段.角色",)),
    ("a blank start", [spell(None, "2021-01")], ("任职段.起",)),
]


@pytest.mark.parametrize(("rows", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_school_years_served_from_september_to_june_count(rows, wanted):
    """A school year counts where none of its months from September to June is without service, and when it is over."""
    assert told(value(NODE, {"任职段": rows})) == wanted


def test_the_running_school_year_counts_from_september_on():
    """On 1 September the school year before is over."""
    spells = {"任职段": [spell("2024-09")]}
    assert told(value(NODE, {**spells, "自评日期": "2026-08-31"})) == 1
    assert told(value(NODE, {**spells, "自评日期": "2026-09-01"})) == 2


@pytest.mark.parametrize(("record", "wanted"), [({"累计任职年限": 7.9}, Fraction(7)), ({}, ("任职段", "累计任职年限"))])
def test_something_else_stands_in_where_there_are_no_spells(record, wanted):
    """Where the spells were not filled in, the other number counts; both are missing where neither is there."""
    assert told(value(NODE, record)) == wanted


def test_note_names_the_school_years():
    """The note says which school years were served."""
    spells = [spell("2021-09", "2022-06"), spell("2024-09", "2025-08")]
    assert answer(NODE, {"任职段": spells}).step.note == "任满的学年：2021-2022、2024-2025"
    assert answer(NODE, {"任职段": []}).step.note == "没有任满的学年"

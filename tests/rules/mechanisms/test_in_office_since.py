"""in_office_since."""

import pytest

from assessor.rules.dates import Month
from tests.rules.mechanisms.test_every_month import spell
from tests.rules.samples import told, value

NODE = {"do": "in_office_since", "of": "任职段", "role": "班主任"}
CASES = [
    ("a spell that goes on", [spell("2025-09")], "2025-09"),
    ("two spells that meet", [spell("2024-09", "2025-08"), spell("2025-09")], "2024-09"),
    ("a break", [spell("2024-09", "2025-07"), spell("2025-09")], "2025-09"),
    ("service that is over", [spell("2023-09", "2024-06"), spell("2020-09", "2021-06")], "2023-09"),
    ("service that is to begin", [spell("2026-10"), spell("2026-09")], "2026-09"),
    ("another role beside it", [spell("2024-09", "2025-08", "见习班主任"), spell("2025-09")], "2025-09"),
    ("no service in the role", [spell("2024-09", None, "见习班主任")], ("任职段",)),
    ("no spell", [], ("任职段",)),
    ("a blank start", [spell(None)], ("任职段.起",)),
    ("a blank role", [spell("2025-09", None, None)], ("任职段.角色",)),
]


@pytest.mark.parametrize(("rows", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_month_of_taking_office(rows, wanted):
    """The first month of the unbroken service that reaches today, else of the last before, else of the next."""
    found = told(value(NODE, {"任职段": rows}))
    assert found == (Month.read(wanted) if isinstance(wanted, str) else wanted)


def test_spells_not_filled_in():
    """Without spells nobody knows the month."""
    assert told(value(NODE, {})) == ("任职段",)

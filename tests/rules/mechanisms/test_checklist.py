"""checklist."""

import pytest

from assessor.rules.mechanisms.checklist import done
from tests.rules.samples import answer, told

NODE = {"do": "checklist", "of": "清单", "items": ["早读", "两操"]}


def row(item: str | None, *, finished: bool | None) -> dict[str, object]:
    """A row of the list."""
    return {"项目": item, "完成": finished}


BOTH = [row("早读", finished=True), row("两操", finished=True)]
CASES = [
    ("all done", BOTH, True, 2),
    ("one not done", [row("早读", finished=True), row("两操", finished=False)], False, 1),
    ("one not mentioned", [row("早读", finished=True)], ("清单.完成",), 1),
    ("one not mentioned, the other not done", [row("早读", finished=False)], False, 0),
    ("one left blank", [row("早读", finished=True), row("两操", finished=None)], ("清单.完成",), 1),
    ("the list is not complete by itself", [], ("清单.完成",), 0),
    ("the list was not filled in", None, ("清单.完成",), 0),
    ("two rows of one item, both done", [*BOTH, row("早读", finished=True)], True, 2),
    ("two rows of one item, one not done", [*BOTH, row("早读", finished=False)], False, 1),
    ("two rows of one item, one blank", [*BOTH, row("早读", finished=None)], ("清单.完成",), 1),
    ("other items are not looked at", [*BOTH, row("午休", finished=False), row(None, finished=False)], True, 2),
    ("names must be the same to the letter", [BOTH[0], row("两操 ", finished=True)], ("清单.完成",), 1),
]


@pytest.mark.parametrize(("rows", "wanted", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_checklist(rows, wanted, count):
    """Every item must be done; an item that nobody mentions is unknown, and not done only where a row says so."""
    found = answer(NODE, {"清单": rows})
    assert told(found.value) == wanted
    assert done(found.step) == count


def test_each_item_is_explained():
    """The trace names the items in the order of the text, each with its own verdict."""
    steps = answer(NODE, {"清单": [row("两操", finished=False)]}).step.children
    assert [(step.name, told(step.value)) for step in steps] == [("早读", ("清单.完成",)), ("两操", False)]

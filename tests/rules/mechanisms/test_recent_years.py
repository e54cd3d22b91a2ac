"""recent_years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, is_word, told, value

ADJACENT = {
    "do": "recent_years",
    "of": "考核",
    "by": "学年",
    "years": 3,
    "where": is_word("结果", "不合格"),
    "adjacent": ["bool", True],
}
ON_RECORD = {**ADJACENT, "adjacent": ["bool", False]}


def years(**marks: str) -> list[dict[str, object]]:
    """Rows by school year: x failed, o passed, ? blank; several letters are several rows of the year."""
    words = {"x": "不合格", "o": "合格", "?": None}
    return [{"学年": f"20{year[1:]}", "结果": words[letter]} for year, mark in marks.items() for letter in mark]


RESULT = ("考核.结果",)
CASES = [
    ("three in a row", years(y23="x", y24="x", y25="x"), True, True),
    ("older years are not asked", years(y22="o", y23="x", y24="x", y25="x"), True, True),
    ("one was good", years(y23="x", y24="o", y25="x"), False, False),
    ("a year without a record", years(y22="x", y24="x", y25="x"), False, True),
    ("too few years on record", years(y24="x", y25="x"), False, False),
    ("too few years, one blank", years(y24="?", y25="x"), False, False),
    ("nothing on record", [], False, False),
    ("the latest year need not be this one", years(y20="x", y21="x", y22="x"), True, True),
    ("a year ahead is set aside", years(y23="x", y24="x", y25="x", y26="o"), True, True),
    ("one blank", years(y23="x", y24="?", y25="x"), RESULT, RESULT),
    ("one blank, one good", years(y23="o", y24="?", y25="x"), False, False),
    ("two rows that agree", years(y23="x", y24="xx", y25="x"), True, True),
    ("two rows that do not", years(y23="x", y24="xo", y25="x"), (), ()),
    ("two rows that do not, and a blank", years(y23="x", y24="xo?", y25="x"), (), ()),
    ("a blank beside a row that says it", years(y23="x", y24="x?", y25="x"), True, True),
    ("a blank before a row that says it", years(y23="x", y24="?x", y25="x"), True, True),
    ("the list was not filled in", None, ("考核",), ("考核",)),
]


@pytest.mark.parametrize(("rows", "adjacent", "on_record"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_same_in_each_of_the_last_years(rows, adjacent, on_record):
    """The last three years must all say so; a missing year counts against it only where years must be adjacent."""
    assert told(value(ADJACENT, {"考核": rows})) == adjacent
    assert told(value(ON_RECORD, {"考核": rows})) == on_record


def test_row_without_a_year_leaves_all_open():
    """Without its year a row could belong anywhere."""
    rows = [*years(y23="x", y24="o", y25="x"), {"结果": "合格"}]
    assert told(value(ADJACENT, {"考核": rows})) == ("考核.学年",)


def test_each_year_is_explained():
    """The trace lists the years, the latest first, each with its verdict."""
    steps = answer(ADJACENT, {"考核": years(y24="o", y25="x")}).step.children
    assert [(step.name, told(step.value)) for step in steps] == [
        ("2025-2026", True),
        ("2024-2025", False),
        ("2023-2024", False),
    ]


@given(st.permutations(years(y22="o", y23="x", y24="xx", y25="x")))
def test_order_of_rows_decides_nothing(rows):
    """Rows may be listed in any order."""
    assert told(value(ADJACENT, {"考核": rows})) is True


def test_calendar_years_are_judged_and_named_as_such():
    """A list dated by the calendar year goes by it; the years named in the trace are single years."""
    node = {**ADJACENT, "of": "人事考核", "by": "年度", "years": 2}
    rows = [{"年度": "2025", "结果": "不合格"}, {"年度": "2023", "结果": "不合格"}]
    found = answer(node, {"人事考核": rows})
    assert [(step.name, told(step.value)) for step in found.step.children] == [("2025", True), ("2024", False)]
    assert told(value({**node, "adjacent": ["bool", False]}, {"人事考核": rows})) is True
    assert told(value({**node, "years": 1}, {"人事考核": [{"年度": "2027", "结果": "不合格"}]})) is False

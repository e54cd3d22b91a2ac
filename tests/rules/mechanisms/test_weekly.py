"""each_week."""

import pytest

from tests.rules.samples import answer, is_word, told, value

NODE = {"do": "each_week", "of": "活动", "at_least": "1", "where": is_word("类型", "班会")}
FORTNIGHT = {"学期开始": "2026-06-01", "学期结束": "2026-06-14"}


def held(*days: str | None, kind: str | None = "班会") -> list[dict[str, object]]:
    """Meetings on these days."""
    return [{"日期": day, "类型": kind} for day in days]


CASES = [
    ("one a week", held("2026-06-01", "2026-06-14"), True, None),
    ("two in one week", held("2026-06-08", "2026-06-14"), False, 1),
    ("none at all", [], False, 2),
    ("outside the weeks", held("2026-05-31", "2026-06-15"), False, 2),
    ("not the kind", [*held("2026-06-01"), *held("2026-06-08", kind="家访")], False, 1),
    ("kind left blank", [*held("2026-06-01"), *held("2026-06-08", kind=None)], ("活动.类型",), None),
    (
        "kind left blank in a week that has one",
        [*held("2026-06-01", "2026-06-08"), *held("2026-06-09", kind=None)],
        True,
        None,
    ),
    ("date left blank", held("2026-06-01", None), ("活动.日期",), None),
    ("date left blank, no week needs it", held("2026-06-01", "2026-06-08", None), True, None),
    ("one week surely fails, one may hold", held("2026-06-02", kind=None), False, 1),
    ("the list was not filled in", None, ("活动",), None),
]


@pytest.mark.parametrize(("rows", "wanted", "shortfall"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_every_whole_week_needs_one(rows, wanted, shortfall):
    """Each whole week needs its row; the shortfall is the number of weeks that surely fail."""
    found = answer(NODE, {**FORTNIGHT, "活动": rows})
    assert told(found.value) == wanted
    assert found.shortfall == shortfall


@pytest.mark.parametrize(
    ("term", "weeks"),
    [
        (FORTNIGHT, ["6 月 1 日起的一周", "6 月 8 日起的一周"]),
        ({**FORTNIGHT, "学期结束": "2026-06-13"}, ["6 月 1 日起的一周"]),
        ({**FORTNIGHT, "学期开始": "2026-06-02"}, ["6 月 8 日起的一周"]),
        ({"学期开始": "2026-06-16"}, ["6 月 22 日起的一周"]),
        ({"学期开始": "2026-06-16", "学期结束": "2027-01-01"}, ["6 月 22 日起的一周"]),
        ({"学期开始": "2026-06-16", "自评日期": "2026-06-27"}, []),
    ],
)
def test_only_whole_weeks_up_to_the_day_are_judged(term, weeks):
    """Weeks cut by the term or by the day are not judged, and each judged week has its name."""
    found = answer(NODE, {**term, "活动": []})
    assert [step.name for step in found.step.children] == weeks


def test_without_the_first_day_there_are_no_weeks():
    """The weeks hang on the first day of the term."""
    assert told(value(NODE, {"学期结束": "2026-06-14", "活动": []})) == ("学期开始",)


def test_more_than_one_a_week():
    """A week may need more than one."""
    rows = held("2026-06-01", "2026-06-02", "2026-06-08")
    assert told(value({**NODE, "at_least": "2"}, {**FORTNIGHT, "活动": rows})) is False


def test_without_a_condition_every_row_counts():
    """Without `where` any row of the list will do."""
    node = {key: part for key, part in NODE.items() if key != "where"}
    assert told(value(node, {**FORTNIGHT, "活动": held("2026-06-01", "2026-06-08", kind=None)})) is True

"""Which rows of a list count."""

import pytest

from assessor.rules.rows import Judged, future_results, judge_rows, missing_of, row_key, window_of
from assessor.rules.values import Value, unknown
from tests.rules.samples import call, column, compared, field, is_word, num, scope

MEETING = is_word("类型", "班会")
WORTH = compared(column("分值"), ">=", num(2))
BOTH = ["and", [MEETING, WORTH]]
WEEK = call("last_days", num(7))
UNSURE = call("span", field("入职日期"), field("自评日期"))


def judge(rows: list[dict[str, object]] | None, **node: object) -> list[Judged] | Value:
    """Judge the rows of 活动."""
    record = {} if rows is None else {"活动": rows}
    return judge_rows({"of": "活动", **node}, scope(record))


CASES = [
    ("no conditions", {}, {}, "yes", ()),
    ("it holds", {"where": MEETING}, {"类型": "班会"}, "yes", ()),
    ("it does not", {"where": MEETING}, {"类型": "家访"}, "no", ()),
    ("it is blank", {"where": MEETING}, {}, "maybe", ("活动.类型",)),
    ("one false decides", {"where": BOTH}, {"类型": "家访"}, "no", ()),
    ("one blank leaves it open", {"where": BOTH}, {"类型": "班会"}, "maybe", ("活动.分值",)),
    ("two blanks are both named", {"where": BOTH}, {}, "maybe", ("活动.类型", "活动.分值")),
    ("first day of the window", {"within": WEEK}, {"日期": "2026-06-24"}, "yes", ()),
    ("day before it", {"within": WEEK}, {"日期": "2026-06-23"}, "no", ()),
    ("no date in a window", {"within": WEEK}, {}, "maybe", ("活动.日期",)),
    ("no date, but out anyway", {"within": WEEK, "where": MEETING}, {"类型": "家访"}, "no", ()),
    ("no date, no term", {"within": call("term")}, {}, "yes", ()),
]


@pytest.mark.parametrize(("node", "row", "word", "missing"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_row_counts_surely_surely_not_or_perhaps(node, row, word, missing):
    """A row counts if all that is asked of it holds, does not if anything fails, and may where something is blank."""
    judged = judge([row], **node)
    assert not isinstance(judged, Value)
    assert [item.word for item in judged] == [word]
    assert missing_of(judged) == missing


@pytest.mark.parametrize(
    ("node", "row", "reason"),
    [
        ({"where": MEETING}, {"类型": "班会"}, ""),
        ({"where": MEETING}, {"类型": "家访"}, "不符合计入条件"),
        ({"where": MEETING}, {}, "没填：类型"),
        ({"within": WEEK}, {"日期": "2026-06-01"}, "不在最近 7 天内"),
    ],
)
def test_row_that_does_not_count_says_why(node, row, reason):
    """A row that does not count, or only may, says why in words."""
    judged = judge([row], **node)
    assert not isinstance(judged, Value)
    assert judged[0].reason == reason


def test_list_that_was_not_filled_in_is_unknown():
    """Nobody guesses at the rows of a list that was left blank, while an empty list has none."""
    assert judge(None, where=MEETING) == unknown(["活动"])
    assert judge([], where=MEETING) == []


def test_window_that_is_not_known_leaves_all_rows_open():
    """Where the window itself hangs on a blank field, that field is what is missing."""
    assert judge([{"日期": "2026-06-01"}], within=UNSURE) == unknown(["入职日期"])
    assert window_of({"within": UNSURE}, scope()) == unknown(["入职日期"])


def test_rows_are_named_by_their_date():
    """A row is named by the date it bears, and by nothing where it has none."""
    [row] = scope({"坐班": [{"月份": "2026-05"}]}).facts.rows("坐班") or ()
    assert row_key(row, "月份") == "2026-05"
    assert row_key({}, "月份") is None
    assert row_key(row, None) is None


def test_future_rows_are_told_as_not_counted():
    """Rows that lie in the future are reported with their date and the reason."""
    seen = scope({"活动": [{"日期": "2026-07-01"}, {"日期": "2026-06-30"}]})
    [late] = future_results(seen, "活动")
    assert (late.key, late.counted, late.reason) == ("2026-07-01", "no", "晚于自评日期，不计")

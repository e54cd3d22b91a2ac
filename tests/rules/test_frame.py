"""The frame of a record: which term, and which school year, a count or a sum is about."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.records import read_record
from assessor.rules import Assessment, Result, Rulebook, State, ask, assess
from assessor.rules.dates import Month, SchoolYear, Term
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES
from tests.rules.samples import TODAY as SAMPLE_DAY
from tests.rules.samples import book, call, column, judged, num, require, rule

DAY = date(2026, 6, 30)
BLANK = ("学期开始", "学期结束")
FIRST = {"学期开始": "2025-09-01", "学期结束": "2026-01-31"}
SECOND = {"学期开始": "2026-02-01", "学期结束": "2026-08-31"}
TERMS = [FIRST, SECOND]


COUNT = {"do": "count", "of": "活动", "within": call("term")}
HOURS = {"do": "sum", "of": "坐班", "value": column("实坐班"), "within": call("term")}


def months(first: str, hours: list[float]) -> list[dict[str, Any]]:
    """One month after the other, 40 hours asked in each."""
    start = Month.read(first).ordinal
    marks = [divmod(start + number, 12) for number in range(len(hours))]
    return [
        {"月份": f"{year}-{month + 1:02d}", "应坐班": 40, "实坐班": done}
        for (year, month), done in zip(marks, hours, strict=True)
    ]


TEN = months("2025-09", [40, 40, 30, 30, 20, 40, 30, 30, 23, 20])
"""Ten months, September to June: 160 of 200 hours in the first term, 143 of 200 in the second."""
TWENTY = [*months("2024-09", [40] * 10), *TEN]
"""Twenty months of two school years."""


def school(rulebook: Rulebook, raw: dict[str, Any], today: date = DAY) -> Assessment:
    """The rules of the school with the monthly hours."""
    return assess(rulebook, read_record(rulebook.fields, raw), today, ["school-21art"])


def told(result: Result) -> list[tuple[str, object]]:
    """What a result comes to in each term or year."""
    return [(str(entry.period), entry.verdict.value) for entry in result.by_period]


# ── ten months, twenty months ───────────────────────────────────────────────


def test_ten_months_without_a_term_are_told_by_term(rulebook):
    """Months of two terms and no frame: unknown, asking for it, with the grade of each term beside it."""
    result = school(rulebook, {"月度坐班": TEN})["S21-19t"]
    assert (result.verdict.status, result.verdict.missing) == (State.UNKNOWN, BLANK)
    assert [entry.to_json() for entry in result.by_term] == [
        {"term": "2025-2026-1", "status": "known", "value": "A", "met": None},
        {"term": "2025-2026-2", "status": "known", "value": "B", "met": None},
    ]
    assert (result.by_year, result.period_notes) == ((), ())


@pytest.mark.parametrize(("term", "grade"), [(FIRST, "A"), (SECOND, "B")])
def test_ten_months_with_a_term_are_that_term(rulebook, term, grade):
    """With the frame filled in, the other term is left out and nothing is asked."""
    result = school(rulebook, {"月度坐班": TEN, **term})["S21-19t"]
    assert (result.verdict.value, result.by_period) == (grade, ())


def test_twenty_months_are_told_by_school_year(rulebook):
    """What is added up per school year is never added up over two."""
    results = school(rulebook, {"月度坐班": TWENTY, "现任班主任": True, "累计任职年限": 12})
    assert results["S21-19m"].verdict.missing == BLANK
    assert told(results["S21-19m"]) == [("2024-2025", 10), ("2025-2026", 5)]
    assert told(results["S21-annual"]) == [("2024-2025", 8000), ("2025-2026", 4000)]
    assert results["S21-annual"].by_year[0].to_json() == {
        "year": "2024-2025",
        "status": "known",
        "value": "8000",
        "met": None,
    }
    assert [str(entry.period) for entry in results["S21-19t"].by_term] == [
        "2024-2025-1",
        "2024-2025-2",
        "2025-2026-1",
        "2025-2026-2",
    ]


def test_months_keep_their_own_results_while_the_year_is_not_known(rulebook):
    """A monthly result stays with its row, whichever year is meant in the end."""
    rows = school(rulebook, {"月度坐班": TWENTY})["S21-19m"].verdict.rows
    assert len(rows) == 20
    assert {row.counted for row in rows} == {"maybe"}
    assert [str(row.extra["factor"]) for row in rows[10:13]] == ["1", "1", "1/2"]


def test_a_filled_frame_of_another_year_says_whose_years_are_counted(rulebook):
    """Years of service are always those of the assessment day, and a result about another year says so."""
    raw = {
        "月度坐班": TWENTY,
        "现任班主任": True,
        "累计任职年限": 12,
        "学期开始": "2024-09-01",
        "学期结束": "2025-01-20",
    }
    result = school(rulebook, raw)["S21-annual"]
    assert result.verdict.value == 8000
    assert any("年限按自评日期 2026-06-30" in text for text in result.period_notes)
    assert [row.counted for row in result.verdict.rows] == ["yes"] * 10 + ["no"] * 10


# ── the frame, half filled or told by the rows ──────────────────────────────


@pytest.mark.parametrize(
    ("filled", "missing"),
    [({"学期开始": "2026-02-16"}, ("学期结束",)), ({"学期结束": "2026-01-20"}, ("学期开始",))],
)
def test_one_end_alone_asks_for_the_other(rulebook, filled, missing):
    """Half a frame over rows of several terms asks for its other half."""
    result = school(rulebook, {"月度坐班": TEN, **filled})["S21-19t"]
    assert (result.verdict.status, result.verdict.missing) == (State.UNKNOWN, missing)


@pytest.mark.parametrize("filled", [{}, {"学期开始": "2026-02-16"}, {"学期结束": "2026-07-03"}])
def test_rows_of_one_term_are_that_term(rulebook, filled):
    """Where all rows lie in one term nothing is asked; without any frame it is said which term that is."""
    result = school(rulebook, {"月度坐班": TEN[5:], **filled})["S21-19t"]
    assert result.verdict.value == "B"
    assert ("2025-2026 学年第二学期" in "".join(result.period_notes)) is (not filled)


def test_the_end_does_not_matter_where_no_row_is_left(rulebook):
    """Rows that surely lie outside need no other end of the term: the totals stand in."""
    raw = {"月度坐班": TEN[:5], "学期开始": "2026-02-16", "学期应坐班": 100, "学期实坐班": 85}
    assert school(rulebook, raw)["S21-19t"].verdict.value == "A"


def test_rows_in_the_future_tell_nothing(rulebook):
    """A month that has not come yet neither counts nor opens the question which term is meant."""
    result = school(rulebook, {"月度坐班": TEN}, date(2026, 1, 31))["S21-19t"]
    assert result.verdict.value == "A"


def test_a_frame_told_by_the_rows_stays_while_time_goes_on():
    """The outlook never mixes in rows that lie in the future today, and so are in another term."""
    years = require(["field", "累计任职年限"], ">=", num(10))
    body = {"do": "all", "parts": [{"node": years}, {"node": require(COUNT, ">=", num(1))}]}
    rulebook = book(rule("一", body, "eligibility", inputs=["累计任职年限", "活动"]))
    record = read_record(rulebook.fields, {"累计任职年限": 9, "活动": [{"日期": "2026-03-10"}, {"日期": "2026-09-10"}]})
    asked = ask(rulebook, record, assess(rulebook, record, DAY))
    assert [(str(turn.month), turn.after.met) for turn in asked.turns] == [("2027-06", True)]


def test_a_term_that_has_not_begun_says_so(rulebook):
    """A term that lies ahead has no rows yet, which is no result of that term."""
    raw = {
        "班级活动": [{"日期": "2026-06-01", "类型": "主题班队活动"}],
        "学期开始": "2026-09-01",
        "学期结束": "2027-01-31",
    }
    results = assess(rulebook, read_record(rulebook.fields, raw), DAY, ["county-professional"])
    assert any("还没到" in text for text in results["CNTY-act"].period_notes)


def test_more_than_a_term_filled_in_is_told(rulebook):
    """Days of one's own are taken as they are, and it is said where they are more than one term."""
    result = school(rulebook, {"月度坐班": TEN, "学期开始": "2025-09-01", "学期结束": "2026-06-30"})["S21-19t"]
    assert result.verdict.value == "B"
    assert any("不止一个学期" in text for text in result.period_notes)


# ── weeks ───────────────────────────────────────────────────────────────────

WEEKLY = {"do": "each_week", "of": "活动", "at_least": 1}


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ({"活动": [{"日期": "2025-12-10"}, {"日期": "2026-03-10"}]}, BLANK),
        ({"活动": [{"日期": "2026-03-10"}]}, ("学期开始",)),
        ({"活动": [{"日期": "2025-12-10"}], "学期开始": "2025-09-01"}, ("学期结束",)),
        ({"活动": [], "学期开始": "2025-09-01"}, ("学期结束",)),
        ({"活动": [{"日期": "2025-12-10"}], "学期开始": "2026-06-01"}, ("学期结束",)),
        ({"活动": [], "学期结束": "2026-06-28"}, ("学期开始",)),
    ],
)
def test_weeks_need_the_days_of_their_term(record, missing):
    """Weeks are those of the term; a term that may be over asks when it ended."""
    result = judged(book(rule("一", WEEKLY, "requirement")), record)["一"]
    assert (result.verdict.status, result.verdict.missing) == (State.UNKNOWN, missing)
    assert bool(result.by_term) is (missing == BLANK)


def test_days_of_the_calendar_are_no_school_days():
    """Where the very days matter, a term filled in by the calendar says that it holds the holidays as well."""
    entry = book(rule("一", WEEKLY, "requirement"))
    noted = judged(entry, {"活动": [], **SECOND})["一"].period_notes
    assert any("含假期" in text for text in noted)
    assert judged(entry, {"活动": [], "学期开始": "2026-02-24", "学期结束": "2026-07-03"})["一"].period_notes == ()


# ── any file's rules ────────────────────────────────────────────────────────


def test_a_window_may_go_by_a_name():
    """A period that a rule gives a name of its own is the same period."""
    entry = rule("一", {**COUNT, "within": ["let", "本学期"]}, let={"本学期": call("term")})
    result = judged(book(entry), {"活动": [{"日期": "2025-12-10"}, {"日期": "2026-03-10"}]})["一"]
    assert [entry.verdict.value for entry in result.by_term] == [1, 1]


@pytest.mark.parametrize("together", [True, False], ids=["in one rule", "one rule takes up another"])
def test_two_lists_of_one_rule_are_about_one_term(together):
    """Rows of one list in one term and of another in the next: one result is never about both."""
    parts = [{"name": "一", "node": COUNT}, {"name": "二", "node": {"do": "result", "result": "二", "name": "二"}}]
    if together:
        parts[1]["node"] = HOURS
    rules = [rule("一", {"do": "score", "parts": parts}), rule("二", HOURS)]
    record = {"活动": [{"日期": "2025-12-10"}], "坐班": [{"月份": "2026-03", "实坐班": 7}]}
    results = judged(book(*rules), record)
    assert results["一"].verdict.missing == BLANK
    assert [entry.verdict.value for entry in results["一"].by_term] == [1, 7]
    assert results["二"].verdict.value == 7


def test_what_the_term_does_not_decide_is_not_asked():
    """A condition that settles the matter leaves the term alone."""
    body = {"do": "any", "parts": [{"node": ["field", "在任"]}, {"node": require(COUNT, ">=", num(2))}]}
    rows = [{"日期": "2025-12-10"}, {"日期": "2026-03-10"}]
    results = judged(book(rule("一", body, "requirement")), {"活动": rows, "在任": True})
    assert results["一"].verdict.met is True


# ── what always holds ───────────────────────────────────────────────────────

DAYS = st.dates(date(2024, 9, 1), SAMPLE_DAY).map(str)


@given(st.lists(st.fixed_dictionaries({"日期": DAYS}), max_size=6), st.randoms())
def test_order_of_rows_means_nothing(rows, rng):
    """However the rows stand, the result and the terms beside it are the same."""
    shuffled = rng.sample(rows, len(rows))
    one, two = (judged(book(rule("一", COUNT)), {"活动": some})["一"] for some in (rows, shuffled))
    assert one.verdict.to_json() == two.verdict.to_json()
    assert [entry.to_json() for entry in one.by_term] == [entry.to_json() for entry in two.by_term]


@given(st.lists(st.fixed_dictionaries({"日期": DAYS}), max_size=6))
def test_every_row_lies_in_one_term(rows):
    """The terms beside an unknown result share out all rows, none twice."""
    result = judged(book(rule("一", COUNT)), {"活动": rows})["一"]
    shares: list[Any] = [entry.verdict.value for entry in result.by_term]
    assert (sum(shares) if shares else result.verdict.value) == len(rows)
    assert bool(shares) is (len({Term.of(date.fromisoformat(row["日期"])) for row in rows}) > 1)


@pytest.mark.parametrize("policy", POLICIES)
def test_completing_the_frame_gives_the_entry(rulebook, policy):
    """With a term filled in, each result is exactly what stood beside the unknown one for that term."""
    rng, seen = random.Random(f"{policy} frame"), 0
    for _ in range(60):
        raw = {key: value for key, value in random_record(rng, policy).items() if key not in BLANK}
        before = assess(rulebook, read_record(rulebook.fields, raw), TODAY, [policy])
        for result in before.results:
            for entry in result.by_period:
                seen += 1
                days = {"学期开始": str(entry.period.first_day), "学期结束": str(entry.period.last_day)}
                after = assess(rulebook, read_record(rulebook.fields, {**raw, **days}), TODAY, [policy])
                assert after[result.id].verdict.to_json() == entry.verdict.to_json()
    counted = any(rulebook.policy(policy).framed(name, None).lists for name in rulebook.policy(policy).rules)
    assert bool(seen) is counted


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_one_term(day):
    """Two terms make up a school year, without a gap and without a day in both."""
    term = Term.of(day)
    assert term.first_day <= day <= term.last_day
    assert term.year == SchoolYear.of(day)
    assert Term.of(Month.of(day)) == term


@pytest.mark.parametrize(
    ("day", "beginning", "ending"),
    [
        (date(2025, 8, 28), "2025-2026-1", "2024-2025-2"),
        (date(2026, 2, 6), "2025-2026-2", "2025-2026-1"),
        (date(2026, 2, 24), "2025-2026-2", "2025-2026-1"),
        (date(2026, 7, 3), "2025-2026-2", "2025-2026-2"),
    ],
)
def test_a_term_may_begin_a_little_early_and_end_a_little_late(day, beginning, ending):
    """School begins in late August, and the first term may go on into February."""
    assert (str(Term.beginning(day)), str(Term.ending(day))) == (beginning, ending)

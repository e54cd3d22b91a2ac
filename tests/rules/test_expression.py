"""Expression trees."""

import operator
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.dates import Month, Window
from assessor.rules.expression import COMPARE, compare, expression
from assessor.rules.values import FALSE, GAP, TRUE, known, unknown
from tests.rules.samples import TODAY, call, compared, field, num, scope, told

YEARS, JOB, TITLE, DAY = field("年限"), field("在任"), field("称号"), field("入职日期")
DIVISION_BY_ZERO = ["/", num(1), num(0)]

TREES = [
    (num("79.9"), {}, Fraction(799, 10)),
    (["text", "甲等"], {}, "甲等"),
    (["bool", False], {}, False),
    (["list", ["甲", "乙"]], {}, ("甲", "乙")),
    (YEARS, {"年限": 0}, Fraction(0)),
    (YEARS, {}, ("年限",)),
    (["+", num(1), num("0.5")], {}, Fraction(3, 2)),
    (["-", num(1), YEARS], {"年限": 3}, Fraction(-2)),
    (["*", num(2), YEARS], {"年限": 0.1}, Fraction(1, 5)),
    (["/", YEARS, num(3)], {"年限": 1}, Fraction(1, 3)),
    (["*", num(0), YEARS], {}, ("年限",)),
    (["+", YEARS, field("人数")], {}, ("年限", "人数")),
    (DIVISION_BY_ZERO, {}, ()),
    (["+", DIVISION_BY_ZERO, YEARS], {}, ("年限",)),
    (compared(YEARS, ">=", num(3)), {"年限": 3}, True),
    (compared(YEARS, ">", num(3)), {"年限": 3}, False),
    (compared(YEARS, ">=", num(3)), {"年限": 2.99}, False),
    (compared(TITLE, "==", ["text", "甲等"]), {"称号": "甲等"}, True),
    (compared(TITLE, "!=", ["text", "甲等"]), {}, ("称号",)),
    (compared(DAY, "<=", field("自评日期")), {"入职日期": "2026-06-30"}, True),
    (["in", TITLE, ["list", ["甲等", "乙等"]]], {"称号": "乙等"}, True),
    (["in", TITLE, ["list", ["甲等", "乙等"]]], {"称号": "丙等"}, False),
    (["in", TITLE, ["list", ["甲等"]]], {}, ("称号",)),
    (["not", JOB], {"在任": True}, False),
    (["not", JOB], {}, ("在任",)),
    (["and", [JOB, compared(YEARS, ">=", num(3))]], {"在任": False}, False),
    (["and", [JOB, compared(YEARS, ">=", num(3))]], {"在任": True}, ("年限",)),
    (["or", [JOB, compared(YEARS, ">=", num(3))]], {"在任": True}, True),
    (["or", [JOB, compared(YEARS, ">=", num(3))]], {}, ("在任", "年限")),
]


@pytest.mark.parametrize(("tree", "record", "wanted"), TREES, ids=str)
def test_tree_comes_to_its_value(tree, record, wanted):
    """A tree comes to its exact value, or to what it waits for; a division by zero waits for nothing."""
    assert told(expression(tree, scope(record))) == wanted


def test_gap_runs_through_a_calculation():
    """A calculation with a gap is a gap, even where something else is missing."""
    blocked = [compare(">=", GAP, known(Fraction(1))), compare("==", unknown(["甲"]), GAP)]
    assert blocked == [GAP, GAP]


LOW, HIGH = Fraction(2), Fraction(5)
BOUNDED = [
    (">=", "2", True),
    (">=", "2.01", None),
    (">=", "5", None),
    (">=", "5.01", False),
    (">", "1.99", True),
    (">", "2", None),
    (">", "4.99", None),
    (">", "5", False),
    ("<=", "5", True),
    ("<=", "4.99", None),
    ("<=", "2", None),
    ("<=", "1.99", False),
    ("<", "5.01", True),
    ("<", "5", None),
    ("<", "2", False),
    ("==", "3", None),
    ("!=", "3", None),
]


@pytest.mark.parametrize(("relation", "limit", "decided"), BOUNDED)
def test_bounded_total_decides_as_soon_as_its_bounds_do(relation, limit, decided):
    """A total known to lie between 2 and 5 is compared only where every number in between agrees."""
    found = compare(relation, unknown(["甲"], LOW, HIGH), known(Fraction(limit)))
    assert told(found) == (("甲",) if decided is None else decided)


@pytest.mark.parametrize(
    ("relation", "limit", "decided"),
    [
        (">=", 2, True),
        (">=", 3, None),
        (">", 1, True),
        (">", 2, None),
        ("<=", 1, False),
        ("<=", 2, None),
        ("<", 2, False),
        ("<", 3, None),
        ("==", 1, None),
        ("!=", 1, None),
    ],
)
def test_total_without_an_upper_bound_decides_by_its_lower_one(relation, limit, decided):
    """A total of at least 2 surely reaches 2 and surely is not below it; more cannot be said."""
    found = compare(relation, unknown(["甲"], LOW), known(Fraction(limit)))
    assert told(found) == (("甲",) if decided is None else decided)


@given(
    st.sampled_from([">=", ">", "<=", "<", "==", "!="]),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(-1, 6),
    st.integers(0, 8),
)
def test_decision_from_bounds_holds_for_every_completion(relation, low, more, limit, by):
    """What the bounds decide is what every total between them decides."""
    high = low + more
    found = compare(relation, unknown(["甲"], Fraction(low), Fraction(high)), known(Fraction(limit)))
    if found.is_known:
        total = min(low + Fraction(by, 2), Fraction(high))
        assert COMPARE[relation](total, limit) is found.content


FUNCTIONS = [
    ("floor", [num("7.9")], Fraction(7)),
    ("ceil", [num("7.1")], Fraction(8)),
    ("round_half_up", [num("10.5")], Fraction(11)),
    ("min", [num(2), num(3)], Fraction(2)),
    ("max", [num(2), num(3)], Fraction(3)),
    ("max", [num(2), YEARS], ("年限",)),
    ("days_between", [DAY, field("自评日期")], Fraction(-1)),
    ("months_between", [DAY, field("自评日期")], Fraction(-1)),
    ("months_between", [["call", "date", [num(2023), num(7), num(1)]], DAY], Fraction(36)),
    ("months_between", [["call", "date", [num(2023), num(7), num(2)]], DAY], Fraction(35)),
    ("date", [num(2026), num(9), num(1)], date(2026, 9, 1)),
    ("years_before", [field("自评日期"), num(3)], date(2023, 6, 30)),
    ("next_quarter", [field("自评日期")], date(2026, 7, 1)),
    ("years_after", [field("自评日期"), num(3)], date(2029, 6, 30)),
    ("years_after", [field("自评日期"), num(9000)], date(9999, 6, 30)),
    ("school_year", [field("自评日期")], Fraction(2025)),
    ("year", [field("自评日期")], Fraction(2026)),
    ("month", [field("自评日期")], Month(2026, 6)),
    ("contains_any", [["text", "市优秀班主任"], ["list", ["十佳", "优秀"]]], True),
    ("contains_any", [["text", "市优秀班主任"], ["list", ["十佳", "模范"]]], False),
    ("contains", [["text", "市优秀班主任"], ["text", "优秀"]], True),
    ("contains", [["text", "市优秀班主任"], ["text", "十佳"]], False),
    ("span", [field("自评日期"), DAY], Window(TODAY, date(2026, 7, 1), "规定期间")),
    ("last_years", [num(3)], Window(date(2023, 6, 30), TODAY, "最近 3 年")),
    ("last_days", [num(7)], Window(date(2026, 6, 24), TODAY, "最近 7 天")),
    ("last_week", [], Window(date(2026, 6, 22), date(2026, 6, 28), "最近一个整周")),
    ("since", [DAY], Window(date(2026, 7, 1), TODAY, "规定期间")),
    ("term", [], Window(None, None, "本学期")),
    ("whole_weeks", [], ("学期开始",)),
    ("filled", [DAY], True),
    ("filled", [YEARS], False),
    ("present", [DAY], True),
    ("present", [YEARS], ("年限",)),
]


@pytest.mark.parametrize(("name", "arguments", "wanted"), FUNCTIONS, ids=str)
def test_function(name, arguments, wanted):
    """Each function gives its value for known arguments, and waits for the inputs of the others."""
    found = expression(call(name, *arguments), scope({"入职日期": "2026-07-01"}))
    assert told(found) == wanted


@pytest.mark.parametrize(
    ("record", "weeks"),
    [
        ({"学期开始": "2026-06-15"}, 2),
        ({"学期开始": "2026-06-15", "学期结束": "2026-06-21"}, 1),
        ({"学期开始": "2026-06-15", "学期结束": "2027-06-21"}, 2),
        ({"学期开始": "2026-06-29"}, 0),
    ],
)
def test_whole_weeks_end_with_the_term_or_the_day(record, weeks):
    """Whole weeks are counted up to the end of the term or the day, whichever comes first."""
    assert expression(call("whole_weeks"), scope(record)) == known(Fraction(weeks))


ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.fractions(-50, 50, max_denominator=30)), max_size=4))
def test_arithmetic_is_that_of_fractions(steps):
    """A calculation comes to exactly what fractions come to, and to nothing where it divides by zero."""
    tree, wanted = num(1), Fraction(1)
    for sign, number in steps:
        tree = [sign, tree, num(number)]
        if sign == "/" and number == 0:
            assert expression(tree, scope()) == unknown()
            return
        wanted = ARITHMETIC[sign](wanted, number)
    assert expression(tree, scope()) == known(wanted)


def test_let_is_looked_up_in_the_scope():
    """A name of the rule's own stands for its node, worked out once a scope."""
    seen = scope({"年限": 7.9}, lets={"整年": call("floor", YEARS)})
    assert expression(["let", "整年"], seen) == known(Fraction(7))
    assert seen.let("整年") is seen.let("整年")


def test_column_is_looked_up_in_the_row():
    """A column is that of the current row; a blank one is unknown under the name of its list."""
    [row] = scope({"活动": [{"类型": "班会"}]}).facts.rows("活动") or ()
    seen = scope().at_row("活动", row)
    assert expression(["column", "类型"], seen) == known("班会")
    assert expression(["column", "分值"], seen) == unknown(["活动.分值"])


def test_truth_is_not_a_number():
    """Conditions compare as true and false."""
    assert expression(compared(JOB, "==", ["bool", True]), scope({"在任": True})) == TRUE
    assert expression(compared(JOB, "==", ["bool", True]), scope({"在任": False})) == FALSE

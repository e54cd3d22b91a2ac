"""按整周判的条款：是否有整周，以及每个整周是否都有一行。"""

from collections.abc import Callable
from datetime import date, timedelta

from .conventions import Cond, Form, Row, all_of, count, month_of
from .terms import END, START, Term, half_year
from .verdicts import Verdict, decided

TABLE = "班级活动"


def has_whole_week(form: Form) -> Cond:
    """Tell whether the term has had at least one whole week; needs 学期开始.

    It needs 学期结束 as well once the day, or a row, lies outside the term that 学期开始 begins.
    """
    start, term = form.day(START), Term(form, TABLE)
    if start is None:
        return Cond(None, term.unnamed or (START,))
    if not form.has(END):
        assert term.own is not None
        if half_year(month_of(form.today)) > term.own or term.halves - {term.own}:
            return Cond(None, (END,))
    return Cond(bool(form.whole_weeks(start)))


def met_every_week(form: Form, wanted: Callable[[Row], Cond]) -> Verdict:
    """Ask for at least one wanted row in every whole week; short by the weeks that surely have none."""
    start = form.day("学期开始")
    assert start is not None

    def held(monday: date) -> Cond:
        sunday = monday + timedelta(days=6)
        return count(form, TABLE, lambda row: all_of(row.dated(monday, sunday), wanted(row))).at_least(1)

    weeks = [held(monday) for monday in form.whole_weeks(start)]
    return decided(all_of(*weeks), sum(week.truth is False for week in weeks))

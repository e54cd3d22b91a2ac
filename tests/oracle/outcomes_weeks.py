"""按整周判的条款：是否有整周，以及每个整周是否都有一行。"""

from collections.abc import Callable
from datetime import date, timedelta

from .conventions import Cond, Form, Row, all_of, count
from .verdicts import Verdict, decided


def has_whole_week(form: Form) -> Cond:
    """Tell whether the term has had at least one whole week; needs 学期开始."""
    start = form.day("学期开始")
    return Cond(None, ("学期开始",)) if start is None else Cond(bool(form.whole_weeks(start)))


def met_every_week(form: Form, wanted: Callable[[Row], Cond]) -> Verdict:
    """Ask for at least one wanted row in every whole week; short by the weeks that surely have none."""
    start = form.day("学期开始")
    assert start is not None

    def held(monday: date) -> Cond:
        sunday = monday + timedelta(days=6)
        return count(form, "班级活动", lambda row: all_of(row.dated(monday, sunday), wanted(row))).at_least(1)

    weeks = [held(monday) for monday in form.whole_weeks(start)]
    return decided(all_of(*weeks), sum(week.truth is False for week in weeks))

"""量化考核方案（quant-200）。"""

from fractions import Fraction

from .conventions import TRUE, Cond, Form, Number, Row, all_of, count, union
from .outcomes_weeks import has_whole_week, met_every_week
from .terms import Term
from .verdicts import (
    Answer,
    Verdict,
    amount,
    decided,
    manual,
    outcome,
    unknown,
)

QUANT = "quant-200"


PLAN_READINGS = ("先得后扣", "不得并扣", "从满分里扣")


def _plan_scores(form: Form) -> tuple[int, int, int] | Verdict:
    """Give the unlimited score of the plan in each of the readings."""
    handed_in = form.yes("计划已交").truth
    submitted, start = form.day("计划上交日期"), form.day("学期开始")
    content = form.is_in("计划内容", "详实")
    if handed_in is False:
        return 0, -2, 3 - 2
    if handed_in is None and submitted is None:
        return unknown("计划上交日期", "计划已交")
    if submitted is None or start is None or content.truth is None:
        return unknown(*form.unfilled("学期开始", "计划上交日期", "计划内容"))
    points, empty = (2, 0) if content.truth else (-1, 1)
    if (submitted - start).days <= 14:
        return 2 + points, 2 + points, 3 - empty
    return 1 + points, -1 + points, 3 - 1 - empty


@outcome("Q200-1", QUANT)
def q200_1(form: Form) -> Answer:
    """班级工作计划得分。"""
    scores = _plan_scores(form)
    if isinstance(scores, Verdict):
        return dict.fromkeys(PLAN_READINGS, scores)
    return {name: amount(min(max(score, 0), 3)) for name, score in zip(PLAN_READINGS, scores, strict=True)}


POINTS = {"完整": Fraction(5, 10), "简单": Fraction(2, 10), "无": Fraction(0)}


@outcome("Q200-2", QUANT)
def q200_2(form: Form) -> Answer:
    """班队活动课得分。"""
    rows = form.rows("班级活动")
    if rows is None:
        return unknown("班级活动")
    term = Term(form, "班级活动")
    if term.unnamed:
        return unknown(*term.unnamed)
    score = Fraction(0)
    missing: list[str] = []
    for row in rows:
        in_term = term.holds(row)
        if in_term.truth is False:
            continue
        record = row.get("记录")
        missing += in_term.missing
        if record is None:
            missing.append(row.name("记录"))
        else:
            score += POINTS[str(record)]
    return unknown(*union([missing])) if missing else amount(min(score, Fraction(10)))


@outcome("Q200-2n", QUANT)
def q200_2n(form: Form) -> Answer:
    """班队活动课次数。"""
    term = Term(form, "班级活动")
    if term.unnamed:
        return unknown(*term.unnamed)

    def themed(row: Row) -> Cond:
        return all_of(term.holds(row), row.is_in("类型", "主题班队活动"))

    twenty = count(form, "班级活动", term.holds).at_least(20)
    two = count(form, "班级活动", themed).at_least(2)
    return decided(all_of(twenty, two))


@outcome("Q200-2w", QUANT, applies=has_whole_week)
def q200_2w(form: Form) -> Answer:
    """每周至少一次班会或主题班队活动。"""
    return met_every_week(form, lambda _row: TRUE)


def _sum(*parts: Number) -> Verdict:
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return unknown(*union(part.missing for part in parts))
    return amount(sum(values, Fraction(0)))


@outcome("Q200-total", QUANT)
def q200_total(form: Form) -> Answer:
    """学期考核得分。"""
    routine, effect = form.number("常规考核分"), form.number("成效考核分")
    bonus = form.number("奖励得分")
    return {"字面": _sum(routine, bonus), "两部分相加": _sum(routine, effect, bonus)}


def _average(form: Form, table: str) -> Verdict:
    """Add up the marks of the term and divide by how many there are; none at all has no average."""
    rows = form.rows(table)
    if rows is None:
        return unknown(table)
    term = Term(form, table)
    if term.unnamed:
        return unknown(*term.unnamed)
    marks, missing = [], []
    for row in rows:
        if (here := term.holds(row)).truth is False:
            continue
        mark = row.number("得分")
        missing += [*here.missing, *mark.missing]
        marks.append(mark.value or Fraction(0))
    if missing or not marks:
        return unknown(*missing)
    return amount(sum(marks, Fraction(0)) / len(marks))


@outcome("Q200-eff", QUANT)
def q200_eff(form: Form) -> Answer:
    """成效分的平均。"""
    return {"按周": _average(form, "成效周分"), "按月": _average(form, "成效月分")}


manual(QUANT, "Q200-use", "Q200-hb", "Q200-base", "Q200-avg", "Q200-trunc")

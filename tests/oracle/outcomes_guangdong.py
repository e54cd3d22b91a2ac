"""广东中职（gd-zz-2010-5）。

GD-8c 与 GD-9b 虽在“可算项”之列，却没有写 applies_if，也没有把 学段 列入 inputs：直接计算。
"""

from fractions import Fraction

from .conventions import TRUE, Cond, Form, Row, all_of, any_of, count, month_of, to_day
from .service import head_teacher_months
from .verdicts import Answer, checklist, decided, enough_rows, manual, outcome, reaches

POLICY = "gd-zz-2010-5"


def _vocational(form: Form) -> Cond:
    return form.is_in("学段", "中职")


def _first_time(form: Form) -> Cond:
    return all_of(_vocational(form), form.yes("首次担任班主任"))


@outcome("GD-8", POLICY, applies=_vocational)
def gd_8(form: Form) -> Answer:
    """教师资格。"""
    return decided(form.yes("教师资格"))


@outcome("GD-8s", POLICY, applies=_vocational)
def gd_8s(form: Form) -> Answer:
    """每届任期。"""
    return reaches(form.number("本届任期年限"), 3)


@outcome("GD-8c", POLICY)
def gd_8c(form: Form) -> Answer:
    """每班（含实习实训班）一名班主任。"""
    return reaches(form.number("班主任人数"), form.number("班级数"))


@outcome("GD-9", POLICY, applies=_first_time)
def gd_9(form: Form) -> Answer:
    """新任岗前培训：先培训后上岗。"""
    month, day = _took_office(form), form.day("上岗日期")

    def in_time(row: Row) -> Cond:
        held = row.get("日期")
        if held is None or (day is None and month is None):
            return TRUE
        if day is not None:
            return Cond(to_day(held) <= day)
        if month_of(to_day(held)) == month:
            return Cond(None, ("上岗日期",))
        return Cond(month_of(to_day(held)) < (month or 0))

    return enough_rows(count(form, "培训记录", lambda row: all_of(row.is_in("类型", "岗前"), in_time(row))), 1)


def _took_office(form: Form) -> int | None:
    """The first month of the unbroken service that reaches today, or else of the last before, or of the next."""
    months, _ = head_teacher_months(form)
    if months is None:
        return None
    if not months:
        rows = [row for row in form.rows("任职段") or [] if row.get("角色") == "班主任"]
        return min((month for row in rows if (month := row.month("起")) is not None), default=None)
    first = month_of(form.today) if month_of(form.today) in months else max(months)
    while first - 1 in months:
        first -= 1
    return first


@outcome("GD-9b", POLICY)
def gd_9b(form: Form) -> Answer:
    """每学期校本培训。"""
    return checklist(form, "学校事项完成", "本学期校本培训")


@outcome("GD-11", POLICY, applies=_vocational)
def gd_11(form: Form) -> Answer:
    """企业或生产一线实践。"""
    return reaches(form.number("企业实践月数"), 2)


@outcome("GD-14b", POLICY, applies=_vocational)
def gd_14b(form: Form) -> Answer:
    """周课时不超过平均：平均 ≥ 周课时，差额即超出的节数。"""
    own, average = form.number("周课时"), form.number("全校平均周课时")
    return reaches(average, own)


@outcome("GD-14c", POLICY, applies=_vocational, readings=("任一", "两者"))
def gd_14c(form: Form) -> Answer:
    """月岗位津贴下限。"""
    pay, income = form.number("月岗位津贴"), form.number("全校教师月均工资总收入")
    over_200 = pay.at_least(200)
    if pay.value is None or income.value is None:
        over_tenth = Cond(None, pay.missing + income.missing)
        return {
            "任一": decided(any_of(over_tenth, over_200)),
            "两者": decided(all_of(over_tenth, over_200)),
        }
    tenth, least = income.value / 10, Fraction(200)
    over_tenth = Cond(pay.value >= tenth)
    return {
        "任一": decided(any_of(over_tenth, over_200), min(tenth, least) - pay.value),
        "两者": decided(all_of(over_tenth, over_200), max(tenth, least) - pay.value),
    }


@outcome("GD-11s", POLICY)
def gd_11s(form: Form) -> Answer:
    """实习期驻企与企业考察。"""
    return checklist(form, "学校事项完成", "实习期安排班主任驻企", "定期安排班主任到企业考察")


@outcome("GD-13", POLICY)
def gd_13(form: Form) -> Answer:
    """本校班主任管理制度。"""
    return checklist(form, "学校事项完成", "中职班主任管理制度")


SHOWN = ("GD-6", "GD-7", "GD-8a", "GD-9r", "GD-10", "GD-14a", "GD-14d", "GD-14f", "GD-15a", "GD-15e", "GD-15v")
manual(POLICY, *SHOWN)


@outcome("GD-15r", POLICY, applies=_vocational)
def gd_15r(form: Form) -> Answer:
    """不接受委派。"""
    return decided(form.yes("无正当理由拒任"))

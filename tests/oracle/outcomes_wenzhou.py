"""温州 2023〔23〕号（wenzhou-2023-23）。"""

from calendar import monthrange
from datetime import date
from math import ceil

from .conventions import TRUE, Cond, Form, Row, all_of, any_of, count
from .service import consecutive_years, cumulative_years, trainee_years
from .verdicts import Answer, Verdict, checklist, decided, manual, outcome, reaches, unknown

POLICY = "wenzhou-2023-23"


@outcome("WZ-1", POLICY)
def wz_1(form: Form) -> Answer:
    """班主任准入。"""

    def passed(row: Row) -> Cond:
        return all_of(
            row.is_in("类型", "岗前"),
            row.is_in("主办", "县", "市", "省", "国家"),
            row.yes("合格"),
        )

    trained = count(form, "培训记录", passed).at_least(1)
    prepared = all_of(trained, form.yes("班主任资格证"))
    not_new = form.no("首次担任班主任")
    return decided(all_of(form.yes("教师资格"), any_of(not_new, prepared)))


@outcome("WZ-1s", POLICY)
def wz_1s(form: Form) -> Answer:
    """一年以上见习班主任经历。"""
    return reaches(trainee_years(form), 1)


def _joined_since(form: Form) -> Cond:
    joined = form.day("入职日期")
    return Cond(None, ("入职日期",)) if joined is None else Cond(joined >= date(2023, 3, 10))


@outcome("WZ-2", POLICY, applies=_joined_since)
def wz_2(form: Form) -> Answer:
    """新教师一年见习班主任：入职不满一年的，没见习满也不算没达到。"""
    judged = reaches(trainee_years(form), 1)
    joined = form.day("入职日期")
    assert joined is not None  # applies has asked for it
    over = date(joined.year + 1, joined.month, min(joined.day, monthrange(joined.year + 1, joined.month)[1]))
    if judged.met is False and form.today < over:
        return Verdict("unknown", due=over)
    return judged


@outcome("WZ-9", POLICY)
def wz_9(form: Form) -> Answer:
    """拒任的当年限制。"""
    return decided(form.yes("无正当理由拒任"))


@outcome("WZ-12a", POLICY)
def wz_12a(form: Form) -> Answer:
    """二十五年专项绩效奖励。"""
    return {
        "累计": reaches(cumulative_years(form), 25),
        "连续": reaches(consecutive_years(form), 25),
    }


@outcome("WZ-12b", POLICY)
def wz_12b(form: Form) -> Answer:
    """荣誉仪式里程碑。"""
    years = cumulative_years(form)
    if years.value is None:
        return unknown(*years.missing)
    reached = [milestone for milestone in (0, 10, 20, 30) if years.value >= milestone]
    return Verdict("known", value=str(max(reached)))


@outcome("WZ-11", POLICY)
def wz_11(form: Form) -> Answer:
    """年度优秀名额中的班主任：唯一同时给 value 与 met 的名额项。"""
    places, chosen = form.number("年度优秀名额"), form.number("优秀中班主任人数")
    if places.value is None:
        return unknown(*places.missing)
    least = ceil(places.value / 3)
    met = None if chosen.value is None else chosen.value >= least
    return Verdict("known", value=str(least), met=met)


@outcome("WZ-5", POLICY)
def wz_5(form: Form) -> Answer:
    """名班主任工作室全覆盖。"""
    masters = form.number("名班主任人数")
    each = decided(TRUE) if masters.value == 0 else reaches(form.number("名班主任工作室数"), masters)
    return {"每名一室": each, "每校覆盖": decided(form.yes("有名班主任工作室带"))}


@outcome("WZ-goal", POLICY)
def wz_goal(form: Form) -> Answer:
    """2030 年每校一名县级以上名班主任。"""
    return reaches(form.number("名班主任人数"), 1)


@outcome("WZ-2a", POLICY)
def wz_2a(form: Form) -> Answer:
    """一年一聘。"""
    return checklist(form, "学校事项完成", "本学年聘任班主任")


@outcome("WZ-9f", POLICY)
def wz_9f(form: Form) -> Answer:
    """班主任工作档案。"""
    return checklist(form, "学校事项完成", "班主任工作档案")


@outcome("WZ-10b", POLICY)
def wz_10b(form: Form) -> Answer:
    """班主任系列职称通过率高于其它学科平均，相等不算。"""
    own, others = form.number("班主任系列职称通过率"), form.number("其它学科平均通过率")
    if own.value is None or others.value is None:
        return unknown(*own.missing, *others.missing)
    short = others.value - own.value
    return decided(Cond(own.value > others.value), short or None)


manual(POLICY, "WZ-3", "WZ-6", "WZ-7", "WZ-8", "WZ-9u", "WZ-10", "WZ-11b", "WZ-11c", "WZ-12")

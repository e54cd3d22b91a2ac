"""县级专业化意见（county-professional）。"""

from datetime import date

from .conventions import TRUE, Cond, Form, Number, Row, add, all_of, any_of, count, month_of
from .service import consecutive_years, cumulative_years, head_teacher_months
from .terms import Term
from .verdicts import (
    GAP,
    Answer,
    Verdict,
    amount,
    checklist,
    decided,
    enough_in_total,
    enough_rows,
    manual,
    outcome,
    reaches,
    unknown,
)

POLICY = "county-professional"


TITLES = ("优秀班主任", "先进班主任", "模范班主任", "十佳班主任", "优秀德育工作者", "优秀辅导员")


def _alike(row: Row) -> Cond:
    """An honour of the closed list; of any other name the school decides; contests never are."""
    contest = any_of(row.contains("名称", "大赛"), row.contains("名称", "竞赛"))
    if contest.truth:
        return Cond(truth=False)
    named = any_of(*(row.contains("名称", title) for title in TITLES))
    decided_by_school = row.yes("学校认作同类")
    if named.truth is None:
        # The name could still be that of a contest, whatever the school decides.
        return Cond(None, named.missing + decided_by_school.missing)
    return any_of(named, decided_by_school)


def _honoured_since(form: Form, first: date) -> Cond:
    return count(form, "荣誉", lambda row: all_of(_alike(row), row.dated(first, form.today))).at_least(1)


def _served(form: Form, first: int, last: int, typed: Cond) -> Cond:
    """Ask for every month of first..last served, July and August left aside; the typed years where there are no spells."""
    if not form.has("任职段"):
        return typed
    months, missing = head_teacher_months(form)
    if months is None:
        return Cond(None, missing)
    return Cond(all(month in months for month in range(first, last + 1) if month % 12 not in (6, 7)))


def _with_this_year(form: Form) -> Cond:
    """Two whole school years and this one so far; typed years reach back to the first day, whole months of today."""
    first = date(form.school_year - 2, 9, 1)
    elapsed = month_of(form.today) - month_of(first)  # the first of a month: whole months until today
    years = consecutive_years(form)
    typed = Cond(None, years.missing) if years.value is None else Cond(years.value * 12 >= elapsed)
    return _served(form, month_of(first), month_of(form.today), typed)


@outcome("CNTY-3", POLICY)
def cnty_3(form: Form) -> Answer:
    """班主任资格直接认定。"""
    years, unbroken = cumulative_years(form), consecutive_years(form).at_least(3)
    praised = all_of(years.at_least(2), form.yes("学生满意教师"))
    september = (form.school_year - 3) * 12 + 8
    done = _served(form, september, form.school_year * 12 + 5, unbroken)
    served = {
        "已满的三个学年": (date(form.school_year - 3, 9, 1), done),
        "含本学年": (date(form.school_year - 2, 9, 1), _with_this_year(form)),
        "前三十六个月": (form.years_back(3), unbroken),
    }
    return {
        name: decided(any_of(_honoured_since(form, first), years.at_least(6), three, praised))
        for name, (first, three) in served.items()
    }


@outcome("CNTY-3v", POLICY)
def cnty_3v(form: Form) -> Answer:
    """无证不得担任。"""
    return decided(any_of(form.no("教师资格"), form.no("班主任资格证")))


def _five_years(form: Form, *kinds: str) -> Verdict:
    def training(row: Row) -> Cond:
        window = row.dated(form.years_back(5), form.today)
        return all_of(window, row.is_in("单位", "学时"), row.is_in("类型", *kinds))

    return enough_in_total(add(form, "培训记录", "时长", training), 20)


@outcome("CNTY-2", POLICY)
def cnty_2(form: Form) -> Answer:
    """五年集中培训。"""
    return {
        "非校本": _five_years(form, "岗前", "专题", "骨干", "集中"),
        "仅集中": _five_years(form, "集中"),
    }


def _highest_post(years: Number) -> Verdict:
    if years.value is None:
        return unknown(*years.missing)
    if years.value >= 3:
        return Verdict("known", value="校级后备干部（原则上）")
    if years.value >= 2:
        return Verdict("known", value="学校中层干部")
    return Verdict("known", value="年级组长" if years.value >= 1 else "无")


@outcome("CNTY-4prom", POLICY)
def cnty_4prom(form: Form) -> Answer:
    """提拔所需班主任年限。"""
    return {
        "累计": _highest_post(cumulative_years(form)),
        "连续": _highest_post(consecutive_years(form)),
    }


@outcome("CNTY-4base", POLICY)
def cnty_4base(form: Form) -> Answer:
    """选拔提拔须当过班主任：年限大于 0 即可。没当过时差额是 0，不写。"""
    years = cumulative_years(form)
    return unknown(*years.missing) if years.value is None else decided(Cond(years.value > 0))


@outcome("CNTY-4v", POLICY)
def cnty_4v(form: Form) -> Answer:
    """严重违纪撤销职务。"""
    return decided(form.yes("严重违反职业纪律"))


def _monthly_pay(form: Form) -> Number | Verdict:
    """元/月, or the verdict that stands in its place."""
    vocational = form.is_in("学段", "中职")
    if vocational.truth is None:
        return unknown(*vocational.missing)
    if vocational.truth:
        return GAP
    rate, size = form.number("生均津贴标准"), form.number("班级人数")
    if rate.value is None or size.value is None:
        return unknown(*rate.missing, *size.missing)
    return Number(rate.value * size.value)


@outcome("CNTY-4pay", POLICY, applies=lambda form: form.yes("现任班主任"))
def cnty_4pay(form: Form) -> Answer:
    """生均班主任津贴。"""
    pay = _monthly_pay(form)
    return pay if isinstance(pay, Verdict) else amount(pay.value or 0)


@outcome("CNTY-annual", POLICY, applies=lambda form: form.yes("现任班主任"))
def cnty_annual(form: Form) -> Answer:
    """生均津贴全年额 (combined)。"""
    pay, months = _monthly_pay(form), form.number("计发月数")
    if isinstance(pay, Verdict):
        return pay if pay.status == "gap" else unknown(*pay.missing, *months.missing)
    if months.value is None:
        return unknown(*months.missing)
    return amount((pay.value or 0) * months.value)


@outcome("CNTY-act", POLICY)
def cnty_act(form: Form) -> Answer:
    """每学期主题班队活动。"""
    term = Term(form, "班级活动")
    if term.unnamed:
        return unknown(*term.unnamed)

    def activity(row: Row) -> Cond:
        return all_of(term.holds(row), row.is_in("类型", "主题班队活动"))

    return enough_rows(count(form, "班级活动", activity), 2)


@outcome("CNTY-sem", POLICY)
def cnty_sem(form: Form) -> Answer:
    """与任课教师专题研究。"""
    return reaches(form.number("任课教师研究次数"), 2)


@outcome("CNTY-visit", POLICY)
def cnty_visit(form: Form) -> Answer:
    """“五生”家庭每户上门一次。"""
    families = form.number("五生家庭数")
    if families.value == 0:
        return decided(TRUE)
    return reaches(form.number("已访五生家庭数"), families)


@outcome("CNTY-pm", POLICY)
def cnty_pm(form: Form) -> Answer:
    """每学年家长会。"""
    return reaches(form.number("家长会次数"), 1)


@outcome("CNTY-1", POLICY)
def cnty_1(form: Form) -> Answer:
    """七项班主任制度。"""
    entry = ("岗位职责制度", "培训制度", "任职资格制度", "持证上岗制度")
    pay = ("校长聘任制度", "学期量化考核制度", "津贴发放制度")
    return checklist(form, "学校事项完成", *entry, *pay)


@outcome("CNTY-2t", POLICY)
def cnty_2t(form: Form) -> Answer:
    """县每年三类培训。"""
    return checklist(form, "学校事项完成", "本年度岗前培训", "本年度岗位培训", "本年度提高培训")


@outcome("CNTY-5s", POLICY)
def cnty_5s(form: Form) -> Answer:
    """学校本学年表彰。"""
    return checklist(form, "学校事项完成", "本学年表彰优秀班主任")


@outcome("CNTY-5c", POLICY)
def cnty_5c(form: Form) -> Answer:
    """县级三年评选与交流。"""
    return checklist(form, "学校事项完成", "近三年县级优秀班主任评选", "近三年县级经验交流会")


@outcome("CNTY-5r", POLICY)
def cnty_5r(form: Form) -> Answer:
    """县级五年报告团。"""
    return checklist(form, "学校事项完成", "近五年优秀班主任报告团")


manual(POLICY, "CNTY-2s", "CNTY-2b", "CNTY-3a", "CNTY-4k", "CNTY-4work", "CNTY-5", "CNTY-6")

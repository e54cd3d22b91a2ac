"""苏州培训意见（suzhou-training-2007）、教育部规定（moe-2009-12）、多份政策共有项与模板。"""

from datetime import date
from fractions import Fraction

from .conventions import Cond, Form, Row, add, all_of, count
from .verdicts import (
    Answer,
    Verdict,
    amount,
    checklist,
    enough_in_total,
    enough_rows,
    manual,
    outcome,
    reaches,
    unknown,
)

SUZHOU = "suzhou-training-2007"
MOE = "moe-2009-12"
GROUP = (
    "city-impl-2006",
    "county-professional",
    "gd-zz-2010-5",
    "weifang-fangzi",
    "wenzhou-2023-23",
)


def _passed_hours(row: Row) -> Cond:
    return all_of(row.is_in("单位", "学时"), row.yes("合格"))


def _hours(row: Row, *kinds: str, passed: bool) -> Cond:
    """Hours of these kinds; the clause on hours does not ask for a pass, the one on their registration does."""
    counted = _passed_hours(row) if passed else row.is_in("单位", "学时")
    return all_of(row.is_in("类型", *kinds), counted)


@outcome("SUZ-1new", SUZHOU, applies=lambda form: form.yes("首次担任班主任"), readings=("不看合格", "须合格"))
def suz_1new(form: Form) -> Answer:
    """新任上岗培训 30 学时。"""

    def hours(*, passed: bool) -> Verdict:
        return enough_in_total(add(form, "培训记录", "时长", lambda row: _hours(row, "岗前", passed=passed)), 30)

    return {"不看合格": hours(passed=False), "须合格": hours(passed=True)}


def _in_service(form: Form, first: date, *, passed: bool = False) -> Verdict:
    def training(row: Row) -> Cond:
        return all_of(row.dated(first, form.today), _hours(row, "专题", "骨干", "集中", "校本", passed=passed))

    return enough_in_total(add(form, "培训记录", "时长", training), 20)


@outcome(
    "SUZ-1on",
    SUZHOU,
    applies=lambda form: form.yes("现任班主任"),
    readings=("不看合格", "须合格", "学年"),
)
def suz_1on(form: Form) -> Answer:
    """在岗培训每年 20 学时。"""
    new_year = date(form.today.year, 1, 1)
    return {
        "不看合格": _in_service(form, new_year),
        "须合格": _in_service(form, new_year, passed=True),
        "学年": _in_service(form, date(form.school_year, 9, 1)),
    }


@outcome("SUZ-2y", SUZHOU, applies=lambda form: form.yes("现任班主任"), readings=("自然年", "学年"))
def suz_2y(form: Form) -> Answer:
    """机构专题培训，补“年”字的读法：学校以外办的专题培训每年一次。"""

    def since(first: date) -> Verdict:
        def training(row: Row) -> Cond:
            elsewhere = row.is_in("主办", "县", "市", "省", "国家")
            return all_of(row.dated(first, form.today), row.is_in("类型", "专题"), elsewhere)

        return enough_rows(count(form, "培训记录", training), 1)

    return {"自然年": since(date(form.today.year, 1, 1)), "学年": since(date(form.school_year, 9, 1))}


@outcome("SUZ-4", SUZHOU)
def suz_4(form: Form) -> Answer:
    """记入继续教育的学时。"""
    total = add(form, "培训记录", "时长", _passed_hours)
    if not total.listed or total.maybe_rows or total.blank:
        return unknown(*total.missing)
    return amount(total.sure)


manual(SUZHOU, "SUZ-2")


@outcome("MOE-4", MOE)
def moe_4(form: Form) -> Answer:
    """每班一名班主任。"""
    return reaches(form.number("班主任人数"), form.number("班级数"))


@outcome("MOE-5", MOE)
def moe_5(form: Form) -> Answer:
    """同班连续任职。"""
    return reaches(form.number("同班连续年限"), 1)


@outcome("MOE-6", MOE, applies=lambda form: form.yes("首次担任班主任"))
def moe_6(form: Form) -> Answer:
    """初任岗前培训。"""
    return enough_rows(count(form, "培训记录", lambda row: row.is_in("类型", "岗前")), 1)


@outcome("MOE-14", MOE, applies=lambda form: form.yes("现任班主任"))
def moe_14(form: Form) -> Answer:
    """班主任工作量折算。"""
    standard = form.number("当地标准周课时")
    return unknown(*standard.missing) if standard.value is None else amount(standard.value / 2)


@outcome("MOE-15", MOE, applies=lambda form: form.yes("现任班主任"))
def moe_15(form: Form) -> Answer:
    """每周超课时：上课节数加半份标准课时，超出一份标准课时的部分。"""
    taught, standard = form.number("周课时"), form.number("当地标准周课时")
    if taught.value is None or standard.value is None:
        return unknown(*taught.missing, *standard.missing)
    over = taught.value - standard.value / 2
    return amount(max(Fraction(0), over))


@outcome("MOE-20a", MOE)
def moe_20a(form: Form) -> Answer:
    """班主任工作档案与定期考核。"""
    return checklist(form, "学校事项完成", "班主任工作档案", "班主任定期考核")


manual(MOE, "MOE-5b", "MOE-7", "MOE-10", "MOE-12", "MOE-15b", "MOE-19", "MOE-20", "MOE-20b")


BODIES = {
    "county-professional": "县意见的领导小组（校长任组长）",
    "gd-zz-2010-5": "中职班主任工作领导小组",
    "city-impl-2006": "市意见的领导小组（校长任组长）",
    "weifang-fangzi": "坊子意见的领导小组（学区主任或校长任组长）",
    "wenzhou-2023-23": "深化新时代学校教师队伍建设领导小组",
}
"""Each text asks for a body of its own; ticking one says nothing of another."""


@outcome("ORG-1", *GROUP)
def org_1(form: Form) -> Answer:
    """班主任工作领导小组。"""
    return checklist(form, "学校事项完成", BODIES[form.policy])


manual("tpl-assess-rules", "TAS-3")
manual("tpl-team-building", "TTB-4")
manual("tpl-plan-supervise", "TPS-3")
manual("tpl-quant-suggest", "TQS-2", "TQS-3")
manual("tpl-concrete-7", "TC7-5", "TC7-6")
manual("tpl-assess-4dim", "TA4-2", "TA4-4")
manual("songjiang-studio", "SJ-1", "SJ-2")
manual("school-2024-quant", "S2024")

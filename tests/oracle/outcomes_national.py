"""苏州培训意见（suzhou-training-2007）、教育部规定（moe-2009-12）、多份政策共有项与模板。"""

from datetime import date

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


@outcome("SUZ-1new", SUZHOU, applies=lambda form: form.yes("首次担任班主任"))
def suz_1new(form: Form) -> Answer:
    """新任上岗培训 30 学时。"""

    def training(row: Row) -> Cond:
        return all_of(row.is_in("类型", "岗前"), _passed_hours(row))

    return enough_in_total(add(form, "培训记录", "时长", training), 30)


def _in_service(form: Form, first: date) -> Verdict:
    def training(row: Row) -> Cond:
        kind = row.is_in("类型", "专题", "骨干", "集中", "校本")
        return all_of(row.dated(first, form.today), kind, _passed_hours(row))

    return enough_in_total(add(form, "培训记录", "时长", training), 20)


@outcome(
    "SUZ-1on",
    SUZHOU,
    applies=lambda form: form.yes("现任班主任"),
    readings=("自然年", "学年"),
)
def suz_1on(form: Form) -> Answer:
    """在岗培训每年 20 学时。"""
    return {
        "自然年": _in_service(form, date(form.today.year, 1, 1)),
        "学年": _in_service(form, date(form.school_year, 9, 1)),
    }


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


@outcome("MOE-14", MOE)
def moe_14(form: Form) -> Answer:
    """班主任工作量折算。"""
    standard = form.number("当地标准周课时")
    return unknown(*standard.missing) if standard.value is None else amount(standard.value / 2)


@outcome("MOE-15", MOE)
def moe_15(form: Form) -> Answer:
    """每周超课时：上课节数加半份标准课时，超出一份标准课时的部分。"""
    taught, standard = form.number("周课时"), form.number("当地标准周课时")
    if taught.value is None or standard.value is None:
        return unknown(*taught.missing, *standard.missing)
    over = taught.value - standard.value / 2
    return amount(max(0, over))


@outcome("MOE-20a", MOE)
def moe_20a(form: Form) -> Answer:
    """班主任工作档案与定期考核。"""
    return checklist(form, "学校事项完成", "班主任工作档案", "班主任定期考核")


manual(MOE, "MOE-5b", "MOE-7", "MOE-10", "MOE-12", "MOE-15b", "MOE-19", "MOE-20", "MOE-20b")


BODIES = {
    "county-professional": "县意见的领导小组（校长任组长）",
    "gd-zz-2010-5": "中职班主任工作领导小组",
}
"""Each text asks for a body of its own; ticking one says nothing of another."""


@outcome("ORG-1", *GROUP)
def org_1(form: Form) -> Answer:
    """班主任工作领导小组。"""
    return checklist(form, "学校事项完成", BODIES.get(form.policy, "班主任工作领导小组"))


manual("tpl-assess-rules", "TAS-3")
manual("tpl-team-building", "TTB-4")
manual("tpl-plan-supervise", "TPS-3")
manual("tpl-quant-suggest", "TQS-2")
manual("school-2024-quant", "S2024")
manual("off-school-safety", "SAFE")

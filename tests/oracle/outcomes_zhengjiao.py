"""政教处管理方案（zhengjiao-mgmt）。"""

from .conventions import FALSE, TRUE, Cond, Form
from .verdicts import Answer, Verdict, checklist, decided, manual, outcome, reaches, unknown

POLICY = "zhengjiao-mgmt"


@outcome("ZJC-1", POLICY)
def zjc_1(form: Form) -> Answer:
    """一周内完成班级计划：开学当天算不算一天，差一天。"""
    return {"开学当天不算": _handed_in(form, 7), "开学当天算一天": _handed_in(form, 6)}


def _handed_in(form: Form, last: int) -> Verdict:
    if form.yes("计划已交").truth is False:
        return decided(FALSE)
    submitted, start = form.day("计划上交日期"), form.day("学期开始")
    if submitted is None or start is None:
        return unknown(*form.unfilled("计划上交日期", "学期开始"))
    days = (submitted - start).days
    return decided(Cond(days <= last), days - last)


@outcome("ZJC-1s", POLICY)
def zjc_1s(form: Form) -> Answer:
    """期末写好总结：学期结束以前没写不算没做到。"""
    written, end = form.yes("期末总结已写"), form.day("学期结束")
    if written.truth:
        return decided(TRUE)
    if end is None:
        return unknown(*written.missing, "学期结束")
    if written.truth is False and form.today < end:
        return Verdict("unknown", due=end)
    return decided(written)


@outcome("ZJC-8", POLICY)
def zjc_8(form: Form) -> Answer:
    """期初期末体检配合。"""
    return reaches(form.number("体检配合次数"), 2)


@outcome("ZJC-8d", POLICY)
def zjc_8d(form: Form) -> Answer:
    """离校时关好门窗电灯。"""
    return checklist(form, "日常规完成", "离校时关好门窗电灯")


def _anyone_due(form: Form) -> Cond:
    due = form.number("兴趣小组应参加")
    return Cond(None, due.missing) if due.value is None else Cond(due.value != 0)


@outcome("ZJC-10", POLICY, applies=_anyone_due)
def zjc_10(form: Form) -> Answer:
    """兴趣小组参加率 100%。"""
    return reaches(form.number("兴趣小组参加"), form.number("兴趣小组应参加"))


@outcome("ZJC-13", POLICY)
def zjc_13(form: Form) -> Answer:
    """七类表册。"""
    pupils = ("健康卡", "学生花名册", "学籍卡", "兴趣活动表", "点名册")
    return checklist(form, "表册完成", "成绩册", "班主任手册", *pupils)


manual(POLICY, "ZJC-0", "ZJC-4", "ZJC-6", "ZJC-9")

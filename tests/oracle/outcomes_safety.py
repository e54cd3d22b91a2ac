"""中小学安全意见（off-school-safety）：学校填的清单，和两个上报的期限。"""

from .conventions import Cond, Form
from .verdicts import Answer, Verdict, checklist, decided, manual, outcome, unknown

POLICY = "off-school-safety"
LISTS = {
    "SAFE-2": ("晚自习都有教师值班",),
    "SAFE-5q": ("本季度道路交通安全课",),
    "SAFE-5v": ("没有租用拼装车报废车个人机动车",),
    "SAFE-7": ("大型户外活动都经区教体局审批", "整班外出都经校长批准并备案", "大型校内活动都有预案并备案"),
    "SAFE-8q": ("本季度消防安全大检查",),
    "SAFE-8y": ("本年度消防演练",),
    "SAFE-10": ("昼夜有人值班巡查", "通讯二十四小时不断"),
    "SAFE-15": ("当天学校安全检查",),
    "SAFE-16": ("本季安全隐患全面排查",),
}


def _listed(name: str, items: tuple[str, ...]) -> None:
    @outcome(name, POLICY)
    def _(form: Form) -> Answer:
        return checklist(form, "学校事项完成", *items)


for _name, _items in LISTS.items():
    _listed(_name, _items)


def _large(form: Form) -> Cond:
    return form.number("学生数").at_least(1500)


@outcome("SAFE-5s", POLICY, applies=_large)
def safe_5s(form: Form) -> Answer:
    """大校分时段放学。"""
    return checklist(form, "学校事项完成", "周末和节假日分时段放学")


@outcome("SAFE-5w", POLICY, applies=lambda form: form.is_in("学段", "小学"))
def safe_5w(form: Form) -> Answer:
    """小学放学路队，上午、下午各一次。"""
    return checklist(form, "学校事项完成", "上午放学有教师带路队", "下午放学有教师带路队")


@outcome("SAFE-16s", POLICY)
def safe_16s(form: Form) -> Answer:
    """学校的排查报告：下个季度第一个月的上旬。"""
    return _reported(form, "排查报告上报日期", 10)


@outcome("SAFE-16t", POLICY)
def safe_16t(form: Form) -> Answer:
    """镇里的汇总：同月中旬。"""
    return _reported(form, "镇汇总上报日期", 20)


def _reported(form: Form, field: str, last: int) -> Verdict:
    searched, reported = form.day("隐患排查日期"), form.day(field)
    if searched is None or reported is None:
        return unknown(*form.unfilled("隐患排查日期", field))
    first = {1: (0, 4), 2: (0, 7), 3: (0, 10), 4: (1, 1)}[(searched.month + 2) // 3]
    start = searched.replace(year=searched.year + first[0], month=first[1], day=1)
    days = (reported - start).days + 1
    return decided(Cond(days <= last), days - last)


manual(POLICY, "SAFE", "SAFE-6", "SAFE-15p")

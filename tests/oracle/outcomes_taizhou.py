"""泰州中加双语学校（tz-zhongjia）。"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from .conventions import FALSE, TRUE, Cond, Form, Number, Row, Tally, all_of, count, union
from .verdicts import GAP, Answer, Verdict, amount, checklist, decided, manual, outcome, unknown

POLICY = "tz-zhongjia"


def _plus_300(extra: Number, factor: int = 1) -> Verdict:
    return unknown(*extra.missing) if extra.value is None else amount(300 + factor * extra.value)


def _all_or_nothing(rate: Number) -> Verdict:
    if rate.value is None:
        return unknown(*rate.missing)
    if rate.value == 100:
        return amount(500)
    return amount(300) if rate.value == 0 else GAP


@outcome("TZ-m500", POLICY, applies=lambda form: form.yes("现任班主任"), readings=("直接录入", "线性", "全有全无"))
def tz_m500(form: Form) -> Answer:
    """月度班主任津贴。"""
    rate = form.number("月考核得分率")
    return {
        "直接录入": _plus_300(form.number("月考核津贴实发")),
        "线性": _plus_300(rate, factor=2),  # 200 × rate ÷ 100
        "全有全无": _all_or_nothing(rate),
    }


@outcome("TZ-w7", POLICY)
def tz_w7(form: Form) -> Answer:
    """每周谈话。"""
    seven = (form.today - timedelta(days=6), form.today)
    sunday = form.today - timedelta(days=(form.today.weekday() + 1) % 7)
    week = (sunday - timedelta(days=6), sunday)

    def talks(span: tuple[date, date], *wanted: Callable[[Row], Cond]) -> Tally:
        return count(form, "谈话", lambda row: all_of(row.dated(*span), *(ask(row) for ask in wanted)))

    def recorded(row: Row) -> Cond:
        return row.yes("有记录")

    def struggling(row: Row) -> Cond:
        return row.yes("后进生")

    def other(row: Row) -> Cond:
        return row.no("后进生")

    one = talks(seven, recorded, struggling).at_least(1)
    unrecorded = talks(seven, lambda row: row.no("有记录"))
    none_lost = FALSE if unrecorded.at_least(1).truth else Cond(None, unrecorded.missing)
    if unrecorded.listed and not unrecorded.sure and not unrecorded.maybe:
        none_lost = TRUE
    return {
        "含后进生": decided(all_of(one, talks(seven, recorded).at_least(3))),
        "后进生另计": decided(all_of(one, talks(seven, recorded, other).at_least(3))),
        "自然周": decided(all_of(talks(week, recorded, struggling).at_least(1), talks(week, recorded).at_least(3))),
        "记录另算": decided(all_of(talks(seven, struggling).at_least(1), talks(seven).at_least(3), none_lost)),
    }


@outcome("TZ-d", POLICY)
def tz_d(form: Form) -> Answer:
    """日常规十项。"""
    morning = ("起床检查", "早读迎候", "值日卫生", "两操", "晚自习")
    rest = ("午休", "健康防疫", "突发事件", "交往引导", "就餐护导")
    return checklist(form, "日常规完成", *morning, *rest)


@outcome("TZ-w", POLICY)
def tz_w(form: Form) -> Answer:
    """周常规六项。"""
    items = ("升旗", "常规通报", "主题班会", "点名与班级日志", "课外活动", "大扫除")
    return checklist(form, "周常规完成", *items)


@outcome("TZ-pool", POLICY)
def tz_pool(form: Form) -> Answer:
    """班目标管理奖总额。"""
    classes, months = form.number("班级数"), form.number("学期月数")
    if classes.value is None or months.value is None:
        return unknown(*classes.missing, *months.missing)
    return amount(Fraction(300) * classes.value * months.value)


@outcome("TZ-sys", POLICY)
def tz_sys(form: Form) -> Answer:
    """学部自订考核办法。"""
    return checklist(form, "学校事项完成", "班级管理与考核办法")


@outcome("TZ-1p", POLICY)
def tz_1p(form: Form) -> Answer:
    """竞聘五步。"""
    first = ("竞聘自愿报名", "竞聘候选人审核公示", "公开竞聘")
    return checklist(form, "学校事项完成", *first, "学部办公会审定人选", "人选报校长室备案")


@outcome("TZ-5w", POLICY)
def tz_5w(form: Form) -> Answer:
    """三方评议加权得分：按各自所占的份额。"""
    marks = [form.number(f"{who}评议分") for who in ("学生", "任课教师", "办公会")]
    weights = [form.number(f"{who}评议权重") for who in ("学生", "任课教师", "办公会")]
    if missing := union(number.missing for number in (*marks, *weights)):
        return unknown(*missing)
    shares = [weight.value or Fraction(0) for weight in weights]
    if not sum(shares):
        return unknown()
    points = sum(((mark.value or 0) * share for mark, share in zip(marks, shares, strict=True)), Fraction(0))
    return amount(points / sum(shares))


manual(POLICY, "TZ-0", "TZ-1b", "TZ-1j", "TZ-1v", "TZ-5a", "TZ-5b", "TZ-5u", "TZ-11", "TZ-33", "TZ-53")

"""莆田十中（putian-10-2019）、减负（burden-2025-2）、乡村三十年（rural-30-years）、违规处理（teacher-penalties-2018）。"""

from datetime import date
from fractions import Fraction
from math import floor

from .conventions import Cond, Form, Number, Row, all_of, any_of, count, union
from .service import consecutive_years, cumulative_years, head_teacher_months
from .verdicts import Answer, Verdict, amount, decided, manual, outcome, reaches, unknown

PUTIAN = "putian-10-2019"
BURDEN = "burden-2025-2"
RURAL = "rural-30-years"
PENALTIES = "teacher-penalties-2018"


def _in_office(form: Form) -> Cond:
    return form.yes("现任班主任")


# ── 莆田十中 ──────────────────────────────────────────────────────────────────────────


def _prize(form: Form, name: str, prizes: tuple[int, int, int]) -> Number:
    for place, money in zip(("一等", "二等", "三等"), prizes, strict=True):
        if form.is_in(name, place).truth:
            return Number(Fraction(money))
    return Number(None, (name,))


def _paid(number: Number) -> Verdict:
    return unknown(*number.missing) if number.value is None else amount(number.value)


@outcome("PT-month", PUTIAN, applies=_in_office)
def pt_month(form: Form) -> Answer:
    """月量化津贴。"""
    return _paid(_prize(form, "月量化等次", (450, 400, 300)))


@outcome("PT-first", PUTIAN)
def pt_first(form: Form) -> Answer:
    """月量化一等名额：各年段班级数的三成，各自舍去零头再相加。"""
    rows = form.rows("各年段班数")
    if rows is None:
        return unknown("各年段班数")
    classes = [row.number("班数") for row in rows]
    if any(number.value is None for number in classes):
        return unknown(*union(number.missing for number in classes))
    return amount(sum(floor((number.value or Fraction(0)) * Fraction(3, 10)) for number in classes))


@outcome("PT-third", PUTIAN, applies=_in_office)
def pt_third(form: Form) -> Answer:
    """四种情形不到两项。"""
    found = form.number("月量化三等情形数")
    if found.value is None:
        return unknown(*found.missing)
    over = found.value - 2
    return decided(Cond(over < 0), over or None)


@outcome("PT-exam", PUTIAN, applies=_in_office)
def pt_exam(form: Form) -> Answer:
    """一次成绩考评奖。"""
    return _paid(_prize(form, "成绩考评等次", (600, 500, 350)))


@outcome("PT-term", PUTIAN, applies=_in_office)
def pt_term(form: Form) -> Answer:
    """一学期两次成绩考评奖。"""
    both = [_prize(form, name, (600, 500, 350)) for name in ("成绩考评等次", "另一次成绩考评等次")]
    if any(number.value is None for number in both):
        return unknown(*union(number.missing for number in both))
    return amount(sum((number.value or Fraction(0) for number in both), Fraction(0)))


def _years_before_september_2017(form: Form) -> Number:
    name = "截至2017年8月任职年限"
    if not form.has("任职段"):
        typed = form.number(name)
        return typed if typed.value is not None else Number(None, ("任职段", name))
    months, missing = head_teacher_months(form)
    if months is None:
        return Number(None, missing)
    last = 2017 * 12 + 7
    return Number(Fraction(sum(month <= last for month in months), 12))


@outcome("PT-years", PUTIAN, applies=_in_office)
def pt_years(form: Form) -> Answer:
    """年限津贴：五年以后每连任一整年每月六十元，早年最多算五年，中断从头算。"""
    years, early, run = cumulative_years(form), _years_before_september_2017(form), consecutive_years(form)
    further = form.number("满五年后连续年数")
    if years.value is not None and early.value is not None and run.value is not None:
        counted = min(early.value, Fraction(5)) + (years.value - early.value)
        extra = max(Fraction(0), min(counted - 5, run.value))
    elif further.value is not None:
        extra = further.value
    else:
        return unknown(*union([years.missing, early.missing, run.missing, further.missing]))
    return amount(60 * floor(extra))


# ── 减负 ─────────────────────────────────────────────────────────────────────────────


def _at_most(form: Form, name: str, most: int) -> Verdict:
    found = form.number(name)
    if found.value is None:
        return unknown(*found.missing)
    return decided(Cond(found.value <= most), found.value - most)


@outcome("BUR-supervise", BURDEN)
def bur_supervise(form: Form) -> Answer:
    """每年综合督导一项。"""
    return _at_most(form, "本年综合督导项数", 1)


@outcome("BUR-visits", BURDEN)
def bur_visits(form: Form) -> Answer:
    """每学期进校园六次。"""
    return _at_most(form, "本学期进校园活动次数", 6)


@outcome("BUR-lent", BURDEN)
def bur_lent(form: Form) -> Answer:
    """借调六个月。"""
    return _at_most(form, "教师借调月数", 6)


@outcome("BUR-exam", BURDEN)
def bur_exam(form: Form) -> Answer:
    """每年监考五次。"""
    return _at_most(form, "本年社会性考试监考次数", 5)


manual(BURDEN, "BUR-inspect", "BUR-evidence", "BUR-veto", "BUR-whitelist", "BUR-secondment", "BUR-apps", "BUR-duty")


# ── 乡村从教年限 ───────────────────────────────────────────────────────────────────────


@outcome("RURAL-30", RURAL, applies=lambda form: form.yes("在编教师"))
def rural_30(form: Form) -> Answer:
    """三十年荣誉证书。"""
    return reaches(form.number("乡村教龄"), 30)


@outcome("RURAL-20", RURAL)
def rural_20(form: Form) -> Answer:
    """省里鼓励：二十年。"""
    return reaches(form.number("乡村教龄"), 20)


@outcome("RURAL-10", RURAL)
def rural_10(form: Form) -> Answer:
    """县里鼓励：十年。"""
    return reaches(form.number("乡村教龄"), 10)


# ── 违反职业道德行为处理 ──────────────────────────────────────────────────────────────────


def _not_over(form: Form, row: Row, months: int) -> Cond:
    """Fewer than so many full months since the decision: a month is full on its day, or on the month's last."""
    cell = row.get("决定日期")
    if cell is None:
        return Cond(None, (row.name("决定日期"),))
    decided_on = date.fromisoformat(str(cell))
    month = decided_on.year * 12 + decided_on.month - 1 + months
    first_of_next = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - date.resolution).day
    return Cond(form.today < date(month // 12, month % 12 + 1, min(decided_on.day, last)))


@outcome("PEN-term", PENALTIES)
def pen_term(form: Form) -> Answer:
    """处分期限：警告六个月，记过十二个月，降级、撤职二十四个月。"""

    def running(row: Row) -> Cond:
        return any_of(
            all_of(row.is_in("类型", "警告"), _not_over(form, row, 6)),
            all_of(row.is_in("类型", "记过"), _not_over(form, row, 12)),
            all_of(row.is_in("类型", "降低岗位等级", "撤职"), _not_over(form, row, 24)),
        )

    return decided(count(form, "处分", running).at_least(1))


@outcome("PEN-disqualify", PENALTIES)
def pen_disqualify(form: Form) -> Answer:
    """资格限制最短二十四个月。"""

    def running(row: Row) -> Cond:
        return all_of(row.is_in("类型", "取消资格"), _not_over(form, row, 24))

    return decided(count(form, "处分", running).at_least(1))


manual(PENALTIES, "PEN-title", "PEN-conduct")

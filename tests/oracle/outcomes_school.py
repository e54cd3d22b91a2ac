"""学校实施办法 21 条（school-21art）。"""

from fractions import Fraction
from math import floor

from .conventions import Form, Number, count, union
from .service import cumulative_years, whole_school_years
from .terms import Term
from .verdicts import (
    GAP,
    Answer,
    Verdict,
    amount,
    checklist,
    decided,
    enough_rows,
    manual,
    outcome,
    reaches,
    unknown,
)

POLICY = "school-21art"


def _band(years: Fraction) -> int | None:
    """元/月 by years; None where the text names no band."""
    if years < 8:
        return 0
    if 8 <= years <= 10:
        return 600
    if 11 <= years <= 15:
        return 800
    if years >= 16:
        return 1000
    return None


def _seniority(form: Form, years: Number, rounded: Fraction | None) -> Verdict:
    serving = form.yes("现任班主任")
    if serving.truth is False:
        return amount(0)
    if rounded is None:
        return unknown(*years.missing, *serving.missing)
    band = _band(rounded)
    if band == 0:
        return amount(0)
    if serving.truth is None:
        return unknown(*serving.missing)
    return GAP if band is None else amount(band)


@outcome("S21-16", POLICY)
def s21_16(form: Form) -> dict[str, Verdict]:
    """班主任龄奖励档。"""
    years = cumulative_years(form)
    exact = years.value
    down = None if exact is None else Fraction(floor(exact))
    half_up = None if exact is None else Fraction(floor(exact + Fraction(1, 2)))
    return {
        "向下取整": _seniority(form, years, down),
        "四舍五入": _seniority(form, years, half_up),
        "字面空档": _seniority(form, years, exact),
        "按学年": _seniority(form, whole := whole_school_years(form), whole.value),
    }


@outcome("S21-19t", POLICY)
def s21_19t(form: Form) -> Verdict:
    """学期坐班等第上限。"""
    term = Term(form, "月度坐班")
    if term.unnamed:
        return unknown(*term.unnamed)
    held = [(row, term.holds(row)) for row in form.rows("月度坐班") or []]
    undecided = union(cond.missing for _, cond in held if cond.truth is None)
    if undecided:
        return unknown(*undecided)
    rows = [row for row, cond in held if cond.truth]
    if rows:
        required = [row.number("应坐班") for row in rows]
        actual = [row.number("实坐班") for row in rows]
    else:
        required, actual = [form.number("学期应坐班")], [form.number("学期实坐班")]
    missing = union(number.missing for number in required + actual)
    if missing:
        # The list would do as well as the two totals.
        return unknown(*(() if rows else form.unfilled("月度坐班")), *missing)
    whole = sum((number.value or Fraction(0) for number in required), Fraction(0))
    done = sum((number.value or Fraction(0) for number in actual), Fraction(0))
    if whole == 0:
        return unknown()
    ratio = done / whole
    grade = "C" if ratio < Fraction(60, 100) else "B" if ratio < Fraction(80, 100) else "A"
    return Verdict("known", value=grade)


@outcome("S21-19m", POLICY)
def s21_19m(form: Form) -> Verdict:
    """龄奖折合满额月数。"""
    rows = form.rows("月度坐班")
    if rows is None:
        return unknown("月度坐班")
    term = Term(form, "月度坐班")
    rows = [row for row in rows if term.holds_year(row).truth is not False]
    columns = ("月份", "应坐班", "实坐班")
    missing = [row.name(name) for row in rows for name in columns if row.get(name) is None]
    missing = [*term.unnamed_year, *missing]
    if missing:
        return unknown(*missing)
    required: dict[int, Fraction] = {}
    actual: dict[int, Fraction] = {}
    for row in rows:
        month = row.month("月份")
        assert month is not None
        required[month] = required.get(month, Fraction(0)) + (row.number("应坐班").value or 0)
        actual[month] = actual.get(month, Fraction(0)) + (row.number("实坐班").value or 0)
    if 0 in required.values():
        return unknown()
    months = Fraction(0)
    for month, hours in required.items():
        ratio = actual[month] / hours
        if ratio >= Fraction(80, 100):
            months += 1
        elif ratio >= Fraction(60, 100):
            months += Fraction(1, 2)
    return amount(months)


@outcome("S21-annual", POLICY)
def s21_annual(form: Form) -> Answer:
    """学年龄奖合计 (combined)。"""
    months = s21_19m(form)
    return {name: _yearly(band, months) for name, band in s21_16(form).items()}


def _yearly(band: Verdict, months: Verdict) -> Verdict:
    if band.value == "0" or months.value == "0":
        return amount(0)
    if band.status == "gap":
        return GAP
    if band.value is None or months.value is None:
        return unknown(*band.missing, *months.missing)
    return amount(Fraction(band.value) * Fraction(months.value))


@outcome("S21-4", POLICY)
def s21_4(form: Form) -> Answer:
    """同班连续任职。"""
    return reaches(form.number("同班连续年限"), 1)


@outcome("S21-4c", POLICY)
def s21_4c(form: Form) -> Answer:
    """每班一名班主任。"""
    return reaches(form.number("班主任人数"), form.number("班级数"))


@outcome("S21-7", POLICY)
def s21_7(form: Form) -> Answer:
    """心理健康教育上岗证 C 证。"""
    return decided(form.yes("心理健康C证"))


@outcome("S21-7b", POLICY, applies=lambda form: form.yes("首次担任班主任"))
def s21_7b(form: Form) -> Answer:
    """初任岗前培训。"""
    return enough_rows(count(form, "培训记录", lambda row: row.is_in("类型", "岗前")), 1)


@outcome("S21-6", POLICY)
def s21_6(form: Form) -> Answer:
    """聘用程序。"""
    items = ("拟定人选名单", "聘任小组确定并公布", "校长发聘书")
    return checklist(form, "学校事项完成", *items)


@outcome("S21-7m", POLICY)
def s21_7m(form: Form) -> Answer:
    """初任班主任有指导师。"""
    return checklist(form, "学校事项完成", "初任班主任指导师结对")


@outcome("S21-17f", POLICY)
def s21_17f(form: Form) -> Answer:
    """班主任工作档案。"""
    return checklist(form, "学校事项完成", "班主任工作档案")


@outcome("S21-18t", POLICY)
def s21_18t(form: Form) -> Answer:
    """本学期已做岗位考核。"""
    return checklist(form, "学校事项完成", "本学期班主任岗位考核")


@outcome("S21-17a", POLICY)
def s21_17a(form: Form) -> Answer:
    """每学期抽查班主任手册两次。"""
    return checklist(form, "学校事项完成", "手册抽查两次")


@outcome("S21-budget", POLICY)
def s21_budget(form: Form) -> Answer:
    """龄奖预算估算。"""
    people, average = form.number("符合条件人数"), form.number("人均月奖励")
    if people.value is None or average.value is None:
        return unknown(*people.missing, *average.missing)
    months = form.number("计发月数").value
    return amount(people.value * average.value * (10 if months is None else months))


manual(POLICY, "S21-5", "S21-10", "S21-12", "S21-14", "S21-17u", "S21-17v", "S21-18", "S21-18b", "S21-20")

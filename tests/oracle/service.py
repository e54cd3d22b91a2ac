"""Years of service, by the spells in 任职段 or, where there are none, as typed."""

from collections.abc import Callable
from fractions import Fraction

from .conventions import Form, Number, Row, month_of, union


def _months(form: Form, rows: list[Row]) -> set[int]:
    """Give the months covered by spells whose 起 is filled, none later than the assessment month."""
    now = month_of(form.today)
    covered: set[int] = set()
    for row in rows:
        first, last = row.month("起"), row.month("止")
        assert first is not None
        covered.update(range(first, min(now if last is None else last, now) + 1))
    return covered


def head_teacher_months(form: Form) -> tuple[set[int] | None, tuple[str, ...]]:
    """Give the months served as 班主任 according to 任职段, or None with what is missing there."""
    rows = form.rows("任职段")
    if rows is None:
        return None, ("任职段",)
    missing = []
    for row in rows:
        if row.get("角色") is None:
            missing.append(row.name("角色"))
        elif row.get("角色") == "班主任" and row.get("起") is None:
            missing.append(row.name("起"))
    if missing:
        return None, union([missing])
    return _months(form, [row for row in rows if row.get("角色") == "班主任"]), ()


def _years(form: Form, field: str, length: Callable[[set[int]], int]) -> Number:
    if not form.has("任职段"):
        direct = form.number(field)
        return direct if direct.value is not None else Number(None, ("任职段", field))
    months, missing = head_teacher_months(form)
    return Number(None, missing) if months is None else Number(Fraction(length(months), 12))


def cumulative_years(form: Form) -> Number:
    """Add up the years served; overlapping months count once."""
    return _years(form, "累计任职年限", len)


def consecutive_years(form: Form) -> Number:
    """Count the years served without a break up to and including the assessment month."""

    def unbroken(months: set[int]) -> int:
        length = 0
        while month_of(form.today) - length in months:
            length += 1
        return length

    return _years(form, "连续任职年限", unbroken)


def whole_school_years(form: Form) -> Number:
    """Count the school years already over of which September to June were all served; typed years rounded down."""
    if not form.has("任职段"):
        typed = form.number("累计任职年限")
        if typed.value is None:
            return Number(None, ("任职段", "累计任职年限"))
        return Number(Fraction(typed.value.numerator // typed.value.denominator))
    months, missing = head_teacher_months(form)
    if months is None:
        return Number(None, missing)
    years = 0
    for year in range(1900, form.school_year):
        autumn = all((year * 12 + month) in months for month in (8, 9, 10, 11))
        spring = all(((year + 1) * 12 + month) in months for month in range(6))
        years += autumn and spring
    return Number(Fraction(years))


def trainee_years(form: Form) -> Number:
    """Count the years as 见习班主任: from such spells if there are any, otherwise the field."""
    rows = form.rows("任职段") or []
    spells = [row for row in rows if row.get("角色") == "见习班主任"]
    if not spells:
        direct = form.number("见习年限")
        if direct.value is None:
            return Number(None, form.unfilled("任职段", "见习年限"))
        return direct
    if any(row.get("起") is None for row in spells):
        return Number(None, ("任职段.起",))
    return Number(Fraction(len(_months(form, spells)), 12))

"""市级实施意见（city-impl-2006），以及潍坊同样用到的年度考核归并。"""

from fractions import Fraction

from .conventions import FALSE, Cond, Form, Number, Row, add, all_of, any_of, count
from .verdicts import Answer, Verdict, checklist, decided, enough_in_total, manual, outcome, reaches, unknown, written

POLICY = "city-impl-2006"


def _honoured(form: Form) -> Cond:
    """市级以上优秀班主任。"""

    def honour(row: Row) -> Cond:
        return all_of(row.contains("名称", "优秀班主任"), row.is_in("级别", "市", "省", "国家"))

    return count(form, "荣誉", honour).at_least(1)


@outcome("CITY-8", POLICY, applies=_honoured)
def city_8(form: Form) -> Answer:
    """市级以上优秀班主任帮带。"""
    return reaches(form.number("帮带青年教师人数"), 1)


@outcome("CITY-9", POLICY)
def city_9(form: Form) -> Answer:
    """津贴配套两倍。"""
    city, school = form.number("市定津贴"), form.number("学校配套津贴")
    if city.value is None or school.value is None:
        missing = unknown(*city.missing, *school.missing)
        return {"配套部分": missing, "合计": missing}
    twice = Number(Fraction(2) * city.value)
    return {
        "配套部分": reaches(school, twice),
        "合计": reaches(Number(city.value + school.value), twice),
    }


@outcome("CITY-12a", POLICY)
def city_12a(form: Form) -> Verdict:
    """乱收费一票否决。"""
    return decided(form.yes("乱收费"))


@outcome("CITY-12b", POLICY)
def city_12b(form: Form) -> Verdict:
    """班级活动重大安全责任事故一票否决。"""
    return decided(form.yes("重大安全责任事故"))


def failed_years(form: Form, table: str = "年度考核", column: str = "学年") -> dict[int, Cond] | Cond:
    """Tell whether each year on record was failed; a condition when that cannot be told."""
    rows = form.rows(table)
    if rows is None:
        return Cond(None, (table,))
    if any(row.get(column) is None for row in rows):
        return Cond(None, (f"{table}.{column}",))
    results: dict[int, list[object]] = {}
    for row in rows:
        year = int(str(row.get(column))[:4])
        results.setdefault(year, []).append(row.get("结果"))
    return {year: _failed(given, table) for year, given in results.items()}


def _failed(given: list[object], table: str) -> Cond:
    failures = {result == "不合格" for result in given if result is not None}
    if not failures:
        return Cond(None, (f"{table}.结果",))
    # Both kinds in one year: a contradiction, with no field left to fill in.
    return Cond(None) if len(failures) == 2 else Cond(failures.pop())


@outcome("CITY-12c", POLICY)
def city_12c(form: Form) -> dict[str, Verdict]:
    """连续三年考核不合格。"""
    years = failed_years(form)
    if isinstance(years, Cond):
        return {"学年须相邻": decided(years), "按有考核的年份": decided(years)}
    if not years:
        never = decided(FALSE)
        return {"学年须相邻": never, "按有考核的年份": never}
    latest = max(years)
    adjacent = [years.get(latest - back, FALSE) for back in range(3)]
    recorded = [years[year] for year in sorted(years)[-3:]]
    return {
        "学年须相邻": decided(all_of(*adjacent)),
        "按有考核的年份": decided(all_of(*recorded) if len(recorded) == 3 else FALSE),
    }


@outcome("CITY-12", POLICY)
def city_12(form: Form) -> Answer:
    """一票否决（合并，combined）。"""
    others = [city_12a(form), city_12b(form)]
    return {
        name: decided(any_of(*(Cond(part.met, part.missing) for part in [*others, years])))
        for name, years in city_12c(form).items()
    }


@outcome(
    "CITY-22",
    POLICY,
    applies=lambda form: form.yes("首次担任班主任"),
    readings=("只认课时", "学时按课时计"),
)
def city_22(form: Form) -> Answer:
    """新上岗 40 课时培训。"""

    def any_unit(row: Row) -> Cond:
        return all_of(row.is_in("类型", "岗前"), row.is_in("主办", "县", "市"))

    def periods(row: Row) -> Cond:
        return all_of(any_unit(row), row.is_in("单位", "课时"))

    return {
        "只认课时": enough_in_total(add(form, "培训记录", "时长", periods), 40),
        "学时按课时计": enough_in_total(add(form, "培训记录", "时长", any_unit), 40),
    }


@outcome("CITY-6", POLICY)
def city_6(form: Form) -> Answer:
    """选聘公开公示。"""
    return checklist(form, "学校事项完成", "班主任选聘过程公开", "班主任选聘结果公示")


@outcome("CITY-10n", POLICY)
def city_10n(form: Form) -> Answer:
    """下一次市级评选的年份，过了没有。"""
    last = form.number("上次市级评选年份")
    if last.value is None:
        return unknown(*last.missing)
    return Verdict("known", value=written(last.value + 2), met=form.today.year <= last.value + 2)


@outcome("CITY-23", POLICY)
def city_23(form: Form) -> Answer:
    """每年轮训。"""
    return checklist(form, "学校事项完成", "本年度在职班主任轮训")


manual(POLICY, "CITY-5", "CITY-8c", "CITY-9w", "CITY-9u", "CITY-10", "CITY-11b", "CITY-11c", "CITY-11p")
manual(POLICY, "CITY-18", "CITY-20", "CITY-21")

"""职称条件：国家（rs-2015-79）、临沂（linyi-2024-title）、江苏（jiangsu-full-senior）、江西（jiangxi-senior-title）。"""

from fractions import Fraction

from .conventions import FALSE, TRUE, Cond, Form, Number, Row, all_of, any_of, count, union
from .service import consecutive_years, cumulative_years
from .verdicts import GAP, Answer, Verdict, decided, enough_rows, manual, outcome, reaches, unknown

NATION = "rs-2015-79"
LINYI = "linyi-2024-title"
JIANGSU = "jiangsu-full-senior"
JIANGXI = "jiangxi-senior-title"


def _title(form: Form, *titles: str) -> Cond:
    return form.is_in("现任职称", *titles)


def _degree(form: Form, *degrees: str) -> bool | None:
    return form.is_in("最高学历", *degrees).truth


def _years_in_title(form: Form, need: int) -> Verdict:
    return reaches(form.number("现职称年限"), need)


def _only_for(where: Cond, verdict: Verdict) -> Verdict:
    """The verdict where the condition holds; elsewhere the text has no such way, so it is not met."""
    if where.truth is None:
        if verdict.met is False:
            return decided(FALSE)
        return unknown(*where.missing, *verdict.missing)
    return verdict if where.truth else decided(FALSE)


# ── 国家 ─────────────────────────────────────────────────────────────────────────────


@outcome("RS-3rd", NATION, applies=lambda form: all_of(_title(form, "未定级"), form.is_in("最高学历", "中师", "专科")))
def rs_3rd(form: Form) -> Answer:
    """评三级：专科在小学、初中，中师在小学，见习一年期满合格。"""
    college = all_of(form.is_in("最高学历", "专科"), form.is_in("学段", "初中"))
    return decided(all_of(any_of(form.is_in("学段", "小学"), college), form.yes("教师见习期满合格")))


@outcome("RS-2nd", NATION, applies=lambda form: _title(form, "未定级", "三级"))
def rs_2nd(form: Form) -> Answer:
    """评二级：硕士；本科见习合格；专科任三级两年（小学、初中）；中师任三级三年（小学）。"""
    if not form.has("最高学历"):
        return unknown("最高学历")
    third = _title(form, "三级")
    if _degree(form, "中师"):
        return _only_for(all_of(form.is_in("学段", "小学"), third), _years_in_title(form, 3))
    if _degree(form, "专科"):
        return _only_for(all_of(form.is_in("学段", "小学", "初中"), third), _years_in_title(form, 2))
    if _degree(form, "本科"):
        return decided(form.yes("教师见习期满合格"))
    return decided(TRUE) if _degree(form, "硕士") else GAP


def _may_be_first(form: Form) -> Cond:
    """Those of the second grade; with a doctorate also those below it, and those who have no title or say none."""
    below = TRUE if not form.has("现任职称") else _title(form, "未定级", "三级")
    return any_of(_title(form, "二级"), all_of(form.is_in("最高学历", "博士"), below))


@outcome("RS-1st", NATION, applies=_may_be_first)
def rs_1st(form: Form) -> Answer:
    """评一级：博士；硕士二年；本科四年；专科四年（小学、初中）；中师五年（小学）。"""
    if not form.has("最高学历"):
        return unknown("最高学历")
    if _degree(form, "中师"):
        return _only_for(form.is_in("学段", "小学"), _years_in_title(form, 5))
    if _degree(form, "专科"):
        return _only_for(form.is_in("学段", "小学", "初中"), _years_in_title(form, 4))
    if _degree(form, "博士"):
        return decided(TRUE)
    return _years_in_title(form, 2 if _degree(form, "硕士") else 4)


@outcome("RS-senior", NATION, applies=lambda form: _title(form, "一级"))
def rs_senior(form: Form) -> Answer:
    """评高级：博士二年；硕士、本科五年；专科五年（小学、初中）；没有中师。"""
    if not form.has("最高学历"):
        return unknown("最高学历")
    if _degree(form, "中师"):
        return decided(FALSE)
    if _degree(form, "专科"):
        return _only_for(form.is_in("学段", "小学", "初中"), _years_in_title(form, 5))
    return _years_in_title(form, 2 if _degree(form, "博士") else 5)


@outcome("RS-rural", NATION, applies=lambda form: all_of(_title(form, "一级"), form.yes("任教于城镇学校")))
def rs_rural(form: Form) -> Answer:
    """城镇教师一年薄弱或农村学校经历。"""
    return reaches(form.number("薄弱或农村学校经历年限"), 1)


@outcome("RS-full", NATION, applies=lambda form: _title(form, "高级"))
def rs_full(form: Form) -> Answer:
    """评正高级：任高级五年。"""
    return _years_in_title(form, 5)


@outcome("RS-full-degree", NATION, applies=lambda form: _title(form, "高级"))
def rs_full_degree(form: Form) -> Answer:
    """评正高级：一般应有本科及以上学历。"""
    return decided(form.is_in("最高学历", "本科", "硕士", "博士"))


manual(NATION, "RS-bzr")


# ── 临沂 ─────────────────────────────────────────────────────────────────────────────

_SERVICE = ("累计", "连续", "任现职以来")


def _service(form: Form, need: int) -> Answer:
    since_title = form.number("任现职以来班主任年限")
    years = dict(zip(_SERVICE, (cumulative_years(form), consecutive_years(form), since_title), strict=True))
    return {name: reaches(number, need) for name, number in years.items()}


@outcome("LY-full", LINYI, applies=lambda form: _title(form, "高级"), readings=_SERVICE)
def ly_full(form: Form) -> Answer:
    """评正高级：班主任五年。"""
    return _service(form, 5)


@outcome("LY-senior", LINYI, applies=lambda form: _title(form, "一级"), readings=_SERVICE)
def ly_senior(form: Form) -> Answer:
    """评高级：班主任二年。"""
    return _service(form, 2)


@outcome("LY-1st", LINYI, applies=lambda form: _title(form, "二级"), readings=_SERVICE)
def ly_1st(form: Form) -> Answer:
    """评一级：班主任三年。"""
    return _service(form, 3)


def _periods(form: Form, credit: Number, least: int | None) -> Verdict:
    """Periods taught and the credit for the class, against the least for the stage (None: stage not filled)."""
    taught = form.number("周课时")
    if least is None or taught.value is None or credit.value is None:
        stage = () if least is not None else ("学段",)
        return unknown(*taught.missing, *credit.missing, *stage)
    return reaches(Number(taught.value + credit.value), least)


@outcome(
    "LY-periods",
    LINYI,
    applies=lambda form: form.yes("现任班主任"),
    readings=("按下限折半", "按当地标准折半", "不折算"),
)
def ly_periods(form: Form) -> Answer:
    """周课时下限：小学十二节，初中十节，班主任折半。"""
    if form.is_in("学段", "高中", "中职").truth:
        return dict.fromkeys(("按下限折半", "按当地标准折半", "不折算"), GAP)
    primary = form.is_in("学段", "小学").truth
    least = None if primary is None else 12 if primary else 10
    standard = form.number("当地标准周课时")
    half = Number(None, standard.missing) if standard.value is None else Number(standard.value / 2)
    own = Number(None, ("学段",)) if least is None else Number(Fraction(least, 2))
    return {
        "按下限折半": _periods(form, own, least),
        "按当地标准折半": _periods(form, half, least),
        "不折算": _periods(form, Number(Fraction(0)), least),
    }


manual(LINYI, "LY-township")


# ── 江苏 ─────────────────────────────────────────────────────────────────────────────


@outcome("JS-full", JIANGSU, applies=lambda form: _title(form, "高级"), readings=("累计", "连续"))
def js_full(form: Form) -> Answer:
    """评正高级：班主任七年，或其他教育管理九年。"""
    managed = form.number("其他教育管理年限").at_least(9)
    return {
        "累计": decided(any_of(cumulative_years(form).at_least(7), managed)),
        "连续": decided(any_of(consecutive_years(form).at_least(7), managed)),
    }


# ── 江西 ─────────────────────────────────────────────────────────────────────────────


@outcome("JX-senior", JIANGXI, applies=lambda form: _title(form, "一级"), readings=("累计", "连续"))
def jx_senior(form: Form) -> Answer:
    """评高级：从教以来八年，任现职以来三年。"""
    since_title = form.number("任现职以来班主任年限").at_least(3)
    return {
        "累计": decided(all_of(cumulative_years(form).at_least(8), since_title)),
        "连续": decided(all_of(consecutive_years(form).at_least(8), since_title)),
    }


def _excellent(form: Form, first_after: int, need: int) -> Verdict:
    """Years appraised 优秀 (the personnel appraisal) from so many years after that of the title; else the typed number."""
    typed, since = form.number("任现职以来考核优秀次数"), form.day("任现职日期")
    if since is None:  # without the day there is no telling which years count
        asked = ("任现职日期",) if form.has("人事年度考核") else ("人事年度考核",)
        return unknown(*asked, *typed.missing) if typed.value is None else reaches(typed, need)
    first = since.year + first_after

    def counted(row: Row) -> Cond:
        year = row.get("年度")
        when = Cond(None, (row.name("年度"),)) if year is None else Cond(int(str(year)) >= first)
        return all_of(when, row.is_in("结果", "优秀"))

    found = count(form, "人事年度考核", counted)
    if found.listed and not found.maybe:
        return enough_rows(found, need)
    return unknown(*union([found.missing, typed.missing])) if typed.value is None else reaches(typed, need)


_FROM = ("任职当年起", "任职次年起")


@outcome("JX-senior-appraisal", JIANGXI, applies=lambda form: _title(form, "一级"), readings=_FROM)
def jx_senior_appraisal(form: Form) -> Answer:
    """评高级：任现职期间考核优秀一次。"""
    return {name: _excellent(form, after, 1) for after, name in enumerate(_FROM)}


@outcome("JX-full-appraisal", JIANGXI, applies=lambda form: _title(form, "高级"), readings=_FROM)
def jx_full_appraisal(form: Form) -> Answer:
    """评正高级：任现职期间考核优秀二次。"""
    return {name: _excellent(form, after, 2) for after, name in enumerate(_FROM)}

"""Random valid records, biased towards trouble: blanks, boundaries, duplicates and contradictions."""

import calendar
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from .conventions import month_of
from .field_values import (
    ANY_HOST,
    ANY_KIND,
    CHOICES,
    FLAGS,
    FOCUS,
    HOUR_SUMS,
    HOURS,
    ITEMS,
    MONTH_COUNTS,
    NUMBERS,
    POLICY_FIELDS,
    RATIOS,
    STAGES,
    TITLES,
)
from .maker import BLANKS, Maker, Row, month_text, short

__all__ = ["TODAY", "random_record"]

TODAY = date(2026, 3, 1)
"""The date to judge by where 自评日期 is unfilled; the record is built around it."""


def random_record(rng: random.Random, policy: str | None = None, today: date = TODAY) -> dict[str, object]:
    """Make a valid record that survives a JSON round trip unchanged.

    The fields the policy reads are usually filled, the others seldom; without a policy all fields
    have the same chance.  Where 自评日期 is left out the record is built around ``today``.
    """
    maker = Maker(rng, policy or "", today)
    wanted = POLICY_FIELDS.get(policy or "", ())
    share = rng.choice((0.4, 0.8, 0.95, 1.0))
    record = dict(maker.own_date)
    for name, make in _FIELDS.items():
        chance = share if name in wanted else 0.06 if policy else 0.4
        if name == "任职段":
            chance *= 0.6  # so that the direct years decide as well
        if rng.random() < chance:
            record.update(make(maker, name))
        elif rng.random() < 0.15:
            record[name] = rng.choice(BLANKS)
    record.pop("学期坐班", None)
    names = list(record)
    rng.shuffle(names)
    return {name: record[name] for name in names}


# ── single fields ───────────────────────────────────────────────────────────────────


def _number(maker: Maker, name: str) -> dict[str, object]:
    pool = NUMBERS[name]
    if maker.few_years and name in {"累计任职年限", "连续任职年限"}:
        pool = pool[:10]
    return {name: short(maker.rng.choice(pool))}


def _flag(maker: Maker, name: str) -> dict[str, object]:
    return {name: maker.yes(FLAGS[name])}


def _choice(maker: Maker, name: str) -> dict[str, object]:
    return {name: maker.rng.choice(CHOICES[name])}


def _stage(maker: Maker, name: str) -> dict[str, object]:
    often = 0.1 if maker.policy in TITLES else 0.5
    return {name: "中职" if maker.yes(often) else maker.rng.choice(STAGES)}


def _joined(maker: Maker, name: str) -> dict[str, object]:
    if maker.yes(0.4):  # about a year ago
        return {name: (maker.day - timedelta(days=maker.rng.choice((1, 200, 364, 365, 366, 367)))).isoformat()}
    after = timedelta(days=maker.rng.choice((-400, -1, 0, 0, 1, 400, 1200)))
    return {name: (date(2023, 3, 10) + after).isoformat()}


def _took_up(maker: Maker, name: str) -> dict[str, object]:
    return {name: maker.edge().isoformat()} if maker.yes(0.5) else {}


def _quarterly(maker: Maker, name: str) -> dict[str, object]:
    """A search for hazards about the end of a quarter, a report about the two limits after it."""
    month = maker.rng.choice((1, 4, 7, 10))
    first = date(maker.day.year - maker.rng.choice((0, 1)), month, 1)
    days = (-90, -2, -1, 0, 1) if name == "隐患排查日期" else (-5, 0, 8, 9, 10, 18, 19, 20, 100)
    return {name: (first + timedelta(days=maker.rng.choice(days))).isoformat()}


def _term_start(maker: Maker, name: str) -> dict[str, object]:
    return {name: maker.start.isoformat()}


def _term_end(maker: Maker, name: str) -> dict[str, object]:
    return {name: maker.end.isoformat()}


def _plan_date(maker: Maker, name: str) -> dict[str, object]:
    after = maker.rng.choice((-3, 0, 6, 7, 7, 8, 13, 14, 14, 15, 40))
    return {name: (maker.start + timedelta(days=after)).isoformat()}


def _hours(maker: Maker) -> tuple[object, object]:
    """Give required and actual hours in one of the telling ratios."""
    required = Decimal(maker.rng.choice(("0", "1", "10", "12.5", "20", "40", "50", "100", "100")))
    if required == 0:
        return 0, short(maker.rng.choice(("0", "5")))
    return short(required), short(required * Decimal(maker.rng.choice(RATIOS)))


def _term_hours(maker: Maker, _name: str) -> dict[str, object]:
    required, actual = _hours(maker)
    both: dict[str, object] = {"学期应坐班": required, "学期实坐班": actual}
    if maker.yes(0.1):
        del both[maker.rng.choice(list(both))]
    return both


# ── lists ───────────────────────────────────────────────────────────────────────────


def _spell(role: str, first: int, last: int | None) -> Row:
    row: Row = {"起": month_text(first), "角色": role}
    if last is not None:
        row["止"] = month_text(max(first, last))
    return row


def _spells(maker: Maker, name: str) -> dict[str, object]:
    rng, now = maker.rng, maker.now
    rows: list[Row] = []
    if maker.yes(0.2):  # the three whole school years, a month more or less
        first = (maker.school_year - 3) * 12 + 8 + rng.choice((-1, 0, 0, 1))
        rows.append(_spell("班主任", first, first + rng.choice((34, 35, 35, 36, 40))))
    elif months := rng.choice(MONTH_COUNTS[:12] if maker.few_years else MONTH_COUNTS):
        last = now + rng.choice((-13, -1, 0, 0, 0, 2))
        rows += _served(maker, min(last, now) - months + 1, last)
    if maker.yes(0.2):
        rows.append(_spell("班主任", now + rng.choice((-30, -1, 0, 1, 5)), None))
    if maker.yes(0.35):
        first = now - rng.randint(0, 60)
        last = first + rng.choice((10, 11, 11, 12))
        rows.append(_spell("见习班主任", first, None if maker.yes(0.15) else last))
    if maker.yes(0.15):
        rows.append(_spell("副班主任", now - rng.randint(0, 60), None))
    for row in rows:
        if maker.yes(0.3):
            row["班级"] = "甲班"
    return maker.table(name, rows)


def _served(maker: Maker, first: int, last: int) -> list[Row]:
    """Cover first..last by one spell, by two that meet or overlap, or leave a month out."""
    rng = maker.rng
    open_end = None if last == maker.now and maker.yes(0.5) else last
    if last - first < 4 or maker.yes(0.4):
        return [_spell("班主任", first, open_end)]
    cut = rng.randint(first + 1, last - 2)
    step = rng.choice((-1, 0, 1, 1, 2))
    return [_spell("班主任", first, cut), _spell("班主任", cut + step, open_end)]


def _duty(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    first = rng.choice((month_of(maker.start), maker.now)) - rng.choice((0, 0, 1, 4, 9))
    rows: list[Row] = []
    for month in range(first, maker.now + rng.choice((0, 1, 1, 2))):
        required, actual = _hours(maker)
        if required == 0 and maker.yes(0.8):
            required = 10
        rows.append({"月份": month_text(month), "应坐班": required, "实坐班": actual})
    if rows and maker.yes(0.2):
        rows.append({**rng.choice(rows), "实坐班": 0})
    return maker.table(name, rows[-12:])


def _activities(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    rows: list[Row] = []
    last = min(maker.end, maker.day)
    days: list[date] = []
    if maker.yes(0.6):  # one in every week, as a rule
        monday = maker.start - timedelta(days=maker.start.weekday())
        while monday <= last:
            if maker.yes(0.97):
                days.append(monday + timedelta(days=rng.choice((0, 0, 3, 6, 6))))
            monday += timedelta(days=7)
    if maker.yes(0.4):
        span = max(0, (last - maker.start).days)
        days += [maker.start + timedelta(days=rng.randint(0, span)) for _ in range(rng.choice((1, 2, 19, 20, 21)))]
    days += [maker.edge() for _ in range(rng.choice((0, 0, 1, 2, 3)))]
    themed = rng.choice((0.1, 0.5, 1.0))
    best = rng.choice((0.5, 1.0))
    for day in days:
        kind = "主题班队活动" if maker.yes(themed) else "班会"
        record = "完整" if maker.yes(best) else rng.choice(("简单", "无"))
        rows.append({"日期": day.isoformat(), "类型": kind, "记录": record})
    return maker.table(name, rows)


def _marks(maker: Maker, name: str) -> dict[str, object]:
    rows: list[Row] = []
    for _ in range(maker.rng.choice((0, 1, 2, 3, 7))):
        day = maker.edge()
        dated = {"日期": day.isoformat()} if name == "成效周分" else {"月份": day.isoformat()[:7]}
        rows.append({**dated, "得分": short(maker.rng.choice(("0", "88.5", "90", "100")))})
    return maker.table(name, rows)


def _talks(maker: Maker, name: str) -> dict[str, object]:
    rows: list[Row] = [
        {
            "日期": maker.recent().isoformat(),
            "学生": maker.rng.choice(("甲", "乙", "丙")),
            "后进生": maker.yes(0.35),
            "有记录": maker.yes(0.9),
        }
        for _ in range(maker.rng.choice((0, 1, 2, 3, 3, 4, 5, 6)))
    ]
    return maker.table(name, rows)


def _trainings(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    kinds, units, hosts = FOCUS.get(maker.policy, (ANY_KIND, ("学时", "课时"), ANY_HOST))
    kind, unit, host = rng.choice(kinds), rng.choice(units), rng.choice(hosts)
    alike = rng.choice((0.6, 0.9, 1.0))
    lately = rng.choice((0.0, 0.5, 1.0))
    hours = [Decimal(rng.choice(HOURS)) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
    if maker.yes(0.6):  # parts of a telling sum
        whole, part = Decimal(rng.choice(HOUR_SUMS)), Decimal(rng.choice(("0.5", "5", "10")))
        hours = [part, whole - part] if part < whole else [whole]
    rows: list[Row] = []
    for length in hours:
        day = maker.day - timedelta(days=rng.randint(0, 50)) if maker.yes(lately) else maker.edge()
        rows.append(
            {
                "日期": day.isoformat(),
                "时长": short(length),
                "单位": unit if maker.yes(alike) else rng.choice(("学时", "课时")),
                "类型": kind if maker.yes(alike) else rng.choice(ANY_KIND),
                "主办": host if maker.yes(alike) else rng.choice(ANY_HOST),
                "合格": maker.yes(0.9),
            }
        )
    return maker.table(name, rows)


def _appraisals(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    failing = rng.choice((0.1, 0.6, 0.95))
    rows: list[Row] = []
    for year in range(maker.school_year - rng.choice((1, 2, 3, 4)), maker.school_year + 2):
        if maker.yes(0.15):
            continue
        for _ in range(2 if maker.yes(0.12) else 1):
            label = rng.choice((f"{year}-{year + 1}", f"{year}-{year + 1}", f"{year}学年"))
            result = "不合格" if maker.yes(failing) else rng.choice(("优秀", "合格"))
            rows.append({"学年": label, "结果": result})
    return maker.table(name, rows)


def _personnel(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    failing = rng.choice((0.1, 0.6, 0.95))
    rows: list[Row] = []
    for year in range(maker.day.year - rng.choice((0, 1, 2, 3)), maker.day.year + 2):
        for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2))):
            result = "不合格" if maker.yes(failing) else rng.choice(("优秀", "合格", "基本合格"))
            rows.append({"年度": rng.choice((year, str(year))), "结果": result})
    return maker.table(name, rows)


def _since_title(maker: Maker, name: str) -> dict[str, object]:
    year = maker.day.year - maker.rng.choice((0, 1, 1, 2, 3))
    return {name: date(year, maker.rng.choice((1, 7, 12)), 1).isoformat()}


def _year_groups(maker: Maker, name: str) -> dict[str, object]:
    sizes = (0, 1, 3, 4, 6, 7, 10, 11, 13, 20)
    groups = ("初一", "初二", "初三")[: maker.rng.randint(0, 3)]
    return maker.table(name, [{"年段": group, "班数": maker.rng.choice(sizes)} for group in groups])


def _penalties(maker: Maker, name: str) -> dict[str, object]:
    rng = maker.rng
    rows: list[Row] = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        kind = rng.choice(("警告", "记过", "降低岗位等级", "撤职", "取消资格"))
        month = month_of(maker.day) - rng.choice((0, 5, 6, 6, 12, 12, 24, 24, 30))
        last = calendar.monthrange(month // 12, month % 12 + 1)[1]
        day = date(month // 12, month % 12 + 1, min(maker.day.day, last)) + timedelta(days=rng.choice((-1, 0, 0, 1)))
        rows.append({"决定日期": day.isoformat(), "类型": kind})
    return maker.table(name, rows)


def _honours(maker: Maker, name: str) -> dict[str, object]:
    titles = (
        *("优秀班主任", "市级优秀班主任标兵", "十佳班主任", "优秀教师", "班主任基本功一等奖"),
        *("县优秀德育工作者", "优秀辅导员", "先进班主任", "模范班主任", "优秀班主任大赛一等奖", "班主任竞赛二等奖"),
    )
    rows: list[Row] = [
        {
            **({"学校认作同类": maker.yes(0.5)} if maker.yes(0.6) else {}),
            "名称": maker.rng.choice(titles),
            "级别": maker.rng.choice(("校", "县", "市", "省", "国家")),
            "日期": maker.edge().isoformat(),
        }
        for _ in range(maker.rng.choice((0, 0, 1, 1, 2, 3)))
    ]
    return maker.table(name, rows)


def _checklist(maker: Maker, name: str) -> dict[str, object]:
    present, done = maker.rng.choice(((1.0, 1.0), (1.0, 0.95), (0.9, 0.9), (0.6, 0.5)))
    rows: list[Row] = [{"项目": item, "完成": maker.yes(done)} for item in ITEMS[name] if maker.yes(present)]
    if maker.yes(0.2):
        rows.append({"项目": maker.rng.choice((*ITEMS[name], "黑板报")), "完成": maker.yes(0.7)})
    return maker.table(name, rows)


_FIELDS: dict[str, Callable[[Maker, str], dict[str, object]]] = {
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(FLAGS, _flag),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(ITEMS, _checklist),
    "学段": _stage,
    "入职日期": _joined,
    "任现职日期": _since_title,
    **dict.fromkeys(("隐患排查日期", "排查报告上报日期", "镇汇总上报日期"), _quarterly),
    "上岗日期": _took_up,
    "学期开始": _term_start,
    "学期结束": _term_end,
    "计划上交日期": _plan_date,
    "学期坐班": _term_hours,
    "任职段": _spells,
    "月度坐班": _duty,
    "班级活动": _activities,
    "谈话": _talks,
    "成效周分": _marks,
    "成效月分": _marks,
    "培训记录": _trainings,
    "年度考核": _appraisals,
    "人事年度考核": _personnel,
    "荣誉": _honours,
    "各年段班数": _year_groups,
    "处分": _penalties,
}

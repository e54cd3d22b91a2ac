"""Worked examples, by hand: (outcome, record, expected).

Expected is what each reading gives, the only reading standing alone: a text is a known value,
True or False a known ``met``, ``GAP`` and ``UNKNOWN`` a status.
"""

from collections.abc import Mapping
from datetime import date, timedelta

GAP, UNKNOWN, NOT_APPLICABLE = "status:gap", "status:unknown", "status:not_applicable"

type Expected = str | bool
type Case = tuple[str, Mapping[str, object], Expected | tuple[Expected, ...]]

DAY = {"自评日期": "2026-06-30"}
TERM = {"学期开始": "2026-02-16", "学期结束": "2026-06-28", **DAY}
SERVING = {"现任班主任": True}
VOCATIONAL = {"学段": "中职"}


def duty(*percents: float) -> dict[str, object]:
    """Ten months or fewer from September on, 100 hours required in each."""
    months = [f"2025-{month:02d}" for month in (9, 10, 11, 12)]
    months += [f"2026-{month:02d}" for month in range(1, 7)]
    rows = [{"月份": month, "应坐班": 100, "实坐班": percent} for month, percent in zip(months, percents, strict=False)]
    return {"月度坐班": rows, **DAY}


def activities(full: int, simple: int, none: int) -> dict[str, object]:
    """Theme activities of the term, by how they were recorded."""
    records = ["完整"] * full + ["简单"] * simple + ["无"] * none
    first = date(2026, 2, 16)
    rows = [
        {"日期": (first + timedelta(days=5 * n)).isoformat(), "类型": "主题班队活动", "记录": record}
        for n, record in enumerate(records)
    ]
    return {"班级活动": rows, **TERM}


def appraisals(passes: str) -> dict[str, object]:
    """One result a year, the latest on the right; 1 passed, 0 failed."""
    rows = [
        {"学年": f"{2026 - len(passes) + n}-{2027 - len(passes) + n}", "结果": result}
        for n, result in enumerate("合格" if mark == "1" else "不合格" for mark in passes)
    ]
    return {"年度考核": rows, **DAY}


def talks(struggling: int, everyone: int) -> dict[str, object]:
    """Recorded talks of the last days, some with struggling pupils."""
    rows = [{"日期": "2026-06-28", "学生": "甲", "后进生": n < struggling, "有记录": True} for n in range(everyone)]
    return {"谈话": rows, **DAY}


def plan(days: int, **more: object) -> dict[str, object]:
    """A plan handed in so many days after the start of the term."""
    handed_in = date(2026, 2, 16) + timedelta(days=days)
    return {"学期开始": "2026-02-16", "计划上交日期": handed_in.isoformat(), **more}


def training(hours: float, **more: object) -> dict[str, object]:
    """One passed course of a first-time head teacher in office."""
    row = {"日期": "2026-05-01", "时长": hours, "合格": True, **more}
    return {"培训记录": [row], "首次担任班主任": True, **SERVING, **DAY}


def county(years: float, **more: object) -> dict[str, object]:
    """The inputs of the direct recognition, all filled."""
    rest = {"荣誉": [], "连续任职年限": 0, "学生满意教师": False, **DAY}
    return {"累计任职年限": years, **rest, **more}


def allowance(pay: float, income: float) -> dict[str, object]:
    """A monthly allowance against the average income of the school."""
    return {**VOCATIONAL, "月岗位津贴": pay, "全校教师月均工资总收入": income}


SENIORITY: list[Case] = [
    *(("S21-16", {**SERVING, "累计任职年限": y}, ("0",) * 4) for y in (0, 7, 7.4)),
    *(("S21-16", {**SERVING, "累计任职年限": y}, ("600",) * 4) for y in (8, 9, 10)),
    *(("S21-16", {**SERVING, "累计任职年限": y}, ("800",) * 4) for y in (11, 12, 15)),
    *(("S21-16", {**SERVING, "累计任职年限": y}, ("1000",) * 4) for y in (16, 20, 30)),
    ("S21-16", {**SERVING, "累计任职年限": 7.5}, ("0", "600", "0", "0")),
    ("S21-16", {**SERVING, "累计任职年限": 7.9}, ("0", "600", "0", "0")),
    ("S21-16", {**SERVING, "累计任职年限": 10.4}, ("600", "600", GAP, "600")),
    ("S21-16", {**SERVING, "累计任职年限": 10.5}, ("600", "800", GAP, "600")),
    ("S21-16", {**SERVING, "累计任职年限": 10.9}, ("600", "800", GAP, "600")),
    ("S21-16", {**SERVING, "累计任职年限": 15.5}, ("800", "1000", GAP, "800")),
    *(("S21-16", {"现任班主任": False, "累计任职年限": y}, ("0",) * 4) for y in (8, 15, 15.5, 16)),
    ("S21-16", {"现任班主任": False}, ("0",) * 4),
    ("S21-16", {"累计任职年限": 7}, ("0",) * 4),
    ("S21-16", {"累计任职年限": 7.5}, ("0", UNKNOWN, "0", "0")),
    ("S21-16", {"累计任职年限": 10.5}, (UNKNOWN,) * 4),
    ("S21-16", SERVING, (UNKNOWN,) * 4),
    *(("S21-19m", duty(p), "0") for p in (0, 59.9, 59.99)),
    *(("S21-19m", duty(p), "0.5") for p in (60, 60.01, 79.9, 79.99)),
    *(("S21-19m", duty(p), "1") for p in (80, 80.01, 100)),
    *(("S21-19t", duty(p), "C") for p in (0, 59.9, 59.99)),
    *(("S21-19t", duty(p), "B") for p in (60, 60.01, 79.9, 79.99)),
    *(("S21-19t", duty(p), "A") for p in (80, 80.01, 100)),
    ("S21-19t", duty(85, 80, 79.9, 60, 59.9), "B"),
    (
        "S21-19t",
        {
            "月度坐班": [
                {"月份": "2026-03", "应坐班": 20, "实坐班": 10},
                {"月份": "2026-04", "应坐班": 40, "实坐班": 40},
            ],
            **TERM,
        },
        "A",
    ),
    ("S21-19m", duty(85, 80, 79.9, 60, 59.9, 100, 90, 75, 82, 50), "6.5"),
    (
        "S21-annual",
        {**duty(85, 80, 79.9, 60, 59.9, 100, 90, 75, 82, 50), **SERVING, "累计任职年限": 12},
        ("5200",) * 4,
    ),
    *(
        ("S21-annual", {**duty(percent), **SERVING, "累计任职年限": years}, (pay,) * 4)
        for years, percent, pay in (
            (7, 100, "0"),
            (8, 59.9, "0"),
            (8, 60, "300"),
            (8, 80, "600"),
            (12, 60, "400"),
            (12, 79.9, "400"),
            (12, 80, "800"),
            (16, 60, "500"),
            (16, 80, "1000"),
        )
    ),
    ("S21-annual", {**duty(80), **SERVING, "累计任职年限": 10.5}, ("600", "800", GAP, "600")),
    ("S21-annual", {**duty(59.9), **SERVING, "累计任职年限": 10.5}, ("0",) * 4),
    ("S21-annual", {"现任班主任": False}, ("0",) * 4),
    ("S21-budget", {"符合条件人数": 18, "人均月奖励": 700}, "126000"),
    ("S21-budget", {"符合条件人数": 18, "人均月奖励": 600, "计发月数": 10}, "108000"),
    ("S21-budget", {"符合条件人数": 18, "人均月奖励": 1000, "计发月数": 10}, "180000"),
    ("S21-budget", {"符合条件人数": 18, "人均月奖励": 700, "计发月数": 12}, "151200"),
]

PAY: list[Case] = [
    *(
        ("TZ-m500", {"现任班主任": True, "月考核得分率": rate}, (UNKNOWN, linear, whole))
        for rate, linear, whole in (
            (0, "300", "300"),
            (50, "400", GAP),
            (80, "460", GAP),
            (100, "500", "500"),
        )
    ),
    ("TZ-m500", {"现任班主任": True, "月考核津贴实发": 199.9}, ("499.9", UNKNOWN, UNKNOWN)),
    ("TZ-pool", {"班级数": 1, "学期月数": 1}, "300"),
    ("TZ-pool", {"班级数": 10, "学期月数": 5}, "15000"),
    ("TZ-pool", {"班级数": 12, "学期月数": 5}, "18000"),
    ("TZ-pool", {"班级数": 12, "学期月数": 4.5}, "16200"),
    ("GD-14c", allowance(300, 4000), (True, False)),
    ("GD-14c", allowance(400, 4000), (True, True)),
    ("GD-14c", allowance(199, 4000), (False, False)),
    ("GD-14c", allowance(160, 1500), (True, False)),
    ("GD-14c", allowance(200, 1500), (True, True)),
    ("GD-14c", allowance(200, 2001), (True, False)),
    ("GD-14c", allowance(200.1, 2001), (True, True)),
    ("GD-14c", {**VOCATIONAL, "月岗位津贴": 200}, (True, UNKNOWN)),
    ("GD-14c", {**VOCATIONAL, "月岗位津贴": 199}, (UNKNOWN, False)),
    ("GD-14c", {"学段": "初中", "月岗位津贴": 199}, (NOT_APPLICABLE,) * 2),
    ("GD-14c", {"月岗位津贴": 199}, (UNKNOWN,) * 2),
    *(
        ("CITY-9", {"市定津贴": city, "学校配套津贴": school}, expected)
        for city, school, expected in (
            (50, 100, (True, True)),
            (50, 99.9, (False, True)),
            (100, 200, (True, True)),
            (100, 100, (False, True)),
            (100, 99.9, (False, False)),
            (150, 300, (True, True)),
        )
    ),
    ("CNTY-4pay", {"现任班主任": True, "学段": "小学", "班级人数": 45}, UNKNOWN),
    ("CNTY-4pay", {"现任班主任": True, "学段": "小学", "生均津贴标准": 2, "班级人数": 45}, "90"),
    ("CNTY-4pay", {"现任班主任": True, "学段": "中职"}, GAP),
    ("CNTY-annual", {"现任班主任": True, "学段": "小学", "生均津贴标准": 2, "班级人数": 45, "计发月数": 10}, "900"),
    ("CNTY-annual", {"现任班主任": True, "学段": "小学", "生均津贴标准": 2, "班级人数": 45}, UNKNOWN),
    ("CNTY-annual", {"现任班主任": True, "学段": "中职"}, GAP),
    *(("MOE-14", {"现任班主任": True, "当地标准周课时": n}, half) for n, half in ((14, "7"), (16, "8"), (13, "6.5"))),
]

POSTS: list[Case] = [
    ("GD-14b", {**VOCATIONAL, "周课时": 12, "全校平均周课时": 12}, True),
    ("GD-14b", {**VOCATIONAL, "周课时": 12, "全校平均周课时": 13}, True),
    ("GD-14b", {**VOCATIONAL, "周课时": 14, "全校平均周课时": 13}, False),
    *(("GD-8s", {**VOCATIONAL, "本届任期年限": y}, y >= 3) for y in (2, 2.9, 3)),
    *(("GD-11", {**VOCATIONAL, "企业实践月数": m}, m >= 2) for m in (1, 1.9, 2, 3)),
    ("CNTY-3", county(0, 荣誉=[{"名称": "校优秀班主任", "级别": "校", "日期": "2025-05-01"}]), (True,) * 3),
    ("CNTY-3", county(5.9), (False,) * 3),
    ("CNTY-3", county(6), (True,) * 3),
    ("CNTY-3", county(3, 连续任职年限=3), (True,) * 3),
    ("CNTY-3", county(3, 连续任职年限=2), (False,) * 3),
    ("CNTY-3", county(2, 学生满意教师=True), (True,) * 3),
    ("CNTY-3", county(1.9, 学生满意教师=True), (False,) * 3),
    *(
        ("CNTY-4prom", {"累计任职年限": years}, (post, UNKNOWN))
        for years, post in (
            (0, "无"),
            (0.9, "无"),
            (1, "年级组长"),
            (1.9, "年级组长"),
            (2, "学校中层干部"),
            (2.9, "学校中层干部"),
            (3, "校级后备干部（原则上）"),
        )
    ),
    *(("WZ-11", {"年度优秀名额": n}, least) for n, least in ((3, "1"), (9, "3"), (10, "4"))),
    *(("WZ-11", {"年度优秀名额": n}, least) for n, least in ((30, "10"), (31, "11"), (0, "0"))),
    *(("WZ-12a", {"累计任职年限": y, "连续任职年限": 0}, (y >= 25, False)) for y in (9, 20, 24, 24.9, 25, 30)),
    *(
        ("WZ-12b", {"累计任职年限": years}, reached)
        for years, reached in ((9, "0"), (10, "10"), (20, "20"), (25, "20"), (29, "20"), (30, "30"))
    ),
    *(
        (
            "WZ-1",
            {
                **training(1, 类型="岗前", 主办="县", 合格=passed),
                "教师资格": licence,
                "班主任资格证": True,
                "首次担任班主任": first,
            },
            expected,
        )
        for licence, first, passed, expected in (
            (True, True, True, True),
            (False, True, True, False),
            (True, True, False, False),
            (True, False, False, True),
        )
    ),
    *(("WZ-1s", {"见习年限": y}, y >= 1) for y in (0.9, 1)),
]

WORK: list[Case] = [
    *(("SUZ-1new", training(h, 单位="学时", 类型="岗前"), (h >= 30,) * 2) for h in (29, 29.5, 30)),
    *(("SUZ-1on", training(h, 单位="学时", 类型="专题"), (h >= 20,) * 3) for h in (19, 20)),
    *(("CITY-22", training(h, 单位="课时", 类型="岗前", 主办="市"), (h >= 40,) * 2) for h in (39, 40)),
    ("CITY-22", training(40, 单位="学时", 类型="岗前", 主办="市"), (False, True)),
    *(("CNTY-2", training(h, 单位="学时", 类型="集中"), (h >= 20,) * 2) for h in (19, 20)),
    ("TZ-w7", talks(0, 3), (False,) * 4),
    ("TZ-w7", talks(1, 2), (False,) * 4),
    ("TZ-w7", talks(1, 3), (True, False, True, True)),
    ("TZ-w7", talks(1, 4), (True,) * 4),
    ("TZ-w7", talks(2, 3), (True, False, True, True)),
    *(("CNTY-act", activities(n, 0, 0), n >= 2) for n in (1, 2)),
    ("CNTY-sem", {"任课教师研究次数": 2}, True),
    ("CNTY-visit", {"五生家庭数": 6, "已访五生家庭数": 5}, False),
    ("CNTY-visit", {"五生家庭数": 0, "已访五生家庭数": 0}, True),
    ("CNTY-visit", {"五生家庭数": 0}, True),
    *(("CNTY-pm", {"家长会次数": n}, n >= 1) for n in (0, 1, 2, 3)),
    *(
        ("Q200-2", activities(*counts), score)
        for counts, score in (
            ((20, 0, 0), "10"),
            ((18, 2, 0), "9.4"),
            ((16, 4, 0), "8.8"),
            ((10, 10, 0), "7"),
            ((0, 20, 0), "4"),
            ((0, 0, 20), "0"),
            ((25, 0, 0), "10"),
            ((19, 0, 0), "9.5"),
        )
    ),
    *(("Q200-2n", activities(n, 0, 0), n >= 20) for n in (19, 20, 25)),
    ("Q200-1", plan(14, 计划内容="详实"), ("3", "3", "3")),
    ("Q200-1", plan(14, 计划内容="空洞"), ("1", "1", "2")),
    ("Q200-1", plan(15, 计划内容="详实"), ("3", "1", "2")),
    ("Q200-1", plan(15, 计划内容="空洞"), ("0", "0", "1")),
    ("Q200-1", plan(7, 计划已交=False, 计划内容="详实"), ("0", "0", "1")),
    *(("ZJC-1", plan(days), (days <= 7, days <= 6)) for days in (-1, 6, 7, 8, 14, 15)),
    ("ZJC-1", plan(7, 计划已交=False), (False, False)),
    ("Q200-total", {"常规考核分": 92, "成效考核分": 88, "奖励得分": 5}, ("97", "185")),
    *(
        ("CITY-12c", appraisals(passes), (veto, veto))
        for passes, veto in (
            ("111", False),
            ("011", False),
            ("001", False),
            ("000", True),
            ("0010", False),
            ("1000", True),
        )
    ),
    ("WF-5.3", appraisals("0"), (True, "status:unknown")),
    ("WF-5.3", appraisals("01"), (False, "status:unknown")),
    ("CITY-12a", {"乱收费": True}, True),
    ("CITY-12b", {"重大安全责任事故": True}, True),
]

CASES: list[Case] = SENIORITY + PAY + POSTS + WORK

"""One small case for each convention: (what it shows, outcome, record, expected parts of the result).

``missing`` is compared as a set; a key that is no part of a result names a reading.
"""

type Convention = tuple[str, str, dict[str, object], dict[str, object]]

SERVING: dict[str, object] = {"现任班主任": True}
LEAP = {"自评日期": "2024-02-29"}
DAY = {"自评日期": "2026-06-30"}
# Monday 2 March to Sunday 15 March: two whole weeks.
FORTNIGHT = {"学期开始": "2026-03-02", "学期结束": "2026-03-15", **DAY}
TERM = {"学期开始": "2026-03-02", **DAY}


def course(**cells: object) -> dict[str, object]:
    """Ten hours of passed special training, changed by ``cells``."""
    row = {"日期": "2026-05-01", "时长": 10, "单位": "学时", "类型": "专题", "合格": True}
    return {name: cell for name, cell in {**row, **cells}.items() if cell is not None}


def in_office(*rows: dict[str, object], day: str = "2026-06-30") -> dict[str, object]:
    """Trainings of a serving head teacher."""
    return {"培训记录": list(rows), "自评日期": day, **SERVING}


def held(*days: str, kind: str | None = "主题班队活动") -> list[dict[str, object]]:
    """Class meetings on these days, well recorded."""
    return [{"日期": day, "类型": kind, "记录": "完整"} for day in days]


def spell(first: str | None, last: str | None, role: str | None = "班主任") -> dict[str, object]:
    """A spell of service."""
    return {"起": first, "止": last, "角色": role}


def known(*, met: bool | None = None, **more: object) -> dict[str, object]:
    """Say what a known result has."""
    return {"status": "known", "met": met, **more}


def unknown(*missing: str) -> dict[str, object]:
    """Say what an unknown result lacks."""
    return {"status": "unknown", "missing": missing}


ROWS: list[Convention] = [
    ("an unfilled list is unknown", "SUZ-1on", SERVING, unknown("培训记录")),
    ("an empty list is complete", "SUZ-1on", in_office(), known(met=False, shortfall="20")),
    ("a blank list is unfilled", "SUZ-4", {"培训记录": " "}, unknown("培训记录")),
    ("two equal rows count twice", "SUZ-1on", in_office(course(), course()), known(met=True)),
    ("a sum may be surely reached", "SUZ-1on", in_office(course(时长=20), {}), known(met=True)),
    (
        "a sum may be out of reach although a row may count",
        "SUZ-1on",
        in_office(course(时长=9), course(单位=" ")),
        known(met=False, shortfall=None),
    ),
    (
        "a row that may count can reach the sum",
        "SUZ-1on",
        in_office(course(), course(单位=" ")),
        unknown("培训记录.单位"),
    ),
    (
        "a row without hours leaves the sum open",
        "SUZ-1on",
        in_office(course(), course(时长="")),
        unknown("培训记录.时长"),
    ),
    (
        "a row that surely does not count needs no hours",
        "SUZ-1on",
        in_office(course(), course(时长=None, 单位="课时")),
        known(met=False, shortfall="10"),
    ),
    ("a sum as result needs every row", "SUZ-4", in_office(course(合格=None)), unknown("培训记录.合格")),
    ("no time condition, no date needed", "SUZ-4", in_office(course(日期=None)), known(value="10")),
    ("a later row is struck out first", "SUZ-4", in_office({"日期": "2026-07-01"}), known(value="0")),
    (
        "with a window a date is needed",
        "SUZ-1on",
        in_office(course(日期=None, 时长=20)),
        unknown("培训记录.日期"),
    ),
    (
        "a calendar year is not a school year",
        "SUZ-1on",
        in_office(course(日期="2026-01-01"), course(日期="2025-09-01")),
        {**known(met=False, shortfall="10"), "学年": known(met=True)},
    ),
    (
        "the school year begins in the year before until 31 August",
        "SUZ-1on",
        in_office(course(日期="2025-09-01", 时长=20), day="2026-08-31"),
        {"学年": known(met=True)},
    ),
    (
        "the school year begins anew on 1 September",
        "SUZ-1on",
        in_office(course(日期="2026-08-31", 时长=20), day="2026-09-01"),
        {"不看合格": known(met=True), "学年": known(met=False, shortfall="20")},
    ),
    (
        "five years back from 29 February is 28 February",
        "CNTY-2",
        {**LEAP, "培训记录": [course(日期="2019-02-28", 时长=20)]},
        known(met=True),
    ),
    (
        "and not the day before",
        "CNTY-2",
        {**LEAP, "培训记录": [course(日期="2019-02-27", 时长=20)]},
        known(met=False, shortfall="20"),
    ),
    (
        "applies_if unknown lists only its own fields",
        "SUZ-1on",
        {},
        {**unknown("现任班主任"), "学年": {"status": "unknown", "missing": ["现任班主任"]}},
    ),
    ("applies_if false", "SUZ-1on", {"现任班主任": False}, {"status": "not_applicable"}),
    ("one false condition decides and", "GD-9", {"首次担任班主任": False}, {"status": "not_applicable"}),
    (
        "seven days count the sixth day back",
        "TZ-w7",
        {"谈话": [{"日期": "2026-06-24", "后进生": True, "有记录": True}] * 3, **DAY},
        known(met=True, shortfall=None),
    ),
    (
        "and not the seventh",
        "TZ-w7",
        {"谈话": [{"日期": "2026-06-23", "后进生": True, "有记录": True}] * 3, **DAY},
        known(met=False, shortfall=None),
    ),
    (
        "without an honour column the mentor rule may apply",
        "CITY-8",
        {"荣誉": [{"名称": "市优秀班主任"}]},
        unknown("荣誉.级别"),
    ),
]

TERMS: list[Convention] = [
    ("without a term start weeks are unknown", "WF-w", {"班级活动": []}, unknown("学期开始")),
    (
        "no whole week yet, whatever the activities",
        "WF-w",
        {**FORTNIGHT, "自评日期": "2026-03-07"},
        {"status": "not_applicable"},
    ),
    (
        "each whole week needs a row",
        "WF-w",
        {**FORTNIGHT, "班级活动": held("2026-03-02", "2026-03-15")},
        known(met=True),
    ),
    (
        "a week without a row is short",
        "WF-w",
        {**FORTNIGHT, "班级活动": held("2026-03-02")},
        known(met=False, shortfall="1"),
    ),
    (
        "a row of another kind does not help",
        "WF-w",
        {**FORTNIGHT, "班级活动": held("2026-03-02", "2026-03-09", kind="班会")},
        known(met=False, shortfall="2"),
    ),
    (
        "but it does where the kind is not asked",
        "Q200-2w",
        {**FORTNIGHT, "班级活动": held("2026-03-02", "2026-03-09", kind="班会")},
        known(met=True),
    ),
    (
        "an undated row may stand in any week",
        "WF-w",
        {**FORTNIGHT, "班级活动": [*held("2026-03-02"), {"类型": "主题班队活动"}]},
        unknown("班级活动.日期"),
    ),
    (
        "only the surely empty weeks are short",
        "WF-w",
        {**FORTNIGHT, "班级活动": held("2026-03-09", kind=None)},
        known(met=False, shortfall="1"),
    ),
    ("without a term every row counts", "CNTY-act", {"班级活动": [{"类型": "主题班队活动"}] * 2}, known(met=True)),
    (
        "with a term a date is needed",
        "CNTY-act",
        {**TERM, "班级活动": [{"类型": "主题班队活动"}] * 2},
        unknown("班级活动.日期"),
    ),
    (
        "the term includes its last day",
        "CNTY-act",
        {**FORTNIGHT, "班级活动": held("2026-03-02", "2026-03-15")},
        known(met=True),
    ),
    (
        "and not the day after",
        "CNTY-act",
        {**FORTNIGHT, "班级活动": held("2026-03-02", "2026-03-16")},
        known(met=False, shortfall="1"),
    ),
    (
        "a score needs the date even of a row worth nothing",
        "Q200-2",
        {**TERM, "班级活动": [{"记录": "无"}]},
        unknown("班级活动.日期"),
    ),
    (
        "the day of the start is day 0",
        "ZJC-1",
        {"学期开始": "2026-03-02", "计划上交日期": "2026-03-10"},
        known(met=False, shortfall="1"),
    ),
    ("not handed in is short of no number", "ZJC-1", {"计划已交": False}, known(met=False, shortfall=None)),
    ("a plan date or a yes would do", "Q200-1", {}, unknown("计划上交日期", "计划已交")),
    (
        "months are compared with the months of the term",
        "S21-19t",
        {"学期开始": "2026-03-31", "月度坐班": [{"月份": "2026-03", "应坐班": 10, "实坐班": 8}]},
        known(value="A"),
    ),
    (
        "no month in the term: the totals decide",
        "S21-19t",
        {
            "学期开始": "2026-03-01",
            "月度坐班": [{"月份": "2026-02", "应坐班": 10, "实坐班": 8}],
            "学期应坐班": 10,
        },
        unknown("学期实坐班"),
    ),
    (
        "in a term a row without month is looked at first",
        "S21-19t",
        {"学期结束": "2026-03-01", "月度坐班": [{"应坐班": 10}]},
        unknown("月度坐班.月份"),
    ),
    ("nothing required, no ratio", "S21-19t", {"学期应坐班": 0, "学期实坐班": 0}, unknown()),
    (
        "rows of one month are added before the ratio",
        "S21-19m",
        {
            "月度坐班": [
                {"月份": "2026-03", "应坐班": 10, "实坐班": 10},
                {"月份": "2026-03", "应坐班": 10, "实坐班": 2},
            ],
            **DAY,
        },
        known(value="0.5"),
    ),
]

SERVICE: list[Convention] = [
    (
        "spells win over the field",
        "WZ-12a",
        {"任职段": [], "累计任职年限": 30},
        known(met=False, shortfall="25"),
    ),
    ("neither spells nor field", "WZ-12b", {}, unknown("任职段", "累计任职年限")),
    (
        "overlapping months count once, an open spell ends today",
        "WZ-12a",
        {"任职段": [spell("2025-07", None), spell("2026-01", "2026-03")], **DAY},
        known(met=False, shortfall="24"),
    ),
    (
        "95 months are not 8 years",
        "S21-16",
        {"任职段": [spell("2018-08", None)], **SERVING, **DAY},
        {**known(value="0"), "四舍五入": known(value="600")},
    ),
    ("96 months are", "S21-16", {"任职段": [spell("2018-07", None)], **SERVING, **DAY}, known(value="600")),
    (
        "a spell without role leaves both years open, even in the future",
        "WZ-12a",
        {"任职段": [spell("2030-01", None, role=None)], **DAY},
        unknown("任职段.角色"),
    ),
    (
        "a break ends consecutive service",
        "CNTY-4prom",
        {"任职段": [spell("2020-01", "2026-03"), spell("2026-05", None)], **DAY},
        {**known(value="校级后备干部（原则上）"), "连续": known(value="无")},
    ),
    (
        "three whole school years, though not serving now",
        "CNTY-3",
        {
            "任职段": [spell("2022-09", "2025-08")],
            "荣誉": [],
            "学生满意教师": False,
            **DAY,
        },
        {**known(met=True), "前三十六个月": known(met=False)},
    ),
    (
        "trainee spells win over the field",
        "WZ-1s",
        {"任职段": [spell("2025-08", None, role="见习班主任")], "见习年限": 2, **DAY},
        known(met=False, shortfall="1/12"),
    ),
    ("no trainee spell, the field decides", "WZ-1s", {"任职段": [], "见习年限": 1}, known(met=True)),
    (
        "both results in one year are no result",
        "CITY-12c",
        {"年度考核": [{"学年": "2025-2026", "结果": r} for r in ("合格", "不合格")] * 2, **DAY},
        {**known(met=False), "按有考核的年份": known(met=False)},
    ),
    (
        "both results in the last year",
        "WF-5.3",
        {"年度考核": [{"学年": "2025", "结果": r} for r in ("合格", "不合格")], **DAY},
        unknown(),
    ),
    (
        "a skipped year breaks only adjacent years",
        "CITY-12c",
        {"年度考核": [{"学年": str(y), "结果": "不合格"} for y in (2022, 2024, 2025)], **DAY},
        {**known(met=False), "按有考核的年份": known(met=True)},
    ),
    (
        "a school year begins on 1 September",
        "WF-5.3",
        {"年度考核": [{"学年": "2026-2027", "结果": "不合格"}], "自评日期": "2026-08-31"},
        known(met=False),
    ),
    (
        "a row without year comes first",
        "WF-5.3",
        {"年度考核": [{"结果": "合格"}, {"学年": "2025", "结果": "合格"}]},
        unknown("年度考核.学年"),
    ),
    ("a missing item is unknown", "WF-4.3", {"学校事项完成": []}, unknown("学校事项完成.完成")),
    (
        "rows of one item are joined by and",
        "WF-4.3",
        {"学校事项完成": [{"项目": "班主任管理档案", "完成": done} for done in (True, None, False)]},
        known(met=False, value="0"),
    ),
    (
        "one undone item decides, the surely done are counted",
        "S21-6",
        {"学校事项完成": [{"项目": "拟定人选名单", "完成": True}, {"项目": "校长发聘书", "完成": False}]},
        known(met=False, value="1"),
    ),
    (
        "a known zero decides the yearly sum",
        "S21-annual",
        {"月度坐班": [], "累计任职年限": 10.5, **SERVING},
        {**known(value="0"), "字面空档": known(value="0")},
    ),
    (
        "a combined item lacks what its parts lack",
        "S21-annual",
        SERVING,
        unknown("任职段", "累计任职年限", "月度坐班"),
    ),
    (
        "the lower and the higher bound of an allowance",
        "GD-14c",
        {"学段": "中职", "月岗位津贴": 100, "全校教师月均工资总收入": 4000},
        {**known(met=False, shortfall="100"), "两者": known(met=False, shortfall="300")},
    ),
]

CONVENTIONS: list[Convention] = ROWS + TERMS + SERVICE

"""Where the cells of a pasted table go, by the script that decides it, run in Node."""

import json
import subprocess
from typing import Any

import pytest

from tests.site.parsed import ROOT

SCRIPTS = ROOT / "assessor" / "site" / "scripts"
DAY = "2026-06-30"

MONTHS = [
    {"name": "月份", "kind": "month", "thisYear": True},
    {"name": "应坐班", "kind": "number"},
    {"name": "实坐班", "kind": "number"},
]
HOSTS = ["校", "县", "市", "省", "国家"]
TRAINING = [
    {"name": "日期", "kind": "date"},
    {"name": "时长", "kind": "number"},
    {"name": "单位", "kind": "words", "words": [["学时", "学时"], ["课时", "课时"]]},
    {"name": "类型", "kind": "words", "words": [["岗前", "岗前"], ["集中", "集中"], ["校本", "校本"]]},
    {"name": "主办", "kind": "words", "words": [[word + end, word] for word in HOSTS for end in ("", "级")]},
    {
        "name": "合格",
        "kind": "words",
        "words": [["是", "是"], ["√", "是"], ["合格", "是"], ["否", "否"], ["不合格", "否"]],
    },
]
MEETINGS = [
    {"name": "日期", "kind": "date", "thisYear": True},
    {"name": "类型", "kind": "words", "words": [["班会", "班会"], ["主题班队活动", "主题班队活动"]]},
    {"name": "备注", "kind": "text"},
]


def node(code: str, *arguments: object) -> Any:
    """What an expression of the scripts gives, with `given` holding the arguments."""
    source = (
        f"import {{ cellsIn, isTable, planOf }} from {json.dumps((SCRIPTS / 'form' / 'paste.js').as_uri())};"
        f"import {{ complete, monthsOfYear }} from {json.dumps((SCRIPTS / 'form' / 'school-year.js').as_uri())};"
        f"const given = {json.dumps(arguments)};"
        "const columns = (list) => list.map((column) =>"
        " ({ thisYear: false, ...column, words: column.words ? new Map(column.words) : null }));"
        f"console.log(JSON.stringify({code}));"
    )
    command = ["node", "--input-type=module", "-e", source]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def plan(columns, text, start=0):
    """What is filled in, without the columns that stay blank; and what was left out."""
    found = node("planOf(cellsIn(given[0]), columns(given[1]), given[2], given[3])", text, columns, start, DAY)
    names = [columns[place]["name"] for place in found["columns"]]
    rows = [[row[place] for place in found["columns"]] for row in found["rows"]]
    return names, rows, {key: found[key] for key in ("unused", "skipped", "unread") if found[key]}


def test_cells_are_taken_apart_as_spreadsheets_put_them_together():
    """Tabs and lines, in quotes as well; quotes that open nothing stay; blank lines at the end are no rows."""
    text = 'a\t"b\tc"\t"d ""e"""\r\n\t5" 管\t\r\n"两\n行"\t\r\n\r\n'
    assert node("cellsIn(given[0])", text) == [["a", "b c", 'd "e"'], ["", '5" 管', ""], ["两 行", ""]]
    assert node('["17", "17\\r\\n", "17\\t16", "17\\n16"].map(isTable)') == [False, False, True, True]


def test_a_column_goes_into_the_column_it_is_pasted_into():
    """Ten numbers are ten rows; a blank between them keeps its row."""
    hours = ["17", "16", "15.98", "12", "", "20", "18", "15", "16.4", "10"]
    assert plan(MONTHS, "\r\n".join(hours), 2) == (["实坐班"], [[cell] for cell in hours], {})


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("9月", "2025-09"),
        ("3月份", "2026-03"),
        ("６月", "2026-06"),
        ("9", "2025-09"),
        ("7月", "7月"),  # after the day of the assessment: last year's as well as this year's
        ("2025.9", "2025.9"),
        ("Sep-25", "Sep-25"),
        ("2025/9/1", "2025/9/1"),
    ],
)
def test_months_get_the_year_they_lack_and_no_other_change(typed, wanted):
    """The engine reads the rest."""
    assert plan(MONTHS, f"{typed}\t20\t17\r\n2026-01\t20\t18") == (
        ["月份", "应坐班", "实坐班"],
        [[wanted, "20", "17"], ["2026-01", "20", "18"]],
        {},
    )


def test_a_row_of_names_tells_the_columns_in_any_order():
    """With units, longer or shorter names, a count of rows, a title above and a sum below, from any cell."""
    text = (
        "2025学年坐班统计\t\t\t\t\r\n序号\t实际坐班(小时)\t应坐班时数\t月份\t到位率\r\n"
        "1\t17\t20\t9月\t85%\r\n2\t16\t20\t10月\t80%\r\n合计\t33\t40\t\t\r\n"
    )
    assert plan(MONTHS, text, 2) == (
        ["月份", "应坐班", "实坐班"],
        [["2025-09", "20", "17"], ["2025-10", "20", "16"]],
        {"unused": ["序号", "到位率"], "skipped": ["2025学年坐班统计", "合计"]},
    )


def test_a_column_of_calendar_years_is_known_from_school_years():
    """A single year is a calendar year; two years are not taken for one."""
    columns = [{"name": "年度", "kind": "year"}, {"name": "备注", "kind": "text"}]
    assert plan(columns, "甲\t2024\r\n乙\t2025年度")[1] == [["2024", "甲"], ["2025年度", "乙"]]
    assert plan(columns, "2024-2025", 0)[2] == {"unread": [{"row": 1, "column": "年度", "text": "2024-2025"}]}


def test_columns_without_names_are_known_by_what_is_in_them():
    """Another order, and words in choices; what no choice means is not taken, and said."""
    text = "集中\t2024/7/10\t12\t县级\t√\r\n岗前\t2014-8-25\t30\t国\t不合格"
    assert plan(TRAINING, text) == (
        ["日期", "时长", "类型", "主办", "合格"],
        [["2024/7/10", "12", "集中", "县", "是"], ["2014-8-25", "30", "岗前", "", "否"]],
        {"unread": [{"row": 2, "column": "主办", "text": "国"}]},
    )


def test_a_column_whose_name_is_a_choice_of_its_own_is_still_a_name():
    """合格 above √ is the name of the column, not a row that passed."""
    names, rows, left = plan(TRAINING, "培训日期\t学时数\t合格\r\n2024/7/10\t12\t√")
    assert (names, rows, left) == (["日期", "时长", "合格"], [["2024/7/10", "12", "是"]], {})


def test_names_we_do_not_know_are_no_row():
    """What cannot be read above what can is a heading; a row of words alone is none."""
    assert plan(MONTHS, "小时数\r\n17\r\n16", 2)[1] == [["17"], ["16"]]
    assert plan(MEETINGS, "3月6日\t班会\t无\r\n3月20日\t班会\t", 0)[1] == [
        ["2026-03-06", "班会", "无"],
        ["2026-03-20", "班会", ""],
    ]


def test_what_cannot_be_read_is_filled_in_as_it_stands():
    """Nothing is lost, and the message then stands at its cell."""
    names, rows, left = plan(MONTHS, "2025-09\t20\t请假\r\n2025-10\t20\t16")
    assert rows == [["2025-09", "20", "请假"], ["2025-10", "20", "16"]]
    assert (names, left) == (
        ["月份", "应坐班", "实坐班"],
        {"unread": [{"row": 1, "column": "实坐班", "text": "请假"}]},
    )


@pytest.mark.parametrize(
    ("typed", "past", "wanted"),
    [
        ("9月1日", True, "2025-09-01"),
        ("9.1", True, "2025-09-01"),
        ("２／１６", True, "2026-02-16"),
        ("6-30", True, "2026-06-30"),
        ("7-1", True, "7-1"),
        ("7-1", False, "2026-07-01"),
        ("13.1", True, "13.1"),
        ("2.32", True, "2.32"),
        ("2026.9", True, "2026.9"),
        ("", True, ""),
    ],
)
def test_a_day_gets_the_year_of_the_school_year_judged(typed, past, wanted):
    """September to August of the day of the assessment; in a list nothing after that day."""
    assert node("complete('date', given[0], given[1], given[2])", typed, DAY, past) == wanted


def test_the_months_of_the_year_are_those_that_have_come():
    """September to June, no further than the day judged."""
    assert node("monthsOfYear('2026-07-15')") == [
        *(f"2025-{month:02d}" for month in range(9, 13)),
        *(f"2026-{month:02d}" for month in range(1, 7)),
    ]
    assert node("monthsOfYear('2025-10-01')") == ["2025-09", "2025-10"]


@pytest.mark.parametrize(
    ("column", "typed", "wanted"),
    [
        ("date", "9.1", "9.1 或 9.10"),
        ("date", "10.2", "10.2 或 10.20"),
        ("date", "９．３", "９．３ 或 ９．３0"),
        ("date", "2.3", "2026-02-03"),
        ("date", "9.4", "2025-09-04"),
        ("date", "9.10", "2025-09-10"),
        ("date", "9/1", "2025-09-01"),
        ("month", "2025.1", "2025.1 或 2025.10"),
        ("month", "2025.10", "2025.10"),
        ("month", "2025.01", "2025.01"),
    ],
)
def test_what_a_spreadsheet_may_have_cut_is_not_guessed(column, typed, wanted):
    """Excel keeps 9.10 as 9.1: both are written into the cell, where the engine refuses them, and it is said."""
    columns = [{"name": "日期", "kind": column, "thisYear": True}, {"name": "备注", "kind": "text"}]
    found = node("planOf(cellsIn(given[0]), columns(given[1]), 0, given[2])", f"{typed}\t甲", columns, DAY)
    assert found["rows"] == [[wanted, "甲"]]
    assert [entry["text"] for entry in found["unread"]] == ([typed] if "或" in wanted else [])


def test_a_million_blank_lines_are_no_table():
    """Whatever is on the clipboard, the page does not stand still."""
    assert node('[isTable("1" + "\\n".repeat(1e6)), isTable("1" + "\\n".repeat(1e6) + "2")]') == [False, True]

"""One record from a file, in all the shapes in which schools keep tables."""

from fractions import Fraction
from typing import Any

import pytest

from assessor.records import read_record
from assessor.rules.receipt import plain_record
from assessor.sheets import SheetError, import_record
from tests.rules.samples import FIELDS
from tests.sheets.files import data, scalars, table, text_cell, workbook, xlsx

DUTY = ("月份", "应坐班", "实坐班")


def read(content: bytes) -> dict[str, Any]:
    """The record in a file, as plain data."""
    return plain_record(import_record(FIELDS, content).record)


def problems(content: bytes) -> list[str]:
    """What is wrong with a file."""
    with pytest.raises(SheetError) as caught:
        import_record(FIELDS, content)
    return [str(problem) for problem in caught.value.problems]


def notices(content: bytes) -> tuple[str, ...]:
    """What is said about a file that can be read."""
    return import_record(FIELDS, content).notices


def test_fields_and_lists():
    """Fields stand one a row, lists in sheets of their own."""
    content = workbook(
        {
            "单项": scalars(("年限", "８ 年"), ("在任", "√"), ("人数", None), ("备注", " 文字 ")),
            "坐班": [DUTY, ("2026年9月", 20, 16.5), (), ("2026.10", "20小时", None)],
            "考核": [("学年", "结果"), ("2025-2026", "合格")],
        }
    )
    assert read(content) == {
        "年限": 8,
        "在任": True,
        "备注": "文字",
        "坐班": [
            {"月份": "2026-09", "应坐班": 20, "实坐班": Fraction(33, 2)},
            {"月份": "2026-10", "应坐班": 20},
        ],
        "考核": [{"学年": "2025-2026", "结果": "合格"}],
    }


def test_untouched_lists_stay_unknown():
    """A list with headings and nothing else was not filled in; 没有 says that it is complete and empty."""
    empty: dict[str, list[Any]] = {"坐班": [DUTY], "考核": [("学年", "结果")]}
    assert read(workbook({"单项": scalars(("年限", 8)), **empty})) == {"年限": 8}
    assert read(workbook({"单项": scalars(("坐班", "没有"), ("考核", "无")), **empty})) == {"坐班": [], "考核": []}
    assert read(workbook({"考核": [("学年", "结果"), ("没有",)]})) == {"考核": []}
    assert read(workbook({"单项": scalars(("坐班", "见表"), ("考核", "不清楚")), **empty})) == {}


def test_a_row_of_which_nothing_is_known_is_a_row():
    """不清楚 in a row says that there is one, and nothing more."""
    assert read(workbook({"考核": [("学年", "结果"), ("不清楚",), ("2025-2026", "不清楚")]})) == {
        "考核": [{}, {"学年": "2025-2026"}]
    }


TITLES: dict[str, list[Any]] = {
    "a title above": [("某校坐班记录",), (), DUTY, ("2026-09", 20, 16)],
    "units in the headings": [("月份", "应坐班（小时）", "实坐班 (小时)*"), ("2026-09", 20, 16)],
    "line ends and spaces in the headings": [("月 份", "应\n坐班", "　实坐班："), ("2026-09", 20, 16)],
    "columns in another order, with others": [
        ("序号", "实坐班", "备注", "应坐班", "月份"),
        (1, 16, "好", 20, "2026-09"),
    ],
    "an empty column first": [(None, *DUTY), (None, "2026-09", 20, 16)],
    "headings over two rows": [("月份", None, None), (None, "应坐班", "实坐班"), ("2026-09", 20, 16)],
    "the headings again": [DUTY, DUTY, ("2026-09", 20, 16), DUTY],
    "totals": [DUTY, ("2026-09", 20, 16), ("合计", 20, 16)],
    "totals in a column before": [("序号", *DUTY), (1, "2026-09", 20, 16), ("总 计", None, 20, 16)],
}


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("sheet", ["坐班", "Sheet1"])
def test_tables_as_schools_make_them(name, sheet):
    """Titles, units, other columns, repeated headings and totals are not in the way; nor is the name of the sheet."""
    content = workbook({sheet: TITLES[name]})
    assert read(content) == {"坐班": [{"月份": "2026-09", "应坐班": 20, "实坐班": 16}]}


def test_merged_headings():
    """Headings merged over two rows and over several columns are understood."""
    cells = [("A1", "坐班记录"), ("A2", "月份"), ("B2", "坐班"), ("B3", "应坐班"), ("C3", "实坐班"), ("A4", "2026-09")]
    sheet = data(*(text_cell(at, text) for at, text in cells), '<c r="B4"><v>20</v></c>', '<c r="C4"><v>16</v></c>')
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:C1", "A2:A3", "B2:C2"))
    content = xlsx({"坐班": f"{sheet}<mergeCells>{merged}</mergeCells>"})
    assert read(content) == {"坐班": [{"月份": "2026-09", "应坐班": 20, "实坐班": 16}]}


def test_merged_rows():
    """A word merged over rows counts for each of them; a number does not say how often it counts."""
    spells = table(("起", "止", "角色"), ("2020-09", "2021-07", "班主任"), ("2022-09", "2023-07", None))
    merged = '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'
    assert [row["角色"] for row in read(xlsx({"任职段": spells + merged}))["任职段"]] == ["班主任", "班主任"]
    duty = table(DUTY, ("2026-09", 20, 16), ("2026-10", None, 16))
    assert problems(xlsx({"坐班": f'{duty}<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'})) == [
        "坐班!B3：这个数填在合并的单元格里，分不清是一行的还是几行的。请取消合并，每行各填各的。"
    ]


def test_remarks_over_the_whole_row():
    """A remark in one cell merged over the row is no record."""
    sheet = table(DUTY, ("2026-09", 20, 16), ("以下空白", None, None))
    content = xlsx({"坐班": f'{sheet}<mergeCells><mergeCell ref="A3:C3"/></mergeCells>'})
    assert len(read(content)["坐班"]) == 1


def test_one_row_with_a_field_in_each_column():
    """A list of one teacher is a record as well; of more than one it is a list for `assessor batch`."""
    rows = [("代号", "姓名", "年限（年）", "在任"), ("T1", "某某", 8, "是")]
    assert read(workbook({"Sheet1": rows})) == {"年限": 8, "在任": True}
    assert problems(workbook({"Sheet1": [*rows, ("T2", "某某", 9, "否")]})) == [
        "Sheet1第 3 行：这里有 2 个人。只导入一个人的，请只留那一行；一份名单由学校用 assessor batch 一起算。"
    ]
    two = [("代号", *DUTY), ("T1", "2026-09", 20, 16), ("T2", "2026-09", 20, 16)]
    assert "不止一个代号" in problems(workbook({"坐班": two}))[0]


def test_csv_from_chinese_excel():
    """A column pasted from a spreadsheet and saved in GBK imports without a question."""
    text = "月份,应坐班,实坐班\r\nSep-26,20,16\r\n2026.11,20,１７\r\n"
    got = import_record(FIELDS, text.encode("gbk"))
    assert [str(row["月份"]) for row in plain_record(got.record)["坐班"]] == ["2026-09", "2026-11"]
    assert got.notices == ("文字编码按 GBK 读。",)


WRONG: dict[str, tuple[Any, str]] = {
    "number": (scalars(("年限", "八年")), "单项!C2：“八年”不是数。请只填数字（单位 年）；不知道就空着。"),
    "limit": (scalars(("人数", 101)), "单项!C2：人数不能是 101。不能大于 100，单位 人"),
    "whole": (scalars(("人数", 1.5)), "单项!C2：人数不能是 1.5。应当是整数，单位 人"),
    "word": (scalars(("称号", "申等")), "单项!C2：称号不能是 申等。可以填：甲等、乙等、丙等；是不是“甲等”？"),
    "date": (scalars(("入职日期", "9月1日")), "单项!C2：入职日期不能是 9月1日。缺年份，写成 2026-09-01"),
    "short year": (scalars(("入职日期", "26.9.1")), "单项!C2：入职日期不能是 26.9.1。年份要写四位，写成 2026-09-01"),
    "month alone": ({"坐班": [("月份", "应坐班"), ("4月", 20)]}, "坐班!A2：月份不能是 4月。缺年份，写成 2026-09"),
    "month of a short year": (
        {"坐班": [("月份", "应坐班"), ("26年4月", 20)]},
        "坐班!A2：月份不能是 26年4月。年份要写四位",
    ),
    "no such day": (scalars(("入职日期", "2026-02-30")), "单项!C2：入职日期不能是 2026-02-30。"),
    "field": (scalars(("年限制", 8)), "单项!A2：没有“年限制”这个字段。是不是“年限”？"),
    "twice": (scalars(("年限", 8), ("年限", 9)), "单项!C3：“年限”填了两次。另一处是 单项!C2，请只留一处。"),
    "list in a cell": (scalars(("坐班", "16 小时")), "单项!C2：“16 小时”填在了列表的位置。"),
    "formula": (scalars(("年限", "=1+1")), "单项!C2：这一格是公式（=1+1），文件里没有存下它的结果。"),
    "order": (
        scalars(("学期开始", "2026-09-01"), ("学期结束", "2026-02-01")),
        "单项!C3：学期结束2026-02-01 早于学期开始",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_problems_stand_at_their_cell(name):
    """Each problem names its sheet, column and row as Excel does, and what to do."""
    rows, message = WRONG[name]
    (problem,) = problems(workbook(rows if isinstance(rows, dict) else {"单项": rows}))
    assert problem.startswith(message)


def test_problems_in_rows():
    """All problems of a file are told at once, each at its own cell, empty rows counted as they stand."""
    rows = [("标题",), DUTY, ("九月", 20, 16), (), ("2026-10", "二十", 16)]
    spells = [("起", "止", "角色"), ("2021-09", "2020-09", "班主任"), ("2022-09", None, "副校长")]
    found = problems(workbook({"坐班": rows, "任职段": spells}))
    assert [problem.partition("：")[0] for problem in found] == ["坐班!B5", "任职段!B2", "任职段!C3", "坐班!A3"]


def test_nothing_and_something():
    """没有 beside rows is a contradiction, wherever it stands."""
    rows = [("学年", "结果"), ("2025-2026", "合格")]
    assert problems(workbook({"单项": scalars(("考核", "没有")), "考核": rows})) == [
        "考核第 2 行：单项!C2 写没有，这里却有内容。请改正一处。"
    ]
    assert "写没有" in problems(workbook({"考核": [*rows, ("没有",)]}))[0]
    assert "写没有" in problems(workbook({"考核": [rows[0], ("没有",), rows[1]]}))[0]


def test_sheets_that_cannot_be_told_apart():
    """Two sheets for one list, a list without headings, a heading twice: told, not guessed."""
    duty = [DUTY, ("2026-09", 20, 16)]
    assert problems(workbook({"坐班": duty, "坐班2": duty})) == ["坐班2：这张表和“坐班”都像“坐班”。请只留一张。"]
    assert problems(workbook({"坐班": [("2026-09", 20, 16)]})) == [
        "坐班：没有找到标题行。标题行要有：月份、应坐班、实坐班。请照模板补上。"
    ]
    assert "“月份”有两列" in problems(workbook({"坐班": [("月份", "月份", "应坐班"), ("2026-09", "2026-10", 20)]}))[0]


def test_nothing_known():
    """A file in which nothing is known says how to get one that is."""
    assert "没有认出任何一张表" in problems(workbook({"Sheet1": [("姓名", "成绩"), ("某某", 90)]}))[0]


def test_what_is_said_about_a_reading():
    """Sheets that were not read, columns without use, totals, hidden sheets and rows, bare shares are told."""
    rows = [("月份", "应坐班", "实坐班时"), ("2026-09", 20, 16), ("合计", 20, 16)]
    content = workbook(
        {"坐班": rows, "成绩": [("姓名", "分数"), ("某某", 90)], "说明": [("字段", "填写"), ("年限", 1)]}
    )
    assert notices(content) == (
        "表“坐班”里没有用到的列：“实坐班时”（是不是“实坐班”？）。",
        "表“坐班”第 3 行是合计，没有读。",
        "表“成绩”没有认出来，没有读。",
    )
    shown = '<sheetData><row r="1">{}</row><row r="2" hidden="1">{}</row></sheetData>'.format(
        text_cell("A1", "字段") + text_cell("B1", "填写"), text_cell("A2", "年限") + '<c r="B2"><v>8</v></c>'
    )
    content = xlsx({"单项": shown, "别的": table(("甲", "乙"))}, hidden=["单项", "别的"])
    assert notices(content) == (
        "表“单项”是隐藏的，也读了。",
        "表“单项”有 1 行是隐藏的（例如筛选掉或折叠起来的：2），也读了。",
        "表“别的”是隐藏的，没有读。",
    )


def test_the_strict_reader_agrees():
    """What comes out of a file is a record that `read_record` reads to the same."""
    content = workbook({"单项": scalars(("年限", 10.5)), "考核": [("学年", "结果"), ("2025学年", "合格")]})
    record = import_record(FIELDS, content).record
    assert read_record(FIELDS, plain_record(record)) == record

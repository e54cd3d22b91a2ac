"""Templates, and records written into them."""

import io
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given

from assessor.policy.fieldfile import read_fields
from assessor.records import read_record
from assessor.sheets import SheetError, export_record, import_record, record_template, staff_template
from tests.conftest import ROOT
from tests.rules.samples import FIELDS
from tests.sheets.records import records

TABLE = read_fields((ROOT / "policies" / "fields.yaml").read_text("utf-8"))[1]
EXAMPLE = read_record(FIELDS, {"年限": 12, "坐班": [{"月份": "2026-09", "应坐班": 20}], "考核": [], "在任": True})
WANTED = ["在任", "年限", "人数", "称号", "入职日期", "备注", "坐班", "考核", "清单"]


def opened(content: bytes) -> openpyxl.Workbook:
    """A workbook read by another program than ours, in full."""
    return openpyxl.load_workbook(io.BytesIO(content))


@given(records(TABLE))
def test_a_workbook_keeps_every_record(raw):
    """A record written into a workbook and read again is the same, whatever it holds."""
    record = read_record(TABLE, raw)
    imported = import_record(TABLE, export_record(TABLE, record))
    assert imported.record == record


@given(records(TABLE))
def test_a_text_file_keeps_every_record(raw):
    """A record written into a text file and read again is the same; only characters no text file holds are lost."""
    assume("\\x00" not in repr(raw))
    record = read_record(TABLE, raw)
    imported = import_record(TABLE, export_record(TABLE, record, "csv"))
    assert imported.record == record


def test_a_template_asks_only_for_what_is_wanted():
    """A sheet for the fields, one for each list, one of help; the example only if there is one."""
    book = opened(record_template(FIELDS, WANTED))
    assert book.sheetnames == ["单项", "坐班", "考核", "清单", "说明"]
    names = [row[0].value for row in book["单项"].iter_rows(min_row=2)]
    assert [name for name in names if not str(name).startswith("——")] == [name for name in FIELDS if name in WANTED]
    assert [cell.value for cell in book["坐班"][1]] == ["月份", "应坐班（小时）", "实坐班（小时）"]
    assert opened(record_template(FIELDS, WANTED, example=EXAMPLE)).sheetnames[-1] == "示例"


def test_a_template_offers_the_words():
    """Fields with fixed words have drop-down lists, numbers their limits, days and texts their formats."""
    book = opened(record_template(FIELDS, WANTED))
    sheet = book["单项"]
    rows = {row[0].value: number for number, row in enumerate(sheet.iter_rows(min_row=2), 2)}
    checks = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert checks[f"C{rows['在任']}"].formula1 == '"是,否,不清楚"'
    assert checks[f"C{rows['称号']}"].formula1 == '"甲等,乙等,丙等,不清楚"'
    assert checks[f"C{rows['考核']}"].formula1 == '"没有"'
    limits = checks[f"C{rows['人数']}"]
    assert (limits.type, limits.formula1, limits.formula2) == ("whole", "0", "100")
    assert sheet.cell(rows["入职日期"], 3).number_format == "yyyy-mm-dd"
    assert sheet.cell(rows["备注"], 3).number_format == "@"
    assert book["坐班"].cell(50, 1).number_format == "yyyy-mm"
    assert [str(rule.sqref) for rule in book["考核"].data_validations.dataValidation] == ["A2:A301", "B2:B301"]


def test_an_untouched_template_is_an_empty_record():
    """A template with nothing filled in says nothing: help and example are not read."""
    for kind in ("xlsx", "csv"):
        imported = import_record(FIELDS, record_template(FIELDS, WANTED, example=EXAMPLE, kind=kind))
        assert imported.record == {}
        assert ["什么都没有填" in notice for notice in imported.notices] == [True]


def test_checklists_are_filled_in_as_far_as_they_can_be():
    """The items of a checklist stand there already; whether they are done is still to be said."""
    content = record_template(FIELDS, ["清单"], {"清单": ["拟定人选", "公布（三天）"]})
    assert import_record(FIELDS, content).record == {"清单": ({"项目": "拟定人选"}, {"项目": "公布（三天）"})}


def test_the_example_shows_every_table():
    """The example holds the record it was given, table by table."""
    sheet = opened(record_template(FIELDS, WANTED, example=EXAMPLE))["示例"]
    texts: list[Any] = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert {"“单项”表", "“坐班”表", "“考核”表", 12, 20, "没有", "是"} <= set(texts)


def test_the_help_explains_every_field():
    """Each field and each column of a list has a line that says what to fill in."""
    sheet = opened(record_template(FIELDS, WANTED))["说明"]
    explained: dict[str, Any] = {str(row[0]).strip(): row[3] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert explained["人数"] == "整数，0 到 100，单位 人"
    assert explained["月份"] == "月份，如 2026-09"
    assert "甲等、乙等、丙等" in explained["称号"]
    assert all(explained[name] for name in WANTED if name != "备注")


def test_exported_records_can_be_gone_on_with():
    """A record is written with the fields that are still to be filled in."""
    book = opened(export_record(FIELDS, EXAMPLE, wanted=["称号"]))
    names = [row[0].value for row in book["单项"].iter_rows(min_row=2)]
    assert {"年限", "称号"} <= set(names)


def test_numbers_stay_numbers():
    """Numbers, days and months are such in the workbook; numbers that Excel would round are texts."""
    raw = {"年限": Fraction(21, 2), "月标准": 12345678901234567890, "坐班": [{"月份": "2026-09", "应坐班": 20}]}
    book = opened(export_record(FIELDS, read_record(FIELDS, raw)))
    values = {row[0].value: row[2] for row in book["单项"].iter_rows(min_row=2)}
    assert (values["年限"].value, values["年限"].data_type) == (10.5, "n")
    assert (values["月标准"].value, values["月标准"].data_type) == ("12345678901234567890", "s")
    assert book["坐班"]["A2"].is_date
    assert book["坐班"]["A2"].number_format == "yyyy-mm"


def test_staff_template():
    """A list has one column a field, what is the same for all on a sheet of its own, and a 代号 in every list."""
    wanted = ["自评日期", "学段", "处分", "月度坐班", "班级数", "学校事项完成"]
    book = opened(staff_template(TABLE, wanted, {"学校事项完成": ["拟定名单"]}, {"学段": "初中", "处分": ()}))
    assert book.sheetnames == ["名单", "全校", "月度坐班", "处分", "学校事项完成", "说明", "示例"]
    assert [cell.value for cell in book["名单"][1]] == ["代号", "学段", "月度坐班", "处分"]
    assert book["名单"]["A5"].number_format == "@"
    assert [row[0] for row in book["全校"].iter_rows(values_only=True)][1:] == [
        "—— 基本情况 ——",
        "自评日期",
        "—— 学校 ——",
        "班级数",
        "学校事项完成",
    ]
    assert book["月度坐班"]["A1"].value == "代号"
    assert list(book["学校事项完成"].iter_rows(max_row=2, values_only=True)) == [
        ("项目", "完成"),
        ("拟定名单", None),
    ]


def test_unknown_fields():
    """A template for a field that does not exist is refused."""
    with pytest.raises(SheetError, match="没有字段 年薪"):
        record_template(FIELDS, ["年薪"])

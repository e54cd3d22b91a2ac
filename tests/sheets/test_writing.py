"""Files that are written: nothing typed can become a formula, and other programs can read them."""

import csv
import io
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from assessor.rules.dates import Month
from assessor.sheets.entries import guard, is_plain, unguard
from assessor.sheets.layout import Check, Column, Sheet
from assessor.sheets.writing import sheet_name, write_csv, write_xlsx

RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''@",
    "=cmd|'/C calc'!A0",
]
HARMLESS = ["甲", "1-1", "a=b", "'甲", "《办法》", "", " =1"]


def opened(sheet: Sheet):
    """The sheet as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(write_xlsx([sheet]))).worksheets[0]


@pytest.mark.parametrize("text", RISKY)
def test_text_is_never_a_formula(text):
    """In a workbook such text is text, and stays so when it is edited; in a text file an apostrophe stands before it."""
    content = write_xlsx([Sheet("表", [("标题",), (text,)])])
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    part = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in part
    rows = list(csv.reader(io.StringIO(write_csv([Sheet("表", [(text,)])]).decode("utf-8-sig"), newline="")))
    assert rows[1] == ["'" + text]


@pytest.mark.parametrize("text", [*RISKY, *HARMLESS])
def test_guarding_can_be_undone(text):
    """What was guarded comes out as it went in; what needs no guard gets none."""
    assert unguard(guard(text)) == text
    assert (guard(text) == text) == (text in HARMLESS)


def test_entries():
    """Numbers, days and months are such; numbers that would be rounded, and endless ones, are texts."""
    entries = (
        1,
        Fraction(1, 8),
        Fraction(-3),
        Fraction(1, 3),
        10**20 + 1,
        date(2026, 9, 1),
        Month(2026, 9),
        "是",
        None,
    )
    sheet = opened(Sheet("表", [("标题",), entries]))
    assert [(cell.value if cell.data_type != "d" else str(cell.value)[:10], cell.data_type) for cell in sheet[2]] == [
        (1, "n"),
        (0.125, "n"),
        (-3, "n"),
        ("1/3", "s"),
        ("100000000000000000001", "s"),
        ("2026-09-01", "d"),
        ("2026-09-01", "d"),
        ("是", "s"),
    ]
    text = write_csv([Sheet("表", [entries])]).decode("utf-8-sig")
    assert text == "【表】\r\n1,0.125,-3,1/3,100000000000000000001,2026-09-01,2026-09,是,\r\n"


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("79.9", True),
        ("0.1", True),
        ("123456789012345", True),
        ("1234567890123456", False),
        ("1/3", False),
        ("1/1048576", False),
    ],
)
def test_plain_numbers(number, wanted):
    """A number is written as a number if Excel keeps every digit."""
    assert is_plain(Fraction(number)) is wanted


def test_characters_that_xml_cannot_hold():
    """Control characters are escaped as Excel does it, and text that looks like an escape is too."""
    part = zipfile.ZipFile(io.BytesIO(write_xlsx([Sheet("表", [("a\x01b\r_x0041_\ufffe\ud800",)])]))).read(
        "xl/worksheets/sheet1.xml"
    )
    assert b"a_x0001_b_x000D__x005F_x0041__xFFFE__xD800_" in part


def test_layout():
    """Headings stay in view, widths, merged cells, formats and drop-downs are as the sheet says."""
    check = Check(("甲", "乙"), prompt="选一个")
    columns = (Column(30, "@", check), Column(12))
    sheet = opened(Sheet("表", [("一", "二"), ("三", None)], columns, frozen=1, fillable=2, merged=[(1, 1, 1, 2)]))
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width == 30
    assert [str(span) for span in sheet.merged_cells.ranges] == ["A1:B1"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref), rule.prompt) == ('"甲,乙"', "A2:A4", "选一个")
    assert sheet["A4"].number_format == "@"


def test_limits_as_checks():
    """A number is checked against the limits it has."""
    columns = (
        Column(check=Check(low="0")),
        Column(check=Check(low="0", high="1.5")),
        Column(check=Check(("长" * 300,))),
    )
    sheet = opened(Sheet("表", [("一", "二", "三"), (None, None, None)], columns))
    rules = [(rule.type, rule.operator, rule.formula1, rule.formula2) for rule in sheet.data_validations.dataValidation]
    assert rules == [
        ("decimal", "greaterThanOrEqual", "0", None),
        ("decimal", "between", "0", "1.5"),
        (None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("结果", "结果 2"), ("a/b:c*d?[e]'f\\", "a b c d  e  f"), ("长" * 40, "长" * 31), ("", "表"), ("*", "表")],
)
def test_names_of_sheets(name, wanted):
    """A sheet gets a name that Excel accepts, none twice."""
    assert sheet_name(name, {"结果"}) == wanted


def test_sheets_only_to_be_read_stay_out_of_text_files():
    """Help and example have no place among tables that are read again."""
    text = write_csv([Sheet("一", [("a",)]), Sheet("说明", [("b",)], in_text=False), Sheet("三", [("c",)])])
    assert text.decode("utf-8-sig") == "【一】\r\na\r\n\r\n【三】\r\nc\r\n"

"""Reading workbooks as other programs write them."""

import re
from fractions import Fraction

import pytest

from assessor.sheets.grid import Cell, Look
from assessor.sheets.places import SheetError
from assessor.sheets.workbook import read_workbook
from tests.sheets.files import data, packed, parts_of, text_cell, xlsx


def read(*cells, **more):
    """The cells of the only sheet of a workbook."""
    return read_workbook(xlsx({"表": data(*cells)}, **more)).grids[0].cells


SAME_DAY = (
    "2026-09-01",
    "2026-09-01T00:00:00",
    "2026-09-01T00:00:00.000Z",
    "2026-09-01T00:00:00-05:00",
    "2026-09-01T23:30:00",
    "2026-09-01T23:30+08:00",
)
CELLS = [
    ('<c r="A1"><v>12</v></c>', Cell("12", Fraction(12))),
    ('<c r="A1" t="n"><v>79.900000000000006</v></c>', Cell("79.9", Fraction(799, 10))),
    ('<c r="A1"><v>5.5511151231257827E-17</v></c>', Cell("0.0000000000000000555111512312578", Fraction(0))),
    ('<c r="A1"><v>1.2345678901234567E+17</v></c>', Cell("1.23456789012346E+17", Fraction(123456789012346000))),
    ('<c r="A1" s="1"><v>0.96</v></c>', Cell("0.96", Fraction(96, 100), Look.PERCENT)),
    ('<c r="A1" s="2"><v>46266</v></c>', Cell("46266", Fraction(46266), Look.DATE)),
    ('<c r="A1" t="s"><v>0</v></c>', Cell("共享")),
    ('<c r="A1" t="s"><v>1</v></c>', Cell("分段的文字")),
    ('<c r="A1" t="s"><v>2</v></c>', Cell("汉字")),
    ('<c r="A1" t="str"><f>A2</f><v>算出的</v></c>', Cell("算出的")),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
    ('<c r="A1"><f>B1*2</f><v>8</v></c>', Cell("8", Fraction(8))),
    ('<c r="A1"><f>B1*2</f></c>', Cell("", formula="=B1*2")),
    ('<c r="A1"><f>B1*2</f><v/></c>', Cell("", formula="=B1*2")),
    ('<c r="A1" t="b"><v>1</v></c>', Cell("TRUE", truth=True)),
    ('<c r="A1" t="e"><v>#N/A</v></c>', Cell("#N/A", error="#N/A")),
    ('<c r="A1" t="b"><v>true</v></c>', Cell("TRUE", truth=True)),
    ('<c r="A1" t="b"><v>FALSE</v></c>', Cell("FALSE", truth=False)),
    *((f'<c r="A1" t="d"><v>{day}</v></c>', Cell("2026-09-01", Fraction(46266), Look.DATE)) for day in SAME_DAY),
    ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>', Cell("甲 乙")),
    ('<c r="A1" t="inlineStr"><is><t>_x0041_ _x005F_x0041_</t></is></c>', Cell("A _x0041_")),
    ('<c r="A1" t="inlineStr"><is><t> \u3000 </t></is></c>', None),
    ('<c r="A1" s="1"/>', None),
    ('<c r="A1"><v> </v></c>', None),
    ('<c r="A1" t="str"><v>_xD842__xDFB7_班</v></c>', Cell("𠮷班")),
    ('<c r="A1" t="inlineStr"><is><t>\u200b\ufeff</t></is></c>', None),
]
TEXTS = ["<t>共享</t>", "<r><t>分段</t></r><r><t>的文字</t></r>", "<t>汉字</t><rPh sb='0' eb='2'><t>hàn zì</t></rPh>"]


@pytest.mark.parametrize(("cell", "wanted"), CELLS)
def test_cells(cell, wanted):
    """Every kind of cell is read as it is shown; a formula without its result and an error value say what they are."""
    cells = read(cell, texts=TEXTS, formats=["0%", "yyyy-mm-dd"])
    assert cells == ({1: {1: wanted}} if wanted else {})


REFUSED = [
    *((f'<c r="A1"><v>{text}</v></c>', "不是数") for text in ("4_4_0_7_5", "１２", "nan", "0x10", "12 3", "1,5", "٣")),
    *((f'<c r="A1"><v>{text}</v></c>', "太大或太小") for text in ("1e999", "-1E400")),
    *((f'<c r="A1" t="b"><v>{text}</v></c>', "看不出是还是否") for text in ("abc", "2", "yes", "-1")),
    *((f'<c r="A1" t="s"><v>{index}</v></c>', "没有这一格的文字") for index in ("3", "-1", "1.0", "１", "0_1", "x")),
    *((f'<c r="A1" s="{style}"><v>1</v></c>', "没有这一格的格式") for style in ("99", "-1", "１", "x")),
    *((f'<c r="A1" t="{kind}"><v>1</v></c>', "不认识这一格的类型") for kind in ("x", "N", "")),
    ('<c r="A1" t="d"><v>2026-02-30</v></c>', "不是存在的日期"),
    ('<c r="A1" t="d"><v>46266</v></c>', "不是存在的日期"),
    ('<c r="A1" t="d"><v>08:30:00</v></c>', "是时间，不是日期"),
    ('<c r="A1" t="d"><v>2026-08-31T16:00:00Z</v></c>', "在中国可能已是第二天"),
    ('<c r="A1" t="inlineStr"><v>文字</v></c>', "对不上"),
    ('<c r="A1"><is><t>文字</t></is></c>', "对不上"),
    ('<c r="A1" t="str"><v>_xD842_班</v></c>', "半个字符 U\\+D842"),
    ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "有两份"),
]


@pytest.mark.parametrize(("cell", "message"), REFUSED)
def test_what_does_not_fit_the_type_of_a_cell(cell, message):
    """What cannot stand in a cell of its type is refused at the cell, with a remedy; nothing is made of it."""
    found = read(cell, texts=TEXTS, formats=["0%", "yyyy-mm-dd"])[1][1]
    assert re.search(message, found.refused)
    assert found.remedy
    assert (found.number, found.truth) == (None, None)


@pytest.mark.parametrize("setting", ['fullCalcOnLoad="1"', 'fullCalcOnLoad="true"', 'calcCompleted="0"'])
def test_formulas_that_were_never_worked_out(setting):
    """A file that asks to be worked out anew has no results yet, whatever number stands in the place of one."""
    parts = parts_of({"表": data('<c r="A1"><f>B1-2</f><v>0</v></c>', '<c r="B1" t="str"><f>C1</f><v>甲</v></c>')})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</workbook>", f"<calcPr {setting}/></workbook>")
    assert [cell.formula for cell in read_workbook(packed(parts)).grids[0].cells[1].values()] == ["=B1-2", "=C1"]


def test_formulas_worked_out_by_hand():
    """Where formulas are only worked out on demand, and where a result is 0, that is said."""
    parts = parts_of({"表": data('<c r="A1"><f>B1-2</f><v>0</v></c>', '<c r="B1"><f>2</f><v>2</v></c>')})
    manual = '<calcPr calcMode="manual"/></workbook>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</workbook>", manual)
    book = read_workbook(packed(parts))
    assert "手动计算" in book.notices[0]
    assert book.grids[0].zeros == ["A1"]


@pytest.mark.parametrize("address", ["a1", "$A$1", "A１", "R1C1", "A", ""])
def test_addresses_that_are_none(address):
    """A cell that does not say where it lies is not put just anywhere."""
    with pytest.raises(SheetError, match="不知道在哪里"):
        read(f'<c r="{address}"><v>1</v></c>')


def test_cells_without_addresses():
    """Programs that leave out addresses mean the next cell of the next row."""
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row></sheetData>"
    cells = read_workbook(xlsx({"表": sheet})).grids[0].cells
    assert {(row, column): cell.text for row, line in cells.items() for column, cell in line.items()} == {
        (1, 1): "1",
        (1, 2): "2",
        (2, 2): "3",
    }


def test_prefixes_do_not_matter():
    """A workbook may give its elements a prefix, and its parts names in another case."""
    parts = parts_of({"表": data(text_cell("B2", "文字"))})
    sheet = str(parts.pop("xl/worksheets/sheet1.xml"))
    for name in ("worksheet", "sheetData", "row", "c ", "is", "t"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name.strip()}>", f"</x:{name.strip()}>")
    parts["xl/Worksheets/Sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")
    assert read_workbook(packed(parts)).grids[0].cells == {2: {2: Cell("文字")}}


def test_what_a_sheet_says_of_its_size_is_not_believed():
    """A dimension that is too small hides no cell; one that is too large costs nothing."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51))
    for claimed in ("A1:A2", "A1:XFD1048576", "nonsense"):
        sheet = f'<dimension ref="{claimed}"/><sheetData>{rows}</sheetData>'
        assert len(read_workbook(xlsx({"表": sheet})).grids[0].cells) == 50


ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2" {}><c r="A2"><v>2</v></c></row>'


@pytest.mark.parametrize(
    ("before", "row", "rows", "columns"),
    [
        ("", 'hidden="1"', [2], []),
        ("", 'hidden="true" collapsed="1" outlineLevel="1"', [2], []),
        ("", 'ht="0" customHeight="1"', [2], []),
        ("", 'ht="0.5"', [2], []),
        ("", 'ht="15"', [], []),
        ('<cols><col min="3" max="9" hidden="1"/></cols>', "", [], [3]),
        ('<cols><col min="1" max="1" width="0" customWidth="1"/></cols>', "", [], [1]),
        ('<cols><col min="2" max="2" hidden="1"/></cols>', "", [], []),
    ],
)
def test_hidden_rows_and_columns(before, row, rows, columns):
    """Rows and columns that hold something and cannot be seen are known, whatever hides them."""
    grid = read_workbook(xlsx({"一": f"{before}<sheetData>{ROWS.format(row)}</sheetData>"})).grids[0]
    assert (grid.hidden_rows, grid.hidden_columns) == (rows, columns)


def test_other_ways_to_hide():
    """Hidden sheets, sheets that hide what says nothing, formats that show nothing, cells under merged ones are known."""
    flat = f'<sheetFormatPr zeroHeight="1"/><sheetData>{ROWS.format("")}</sheetData>'
    formatted = data('<c r="A1" s="1"><v>1</v></c>', '<c r="B1"><v>2</v></c>')
    merged = data(text_cell("A1", "甲"), text_cell("B1", "乙")) + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    book = read_workbook(xlsx({"一": flat, "二": formatted, "三": merged}, hidden=["二"], formats=[";;;"]))
    assert [(grid.hidden, grid.flat, grid.unseen, grid.covered) for grid in book.grids] == [
        (False, True, [], []),
        (True, False, ["A1"], []),
        (False, False, [], [(1, 2)]),
    ]


def test_merged_cells():
    """Every cell of a merged region holds what the region holds; a region over a million rows costs nothing."""
    sheet = data(text_cell("A1", "甲"), text_cell("C2", "乙"), text_cell("C3", "丙"))
    merged = '<mergeCells><mergeCell ref="A1:B1048576"/><mergeCell ref="E1:E9"/><mergeCell ref="坏"/></mergeCells>'
    grid = read_workbook(xlsx({"表": sheet + merged})).grids[0]
    assert {column: cell.text for column, cell in grid.full_row(1).items()} == {1: "甲", 2: "甲"}
    assert {column: cell.text for column, cell in grid.full_row(3).items()} == {1: "甲", 2: "甲", 3: "丙"}


def test_days_from_1904():
    """Workbooks of old Macs count their days from 1904; bare numbers stay what they are."""
    cells = read('<c r="A1" s="1"><v>44804</v></c>', '<c r="B1"><v>5</v></c>', formats=["yyyy-mm-dd"], from_1904=True)
    assert [cell.number for cell in cells[1].values()] == [46266, 5]


def test_charts_and_missing_parts_are_passed_over():
    """A sheet that holds a chart is no table; a workbook without shared texts and styles is fine."""
    parts = parts_of({"图": "", "表": data(text_cell("A1", "甲"))})
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace('/worksheet"', '/chartsheet"', 1)
    del parts["xl/styles.xml"], parts["xl/sharedStrings.xml"]
    assert [grid.name for grid in read_workbook(packed(parts)).grids] == ["表"]

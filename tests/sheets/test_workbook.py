"""Reading workbooks as other programs write them."""

from fractions import Fraction

import pytest

from assessor.sheets.grid import Cell, Look
from assessor.sheets.workbook import read_workbook
from tests.sheets.files import data, packed, parts_of, text_cell, xlsx


def read(*cells, **more):
    """The cells of the only sheet of a workbook."""
    return read_workbook(xlsx({"表": data(*cells)}, **more)).grids[0].cells


CELLS = [
    ('<c r="A1"><v>12</v></c>', Cell("12", Fraction(12))),
    ('<c r="A1" t="n"><v>79.900000000000006</v></c>', Cell("79.9", Fraction(799, 10))),
    ('<c r="A1"><v>5.5511151231257827E-17</v></c>', Cell("0.0000000000000000555111512312578", Fraction(0))),
    ('<c r="A1"><v>1.2345678901234567E+17</v></c>', Cell("1.23456789012346E+17", Fraction(123456789012346000))),
    ('<c r="A1" s="1"><v>0.96</v></c>', Cell("0.96", Fraction(96, 100), Look.PERCENT)),
    ('<c r="A1" s="2"><v>46266</v></c>', Cell("46266", Fraction(46266), Look.DATE)),
    ('<c r="A1" s="99"><v>1</v></c>', Cell("1", Fraction(1))),
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
    ('<c r="A1" t="d"><v>2026-09-01T00:00:00</v></c>', Cell("2026-09-01T00:00:00")),
    ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>', Cell("甲 乙")),
    ('<c r="A1" t="inlineStr"><is><t>_x0041_ _x005F_x0041_</t></is></c>', Cell("A _x0041_")),
    ('<c r="A1" t="inlineStr"><is><t> \u3000 </t></is></c>', None),
    ('<c r="A1" s="1"/>', None),
    ('<c r="A1"><v> </v></c>', None),
    ('<c r="A1"><v>1e999</v></c>', Cell("1e999", error="1e999")),
    ('<c r="A1"><v>nan</v></c>', Cell("nan", error="nan")),
]
TEXTS = ["<t>共享</t>", "<r><t>分段</t></r><r><t>的文字</t></r>", "<t>汉字</t><rPh sb='0' eb='2'><t>hàn zì</t></rPh>"]


@pytest.mark.parametrize(("cell", "wanted"), CELLS)
def test_cells(cell, wanted):
    """Every kind of cell is read as it is shown; a formula without its result and an error value say what they are."""
    cells = read(cell, texts=TEXTS, formats=["0%", "yyyy-mm-dd"])
    assert cells == ({1: {1: wanted}} if wanted else {})


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


def test_hidden():
    """Hidden sheets say that they are, hidden rows are counted."""
    sheet = '<sheetData><row r="1"/><row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData>'
    book = read_workbook(xlsx({"一": sheet, "二": "<sheetData/>"}, hidden=["二"]))
    assert [(grid.name, grid.hidden, grid.hidden_rows) for grid in book.grids] == [("一", False, 1), ("二", True, 0)]


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

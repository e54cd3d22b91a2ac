"""Tables in text files: encodings, separators, several tables below each other."""

import pytest

from assessor.sheets.opening import open_book
from assessor.sheets.places import SheetError
from assessor.sheets.sorting import known_labels
from tests.rules.samples import FIELDS

KNOWN = known_labels(FIELDS)
TEXT = "字段,填写\r\n年限,8\r\n备注,班会（每周）\r\n"
CELLS = [["字段", "填写"], ["年限", "8"], ["备注", "班会（每周）"]]


def read(content: bytes) -> list[list[list[str]]]:
    """The texts of every table."""
    grids = open_book(content, KNOWN).grids
    return [[[cell.text for cell in row.values()] for row in grid.cells.values()] for grid in grids if grid.cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_encodings_and_separators(encoding, separator):
    """What Excel and WPS write on Chinese computers is read without a question, whatever separates the columns."""
    assert read(TEXT.replace(",", separator).encode(encoding)) == [CELLS]


def test_big_endian():
    """A mark at the beginning says how to read UTF-16."""
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be")) == [CELLS]


def test_short_words_in_gbk():
    """Two characters in GBK can be two in UTF-8; a heading that is known decides."""
    assert read("字段,填写\n备注,联通\n".encode("gbk")) == [[["字段", "填写"], ["备注", "联通"]]]


def test_gbk_is_told():
    """That the encoding was guessed is worth a word."""
    assert open_book(TEXT.encode("gbk"), KNOWN).notices == ["文字编码按 GBK 读。"]
    assert open_book(TEXT.encode(), KNOWN).notices == []


def test_neither_encoding_gives_a_known_heading():
    """Where no heading is known the first line is shown as it would be read, for the person to see which is right."""
    with pytest.raises(SheetError, match="按 UTF-8 读，第一行是“姓名,成绩”；按 GBK 读，第一行是") as caught:
        read("姓名,成绩\n张三,8\n".encode())
    assert "标题行" in str(caught.value)


def test_several_tables():
    """A line with a name in 【】 begins a table of that name; rows keep their numbers in the file."""
    book = open_book("【单项】\n字段,填写\n年限,8\n\n【活动】,\n日期,分值\n".encode(), KNOWN)
    assert [(grid.name, grid.rows) for grid in book.grids] == [("", []), ("单项", [2, 3]), ("活动", [6])]


def test_numbers_and_guarded_texts():
    """A number is a number as written; an apostrophe that keeps a text from being a formula is taken away."""
    grid = open_book("字段,填写\n年限,10.50\n备注,'=1+1\n月数,1.23E+17\n人数,'00123\n".encode(), KNOWN).grids[0]
    cells = [row[2] for row in grid.cells.values()]
    assert [(cell.text, cell.number) for cell in cells] == [
        ("填写", None),
        ("10.50", 10.5),
        ("=1+1", None),
        ("1.23E+17", 123 * 10**15),
        ("'00123", None),
    ]


def test_quotes():
    """Quoted cells may hold separators and line ends; quotes without a partner are told with their row."""
    assert read('字段,填写\n备注,"甲,乙\n丙"\n'.encode()) == [[["字段", "填写"], ["备注", "甲,乙\n丙"]]]
    with pytest.raises(SheetError, match="第 2 行：引号不成对"):
        read('字段,填写\n备注,"甲\n年限,8\n'.encode())


@pytest.mark.parametrize(
    "content", ["字段,填写\n" + "年限,8\n" * 20_001, "字段" + "," * 400 + "\n"], ids=["rows", "columns"]
)
def test_limits(content):
    """A text file has the limits of a workbook."""
    with pytest.raises(SheetError, match="超过 20000 行，或超过 300 列"):
        read(content.encode())


def test_long_cell():
    """A cell that is too long is told where it is read."""
    grid = open_book(f"字段,填写\n备注,{'长' * 40_000}\n".encode(), KNOWN).grids[0]
    assert grid.cells[2][2].refused == "这一格的文字太长"

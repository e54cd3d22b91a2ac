"""What must not stop the program, hide a row, or get past it: bombs, lies, foreign files, damaged ones."""

import io
import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.sheets.limits import MAX_BYTES
from assessor.sheets.opening import open_book
from assessor.sheets.places import SheetError
from assessor.sheets.sorting import known_labels
from tests.rules.samples import FIELDS
from tests.sheets.files import TYPES, data, packed, parts_of, table, text_cell, workbook, xlsx

KNOWN = known_labels(FIELDS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = workbook({"单项": [("字段", "填写"), ("年限", 8)]})


def with_sheet(sheet: str | bytes) -> bytes:
    """A workbook whose only sheet is this part."""
    return packed(parts_of({"表": ""}) | {"xl/worksheets/sheet1.xml": sheet})


def doctype(encoding: str) -> bytes:
    """A sheet with entities that would grow a billionfold."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{entities}]>'
    return f"{text}<worksheet><sheetData><row><c t='str'><v>&a9;</v></c></row></sheetData></worksheet>".encode(encoding)


def outside(encoding: str) -> bytes:
    """A sheet that asks for a file of this machine."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return f"{text}<worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData></worksheet>".encode(encoding)


def lying(claimed: int) -> bytes:
    """An archive that says a sheet is small which is not."""
    sheet = data(text_cell("A1", "长" * 3_000_000))
    raw = bytearray(xlsx({"表": sheet}))
    real = struct.pack("<I", len(parts_of({"表": sheet})["xl/worksheets/sheet1.xml"].encode()))  # type: ignore[union-attr]
    assert raw.count(real) == 2
    return bytes(raw.replace(real, struct.pack("<I", claimed)))


def encrypted_entry() -> bytes:
    """An archive with a password."""
    raw = bytearray(GOOD)
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def twice(name: str) -> bytes:
    """A workbook in which a part is there twice."""
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(name, "<worksheet/>")
    return target.getvalue()


REFUSED = {
    "empty": (b"", "文件是空的"),
    "blank": (b" \r\n ", "文件是空的"),
    "too large": (b"a" * (MAX_BYTES + 1), "超过 5 MB"),
    "old format": (OLE, "旧格式"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "password of the archive": (encrypted_entry(), "加了密码"),
    "web page": (b"\xef\xbb\xbf\r\n<html><table><tr><td>\xe5\x8f\xb7</td></tr></table>", "网页"),
    "old XML": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "旧式的 XML"),
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "不是表格文件"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "不是表格文件"),
    "archive": (packed({"a.txt": "x"}), "压缩包"),
    "Word": (packed({"[Content_Types].xml": TYPES, "word/document.xml": "<x/>"}), "Word"),
    "OpenDocument": (packed({"mimetype": "application/x", "content.xml": "<x/>"}), "OpenDocument"),
    "binary workbook": (packed({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\x00"}), "xlsb"),
    "macros": (packed(parts_of({"表": ""}) | {"xl/vbaProject.bin": b"\x00"}), "带宏"),
    "cut off": (GOOD[: len(GOOD) // 2], "损坏"),
    "many parts": (packed({f"{n}.xml": "" for n in range(600)}), "600 个部分"),
    "bomb": (with_sheet(b" " * 60_000_000), "太大了|超过 24 MB"),
    "dense bomb": (with_sheet(b"<worksheet>" + b" " * 20_000_000), "太大了"),
    "lie about the size": (lying(100), "损坏|不正常"),
    "growing entities": (with_sheet(doctype("utf-8")), "文档类型声明"),
    "growing entities in another encoding": (with_sheet(doctype("utf-16")), "文档类型声明"),
    "entities from outside": (with_sheet(outside("utf-8")), "文档类型声明"),
    "deep nesting": (with_sheet("<a>" * 100_000), "嵌套太深"),
    "not XML": (with_sheet("<worksheet><sheetData>"), "损坏"),
    "no workbook": (packed({"[Content_Types].xml": TYPES}), "不完整"),
    "no sheet": (packed({name: part for name, part in parts_of({"表": ""}).items() if "sheet1" not in name}), "不完整"),
    "foreign packing": (packed(parts_of({"表": ""}), zipfile.ZIP_BZIP2), "不正常"),
    "far cell": (xlsx({"表": data(text_cell("XFD1048576", "远"))}), "表!XFD1048576：这一格离表格太远"),
    "cell in row 0": (xlsx({"表": data(text_cell("A0", "零"))}), "离表格太远"),
    "row that is no number": (xlsx({"表": "<sheetData><row r='x'/></sheetData>"}), "损坏"),
    "row of other digits": (xlsx({"表": "<sheetData><row r='１'/></sheetData>"}), "损坏"),
    "part that is there twice": (twice("xl/worksheets/sheet1.xml"), "同名的部分"),
    "part that differs in case": (packed(parts_of({"表": ""}) | {"XL/Workbook.xml": "<x/>"}), "同名的部分"),
    "long text": (xlsx({"表": data(text_cell("A1", "长" * 40_000))}), "表!A1：这一格的文字太长"),
    "many sheets": (xlsx({f"表{n}": "" for n in range(70)}), "70 张表"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words(name):
    """What cannot be a table of a school is refused with what to do, quickly and without filling the memory."""
    content, message = REFUSED[name]
    tracemalloc.start()
    begun = time.monotonic()
    try:
        with pytest.raises(SheetError, match=message):
            open_book(content, KNOWN)
        assert time.monotonic() - begun < 5
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_far_empty_cells_do_not_matter():
    """Cells with a border and nothing in them, at the far end of the sheet, are passed over."""
    sheet = data(text_cell("A1", "字段"), text_cell("B1", "填写"), '<c r="XFD1048576" s="1"/>')
    assert open_book(xlsx({"单项": sheet}), KNOWN).grids[0].rows == [1]


def test_too_many_cells():
    """A file with more cells than any school has is refused before they are all kept."""
    rows = [[1.0] * 26] * 12_000
    with pytest.raises(SheetError, match="有内容的格子超过"):
        open_book(xlsx({"表": table(*rows)}), KNOWN)


def test_many_merged_regions_over_many_rows():
    """Regions that each cover the whole table are refused before they are all spread out."""
    merged = "".join('<mergeCell ref="A1:Z3000"/>' for _ in range(100))
    rows = [["x"] * 26] * 3000
    grid = open_book(xlsx({"表": table(*rows) + f"<mergeCells>{merged}</mergeCells>"}), KNOWN).grids[0]
    with pytest.raises(SheetError, match="合并单元格太多"):
        grid.full_row(2)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_damage_is_told(changes):
    """A workbook with any bytes changed is read, or refused in words."""
    raw = bytearray(GOOD)
    for at, byte in changes:
        raw[at] = byte
    with suppress(SheetError):
        open_book(bytes(raw), KNOWN)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_told(content):
    """Any bytes at all are read, or refused in words."""
    with suppress(SheetError):
        open_book(content, KNOWN)


@given(st.data())
def test_any_damage_inside_is_told(draws):
    """A worksheet with anything put into it, well packed, is read or refused in words."""
    parts = parts_of({"表": table(["字段", "填写"], ["年限", 8])})
    name = draws.draw(st.sampled_from(sorted(parts)))
    part = bytearray(str(parts[name]).encode())
    at = draws.draw(st.integers(0, len(part)))
    part[at : at + draws.draw(st.integers(0, 8))] = draws.draw(
        st.binary(max_size=8) | st.sampled_from([b"<c r=''>", b"<v>", b"-1"])
    )
    with suppress(SheetError):
        open_book(packed(parts | {name: bytes(part)}), KNOWN)


def test_the_archive_is_the_one_zipfile_sees():
    """The sample is a real workbook: what is refused above is refused for its own reason."""
    assert zipfile.ZipFile(io.BytesIO(GOOD)).testzip() is None
    assert open_book(GOOD, KNOWN).grids[0].name == "单项"

"""Opening a file: what it really is, whatever its name says."""

from collections.abc import Collection

from assessor.sheets.grid import Book
from assessor.sheets.limits import MAX_BYTES
from assessor.sheets.places import refuse
from assessor.sheets.textfile import read_text
from assessor.sheets.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”再试。"


def open_book(data: bytes, known: Collection[str]) -> Book:
    """The sheets of a file. `known` holds labels of headings, by which a text file's encoding is told.

    Raises SheetError with what to do for what is too large, damaged, protected, of an old format or no table at all.
    """
    if len(data) > MAX_BYTES:
        raise refuse(f"文件超过 {MAX_BYTES // 1_000_000} MB", "请检查是不是选错了文件；图片等请删去后另存。")
    if not data.strip():
        raise refuse("文件是空的", "请检查是不是选错了文件。")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("文件加了密码", "请去掉密码（文件 → 信息 → 保护工作簿），另存后再试。")
        raise refuse("这是旧格式的工作簿（.xls 或 .et）", _SAVE_AS)
    if data.startswith(b"PK"):
        return read_workbook(data)
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise refuse("这是网页，只是名字像表格", _SAVE_AS)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4000]:
        raise refuse("这是旧式的 XML 表格", _SAVE_AS)
    if start.startswith(b"%pdf"):
        raise refuse("这是 PDF", "请选用 .xlsx 或 .csv 文件。")
    return read_text(data, known)

"""A workbook as a zip archive, opened only after its table of contents has been judged."""

import io
import posixpath
import zipfile
from typing import IO

from assessor.records.signs import printable
from assessor.sheets.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, SMALL
from assessor.sheets.places import SheetError, refuse

_SAVE_AGAIN = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”再试。"
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """The parts of a workbook by name. Nothing is unpacked but what is asked for, and nothing onto a disk."""

    def __init__(self, data: bytes) -> None:
        """Judge the archive's table of contents; raises SheetError."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise refuse("文件损坏，打不开", "请在 Excel 或 WPS 里能打开以后另存一份再试。") from None
        entries = self._archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise refuse(f"文件里有 {len(entries)} 个部分，太多了", _SAVE_AGAIN)
        self._entries = {entry.filename.replace("\\", "/").lower().lstrip("/"): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise refuse("文件里有同名的部分，不知道以哪个为准", _SAVE_AGAIN)
        problem = self._kind_problem() or self._size_problem(entries)
        if problem:
            raise problem

    def _kind_problem(self) -> SheetError | None:
        """What kind of file it is, if it is not a workbook without macros."""
        names = self._entries
        if any(name.endswith("vbaproject.bin") for name in names):
            return refuse("这是带宏的工作簿，不读", "请另存为不带宏的“Excel 工作簿（.xlsx）”。")
        if any(entry.flag_bits & 1 for entry in names.values()):
            return refuse("文件加了密码", "请去掉密码，另存后再试。")
        if "xl/workbook.bin" in names:
            return refuse("这是二进制工作簿（.xlsb）", _SAVE_AGAIN)
        if "content.xml" in names and "mimetype" in names:
            return refuse("这是 OpenDocument 文件（.ods 等）", _SAVE_AGAIN)
        if any(name.startswith("word/") for name in names):
            return refuse("这是 Word 文件", "请把表格复制到 Excel 或 WPS 表格，存为 .xlsx。")
        if "[content_types].xml" not in names:
            return refuse("这是压缩包，不是表格", "请先解压，选用里面的 .xlsx 或 .csv。")
        return None

    def _size_problem(self, entries: list[zipfile.ZipInfo]) -> SheetError | None:
        parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
        size, packed = sum(entry.file_size for entry in parts), sum(entry.compress_size for entry in parts)
        if size > MAX_UNPACKED or (size > SMALL and size > packed * MAX_RATIO):
            return refuse(
                f"展开后有 {size / 1_000_000:.0f} MB，太大了",
                "请把表格下面、右面多余的空行空列删去（选中后“删除”），或把有用的部分复制到新工作簿。",
            )
        return None

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part; upper and lower case are the same."""
        return name.lower().lstrip("/") in self._entries

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream; raises SheetError if it is not there or packed in an unusual way."""
        entry = self._entries.get(name.lower().lstrip("/"))
        if entry is None or entry.compress_type not in _READABLE:
            raise refuse(f"文件不完整或不正常（{printable(posixpath.basename(name))}）", _SAVE_AGAIN)
        return self._archive.open(entry)

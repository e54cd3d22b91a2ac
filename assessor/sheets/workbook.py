"""Reading .xlsx: the sheets of a workbook as grids.

Written for the files schools have, which Excel, WPS, LibreOffice and many an office system have saved: nothing is read
but cells, merged cells, number formats and what is hidden, and nothing else in a file can be in the way.
"""

import posixpath
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from assessor.records.signs import printable, visible
from assessor.sheets.celltypes import CellTypes, Written, is_true, unescape
from assessor.sheets.grid import Book, Cell, Grid, Look
from assessor.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_SHEETS, MAX_TEXT
from assessor.sheets.markup import Allowance, read_markup
from assessor.sheets.numberformats import SHIFT_1904, hides, look_of
from assessor.sheets.package import Package
from assessor.sheets.places import Place, SheetError, column_number, letters, refuse

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SIZE = re.compile(r"[0-9]{1,6}(\.[0-9]+)?")
_FLAT = 1
"""The height of a row, in points, or width of a column, in characters, below which nothing of it can be seen."""
_LONGEST_NAME = 60
_SAVE_AGAIN = "请在 Excel 或 WPS 里打开，另存为新的 .xlsx 再试。"
_BROKEN = (
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    OSError,
    RuntimeError,
)


def read_workbook(data: bytes) -> Book:
    """The visible and hidden sheets of a workbook, in order. Raises SheetError."""
    package, allowance = Package(data), Allowance()
    try:
        return _Workbook(package, allowance).book()
    except SheetError:
        raise
    except _BROKEN:
        raise refuse("文件损坏，或不是真正的 .xlsx", _SAVE_AGAIN) from None


class _Element:
    """A handler that does nothing; those below take what they need."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text of an element."""


class _Relations(_Element):
    """Where the parts lie that a part refers to: by id, the kind and the path."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/" + self.folder, attributes.get("Target", "")))
            name = attributes.get("Id", "")
            if name in self.targets:
                raise ValueError(name)
            self.targets[name] = attributes.get("Type", "").rpartition("/")[2], path.lstrip("/")


class _Contents(_Element):
    """The list of sheets, whether the workbook counts days from 1904, and whether its formulas' results hold."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = self.stale = self.by_hand = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            title = visible(unescape(attributes.get("name", ""))).strip()
            self.sheets.append((printable(title, _LONGEST_NAME), target, hidden))
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes, "date1904")
        elif name == "calcPr":
            completed = is_true({"calcCompleted": "1"} | attributes, "calcCompleted")
            self.stale = is_true(attributes, "fullCalcOnLoad") or not completed
            self.by_hand = attributes.get("calcMode") == "manual"


class _Texts(_Element):
    """The shared texts; readings of characters (拼音) are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._inside = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as every handler
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._inside = not self._phonetic

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(unescape("".join(self._parts)))
        elif name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)


class _Styles(_Element):
    """How numbers look, by the number of the cell's style, and which styles show nothing."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.unseen: set[str] = set()
        self._codes: dict[int, str] = {}
        self._cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = int(attributes.get("numFmtId", 0))
            code = self._codes.get(number, "")
            if hides(code):
                self.unseen.add(str(len(self.looks)))
            self.looks.append(look_of(number, code))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False


class _Sheet(_Element):
    """The cells of a sheet. Where a cell lies is what its own address says, never what the sheet says of its size."""

    def __init__(self, grid: Grid, types: CellTypes, unseen: set[str]) -> None:
        self.grid, self.count = grid, 0
        self._types, self._unseen = types, unseen
        self._row = self._column = 0
        self._row_hidden = self._in_data = self._phonetic = False
        self._cell: dict[str, str] | None = None
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._inline: list[str] | None = None
        self._source: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._in_data = True
        elif not self._in_data:
            self._beside(name, attributes)
        elif name == "row":
            self._row = self._row_number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column, self._row_hidden = 0, is_true(attributes, "hidden") or _is_flat(attributes.get("ht"))
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "f":
            self._source = self._into = []
        elif name == "v":
            self._into = self._value
        elif name == "is":
            self._inline = []
        elif name == "t" and not self._phonetic:
            self._into = self._inline = self._inline or []

    def _beside(self, name: str, attributes: dict[str, str]) -> None:
        """What stands outside of the cells: merged cells, and what is hidden as a whole."""
        if name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and (is_true(attributes, "hidden") or _is_flat(attributes.get("width"))):
            self.grid.hidden_spans.append((int(attributes.get("min", 0)), int(attributes.get("max", 0))))
        elif name == "sheetFormatPr":
            self.grid.flat = is_true(attributes, "zeroHeight") or _is_flat(attributes.get("defaultColWidth"))

    def _row_number(self, text: str) -> int:
        if not text.isascii() or not text.isdigit():
            raise ValueError(text)
        return int(text)

    def end(self, name: str) -> None:
        if name == "sheetData":
            self._in_data = False
        elif name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "rPh":
            self._phonetic = False
        elif name in {"f", "v", "t"}:
            self._into = None

    def text(self, data: str) -> None:
        if self._into is not None and self._cell is not None:
            self._into.append(data)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            match = _ADDRESS.fullmatch(address)
            if match is None:
                raise refuse(f"有一格的地址写成 {printable(address)}，不知道在哪里", _SAVE_AGAIN, Place(self.grid.name))
            self._column, self._row = column_number(match[1]), int(match[2])
        self._cell = attributes
        self._value, self._inline, self._source = [], None, None

    def _end_cell(self, attributes: dict[str, str]) -> None:
        style = attributes.get("s", "0")
        parts = [
            "".join(self._value),
            *(None if part is None else "".join(part) for part in (self._inline, self._source)),
        ]
        cell = self._types.cell(Written(attributes.get("t", "n"), style, parts[0] or "", parts[1], parts[2]))
        if cell is None:
            return
        self.count += 1
        place = Place(self.grid.name, self._row, self._column)
        if not 1 <= self._row <= MAX_ROWS or not 1 <= self._column <= MAX_COLUMNS:
            limit = f"只读前 {MAX_ROWS} 行、{letters(MAX_COLUMNS)} 列以内。"
            raise refuse("这一格离表格太远", f"{limit}请清除它（选中后“全部清除”），或删去多余的行列。", place)
        if self.count > MAX_CELLS:
            raise refuse(f"有内容的格子超过 {MAX_CELLS} 个", "请拆成几个文件。", Place(self.grid.name))
        if len(cell.text) > MAX_TEXT:
            raise refuse("这一格的文字太长", "请缩短。", place)
        row = self.grid.cells.setdefault(self._row, {})
        if not row and self._row_hidden:
            self.grid.hidden_rows.append(self._row)
        if self._column in row:
            cell = Cell(cell.text or "？", refused="这一格在文件里有两份，不知道以哪份为准", remedy=_SAVE_AGAIN)
        if self._source is not None and cell.number == 0:
            self.grid.zeros.append(place.cell)
        if style in self._unseen:
            self.grid.unseen.append(place.cell)
        row[self._column] = cell

    def _merge(self, reference: str) -> None:
        ends = [_ADDRESS.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ends[0], ends[1]
            span = (int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))
            self.grid.spans.append(span)
            if len(self.grid.spans) > MAX_MERGES:
                raise refuse("合并单元格太多", "请取消合并后再试。", Place(self.grid.name))


def _is_flat(size: str | None) -> bool:
    """Whether a row of this height, or a column of this width, cannot be seen."""
    return size is not None and bool(_SIZE.fullmatch(size)) and float(size) < _FLAT


class _Workbook:
    """Finds the parts of a workbook and reads them in the order in which they need each other."""

    def __init__(self, package: Package, allowance: Allowance) -> None:
        self.package, self.allowance = package, allowance

    def book(self) -> Book:
        root = self._relations("")
        main = next((path for kind, path in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        contents = _Contents()
        self._read(main, contents)
        if len(contents.sheets) > MAX_SHEETS:
            raise refuse(f"有 {len(contents.sheets)} 张表，太多了", "请只留要读的表。")
        targets = self._relations(main)
        texts, styles = _Texts(), _Styles()
        for kind, path in targets.values():
            if kind == "sharedStrings" and path in self.package:
                self._read(path, texts)
            elif kind == "styles" and path in self.package:
                self._read(path, styles)
        notices = ["这个文件设成了手动计算，公式的结果可能不是最新的。"] if contents.by_hand else []
        book, count = Book("xlsx", [], notices), 0
        for name, target, hidden in contents.sheets:
            kind, path = targets.get(target, ("", ""))
            if kind != "worksheet":
                continue
            types = CellTypes(texts.texts, styles.looks, SHIFT_1904 * contents.from_1904, contents.stale)
            sheet = _Sheet(Grid(name, hidden=hidden), types, styles.unseen)
            sheet.count = count
            self._read(path, sheet)
            count = sheet.count
            book.grids.append(sheet.grid)
        return book

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        relations = _Relations(folder)
        if path in self.package:
            self._read(path, relations)
        return relations.targets

    def _read(self, path: str, handler: _Element) -> None:
        with self.package.open(path) as stream:
            read_markup(stream, handler, self.allowance)

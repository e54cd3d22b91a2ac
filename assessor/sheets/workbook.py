"""Reading .xlsx: the sheets of a workbook as grids.

Written for the files schools have, which Excel, WPS, LibreOffice and many an office system have saved: nothing is read
but cells, merged cells, number formats and what is hidden, and nothing else in a file can be in the way.
"""

import posixpath
import re
import zipfile
import zlib
from decimal import Decimal
from fractions import Fraction
from xml.parsers.expat import ExpatError

from assessor.sheets.grid import Book, Cell, Grid, Look
from assessor.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_SHEETS, MAX_TEXT
from assessor.sheets.markup import Allowance, read_markup
from assessor.sheets.numberformats import SHIFT_1904, look_of
from assessor.sheets.package import Package
from assessor.sheets.places import Place, SheetError, column_number, letters, refuse

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
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
_LONG = 10**15
"""From here on Excel shows a number with an exponent, and has lost what came after its 15 digits."""

_TINY = Fraction(1, 10**12)
"""Below this a number is what rounding left of nothing: =0.3-0.1*3 is 5.6E-17."""


def read_workbook(data: bytes) -> Book:
    """The visible and hidden sheets of a workbook, in order. Raises SheetError."""
    package, allowance = Package(data), Allowance()
    try:
        return _Workbook(package, allowance).book()
    except SheetError:
        raise
    except _BROKEN:
        hint = "请在 Excel 或 WPS 里打开，另存为新的 .xlsx 再试。"
        raise refuse("文件损坏，或不是真正的 .xlsx", hint) from None


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
            self.targets[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], path.lstrip("/")


class _Contents(_Element):
    """The list of sheets, and whether the workbook counts days from 1904."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((_unescape(attributes.get("name", "")), target, hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


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
            self.texts.append(_unescape("".join(self._parts)))
        elif name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)


class _Styles(_Element):
    """How numbers look, by the number of the cell's style."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self._codes: dict[int, str] = {}
        self._cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = int(attributes.get("numFmtId", 0))
            self.looks.append(look_of(number, self._codes.get(number, "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False


class _Sheet(_Element):
    """The cells of a sheet. Where a cell lies is what its own address says, never what the sheet says of its size."""

    def __init__(self, grid: Grid, texts: list[str], looks: list[Look], shift: int) -> None:
        self.grid, self.count = grid, 0
        self._texts, self._looks, self._shift = texts, looks, shift
        self._row = self._column = 0
        self._row_hidden = self._in_data = self._phonetic = False
        self._cell: dict[str, str] | None = None
        self._formula = False
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._inline: list[str] = []
        self._source: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._in_data = True
        elif name == "mergeCell" and not self._in_data:
            self._merge(attributes.get("ref", ""))
        elif not self._in_data:
            return
        elif name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column, self._row_hidden = 0, attributes.get("hidden") in {"1", "true"}
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "f":
            self._formula, self._into = True, self._source
        elif name == "v":
            self._into = self._value
        elif name == "t" and not self._phonetic:
            self._into = self._inline

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
        match = _ADDRESS.fullmatch(attributes.get("r", ""))
        if match:
            self._column, self._row = column_number(match[1]), int(match[2])
        else:
            self._column += 1
        self._cell, self._formula = attributes, False
        self._value, self._inline, self._source = [], [], []

    def _end_cell(self, attributes: dict[str, str]) -> None:
        cell = self._made(attributes)
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
            self.grid.hidden_rows += 1
        row[self._column] = cell

    def _made(self, attributes: dict[str, str]) -> Cell | None:
        kind, value = attributes.get("t", "n"), "".join(self._value)
        if self._formula and not value and kind != "str":
            return Cell("", formula="=" + "".join(self._source)[:40])
        if kind == "inlineStr":
            return _text_cell(_unescape("".join(self._inline)))
        if not value.strip():
            return None
        match kind:
            case "s":
                return _text_cell(self._texts[int(value)])
            case "str" | "d":
                return _text_cell(_unescape(value))
            case "b":
                return Cell("TRUE" if value.strip() == "1" else "FALSE", truth=value.strip() == "1")
            case "e":
                return Cell(value, error=value)
        return self._number(value, int(attributes.get("s", 0)))

    def _number(self, text: str, style: int) -> Cell:
        look = self._looks[style] if 0 <= style < len(self._looks) else Look.PLAIN
        # Excel shows and compares 15 digits; the file may hold 79.900000000000006 where 79.9 was typed.
        rounded = Decimal(format(float(text), ".15g"))
        if not rounded.is_finite() or abs(rounded.adjusted()) > 300:
            return Cell(text, error=text)
        number = Fraction(rounded)
        if abs(number) < _TINY:
            number = Fraction(0)
        if look in {Look.DATE, Look.TIME}:
            number += self._shift
        shown = format(rounded, "f") if abs(number) < _LONG else format(rounded, ".15g").upper()
        return Cell(shown, number, look)

    def _merge(self, reference: str) -> None:
        ends = [_ADDRESS.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ends[0], ends[1]
            span = (int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))
            self.grid.spans.append(span)
            if len(self.grid.spans) > MAX_MERGES:
                raise refuse("合并单元格太多", "请取消合并后再试。", Place(self.grid.name))


def _text_cell(text: str) -> Cell | None:
    return Cell(text) if text.strip() else None


def _unescape(text: str) -> str:
    """Text as it was before the file format escaped characters that XML cannot hold."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


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
        book, count = Book("xlsx", []), 0
        for name, target, hidden in contents.sheets:
            kind, path = targets.get(target, ("", ""))
            if kind != "worksheet":
                continue
            sheet = _Sheet(Grid(name, hidden=hidden), texts.texts, styles.looks, SHIFT_1904 * contents.from_1904)
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

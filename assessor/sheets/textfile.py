"""Reading .csv and other tables in text files: UTF-8, UTF-16 or GBK, whatever separates the columns.

A text file can hold several tables, each under a line with nothing but its name in 【】, such as 【月度坐班】. Each becomes
a grid of its own; its rows keep the numbers they have in the file.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from assessor.records.signs import printable, visible
from assessor.sheets.entries import unguard
from assessor.sheets.grid import Book, Cell, Grid
from assessor.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT
from assessor.sheets.places import Place, SheetError, refuse
from assessor.sheets.wording import label

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUESSES = ("utf-8", "gb18030")
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GBK"}
_SEPARATORS = ",\t;，"
_TITLE = re.compile(r"\s*【(.{1,60})】\s*")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_ROUNDED = re.compile(r"-?\d(\.\d{1,15})?E\+\d\d", re.IGNORECASE | re.ASCII)
_HEADER_WITHIN = 40
"""Rows among which the headings of a table are looked for when its encoding is guessed."""


def read_text(data: bytes, known: Collection[str]) -> Book:
    """The tables of a text file. `known` holds the labels of which its headings must have one. Raises SheetError."""
    readings = [(encoding, text) for encoding in _encodings(data) if (text := _decoded(data, encoding)) is not None]
    if not readings or any("\x00" in text for _, text in readings[:1]):
        raise refuse("这不是表格文件，也不是文本", "请选用 .xlsx 或 .csv 文件。")
    failed: SheetError | None = None
    for encoding, text in readings:
        try:
            rows, hits = _best(text, known)
        except SheetError as error:
            failed = failed or error
            continue
        if hits:
            return Book(
                "csv", list(_tables(rows)), [f"文字编码按 {_NAMES[encoding]} 读。"] if encoding == "gb18030" else []
            )
    if failed:
        raise failed
    shown = "；".join(f"按 {_NAMES[encoding]} 读，第一行是“{_first_line(text)}”" for encoding, text in readings)
    raise refuse(f"没有认出任何一列。{shown}", "请保留模板里的标题行；若是乱码，请另存为 .xlsx，或“CSV UTF-8”。")


def _encodings(data: bytes) -> tuple[str, ...]:
    return next(((name,) for mark, name in _MARKS if data.startswith(mark)), _GUESSES)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_line(text: str) -> str:
    return printable(next((line.strip() for line in text.splitlines() if line.strip()), ""), 30)


def _best(text: str, known: Collection[str]) -> tuple[list[list[str]], int]:
    """The rows under the separator that gives most known headings, and how many these are."""
    best: tuple[list[list[str]], int] = [], 0
    failed: SheetError | None = None
    for separator in _SEPARATORS:
        if separator not in text and separator != ",":
            continue
        try:
            rows = _split(text, separator)
        except SheetError as error:
            failed = failed or error
            continue
        found = {label(cell) for row in rows[:_HEADER_WITHIN] for cell in row} & set(known)
        if len(found) > best[1]:
            best = rows, len(found)
    if failed and not best[1]:
        raise failed
    return best


def _split(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    count = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            count += sum(map(bool, row))
            rows.append(row)
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS or count > MAX_CELLS:
                raise refuse(f"超过 {MAX_ROWS} 行，或超过 {MAX_COLUMNS} 列", "请只留要读的部分，或拆成几个文件。")
    except csv.Error:
        hint = "请检查这一行前后的引号是否成对，或另存为 .xlsx。"
        raise refuse("引号不成对，后面的内容分不清", hint, Place("", len(rows) + 1)) from None
    return rows


def _tables(rows: list[list[str]]) -> Iterator[Grid]:
    grid = Grid("")
    for number, row in enumerate(rows, 1):
        cells = {column: cell for column, text in enumerate(row, 1) if (cell := _cell(text)) is not None}
        title = _TITLE.fullmatch(visible(next(iter(cells.values())).text)) if len(cells) == 1 else None
        if title:
            yield grid
            grid = Grid(printable(visible(title[1]).strip(), 60))
        elif cells:
            grid.cells[number] = cells
    yield grid


def _cell(text: str) -> Cell | None:
    if not visible(text).strip():
        return None
    if len(text) > MAX_TEXT:
        return Cell(text[:40], refused="这一格的文字太长", remedy="请缩短。")
    bare = visible(text).strip()
    # Excel writes the number it has, so that 2026.10 has become 2026.1: a number is a number here too.
    is_number = bare.isascii() and (_NUMBER.fullmatch(bare) or _ROUNDED.fullmatch(bare))
    number = Fraction(bare) if is_number else None
    return Cell(bare if number is not None else unguard(text), number)

"""Writing sheets as .xlsx or .csv. Nothing that was typed can become a formula, and nothing is lost on the way.

openpyxl is imported only when a workbook is written: who reads files, or writes text, does not wait for it.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from assessor.rules.dates import Month
from assessor.sheets.entries import Entry, guard, is_plain, is_risky, text_of
from assessor.sheets.layout import WIDE, Check, Sheet
from assessor.sheets.places import letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_A4, _PORTRAIT, _WIDEST_PAGE = 9, 100, 260
"""The paper, and the widths in characters up to which a sheet is printed upright, and on one page."""

_LINE, _MOST_LINES, _HALF_WIDTH = 15, 12, 0x2E7F
"""The height of a line, lines of the tallest row, and the last character of half width."""

_LONGEST_NAME, _LONGEST_LIST, _LONGEST_PROMPT, _LONGEST_TEXT = 31, 255, 250, 32_000
_LIGHT, _PALE, _ASKED = "FFDDE8E6", "FFF3F6F5", "FFFFFBEA"
"""Fills of headings, of titles of groups, and of single cells that are to be filled in."""


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a workbook, row by row: no more than one row is held in the memory."""
    from openpyxl import Workbook  # noqa: PLC0415 - see the module's docstring

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(sheet_name(sheet.name, taken)), sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts, like none of those taken; it is taken from now on."""
    base = _FORBIDDEN.sub(" ", name).strip()[:_LONGEST_NAME] or "表"
    found, number = base, 2
    while found.lower() in taken:
        ending = f" {number}"
        found, number = base[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(found.lower())
    return found


def _fill(target: Any, sheet: Sheet) -> None:
    """Put a sheet into a worksheet: how it looks, what is in it, what can be chosen, how it is printed."""
    for column, look in enumerate(sheet.columns, 1):
        target.column_dimensions[letters(column)].width = look.width
    target.freeze_panes = f"{letters(sheet.frozen + 1)}{sheet.header + 1}"
    _set_up_page(target, sheet)
    _put_rows(target, sheet)
    for top, left, bottom, right in sheet.merged:
        target.merged_cells.add(f"{letters(left)}{top}:{letters(right)}{bottom}")
    last = sheet.count + sheet.fillable
    for column, look in enumerate(sheet.columns, 1):
        if look.check and last > sheet.header:
            _check(target, look.check, f"{letters(column)}{sheet.header + 1}:{letters(column)}{last}")
    for (number, column), check in sheet.checks.items():
        _check(target, check, f"{letters(column)}{number}")


def _put_rows(target: Any, sheet: Sheet) -> None:
    painter = _Painter(target)
    wide = {column for column, look in enumerate(sheet.columns, 1) if look.width >= WIDE}
    formats = {column: look.number_format for column, look in enumerate(sheet.columns, 1) if look.number_format}
    merged = {row for span in sheet.merged for row in range(span[0], span[2] + 1)}
    empty: Sequence[Entry] = ()
    for number, row in enumerate(chain(sheet.all_rows(), repeat(empty, sheet.fillable)), 1):
        titled, is_head = number <= sheet.header or number in sheet.titles, number <= sheet.header
        lines = max((_lines(row[at - 1], sheet.columns[at - 1].width) for at in wide if at <= len(row)), default=1)
        is_tall = lines > 1 and number not in merged
        cells: list[object] = []
        for column in range(1, max(len(row), max(formats, default=0), 3 if sheet.checks else 0) + 1):
            entry = row[column - 1] if column <= len(row) else None
            wanted = sheet.formats.get((number, column)) or (formats.get(column, "") if not is_head else "")
            asked = (number, column) in sheet.checks
            if entry in {None, ""} and not (titled and column <= len(row)) and not wanted and not asked:
                cells.append(None)
                continue
            wraps = is_head or (column in wide and entry not in {None, ""})
            fill = _LIGHT if is_head else _PALE if titled and column <= len(row) else _ASKED if asked else ""
            align = "wrap" if wraps else "top" if is_tall and entry not in {None, ""} else ""
            cells.append(painter.cell(entry, wanted, (titled and column <= len(row), fill, align)))
        if is_tall:
            target.row_dimensions[number].height = _LINE * min(lines, _MOST_LINES)
        target.append(cells)
        target.row_dimensions.pop(number, None)


class _Painter:
    """Makes cells; every look is made once and shared by all cells that have it."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._looks: dict[tuple[Any, ...], object] = {}

    def cell(self, entry: Entry, wanted: str, look: tuple[bool, str, str]) -> Any:
        """A cell with an entry, in the number format of the entry or else the one that is wanted."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see the module's docstring

        cell: Any = WriteOnlyCell(self._target)
        number_format, quoted = _write(cell, entry)
        key = (number_format if number_format != "General" else wanted or "General", quoted, *look)
        if key not in self._looks:
            self._looks[key] = self._painted(*key)
        cell._style = self._looks[key]  # noqa: SLF001 - openpyxl looks every part of a style up anew for every cell
        return cell

    def _painted(self, number_format: str, quoted: bool, bold: bool, fill: str, align: str) -> object:  # noqa: FBT001
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        cell: Any = WriteOnlyCell(self._target)
        cell.number_format = number_format
        cell.quotePrefix = quoted
        if bold:
            cell.font = Font(bold=True)
        if fill:
            cell.fill = PatternFill("solid", fill)
        if align:
            cell.alignment = Alignment(vertical="top", wrap_text=align == "wrap" or None)
        return cell._style  # noqa: SLF001 - see above


def _lines(entry: Entry, width: int) -> int:
    """How many lines an entry takes in a column: not every program makes rows as tall as their text."""
    shown = sum(1 + (ord(char) > _HALF_WIDTH) for char in text_of(entry))
    return -(-shown // width)


def _set_up_page(target: Any, sheet: Sheet) -> None:
    """One sheet of paper wide (unless nobody could read it then), the headings on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    width = sum(look.width for look in sheet.columns)
    target.page_setup.orientation = "landscape" if width > _PORTRAIT else "portrait"
    target.page_setup.paperSize, target.page_setup.fitToHeight = _A4, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=width <= _WIDEST_PAGE)
    target.print_title_rows = f"1:{sheet.header}"
    if sheet.frozen:
        target.print_title_cols = f"A:{letters(sheet.frozen)}"


def _write(cell: "Cell", entry: Entry) -> tuple[str, bool]:
    """Put an entry into a cell: its number format, and whether it is to be quoted. Text is text, whatever it begins with."""
    if isinstance(entry, Month):
        cell.value = date(entry.year, entry.number, 1)
        return "yyyy-mm", False
    if isinstance(entry, date):
        cell.value = entry
        return "yyyy-mm-dd", False
    if isinstance(entry, int | Fraction) and is_plain(Fraction(entry)):
        exact = Fraction(entry)
        cell.value = int(exact) if exact.denominator == 1 else float(exact)
    elif entry is not None and entry != "":
        text = text_of(entry)
        cell.value = _UNWRITABLE.sub(lambda match: f"_x{min(ord(match[0]), 0xFFFF):04X}_", text[:_LONGEST_TEXT])
        cell.data_type = "s"
        return "@" if is_risky(text) else "General", is_risky(text)
    return "General", False


def _check(target: Any, check: Check, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    rule = DataValidation(allow_blank=True)
    formula = f'"{",".join(check.words)}"'
    if check.words and len(formula) <= _LONGEST_LIST:
        rule.type, rule.formula1 = "list", formula
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.errorTitle, rule.error = "请再看一眼", ("可以填：" + "、".join(check.words))[:220]
    elif check.low is not None:
        rule.type = "whole" if check.whole else "decimal"
        rule.operator = "between" if check.high is not None else "greaterThanOrEqual"
        rule.formula1, rule.formula2 = check.low, check.high
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.errorTitle, rule.error = "请再看一眼", check.prompt[:220]
    if check.prompt:
        rule.showInputMessage, rule.prompt = True, check.prompt[:_LONGEST_PROMPT]
    rule.add(cells)
    target.data_validations.append(rule)


def write_csv(sheets: Sequence[Sheet]) -> bytes:
    """The sheets one below the other as UTF-8 with a mark (by which Excel knows it), each under its name in 【】."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for number, sheet in enumerate(sheet for sheet in sheets if sheet.in_text):
        if number:
            writer.writerow([])
        writer.writerow([f"【{sheet.name}】"])
        for row in sheet.all_rows():
            writer.writerow([_csv_text(entry) for entry in row])
    return target.getvalue().encode("utf-8-sig", "replace")


def _csv_text(entry: Entry) -> str:
    """An entry for a text file; only what was typed as text needs guarding, a negative number does not."""
    text = text_of(entry)
    return guard(text) if isinstance(entry, str) else text

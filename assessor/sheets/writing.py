"""Writing sheets as .xlsx or .csv. Nothing that was typed can become a formula, and nothing is lost on the way.

openpyxl is imported only when a workbook is written: who reads files, or writes text, does not wait for it.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from assessor.rules.dates import Month
from assessor.sheets.entries import Entry, guard, is_plain, is_risky, text_of
from assessor.sheets.layout import WIDE, Check, Sheet
from assessor.sheets.places import letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

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
    """The sheets as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - see the module's docstring

    book = Workbook()
    book.remove(book.worksheets[0])
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


def _fill(target: "Worksheet", sheet: Sheet) -> None:
    """Put a sheet into a worksheet: what is in it, how it looks, what can be chosen, how it is printed."""
    _put_rows(target, sheet)
    for span in sheet.merged:
        target.merge_cells(start_row=span[0], start_column=span[1], end_row=span[2], end_column=span[3])
    last = len(sheet.rows) + sheet.fillable
    for column, look in enumerate(sheet.columns, 1):
        target.column_dimensions[letters(column)].width = look.width
        if look.number_format:
            for number in range(sheet.header + 1, last + 1):
                _format(target.cell(number, column), look.number_format)
        if look.check and last > sheet.header:
            _check(target, look.check, f"{letters(column)}{sheet.header + 1}:{letters(column)}{last}")
    for (number, column), number_format in sheet.formats.items():
        _format(target.cell(number, column), number_format)
    for (number, column), check in sheet.checks.items():
        _check(target, check, f"{letters(column)}{number}")
    target.freeze_panes = f"{letters(sheet.frozen + 1)}{sheet.header + 1}"
    _set_up_page(target, sheet)


def _put_rows(target: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    bold, top, wrapped = Font(bold=True), Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    light, pale, asked = (PatternFill("solid", colour) for colour in (_LIGHT, _PALE, _ASKED))
    wide = {column for column, look in enumerate(sheet.columns, 1) if look.width >= WIDE}
    merged = {row for span in sheet.merged for row in range(span[0], span[2] + 1)}
    tall: dict[int, int] = {}
    for number, row in enumerate(sheet.rows, 1):
        titled = number <= sheet.header or number in sheet.titles
        for column, entry in enumerate(row, 1):
            if (entry is None or entry == "") and not titled:
                continue
            cell = target.cell(number, column)
            _write(cell, entry)
            if titled:
                cell.font, cell.fill = bold, light if number <= sheet.header else pale
            if number <= sheet.header or column in wide:
                cell.alignment = wrapped
                lines = _lines(entry, sheet.columns[column - 1].width) if column in wide else 1
                if lines > 1 and number not in merged:
                    tall[number] = max(tall.get(number, 1), lines)
    for number, lines in tall.items():
        target.row_dimensions[number].height = _LINE * min(lines, _MOST_LINES)
        for column, entry in enumerate(sheet.rows[number - 1], 1):
            if entry is not None and column not in wide:
                target.cell(number, column).alignment = top
    for place in sheet.checks:
        target.cell(*place).fill = asked


def _lines(entry: Entry, width: int) -> int:
    """How many lines an entry takes in a column: not every program makes rows as tall as their text."""
    shown = sum(1 + (ord(char) > _HALF_WIDTH) for char in text_of(entry))
    return -(-shown // width)


def _set_up_page(target: "Worksheet", sheet: Sheet) -> None:
    """One sheet of paper wide (unless nobody could read it then), the headings on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    width = sum(look.width for look in sheet.columns)
    target.page_setup.orientation = "landscape" if width > _PORTRAIT else "portrait"
    target.page_setup.paperSize, target.page_setup.fitToHeight = _A4, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=width <= _WIDEST_PAGE)
    target.print_title_rows = f"1:{sheet.header}"
    if sheet.frozen:
        target.print_title_cols = f"A:{letters(sheet.frozen)}"


def _write(cell: "Cell | MergedCell", entry: Entry) -> None:
    """Put an entry into a cell; text is told to be text, whatever it begins with."""
    if isinstance(entry, Month):
        cell.value, cell.number_format = date(entry.year, entry.number, 1), "yyyy-mm"
    elif isinstance(entry, date):
        cell.value, cell.number_format = entry, "yyyy-mm-dd"
    elif isinstance(entry, int | Fraction) and is_plain(Fraction(entry)):
        exact = Fraction(entry)
        cell.value = int(exact) if exact.denominator == 1 else float(exact)
    elif entry is not None and entry != "":
        text = text_of(entry)
        cell.value = _UNWRITABLE.sub(lambda match: f"_x{min(ord(match[0]), 0xFFFF):04X}_", text[:_LONGEST_TEXT])
        cell.data_type = "s"
        cell.number_format = "@" if is_risky(text) else "General"
        cell.quotePrefix = is_risky(text)


def _format(cell: "Cell | MergedCell", number_format: str) -> None:
    """Give a cell its format, unless what is in it has one already."""
    if cell.value is None or cell.number_format == "General":
        cell.number_format = number_format


def _check(target: "Worksheet", check: Check, cells: str) -> None:
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
    target.add_data_validation(rule)


def write_csv(sheets: Sequence[Sheet]) -> bytes:
    """The sheets one below the other as UTF-8 with a mark (by which Excel knows it), each under its name in 【】."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for number, sheet in enumerate(sheet for sheet in sheets if sheet.in_text):
        if number:
            writer.writerow([])
        writer.writerow([f"【{sheet.name}】"])
        for row in sheet.rows:
            writer.writerow([_csv_text(entry) for entry in row])
    return target.getvalue().encode("utf-8-sig", "replace")


def _csv_text(entry: Entry) -> str:
    """An entry for a text file; only what was typed as text needs guarding, a negative number does not."""
    text = text_of(entry)
    return guard(text) if isinstance(entry, str) else text

"""Gathering one record from the tables of a file, with every problem at its cell."""

from collections.abc import Mapping
from typing import Any

from assessor.records import InputProblem, RecordError, read_record
from assessor.records.forms import UNSURE
from assessor.records.signs import printable
from assessor.rules.fields import Field, Record
from assessor.sheets.cells import CellError, read_cell, wants_care
from assessor.sheets.grid import Cell
from assessor.sheets.places import EVERYTHING, Place, SheetProblem
from assessor.sheets.tables import BodyRow, Table, check_merged
from assessor.sheets.wording import NOTHING, SCALARS, label

_AS_MARKED = {label(text) for text in (*UNSURE, "有", "见表", "另表", "见附表")}
"""Written in the place of a list: its rows stand in its own table, or nothing is known."""


class Gathering:
    """The raw data of one record, where each piece of it stood, and what was wrong."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Begin an empty record."""
        self.fields = fields
        self.raw: dict[str, Any] = {}
        self.problems: list[SheetProblem] = []
        self.notices: list[str] = []
        self._places: dict[tuple[str, int | None], Place] = {}

    def problem(self, place: Place, message: str, hint: str = "", *touches: str) -> None:
        """Note something that cannot be accepted, and the fields it touches."""
        self.problems.append(SheetProblem(place, message, hint, touches))

    def scalar(self, name: str, cell: Cell, place: Place) -> None:
        """Take the cell of a field; for a list it can only say that there is nothing."""
        field = self.fields[name]
        if field.kind == "list":
            self._mark(name, cell, place)
        elif name in self.raw or (name, None) in self._places:
            self.problem(place, f"“{name}”填了两次", f"另一处是 {self._places[name, None]}，请只留一处。", name)
        else:
            value = self._read(name, field, cell, place)
            self._places[name, None] = place
            if value is not None:
                self.raw[name] = value

    def _mark(self, name: str, cell: Cell, place: Place) -> None:
        word = label(cell.text)
        if word in {NOTHING, "无"}:
            if self.raw.get(name):
                self.problem(place, f"这里写没有，“{name}”表里却有内容", "请改正一处。", name)
            self.raw.setdefault(name, [])
            self._places.setdefault((name, None), place)
        elif word not in _AS_MARKED:
            hint = f"确实没有就填“{NOTHING}”；有的话填在“{name}”表里，这里空着。"
            self.problem(place, f"“{printable(cell.text.strip(), 20)}”填在了列表的位置", hint, name)

    def row(self, name: str, table: Table, row: BodyRow) -> None:
        """Take a row of a list. A row that says nothing but 没有 says that the list is complete and empty."""
        columns = self.fields[name].columns
        place = table.place(row.number)
        if [label(cell.text) for cell in row.cells.values()] == [NOTHING]:
            if self.raw.get(name):
                self.problem(place, "这一行写没有，表里却还有别的行", "请改正一处。", name)
            self.raw.setdefault(name, [])
            self._places.setdefault((name, None), place)
            return
        if self.raw.get(name) == [] and (name, None) in self._places:
            where = self._places[name, None]
            self.problem(place, f"{where} 写没有，这里却有内容", "请改正一处。", name)
        rows = self.raw.setdefault(name, [])
        position = len(rows) + 1
        self._places[name, position] = place
        made: dict[str, Any] = {}
        for column, cell in row.cells.items():
            at = table.place(row.number, table.column_of(column))
            self._places[f"{name}.{column}", position] = at
            value = self._read(name, columns[column], cell, at, row)
            if value is not None:
                made[column] = value
        rows.append(made)

    def _read(self, name: str, field: Field, cell: Cell, place: Place, row: BodyRow | None = None) -> Any:
        try:
            if row is not None:
                check_merged(row, field.name, is_number=field.kind == "number")
            value = read_cell(field, cell)
        except CellError as error:
            self.problem(place, error.message, error.hint, name)
            return None
        if wants_care(field, cell):
            self.notices.append(
                f"{place}：{cell.text} 读作 {cell.text}%。若是 {cell.text} 倍（百分之百为 1），请改填百分数。"
            )
        return value

    def record(self, shared: Mapping[str, Any] | None = None) -> Record | None:
        """The record, judged as strictly as any other; None if there were problems, which are then all noted.

        `shared` is raw data that counts where the record says nothing.
        """
        try:
            record = read_record(self.fields, {**(shared or {}), **self.raw})
        except RecordError as error:
            self.problems += [self._placed(problem) for problem in error.problems]
            return None
        return None if self.problems else record

    def sound(self) -> Record:
        """What no problem touches, once `record` has noted them all: a list with a problem anywhere is left out whole."""
        raw = dict(self.raw)
        touched = {name for problem in self.problems for name in problem.touches}
        while touched and EVERYTHING not in touched:
            raw = {name: value for name, value in raw.items() if name not in touched}
            try:
                return read_record(self.fields, raw)
            except RecordError as error:  # leaving out one field has brought up a problem of another
                touched = {problem.field.partition(".")[0] or EVERYTHING for problem in error.problems}
        return {} if touched else read_record(self.fields, raw)

    def _placed(self, problem: InputProblem) -> SheetProblem:
        """A problem of the record at the cell it comes from."""
        place = self._places.get((problem.field, problem.row)) or self._places.get(
            (problem.field.partition(".")[0], problem.row)
        )
        name = problem.field.partition(".")[2] or problem.field
        message = f"{name}{problem.message}" if place else f"{problem.field}：{problem.message}"
        touched = problem.field.partition(".")[0] or EVERYTHING
        return SheetProblem(place or Place(SCALARS), message, problem.hint, (touched,))

"""A staff list from a file: one record for each teacher, what holds for the whole school, and every row that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from assessor.records import RecordError, read_record
from assessor.records.signs import plain, printable
from assessor.rules.facts import TERM_END
from assessor.rules.fields import Field, Record
from assessor.sheets.cells import CellError, read_cell
from assessor.sheets.gathering import Gathering
from assessor.sheets.grid import Cell
from assessor.sheets.opening import open_book
from assessor.sheets.places import Place, SheetError, SheetProblem, refuse
from assessor.sheets.record import take_pairs
from assessor.sheets.sorting import Sorted, known_labels, list_tables, sort_sheets
from assessor.sheets.tables import BodyRow, Table, body
from assessor.sheets.template import SCHOOL_GROUP
from assessor.sheets.wording import CODE, SCALARS, SCHOOL, STAFF

_CODE_FIELD = Field(CODE, "text")
_LONGEST_CODE = 60


@dataclass
class Member:
    """One row of the list: whose it is, the record, or None with the problems that keep it from being one."""

    code: str
    place: Place
    record: Record | None = None
    problems: list[SheetProblem] = field(default_factory=list)


@dataclass
class StaffList:
    """A list as read. `problems` are those that belong to no row of it; `school` holds what is the same for all."""

    members: list[Member]
    school: Record
    problems: list[SheetProblem]
    notices: list[str]


def read_staff(fields: Mapping[str, Field], data: bytes) -> StaffList:
    """The staff list in a file's bytes. Raises SheetError only if there is no list to be read at all."""
    found = sort_sheets(open_book(data, known_labels(fields)), fields)
    table = found.tables.get(STAFF)
    if table is None:
        if found.problems:
            raise SheetError(found.problems)
        hint = "名单一行一个人，要有“代号”列和字段列。模板：assessor record template --staff。"
        raise refuse(
            "没有找到名单", "这像是一个人的记录，请用 assessor record import。" if SCALARS in found.tables else hint
        )
    if table.column_of(CODE) is None:
        raise refuse("名单没有“代号”列", "请加一列“代号”，每人一个，不重复。", table.place(table.header))
    return _Reading(fields, found).staff(table)


class _Reading:
    """Reads the tables of a staff list, each row into the record it belongs to: codes are the same that look the same."""

    def __init__(self, fields: Mapping[str, Field], found: Sorted) -> None:
        self.fields, self.found = fields, found
        self.school = Gathering(fields)
        self.people: dict[str, Gathering] = {}
        self.problems = list(found.problems)

    def staff(self, table: Table) -> StaffList:
        members = list(self._members(table))
        if SCHOOL in self.found.tables:
            take_pairs(self.school, self.found.tables[SCHOOL])
        for name, entries in list_tables(self.found, self.fields):
            self._list(name, entries)
        shared = self._shared()
        for member in members:
            person = self.people.get(plain(member.code))
            if person is not None:
                member.record = person.record(shared)
                member.problems += person.problems
                member.record = None if member.problems else member.record
        notices = [*self.found.notices, *self.school.notices]
        notices += [notice for person in self.people.values() for notice in person.notices]
        if not members:
            raise refuse("名单里没有人", "请在标题行下面一行填一个人。", table.place(table.header))
        return StaffList(members, read_record(self.fields, shared), self.problems, notices)

    def _members(self, table: Table) -> Iterator[Member]:
        first: dict[str, Member] = {}
        for row in body(table):
            place = table.place(row.number)
            code, problem = self._code(table, row)
            member = Member(code, place, problems=[problem] if problem else [])
            key = plain(code)
            if key in first:
                other = first[key]
                for one, where in ((member, other.place), (other, place)):
                    one.problems.append(SheetProblem(one.place, f"代号 {code} 与{where}相同", "每人一个代号。"))
            elif key:
                first[key] = member
                self.people[key] = person = Gathering(self.fields)
                for name, cell in row.cells.items():
                    if name != CODE:
                        person.scalar(name, cell, table.place(row.number, table.column_of(name)))
            yield member

    @staticmethod
    def _code(table: Table, row: BodyRow) -> tuple[str, SheetProblem | None]:
        """The 代号 of a row, or what is wrong with it."""
        place = table.place(row.number, table.column_of(CODE))
        cell = row.cells.get(CODE, Cell(""))
        try:
            code = read_cell(_CODE_FIELD, cell) if cell.text.strip() or cell.formula or cell.error else None
        except CellError as error:
            return "", SheetProblem(place, error.message, error.hint)
        if code and len(code) > _LONGEST_CODE:
            message = f"代号“{printable(code)}”超过 {_LONGEST_CODE} 字"
            return "", SheetProblem(place, message, "请用工号那样短的代号。")
        return (code, None) if code else ("", SheetProblem(place, "没有代号", "每一行都要写代号，不能只写在第一行。"))

    def _list(self, name: str, table: Table) -> None:
        if table.column_of(CODE) is None:
            if self.fields[name].group == SCHOOL_GROUP:
                for row in body(table):
                    self.school.row(name, table, row)
            else:
                hint = "请加一列“代号”，每行写是谁的。"
                self.problems.append(SheetProblem(table.place(table.header), "没有“代号”列，这张表没有读", hint))
            return
        for row in body(table):
            code, problem = self._code(table, row)
            key = plain(code)
            if problem is None and key not in self.people:
                place = table.place(row.number, table.column_of(CODE))
                problem = SheetProblem(place, f"名单里没有代号 {code}", self._near(key))
            if problem:
                self.problems.append(problem)
            else:
                self.people[key].row(name, table, row.without(CODE))

    def _near(self, code: str) -> str:
        """The code that may have been meant; Excel drops the zeros in front of a number."""
        same = [known for known in self.people if known.lstrip("0") == code.lstrip("0")]
        near = same or get_close_matches(code, self.people, n=1)
        hint = "（Excel 会吞掉前面的 0，请把这一列设成文本）" if same else ""
        return f"是不是 {near[0]}？{hint}" if near else "请在名单里加上，或改正代号。"

    def _shared(self) -> dict[str, Any]:
        """What is sound of the data for the whole school; the rest is told and counts as not filled in."""
        self.school.record()
        self.problems += self.school.problems
        sound = {name: value for name, value in self.school.raw.items() if self._reads({name: value})}
        if not self._reads(sound):
            sound.pop(TERM_END, None)
        return sound

    def _reads(self, raw: Mapping[str, Any]) -> bool:
        try:
            read_record(self.fields, raw)
        except RecordError:
            return False
        return True

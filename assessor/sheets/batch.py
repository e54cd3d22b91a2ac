"""A whole staff list judged at once: a file in, a file out. The errors of one row do not stop the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assessor.records import doubts, record_questions
from assessor.rules import Rulebook, assess
from assessor.sheets.budget import Budget, Costs, Person
from assessor.sheets.layout import Rows
from assessor.sheets.results import ResultBook, listed, name_of
from assessor.sheets.staff import StaffList, read_staff
from assessor.sheets.template import WRITERS

type Progress = Callable[[int, int], None]
"""Hears how many rows are done, and of how many."""


OWNERLESS = "（没有归到人的行）"
"""Stands in a sum for rows of the file that could not be put to anybody."""


@dataclass(frozen=True)
class Output:
    """The kind of file that the results are written to, and what makes the places where its rows wait until then."""

    kind: str = "xlsx"
    rows: Callable[[], Rows] = list


@dataclass(frozen=True)
class Batch:
    """What came of a staff list: the file with the results, the rows that could not be read, and the costs."""

    data: bytes
    staff: StaffList
    budgets: tuple[Budget, ...]

    @property
    def faulty(self) -> int:
        """How many rows could not be read."""
        return sum(member.record is None for member in self.staff.members)

    @property
    def errors(self) -> list[str]:
        """Every error in one line each."""
        everyone = [*self.staff.problems, *(p for member in self.staff.members for p in member.problems)]
        return [str(problem) for problem in everyone]


def run_batch(
    rulebook: Rulebook,
    data: bytes,
    policies: Sequence[str],
    today: date,
    output: Output = Output(),
    progress: Progress = lambda *_: None,
) -> Batch:
    """Judge the staff list in a file's bytes by some policies; `today` counts where no 自评日期 was filled in.

    `progress` hears how many rows of how many are done. No more than one teacher's results are held at a time; the rows
    of the file to be written are held in what `output` makes. Raises SheetError if there is no staff list in the file,
    RulebookError for a policy that does not exist.
    """
    book = ResultBook([rulebook.policy(name) for name in policies], output.rows)
    costs = Costs(rulebook, policies)
    staff = read_staff(rulebook.fields, data)
    staff.notices += [*_questions(rulebook, staff, policies), *_doubts(rulebook, staff, today)]
    for done, member in enumerate(staff.members):
        progress(done, len(staff.members))
        found = None if member.record is None else assess(rulebook, member.record, today, policies)
        book.add(member, found)
        costs.add(Person(name_of(member), member.record, found))
    if staff.problems:  # rows that belong to nobody may be anybody's
        costs.add(Person(OWNERLESS, None, None))
    progress(len(staff.members), len(staff.members))
    school = assess(rulebook, staff.school, today, policies)
    sums = costs.budgets(school)
    return Batch(WRITERS[output.kind](book.sheets(staff, school, sums, today)), staff, tuple(sums))


def _questions(rulebook: Rulebook, staff: StaffList, policies: Sequence[str]) -> list[str]:
    """What is asked about the records, each question once with whom it is asked."""
    found: dict[str, list[str]] = {}
    for member in staff.members:
        for question in record_questions(rulebook, member.record or {}, policies):
            found.setdefault(question.general, []).append(name_of(member))
    return [f"{text}（{len(codes)} 人：{listed(codes)}）" for text, codes in found.items()]


_MOST_DOUBTS = 200
"""Doubts that are listed; of a list with more of them nobody reads the rest."""


def _doubts(rulebook: Rulebook, staff: StaffList, today: date) -> list[str]:
    """What is unlikely about the records, each with whom it is about."""
    records = [("全校", staff.school), *((name_of(member), member.record or {}) for member in staff.members)]
    found = [f"{who}：{doubt}。" for who, record in records for doubt in doubts(rulebook.fields, record, today)]
    more = len(found) - _MOST_DOUBTS
    return found if more <= 0 else [*found[:_MOST_DOUBTS], f"还有 {more} 处不大像的数，没有一一列出。"]

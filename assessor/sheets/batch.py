"""A whole staff list judged at once: a file in, a file out. The errors of one row do not stop the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessor.records import record_questions
from assessor.rules import Assessment, Rulebook, assess
from assessor.sheets.budget import Budget, Person, budgets
from assessor.sheets.results import Judged, listed, name_of, result_sheets
from assessor.sheets.staff import StaffList, read_staff
from assessor.sheets.template import WRITERS


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


def run_batch(rulebook: Rulebook, data: bytes, policies: Sequence[str], today: date, kind: str = "xlsx") -> Batch:
    """Judge the staff list in a file's bytes by some policies; `today` counts where no 自评日期 was filled in.

    Raises SheetError if there is no staff list in the file, RulebookError for a policy that does not exist.
    """
    chosen = [rulebook.policy(name) for name in policies]
    staff = read_staff(rulebook.fields, data)
    staff.notices += _questions(rulebook, staff, policies)

    def judge(record: object) -> Assessment | None:
        return None if record is None else assess(rulebook, record, today, policies)  # type: ignore[arg-type]

    found = [judge(member.record) for member in staff.members]
    school = assess(rulebook, staff.school, today, policies)
    people = [
        Person(name_of(member), member.record, assessment)
        for member, assessment in zip(staff.members, found, strict=True)
    ]
    costs = [budget for name in policies for budget in budgets(rulebook, name, people, school)]
    judged = Judged(staff, chosen, found, school, costs, today)
    return Batch(WRITERS[kind](result_sheets(judged)), staff, tuple(costs))


def _questions(rulebook: Rulebook, staff: StaffList, policies: Sequence[str]) -> list[str]:
    """What is asked about the records, each question once with whom it is asked."""
    found: dict[str, list[str]] = {}
    for member in staff.members:
        for question in record_questions(rulebook, member.record or {}, policies):
            found.setdefault(question.general, []).append(name_of(member))
    return [f"{text}（{len(codes)} 人：{listed(codes)}）" for text, codes in found.items()]

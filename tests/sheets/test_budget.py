"""What a policy costs a school in all."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assessor.records import read_record
from assessor.rules import State, Verdict, assess
from assessor.sheets.budget import Budget, Person, Spending, _amount, budgets, spendings

TODAY = date(2026, 6, 30)
MONTH = [{"月份": "2026-06", "应坐班": 20, "实坐班": 20}]
TEN = [{"月份": f"20{25 + (n > 3)}-{(n + 8) % 12 + 1:02d}", "应坐班": 20, "实坐班": 16} for n in range(10)]


def costs(
    rulebook, policy: str, people: Sequence[Mapping[str, Any] | None], school: dict[str, Any] | None = None
) -> dict[str | None, Budget]:
    """The cost of a policy by reading; None stands for a row that could not be read."""

    def person(code: str, raw: Mapping[str, Any] | None) -> Person:
        if raw is None:
            return Person(code, None, None)
        record = read_record(rulebook.fields, {**(school or {}), **raw})
        return Person(code, record, assess(rulebook, record, TODAY, [policy]))

    everyone = [person(f"T{number}", raw) for number, raw in enumerate(people, 1)]
    whole = assess(rulebook, read_record(rulebook.fields, school or {}), TODAY, [policy])
    return {budget.reading: budget for budget in budgets(rulebook, policy, everyone, whole)}


def teacher(years: float, months: Any = MONTH, *, serving: bool = True) -> dict[str, Any]:
    """A record for the seniority bonus."""
    return {"现任班主任": serving, "累计任职年限": years, "月度坐班": months}


def test_the_sum_of_all(rulebook):
    """The cost is the exact sum of what each teacher gets; who no longer serves costs nothing."""
    people = [teacher(12, TEN), teacher(8), teacher(16, serving=False), teacher(3)]
    budget = costs(rulebook, "school-21art", people)["向下取整"]
    assert (budget.status, budget.amount) == (State.KNOWN, Fraction(8000 + 600))
    assert [share.amount for share in budget.shares] == [8000, 600, 0, 0]


def test_one_unknown_makes_the_sum_unknown(rulebook):
    """As long as one part is unknown so is the sum; it says whose, and what is missing."""
    budget = costs(rulebook, "school-21art", [teacher(8), {"累计任职年限": 8, "月度坐班": MONTH}, None])["向下取整"]
    assert (budget.status, budget.amount) == (State.UNKNOWN, None)
    assert budget.who(State.UNKNOWN) == ["T2", "T3"]
    assert budget.missing == ("现任班主任",)


def test_a_gap_makes_the_sum_a_gap(rulebook):
    """Where the text says nothing for one there is no sum, whatever else is unknown; other readings have theirs."""
    found = costs(rulebook, "school-21art", [teacher(10.5), teacher(8)])
    assert {name: (budget.status, budget.amount) for name, budget in found.items()} == {
        "向下取整": (State.KNOWN, 1200),
        "四舍五入": (State.KNOWN, 1400),
        "字面空档": (State.GAP, None),
        "按学年": (State.KNOWN, 1200),
    }
    assert found["字面空档"].who(State.GAP) == ["T1"]
    assert costs(rulebook, "school-21art", [teacher(10.5), {}])["字面空档"].status is State.GAP
    assert [budget.is_default for budget in found.values()] == [True, False, False, False]


TAIZHOU = [
    ({"班级数": 10, "学期月数": 5}, [180, 200], State.KNOWN, (480 + 500) * 5 + 15000, ()),
    ({"班级数": 10, "学期月数": 4.5}, [180], State.KNOWN, Fraction(480 * 9, 2) + 13500, ()),
    ({"班级数": 10}, [180], State.UNKNOWN, None, ("学期月数",)),
    ({"学期月数": 5}, [180], State.UNKNOWN, None, ("班级数",)),
    ({"班级数": 10, "学期月数": 5}, [180, None], State.UNKNOWN, None, ("月考核津贴实发",)),
]


@pytest.mark.parametrize(("school", "paid", "status", "amount", "missing"), TAIZHOU)
def test_a_term(rulebook, school, paid, status, amount, missing):
    """A monthly allowance counts for the months of the term, and the school's own pool is added."""
    budget = costs(rulebook, "tz-zhongjia", [{"现任班主任": True, "月考核津贴实发": each} for each in paid], school)[
        "直接录入"
    ]
    assert (budget.status, budget.amount, budget.missing) == (status, amount, missing)


def test_a_policy_without_readings(rulebook):
    """A policy whose rule can be read in one way has one sum;"""
    record = {"学段": "初中", "班级人数": 50, "生均津贴标准": 8, "计发月数": 10, "现任班主任": True}
    found = costs(rulebook, "county-professional", [record])
    assert list(found) == [None]
    assert found[None].amount == 4000


def test_what_does_not_apply_costs_nothing():
    """A result that does not apply adds 0 to the sum, a known one its amount, any other nothing that is known."""
    assert _amount(Verdict(State.NOT_APPLICABLE)) == (State.KNOWN, Fraction(0))
    assert _amount(Verdict(State.KNOWN, Fraction(480))) == (State.KNOWN, Fraction(480))
    assert _amount(Verdict(State.GAP)) == (State.GAP, None)


def people_under(rulebook, policy: str, people: Sequence[Mapping[str, Any] | None]) -> list[Budget]:
    """Every sum of a policy."""
    records = [None if raw is None else read_record(rulebook.fields, raw) for raw in people]
    everyone = [
        Person(f"T{number}", record, None if record is None else assess(rulebook, record, TODAY, [policy]))
        for number, record in enumerate(records, 1)
    ]
    return budgets(rulebook, policy, everyone, assess(rulebook, {}, TODAY, [policy]))


def test_the_amounts_of_any_other_policy(rulebook):
    """A policy without a cost of its own has the sum of each amount of money, as it is paid: a month's stays a month's."""
    policy = "putian-10-2019"
    two, more = {"现任班主任": True, "满五年后连续年数": 2}, {"现任班主任": True, "满五年后连续年数": Fraction(3, 2)}
    found = people_under(rulebook, policy, [two, more, {"现任班主任": True}, None])
    assert [(budget.spending.rule, budget.spending.period) for budget in found] == [
        ("PT-month", "每月"),
        ("PT-exam", "每次"),
        ("PT-term", "一学期"),
        ("PT-years", "每月"),
    ]
    years = found[3]
    assert (years.status, years.amount, years.who(State.UNKNOWN)) == (State.UNKNOWN, None, ["T3", "T4"])
    assert "任职段" in years.missing
    assert years.found == 120 + 60
    whole = people_under(rulebook, policy, [two, more])[3]
    assert (whole.status, whole.amount) == (State.KNOWN, Fraction(180))


def test_not_every_policy_has_a_cost(rulebook):
    """For a policy that gives no money there is none; three say themselves what they cost."""
    assert costs(rulebook, "moe-2009-12", [{}]) == {}
    whole = [each for policy in rulebook.policies.values() for each in spendings(policy.rules) if each.is_whole]
    assert whole == [
        Spending("CNTY-annual", period="一学年", is_whole=True),
        Spending("S21-annual", period="一学年", is_whole=True),
        Spending("TZ-m500", "学期月数", "TZ-pool", "一学期", is_whole=True),
    ]

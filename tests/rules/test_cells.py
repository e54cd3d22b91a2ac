"""Many rows in a list: those that are alike are tried once, too many are not all tried, and what is found stays exact."""

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assessor.records import read_record
from assessor.rules import Record, Result, Rulebook, Verdict, ask, assess
from assessor.rules.cells import MOST_ROWS, Cells, Several, Untried
from assessor.rules.distance import Found, distances
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from tests.oracle.records import random_record

DAY = date(2026, 6, 30)


class Counted:
    """Judges records for a result, and counts them."""

    def __init__(self, rulebook: Rulebook, result: Result) -> None:
        """Judge by the result's own rule."""
        self.rulebook, self.result, self.count = rulebook, result, 0

    def __call__(self, record: Record) -> Verdict:
        """The verdict."""
        self.count += 1
        judge = Judge(self.result.policy, Facts(self.rulebook.fields, record, DAY))
        return judge.verdict(self.result.rule, self.result.reading)


def searched(rulebook: Rulebook, raw: Mapping[str, Any], rule: str) -> tuple[Found, int]:
    """What is found for a rule, and how many records were judged for it."""
    record = read_record(rulebook.fields, raw)
    judge = Counted(rulebook, assess(rulebook, record, DAY, ["school-21art"])[rule])
    return distances(judge.result, Facts(rulebook.fields, record, DAY), judge), judge.count


def months(count: int, hours: float = 11) -> list[dict[str, Any]]:
    """So many months up to June 2026, the latest first; each lacks what hours are short of 12 in 20."""
    ends = [divmod(2026 * 12 + 5 - back, 12) for back in range(count)]
    return [{"月份": f"{year}-{month + 1:02d}", "应坐班": 20, "实坐班": hours} for year, month in ends]


def test_rows_that_are_alike_are_tried_once(rulebook):
    """A thousand rows that are alike take no more records than two of them, and lead to the same."""
    row = {"月份": "2026-06", "应坐班": 20, "实坐班": 11}
    few, few_judged = searched(rulebook, {"月度坐班": [row] * 2}, "S21-19m")
    many, many_judged = searched(rulebook, {"月度坐班": [row] * 1000}, "S21-19m")
    assert (few.untried, many.untried) == ((), ())
    assert few.distances
    assert many_judged <= few_judged


def test_rows_that_are_alike_are_raised_together_all_of_them(rulebook):
    """Where one row does not suffice, all that are alike count when it is asked whether several do."""
    found, _ = searched(rulebook, {"月度坐班": [{"月份": "2026-06", "应坐班": 20, "实坐班": 14}] * 5}, "S21-19t")
    assert found.distances == ()
    assert found.several == (Several("月度坐班.实坐班", "应坐班", monthly=True),)


@pytest.mark.parametrize("extra", [0, 1, 3])
def test_of_too_many_rows_the_latest_are_tried_and_that_is_told(timeless, extra):
    """As many rows as are tried are tried; of more the latest, in whatever order they stand, and the result says so."""
    rows = months(MOST_ROWS + extra)
    random.Random(extra).shuffle(rows)
    record = read_record(timeless.fields, {"月度坐班": rows})
    result = ask(timeless, record, assess(timeless, record, DAY, ["school-21art"]))["S21-19m"]
    tried = {row["月份"] for row in months(MOST_ROWS)}
    assert {change.row for distance in result.distances for change in distance.changes} == tried
    told = () if extra == 0 else (Untried("月度坐班.实坐班", MOST_ROWS, dated=True),)
    assert result.untried == told


def test_where_nothing_is_lacking_nothing_is_said_of_rows(rulebook):
    """The best grade has nothing above it: no row is tried, and none is missed."""
    found, judged = searched(rulebook, {"月度坐班": months(MOST_ROWS + 5, 20)}, "S21-19t")
    assert (found, judged) == (Found(), 0)


def test_what_sufficed_in_one_row_is_proved_in_the_next(timeless):
    """Months that lack the same take few records each, once it is known how much that is."""
    _, one = searched(timeless, {"月度坐班": months(1)}, "S21-19m")
    _, all_of_them = searched(timeless, {"月度坐班": months(MOST_ROWS)}, "S21-19m")
    assert all_of_them - one <= 5 * (MOST_ROWS - 1)


def test_guesses_change_nothing(rulebook, monkeypatch):
    """What is found with the help of other rows is exactly what is found without it."""
    rng = random.Random("cells")
    raws = [random_record(rng, "school-21art") for _ in range(40)]
    raws += [{"月度坐班": months(5, hours)} for hours in (0, 7.25, 11.98, 12, 15.999)]
    raws += [{"月度坐班": [*months(3, 11), *months(3, 9.5), *months(9, 13)[3:]]}]
    records = [read_record(rulebook.fields, raw) for raw in raws]

    def answers() -> list[tuple[object, ...]]:
        asked = [ask(rulebook, record, assess(rulebook, record, DAY, ["school-21art"])) for record in records]
        return [(result.id, result.distances, result.several) for one in asked for result in one.results]

    helped = answers()
    assert any(len(result[1]) > 1 for result in helped if isinstance(result[1], tuple))
    monkeypatch.setattr(Cells, "guesses", lambda *_, **__: ())
    assert answers() == helped


def test_guesses_are_the_amount_and_the_number_reached():
    """The next row may lack as much, or have to come to the same; where that is one and the same, it is tried once."""
    cells = Cells()
    assert cells.guesses(Fraction(3), fully=False) == ()
    cells.learn(Fraction(2), Fraction(10), fully=False)
    assert cells.guesses(Fraction(9), fully=False) == (Fraction(2), Fraction(3))
    assert cells.guesses(Fraction(10), fully=False) == (Fraction(2),)
    assert cells.guesses(Fraction(10), fully=True) == ()

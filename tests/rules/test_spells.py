"""Years from service spells."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.dates import Month
from assessor.rules.fields import Derivation, Row
from assessor.rules.spells import derive, months_served, unclear
from assessor.rules.values import known, unknown
from tests.rules.samples import TODAY, told

TOTAL = Derivation("任职段", "cumulative", "班主任")
UNBROKEN = Derivation("任职段", "consecutive", "班主任")
TRAINEE = Derivation("任职段", "cumulative", "见习班主任", only_if_present=True)


def spell(start: str | None, end: str | None = None, role: str | None = "班主任") -> Row:
    """A spell of service; None leaves a column blank."""
    row: dict[str, Month | str] = {}
    if start:
        row["起"] = Month.read(start)
    if end:
        row["止"] = Month.read(end)
    if role:
        row["角色"] = role
    return row


def months(text: str) -> st.SearchStrategy[Month]:
    """Months near the edges of the spells that matter: around `text`, and anywhere in five years."""
    edge = Month.read(text)
    near = st.integers(-2, 2).map(lambda by: _shifted(edge, by))
    return near | st.integers(-60, 3).map(lambda by: _shifted(edge, by))


def _shifted(month: Month, by: int) -> Month:
    return Month((month.ordinal + by) // 12, (month.ordinal + by) % 12 + 1)


@st.composite
def spells(draw) -> Row:
    """A spell with or without an end, mostly as 班主任."""
    start = draw(months("2026-06"))
    end = draw(st.none() | st.integers(0, 30).map(lambda by: _shifted(start, by)))
    role = draw(st.sampled_from(["班主任", "班主任", "见习班主任"]))
    return {"起": start, "角色": role, **({"止": end} if end else {})}


COUNTED = [
    ("no spell at all", [], 0, 0),
    ("first and last month count", [spell("2025-09", "2026-06")], 10, 10),
    ("one month", [spell("2026-06", "2026-06")], 1, 1),
    ("no end means until now", [spell("2026-01")], 6, 6),
    ("months after the day are cut off", [spell("2026-01", "2027-12")], 6, 6),
    ("a spell in the future counts nothing", [spell("2026-07")], 0, 0),
    ("an overlap counts once", [spell("2025-09", "2026-03"), spell("2026-01", "2026-06")], 10, 10),
    ("two equal spells count once", [spell("2026-01"), spell("2026-01")], 6, 6),
    ("spells that meet are unbroken", [spell("2025-01", "2025-12"), spell("2026-01")], 18, 18),
    ("a month between breaks", [spell("2025-01", "2025-11"), spell("2026-01")], 17, 6),
    ("a break in this month leaves nothing", [spell("2020-01", "2026-05")], 77, 0),
    ("another role counts nothing", [spell("2020-01", None, "见习班主任")], 0, 0),
    ("eight years are ninety-six months", [spell("2018-07")], 96, 96),
]


@pytest.mark.parametrize(("rows", "total", "unbroken"), [case[1:] for case in COUNTED], ids=[c[0] for c in COUNTED])
def test_spells_give_years(rows, total, unbroken):
    """Years are the months served divided by twelve, overlaps once, up to and including the month of the day."""
    assert derive(TOTAL, "年限", unknown(), rows, TODAY) == known(Fraction(total, 12))
    assert derive(UNBROKEN, "年限", unknown(), rows, TODAY) == known(Fraction(unbroken, 12))


UP_TO_A_MONTH = [
    ("the last month counts", [spell("2016-09", "2017-08")], 12, 12),
    ("later months do not", [spell("2016-09")], 12, 12),
    ("all of it is later", [spell("2017-09")], 0, 0),
    ("a break before it", [spell("2014-09", "2015-08"), spell("2017-03")], 18, 6),
]


@pytest.mark.parametrize(
    ("rows", "total", "unbroken"), [case[1:] for case in UP_TO_A_MONTH], ids=[c[0] for c in UP_TO_A_MONTH]
)
def test_years_up_to_a_month(rows, total, unbroken):
    """A field may count only the months up to a fixed one, or to the day of the assessment where that is earlier."""
    for rule, months in ((TOTAL, total), (UNBROKEN, unbroken)):
        before = replace(rule, until="2017-08")
        assert derive(before, "年限", unknown(), rows, TODAY) == known(Fraction(months, 12))
    assert derive(replace(TOTAL, until="2030-08"), "年限", unknown(), [spell("2026-01")], TODAY) == known(
        Fraction(1, 2)
    )


TYPED = known(Fraction(7))
DERIVED = [
    ("no list: the typed value", TOTAL, TYPED, None, Fraction(7)),
    ("nothing at all: either would do", TOTAL, unknown(["年限"]), None, ("任职段", "年限")),
    ("an empty list means none", TOTAL, TYPED, [], Fraction(0)),
    ("the spells overrule the typed value", TOTAL, TYPED, [spell("2026-06")], Fraction(1, 12)),
    ("a blank role", TOTAL, TYPED, [spell("2026-01", role=None)], ("任职段.角色",)),
    ("a blank start", TOTAL, TYPED, [spell(None)], ("任职段.起",)),
    ("both", UNBROKEN, TYPED, [spell(None, role=None), spell(None)], ("任职段.角色", "任职段.起")),
    ("a blank start in another role", TOTAL, TYPED, [spell(None, None, "见习班主任")], Fraction(0)),
    ("no trainee spell: the typed value", TRAINEE, TYPED, [spell("2020-01")], Fraction(7)),
    ("no trainee spell, nothing typed", TRAINEE, unknown(["见习"]), [spell("2020-01")], ("见习",)),
    ("a trainee spell", TRAINEE, TYPED, [spell("2026-01", "2026-03", "见习班主任")], Fraction(1, 4)),
    ("a trainee spell in the future", TRAINEE, TYPED, [spell("2027-01", None, "见习班主任")], Fraction(0)),
    ("a trainee spell without a start", TRAINEE, TYPED, [spell(None, None, "见习班主任")], ("任职段.起",)),
    ("a blank role beside it", TRAINEE, TYPED, [spell("2026-06", role="见习班主任"), spell("2026-01", role=None)],
     Fraction(1, 12)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "typed", "rows", "wanted"), [c[1:] for c in DERIVED], ids=[c[0] for c in DERIVED])
def test_derivation(rule, typed, rows, wanted):
    """Spells overrule the typed value, a blank they depend on leaves the years open, and no list leaves them typed."""
    assert told(derive(rule, "年限", typed, rows, TODAY)) == wanted


@given(st.lists(spells(), max_size=4), st.lists(spells(), max_size=4))
def test_months_of_two_lists_are_the_union(first, second):
    """The months of all spells are the union of the months of each, whatever their order."""
    both = months_served([*first, *second], "班主任", TODAY)
    assert both == months_served(first, "班主任", TODAY) | months_served(second, "班主任", TODAY)
    assert both == months_served([*second, *first, *first], "班主任", TODAY)
    assert max(both, default=0) <= Month.of(TODAY).ordinal


@given(st.lists(spells(), max_size=4), spells(), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_more_service_never_means_fewer_years(rows, more, day):
    """Another spell never takes years away, and unbroken years never exceed all years."""
    for rule in (TOTAL, UNBROKEN):
        before, after = (derive(rule, "年限", TYPED, spells, day).number for spells in (rows, [*rows, more]))
        assert 0 <= before <= after
    assert derive(UNBROKEN, "年限", TYPED, rows, day).number <= derive(TOTAL, "年限", TYPED, rows, day).number


def test_unclear_names_the_blank_columns():
    """Only a blank role, or a blank start in the role that counts, keeps spells from being counted."""
    rows = [spell("2020-01"), spell(None, "2020-01", "见习班主任")]
    assert unclear(rows, "任职段", "班主任") == ()
    assert unclear(rows, "任职段", "见习班主任") == ("任职段.起",)
    assert unclear([spell("2020-01", role=None)], "任职段", "班主任", roles_matter=False) == ()

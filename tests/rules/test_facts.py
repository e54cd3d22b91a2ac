"""A record seen from a day."""

from datetime import date
from fractions import Fraction

import pytest

from assessor.records import read_record
from assessor.rules.facts import Facts
from assessor.rules.values import known, unknown
from tests.rules.samples import FIELDS, TODAY

ROWS = [{"日期": "2026-06-30"}, {"日期": "2026-07-01"}, {"类型": "班会"}]


def facts(**record: object) -> Facts:
    """Facts of a raw record."""
    return Facts(FIELDS, read_record(FIELDS, record), TODAY)


def test_own_day_comes_before_today():
    """自评日期 counts where it was filled in, and today where it was not; either way it has a value."""
    assert facts().as_of == TODAY
    assert facts(自评日期=" ").as_of == TODAY
    assert facts(自评日期="2025-01-02").as_of == date(2025, 1, 2)
    assert facts(自评日期="2025-01-02").value("自评日期") == known(date(2025, 1, 2))
    assert facts().value("自评日期") == known(TODAY)


def test_blank_field_is_unknown_and_names_itself():
    """A field that was not filled in is unknown; zero and false are values."""
    assert facts().value("年限") == unknown(["年限"])
    assert facts(年限=None).value("年限") == unknown(["年限"])
    assert facts(年限=0, 在任=False).value("年限") == known(Fraction(0))
    assert facts(在任=False).value("在任") == known(content=False)


def test_derived_years_overrule_typed_ones():
    """Years follow from the spells where these were filled in; the typed value can still be asked for."""
    both = facts(任职段=[{"起": "2026-01", "角色": "班主任"}], 累计任职年限=9)
    assert both.value("累计任职年限") == known(Fraction(1, 2))
    assert both.typed("累计任职年限") == known(Fraction(9))
    assert facts(累计任职年限=9).value("累计任职年限") == known(Fraction(9))
    assert facts().value("累计任职年限") == unknown(["任职段", "累计任职年限"])


def test_rows_in_the_future_are_set_aside():
    """Rows dated after the day are set aside before anything else; rows without a date stay."""
    seen = facts(活动=ROWS)
    assert [row.get("日期") for row in seen.rows("活动") or ()] == [date(2026, 6, 30), None]
    assert [row["日期"] for row in seen.future_rows("活动")] == [date(2026, 7, 1)]


def test_own_day_decides_which_rows_are_in_the_future():
    """The day of the record, not today, decides what lies in the future."""
    assert len(facts(活动=ROWS, 自评日期="2026-07-01").rows("活动") or ()) == 3
    assert len(facts(活动=ROWS, 自评日期="2026-06-29").rows("活动") or ()) == 1


@pytest.mark.parametrize(
    ("name", "rows", "kept"),
    [
        ("坐班", [{"月份": "2026-06"}, {"月份": "2026-07"}], 1),
        ("考核", [{"学年": "2025-2026"}, {"学年": "2026-2027"}], 1),
        ("清单", [{"项目": "一"}, {"完成": True}], 2),
        ("任职段", [{"起": "2027-01"}, {"起": "2020-01"}], 2),
    ],
)
def test_what_dates_a_row(name, rows, kept):
    """Months and school years date rows too; undated lists, and spells, keep all their rows."""
    seen = facts(**{name: rows})
    assert len(seen.rows(name) or ()) == kept
    assert len(seen.future_rows(name)) == len(rows) - kept


def test_empty_list_is_filled_and_a_blank_one_is_not():
    """An empty list says that nothing happened; a list that was not filled in has no rows to speak of."""
    assert facts(活动=[]).rows("活动") == ()
    assert facts(活动=[]).is_filled("活动")
    assert facts().rows("活动") is None
    assert facts().future_rows("活动") == ()
    assert not facts().is_filled("活动")


@pytest.mark.parametrize(
    ("record", "first", "last"),
    [
        ({}, None, None),
        ({"学期开始": "2026-02-16"}, date(2026, 2, 16), None),
        ({"学期结束": "2026-06-26"}, None, date(2026, 6, 26)),
        ({"学期开始": "2026-02-16", "学期结束": "2027-06-26"}, date(2026, 2, 16), date(2027, 6, 26)),
    ],
)
def test_term_is_as_far_as_it_was_filled_in(record, first, last):
    """The term has the ends that were filled in, even those in the future."""
    term = facts(**record).term()
    assert (term.first, term.last) == (first, last)
    assert term.in_effect is bool(record)

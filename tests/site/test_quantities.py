"""The figures of rules as quantities: with their units, over their periods, each once."""

from fractions import Fraction

import pytest

from assessor.site.drawing.quantities import Quantity, quantities
from assessor.site.pages.rule import ink_of


def found(library, policy, rule):
    """The quantities of a rule of the project."""
    chosen = next(entry for entry in library.policies[policy].rules if entry.id == rule)
    return quantities(chosen.data, ink_of(library, chosen))


@pytest.mark.parametrize(
    ("policy", "rule", "said"),
    [
        ("suzhou-training-2007", "SUZ-1new", ["≥ 30 学时"]),
        ("suzhou-training-2007", "SUZ-1on", ["≥ 20 学时/年"]),
        ("county-professional", "CNTY-2", ["≥ 20 学时/5 年"]),
        ("county-professional", "CNTY-act", ["≥ 2 次/学期"]),
        ("county-professional", "CNTY-4prom", ["1 年起", "2 年起", "3 年起"]),
        ("school-21art", "S21-4", ["≥ 1 学年"]),
        ("zhengjiao-mgmt", "ZJC-1", ["≤ 7 天"]),
        ("quant-200", "Q200-1", ["≤ 14 天"]),
        ("weifang-fangzi", "WF-w", ["≥ 1 次/周"]),
        ("city-impl-2006", "CITY-12c", ["连续 3 个学年"]),
        ("city-impl-2006", "CITY-9", ["≥ 2 × 市定津贴"]),
        ("gd-zz-2010-5", "GD-14c", ["≥ 全校教师月均工资总收入 × 10%", "≥ 200 元/月"]),
        ("rs-2015-79", "RS-1st", ["≥ 5 年", "≥ 4 年", "≥ 4 年", "≥ 2 年"]),
        ("teacher-penalties-2018", "PEN-term", ["＜ 6 个月", "＜ 12 个月", "＜ 24 个月"]),
        ("putian-10-2019", "PT-years", ["60 元/年·月"]),
    ],
)
def test_what_a_rule_asks_for_is_said_with_its_unit_and_period(library, policy, rule, said):
    """A requirement with its sign, a count with the time it is taken over, an amount as it is."""
    assert [quantity.said for quantity in found(library, policy, rule)] == said


def test_bands_say_where_they_begin_and_what_they_give(library):
    """The seniority bonus: three bands that give something, each with its years and its amount."""
    bonus = found(library, "school-21art", "S21-16")
    starts = [(quantity.value, quantity.label) for quantity in bonus if quantity.role == "start"]
    given = [(quantity.value, quantity.label) for quantity in bonus if quantity.role == "given"]
    assert starts == [(8, "600 元/月"), (11, "800 元/月"), (16, "1000 元/月")]
    assert given == [(600, "8 年（含）至 10 年（含）"), (800, "11 年（含）至 15 年（含）"), (1000, "16 年及以上")]


def test_the_first_band_of_money_counts_where_it_gives_something(library):
    """Who is below the first threshold of an allowance may get something too: it stands beside the others."""
    chosen = next(entry for entry in library.policies["school-21art"].rules if entry.id == "S21-16")
    bands = chosen.data["body"]["then"]
    rows = [dict(row) for row in bands["rows"]]
    rows[0] = {**rows[0], "value": ["num", "200"]}
    bonus = quantities({**chosen.data, "body": {**bands, "rows": rows}}, ink_of(library, chosen))
    assert [quantity.said for quantity in bonus if quantity.role == "start"] == [
        "不满 8 年",
        "8 年起",
        "11 年起",
        "16 年起",
    ]
    first = next(quantity for quantity in bonus if quantity.role == "given")
    assert (first.value, first.label) == (Fraction(200), "不满 8 年")


def test_a_band_that_begins_above_a_value_is_worded_so(library):
    """“超过 3 年” is not “3 年起”, in words and as a figure to compare; both are on the same line of a picture."""
    chosen = next(entry for entry in library.policies["school-21art"].rules if entry.id == "S21-16")
    bands = chosen.data["body"]["then"]

    def starts(key: str) -> Quantity:
        rows = [{"to" if key == "above" else "below": "3", "value": ["num", "0"]}, {key: "3", "value": ["num", "9"]}]
        every = quantities({**chosen.data, "body": {**bands, "rows": rows}}, ink_of(library, chosen))
        return next(quantity for quantity in every if quantity.role == "start")

    above, at = starts("above"), starts("from")
    assert (above.said, at.said) == ("超过 3 年", "3 年起")
    assert above.key != at.key
    assert above.value == at.value


def test_hours_are_brought_to_one_year_where_the_rule_counts_over_years(library):
    """Twenty hours in five years are four a year, exactly; hours without a period stay as they are."""
    (five,) = found(library, "county-professional", "CNTY-2")
    (year,) = found(library, "suzhou-training-2007", "SUZ-1on")
    (once,) = found(library, "suzhou-training-2007", "SUZ-1new")
    assert (five.yearly, year.yearly, once.yearly) == (Fraction(4), Fraction(20), None)


def test_equal_figures_have_equal_keys(library):
    """Two policies that ask for the same are known to, and those that do not are not."""
    (nation,) = found(library, "moe-2009-12", "MOE-6")
    (school,) = found(library, "school-21art", "S21-7b")
    (five,) = found(library, "county-professional", "CNTY-2")
    (year,) = found(library, "suzhou-training-2007", "SUZ-1on")
    assert nation.key == school.key
    assert five.key != year.key

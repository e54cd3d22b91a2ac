"""result."""

from fractions import Fraction

import pytest

from tests.rules.samples import book, call, field, judged, num, parts, require, rule

FIRST = rule("一", require(field("年限"), ">=", num(3)), kind="requirement", unit="年")
OTHER = {"do": "result", "result": "一", "name": "规则一"}
ALSO = rule("二", {"do": "all", "parts": parts(OTHER, field("在任"))}, kind="eligibility", unit="年")
READ = {
    "向下": {"default": True, "let": {"整": call("floor", field("年限"))}},
    "向上": {"let": {"整": call("ceil", field("年限"))}},
}
READ_RULE = rule("三", ["let", "整"], readings=READ)
TWICE = {"do": "product", "parts": parts({"do": "result", "result": "三", "name": "规则三"}, num(2))}


@pytest.mark.parametrize(
    ("record", "met", "missing"),
    [
        ({"年限": 3, "在任": True}, True, ()),
        ({"年限": 2, "在任": True}, False, ()),
        ({"在任": True}, None, ("年限",)),
        ({"年限": 2}, False, ()),
    ],
)
def test_result_of_another_rule_is_a_condition(record, met, missing):
    """A rule may ask for the result of another, with what that one is missing."""
    verdict = judged(book(FIRST, ALSO), record)["二"].verdict
    assert (verdict.met, verdict.missing) == (met, missing)


def test_shortfall_stays_with_its_own_rule():
    """What the other rule falls short by is told there, not twice."""
    found = judged(book(FIRST, rule("二", OTHER, kind="requirement", unit="年")), {"年限": 1})
    assert found["一"].verdict.shortfall == 2
    assert found["二"].verdict.shortfall is None


@pytest.mark.parametrize(
    ("readings", "wanted"),
    [
        (READ, {"向下": Fraction(14), "向上": Fraction(16)}),
        ({"别的": {"default": True, "let": {}}}, {"别的": Fraction(14)}),
        ({"别的": {"default": True, "let": {}}, "向上": {"let": {}}}, {"别的": Fraction(14), "向上": Fraction(16)}),
    ],
)
def test_reading_is_carried_over_where_the_other_rule_has_it(readings, wanted):
    """The other rule is read in the same way, or by its default where it does not have that reading."""
    found = judged(book(READ_RULE, rule("四", TWICE, readings=readings)), {"年限": 7.5})["四"]
    assert {name: verdict.value for name, verdict in found.by_reading.items()} == wanted


def test_order_of_rules_does_not_matter():
    """A rule may ask for one that stands after it."""
    for rules in ((ALSO, FIRST), (FIRST, ALSO)):
        assert judged(book(*rules), {"年限": 3, "在任": True})["二"].verdict.met is True

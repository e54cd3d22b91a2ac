"""all, any, at_least_of."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.samples import answer, compared, field, is_word, num, parts, told, value

CONDITIONS = [field("在任"), field("满意"), compared(field("年限"), ">=", num(3))]
KEYS = {True: (True, True, 3), False: (False, False, 2.99)}


def record(*truths: bool | None) -> dict[str, object]:
    """A record in which the three conditions have these truths."""
    names = ("在任", "满意", "年限")
    filled = zip(names, truths, range(3), strict=True)
    return {name: KEYS[truth][at] for name, truth, at in filled if truth is not None}


def missing(truths: tuple[bool | None, ...]) -> tuple[str, ...]:
    """The fields of the conditions that are not known."""
    return tuple(name for name, truth in zip(("在任", "满意", "年限"), truths, strict=True) if truth is None)


ALL_RECORDS = list(product([True, False, None], repeat=3))


@pytest.mark.parametrize("truths", ALL_RECORDS, ids=str)
def test_all_any_and_at_least_over_every_table(truths):
    """Each of the three is true or false exactly where no way of filling in the blanks could change it."""
    blanks = truths.count(None)
    ways = [truths.count(True) + more for more in range(blanks + 1)]
    for node, need in (("all", 3), ("any", 1), ("at_least_of", 2)):
        outcomes = {count >= need for count in ways}
        wanted = outcomes.pop() if len(outcomes) == 1 else missing(truths)
        made = {"do": node, "n": need, "parts": parts(*CONDITIONS)}
        assert told(value(made, record(*truths))) == wanted, node


def test_parts_keep_their_names():
    """The trace names every condition as the author did, or not at all."""
    found = answer({"do": "all", "parts": [{"name": "在岗", "node": field("在任")}, {"node": field("满意")}]})
    assert [step.name for step in found.step.children] == ["在岗", ""]


def test_gap_among_the_conditions():
    """A gap stays a gap unless another condition decides."""
    table = {"do": "bands", "of": field("人数"), "rows": [{"from": "9", "value": ["bool", True]}]}
    for node, job, wanted in (("all", True, "gap"), ("all", False, False), ("any", True, True), ("any", False, "gap")):
        made = {"do": node, "parts": parts(table, field("在任"))}
        assert told(value(made, {"人数": 1, "在任": job})) == wanted


def test_rows_of_a_single_condition_are_passed_on():
    """A lone condition passes on the rows that it looked at; several together do not mix theirs."""
    counted = {
        "do": "require",
        "have": {"do": "count", "of": "活动", "where": is_word("类型", "班会")},
        "relation": ">=",
        "need": num(1),
    }
    seen = {"活动": [{"类型": "班会"}, {"类型": "家访"}]}
    assert [row.counted for row in answer({"do": "any", "parts": parts(counted)}, seen).rows] == ["yes", "no"]
    assert answer({"do": "any", "parts": parts(counted, counted)}, seen).rows == ()


@given(st.permutations(CONDITIONS), st.sampled_from(ALL_RECORDS), st.sampled_from(["all", "any", "at_least_of"]))
def test_order_of_conditions_decides_nothing(turned, truths, node):
    """Conditions may be written in any order."""
    one, two = (
        value({"do": node, "n": 2, "parts": parts(*conditions)}, record(*truths)) for conditions in (CONDITIONS, turned)
    )
    assert (one.state, one.content, set(one.missing)) == (two.state, two.content, set(two.missing))

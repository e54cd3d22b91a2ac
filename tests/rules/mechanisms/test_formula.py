"""formula."""

from fractions import Fraction

from assessor.rules.mechanisms import evaluate
from tests.rules.samples import answer, field, num, scope

ACTIVITIES = {"do": "count", "of": "活动"}


def test_formula_gives_the_value_of_its_tree():
    """A list is a formula: its value is that of the tree, and its step keeps the tree for the reader."""
    tree = ["*", field("年限"), num(2)]
    found = answer(tree, {"年限": 0.5})
    assert found.value.content == Fraction(1)
    assert (found.step.kind, found.step.node) == ("formula", tree)


def test_bare_name_passes_on_what_it_stands_for():
    """A name of the rule's own passes on rows and trace of its node, and not only the value."""
    seen = scope({"活动": [{"类型": "班会"}]}, lets={"次数": ACTIVITIES})
    found = evaluate(["let", "次数"], seen)
    assert found.step.kind == "count"
    assert len(found.rows) == 1


def test_name_inside_a_formula_gives_its_value_only():
    """In a calculation a name is its value."""
    seen = scope({"活动": [{"类型": "班会"}]}, lets={"次数": ACTIVITIES})
    found = evaluate(["+", ["let", "次数"], num(1)], seen)
    assert (found.value.content, found.rows) == (2, ())

"""Rulebooks as plain data."""

import json
from fractions import Fraction

import pytest

from assessor.rules import FORMAT, Rule, Rulebook, RulebookError, inputs_behind, mechanisms_in
from tests.rules.samples import FIELDS_DATA, book, num, rule

ONE = rule("一", num(1))
READ = {"宽": {"let": {"数": num(1)}}, "严": {"default": True, "let": {"数": num(2), "线": num(9)}}}


@pytest.mark.parametrize("form", [None, FORMAT + 1, str(FORMAT)])
def test_other_formats_are_refused(form):
    """A rulebook of another format is refused with both formats and the remedy."""
    with pytest.raises(RulebookError, match=rf"{form!r}.*只认 {FORMAT}.*重新生成"):
        Rulebook({"format": form, "fields": {}, "policies": []})


def test_json_form_reads_back():
    """A rulebook survives its JSON form: the same data, the same hash, the same fields."""
    first = book(ONE)
    second = Rulebook.from_json(first.to_json())
    assert second.data == first.data
    assert second.hash == first.hash
    assert second.fields == first.fields
    assert second.to_json() == first.to_json()
    assert "试行办法" in first.to_json()


def test_hash_changes_with_every_rule():
    """Any change of a rule changes the hash."""
    books = [book(ONE), book(rule("一", num(2))), book(ONE, rule("二")), book(ONE, title="别的办法")]
    assert len({one.hash for one in books}) == len(books)
    assert book(ONE).hash == book(rule("一", num(1))).hash


@pytest.mark.parametrize(
    ("asked", "said"),
    [("shixin", "是不是 shixing？"), ("SHIXING", "现有：shixing"), ("", "现有：shixing"), ("别的", "现有：shixing")],
)
def test_unknown_policy_names_the_nearest(asked, said):
    """A policy that is not there is answered with the nearest id, or with all there are."""
    with pytest.raises(RulebookError, match=said) as caught:
        book(ONE).policy(asked)
    assert asked in str(caught.value)


def test_policy_tells_its_head():
    """A policy has its id, its title and the hash of its file, and rules in the order of the text."""
    policy = book(rule("二"), ONE).policy("shixing")
    assert (policy.id, policy.title, policy.hash) == ("shixing", "试行办法", "0" * 64)
    assert list(policy.rules) == ["二", "一"]


def test_readings_keep_their_order_and_their_default():
    """Readings stand in the author's order; the default is the one that says so."""
    read = Rule(rule("一", ["let", "数"], let={"线": num(3)}, readings=READ))
    assert list(read.readings) == ["宽", "严"]
    assert read.default_reading == "严"
    assert Rule(ONE).readings == {}
    assert Rule(ONE).default_reading is None


def test_reading_defines_names_over_those_of_the_rule():
    """A reading's own names stand in place of the rule's."""
    read = Rule(rule("一", ["let", "数"], let={"线": num(3)}, readings=READ))
    assert read.lets(None) == {"线": num(3)}
    assert read.lets("宽") == {"线": num(3), "数": num(1)}
    assert read.lets("严") == {"线": num(9), "数": num(2)}


def test_inputs_default_to_none():
    """A rule lists its inputs in the author's order; a manual rule has none."""
    assert Rule(rule("一", num(1), inputs=["乙", "甲"])).inputs == ("乙", "甲")
    assert Rule({"id": "一"}).inputs == ()


def test_fields_are_rebuilt_from_json():
    """Fields come back from JSON with their types, limits, columns and derivations."""
    fields = Rulebook.from_json(json.dumps({"format": FORMAT, "fields": FIELDS_DATA, "policies": []})).fields
    assert list(fields) == list(FIELDS_DATA)
    people = fields["人数"]
    assert (people.minimum, people.maximum, people.integer) == (Fraction(0), Fraction(100), True)
    assert fields["称号"].values == ("甲等", "乙等", "丙等")
    assert fields["活动"].dated_by == "日期"
    assert fields["任职段"].dated_by is None
    assert fields["清单"].dated_by is None
    assert fields["见习年限"].derivation is not None
    assert fields["见习年限"].derivation.only_if_present


def taken_up(*names):
    """A product of the results of other rules."""
    return {"do": "product", "parts": [{"node": {"do": "result", "result": name, "name": name}} for name in names]}


def test_rules_taken_up_stand_in_the_order_of_the_text_each_once():
    """What a rule refers to is told in the order in which it names it, however often it does."""
    assert Rule(rule("一", taken_up("丙", "甲", "丙", "乙"))).refers_to == ("丙", "甲", "乙")
    assert Rule(ONE).refers_to == ()


def test_inputs_behind_a_rule_come_level_by_level():
    """A rule's own inputs first, then those of the rules it takes up, then theirs; each once, a circle is no trap."""
    entries = [
        rule("一", taken_up("二", "三"), inputs=["年限"]),
        rule("二", taken_up("四"), inputs=["人数", "年限"]),
        rule("三", taken_up("二"), inputs=["在任"]),
        rule("四", taken_up("一"), inputs=["称号", "在任"]),
        rule("五", inputs=["满意"]),
    ]
    rules = book(*entries).policy("shixing").rules
    assert inputs_behind(rules["一"], rules) == ("年限", "人数", "在任", "称号")
    assert inputs_behind(rules["五"], rules) == ("满意",)


def test_mechanisms_are_found_outermost_first():
    """Every mechanism of a node is met, the one outside before those in it; trees and words are none."""
    inner = {"do": "count", "of": "荣誉"}
    node = {"do": "all", "parts": [{"node": {"do": "require", "have": inner, "need": num(1)}}, {"node": num(2)}]}
    assert [found["do"] for found in mechanisms_in(node)] == ["all", "require", "count"]
    assert list(mechanisms_in(num(1))) == []

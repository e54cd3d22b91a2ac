"""What a rule can see of a record: everything it looks at, and little else."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from assessor.records import read_record
from assessor.rules import Record, Rulebook, ask, assess
from assessor.rules.engine import Judge
from assessor.rules.facts import AS_OF, Facts
from assessor.rules.reach import reach
from tests.oracle.records import TODAY, random_record
from tests.rules.samples import book, field, num, rule


def seen(rulebook: Rulebook, rule_id: str) -> tuple[str, ...]:
    """What a rule of the sample policy sees."""
    return reach(rulebook.policies["shixing"], rule_id, rulebook.fields)


def test_a_rule_sees_what_it_names_and_the_term():
    """The fields in its formulas, and the two ends of the term, which some conventions look at by themselves."""
    rulebook = book(rule("一", field("年限"), applies_if=field("在任")))
    assert seen(rulebook, "一") == ("学期开始", "学期结束", "年限", "在任")


def test_a_rule_sees_through_other_rules():
    """What a rule rests on counts as well, through any number of steps."""
    refer = {"do": "result", "result": "一", "name": "规则一"}
    rulebook = book(rule("一", field("人数")), rule("二", refer), rule("三", {**refer, "result": "二"}))
    assert "人数" in seen(rulebook, "三")
    assert "年限" not in seen(rulebook, "三")


def test_derived_years_bring_their_spells():
    """Years that follow from spells change when the spells do."""
    assert "任职段" in seen(book(rule("一", field("累计任职年限"))), "一")
    assert "任职段" not in seen(book(rule("一", num(3))), "一")


def test_a_bounded_number_brings_its_bound(rulebook):
    """How far a number can be raised hangs on its bound, whether the rule itself asks for that or not."""
    alone = Rulebook({**book(rule("一", field("学期实坐班"))).data, "fields": rulebook.data["fields"]})
    assert {"学期应坐班", "学期实坐班"} <= set(seen(alone, "一"))


def test_years_that_go_on_bring_being_in_service(rulebook):
    """Whether years will go on growing depends on being in service, whatever the rule itself asks."""
    found = 0
    for policy in rulebook.policies.values():
        for entry in policy.rules.values():
            if "连续任职年限" in entry.inputs:
                found += 1
                assert "现任班主任" in reach(policy, entry.id, rulebook.fields)
    assert found


class Watched(Mapping[str, Any]):
    """A record that notes which of its fields somebody looks at one by one."""

    def __init__(self, record: Record) -> None:
        """Watch this record."""
        self.record = record
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """Note the name."""
        self.asked.add(name)
        return self.record[name]

    def __iter__(self) -> Iterator[str]:
        """All names; whoever copies the record looks at nothing yet."""
        return iter(self.record)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.record)


def test_nothing_else_is_looked_at(rulebook):
    """Judged with everything else cut away, every rule of every policy says the same, to all questions."""
    for name, policy in rulebook.policies.items():
        rng = random.Random(f"{name} reach")
        for _ in range(3):
            record = read_record(rulebook.fields, random_record(rng, name))
            whole = ask(rulebook, record, assess(rulebook, record, TODAY, [name]))
            for result in whole.results:
                sees = {*reach(policy, result.id, rulebook.fields), AS_OF}
                cut = {field: content for field, content in record.items() if field in sees}
                alone = ask(rulebook, cut, assess(rulebook, cut, TODAY, [name]))
                same = alone[result.id]
                assert same.verdict.to_json() == result.verdict.to_json()
                assert same.verdict.rows == result.verdict.rows
                assert (same.certainty, same.distances, same.notices) == (
                    result.certainty,
                    result.distances,
                    result.notices,
                )
                turns = ([t.to_json() for t in a.turns if t.result.id == result.id] for a in (alone, whole))
                assert next(turns) == next(turns)


@pytest.mark.parametrize("name", ["school-21art", "county-professional", "wenzhou-2023-23"])
def test_a_rule_looks_only_at_what_it_is_said_to_see(rulebook, name):
    """Watched while it is judged alone, a rule looks at no field outside its reach."""
    policy, rng = rulebook.policies[name], random.Random(f"{name} watched")
    for _ in range(20):
        record = read_record(rulebook.fields, random_record(rng, name))
        for entry in policy.rules.values():
            watched = Watched(record)
            Judge(policy, Facts(rulebook.fields, watched, TODAY)).result(entry, None)
            assert watched.asked <= {*reach(policy, entry.id, rulebook.fields), AS_OF}

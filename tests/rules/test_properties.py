"""What holds for every rule: more of what a teacher can do never makes a result worse, and order means nothing."""

import random
from fractions import Fraction

import pytest

from assessor.records import read_record
from assessor.rules import State, assess
from assessor.rules.distance import rank
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.moves import AddRows, Raise, RaiseCell, moves
from tests.oracle.records import TODAY, random_record
from tests.oracle.run import POLICIES

AMOUNTS = (Fraction(1, 12), Fraction(1), Fraction(7, 2), Fraction(10))


@pytest.mark.parametrize("policy", POLICIES)
def test_more_never_lowers_a_result(rulebook, policy):
    """More hours, meetings, training or years leave every known result as it is or make it better."""
    rng = random.Random(f"{policy} more")
    entry = rulebook.policies[policy]
    for _ in range(40):
        record = read_record(rulebook.fields, random_record(rng, policy))
        facts = Facts(rulebook.fields, record, TODAY)
        for rule in entry.rules.values():
            before = (
                rank(rule, Judge(entry, facts).verdict(rule, rule.default_reading)) if rule.kind != "manual" else None
            )
            if before is None:
                continue
            for move in moves(rule, facts):
                if not isinstance(move, Raise | RaiseCell | AddRows):
                    continue
                amount = min(rng.choice(AMOUNTS), move.most)
                if move.whole:
                    amount = Fraction(max(1, int(amount)))
                changed = Facts(rulebook.fields, move.apply(record, amount), facts.as_of)
                verdict = Judge(entry, changed).verdict(rule, rule.default_reading)
                after = rank(rule, verdict)
                assert after is None or after >= before, (rule.id, move, amount)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_order_of_rows_means_nothing(rulebook, policy):
    """Shuffled rows give the same results, in every reading."""
    rng = random.Random(f"{policy} order")
    for _ in range(40):
        raw = random_record(rng, policy)
        shuffled = {
            name: rng.sample(value, len(value)) if isinstance(value, list) else value for name, value in raw.items()
        }
        one, two = (assess(rulebook, read_record(rulebook.fields, data), TODAY, [policy]) for data in (raw, shuffled))
        for first, second in zip(one.results, two.results, strict=True):
            if first.verdict.status is State.MANUAL:
                continue
            pairs = [
                (first.verdict, second.verdict),
                *zip(first.by_reading.values(), second.by_reading.values(), strict=True),
            ]
            for left, right in pairs:
                assert (left.status, left.value, left.met, left.shortfall) == (
                    right.status,
                    right.value,
                    right.met,
                    right.shortfall,
                ), first.id

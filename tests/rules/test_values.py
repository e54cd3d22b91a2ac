"""Three-valued logic, with a gap as the fourth."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rules.values import (
    FALSE,
    GAP,
    TRUE,
    State,
    Value,
    all_of,
    any_of,
    known,
    negate,
    plain,
    unite,
    unknown,
    weakest,
)

U, V = unknown(["甲"]), unknown(["乙", "甲"])
conditions = st.sampled_from([TRUE, FALSE, GAP, U, V, unknown()])
several = st.lists(conditions, max_size=4)


@pytest.mark.parametrize(
    ("values", "both", "either"),
    [
        ([], TRUE, FALSE),
        ([TRUE, TRUE], TRUE, TRUE),
        ([TRUE, FALSE], FALSE, TRUE),
        ([FALSE, FALSE], FALSE, FALSE),
        ([TRUE, U], U, TRUE),
        ([FALSE, U], FALSE, U),
        ([U, FALSE], FALSE, U),
        ([TRUE, GAP], GAP, TRUE),
        ([FALSE, GAP], FALSE, GAP),
        ([U, GAP], GAP, GAP),
        ([U, V], unknown(["甲", "乙"]), unknown(["甲", "乙"])),
        ([V, U], unknown(["乙", "甲"]), unknown(["乙", "甲"])),
    ],
    ids=str,
)
def test_all_and_any(values, both, either):
    """与 is decided by one false, 或 by one true; else a gap comes before an unknown, which says all it waits for."""
    assert all_of(values) == both
    assert any_of(values) == either


@pytest.mark.parametrize(("value", "wanted"), [(TRUE, FALSE), (FALSE, TRUE), (U, U), (GAP, GAP)], ids=str)
def test_negation_keeps_what_is_not_known(value, wanted):
    """非 turns true and false round and leaves an unknown and a gap as they are."""
    assert negate(value) == wanted


@given(several)
def test_de_morgan(values):
    """Not all of them is any of their negations, with the same inputs missing, and the other way round."""
    assert negate(all_of(values)) == any_of([negate(value) for value in values])
    assert negate(any_of(values)) == all_of([negate(value) for value in values])


@given(several, several)
def test_grouping_changes_nothing(first, second):
    """Conditions may be taken together in groups."""
    assert all_of([all_of(first), all_of(second)]) == all_of([*first, *second])
    assert any_of([any_of(first), any_of(second)]) == any_of([*first, *second])


@given(several, st.randoms(use_true_random=False))
def test_order_changes_nothing_but_the_order_of_what_is_missing(values, rng):
    """The order of the conditions decides neither the state nor the set of missing inputs."""
    turned = list(values)
    rng.shuffle(turned)
    for join in (all_of, any_of):
        one, two = join(values), join(turned)
        assert (one.state, one.content, set(one.missing)) == (two.state, two.content, set(two.missing))


@given(several)
def test_neutral_conditions_change_nothing(values):
    """A condition that holds adds nothing to 与, one that does not adds nothing to 或."""
    assert all_of([*values, TRUE]) == all_of(values)
    assert any_of([*values, FALSE]) == any_of(values)


@given(several, conditions)
def test_learning_more_never_turns_an_answer_round(values, learned):
    """Once known, the answer stays the same whatever an unknown condition turns out to be."""
    for join in (all_of, any_of):
        before = join([*values, U])
        if before.is_known:
            assert join([*values, learned]) == before


def test_known_truths_are_shared():
    """True and false are always the same two values."""
    assert known(content=True) is TRUE
    assert known(content=False) is FALSE
    assert known(Fraction(1)) is not TRUE


def test_unknown_names_each_input_once_in_order():
    """An unknown waits for each input once, in the order in which they were met."""
    assert unknown(["乙", "甲", "乙"]).missing == ("乙", "甲")
    assert unite([V, TRUE, GAP, U]) == ("乙", "甲")


def test_weakest_prefers_a_gap():
    """A gap keeps a calculation from being known before an unknown does; known values keep nothing."""
    assert weakest([known(Fraction(1)), U, GAP]) is GAP
    assert weakest([U, known(Fraction(1)), V]) == unknown(["甲", "乙"])
    assert weakest([known(Fraction(1)), TRUE]) is None
    assert weakest([]) is None


def test_not_applicable_blocks_with_nothing_to_fill_in():
    """A value that does not apply keeps a calculation from being known, and there is nothing to fill in."""
    assert weakest([Value(State.NOT_APPLICABLE), TRUE]) == unknown()


def test_number_is_only_for_numbers():
    """Asking a value that is not a number for its number is an error of the program."""
    assert known(Fraction(3)).number == 3
    for value in (TRUE, U, GAP, known("甲等")):
        with pytest.raises(TypeError):
            _ = value.number


def test_plain_drops_the_bounds():
    """A total that is only bounded loses its bounds where they no longer hold."""
    bounded = unknown(["甲"], Fraction(1), Fraction(2))
    assert plain(bounded) == U
    assert plain(TRUE) is TRUE

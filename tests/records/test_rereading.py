"""Reading again only what is written differently comes to the same as reading everything."""

import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from assessor.records import RecordError, Rereader, from_form, read_record
from assessor.rules import Field, Record
from tests.oracle.edits import edits
from tests.oracle.run import POLICIES
from tests.rules.samples import FIELDS

WRONG: tuple[Any, ...] = ("八", "-1", "2026-13-40", "是吗", True, 1, 1.0, [{"起": "昨天"}], [3], {})


def outcome(read: Callable[[], Record]) -> str:
    """The record, in its order, or the problems, as text that tells 1 from True."""
    try:
        return repr(read())
    except RecordError as error:
        return f"refused: {error.problems!r}"


def read_afresh(fields: Mapping[str, Field], form: dict[str, Any]) -> Record:
    """The record that a form holds, read without knowing another."""
    return read_record(fields, from_form(fields, form))


@pytest.mark.parametrize("policy", POLICIES)
def test_edit_by_edit_it_is_what_reading_afresh_gives(rulebook, policy):
    """After any edits the same record with the same order of fields, or the same problems."""
    rng = random.Random(f"{policy} rereading")
    reader = Rereader(rulebook.fields)
    refused = 0
    for raw, _ in edits(rng, [policy], 60):
        form = {**raw, rng.choice([*raw, "没有的栏"]): rng.choice(WRONG)} if rng.random() < 0.3 else raw
        fresh = outcome(partial(read_afresh, rulebook.fields, form))
        assert outcome(partial(reader.read, form)) == fresh
        refused += fresh.startswith("refused")
    assert 0 < refused < 60


def test_the_term_is_always_read_as_a_whole():
    """An end that lies before its beginning is refused, whichever of the two was typed last."""
    reader = Rereader(FIELDS)
    reader.read({"学期开始": "2026-03-01", "学期结束": "2026-06-30"})
    for form in (
        {"学期开始": "2026-07-01", "学期结束": "2026-06-30"},
        {"学期开始": "2026-03-01", "学期结束": "2026-02-01"},
    ):
        with pytest.raises(RecordError):
            reader.read(form)
    assert len(reader.read({"学期开始": "2026-03-01", "学期结束": "2026-06-30"})) == 2


def test_what_is_not_in_the_form_any_more_is_gone():
    """A field that is no longer sent is not filled in, however it was filled in before."""
    reader = Rereader(FIELDS)
    assert "年限" in reader.read({"年限": "3", "人数": "4"})
    assert dict(reader.read({"人数": "4"})) == {"人数": 4}
    assert "人数" not in reader.read({"人数": " "})

"""The border of the worker: whatever happens behind it, an answer comes out that can cross to the page."""

import json

import pytest

from assessor.worker.border import guarded


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        (MemoryError(), "内存不够"),
        (RecursionError(), "一层套一层太深"),
        (ZeroDivisionError("a / b"), "程序内部出错（ZeroDivisionError）"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "程序内部出错（UnicodeEncodeError）"),
    ],
)
def test_what_is_raised_is_an_answer(raised, words):
    """In Chinese, with what to do, without the text of an exception, which may hold what was typed."""

    @guarded
    def handle(_: str) -> str:
        raise raised

    answer = json.loads(handle("{}"))
    assert (answer["ok"], answer["problems"]) == (False, [])
    assert words in answer["message"]
    assert "填的内容还在" in answer["message"]
    assert "a / b" not in answer["message"]


def test_half_a_character_is_held_back():
    """What cannot be written as UTF-8 cannot cross; what can, crosses as it is."""
    assert not json.loads(guarded(lambda: "\ud800")())["ok"]
    assert guarded(lambda text, *, more: text + more)("甲", more="乙") == "甲乙"


def test_being_interrupted_is_no_answer():
    """Ctrl-C and the end of the program go through."""

    @guarded
    def handle() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        handle()

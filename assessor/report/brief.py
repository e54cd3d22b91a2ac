"""Why a result is what it is, in a line: for the summary on paper and as text, where nothing can be opened."""

from collections.abc import Iterator

from assessor.report import wording
from assessor.report.explain import Line, explain
from assessor.rules import Result

MOST = 2
"""Lines that are told; the others are left to the reasons."""


def brief_reason(result: Result) -> str:
    """The lines that decided: what was calculated, or the conditions that turned the verdict; empty if unknown."""
    verdict = result.verdict
    if verdict.step is None or not verdict.is_answer:
        return ""
    lines = list(_leaves(explain(verdict.step)))
    conditions = [line for line in lines if line.kind == "condition"]
    if verdict.met is None or not conditions:
        told = [text for line in lines if (text := _told(line))]
        return "；".join(told[-MOST:])
    turned = [line for line in conditions if line.met is verdict.met] or conditions
    rest = f"等 {len(turned)} 处" if len(turned) > MOST else ""
    word = "" if result.rule.kind == "veto" else wording.asked_word(result)
    return "；".join(_condition(line, word) for line in turned[:MOST]) + rest


def _leaves(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Lines from the inside out, so that the conclusion comes last; groups only by what is in them."""
    for line in lines:
        if line.kind == "group":
            yield from _leaves(line.children)
        elif line.kind != "note":
            yield line


def _condition(line: Line, word: str) -> str:
    """Own value and what is asked; what triggers a veto is not asked for, and has no word for that."""
    own = f"（{line.own}）" if "：" in line.own else f"：{line.own}"
    return f"{line.text}{own}" + (f"，{word} {line.required}" if line.required and word else "")


def _told(line: Line) -> str:
    """A calculation with its figures, a band with its ends; nothing for a plain input."""
    if line.figures:
        return line.figures
    return f"{line.text}：{line.own}" if line.text and line.own else ""

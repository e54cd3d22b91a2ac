"""What is folded to a line among a policy's results: what lacks data throughout, and the school's matters that do."""

from collections.abc import Sequence

from assessor.report import wording
from assessor.report.html import Markup, tag
from assessor.rules import Result, State

NAMED = 3
"""So many of the fields that are lacking are named; the others are counted."""


def apart(results: Sequence[Result], *, several: bool) -> tuple[list[Result], list[Result]]:
    """The computed results of a policy in two: those to be shown, and those behind a line.

    A policy that has no answer yet is folded where there are `several`: what others answer should not be lost in a
    wall of what is lacking. What does not apply is folded only together with what lacks data.
    """
    waits = several and not any(result.verdict.is_answer for result in results)
    shown: list[Result] = []
    folded: list[Result] = []
    for result in results:
        goes = not result.verdict.is_answer and (waits or _is_schools(result))
        (folded if goes else shown).append(result)
    lacking = any(result.verdict.status is State.UNKNOWN for result in folded)
    return (shown, folded) if lacking else (list(results), [])


def _is_schools(result: Result) -> bool:
    return bool(result.rule.data["subject"] == "school")


def fold_line(folded: Sequence[Result]) -> Markup:
    """The line: how many there are, and what they lack."""
    lacking = [result for result in folded if result.verdict.status is State.UNKNOWN]
    fields = dict.fromkeys(wording.field_label(name) for result in lacking for name in result.verdict.missing)
    names = "、".join(list(fields)[:NAMED]) + (f"等 {len(fields)} 项" if len(fields) > NAMED else "")
    what = "学校事项" if all(map(_is_schools, folded)) else "规定"
    rest = len(folded) - len(lacking)
    also = f"，{rest} 项不适用" if rest else ""
    return tag("summary", f"{len(lacking)} 项{what}还缺数据{also}" + (f"：要填{names}" if names else ""))

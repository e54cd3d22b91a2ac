"""What an unknown result comes to in each term or school year, where nobody has said which one is meant."""

from assessor.report import wording
from assessor.report.html import Child, Markup, tag
from assessor.rules import Result, State, spell
from assessor.rules.frame import TERM_END, TERM_START
from assessor.rules.result import PeriodVerdict

MOST_SHOWN = 8
"""So many terms or years are shown, the latest; the data of the command line has them all."""


def periods_lead(result: Result) -> str:
    """Why the frame is asked for, and where it is filled in; empty where it is not what is missing."""
    verdict = result.verdict
    if verdict.status is not State.UNKNOWN:
        return ""
    if result.by_term:
        return "填的内容不在同一个学期，这一条要按学期算：请先定是哪个学期（学期开始、学期结束）。各学期分别是："
    if result.by_year:
        return "填的内容不在同一个学年，这一条要按学年算：请先定是哪个学年（填那一学年里的学期开始、学期结束）。各学年分别是："
    asked = [name for name in (TERM_START, TERM_END) if name in verdict.missing]
    if len(asked) == 1 and result.policy.framed(result.id, result.reading).per_term:
        return f"这一条要按学期算，学期还不知道起止：请填{asked[0]}。"
    return ""


def periods_text(result: Result) -> list[str]:
    """The lead, and a line for each term or year: 2025-2026 学年第一学期：A."""
    lead = periods_lead(result)
    if not lead:
        return []
    lines = [f"{entry.period.name}：{wording.verdict_text(result, entry.verdict)}" for entry in _shown(result)]
    return [lead, *lines, *_left_out(result)]


def periods_html(result: Result) -> Markup | None:
    """The same as HTML; each entry carries its term or year, status and value."""
    lead = periods_lead(result)
    if not lead:
        return None
    items: list[Child] = [
        tag(
            "li",
            entry.period.name,
            "：",
            tag("b", wording.verdict_text(result, entry.verdict)),
            data_period=str(entry.period),
            data_status=entry.verdict.status.value,
            data_value=spell(entry.verdict.value)
            or ("" if entry.verdict.met is None else str(entry.verdict.met).lower()),
        )
        for entry in _shown(result)
    ]
    items += [tag("li", text) for text in _left_out(result)]
    return tag("div", tag("p", lead), tag("ul", *items) if items else None, class_="pc-periods")


def _shown(result: Result) -> tuple[PeriodVerdict, ...]:
    return result.by_period[-MOST_SHOWN:]


def _left_out(result: Result) -> list[str]:
    more = len(result.by_period) - MOST_SHOWN
    return [f"更早的还有 {more} 个，没有列出。"] if more > 0 else []

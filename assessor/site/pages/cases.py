"""A rule's cases as worked examples: what was filled in, what the engine makes of it, and why."""

from collections.abc import Mapping, Sequence
from typing import cast

from assessor.policy import Case, Library, Policy, PolicyRule, evaluate_case
from assessor.policy.cases import CASES_DAY
from assessor.records import read_record
from assessor.report import Markup, explain, tag, wording
from assessor.report.html import Child
from assessor.report.page import lines_html
from assessor.rules import Field, Record, Result, Row, State, Verdict
from assessor.rules.values import Content, known

SHOWN_ROWS = 12


def cases_html(library: Library, policy: Policy, rule: PolicyRule) -> Markup:
    """All cases of a rule, folded."""
    items = [_case(library, policy, case) for case in rule.cases]
    summary = tag("summary", f"算例 {len(items)} 个：给定什么，得到什么")
    return tag("details", summary, tag("ol", *items), class_="hb-cases")


def _case(library: Library, policy: Policy, case: Case) -> Markup:
    result = evaluate_case(library.rulebook, policy.id, case)
    given = given_words(library.rulebook.fields, read_record(library.rulebook.fields, case.given))
    day = f"（自评日期 {case.on}）" if case.on and case.on != CASES_DAY.isoformat() else ""
    why = _why(result)
    return tag(
        "li",
        tag("b", case.name),
        tag(
            "dl",
            tag("div", tag("dt", "填"), tag("dd", "；".join(given) or "什么也没填", day)),
            tag("div", tag("dt", "得"), tag("dd", *answers(result))),
        ),
        tag("details", tag("summary", "为什么"), why) if why else None,
    )


def answers(result: Result) -> list[Child]:
    """The answer, or each reading's where they differ."""
    if not result.readings_differ:
        return [_answer(result, result.verdict)]
    parts: list[Child] = []
    for name, verdict in result.by_reading.items():
        parts.append(tag("span", f"{name}：", _answer(result, verdict), class_="hb-reading"))
    return parts


def _answer(result: Result, verdict: Verdict) -> Markup:
    text = tag("b", wording.verdict_text(result, verdict))
    extra = wording.shortfall_text(result, verdict)
    after = f"，还差 {extra}" if extra else ""
    if verdict.status is State.UNKNOWN and verdict.missing:
        after = f"：缺{'、'.join(map(wording.field_label, verdict.missing))}"
    return Markup.join_all([text, after])


def _why(result: Result) -> Markup | None:
    verdict = result.verdict
    if verdict.step is None or verdict.status is State.UNKNOWN:
        return None
    lines = explain(verdict.step)
    return lines_html(lines) if lines else None


def given_words(fields: Mapping[str, Field], record: Record) -> list[str]:
    """A record in words, one text a field: 累计任职年限 12 年."""
    return [_field(fields[name], value) for name, value in record.items()]


def _field(field: Field, value: Content | Sequence[Row]) -> str:
    if field.kind != "list":
        return f"{field.name} {_content(field, cast('Content', value))}"
    rows = [_row(field, row) for row in cast("Sequence[Row]", value)]
    if not rows:
        return f"{field.name} 没有，就是空的"
    more = f" 等 {len(rows)} 行" if len(rows) > SHOWN_ROWS else ""
    return f"{field.name}（{' / '.join(rows[:SHOWN_ROWS])}{more}）"


def _row(field: Field, row: Row) -> str:
    return "，".join(f"{name} {_content(field.columns[name], value)}" for name, value in row.items()) or "空行"


def _content(field: Field, value: Content) -> str:
    return wording.content_text(known(value), field.unit)

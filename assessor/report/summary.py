"""The one-page summary: what is known, in a line each; and matters that several of the chosen policies judge."""

from collections.abc import Mapping
from functools import partial

from assessor.report import wording
from assessor.report.brief import brief_reason
from assessor.report.html import Markup, tag
from assessor.report.parts import Made, afresh
from assessor.rules import Assessment, Result, State

VERSION = 8
"""Digits of a policy's hash that are written down."""


def summary_html(assessment: Assessment, made: Made = afresh) -> Markup:
    """The summary of an assessment; nothing while nothing is known. `made` may give a row that was made before."""
    known = [r for r in assessment.results if r.verdict.is_answer and r.rule.data["subject"] == "teacher"]
    if not known:
        return Markup("")
    policies = dict.fromkeys(result.policy.id for result in assessment.results)
    why = tag("th", "为什么", scope="col", class_="pc-on-paper")
    head = tag("tr", *(tag("th", text, scope="col") for text in ("规定", "结果", "条款")), why)
    alone = len(policies) == 1
    groups = [_group(name, [r for r in known if r.policy.id == name], made, alone=alone) for name in policies]
    table = tag("table", tag("caption", f"一览（自评日期 {assessment.as_of}）"), tag("thead", head), *groups)
    return tag(
        "section",
        table,
        _matters(assessment, made),
        class_="pc-summary",
        tabindex="0",
        aria_label="一览",
    )


def _group(policy: str, results: list[Result], made: Made, *, alone: bool) -> Markup | None:
    """The known results of one policy under its title; where it is the only one, that stands on paper alone.

    On paper the title has the hash of the text with it, which tells one version from another.
    """
    if not results:
        return None
    judged = results[0].policy
    version = tag("span", f"（版本 {judged.hash[:VERSION]}）", class_="pc-on-paper")
    title = tag(
        "th",
        wording.policy_title(judged),
        version,
        colspan="4",
        scope="rowgroup",
        class_="pc-group pc-on-paper" if alone else "pc-group",
    )
    rows = [made(f"row {policy} {result.id}", (result,), partial(_row, result)) for result in results]
    return tag("tbody", tag("tr", title), *rows, data_policy=policy)


def _row(result: Result) -> Markup:
    short = wording.shortfall_text(result, result.verdict)
    text = wording.verdict_text(result, result.verdict) + (f"，还差 {short}" if short else "")
    if result.readings_differ:
        text += "（读法不同，结果不同）"
    return tag(
        "tr",
        tag("th", result.rule.data["name"], scope="row"),
        tag("td", text),
        tag("td", result.rule.data["clause"]),
        tag("td", brief_reason(result), class_="pc-on-paper"),
    )


def matters_of(assessment: Assessment) -> dict[str, list[Result]]:
    """The matters that at least two of the chosen policies judge, with the results on each; never merged."""
    found: dict[str, list[Result]] = {}
    for result in assessment.results:
        if result.verdict.status in {State.MANUAL, State.NOT_APPLICABLE} or result.rule.data["subject"] != "teacher":
            continue
        for matter in result.rule.data.get("matters", ()):
            found.setdefault(matter, []).append(result)
    return {matter: results for matter, results in found.items() if len({r.policy.id for r in results}) > 1}


def _matters(assessment: Assessment, made: Made) -> Markup:
    matters = matters_of(assessment)
    results = tuple(result for found in matters.values() for result in found)
    return made("matters", results, partial(_table, matters)) if matters else Markup("")


def _table(matters: Mapping[str, list[Result]]) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", matter, scope="rowgroup", rowspan=str(len(results))) if not number else None,
            tag("td", result.policy.title),
            tag("td", result.rule.data["name"]),
            tag("td", wording.verdict_text(result, result.verdict)),
            data_matter=matter,
        )
        for matter, results in matters.items()
        for number, result in enumerate(results)
    ]
    head = tag("tr", *(tag("th", text, scope="col") for text in ("事项", "政策", "规定", "结果")))
    caption = tag("caption", "同一件事，所选的政策各自怎么判（互不替代）")
    return tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="pc-matters")

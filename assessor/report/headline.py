"""The three answers that people come for — appraisal, money, eligibility — in a line, whatever the policies chosen."""

from assessor.report import wording
from assessor.report.answers import certainty_text
from assessor.report.html import Child, Markup, tag
from assessor.rules import Assessment, Result, State
from assessor.rules.frame import PERIODS

APPRAISAL, MONEY, ELIGIBILITY = "考核等第", "津贴与龄奖", "资格与称号"
HEADS = (APPRAISAL, MONEY, ELIGIBILITY)

YEARS = {"年限门槛", "职称年限"}
"""Matters that make a grade one of eligibility: which post the years allow, which milestone they reach."""


def head_of(result: Result) -> str | None:
    """Under which of the three headings a result stands; None for what is none of them."""
    data, kind = result.rule.data, result.rule.kind
    matters = set(data.get("matters", ()))
    if data["subject"] != "teacher" or result.verdict.status is State.MANUAL:
        return None
    if kind == "eligibility" or (kind == "grade" and matters & YEARS):
        return ELIGIBILITY
    if kind in {"grade", "score"}:
        return APPRAISAL if kind == "grade" or _is_total(result) else None
    return MONEY if kind == "amount" and "津贴与龄奖" in matters else None


def _is_total(result: Result) -> bool:
    """Whether a score is put together from others rather than one item among many."""
    return bool(result.rule.refers_to) or not result.rule.data.get("matters")


def headlines(assessment: Assessment) -> dict[str, list[Result]]:
    """The results under each heading, in the order of the texts.

    What is taken up by another one there is left out, unless it is answered and the other one is not.
    """
    found: dict[str, list[Result]] = {head: [] for head in HEADS}
    for result in assessment.results:
        head = head_of(result)
        if head:
            found[head].append(result)
    for head, results in found.items():
        found[head] = _leading(results)
    return found


def _leading(results: list[Result]) -> list[Result]:
    taken: dict[tuple[str, str], bool] = {}
    for whole in results:
        for part in whole.rule.refers_to:
            key = whole.policy.id, part
            taken[key] = taken.get(key, False) or whole.verdict.is_answer

    def stands_alone(result: Result) -> bool:
        key = result.policy.id, result.id
        return key not in taken or (result.verdict.is_answer and not taken[key])

    return [result for result in results if stands_alone(result)]


def triggered(assessment: Assessment) -> list[Result]:
    """The vetoes that are triggered, in the order of the texts: none of the headings says so by itself."""
    return _leading([r for r in assessment.results if r.rule.kind == "veto" and r.verdict.met])


def headline_html(assessment: Assessment) -> Markup:
    """The three headings with their answers and how certain these are; nothing where the policies answer none."""
    found, vetoes = headlines(assessment), triggered(assessment)
    if not any(found.values()) and not vetoes:
        return Markup("")
    return Markup.join_all(
        [_head(name, results, vetoes if name == ELIGIBILITY else []) for name, results in found.items()]
    )


def _head(name: str, results: list[Result], vetoes: list[Result]) -> Markup:
    shown = [r for r in results if r.verdict.status is not State.NOT_APPLICABLE]
    state, value, note = _answer(shown) if shown else ("none", "—", "没有可算的规定" if not results else "不适用")
    if vetoes:
        more = f"等 {len(vetoes)} 项" if len(vetoes) > 1 else ""
        note = f"已触发否决：{vetoes[0].rule.data['name']}{more}" + (f"；{note}" if results else "")
    parts: list[Child] = [
        tag("span", name, class_="pc-head-name"),
        " ",
        tag("b", value, class_="pc-head-value"),
        " ",
        tag("span", note, class_="pc-head-note"),
    ]
    return tag("span", *parts, class_="pc-head", data_head=name, data_state=state)


def _answer(results: list[Result]) -> tuple[str, str, str]:
    """State, answer and remark for the results under one heading: one that is met, else the first answered one.

    How many there are besides is told, and how many of them are not met.
    """
    answered = [r for r in results if r.verdict.is_answer]
    if not answered:
        open_ = results[0]
        possible = next((text for r in results if (text := certainty_text(r))), "")
        lacking = f"先填{wording.field_label(open_.verdict.missing[0])}" if open_.verdict.missing else "算不出"
        return "unknown", "还缺数据", possible or f"{open_.rule.data['name']}：{lacking}"
    first = next((r for r in answered if r.verdict.met), answered[0])
    value = wording.verdict_text(first, first.verdict)
    if first.verdict.status is State.KNOWN and "per" in first.rule.data:
        value += f"/{PERIODS[first.rule.data['per']]}"
    rest, unmet = len(results) - 1, sum(r.verdict.met is False for r in answered if r is not first)
    note = str(first.rule.data["name"])
    if first.readings_differ:
        note += "，读法不同结果不同"
    note += f"；另有 {rest} 项" if rest else ""
    note += f"（{unmet} 项不符合）" if unmet else ""
    return first.verdict.status.value, value, note

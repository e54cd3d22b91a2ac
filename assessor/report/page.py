"""An assessment as HTML. Every result carries its id, status and value, so that pages, tests and links can find it."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from assessor.records import Derived, Doubt, Question
from assessor.report import wording
from assessor.report.answers import certainty_text, distances_text, outlook_html
from assessor.report.claims import claim_of
from assessor.report.explain import Line, explain
from assessor.report.folds import apart, fold_line
from assessor.report.headline import Head, card_id, heads_html, heads_of, spoken_lines
from assessor.report.html import Child, Markup, tag
from assessor.report.parts import Made, Part, afresh
from assessor.report.periods import periods_html
from assessor.report.pictures import picture_html
from assessor.report.summary import summary_html
from assessor.rules import Assessment, Result, RowResult, State, Verdict, spell
from assessor.rules.rulebook import STRENGTHS

if TYPE_CHECKING:
    from assessor.rules.outlook import Turn

ClauseLink = Callable[[str, str], str]
"""From a policy id and a clause anchor to an address on the site."""

PLAIN_STYLE = (
    "body{max-width:50em;margin:1em auto;padding:0 1em;font-family:sans-serif;line-height:1.7}"
    "table{border-collapse:collapse}th,td{padding:.2em .8em .2em 0;text-align:left;vertical-align:top}"
    "article{margin:1em 0;padding-left:1em;border-left:3px solid #999}pre{white-space:pre-wrap;word-break:break-all}"
    ".pc-picture svg{display:none}"
    "@media print{.pc-fold>summary{display:none}.pc-fold::details-content{content-visibility:visible;block-size:auto}}"
)
"""For pages that are saved by themselves, away from the site's style sheets."""
RECEIPT_NOTE = "把下面的文字整段复制到网站的“核对收据”页，可以查它有没有改动、能不能照样算出来。"

FIRST = 3
"""So many results are spoken where the policies answer none of the questions people come with."""

VERDICTS = {True: "满足", False: "不满足", None: "还不知道"}
COUNTED = {"yes": "计入", "no": "不计", "maybe": "待定"}
SHOWN_COLUMNS = {"ratio": "坐班率", "factor": "系数", "amount": "当月金额（元）"}


def clause_address(root: str, policy: str, anchor: str) -> str:
    """The address of a clause, from a page whose way to the site's root is `root`."""
    return f"{root}policies/{policy}/#{anchor}"


def results_html(assessment: Assessment, link: ClauseLink) -> Markup:
    """All results, one section a policy: computed ones first as cards, then what a person must decide."""
    return Markup.join_all([part.whole for part in results_parts(assessment, link)])


def results_parts(
    assessment: Assessment,
    link: ClauseLink,
    *,
    heads: Sequence[Head] | None = None,
    made: Made = afresh,
    complete: bool = True,
) -> list[Part]:
    """The same in parts; a page that shows results already puts only those in place that have changed.

    `made` may give a piece that was made before. Not `complete` while there are results whose questions have no answer
    yet: the outlook waits for all of them. `heads` are the assessment's, where they have been made already.
    """
    sections = []
    turns = {id(turn.result.rule): turn for turn in reversed(assessment.turns)}
    policies = dict.fromkeys(result.policy.id for result in assessment.results)
    for policy_id in policies:
        results = [result for result in assessment.results if result.policy.id == policy_id]
        computed = [result for result in results if result.verdict.status is not State.MANUAL]
        manual = [result for result in results if result.verdict.status is State.MANUAL]
        parts = [Part("title", tag("h3", wording.policy_title(results[0].policy), class_="pc-policy"))]
        cards = {}
        for result in computed:
            card = partial(result_html, result, link, turn := turns.get(id(result.rule)))
            cards[result.id] = Part(result.id, made(f"{policy_id} {result.id}", (result, turn), card))
        shown, folded = apart(sorted(computed, key=_rank), several=len(policies) > 1)
        parts += [cards[result.id] for result in shown]
        if folded:
            inside = (Part("line", fold_line(folded)), *(cards[result.id] for result in folded))
            parts.append(Part("folded", tag("details", class_="pc-fold"), inside))
        if manual:
            parts.append(Part("manual", made(policy_id, tuple(manual), partial(_manual, manual, link))))
        box = tag("section", class_="pc-section", data_policy=policy_id)
        sections.append(Part(policy_id, box, tuple(parts)))
    return [
        Part("heads", heads_html(heads_of(assessment) if heads is None else heads)),
        Part("summary", summary_html(assessment, made)),
        *sections,
        Part("outlook", outlook_html(assessment) if complete else Markup("")),
    ]


def _rank(result: Result) -> int:
    """Answers first, then what lacks data, then what does not apply; the text's order within each."""
    order = {State.KNOWN: 0, State.GAP: 0, State.UNKNOWN: 1, State.NOT_APPLICABLE: 2}
    return order.get(result.verdict.status, 3) + (3 if result.rule.data["subject"] == "school" else 0)


def result_html(result: Result, link: ClauseLink, turn: "Turn | None" = None) -> Markup:
    """One result as a card: answer, what is lacking, readings side by side where they differ, reasons on demand."""
    verdict = result.verdict
    parts: list[Child] = [_heading(result, link), tag("p", wording.verdict_text(result, verdict), class_="pc-answer")]
    parts.append(picture_html(result, verdict))
    short = wording.shortfall_text(result, verdict)
    if short:
        parts.append(tag("p", f"还差 {short}", class_="pc-short"))
    if verdict.status is State.UNKNOWN:
        parts += [_missing(verdict), periods_html(result)]
    open_text = certainty_text(result)
    if open_text:
        parts.append(tag("p", open_text, class_="pc-certain"))
    ways = distances_text(result, turn)
    if ways:
        parts.append(tag("ul", *(tag("li", way) for way in ways), class_="pc-distance"))
    parts += [tag("p", text, class_="pc-notice") for text in result.remarks]
    if result.by_reading and (result.readings_differ or verdict.status is State.GAP):
        parts.append(_readings(result))
    if verdict.has_reasons and verdict.status is not State.MANUAL:
        parts.append(_reasons(result, verdict, link))
    if result.rule.data.get("note"):
        parts.append(tag("p", str(result.rule.data["note"]), class_="pc-note"))
    return tag("article", *parts, class_=f"pc-result pc-{_tone(result)}", **_marks(result))


def _marks(result: Result) -> dict[str, str | bool | None]:
    verdict = result.verdict
    return {
        "id": card_id(result),
        "data_result": result.id,
        "data_policy": result.policy.id,
        "data_status": verdict.status.value,
        "data_value": spell(verdict.value) or ("" if verdict.met is None else str(verdict.met).lower()),
        "data_met": None if verdict.met is None else str(verdict.met).lower(),
    }


def _tone(result: Result) -> str:
    """good, bad, soft (not met but only a may or a should), or plain; always shown in words as well."""
    verdict, data = result.verdict, result.rule.data
    if verdict.status is not State.KNOWN or verdict.met is None:
        return verdict.status.value.replace("_", "-") if verdict.status is not State.KNOWN else "plain"
    good = verdict.met is not (data["kind"] == "veto")
    return "good" if good else "bad" if data["strength"] == "must" else "soft"


def _heading(result: Result, link: ClauseLink) -> Markup:
    data = result.rule.data
    return tag(
        "header",
        tag("h4", data["name"]),
        tag(
            "p",
            clause_link(result, link),
            tag("span", STRENGTHS[data["strength"]], class_=f"pc-strength pc-{data['strength']}"),
            tag("span", "学校事项", class_="pc-school") if data["subject"] == "school" else None,
            class_="pc-basis",
        ),
    )


def clause_link(result: Result, link: ClauseLink) -> Markup:
    """A link to the clause the result rests on."""
    data = result.rule.data
    return tag("a", str(data["clause"]), href=link(result.policy.id, str(data["anchor"])), class_="pc-clause")


def _missing(verdict: Verdict) -> Markup:
    if not verdict.missing:
        return tag("p", wording.undefined_text(verdict), class_="pc-missing")
    names: list[Child] = ["请补填："]
    for position, name in enumerate(verdict.missing):
        names += ["、"] if position else []
        names.append(tag("a", wording.field_label(name), href=f"#field-{name.partition('.')[0]}", data_field=name))
    return tag("p", *names, class_="pc-missing")


def _readings(result: Result) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", name, tag("span", "默认", class_="pc-default") if name == result.reading else None, scope="row"),
            tag("td", wording.verdict_text(result, verdict)),
            tag("td", result.rule.readings[name]["means"]),
            data_reading=name,
            data_status=verdict.status.value,
            data_value=spell(verdict.value) or ("" if verdict.met is None else str(verdict.met).lower()),
        )
        for name, verdict in result.by_reading.items()
    ]
    head = tag("tr", *(tag("th", text, scope="col") for text in ("读法", "结果", "这样读的意思")))
    return tag(
        "div",
        tag("p", "条文可以有几种读法，结果不同：", class_="pc-lead"),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        class_="pc-readings",
        tabindex="0",
        role="group",
        aria_label="各种读法的结果",
    )


def _reasons(result: Result, verdict: Verdict, link: ClauseLink) -> Markup:
    lines = explain(verdict.step) if verdict.step else ()
    body: list[Child] = [lines_html(lines)]
    if any(row.extra or row.reason for row in verdict.rows):
        body.append(_rows(verdict.rows))
    basis = tag("p", "依据：", clause_link(result, link), class_="pc-lead")
    return tag("details", tag("summary", "为什么"), *body, basis, class_="pc-why")


def lines_html(lines: tuple[Line, ...]) -> Markup:
    """An explanation as a nested list."""
    return tag("ul", *(_line(line) for line in lines), class_="pc-lines")


def _line(line: Line) -> Markup:
    inner = lines_html(line.children) if line.children else None
    if line.kind == "note":
        return tag("li", line.text, inner, class_="pc-remark")
    if line.kind == "formula":
        head = f"{line.text}：" if line.text else ""
        if line.figures:
            return tag(
                "li", tag("span", f"{head}{line.formula}"), tag("span", line.figures, class_="pc-figures"), inner
            )
        return tag("li", f"{head}{line.own}", inner)
    verdict = tag("span", VERDICTS[line.met], class_=f"pc-mark pc-mark-{str(line.met).lower()}")
    if line.kind == "group":
        return tag("li", verdict, " ", line.text, inner)
    asked = tag("span", f"要求 {line.required}", class_="pc-required") if line.required else None
    own = tag("span", f"你的：{line.own}", class_="pc-own") if line.own else None
    return tag("li", verdict, " ", tag("span", line.text), " ", own, " ", asked, inner)


def _rows(rows: tuple[RowResult, ...]) -> Markup:
    extra = list(dict.fromkeys(name for row in rows for name in row.extra))
    names = [SHOWN_COLUMNS.get(name, name) for name in extra]
    head = tag("tr", *(tag("th", text, scope="col") for text in ("日期", "是否计入", *(names or ["计入数"]), "说明")))
    body = [
        tag(
            "tr",
            tag("th", row.key or "没填日期", scope="row"),
            tag("td", COUNTED[row.counted]),
            *([tag("td", _cell(name, row.extra.get(name))) for name in extra] or [tag("td", _cell("", row.value))]),
            tag("td", row.reason),
        )
        for row in rows
    ]
    table = tag("table", tag("thead", head), tag("tbody", *body))
    return tag("div", table, class_="pc-rows", tabindex="0", role="group", aria_label="逐行的明细")


def _cell(name: str, value: Fraction | None) -> str:
    if value is None:
        return "—"
    return wording.readable(value, percent=name == "ratio")


def _manual(results: list[Result], link: ClauseLink) -> Markup:
    items = []
    for result in results:
        data = result.rule.data
        parts: list[Child] = [tag("b", data["name"]), "：由", data["decides"], "认定。", data.get("note"), " "]
        items.append(tag("li", *parts, clause_link(result, link), **_marks(result)))
    summary = tag("summary", f"不由本页计算、需要人来认定的 {len(items)} 项")
    return tag("details", summary, tag("ul", *items), class_="pc-manual")


def derived_html(
    derived: Sequence[Derived], questions: Sequence[Question] = (), doubts: Sequence[Doubt] = ()
) -> Markup:
    """What follows from the spells, where a typed value disagrees with it, what is asked, what is unlikely."""
    items = []
    for entry in derived:
        if not entry.value.is_known:
            names = "、".join(map(wording.field_label, entry.value.missing))
            items.append(tag("li", f"{entry.field}：还推算不出，请补填 {names}", data_derived=entry.field))
            continue
        text = f"{entry.field}：由{entry.source}推算为 {wording.content_text(entry.value, '年')}"
        if entry.disagrees and entry.typed is not None:
            text += f"；你填的是 {wording.readable(entry.typed, '年')}，两者不一致，结果按推算的算"
        items.append(tag("li", text, class_="pc-disagrees" if entry.disagrees else None, data_derived=entry.field))
    items += [tag("li", each.text, class_="pc-disagrees", data_question=each.field) for each in questions]
    items += [tag("li", f"{doubt}。", class_="pc-disagrees", data_doubt=doubt.field) for doubt in doubts]
    return tag("ul", *items, class_="pc-derived") if items else Markup("")


def summary_text(assessment: Assessment, heads: Sequence[Head] | None = None) -> str:
    """One sentence for the live region: how much is known, and the answers people come for, else the first ones."""
    computed = [r for r in assessment.results if r.verdict.status is not State.MANUAL]
    known = [r for r in computed if r.verdict.is_answer]
    if not known:
        return "还没有能算出的结果，请先填几项。"
    spoken = spoken_lines(heads_of(assessment) if heads is None else heads)
    first = [claim_of(result).text for result in known[:FIRST]]
    return f"已算出 {len(known)} 项（共 {len(computed)} 项）：{'；'.join(spoken or first)}。"


def results_page(assessment: Assessment, *, site: str = "", receipt: str = "") -> str:
    """A whole page with the results and nothing else, to be saved or printed.

    `site` is the address of the site that the links to clauses lead to; without it they stay within the site.
    `receipt` is the text of a receipt, put at the end as it is.
    """
    body = results_html(assessment, partial(clause_address, site))
    title = f"自评结果（{assessment.as_of}）"
    viewport = tag("meta", name_="viewport", content="width=device-width, initial-scale=1")
    head = tag("head", tag("meta", charset="utf-8"), viewport, tag("title", title), tag("style", Markup(PLAIN_STYLE)))
    proof = [tag("h2", "收据"), tag("p", RECEIPT_NOTE), tag("pre", receipt)] if receipt else []
    main = tag("main", tag("h1", title), body, *proof)
    return f"<!doctype html>\n{tag('html', head, tag('body', main), lang='zh-Hans')}\n"

"""The calculator as complete HTML before any script runs: the form, and a worked example computed by the same engine."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from assessor.policy import CASES_DAY, Library
from assessor.records import RecordError, derived_values, from_form, read_record, record_questions
from assessor.report import Markup, clause_address, results_html, tag
from assessor.report.headline import heads_of
from assessor.report.page import derived_html
from assessor.rules import Rulebook, assess
from assessor.site.engine import WITHOUT_SCRIPTS, engine_bytes
from assessor.site.forms import form_html
from assessor.site.inputs import DONE, ITEM, asked, checklist_items
from assessor.site.room import record_html
from assessor.site.start import choice_html, first_html, start_html

Form = Mapping[str, Any]

SHOWN_FIELDS = 8
"""How many of the example's fields are named above its results; the button 填入示例 shows them all."""

_EXAMPLE = Path(__file__).with_name("example.json")


def calculator(
    library: Library, policies: Sequence[str], *, root: str, engine: str, choose: Sequence[str] = ()
) -> Markup:
    """The element for some policies; `choose` lists those that the reader may choose from, where there is a choice.

    The example is judged by the policies, or where none is given by those of the choice that say most about it.
    `root` leads from the page to the site's root, `engine` from there to the folder of the browser bundle.
    """
    offered = [library.policies[name] for name in dict.fromkeys([*policies, *choose])]
    shown = list(policies) or example_policies(library, choose)
    example = example_form(library, shown)
    return tag(
        "policy-calculator",
        start_html([library.policies[name] for name in choose]) if choose else None,
        choice_html([library.policies[name] for name in choose], policies) if choose else None,
        record_html(),
        form_html(library, offered, chosen=policies),
        first_html() if choose else None,
        _template(example, shown),
        tag("div", role="status", aria_atomic="true", data_part="status", class_="pc-visually-hidden"),
        # One box, so that on a wide screen what is wrong stays beside the form together with the results.
        tag(
            "div",
            tag("p", WITHOUT_SCRIPTS, data_part="progress"),
            tag("div", data_part="problems", tabindex="-1"),
            tag("div", *_example(library, shown, example, root, folded=not policies), data_part="results"),
            tag("div", data_part="after", class_="pc-after", hidden=True),
            class_="pc-side",
        ),
        policies=" ".join(policies),
        data_state="static",
        data_engine=f"{root}{engine}",
        data_engine_bytes=engine_bytes(engine),
        data_root=root,
    )


def example_form(library: Library, policies: Sequence[str]) -> dict[str, Any]:
    """The example record, as typed into the form: only the fields these policies ask for, checklists ticked off."""
    chosen = [library.policies[name] for name in policies]
    needed = asked(library, chosen)
    form = {name: value for name, value in _example_record(library.rulebook).items() if name in needed}
    for name, items in checklist_items(chosen).items():
        if library.rulebook.fields[name].group != "学校":
            form[name] = [{ITEM: item, DONE: "是"} for item in items]
    return form


@cache
def _example_record(rulebook: Rulebook) -> dict[str, Any]:
    """The example, as far as this rulebook has its fields: another table may lack some, or mean other things by them."""
    record: dict[str, Any] = json.loads(_EXAMPLE.read_text("utf-8"))
    return {name: value for name, value in record.items() if name in rulebook.fields and _reads(rulebook, name, value)}


def _reads(rulebook: Rulebook, name: str, value: Any) -> bool:
    try:
        read_record(rulebook.fields, from_form(rulebook.fields, {name: value}))
    except RecordError:
        return False
    return True


def _template(form: Form, policies: Sequence[str]) -> Markup:
    """The example for the scripts, in a template: instant navigation would run a script element, whatever its type."""
    return tag("template", json.dumps({"form": form, "policies": policies}, ensure_ascii=False), data_part="example")


def example_policies(library: Library, policies: Sequence[str]) -> list[str]:
    """As few policies as answer the example every question that people come with; those that answer most come first."""
    record = read_record(library.rulebook.fields, from_form(library.rulebook.fields, _example_record(library.rulebook)))
    heads = heads_of(assess(library.rulebook, record, CASES_DAY, policies))
    answered: dict[str, list[str]] = {}
    for head in heads:
        for claim in head.claims:
            if claim.is_answer:
                answered.setdefault(claim.lead.policy.id, []).append(head.name)
    chosen: list[str] = []
    open_ = {head.name for head in heads}
    while open_:
        best = max(answered, key=lambda name: (len(open_ & {*answered[name]}), len(answered[name])), default=None)
        if best is None or not open_ & {*answered[best]}:
            break
        chosen.append(best)
        open_ -= {*answered.pop(best)}
    return chosen or list(policies[:1])


def _example(library: Library, policies: Sequence[str], form: Form, root: str, *, folded: bool) -> list[Markup]:
    """The example's results; folded below a line that says whose they are where the reader has chosen nothing yet."""
    lead, *results = _static_example(library, policies, form, root)
    if not folded:
        return [lead, *results]
    titles = "、".join(f"《{library.policies[name].short}》" for name in policies)
    summary = tag("summary", f"看一个示例的结果（按{titles}算的，不是你的）")
    return [tag("details", summary, lead, *results, class_="pc-sample")]


def _static_example(library: Library, policies: Sequence[str], form: Form, root: str) -> list[Markup]:
    fields = library.rulebook.fields
    record = read_record(fields, from_form(fields, form))
    day = record.get("自评日期", CASES_DAY)
    today = day if isinstance(day, date) else CASES_DAY
    assessment = assess(library.rulebook, record, today, policies)
    shown = [f"{name} {_short(value, fields[name].unit)}" for name, value in list(form.items())[:SHOWN_FIELDS]]
    filled = "；".join(shown) + (f"等 {len(form)} 项" if len(form) > SHOWN_FIELDS else "")
    return [
        tag("p", tag("b", "示例"), f"（{filled}）算出来是这样：", class_="pc-example"),
        derived_html(
            derived_values(library.rulebook, record, today), record_questions(library.rulebook, record, list(policies))
        ),
        results_html(assessment, partial(clause_address, root)),
    ]


def _short(value: Any, unit: str) -> str:
    return f"{len(value)} 行" if isinstance(value, list) else f"{value} {unit}".strip()

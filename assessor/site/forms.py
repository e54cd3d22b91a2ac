"""The form, rendered when the site is built: the fields that some policies ask for, grouped as in the field table."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from assessor.policy import Library, Policy
from assessor.records.forms import NO, UNSURE, YES
from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.rules import Field, show
from assessor.rules.facts import AS_OF
from assessor.rules.frame import TERM_END, TERM_START
from assessor.site.inputs import DONE, ITEM, SCHOOL_GROUP, asked, checklist_items
from assessor.site.room import frame_html, months_html, next_html, only_needed_html, sheets_html, state_html
from assessor.site.why import reasons, why_html

UNSET = "没填"
NOT_KNOWN = UNSURE[0]
"""The answer of who does not know: the engine hears nothing, and the form does not ask again."""

CHOICES = {"bool", "enum"}
"""The kinds of fields that are chosen from fixed words."""

LONGEST = 20_000
"""Characters that a line of text takes: as many as are kept of it (scripts/records/limits.js)."""

KEYBOARDS = {"number": "decimal", "date": "decimal", "month": "decimal"}
"""What a phone shows: digits and a point, enough for 2026.9.1. Days are typed as text, since a field of type date takes
neither 9月1日 nor what a spreadsheet pastes; a button offers the calendar."""


FRAME = (TERM_START, TERM_END)
"""The fields that the choice of school year and term fills in; it stands above the first of them."""
_FRAME_CHOICE = ""


class _Entry(NamedTuple):
    """A field or list as it stands in the form."""

    field: Field
    users: Sequence[str]
    hidden: bool
    """Whether no chosen policy needs it: scripts show it when one does."""
    explained: bool
    """Whether there are results that say why it is asked for."""
    box: str
    """Its id."""


def form_html(
    library: Library, policies: Sequence[Policy], prefix: str = "", *, chosen: Collection[str] | None = None
) -> Markup:
    """The form for some policies; each field says in `data-policies` who needs it.

    `prefix` keeps ids apart where two forms share a page; what none of `chosen` needs (all of the policies, if left
    out) is hidden. All that scripts need stands in its place from the start, so that nothing moves when they arrive.
    """
    ids = {policy.id for policy in policies} if chosen is None else set(chosen)
    why = reasons(policies)
    items = checklist_items(policies)
    groups: dict[str, dict[str, Markup]] = {}
    shown: dict[str, list[_Entry]] = {}
    for name, users in asked(library, policies).items():
        field = library.rulebook.fields[name]
        entry = _Entry(field, users, ids.isdisjoint(users), name in why["fields"], f"{prefix}field-{name}")
        if name in items:
            part = _checklist(entry, items[name], ids)
        else:
            part = _list(entry) if field.kind == "list" else _field(entry)
        group = groups.setdefault(field.group, {})
        if name in FRAME and _FRAME_CHOICE not in group:
            group[_FRAME_CHOICE] = frame_html(prefix)
        group[name] = part
        shown.setdefault(field.group, []).extend([] if entry.hidden else [entry])
    lines = _next_lines(shown)
    buttons = tag(
        "p",
        tag("button", "清空", type="button", data_action="reset"),
        tag("button", "填入示例", type="button", data_action="example"),
        class_="pc-actions",
    )
    return tag(
        "div",
        sheets_html(),
        _tasks(shown, prefix, lines[""]),
        *(
            _group(name, list(parts.values()), prefix, lines[name], hidden=not shown[name])
            for name, parts in groups.items()
        ),
        buttons,
        why_html(why),
        class_="pc-form",
        data_part="form",
        # The words a pasted table may use for the choices of a yes-or-no field.
        data_yes=" ".join(YES),
        data_no=" ".join(NO),
    )


def _next_lines(shown: Mapping[str, Sequence[_Entry]]) -> dict[str, Markup]:
    """The line on top (under "") and below each group that leads on, in a form that is still empty."""
    groups = list(shown)
    # The school's own data few teachers have.
    own = {
        group: [(entry.field.name, entry.box) for entry in shown[group]] for group in groups if group != SCHOOL_GROUP
    }
    lines = {"": next_html(next(chain.from_iterable(own.values()), None))}
    for at, group in enumerate(groups):
        after = next(chain.from_iterable(own.get(other, ()) for other in groups[at + 1 :]), None)
        before = next(chain.from_iterable(own.get(other, ()) for other in groups[:at]), None)
        lines[group] = next_html(after or before, back=after is None)
    return lines


def _tasks(shown: Mapping[str, Sequence[_Entry]], prefix: str, line: Markup) -> Markup:
    """The groups as a list that leads to them; scripts write beside each how far it is."""
    items = [
        tag(
            "li",
            tag("a", name, href=f"#{_title(name, prefix)}", data_focus=_title(name, prefix)),
            state_html(),
            data_task=name,
            hidden=not entries,
        )
        for name, entries in shown.items()
        if name != SCHOOL_GROUP
    ]
    inside = (tag("ul", *items), line, only_needed_html())
    return tag("nav", *inside, class_="pc-tasks", aria_label="填写进度", data_part="tasks")


def _title(group: str, prefix: str) -> str:
    return f"{prefix}group-{group}"


def _group(name: str, parts: list[Markup], prefix: str, line: Markup, *, hidden: bool) -> Markup:
    """A group that can be folded away below its heading, which says how far it is.

    Each is a form of its own: at every key Chromium, which fills in forms, reads through all of the form typed into.
    """
    school = name == SCHOOL_GROUP
    heading = "学校一级的数据（学校核对时才填）" if school else name
    return tag(
        "details",
        tag("summary", tag("span", heading), state_html(), id=_title(name, prefix)),
        tag(
            "form",
            tag("fieldset", *parts, line, data_group=name, aria_label=heading),
            method="dialog",
            novalidate=True,
            autocomplete="off",
        ),
        open=not school,
        hidden=hidden,
        class_="pc-part pc-school-fields" if school else "pc-part",
    )


def _label(field: Field) -> str:
    return f"{field.name}（{field.unit}）" if field.unit else field.name


def _ask(entry: _Entry) -> Markup | None:
    """「为什么问」: scripts answer it."""
    words = f"为什么问：{entry.field.name}"
    attributes = {"aria_label": words, "title": words, "aria_expanded": "false", "data_action": "why"}
    return tag("button", "?", type="button", class_="pc-ask", **attributes) if entry.explained else None


def _aids(field: Field) -> tuple[Markup | None, Markup | None]:
    """What lies over a line of text: the calendar, and the way to say that one does not know."""
    name = {"type": "button", "aria_label": f"选日期：{field.name}", "title": "选日期"}
    pick = tag("button", data_action="pick", class_="pc-pick", **name) if field.kind == "date" else None
    if field.name == AS_OF:
        return pick, None
    label = f"{NOT_KNOWN}：{field.name}"
    unsure = {"data_action": "unsure", "aria_label": label, "aria_pressed": "false"}
    return pick, tag("button", NOT_KNOWN, type="button", class_="pc-unsure", **unsure)


def _field(entry: _Entry) -> Markup:
    field, box = entry.field, entry.box
    control, help_, error = f"{box}-input", f"{box}-help", f"{box}-error"
    described = f"{help_} {error}" if _help(field) else error
    aids = () if field.kind in CHOICES else _aids(field)
    return tag(
        "div",
        tag("label", _label(field), for_=control),
        _ask(entry),
        tag("div", _control(field, field.name, id=control, aria_describedby=described), *aids, class_="pc-box"),
        tag("p", _help(field), class_="pc-help", id=help_) if _help(field) else None,
        tag("p", class_="pc-error", id=error, hidden=True),
        class_="pc-field",
        data_field=field.name,
        data_policies=" ".join(entry.users),
        hidden=entry.hidden,
        id=box,
    )


def _help(field: Field) -> str:
    """The field's help and, where it has both, its limits."""
    if field.minimum is not None and field.maximum is not None:
        limits = f"{show(field.minimum)} 到 {show(field.maximum)}"
        return f"{field.help}；{limits}" if field.help else limits
    return field.help


def _control(field: Field, name: str, *, unsure: bool = True, **attributes: str | bool | None) -> Markup:
    """The input of a field or a cell: a choice where the words are fixed, else a line of text.

    `unsure` offers 不清楚 among the words; a line of text takes it as typed. Of the day of the assessment it makes no
    sense (`data-certain`): it is today's.
    """
    if field.kind in CHOICES:
        words = ("是", "否") if field.kind == "bool" else field.values
        return _select(name, (*words, *([NOT_KNOWN] if unsure else [])), **attributes)
    mode = "numeric" if field.integer else KEYBOARDS.get(field.kind)
    return tag(
        "input",
        name_=name,
        type="text",
        maxlength=str(LONGEST),
        inputmode=mode,
        data_kind=field.kind,
        data_this_year=field.this_year,
        data_certain=field.name == AS_OF,
        # Styles tell by it whether the field is empty.
        placeholder=" " if unsure and field.name != AS_OF else None,
        **attributes,
    )


def _select(name: str, words: Sequence[str], **attributes: str | bool | None) -> Markup:
    options = (tag("option", word, value=word) for word in words)
    return tag("select", tag("option", UNSET, value=""), *options, name_=name, **attributes)


def _list_box(entry: _Entry, *parts: Child) -> Markup:
    field, box = entry.field, entry.box
    return tag(
        "div",
        tag("p", field.name, class_="pc-list-title", id=f"{box}-title"),
        _ask(entry),
        tag("p", field.help, class_="pc-help", id=f"{box}-help") if field.help else None,
        *parts,
        tag("p", class_="pc-error", id=f"{box}-error", hidden=True),
        class_="pc-list",
        role="group",
        aria_labelledby=f"{box}-title",
        data_list=field.name,
        data_policies=" ".join(entry.users),
        hidden=entry.hidden,
        id=box,
    )


def _list(entry: _Entry) -> Markup:
    field = entry.field
    cells = [_cell(field, column) for column in field.columns.values()]
    remove = tag("button", "删去", type="button", data_action="remove-row")
    template = tag("template", tag("div", *cells, remove, class_="pc-row"), data_row=True)
    add = tag("button", "添一行", type="button", data_action="add-row")
    paste = tag("button", "从表格粘贴", type="button", data_action="paste", aria_expanded="false")
    by_month = [column for column in field.columns.values() if column.kind == "month"]
    empty = tag("input", type="checkbox", name_=field.name, data_empty=True)
    unsure = tag("input", type="checkbox", name_=field.name, data_unsure=True)
    answers = tag(
        "p",
        add,
        months_html() if len(by_month) == 1 else None,
        paste,
        tag("label", empty, tag("span", "没有"), class_="pc-empty"),
        tag("label", unsure, tag("span", NOT_KNOWN), class_="pc-empty"),
        class_="pc-row-actions",
    )
    return _list_box(entry, tag("div", data_rows=True), template, answers)


def _cell(field: Field, column: Field) -> Markup:
    title = f"{column.name}（{column.help}）" if column.help else _label(column)
    control = _control(column, f"{field.name}.{column.name}", unsure=False)
    return tag("label", tag("span", title), control, class_="pc-cell")


def _checklist(entry: _Entry, items: dict[str, list[str]], chosen: Collection[str]) -> Markup:
    """One row for each item of the checklists, so that nobody types their names."""
    field, rows = entry.field, []
    for item, needed in items.items():
        hidden = tag("input", type="hidden", name_=f"{field.name}.{ITEM}", value=item)
        choice = _select(f"{field.name}.{DONE}", ("是", "否", NOT_KNOWN))
        cell = tag("label", tag("span", item), choice, class_="pc-cell")
        unasked = set(chosen).isdisjoint(needed)
        rows.append(tag("div", hidden, cell, class_="pc-row", data_policies=" ".join(needed), hidden=unasked))
    return _list_box(entry, tag("div", *rows, data_rows=True, data_fixed=True))

"""The form, rendered when the site is built: the fields that some policies ask for, grouped as in the field table."""

from collections.abc import Sequence

from assessor.policy import Library, Policy
from assessor.records.forms import NO, UNSURE, YES
from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.rules import Field, show
from assessor.rules.facts import AS_OF
from assessor.site.inputs import DONE, ITEM, SCHOOL_GROUP, asked, checklist_items
from assessor.site.why import why_html

UNSET = "没填"
NOT_KNOWN = UNSURE[0]
"""The answer of who does not know: the engine hears nothing, and the form does not ask again."""

KEYBOARDS = {"number": "decimal", "date": "decimal", "month": "decimal"}
"""What a phone shows: digits and a point, enough for 2026.9.1. Days are typed as text, since a field of type date takes
neither 9月1日 nor what a spreadsheet pastes; a button offers the calendar."""


def form_html(library: Library, policies: Sequence[Policy], prefix: str = "") -> Markup:
    """The form for some policies; each field says in `data-policies` who needs it.

    `prefix` keeps ids apart where two forms share a page.
    """
    items = checklist_items(policies)
    groups: dict[str, list[Markup]] = {}
    for name, users in asked(library, policies).items():
        field = library.rulebook.fields[name]
        needed = " ".join(users)
        if name in items:
            part = _checklist(field, items[name], needed, prefix)
        elif field.kind == "list":
            part = _list(field, needed, prefix)
        else:
            part = _field(field, needed, prefix)
        groups.setdefault(field.group, []).append(part)
    buttons = tag(
        "p",
        tag("button", "清空", type="button", data_action="reset"),
        tag("button", "填入示例", type="button", data_action="example"),
        class_="pc-actions",
    )
    return tag(
        "form",
        _tasks([name for name in groups if name != SCHOOL_GROUP], prefix),
        *(_group(name, parts, prefix) for name, parts in groups.items()),
        buttons,
        why_html(policies),
        method="dialog",
        novalidate=True,
        autocomplete="off",
        data_part="form",
        # The words a pasted table may use for the choices of a yes-or-no field.
        data_yes=" ".join(YES),
        data_no=" ".join(NO),
    )


def _tasks(groups: Sequence[str], prefix: str) -> Markup:
    """The groups as a list that leads to them; scripts write beside each how far it is."""
    items = [
        tag(
            "li",
            tag("a", name, href=f"#{_title(name, prefix)}", data_focus=_title(name, prefix)),
            tag("span", class_="pc-state"),
            data_task=name,
        )
        for name in groups
    ]
    return tag("nav", tag("ul", *items), class_="pc-tasks", aria_label="填写进度", data_part="tasks")


def _title(group: str, prefix: str) -> str:
    return f"{prefix}group-{group}"


def _group(name: str, parts: list[Markup], prefix: str) -> Markup:
    """A group that can be folded away below its heading, which says how far it is."""
    school = name == SCHOOL_GROUP
    heading = "学校一级的数据（学校核对时才填）" if school else name
    return tag(
        "details",
        tag("summary", tag("span", heading), tag("span", class_="pc-state"), id=_title(name, prefix)),
        tag("fieldset", *parts, data_group=name, aria_label=heading),
        open=not school,
        class_="pc-part pc-school-fields" if school else "pc-part",
    )


def _label(field: Field) -> str:
    return f"{field.name}（{field.unit}）" if field.unit else field.name


def _field(field: Field, users: str, prefix: str) -> Markup:
    box = f"{prefix}field-{field.name}"
    control, help_, error = f"{box}-input", f"{box}-help", f"{box}-error"
    described = f"{help_} {error}" if _help(field) else error
    return tag(
        "div",
        tag("label", _label(field), for_=control),
        tag("div", _control(field, field.name, id=control, aria_describedby=described), class_="pc-box"),
        tag("p", _help(field), class_="pc-help", id=help_) if _help(field) else None,
        tag("p", class_="pc-error", id=error, hidden=True),
        class_="pc-field",
        data_field=field.name,
        data_policies=users,
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
    if field.kind in {"bool", "enum"}:
        words = ("是", "否") if field.kind == "bool" else field.values
        return _select(name, (*words, *([NOT_KNOWN] if unsure else [])), **attributes)
    mode = "numeric" if field.integer else KEYBOARDS.get(field.kind)
    return tag(
        "input",
        name_=name,
        type="text",
        inputmode=mode,
        data_kind=field.kind,
        data_this_year=field.this_year,
        data_certain=field.name == AS_OF,
        **attributes,
    )


def _select(name: str, words: Sequence[str], **attributes: str | bool | None) -> Markup:
    options = (tag("option", word, value=word) for word in words)
    return tag("select", tag("option", UNSET, value=""), *options, name_=name, **attributes)


def _list_box(field: Field, users: str, prefix: str, *parts: Child) -> Markup:
    box = f"{prefix}field-{field.name}"
    return tag(
        "div",
        tag("p", field.name, class_="pc-list-title", id=f"{box}-title"),
        tag("p", field.help, class_="pc-help", id=f"{box}-help") if field.help else None,
        *parts,
        tag("p", class_="pc-error", id=f"{box}-error", hidden=True),
        class_="pc-list",
        role="group",
        aria_labelledby=f"{box}-title",
        data_list=field.name,
        data_policies=users,
        id=box,
    )


def _list(field: Field, users: str, prefix: str) -> Markup:
    cells = [_cell(field, column) for column in field.columns.values()]
    remove = tag("button", "删去", type="button", data_action="remove-row")
    template = tag("template", tag("div", *cells, remove, class_="pc-row"), data_row=True)
    add = tag("button", "添一行", type="button", data_action="add-row")
    empty = tag("input", type="checkbox", name_=field.name, data_empty=True)
    unsure = tag("input", type="checkbox", name_=field.name, data_unsure=True)
    answers = tag(
        "p",
        add,
        tag("label", empty, tag("span", "没有"), class_="pc-empty"),
        tag("label", unsure, tag("span", NOT_KNOWN), class_="pc-empty"),
        class_="pc-row-actions",
    )
    return _list_box(field, users, prefix, tag("div", data_rows=True), template, answers)


def _cell(field: Field, column: Field) -> Markup:
    title = f"{column.name}（{column.help}）" if column.help else _label(column)
    control = _control(column, f"{field.name}.{column.name}", unsure=False)
    return tag("label", tag("span", title), control, class_="pc-cell")


def _checklist(field: Field, items: dict[str, list[str]], users: str, prefix: str) -> Markup:
    """One row for each item of the checklists, so that nobody types their names."""
    rows = []
    for item, needed in items.items():
        hidden = tag("input", type="hidden", name_=f"{field.name}.{ITEM}", value=item)
        choice = _select(f"{field.name}.{DONE}", ("是", "否", NOT_KNOWN))
        cell = tag("label", tag("span", item), choice, class_="pc-cell")
        rows.append(tag("div", hidden, cell, class_="pc-row", data_policies=" ".join(needed)))
    return _list_box(field, users, prefix, tag("div", *rows, data_rows=True, data_fixed=True))

"""Bounds of what is read from the rows of a list."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from assessor.rules.bounds.possible import (
    NOTHING,
    TRUTH,
    Possible,
    add,
    all_of,
    carry,
    one,
    relation,
    span,
    truths,
    union,
)
from assessor.rules.bounds.view import View
from assessor.rules.dates import Day, WholeYear, Window, week_of
from assessor.rules.fields import Row
from assessor.rules.frame import TERM, periods_in
from assessor.rules.mechanisms.checklist import DONE, ITEM
from assessor.rules.scope import Node

if TYPE_CHECKING:
    from datetime import date

ZERO = Fraction(0)


def _counts(node: Node, view: View, row: Row, window: Window | None) -> Possible:
    """Whether a row counts: it may lie in the future or outside the window while its date is blank."""
    name = node["of"]
    column = view.facts.fields[name].dated_by
    parts = []
    if column is not None and column not in row:
        view.open[f"{name}.{column}"] = None
        parts.append(TRUTH)
    elif column is not None and "within" in node:
        inside = TRUTH if window is None else one(window.holds(cast("Day", row[column])))
        parts.append(inside)
    if "where" in node:
        parts.append(view.possible(node["where"], view.at_row(name, row)))
    return all_of(parts) if parts else one(content=True)


def _window(node: Node, view: View) -> Window | None:
    """The window of a node; None while it may still be anything."""
    if "within" not in node:
        return Window(None, None)
    content = view.possible(node["within"], view).single()
    return content if isinstance(content, Window) else None


def _may_grow(node: Node, view: View) -> bool:
    """Whether rows may still come: the rule looks at the term, and the term is not over."""
    return view.term_goes_on and TERM in periods_in(node.get("within"), view.lets)


def count(node: Node, view: View) -> Possible:
    """How many rows may count."""
    rows = view.facts.rows(node["of"])
    if rows is None:
        view.open[node["of"]] = None
        return span(ZERO, None, whole=True)
    window = _window(node, view)
    verdicts = [_counts(node, view, row, window) for row in rows]
    sure = sum(verdict.words == frozenset({True}) for verdict in verdicts)
    maybe = sum(verdict.may_be(word=True) for verdict in verdicts) - sure
    if _may_grow(node, view):
        view.open[node["of"]] = None
        return carry(span(Fraction(sure), None, whole=True), *verdicts)
    return carry(span(Fraction(sure), Fraction(sure + maybe), whole=True), *verdicts)


def _any_rows(value: Possible) -> Possible:
    """The sum of any number of such values."""
    low, high = value.ends
    least = ZERO if low is not None and low >= 0 else None
    most = ZERO if high is not None and high <= 0 else None
    return carry(span(least, most), value) if value.is_number else carry(one(ZERO), value)


def total(node: Node, view: View) -> Possible:
    """What a total may come to."""
    name = node["of"]
    rows = view.facts.rows(name)
    any_value = view.possible(node["value"], view.at_row(name, {}))
    view_open = [key for key in view.open if key.startswith(f"{name}.")]
    if rows is None:
        for key in view_open:
            view.open.pop(key)
        view.open[name] = None
        made = _any_rows(any_value)
        return union([made, view.possible(node["otherwise"], view)]) if "otherwise" in node else made
    for key in view_open:
        if all(key.partition(".")[2] in row for row in rows):
            view.open.pop(key)
    window = _window(node, view)
    made, none_counts = one(ZERO), True
    for row in rows:
        counts = _counts(node, view, row, window)
        if not counts.may_be(word=True):
            continue
        value = view.possible(node["value"], view.at_row(name, row))
        sure = counts.words == frozenset({True})
        none_counts = none_counts and not sure
        made = add(made, value if sure else union([value, one(ZERO)]))
    if _may_grow(node, view):
        view.open[name] = None
        made = add(made, _any_rows(any_value))
    if "otherwise" in node and none_counts:
        made = union([made, view.possible(node["otherwise"], view)])
    return made


def each(node: Node, view: View) -> Possible:
    """What the sum over months may come to."""
    name, by = node["of"], node["by"]
    rows = view.facts.rows(name)
    if rows is None:
        view.open[name] = None
        return _any_rows(_group(node, view, [{}]))
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get(by), []).append(row)
    loose = groups.pop(None, [])
    if loose:
        view.open[f"{name}.{by}"] = None
        hull = _group(node, view, [{}])
        low, high = hull.ends
        count_of = len(groups) + len(loose)
        least = ZERO if low is not None and low >= 0 else None
        return carry(span(least, None if high is None else max(high, ZERO) * count_of), hull)
    window = _window(node, view)
    made = one(ZERO)
    for mark, group in groups.items():
        if window is None:
            made = add(made, union([_group(node, view, group), one(ZERO)]))
        elif window.holds(cast("Day", mark)):
            made = add(made, _group(node, view, group))
    return made


def _group(node: Node, view: View, rows: Sequence[Row]) -> Possible:
    """What one month may come to."""
    totals: dict[str, Possible] = {}
    name = node["of"]
    for column, entry in view.facts.fields[name].columns.items():
        if entry.kind == "number":
            summed = one(ZERO)
            for row in rows:
                summed = add(summed, view.at_row(name, row).column(column))
            totals[column] = summed
        elif column == node["by"]:
            totals[column] = view.at_row(name, rows[0]).column(column)
    return view.possible(node["value"], view.with_totals(name, totals))


def each_week(node: Node, view: View) -> Possible:
    """Whether every whole week may have its rows."""
    term, spans = view.window(TERM), view.most_weeks
    name = node["of"]
    rows = view.facts.rows(name)
    if term is None or spans is None or rows is None:
        if rows is None:
            view.open[name] = None
        return TRUTH
    column = view.facts.fields[name].dated_by or ""
    by_week: list[list[Possible]] = [[] for _ in spans]
    anywhere: list[Possible] = []
    for row in rows:
        counts = _counts(node, view, row, None)
        if column not in row:
            anywhere.append(counts)
        elif (number := week_of(cast("date", row[column]), spans)) is not None:
            by_week[number].append(counts)
    verdicts = []
    for here in by_week:
        both = [*here, *anywhere]
        sure = sum(item.words == frozenset({True}) for item in both)
        maybe = sum(item.may_be(word=True) for item in both) - sure
        held = span(Fraction(sure), Fraction(sure + maybe), whole=True)
        verdicts.append(relation(">=", held, one(Fraction(node["at_least"]))))
    made = all_of(verdicts) if verdicts else one(content=True)
    if view.term_goes_on and made.may_be(word=True):
        view.open[f"{name}.{column}"] = None
        return truths(true=True, false=True)
    return made


def recent_years(node: Node, view: View) -> Possible:
    """Whether the last years may all be of that kind."""
    name, by = node["of"], node["by"]
    rows = view.facts.rows(name)
    if rows is None:
        view.open[name] = None
        return carry(TRUTH, Possible(words=frozenset(), undefined=True))
    if any(by not in row for row in rows):
        view.open[f"{name}.{by}"] = None
        return carry(TRUTH, Possible(words=frozenset(), undefined=True))
    years: dict[int, list[Row]] = {}
    for row in rows:
        years.setdefault(cast("WholeYear", row[by]).start, []).append(row)
    if not years:
        return one(content=False)
    adjacent = view.possible(node["adjacent"], view)
    latest = max(years)
    options = []
    if adjacent.may_be(word=True):
        options.append(list(range(latest, latest - node["years"], -1)))
    if adjacent.may_be(word=False):
        options.append(sorted(years, reverse=True)[: node["years"]])
    verdicts = []
    for wanted in options:
        if len(wanted) < node["years"]:
            verdicts.append(one(content=False))
        else:
            verdicts.append(all_of([_year(node, view, years.get(year, [])) for year in wanted]))
    return union(verdicts)


def _year(node: Node, view: View, rows: Sequence[Row]) -> Possible:
    """The verdict of one year; different verdicts of its rows leave it undefined."""
    if not rows:
        return one(content=False)
    values = [view.possible(node["where"], view.at_row(node["of"], row)) for row in rows]
    true = all(value.may_be(word=True) for value in values)
    false = all(value.may_be(word=False) for value in values)
    same = len(rows) == 1 or (all(value.single() is not None for value in values) and true != false)
    return carry(truths(true=true, false=false), NOTHING if same else Possible(undefined=True))


def checklist(node: Node, view: View) -> Possible:
    """Whether every item may be done."""
    return all_of([item for item, _ in items(node, view)])


def items(node: Node, view: View) -> list[tuple[Possible, str]]:
    """Each item with what may come of it; items nobody mentions are open."""
    name = node["of"]
    rows = view.facts.rows(name) or ()
    nameless = [union([one(content=True), view.at_row(name, row).column(DONE)]) for row in rows if ITEM not in row]
    found = []
    for item in node["items"]:
        cells = [view.at_row(name, row).column(DONE) for row in rows if row.get(ITEM) == item]
        if not cells:
            view.open[f"{name}.{DONE}"] = None
        found.append((all_of([*cells, *nameless]) if cells else TRUTH, item))
    return found

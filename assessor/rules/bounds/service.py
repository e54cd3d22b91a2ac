"""Bounds of what is read from spells of service."""

from collections.abc import Sequence
from fractions import Fraction

from assessor.rules.bounds.possible import ANY, TRUTH, Possible, one, span, union
from assessor.rules.bounds.view import View
from assessor.rules.fields import Row
from assessor.rules.scope import Node
from assessor.rules.spells import END, ROLE, months_served, school_years_served, unclear

ZERO = Fraction(0)


def _open(node: Node, view: View, rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of the spells that are blank and may change what they give; noted as open."""
    blank = unclear(rows, node["of"], node["role"])
    ends = any(row.get(ROLE) == node["role"] and END not in row for row in rows)
    blank = blank or ((f"{node['of']}.{END}",) if ends else ())
    view.open.update(dict.fromkeys(blank))
    return blank


def every_month(node: Node, view: View) -> Possible:
    """Whether service may cover every month."""
    rows = view.facts.rows(node["of"])
    if rows is None:
        view.open[node["of"]] = None
        view.possible(node["otherwise"], view)
        return TRUTH
    covered = view.now(node).content is True
    settled = not covered and not unclear(rows, node["of"], node["role"])  # an end that is filled in adds no month
    return one(content=covered) if settled or not _open(node, view, rows) else TRUTH


def school_years(node: Node, view: View) -> Possible:
    """How many school years may have been served: blanks that are filled in may take some away or add some."""
    name, role = node["of"], node["role"]
    rows = view.facts.rows(name)
    if rows is None:
        view.open[name] = None
        return union([span(ZERO, None, whole=True), view.possible(node["otherwise"], view)])
    if unclear(rows, name, role):
        _open(node, view, rows)
        return span(ZERO, None, whole=True)
    most = Fraction(len(school_years_served(rows, role, view.facts.as_of)))
    if not _open(node, view, rows):
        return one(most)
    closed = [row for row in rows if END in row]
    return span(Fraction(len(school_years_served(closed, role, view.facts.as_of))), most, whole=True)


def in_office_since(node: Node, view: View) -> Possible:
    """From which month service may run; a single spell that has begun tells it, whether or not it has an end."""
    name, role = node["of"], node["role"]
    rows = view.facts.rows(name)
    if rows is None:
        view.open[name] = None
        return ANY
    now = view.now(node)
    single = len([row for row in rows if row.get(ROLE) == role]) == 1 and bool(
        months_served(rows, role, view.facts.as_of)
    )
    if now.content is not None and (single or not _open(node, view, rows)):
        return one(now.content)
    _open(node, view, rows)
    return ANY

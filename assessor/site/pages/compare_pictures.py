"""The pictures of the comparison: drawn where at least two policies give different figures in the same unit."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assessor.report import Markup, tag
from assessor.site.drawing.pictures import Mark, Row, bars, time_line
from assessor.site.drawing.quantities import Quantity
from assessor.site.pages.compare_matters import Entry

YEARS = "年"
_AS_YEARS = frozenset({"年", "学年"})
_SENSES = frozenset({"≥", "≤", "＞", "＜"})


def pictures(entries: Sequence[Entry]) -> list[Markup]:
    """The pictures of one matter, one for each unit in which its policies can be compared."""
    found: dict[str, list[tuple[Entry, list[Quantity]]]] = {}
    for entry in entries:
        by_scale: dict[str, list[Quantity]] = {}
        for quantity in entry.drawn:
            scaled = _scaled(quantity)
            if scaled is not None:
                by_scale.setdefault(_scale(scaled), []).append(scaled)
        for scale, amounts in by_scale.items():
            found.setdefault(scale, []).append((entry, amounts))
    drawn = [_picture(scale, rows) for scale, rows in found.items() if _telling(rows)]
    return [*drawn, *_hours_apart(found)]


def _scaled(quantity: Quantity) -> Quantity | None:
    """The quantity as it is compared: for one year where it is counted over years; nothing without a number."""
    if quantity.value is None:
        return None
    yearly = quantity.yearly
    if yearly is None:
        return quantity
    said = f"{quantity.said[0]} {Quantity(yearly, quantity.unit, '').amount}/年"
    original = "" if quantity.years == 1 else f"（{quantity.said}）"
    return replace(quantity, value=yearly, said=said + original, each=YEARS)


def _scale(quantity: Quantity) -> str:
    """What figures must share to stand on one scale."""
    unit = YEARS if quantity.unit in _AS_YEARS and not quantity.each else quantity.unit
    return f"{unit}/{quantity.each}" if quantity.each else unit


def _telling(rows: list[tuple[Entry, list[Quantity]]]) -> bool:
    """Whether a picture tells more than a sentence: several policies, and not all the same."""
    values = {quantity.value for _, amounts in rows for quantity in amounts}
    return len({entry.policy.id for entry, _ in rows}) > 1 and len(values) > 1


def _hours_apart(found: dict[str, list[tuple[Entry, list[Quantity]]]]) -> list[Markup]:
    """Hours of training in units that no text converts, each with a scale of its own."""
    hours = {unit: found[unit] for unit in ("学时", "课时") if unit in found}
    if len(hours) <= 1 or any(_telling(rows) for rows in hours.values()):
        return []
    rows = [row for group in hours.values() for row in group]
    return [bars("学时和课时都照原文，没有写怎样换算：长短只比数，不比时间", [_row(*row) for row in rows])]


def _picture(scale: str, rows: list[tuple[Entry, list[Quantity]]]) -> Markup:
    several = len({found.measured for _, amounts in rows for found in amounts}) > 1
    lines = [_row(entry, amounts, measured=several) for entry, amounts in rows]
    if scale == YEARS:
        return time_line("画在同一条线上，单位：年；粗线表示满这个年数以后", scale, lines)
    return bars(f"画在同一把尺上，单位：{scale}", lines)


def _row(entry: Entry, amounts: list[Quantity], *, measured: bool = False) -> Row:
    """The figures of a rule; `measured` says what they count too, where not all rows of a picture count the same."""
    href = f"../policies/{entry.policy.id}/#rule-{entry.rule.id}"
    counted = "、".join(dict.fromkeys(found.measured for found in amounts if found.measured)) if measured else ""
    small = f"{entry.policy.short}，看{counted}" if counted else entry.policy.short
    name = Markup.join_all([tag("a", entry.rule.data["name"], href=href), " ", tag("small", small)])
    marks = [Mark(amount.value or Fraction(0), _sign(amount), amount.label) for amount in amounts]
    return Row(name, marks, entry.rule.data["strength"] in {"must", "should"})


def _sign(amount: Quantity) -> str:
    """≥ goes without saying where a figure is drawn as a length that has to be reached."""
    return amount.said.removeprefix("≥ ") if amount.said[:1] in _SENSES else amount.said

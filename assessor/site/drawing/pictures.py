"""Figures of several policies on one scale: lengths as bars, thresholds on one time line.

Inline SVG without a viewBox: what lies across is in percent of the width, what lies down is in pixels, so that letters
keep their size on a phone. Colours come from classes (the site's policy allows no inline style), shapes tell what
colours tell, and each drawing has its figures as its label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessor.report import Markup, tag
from assessor.report.html import Child
from assessor.report.pictures import percent
from assessor.rules import show

START, END = 2, 97
"""Where the time line begins and ends, in percent: half a figure's width is left at either end."""
LONGEST = 62
"""The longest bar, in percent: its figure is written behind it."""
ROOM, LETTER = 96, Fraction(48, 10)
"""What bar and figure may take together, and what a Chinese letter takes, in percent of a 320 pixels wide screen."""
CROWDED = 6
"""Figures closer than this, in percent, stand at different heights."""
LOW, HIGH = 40, 54
"""How high a row of the time line is, in pixels: without and with figures below the line."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: where it lies, what is written at it, and which case it is for."""

    value: Fraction
    said: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one rule; `binding` is whether it must or should be so (drawn filled) or may (drawn hollow)."""

    name: Child
    marks: Sequence[Mark]
    binding: bool = True


def bars(title: str, rows: Sequence[Row]) -> Markup:
    """Each figure as a bar on a common scale that begins at 0."""
    most = max(mark.value for row in rows for mark in row.marks)
    scale = min([LONGEST / most, *((ROOM - _wide(mark.said)) / mark.value for row in rows for mark in row.marks)])
    items = [
        tag("li", tag("p", row.name), *(_bar(mark, scale, binding=row.binding) for mark in row.marks)) for row in rows
    ]
    labelled = any(mark.label for row in rows for mark in row.marks)  # then all bars begin behind the labels' column
    return _figure(title, rows, tag("ul", *items), "hb-bars hb-labelled" if labelled else "hb-bars")


def _wide(text: str) -> Fraction:
    """How much room a text takes on a narrow screen, in percent; figures and spaces are half as wide."""
    return sum((LETTER / 2 if letter.isascii() else LETTER for letter in text), Fraction(0))


def _bar(mark: Mark, scale: Fraction, *, binding: bool) -> Markup:
    length = mark.value * scale
    drawn = tag(
        "svg",
        tag("rect", x="0", y="5", width=percent(length), height="12", class_=_fill(binding=binding)),
        tag("text", mark.said, x=percent(length), dx="6", y="15.5"),
        width="100%",
        height="22",
        role="img",
        aria_label=f"{mark.label}：{mark.said}" if mark.label else mark.said,
    )
    label = tag("span", mark.label, class_="hb-case", aria_hidden="true") if mark.label else None
    return tag("div", label, drawn, class_="hb-length")


def time_line(title: str, unit: str, rows: Sequence[Row]) -> Markup:
    """Each figure as a point of a line that is the same for all rows; the line is thick from the first point on."""
    most = max(mark.value for row in rows for mark in row.marks)
    step = next((step for step in _STEPS if most / step <= _MOST_STEPS), _STEPS[-1])
    end = (most // step + 1) * step
    ticks = [Fraction(position) for position in range(0, int(end) + 1, step)]
    items = [tag("li", tag("p", row.name), _track(row, ticks)) for row in rows]
    axis = tag("div", _axis(ticks, unit), class_="hb-axis", aria_hidden="true")
    return _figure(title, rows, Markup.join_all([tag("ul", *items), axis]), "hb-time")


def _track(row: Row, ticks: Sequence[Fraction]) -> Markup:
    marks = sorted({mark.value: mark for mark in row.marks}.values(), key=lambda mark: mark.value)
    places = [_across(mark.value, ticks[-1]) for mark in marks]
    drawn: list[Child] = [
        tag("line", x1=percent(x), x2=percent(x), y1="18", y2="38", class_="hb-tick")
        for x in (_across(tick, ticks[-1]) for tick in ticks)
    ]
    drawn.append(tag("line", x1=percent(START), x2=percent(END), y1="28", y2="28", class_="hb-thin"))
    drawn.append(tag("line", x1=percent(places[0]), x2=percent(END), y1="28", y2="28", class_="hb-thick"))
    lowered = False
    height = LOW
    for position, (mark, x) in enumerate(zip(marks, places, strict=True)):
        lowered = position > 0 and x - places[position - 1] < CROWDED and not lowered
        height = HIGH if lowered else height
        drawn.append(tag("circle", cx=percent(x), cy="28", r="5", class_=_fill(binding=row.binding)))
        text = tag("text", show(mark.value), x=percent(x), y="51" if lowered else "16", text_anchor="middle")
        drawn.append(text)
    said = "；".join(f"{mark.label}：{mark.said}" if mark.label else mark.said for mark in row.marks)
    return tag("svg", *drawn, width="100%", height=str(height), role="img", aria_label=said)


def _axis(ticks: Sequence[Fraction], unit: str) -> Markup:
    texts = [
        tag("text", show(tick), x=percent(_across(tick, ticks[-1])), y="14", text_anchor="middle") for tick in ticks
    ]
    return Markup.join_all([tag("svg", *texts, width="100%", height="18"), tag("span", unit)])


def _across(value: Fraction, end: Fraction) -> Fraction:
    return START + value / end * (END - START)


def _fill(*, binding: bool) -> str:
    return "hb-filled" if binding else "hb-hollow"


def _figure(title: str, rows: Sequence[Row], content: Markup, kind: str) -> Markup:
    shapes = "" if all(row.binding for row in rows) else "；空心的不是要求，只是“可”或“目标”"
    return tag("figure", tag("figcaption", title + shapes), content, class_=f"hb-picture {kind}")

"""Small pictures beside the words: the band a number falls into, how much of a requirement there is, service by year.

They are drawn in per cent of whatever width there is, so that their letters keep their size on a phone, and say
nothing that does not also stand beside them in words.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from assessor.report import wording
from assessor.report.html import Child, Markup, tag
from assessor.rules import Field, Node, Record, Result, Step, Verdict, show
from assessor.rules.dates import Month
from assessor.rules.exact import literal
from assessor.rules.fields import Row
from assessor.rules.mechanisms.bands import inside
from assessor.rules.spells import END, MONTHS_A_YEAR, ROLE, START

WHOLE = 100
"""The whole width, in per cent."""
HUNDREDTHS = 100
NARROW = Fraction(9)
"""Per cent of the width below which a label finds no room."""
BEYOND, FARTHEST = Fraction(1, 4), 1
"""How far bands without an end are drawn past the ends there are, as a share of what lies between: at least, and for a
number far outside, at most; its mark then stands at the edge."""
FEWEST_YEARS = 3

_ENDS = ("from", "above", "to", "below")


def picture_html(result: Result, verdict: Verdict) -> Markup | None:
    """The picture of a result: its bands with the own number in them, or how far an unmet requirement is met."""
    if verdict.step is None or result.rule.data["subject"] != "teacher":
        return None
    bands = _first(verdict.step, "bands")
    if bands and bands.have is not None and bands.have.is_known:
        return _bands(bands.node, bands.have.number, wording.unit_of(bands.node["of"], bands.scope))
    asked = verdict.step if verdict.step.kind == "require" else None
    if asked is None or verdict.met is not False or asked.node["relation"] not in {">=", ">"}:
        return None
    if (
        asked.have is None
        or not asked.have.is_known
        or asked.need is None
        or not isinstance(asked.need.content, Fraction)
    ):
        return None
    word = wording.asked_word(result)
    return _progress(asked.have.number, asked.need.number, str(result.rule.data.get("unit", "")), word)


def _first(step: Step, kind: str) -> Step | None:
    """The step of this kind nearest to the conclusion, rows left out: each of them has bands of its own."""
    if step.kind == kind:
        return step
    if step.kind in {"each", "sum", "count", "every_month", "school_years", "result"}:
        return None
    return next((found for child in step.children if (found := _first(child, kind))), None)


def _bands(node: Node, own: Fraction, unit: str) -> Markup | None:
    """The bands side by side to scale, ends written below, the own number marked; what no band covers stays open."""
    rows = node["rows"]
    ends = sorted({literal(row[end]) for row in rows for end in _ENDS if end in row})
    if not ends:
        return None
    is_share = bool(node.get("percent"))
    low, high = drawn_range(ends, own, is_share=is_share)
    bands = tuple((_end(row, "from", "above"), _end(row, "to", "below"), wording.names(row["value"])) for row in rows)
    others, mine, written = _drawn(bands, tuple(ends), low, high, is_share=is_share)
    parts = [here if inside(row, own) else there for row, there, here in zip(rows, others, mine, strict=True)]
    x = percent(_at(own, low, high))
    mark = tag("line", x1=x, x2=x, y1="4", y2="38", class_="pc-at"), tag("circle", cx=x, cy="5", r="5", class_="pc-at")
    said = f"你的：{wording.readable(own, unit, percent=is_share)}"
    return _figure(tag("svg", *parts, written, *mark, height="54", aria_hidden="true"), said)


def _end(row: Node, inclusive: str, exclusive: str) -> Fraction | None:
    """Where a band begins, or ends; None where it has no end."""
    text = row.get(inclusive, row.get(exclusive))
    return None if text is None else literal(text)


def _at(number: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return (min(max(number, low), high) - low) * WHOLE / (high - low)


# While someone types, the same bands are drawn at every key, and only the own number moves.
@lru_cache(maxsize=256)
def _drawn(
    bands: tuple[tuple[Fraction | None, Fraction | None, str], ...],
    ends: tuple[Fraction, ...],
    low: Fraction,
    high: Fraction,
    *,
    is_share: bool,
) -> tuple[list[Markup], list[Markup], Markup]:
    """The bands as they are, each as it is with the own number in it, and the ends written below."""
    others, mine = [], []
    for first, last, label in bands:
        start = _at(low if first is None else first, low, high)
        stop = _at(high if last is None else last, low, high)
        shape = tag("rect", x=percent(start), width=percent(stop - start), y="14", height="22")
        text = tag("text", label, x=percent((start + stop) / 2), y="29") if stop - start >= NARROW else None
        others.append(tag("g", shape, text, class_="pc-band"))
        mine.append(tag("g", shape, text, class_="pc-band pc-band-here"))
    written, before = [], -NARROW
    for end in ends:
        x = _at(end, low, high)
        if x - before >= NARROW and x <= WHOLE - NARROW / 2:
            written.append(tag("text", wording.readable(end, percent=is_share), x=percent(x), y="50", class_="pc-end"))
            before = x
    return others, mine, Markup.join_all(written)


def drawn_range(ends: list[Fraction], own: Fraction, *, is_share: bool) -> tuple[Fraction, Fraction]:
    """From where to where bands are drawn: all their ends, what is usual around them, the own number where it is near."""
    first = min(Fraction(0), ends[0])
    span = ends[-1] - first or Fraction(1)
    low = min(first - (BEYOND * span if first < 0 else 0), max(own, first - FARTHEST * span))
    high = max(ends[-1] + BEYOND * span, min(own, ends[-1] + FARTHEST * span))
    return low, max(Fraction(1), min(own, ends[-1] + FARTHEST * span)) if is_share and ends[-1] <= 1 else high


def _progress(have: Fraction, need: Fraction, unit: str, word: str) -> Markup | None:
    """A bar as long as what is asked, filled as far as there is something."""
    if need <= 0 or have < 0:
        return None
    share = percent(min(have / need, Fraction(1)) * WHOLE)
    parts = [
        tag("rect", x="0", y="1", width="100%", height="12", class_="pc-asked"),
        tag("rect", x="0", y="1", width=share, height="12", class_="pc-there"),
    ]
    said = f"已有 {wording.readable(have, unit)}，{word} {wording.readable(need, unit)}"
    return _figure(tag("svg", *parts, height="14", aria_hidden="true"), said)


def service_html(fields: Mapping[str, Field], record: Record, day: date) -> Markup:
    """The spells of service by year, those as head teacher filled, others open; nothing without a start."""
    now = Month.of(day).ordinal
    spells = []
    for row in _spell_rows(fields, record):
        since, until = row.get(START), row.get(END)
        if isinstance(since, Month) and since.ordinal <= now:
            last = min(until.ordinal, now) if isinstance(until, Month) else now
            spells.append((since.ordinal, max(last, since.ordinal) + 1, str(row.get(ROLE, ""))))
    if not spells:
        return Markup("")
    first_year = min(start for start, _, _ in spells) // MONTHS_A_YEAR
    years = max(now // MONTHS_A_YEAR + 1 - first_year, FEWEST_YEARS)

    def at(month: int) -> Fraction:
        return Fraction(month - first_year * MONTHS_A_YEAR, years * MONTHS_A_YEAR) * WHOLE

    parts: list[Child] = [tag("line", x1="0", x2="100%", y1="25", y2="25", class_="pc-axis")]
    for start, stop, role in spells:
        kind = "pc-served" if role == "班主任" else "pc-served pc-served-other"
        width = percent(at(stop) - at(start))
        parts.append(tag("rect", x=percent(at(start)), width=width, y="6", height="18", class_=kind))
    step = -(-years // 6)
    for year in range(0, years, step):
        x = percent(Fraction(year * WHOLE, years))
        parts.append(tag("line", x1=x, x2=x, y1="25", y2="30", class_="pc-axis"))
        parts.append(tag("text", str(first_year + year), x=x, y="43", class_="pc-year"))
    said = f"任职时间线：{'；'.join(_spell_text(*spell, now) for spell in sorted(spells))}"
    return _figure(tag("svg", *parts, height="46", aria_hidden="true"), said)


def _spell_rows(fields: Mapping[str, Field], record: Record) -> Iterator[Row]:
    """The rows from which years of service are derived."""
    for name in dict.fromkeys(field.derivation.spells for field in fields.values() if field.derivation):
        rows = record.get(name, ())
        if isinstance(rows, list | tuple):
            yield from (row for row in rows if isinstance(row, Mapping))


def _spell_text(start: int, stop: int, role: str, now: int) -> str:
    last = "至今" if stop - 1 >= now else f"至 {_month(stop - 1)}"
    return f"{_month(start)}{last}{f'（{role}）' if role else ''}"


def _month(ordinal: int) -> str:
    return f"{ordinal // MONTHS_A_YEAR} 年 {ordinal % MONTHS_A_YEAR + 1} 月"


def _figure(picture: Markup, said: str) -> Markup:
    return tag("figure", picture, tag("figcaption", said), class_="pc-picture")


def percent(share: Fraction | int) -> str:
    """A length as SVG has it, to a hundredth of a per cent."""
    return f"{show(Fraction(round(share * HUNDREDTHS), HUNDREDTHS))}%"

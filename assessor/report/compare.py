"""What if: two assessments side by side, and one result over the range of one input, as HTML."""

from fractions import Fraction

from assessor.report import wording
from assessor.report.html import Child, Markup, tag
from assessor.rules import Assessment, Result, State, show
from assessor.rules.fields import Field
from assessor.rules.sweep import Stretch


def changes_html(before: Assessment, after: Assessment) -> Markup:
    """The results that differ between the real record and the one supposed, side by side."""
    old = {(result.policy.id, result.id): result for result in before.results}
    rows = []
    for result in after.results:
        was = old.get((result.policy.id, result.id))
        if was is None or result.verdict.status is State.MANUAL:
            continue
        texts = wording.verdict_text(was, was.verdict), wording.verdict_text(result, result.verdict)
        if texts[0] != texts[1]:
            name = tag("th", result.rule.data["name"], scope="row")
            cells = (tag("td", texts[0]), tag("td", texts[1]), tag("td", result.rule.data["clause"]))
            rows.append(tag("tr", name, *cells, data_changed=result.id))
    if not rows:
        return tag("p", "这样改，各项结果都不变。", class_="pc-lead")
    head = tag("tr", *(tag("th", text, scope="col") for text in ("规定", "现在", "如果", "条款")))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="pc-compare")


def sweep_html(result: Result, field: Field, stretches: list[Stretch], own: Fraction | None) -> Markup:
    """The step curve of a result over one input, with the cliffs marked, and the same as a table."""
    rows = [
        tag(
            "tr",
            tag("th", _range(stretch, field, last=stretch is stretches[-1]), scope="row"),
            tag("td", _text(result, stretch)),
        )
        for stretch in stretches
    ]
    title = f"{result.rule.data['name']}随{field.name}怎样变"
    if own is not None and stretches[0].first <= own <= stretches[-1].last:
        title += f"（竖线处是现在的 {wording.readable(own, field.unit)}）"
    table = tag("table", tag("caption", title), tag("tbody", *rows))
    return tag("figure", _curve(stretches, own), table, class_="pc-sweep")


def _text(result: Result, stretch: Stretch) -> str:
    return wording.verdict_text(result, stretch.verdict)


def _range(stretch: Stretch, field: Field, *, last: bool) -> str:
    first = wording.readable(stretch.first, field.unit)
    return f"{first}起" if last else f"{first}起，不到 {wording.readable(stretch.last, field.unit)}"


def _curve(stretches: list[Stretch], own: Fraction | None) -> Markup:
    """A step curve; its steps stand for the order of the results, not for their size. The table says the same."""
    low, high = stretches[0].first, stretches[-1].last
    width, height, edge = 640, 120, 16
    levels = {_key(stretch): None for stretch in stretches}
    order = {key: number for number, key in enumerate(levels)}

    def x(value: Fraction) -> str:
        share = (value - low) / (high - low) if high > low else Fraction(0)
        return show(Fraction(round(edge + share * (width - 2 * edge))))

    def y(stretch: Stretch) -> str:
        share = Fraction(order[_key(stretch)], max(len(order) - 1, 1))
        return show(Fraction(round(height - edge - share * (height - 2 * edge))))

    parts: list[Child] = []
    for number, stretch in enumerate(stretches):
        parts.append(
            tag("line", x1=x(stretch.first), x2=x(stretch.last), y1=y(stretch), y2=y(stretch), class_="pc-step")
        )
        if number:
            at = x(stretch.first)
            parts.append(tag("line", x1=at, x2=at, y1=y(stretches[number - 1]), y2=y(stretch), class_="pc-cliff"))
    if own is not None and low <= own <= high:
        parts.append(tag("line", x1=x(own), x2=x(own), y1="0", y2=str(height), class_="pc-here"))
    return tag("svg", *parts, viewBox=f"0 0 {width} {height}", aria_hidden="true", class_="pc-curve")


def _key(stretch: Stretch) -> tuple[object, ...]:
    return stretch.verdict.status, stretch.verdict.value, stretch.verdict.met

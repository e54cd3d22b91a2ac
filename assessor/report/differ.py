"""When the school's result is another one: what would lead to it — a reading, or one input that is different."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessor.records.signs import figures, plain
from assessor.report import wording
from assessor.report.html import Child, Markup, tag
from assessor.rules import Field, Record, Result, Verdict, number
from assessor.rules.dates import SchoolYear, Term
from assessor.rules.exact import NotANumberError
from assessor.rules.facts import Facts
from assessor.rules.frame import PERIODS, TERM, TERM_END, TERM_START, YEAR
from assessor.rules.rulebook import MET_KINDS, inputs_behind, texts_in
from assessor.rules.sweep import Stretch, far, least, sweep

Judge = Callable[[Record], Verdict]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number as the school wrote it, with so many decimals: 66.67 may well be 200/3."""

    value: Fraction
    places: int

    def is_near(self, exact: Fraction) -> bool:
        """Whether the exact number is this one, or comes to it by any usual rounding to these decimals."""
        if exact == self.value:
            return True
        scale: int = 10**self.places
        return (exact * scale).denominator != 1 and abs(exact - self.value) * scale < 1


Goal = Rounded | str | bool
"""The school's result: a number, a word, or whether something is met."""

MET = {
    "是": True,
    "达到": True,
    "符合": True,
    "触发": True,
    "否": False,
    "未达到": False,
    "不符合": False,
    "不涉及": False,
    "未触发": False,
}
"""How people write that something is met, or not."""


class NotAResultError(ValueError):
    """What was typed cannot be a result of this rule; the message says what can."""


def heard(result: Result, text: str) -> Goal:
    """The school's result as typed, as a value of this rule. Raises NotAResultError."""
    text = text.strip()
    if result.rule.kind in MET_KINDS:
        if text not in MET:
            raise NotAResultError("请填“是”或“否”。")
        return MET[text]
    words = _words(result)
    if words:
        bare = plain(text).upper().replace(" ", "")
        for word in words:
            if plain(word).upper() in {bare, bare.removesuffix("档"), bare.removesuffix("等"), bare.removesuffix("级")}:
                return word
        raise NotAResultError(f"可以填：{'、'.join(words)}。")
    unit = plain(str(result.rule.data.get("unit", "")))
    typed = figures(text)
    typed = typed.removesuffix(unit or " ").removesuffix(unit.partition("/")[0] or " ").strip()
    found = None if "%" in typed or "/" in typed else _number(typed)
    if found is None:
        raise NotAResultError("请填一个数，不带单位。")
    return Rounded(found, len(typed.partition(".")[2]))


def _number(text: str) -> Fraction | None:
    try:
        return number(text)
    except NotANumberError:
        return None


def _words(result: Result) -> list[str]:
    """The words a grade can come to, in the order of the text."""
    return list(dict.fromkeys(texts_in(result.rule.data["body"]))) if result.rule.kind == "grade" else []


@dataclass(frozen=True, slots=True)
class Ways:
    """What leads to the other result: readings by name, terms or school years, and stretches of one input; each alone."""

    readings: tuple[str, ...]
    inputs: tuple[tuple[Field, tuple[Stretch, ...]], ...]
    periods: tuple[Term | SchoolYear, ...] = ()


def ways_to(result: Result, goal: Goal, record: Record, fields: Mapping[str, Field], judge: Judge) -> Ways:
    """Try every reading, every term or year that has rows, and every number field the result rests on over its range."""
    readings = tuple(name for name, verdict in result.by_reading.items() if _is(verdict, goal))
    found = []
    for name in inputs_behind(result.rule, result.policy.rules):
        field = fields[name]
        own = record.get(name)
        if field.kind != "number" or not isinstance(own, Fraction):
            continue
        low, high = least(field), far(field, own) if field.maximum is None else field.maximum
        stretches = sweep(record, field, low, high, judge) if high > low else []
        reaching = tuple(part for part in stretches if _is(part.verdict, goal))
        if reaching and not _is(judge(record), goal):
            found.append((field, reaching))
    return Ways(readings, tuple(found), _periods_to(result, goal, record, fields, judge))


def _periods_to(
    result: Result, goal: Goal, record: Record, fields: Mapping[str, Field], judge: Judge
) -> tuple[Term | SchoolYear, ...]:
    """The terms (of a result per school year, the years) in which rows lie and the result is the school's."""
    framed = result.policy.framed(result.id, result.reading)
    frame = Facts(fields, record, date.max).frame(framed)
    periods = frame.terms if framed.per_term else frame.years
    if _is(judge(record), goal):
        return ()
    return tuple(
        period
        for period in periods
        if _is(judge({**record, TERM_START: period.first_day, TERM_END: period.last_day}), goal)
    )


def _is(verdict: Verdict, goal: Goal) -> bool:
    if isinstance(goal, bool):
        return verdict.met is goal
    if isinstance(goal, Rounded):
        return isinstance(verdict.value, Fraction) and goal.is_near(verdict.value)
    return verdict.value == goal


def ways_html(result: Result, goal: Goal, ways: Ways) -> Markup:
    """The ways in words; where there is none, what else to look at."""
    said = _said(result, goal)
    own = wording.verdict_text(result, result.verdict)
    if _is(result.verdict, goal):
        exact = not isinstance(goal, Rounded) or goal.value == result.verdict.value
        return tag(
            "p", f"和这里算的一样：{own}。" if exact else f"和这里算的一样，只是舍入过：{own}。", class_="pc-lead"
        )
    items: list[Child] = []
    for name in ways.readings:
        meaning = str(result.rule.readings[name]["means"])
        items.append(tag("li", f"按“{name}”这种读法（{meaning}），就是 {said}。", data_way="reading"))
    for period in ways.periods:
        kind = PERIODS[TERM if isinstance(period, Term) else YEAR]
        text = f"如果算的是 {period.name}，就是 {said}。请核对学校算的是哪个{kind}。"
        items.append(tag("li", text, data_way="period"))
    for field, stretches in ways.inputs:
        ranges = "，或 ".join(_range(part, field) for part in stretches[:2])
        items.append(
            tag("li", f"如果{field.name}是 {ranges}，就是 {said}。请核对这一项双方记的是否一样。", data_way="input")
        )
    lead = f"这里算的是 {own}，学校的是 {said}。"
    if not items:
        rest = "换读法、换学期、单改一个数都得不到学校的结果。请对照“为什么”里的每一步，看逐行的数据、日期和所用的文件版本。"
        return tag("p", lead, rest, class_="pc-lead")
    return tag("div", tag("p", lead, "可能是这样来的：", class_="pc-lead"), tag("ul", *items))


def _said(result: Result, goal: Goal) -> str:
    if isinstance(goal, bool):
        return wording.met_text(result, met=goal)
    return wording.readable(goal.value, str(result.rule.data.get("unit", ""))) if isinstance(goal, Rounded) else goal


def _range(part: Stretch, field: Field) -> str:
    first, last = wording.readable(part.first, field.unit), wording.readable(part.last, field.unit)
    return first if part.first == part.last else f"{first} 到 {last}"

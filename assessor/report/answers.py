"""The answers to “is it certain, how far, from when” in words and as a picture."""

from fractions import Fraction
from typing import TYPE_CHECKING

from assessor.report import wording
from assessor.report.html import Child, Markup, tag
from assessor.rules import Assessment, Result, State, show
from assessor.rules.values import Content

if TYPE_CHECKING:
    from assessor.rules.bounds.possible import Possible
    from assessor.rules.cells import Several, Untried
    from assessor.rules.distance import Distance
    from assessor.rules.moves import Change
    from assessor.rules.outlook import Turn

MOST_VALUES = 8
"""Numbers that a result can still be, named one by one; of more nobody reads the list, and its ends say enough."""
MOST_SHOWN = 3
"""Ways to a better result shown for one rule; the smallest come first."""


def certainty_text(result: Result) -> str:
    """What an open result can still become; empty where that says nothing (anything is possible) or it is known."""
    certainty = result.certainty
    if certainty is None or result.verdict.status is not State.UNKNOWN:
        return ""
    found = certainty.possible
    if certainty.certain:
        only = found.single()
        if isinstance(only, bool):
            return f"已确定：{wording.met_text(result, met=only)}（所缺的数据不影响）"
        return "" if only is None else f"已确定：{_given(result, only)}（所缺的数据不影响）"
    range_text = _range_text(result, found) if certainty.statuses == (State.KNOWN,) else ""
    return f"补齐以后{range_text}（{wording.given_word(result.rule)}）" if range_text else ""


def _range_text(result: Result, found: "Possible") -> str:
    """Between which values a result still lies, or which ones it can still be."""
    unit = result.rule.data.get("unit", "")
    if found.span is not None:
        low, high = found.ends
        if low is not None and high is not None:
            return f"介于 {wording.readable(low, unit)} 与 {wording.readable(high, unit)} 之间"
        return f"至少 {wording.readable(low, unit)}" if low else ""
    if found.points:
        points = [wording.readable(point, unit) for point in sorted(found.points)]
        few = len(points) <= MOST_VALUES
        return (
            f"可能是 {'、'.join(points)}" if few else f"介于 {points[0]} 与 {points[-1]} 之间，有 {len(points)} 种可能"
        )
    words = [word for word in found.words or () if isinstance(word, str)]
    return "可能是 " + "、".join(sorted(words)) if words else ""


def _given(result: Result, content: Content) -> str:
    """A value with its force."""
    return wording.given_text(result.rule, content if isinstance(content, Fraction) else str(content))


def _content(content: Content | None, unit: str = "") -> str:
    if isinstance(content, bool):
        return "是" if content else "否"
    return wording.readable(content, unit) if isinstance(content, Fraction) else str(content)


def change_text(change: "Change") -> str:
    """One change: 月度坐班（2026-06）的实坐班再加 3.5 小时，到 15.5 小时."""
    name, _, column = change.field.partition(".")
    if change.add is not None:
        kind = "、".join(str(word) for key, word in change.add.items() if isinstance(word, str) and key != "单位")
        before = change.before if isinstance(change.before, Fraction) else Fraction(0)
        amount = change.after - before if isinstance(change.after, Fraction) else Fraction(1)
        return f"{name}再添 {wording.readable(amount, change.unit)}" + (f"（{kind}）" if kind else "")
    where = f"{name}（{change.row}）的{column}" if column and change.row else f"{name}的{column}" if column else name
    if isinstance(change.before, Fraction) and isinstance(change.after, Fraction):
        more = wording.readable(change.after - change.before, change.unit)
        return f"{where}再加 {more}，到 {wording.readable(change.after, change.unit)}"
    return f"{where}由“{_content(change.before)}”变为“{_content(change.after)}”"


def distance_text(result: Result, distance: "Distance") -> str:
    """One way to a better result: …，即为 A（第十九条第二款）."""
    changes = "，同时".join(map(change_text, distance.changes))
    to = distance.to
    goal = wording.met_text(result, met=to) if isinstance(to, bool) else _given(result, to)
    return f"{changes}，即{goal}（{result.rule.data['clause']}）"


def several_text(several: "Several") -> str:
    """That no row suffices alone: 只补一个月的实坐班（最多补到应坐班）还不够，要几个月一起补."""
    unit, column = "个月" if several.monthly else "行", several.field.partition(".")[2]
    most = f"（最多补到{several.up_to}）" if several.up_to else ""
    return f"只补一{unit}的{column}{most}还不够，要几{unit}一起补。"


def untried_text(untried: "Untried") -> str:
    """That a list has too many rows: 月度坐班的行太多，只逐行试了日期最近的 24 行."""
    which = "日期最近" if untried.dated else "最前面"
    return f"{untried.field.partition('.')[0]}的行太多，只逐行试了{which}的 {untried.tried} 行。"


def distances_text(result: Result, turn: "Turn | None" = None) -> list[str]:
    """The ways to a better result; where an unmet requirement has none, that is said, and where not all were tried.

    `turn` is the first change that comes with time alone; it is told where nothing else leads further.
    """
    return [*_ways_text(result, turn), *map(untried_text, result.untried)]


def _ways_text(result: Result, turn: "Turn | None") -> list[str]:
    several = list(map(several_text, result.several))
    if turn is not None and not result.distances:
        after = wording.verdict_text(result, turn.after)
        return [*several, f"任职不中断的话，从 {turn.month.year} 年 {turn.month.number} 月起为“{after}”。"]
    if result.distances:
        return [distance_text(result, distance) for distance in result.distances[:MOST_SHOWN]]
    if several:
        return several
    unmet = result.verdict.met is False and result.rule.kind in {"requirement", "eligibility"}
    asked = result.certainty is not None and result.rule.data["subject"] == "teacher"
    return ["单靠本人补做已填的事项，现在达不到；须由学校办理，或待条件变化。"] if unmet and asked else []


def turn_text(turn: "Turn") -> str:
    """One line of the outlook: 班主任龄奖励档由 600 元/月变为 800 元/月（第十六条）."""
    result = turn.result
    before, after = (wording.verdict_text(result, verdict) for verdict in (turn.before, turn.after))
    return f"{result.rule.data['name']}由“{before}”变为“{after}”（{result.rule.data['clause']}）"


def outlook_html(assessment: Assessment) -> Markup:
    """The outlook as a picture of the years ahead and a dated table."""
    turns = assessment.turns
    if not turns:
        return Markup("")
    rows = [
        tag(
            "tr",
            tag("td", str(number)),
            tag("th", f"{turn.month.year} 年 {turn.month.number} 月", scope="row"),
            tag("td", turn_text(turn)),
            data_turn=turn.result.id,
            data_month=str(turn.month),
        )
        for number, turn in enumerate(turns, 1)
    ]
    head = tag("tr", *(tag("th", text, scope="col") for text in ("序号", "从哪个月起", "变化")))
    return tag(
        "section",
        tag("h3", "如果一直当下去", class_="pc-policy"),
        tag("p", f"从 {assessment.as_of} 起任职不中断、别的都不变，这些结果会在下列月份改变。", class_="pc-lead"),
        _timeline(assessment),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        class_="pc-outlook",
    )


def _timeline(assessment: Assessment) -> Markup:
    """A line of years with a numbered dot for each change; the table says the same, so the picture is decoration."""
    first = assessment.as_of.year * 12 + assessment.as_of.month - 1
    months = [turn.month.ordinal - first for turn in assessment.turns]
    span = max(*months, 12)
    width, left, right, line = 640, 24, 24, 44

    def at(month: int) -> str:
        return show(Fraction(left) + Fraction(round(Fraction(month * (width - left - right), span))))

    parts: list[Child] = [
        tag("line", x1=str(left), x2=str(width - right), y1=str(line), y2=str(line), class_="pc-axis")
    ]
    step = 60 if span > 120 else 24 if span > 48 else 12
    for month in range(0, span + 1, step):
        x, year = at(month), assessment.as_of.year + month // 12
        parts.append(tag("line", x1=x, x2=x, y1=str(line), y2=str(line + 6), class_="pc-axis"))
        parts.append(tag("text", str(year), x=x, y=str(line + 20), class_="pc-tick"))
    seen: dict[str, int] = {}
    for number, month in enumerate(months, 1):
        x = at(month)
        level = seen.get(x, 0)
        seen[x] = level + 1
        y = str(line - 12 - 14 * level)
        parts.append(tag("circle", cx=x, cy=str(line), r="4", class_="pc-dot"))
        parts.append(tag("text", str(number), x=x, y=y, class_="pc-number"))
    return tag("svg", *parts, viewBox=f"0 0 {width} {line + 28}", role="img", aria_hidden="true", class_="pc-timeline")

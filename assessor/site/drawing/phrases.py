"""A mechanism in one phrase: for the sides of a requirement, the parts of a list, the cells of a table.

What an explanation of a result says as well (counts, sums, groups of rows) is worded in `assessor.report.wording`; the
rest is said only here, as an explanation has lines for it instead of a phrase.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from assessor.report import band_range, wording
from assessor.rules import Node
from assessor.site.drawing.ink import Ink, formula, is_number, unit_of, value


def phrase(node: Node, ink: Ink) -> str:
    """Any node in words, on one line."""
    return value(node, ink) if isinstance(node, list) else PHRASES[node["do"]](node, ink)


def named(part: Mapping[str, Node], ink: Ink) -> str:
    """A part with its name, if it has one that says more than the part itself."""
    return under_name(part, phrase(part["node"], ink.with_unit(part.get("unit", "") or ink.unit)))


def under_name(part: Mapping[str, Node], text: str) -> str:
    """What a part says, after its name; once where the one already stands in the other (有教师资格 and 教师资格)."""
    name = str(part.get("name", ""))
    if text in name:
        return name
    return f"{name}：{text}" if name and name not in text else text


def window(node: Node, ink: Ink) -> str:
    """The period that rows must lie in, as the beginning of a phrase: 最近 3 年内的."""
    return wording.window_text(node, _saying(ink))


def where(node: Node, ink: Ink) -> str:
    """Which rows count, in brackets; nothing where all do."""
    return wording.where_text(node, _saying(ink))


def _saying(ink: Ink) -> wording.Say:
    """How this ink says what stands inside a node; what counts or adds up has a unit of its own."""
    return partial(phrase, ink=ink.with_unit(""))


def need(node: Node, ink: Ink) -> str:
    """What a requirement asks for: ≥ 3 学年."""
    unit = ink.unit if is_number(node["need"]) and not node.get("unit") else node.get("unit", "")
    unit = unit or unit_of(node["have"], ink)
    return f"{wording.RELATIONS[node['relation']]} {phrase(node['need'], ink.with_unit(unit))}"


def _require(node: Node, ink: Ink) -> str:
    return f"{phrase(node['have'], ink.with_unit(node.get('unit', '')))} {need(node, ink)}"


def _bands(node: Node, ink: Ink) -> str:
    rows = "；".join(f"{band_range(row, node)} → {phrase(row['value'], ink)}" for row in node["rows"])
    return f"按{phrase(node['of'], ink.with_unit(''))}分档：{rows}"


def _joined(before: str, between: str) -> Callable[[Node, Ink], str]:
    def words(node: Node, ink: Ink) -> str:
        bare = ink.with_unit("")
        return before.format(n=node.get("n", "")) + between.join(
            _apart(part["node"], named(part, bare)) for part in node["parts"]
        )

    return words


def _apart(node: Node, text: str) -> str:
    """A choice inside of something else, in brackets: else nobody sees where it ends."""
    return f"（{text}）" if isinstance(node, Mapping) and node["do"] == "if" else text


def _count(node: Node, ink: Ink) -> str:
    return wording.count_text(node, _saying(ink))


def _sum(node: Node, ink: Ink) -> str:
    stand_in = f"，没有就用{phrase(node['otherwise'], ink)}" if "otherwise" in node else ""
    return wording.sum_text(node, _saying(ink)) + stand_in


def _each(node: Node, _: Ink) -> str:
    return f"{wording.each_text(node)}，再相加"


def _each_week(node: Node, ink: Ink) -> str:
    return f"学期内每个整周，{node['of']}{where(node, ink)}至少 {node['at_least']} 次"


ADJACENT = {str(["bool", True]): "连续的", str(["bool", False]): "有记录的"}
"""How the years of `recent_years` must lie, where that does not hang on a reading."""


def _recent_years(node: Node, ink: Ink) -> str:
    kind = ADJACENT.get(str(node["adjacent"]), "") if Fraction(node["years"]) > 1 else ""
    return f"最近 {node['years']} 个{kind}{node['by']}，每年的{node['of']}都符合：{phrase(node['where'], ink)}"


def _every_month(node: Node, ink: Ink) -> str:
    first, last = formula(node["from"], ink), formula(node["to"], ink)
    apart = f"（{'、'.join(map(str, node['except']))} 月不看）" if "except" in node else ""
    return f"从{first}到{last}，每个月{apart}都任{node['role']}（{_spells(node, ink)}）"


def _spells(node: Node, ink: Ink) -> str:
    return f"看{node['of']}；没填就看{phrase(node['otherwise'], ink)}"


def _school_years(node: Node, ink: Ink) -> str:
    return f"任满{node['role']}的学年数（9 月到次年 6 月都在任才算，本学年不算；{_spells(node, ink)}）"


def _in_office_since(node: Node, _: Ink) -> str:
    return f"这一任{node['role']}的起始月（看{node['of']}）"


def _checklist(node: Node, _: Ink) -> str:
    items = node["items"]
    return f"{items[0]}已完成" if len(items) == 1 else f"{len(items)} 项都完成：{'、'.join(items)}"


def _if(node: Node, ink: Ink) -> str:
    condition = phrase(node["if"], ink.with_unit(""))
    then, other = (_apart(node[key], phrase(node[key], ink)) for key in ("then", "else"))
    return f"{condition}：{then}；否则：{other}"


def _due(node: Node, ink: Ink) -> str:
    return f"{phrase(node['then'], ink)}（从{due_day(node, ink)}起要求，在那以前没做到不算）"


def due_day(node: Node, ink: Ink) -> str:
    """The day from which something is asked for, with what it is: 试用期满一年（入职日期 往后 1 年）."""
    day = formula(node["from"], ink)
    return day if day == node["means"] else f"{node['means']}（{day}）"


def choice(row: Mapping[str, Node], ink: Ink) -> str:
    """What a word leads to."""
    return phrase(row["value"], ink) if "value" in row else f"条文没有写（{row['gap']}）"


def _choose(node: Node, ink: Ink) -> str:
    rows = "；".join(f"{'、'.join(row['is'])} → {choice(row, ink)}" for row in node["rows"])
    return f"看{formula(node['of'], ink)}：{rows}"


def _first(node: Node, ink: Ink) -> str:
    first, *others = node["nodes"]
    return phrase(first, ink) + "".join(f"；没填就{_stand_in(part, ink)}" for part in others)


def _stand_in(node: Node, ink: Ink) -> str:
    """What counts instead of something not filled in: a value written out, or another place to look."""
    match node:
        case ["bool", value]:
            return "当作“是”" if value else "当作“否”"
        case ["num" | "text", *_]:
            return f"按{phrase(node, ink)}"
    return f"看{phrase(node, ink)}"


def limits(node: Node, ink: Ink) -> str:
    """The floor and the cap of a score."""
    unit = node.get("unit", "") or ink.unit
    parts = [("floor", "最低"), ("cap", "最高")]
    return "，".join(f"{word} {wording.readable(Fraction(node[key]), unit)}" for key, word in parts if key in node)


def _score(node: Node, ink: Ink) -> str:
    parts = " ＋ ".join(named(part, ink) for part in node["parts"])
    held = limits(node, ink)
    return f"{parts}（{held}）" if held else parts


def _product(node: Node, ink: Ink) -> str:
    return " × ".join(part.get("name") or phrase(part["node"], ink.with_unit("")) for part in node["parts"])


def _result(node: Node, _: Ink) -> str:
    return str(node["name"])


PHRASES: dict[str, Callable[[Node, Ink], str]] = {
    "all": _joined("", "；并且 "),
    "any": _joined("", "；或者 "),
    "at_least_of": _joined("至少满足 {n} 项：", "；"),
    "bands": _bands,
    "checklist": _checklist,
    "choose": _choose,
    "count": _count,
    "due": _due,
    "each": _each,
    "each_week": _each_week,
    "every_month": _every_month,
    "first": _first,
    "if": _if,
    "in_office_since": _in_office_since,
    "product": _product,
    "recent_years": _recent_years,
    "require": _require,
    "result": _result,
    "school_years": _school_years,
    "score": _score,
    "sum": _sum,
}
"""How each mechanism is said; the keys are those of `assessor.rules.mechanisms.MECHANISMS`."""

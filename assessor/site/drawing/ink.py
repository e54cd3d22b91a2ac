"""What a drawing needs to know, and formulas and values in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from assessor.report import wording
from assessor.rules import Field, Node
from assessor.rules.units import SHARE


@dataclass(frozen=True, slots=True)
class Ink:
    """The fields (for their units), the unit of the value being drawn, and the way to other rules of the policy.

    `lets` are the rule's own names: a day is written with what they stand for, as “首日” says nothing to a reader.
    """

    fields: Mapping[str, Field]
    unit: str = ""
    readings: bool = False
    rule_href: str = "#rule-"
    lets: Mapping[str, Node] = field(default_factory=dict)

    def with_unit(self, unit: str) -> "Ink":
        """The same, for a value in another unit."""
        return replace(self, unit=unit)


def formula(tree: Node, ink: Ink) -> str:
    """A formula in words; a bare number that is compared takes the unit of what it is compared with."""
    return wording.names(_with_units(tree, ink))


def _with_units(tree: Node, ink: Ink) -> Node:
    match tree:
        case ["cmp", relation, left, right]:
            unit = unit_of(left, ink) or unit_of(right, ink)
            return ["cmp", relation, _united(_with_units(left, ink), unit), _united(_with_units(right, ink), unit)]
        case ["and" | "or" as word, parts]:
            return [word, [_with_units(part, ink) for part in parts]]
        case ["not", part]:
            return ["not", _with_units(part, ink)]
        case ["call", "date", [year, month, day]] if not all(map(is_number, (year, month, day))):
            return ["text", _day(settled(year, ink.lets), settled(month, ink.lets), settled(day, ink.lets), ink)]
        case ["call", name, parts]:
            return ["call", name, [_with_units(part, ink) for part in parts]]
        case ["+" | "-" | "*" | "/" as operator, left, right]:
            return [operator, _with_units(left, ink), _with_units(right, ink)]
    return tree


def _day(year: Node, month: Node, day: Node, ink: Ink) -> str:
    """A day whose year is worked out: 自评日期 所在学年（起始年）的 9 月 1 日."""
    match year:
        case ["-", base, ["num", years]]:
            said = f"{formula(base, ink)}往前 {years} 年"
        case ["call", "school_year", _]:
            said = f"{formula(year, ink)}（起始年）"
        case _:
            said = formula(year, ink)
    return f"{said}的 {formula(month, ink)} 月 {formula(day, ink)} 日"


def in_force(rule: Mapping[str, Any]) -> dict[str, Node]:
    """The names a rule computes with by its default reading, and what they stand for."""
    lets = dict(rule.get("let", {}))
    for reading in rule.get("readings", {}).values():
        if reading.get("default"):
            lets |= reading["let"]
    return lets


def settled(tree: Node, lets: Mapping[str, Node]) -> Node:
    """A formula with the rule's own names replaced by the formulas they stand for; a name for more than one stays."""
    match tree:
        case ["let", name, *_] if isinstance(there := lets.get(name), list):
            return settled(there, lets)
        case ["call", name, parts]:
            return ["call", name, [settled(part, lets) for part in parts]]
        case ["+" | "-" | "*" | "/" as operator, left, right]:
            return [operator, settled(left, lets), settled(right, lets)]
    return tree


def _united(tree: Node, unit: str) -> Node:
    return [*tree, unit] if tree[0] == "num" and len(tree) == 2 and unit and unit != SHARE else tree


def unit_of(tree: Any, ink: Ink) -> str:
    """The unit of a node as far as it shows one."""
    if isinstance(tree, Mapping):
        return str(tree.get("unit", "") or ("次" if tree["do"] == "count" else ""))
    match tree:
        case ["field", name]:
            return ink.fields[name].unit if name in ink.fields else ""
        case ["column" | "let" | "num", _, unit] if unit != SHARE:
            return str(unit)
        case ["call", "floor" | "ceil" | "round_half_up" | "min" | "max", [first, *_]]:
            return unit_of(first, ink)
        case ["+" | "-", left, right]:
            return unit_of(left, ink) or unit_of(right, ink)
        case ["call", "days_between", _]:
            return "天"
        case ["call", "months_between", _]:
            return "月"
    return ""


def is_number(tree: Any) -> bool:
    """Whether a node is a number written out."""
    return isinstance(tree, list) and tree[0] == "num"


def value(tree: Node, ink: Ink) -> str:
    """A value: a number with the unit of the result, a word, or the formula that gives it."""
    if is_number(tree) and len(tree) == 2:
        return wording.readable(Fraction(tree[1]), ink.unit)
    if tree[0] == "bool":
        return "算成立" if tree[1] else "算不成立"
    return formula(tree, ink)

"""The figures of a rule as quantities with their units, so that rules of different policies can be set on one scale."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessor.report import band_range, wording
from assessor.rules import Node, show
from assessor.rules.units import SHARE
from assessor.site.drawing.ink import Ink, in_force, is_number, unit_of
from assessor.site.drawing.phrases import need, phrase

FIXED = "定额部分"
"""The part of an amount that is the same for everyone, where another part is added to it."""
_MOST_NESTED = 12
_MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a rule asks for or gives.

    `value` is None where it hangs on the reader's own figures; `said` is the whole in words; `label` which case of the
    rule it is for. `role` is `need` for a requirement, `start` for where a band begins (`label` is then what it gives)
    and `given` for an amount. `years` is the length of the period it is counted over; `each` the word of a period
    without a fixed length (学期、周). `measured` names the field or list that is held against the value.
    """

    value: Fraction | None
    unit: str
    said: str
    label: str = ""
    role: str = "need"
    years: Fraction | None = None
    each: str = ""
    measured: str = ""

    @property
    def amount(self) -> str:
        """The value with its unit."""
        return "" if self.value is None else wording.readable(self.value, self.unit)

    @property
    def yearly(self) -> Fraction | None:
        """The amount for one year, where the period is a number of years."""
        return self.value / self.years if self.value is not None and self.years else None

    @property
    def key(self) -> str:
        """The same text for the same figure, however it was written down."""
        if self.value is None:
            return self.said
        if self.years:
            return f"{show(self.value)} {self.unit}/{show(self.years)} 年"
        return f"{self.relation} {show(self.value)} {self.unit}/{self.each}"

    @property
    def relation(self) -> str:
        """The sign of a requirement (≥, ≤, ＞, ＜), ＞ where a band begins above its value; nothing for an amount."""
        if self.said.startswith("超过 "):
            return "＞"
        return self.said[0] if self.said[:1] in set("≥≤＞＜") else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a rule we are: names in force, how figures are written, the case this is, how deep."""

    lets: Mapping[str, Node]
    ink: Ink
    kind: str
    label: str = ""
    depth: int = 0

    def inside(self, label: str = "", ink: Ink | None = None) -> "_Place":
        """One level further in."""
        return _Place(self.lets, ink or self.ink, self.kind, label or self.label, self.depth + 1)

    def unit(self, unit: str) -> str:
        """The unit of a requirement: school years where the rule itself says so, though years are what it measures."""
        return self.ink.unit if (unit, self.ink.unit) == ("年", "学年") else unit


_INNER = {"every_month": "otherwise", "each": "value", "due": "then"}
"""Mechanisms whose figures stand in one node inside of them."""


def quantities(rule: Mapping[str, Any], ink: Ink) -> list[Quantity]:
    """The figures of a computed rule by its default reading, in the order of the rule, each once."""
    place = _Place(in_force(rule), ink.with_unit(rule.get("unit", "")), rule["kind"])
    return list(dict.fromkeys(_of(rule["body"], place)))


def _of(node: Node, place: _Place) -> Iterator[Quantity]:
    if place.depth > _MOST_NESTED:
        return
    if isinstance(node, list):
        yield from _of_tree(node, place)
        return
    kind, inside = node["do"], place.inside()
    if kind == "require":
        yield from _required(node, place)
    elif kind == "bands":
        yield from _bands(node, place)
    elif kind == "choose":
        for row in node["rows"]:
            yield from _of(row["value"], place.inside("、".join(row["is"]))) if "value" in row else ()
    elif kind == "if":
        for key in ("if", "then", "else"):
            yield from _of(node[key], inside)
    elif kind in {"all", "any", "at_least_of", "score", "product"}:
        bare = place.ink if kind == "product" else place.ink.with_unit("")
        for part in node["parts"]:
            yield from _of(part["node"], place.inside(part.get("name", ""), bare.with_unit(part.get("unit", ""))))
    elif kind == "recent_years":
        years = Fraction(node["years"])
        label = f"{'连续 ' if years > 1 else ''}{node['years']} 个{node['by']}"
        yield Quantity(years, _years_of(node, place.ink), label, _case(node["where"]))
    elif kind == "each_week":
        yield Quantity(Fraction(node["at_least"]), "次", f"≥ {node['at_least']} 次/周", place.label, each="周")
    elif kind in _INNER:
        yield from _of(node[_INNER[kind]], inside)


def _years_of(node: Node, ink: Ink) -> str:
    """Whether the years are calendar years or, as usual, school years."""
    entry = ink.fields.get(node["of"])
    return "年" if entry and entry.columns[node["by"]].kind == "year" else "学年"


def _of_tree(tree: list[Any], place: _Place) -> Iterator[Quantity]:
    match tree:
        case ["let", name, *_] if name in place.lets:
            yield from _of(place.lets[name], place.inside())
        case ["and" | "or", parts]:
            label = next(filter(None, map(_case, parts)), "")
            for part in parts:
                yield from _of(part, place.inside(label))
        case ["cmp", relation, left, right] if relation in _MIRRORED:
            yield from _compared(relation, left, _settled(right, place), place)
            yield from _compared(_MIRRORED[relation], right, _settled(left, place), place)
        case ["num", *_]:
            yield from _amount(tree, place)
        case ["+" | "-" | "*" | "/" as operator, left, right] if place.kind == "amount":
            label = FIXED if operator == "+" and is_number(left) != is_number(right) else ""
            inside = place.inside(label, place.ink.with_unit(""))
            yield from (found for side in (left, right) for found in _of(side, inside))


def _case(tree: Node) -> str:
    """The word or words that a condition picks a case by: 警告; 降低岗位等级、撤职."""
    match tree:
        case ["cmp", "==", ["column" | "field", *_], ["text", word]]:
            return str(word)
        case ["in", ["column" | "field", *_], ["list", words]]:
            return "、".join(words)
    return ""


def _settled(node: Node, place: _Place) -> Node:
    """A name replaced by the number or the product it stands for."""
    match node:
        case ["let", name, *_] if isinstance(there := place.lets.get(name), list) and there[0] in {"num", "*"}:
            return there
    return node


def _compared(relation: str, left: Node, right: Node, place: _Place) -> Iterator[Quantity]:
    unit, sign = unit_of(left, place.ink) or unit_of(right, place.ink), wording.RELATIONS[relation]
    if not unit or is_number(left):
        return
    if is_number(right):
        number = Fraction(right[1])
        said = f"{sign} {wording.readable(number, unit)}"
        yield Quantity(number, unit, said, place.label, measured=measured(left, place.lets))
    elif right[0] == "*":
        yield Quantity(None, unit, f"{sign} {phrase(right, place.ink)}", place.label)


def _amount(tree: list[Any], place: _Place) -> Iterator[Quantity]:
    """An amount that is given; bare factors and nothing (0) are no amounts."""
    tagged = [part for part in tree[2:] if part not in {SHARE, "%"}]
    unit, number = tagged[0] if tagged else place.ink.unit, Fraction(tree[1])
    if place.kind == "amount" and number and unit and (len(tree) == len(tagged) + 2):
        yield Quantity(number, unit, wording.readable(number, unit), place.label, "given")


def _required(node: Mapping[str, Any], place: _Place) -> Iterator[Quantity]:
    wanted, have = _settled(node["need"], place), node["have"]
    if place.kind == "veto" and isinstance(have, Mapping) and "where" in have:
        yield from _of(have["where"], place.inside())  # one row is enough: what counts is which rows are meant
        return
    unit = place.unit(node.get("unit") or unit_of(have, place.ink))
    years, each = _period(have, place)
    if is_number(wanted):
        unit = unit or (wanted[2] if len(wanted) > len(["num", "1"]) else "")
        number = Fraction(wanted[1])
        said = f"{wording.RELATIONS[node['relation']]} {wording.readable(number, unit)}"
        said += f"/{each}" if each else ""
        said += f"/{'年' if years == 1 else f'{show(years)} 年'}" if years else ""
        yield Quantity(number, unit, said, place.label, "need", years, each, measured(have, place.lets))
        return
    match wanted:
        case ["let", name, *_] if isinstance(place.lets.get(name), Mapping):
            sign = wording.RELATIONS[node["relation"]]
            for row in place.lets[name].get("rows", ()):
                if is_number(row.get("value")):
                    number = Fraction(row["value"][1])
                    label = "、".join(row.get("is", ()))
                    said = f"{sign} {wording.readable(number, unit)}"
                    yield Quantity(number, unit, said, label or place.label, measured=measured(have, place.lets))
            return
    yield Quantity(None, unit, need(node, place.ink), place.label)


def _bands(node: Mapping[str, Any], place: _Place) -> Iterator[Quantity]:
    """Where each band begins, and what it gives; a band that gives nothing is left out, and so is the first but of money."""
    percent, unit = node.get("percent", False), node.get("unit", "")
    for row in node["rows"]:
        begin, given = row.get("from", row.get("above")), row["value"]
        nothing = is_number(given) and Fraction(given[1]) == 0
        if nothing or (begin is None and (place.kind != "amount" or not is_number(given))):
            continue
        if begin is None:
            yield Quantity(None, unit, band_range(row, node), phrase(given, place.ink), "start")
            yield from _amount(given, place.inside(band_range(row, node)))
            continue
        number = Fraction(begin)
        readable = wording.readable(number, unit, percent=percent)
        said = f"{readable}起" if "from" in row else f"超过 {readable}"
        label = "" if is_number(given) and place.kind != "amount" else phrase(given, place.ink)
        of = measured(node["of"], place.lets)
        yield Quantity(number, "%" if percent else unit, said, label, "start", measured=of)
        if is_number(given):
            yield from _amount(given, place.inside(band_range(row, node)))


def measured(node: Node, lets: Mapping[str, Node]) -> str:
    """The field or list that a figure is held against: the 累计任职年限 of floor(累计任职年限); empty for anything else."""
    match node:
        case ["field" | "column", name, *_]:
            return str(name)
        case ["let", name, *_]:
            return measured(lets[name], lets) if name in lets else ""
        case ["call", _, [first, *_]] | ["+" | "-" | "*" | "/", first, _]:
            return measured(first, lets)
        case {"do": "first", "nodes": [first, *_]}:
            return measured(first, lets)
        case {"of": str(name)}:
            return name
    return ""


def _period(have: Node, place: _Place) -> tuple[Fraction | None, str]:
    """The period a count or a sum is taken over: so many years, or one term."""
    within = have.get("within") if isinstance(have, Mapping) else None
    match within:
        case ["call", "term", _]:
            return None, "学期"
        case ["call", "this_school_year", _]:
            return None, "学年"
        case ["call", "last_years", [["num", years]]]:
            return Fraction(years), ""
        case ["call", "since", [start]]:
            start = place.lets.get(start[1], start) if start[0] == "let" else start
            return _this_year(start), ""
    return None, ""


def _this_year(start: Node) -> Fraction | None:
    """One year, if a period begins on a fixed day of the current (school) year."""
    match start:
        case ["call", "date", [["call", "year" | "school_year", [["field", "自评日期"]]], ["num", _], ["num", _]]]:
            return Fraction(1)
    return None

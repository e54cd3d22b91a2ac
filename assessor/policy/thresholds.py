"""Where a rule turns: every number that something of the record is compared with.

Thresholds are the ends of bands, what a requirement asks, the day it is due, and comparisons with a number or a date. A threshold knows the
node that is measured and the node that sets the limit, so that both can be evaluated for a record, alone or in a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessor.policy.nodes import SECTIONS, NodePath, is_tree, replaced, walk
from assessor.rules import Field, Node, Rule
from assessor.rules.facts import AS_OF
from assessor.rules.units import SHARE

ENDS = ("from", "above", "to", "below")
RATIO_STEP = Fraction(1, 10000)
_BY_ROW = frozenset({"where", "value"})


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold of a rule: what is measured, against which limit, and in the rows of which list (if any).

    `path` leads to the node of the rule that holds the comparison. `reading` is set where only that reading has it.
    `beyond` says that the limit itself is still on the near side (more than, at most). `percent` says that the limit is
    a ratio written in percent, `in_table` that it is an end of a band.
    """

    path: NodePath
    measured: Node
    limit: Node
    unit: str = ""
    percent: bool = False
    beyond: bool = False
    rows_of: str | None = None
    reading: str | None = None
    in_table: bool = False

    def without(self, rule: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The rule as it would be without this threshold: with either answer for a condition, with the bands joined."""
        node: Any = rule
        for key in self.path:
            node = node[key]
        others: list[Any] = [["bool", True], ["bool", False]]
        if self.in_table:
            rows = [
                {key: end for key, end in row.items() if key not in ENDS or end != self.limit[1]}
                for row in node["rows"]
            ]
            others = [{**node, "rows": rows}]
        return [replaced(rule, self.path, other) for other in others]

    @property
    def is_ratio(self) -> bool:
        """Whether a quotient is measured, so that an input's own step would be too coarse."""
        return any(isinstance(part, list) and part[0] == "/" for _, part in walk(self.measured))

    def step(self, rule: Rule, fields: Mapping[str, Field]) -> Fraction:
        """The smallest difference that matters: that of the finest field measured, a ten-thousandth of a ratio."""
        if self.is_ratio:
            return RATIO_STEP
        measured = [fields[name] for name in names_in(self.measured, rule) if name in fields]
        return min((entry.step for entry in measured if entry.kind == "number"), default=Fraction(1))

    def has_several_limits(self, rule: Rule) -> bool:
        """Whether the limit is one of several numbers, according to the record."""
        limit = self.limit
        if is_tree(limit) and limit[0] == "let":
            limit = rule.lets(self.reading or rule.default_reading).get(limit[1])
        return isinstance(limit, Mapping)


def thresholds(rule: Mapping[str, Any]) -> list[Threshold]:
    """The thresholds of a compiled rule, in the order of the rule."""
    return [found for section in SECTIONS if section in rule for found in _find(rule[section], (section,), None)]


def readings_of(rule: Rule) -> list[str | None]:
    """The readings of a rule; None where the text can be read in one way only."""
    return [*rule.readings] or [None]


def names_in(node: Node, rule: Rule, seen: set[str] | None = None) -> frozenset[str]:
    """The fields, columns and lists that a node reads, through the rule's own names (but for those in `seen`)."""
    found: set[str] = set()
    seen = set() if seen is None else seen
    for _, part in walk(node):
        if isinstance(part, Mapping):
            found.add(str(part.get("of")))
        elif part[0] in {"field", "column"}:
            found.add(part[1])
        elif part[0] == "let" and part[1] not in seen:
            seen.add(part[1])
            for reading in readings_of(rule):
                found |= names_in(rule.lets(reading).get(part[1]), rule, seen)
    return frozenset(found)


def _find(node: Node, path: NodePath, rows_of: str | None) -> Iterator[Threshold]:
    yield from _own(node, path, rows_of)
    if isinstance(node, Mapping):
        for key, child in node.items():
            inside = node["of"] if "do" in node and key in _BY_ROW else rows_of
            if key != "show":
                yield from _find(child, (*path, key), inside)
    elif isinstance(node, list) and node[:1] not in (["cmp"], ["list"], ["text"]):
        for at, child in enumerate(node):
            yield from _find(child, (*path, at), rows_of)


def _own(node: Node, path: NodePath, rows_of: str | None) -> Iterator[Threshold]:
    """The thresholds of this very node."""
    where = (rows_of, str(path[1]) if path[0] == "readings" and len(path) > 1 else None)
    if is_tree(node):
        if node[0] == "cmp" and not {node[2][0], node[3][0]} & {"text", "bool"}:
            _, relation, measured, limit = node
            yield Threshold(path, measured, limit, *_unit(limit), relation in {">", "<="}, *where)
    elif isinstance(node, Mapping) and node.get("do") == "require":
        limit, beyond = node["need"], node["relation"] in {">", "<="}
        yield Threshold(path, node["have"], limit, node.get("unit", ""), _unit(limit)[1], beyond, *where)
    elif isinstance(node, Mapping) and node.get("do") == "due":
        yield Threshold(path, ["field", AS_OF], node["from"], rows_of=where[0], reading=where[1])
    elif isinstance(node, Mapping) and node.get("do") == "bands":
        percent = "percent" in node
        unit = "%" if percent else node.get("unit", "")
        for end in dict.fromkeys(row[key] for row in node["rows"] for key in ENDS if key in row):
            beyond = any(row.get(key) == end for row in node["rows"] for key in ("above", "to"))
            yield Threshold(path, node["of"], ["num", end], unit, percent, beyond, *where, in_table=True)


def _unit(tree: Node) -> tuple[str, bool]:
    """The unit of a limit, and whether it is written in percent."""
    unit = str(tree[2]) if is_tree(tree) and tree[0] in {"num", "let"} and len(tree) > 2 else ""
    share = unit == SHARE
    return "%" if share else unit, share

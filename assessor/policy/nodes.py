"""Walking the compiled form of a rule: every node with the path that leads to it, and putting another in its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.rules import Node
from assessor.rules.units import Unit, unit

NodePath = tuple[str | int, ...]

SECTIONS = ("let", "readings", "applies_if", "body", "met", "shortfall", "notices")
"""The keys of a compiled rule that hold nodes; the others name and describe it."""

LEAVES = frozenset({"num", "text", "bool", "list", "field", "column", "let"})
OPERATORS = LEAVES | {"call", "and", "or", "not", "in", "cmp", "+", "-", "*", "/"}
_WORDS = frozenset({"is", "items"})


def is_tree(node: Node) -> bool:
    """Whether this is an expression tree (and not a list of something else)."""
    return isinstance(node, list) and bool(node) and isinstance(node[0], str) and node[0] in OPERATORS


def nodes_of(rule: Mapping[str, Any]) -> Iterator[tuple[NodePath, Node]]:
    """Every expression tree and every mechanism of a compiled rule, outer ones first, in the order of the rule."""
    for section in SECTIONS:
        if section in rule:
            yield from walk(rule[section], (section,))


def walk(node: Node, path: NodePath = ()) -> Iterator[tuple[NodePath, Node]]:
    """The same below any node."""
    if is_tree(node):
        yield path, node
        children: Sequence[tuple[str | int, Node]] = [] if node[0] in LEAVES else list(enumerate(node))
    elif isinstance(node, Mapping):
        if "do" in node:
            yield path, node
        children = [(key, child) for key, child in node.items() if key not in _WORDS]
    else:
        children = list(enumerate(node)) if isinstance(node, list) else []
    for key, child in children:
        yield from walk(child, (*path, key))


def replaced(root: Any, path: NodePath, node: Node) -> Any:
    """A copy of `root` with `node` at `path`; everything beside the path is shared."""
    if not path:
        return node
    key, *rest = path
    copy: Any = list(root) if isinstance(root, list) else dict(root)
    copy[key] = replaced(root[key], tuple(rest), node)
    return copy


def spelled(path: NodePath) -> str:
    """A path as one word, such as `body.rows.2.value`."""
    return ".".join(map(str, path))


def shortfall_units(node: Node, lets: Mapping[str, Node]) -> Iterator[Unit]:
    """The units of the shortfalls that a node may come with: those of the requirements it passes on."""
    if is_tree(node):
        if node[0] == "let":
            yield from shortfall_units(lets.get(node[1], ["bool", True]), lets)
    elif isinstance(node, Mapping):
        match node.get("do"):
            case "require" if "unit" in node:
                yield unit(node["unit"])
            case "if":
                yield from (found for key in ("then", "else") for found in shortfall_units(node[key], lets))
            case "choose":
                rows = (row["value"] for row in node["rows"] if "value" in row)
                yield from (found for row in rows for found in shortfall_units(row, lets))
            case "first":
                yield from (found for part in node["nodes"] for found in shortfall_units(part, lets))


MAX_DEPTH = 150
"""How many nodes may lie one within the other, through a rule's own names and the results of other rules."""


def depth_of(node: Node, names: Mapping[str, int], results: Mapping[str, int]) -> int:
    """How deep a node is, given the depths of the rule's own names and of other rules' results."""
    if is_tree(node) and node[0] in LEAVES:
        return 1 + (names.get(node[1], 0) if node[0] == "let" else 0)
    if isinstance(node, Mapping):
        own = results.get(node["result"], 0) if node.get("do") == "result" else 0
        children = list(node.values())
    else:
        own, children = 0, node if isinstance(node, list) else []
    inner = max((depth_of(child, names, results) for child in children if isinstance(child, list | Mapping)), default=0)
    return max(own, inner) + (1 if is_tree(node) or isinstance(node, Mapping) else 0)

"""Walking the compiled form of a rule: every node with the path that leads to it, and putting another in its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.rules import Node

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

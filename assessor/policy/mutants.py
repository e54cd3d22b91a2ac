"""Mutants: every rule is changed in one place at a time, and the policy's own cases must notice.

What is changed is the compiled rule, so that no change is refused for its spelling: every number by one step each way (at a
threshold, the step of the field that is measured: a month of service, half an hour, a ten-thousandth of a ratio), every comparison by its end (>= and >, <= and <, == and !=), and/or, all/any, the ends of bands, rounding, min and max;
a condition, a word, an item, a filter or a precondition is left out. A change that the cases do not notice survives: either a
case is missing, or the change makes no difference. The latter are listed, with the reason, in `EQUIVALENT_FILE`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from assessor.policy import yaml
from assessor.policy.cases import differences, facts_of
from assessor.policy.model import Case, Library, Policy
from assessor.policy.nodes import NodePath, is_tree, nodes_of, replaced, spelled
from assessor.policy.problems import PolicyError
from assessor.policy.thresholds import thresholds
from assessor.rules import Field, Node, Rule, show
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts
from assessor.rules.rulebook import Policy as CompiledPolicy
from assessor.rules.units import SHARE

EQUIVALENT_FILE = "equivalent.yaml"
"""The list, beside the policies, of changes that make no difference, each with its reason."""

_SWAPS: Mapping[str, tuple[str, ...]] = {
    ">=": (">",),
    ">": (">=",),
    "<=": ("<",),
    "<": ("<=",),
    "==": ("!=",),
    "!=": ("==",),
    "and": ("or",),
    "or": ("and",),
    "all": ("any",),
    "any": ("all",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "min": ("max",),
    "max": ("min",),
    "floor": ("ceil", "round_half_up"),
    "ceil": ("floor", "round_half_up"),
    "round_half_up": ("floor", "ceil"),
    "from": ("above",),
    "above": ("from",),
    "to": ("below",),
    "below": ("to",),
    "last_years": ("last_days",),
    "last_days": ("last_years",),
}
_ENDS = ("from", "above", "to", "below")
_LISTS = ("parts", "items", "nodes", "except")
_OPTIONAL = ("where", "within", "otherwise", "except", "floor", "cap")
_LIMITS = ("floor", "cap", "at_least", "years", "n")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule changed in one place: where, from what to what, and the compiled rule that comes of it."""

    policy: str
    rule: str
    where: str
    change: str
    data: Mapping[str, Any]

    def __str__(self) -> str:
        """The mutant in one line."""
        return f"{self.policy} {self.rule} {self.where}: {self.change}"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that makes no difference, and why."""

    policy: str
    rule: str
    where: str
    change: str
    reason: str


def mutants(library: Library, policy: Policy) -> Iterator[Mutant]:
    """Every mutant of every computed rule of a policy."""
    compiled = library.rulebook.policy(policy.id)
    for rule in policy.rules:
        if not rule.is_computed:
            continue
        if "applies_if" in rule.data:
            without = {key: value for key, value in rule.data.items() if key != "applies_if"}
            yield Mutant(policy.id, rule.id, "applies_if", "去掉", without)
        steps = _steps(compiled.rules[rule.id], library.rulebook.fields)
        for path, node in nodes_of(rule.data):
            for change, changed in _changes(node, steps.get(path)):
                yield Mutant(policy.id, rule.id, spelled(path), change, replaced(rule.data, path, changed))


def _steps(rule: Rule, fields: Mapping[str, Field]) -> dict[NodePath, Fraction]:
    """The step of every number that is a threshold, by the path of the number (of the table, for the ends of bands)."""
    found: dict[NodePath, Fraction] = {}
    for threshold in thresholds(rule.data):
        end: NodePath = () if threshold.in_table else ("need",) if "do" in _at(rule.data, threshold.path) else (3,)
        found[*threshold.path, *end] = threshold.step(rule, fields)
    return found


def _at(node: Any, path: NodePath) -> Any:
    for key in path:
        node = node[key]
    return node


def _changes(node: Node, step: Fraction | None) -> Iterator[tuple[str, Node]]:
    """Every way to change one node itself (its children are changed in their own turn)."""
    yield from _tree_changes(node, step) if is_tree(node) else _mechanism_changes(node, step)


def _tree_changes(node: Node, step: Fraction | None) -> Iterator[tuple[str, Node]]:
    match node:
        case ["num", text, *unit]:
            for near in _near(Fraction(text), step or (Fraction(1, 100) if unit == [SHARE] else None)):
                yield f"{text} → {near}", ["num", near, *unit]
        case ["bool", bool() as held]:
            yield ("true → false" if held else "false → true"), ["bool", not held]
        case ["cmp", relation, *sides]:
            yield from ((f"{relation} → {other}", ["cmp", other, *sides]) for other in _SWAPS[relation])
        case ["and" | "or" as joint, parts]:
            yield from ((f"{joint} → {other}", [other, parts]) for other in _SWAPS[joint])
            yield from ((f"去掉第 {at + 1} 项", [joint, rest]) for at, rest in _without_one(parts))
        case ["not", inner]:
            yield "去掉 not", inner
        case ["list", words]:
            yield from ((f"去掉 {words[at]}", ["list", rest]) for at, rest in _without_one(words))
        case ["call", name, arguments]:
            yield from ((f"{name} → {other}", ["call", other, arguments]) for other in _SWAPS.get(name, ()))
        case ["*" | "/", _, ["num", "1", *_]]:
            pass  # times one and divided by one are the same
        case ["+" | "-" | "*" | "/" as sign, left, right]:
            yield from ((f"{sign} → {other}", [other, left, right]) for other in _SWAPS[sign])


def _mechanism_changes(node: Node, step: Fraction | None) -> Iterator[tuple[str, Node]]:
    kind = node["do"]
    for other in _SWAPS.get(kind, ()):
        yield f"{kind} → {other}", {**node, "do": other}
    for other in _SWAPS.get(node.get("relation", ""), ()):
        yield f"{node['relation']} → {other}", {**node, "relation": other}
    yield from _key_changes(node)
    if kind == "if":
        yield "then ⇄ else", {**node, "then": node["else"], "else": node["then"]}
    rows: list[dict[str, Any]] = node.get("rows", [])
    for at, row in enumerate(rows):
        for change, changed in [*_choice_changes(row, rows), *_end_changes(row)]:
            yield f"第 {at + 1} 行 {change}", replaced(node, ("rows", at), changed)
    if kind == "bands":
        yield from ((change, {**node, "rows": moved}) for change, moved in _moved_ends(rows, step))


def _key_changes(node: Mapping[str, Any]) -> Iterator[tuple[str, Node]]:
    """What may be left out left out, whole numbers and limits one up and one down, lists one shorter."""
    for key in _OPTIONAL:
        if key in node:
            yield f"去掉 {key}", {name: value for name, value in node.items() if name != key}
    for key in _LIMITS:
        if key in node:
            for near in _near(Fraction(node[key])):
                yield f"{key} {node[key]} → {near}", {**node, key: type(node[key])(near)}
    for key in _LISTS:
        yield from ((f"去掉第 {at + 1} 项", {**node, key: rest}) for at, rest in _without_one(node.get(key, [])))


def _choice_changes(row: Mapping[str, Any], rows: list[dict[str, Any]]) -> Iterator[tuple[str, Node]]:
    """A choice with a word less, or with a value where the text has none."""
    if "value" in row:
        for word in row.get("is", ()):
            yield f"去掉 {word}", {**row, "is": [other for other in row["is"] if other != word]}
    else:
        value = next(other["value"] for other in rows if "value" in other)
        yield "补上取值", {"is": row["is"], "value": value}


def _end_changes(row: Mapping[str, Any]) -> Iterator[tuple[str, Node]]:
    """A band whose end belongs to it, or no longer does."""
    for end in _ENDS:
        if end in row:
            for other in _SWAPS[end]:
                yield f"{end} → {other}", {other if key == end else key: value for key, value in row.items()}


def _moved_ends(rows: list[dict[str, Any]], step: Fraction | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A table with one limit moved; the two bands that meet there move together."""
    for limit in dict.fromkeys(row[end] for row in rows for end in _ENDS if end in row):
        for near in _near(Fraction(limit), step):
            yield (
                f"{limit} → {near}",
                [{key: near if key in _ENDS and end == limit else end for key, end in row.items()} for row in rows],
            )


def _without_one(items: list[Any]) -> Iterator[tuple[int, list[Any]]]:
    if len(items) > 1:
        yield from ((at, [*items[:at], *items[at + 1 :]]) for at in range(len(items)))


def _near(value: Fraction, step: Fraction | None = None) -> tuple[str, str]:
    """The numbers one step below and above: that of what is measured, or else one in the last place that is written."""
    if step is None:
        text = show(value)
        step = Fraction(1, 10 ** len(text.partition(".")[2]) if "." in text else value.denominator)
    return show(value - step), show(value + step)


def survivors(library: Library, policy: Policy) -> list[Mutant]:
    """The mutants of a policy that none of its cases notices."""
    trial = _Trial(library, policy)
    return [mutant for mutant in mutants(library, policy) if not trial.notices(mutant)]


class _Trial:
    """Runs the cases of a policy against its mutants; each case's record is read once."""

    def __init__(self, library: Library, policy: Policy) -> None:
        self.compiled = library.rulebook.policy(policy.id)
        self.cases = [(case, facts_of(library.rulebook.fields, case)) for rule in policy.rules for case in rule.cases]

    def notices(self, mutant: Mutant) -> bool:
        """Whether a case comes out otherwise; the cases of the changed rule are asked first."""
        rules = [mutant.data if entry["id"] == mutant.rule else entry for entry in self.compiled.data["rules"]]
        changed = CompiledPolicy({**self.compiled.data, "rules": rules})
        own_first = sorted(self.cases, key=lambda pair: pair[0].rule != mutant.rule)
        return any(_differs(changed, case, facts) for case, facts in own_first)


def _differs(policy: CompiledPolicy, case: Case, facts: Facts) -> bool:
    try:
        result = Judge(policy, facts).result(policy.rules[case.rule], None)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return True  # a rule that cannot even be evaluated has been noticed
    return bool(differences(result, case))


def read_equivalents(path: Path) -> list[Equivalent]:
    """The listed mutants that make no difference; raises PolicyError for an entry without its five texts."""
    entries = yaml.load(path.read_text("utf-8")) if path.exists() else None
    found = []
    for entry in entries or []:
        if not isinstance(entry, dict) or set(entry) != set(Equivalent.__slots__) or not all(entry.values()):
            line = getattr(entry, "line", 1)
            raise PolicyError(line, "这一项的键不齐", f"要有：{'、'.join(Equivalent.__slots__)}。")
        found.append(Equivalent(**{key: str(value) for key, value in entry.items()}))
    return found


def unexplained(found: list[Mutant], listed: list[Equivalent]) -> tuple[list[Mutant], list[Equivalent]]:
    """The survivors that are not listed, and the listed ones that are no survivors (any more)."""
    known = {(entry.policy, entry.rule, entry.where, entry.change): entry for entry in listed}
    keys = {(mutant.policy, mutant.rule, mutant.where, mutant.change): mutant for mutant in found}
    return (
        [mutant for key, mutant in keys.items() if key not in known],
        [entry for key, entry in known.items() if key not in keys],
    )

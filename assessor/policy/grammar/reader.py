"""Reading a node of a rule: a formula, or a mapping with one mechanism; its types and units are checked on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from assessor.policy.forms import check_form
from assessor.policy.formula import BOOL, Names, Type, parse, type_of_field
from assessor.policy.keys import check_keys
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.shapes import MECHANISMS
from assessor.policy.yaml import Map, Seq
from assessor.rules import Node
from assessor.rules import units as unit_names
from assessor.rules.fields import Field
from assessor.rules.units import Unit, UnitError

Typed = tuple[Node, Type]
Compiler = Callable[["Reader", Any, int], Typed]

COMPILERS: dict[str, Compiler] = {}
"""The mechanisms by key; each grammar module adds its own."""


def mechanism(name: str) -> Callable[[Compiler], Compiler]:
    """Register the compiler of a mechanism."""

    def register(compiler: Compiler) -> Compiler:
        COMPILERS[name] = compiler
        return compiler

    return register


def unit_tag(kind: Type) -> dict[str, str]:
    """The unit of a number, for showing it; nothing for what has none."""
    return {"unit": str(kind.unit)} if kind.name == "number" and kind.unit and str(kind.unit) else {}


@dataclass
class Reader:
    """What a node is read in: the names it may use, and the results of other rules."""

    names: Names
    results: Mapping[str, Type] = field(default_factory=dict)
    result_names: Mapping[str, str] = field(default_factory=dict)
    used_results: dict[str, None] = field(default_factory=dict)
    may_have_gaps: bool = False

    def node(self, source: Any, line: int) -> Typed:
        """Compile a node; raises PolicyError with the line and the remedy."""
        if not isinstance(source, Map):
            if isinstance(source, Seq):
                return self._words(source, line)
            return cast("Typed", parse(source, self.names, line))
        key = self.mechanism_of(source)
        return COMPILERS[key](self, source[key], source.line_of(key))

    def _words(self, source: Seq, line: int) -> Typed:
        if not all(isinstance(item, str) for item in source):
            raise PolicyError(line, "方括号里只能写词", "例如 [专题, 骨干, 集中]。")
        return ["list", list(source)], Type("words", words=tuple(source))

    def mechanism_of(self, data: Map, also: tuple[str, ...] = ()) -> str:
        """The one mechanism key of a mapping; other keys must be in `also`."""
        found = [key for key in data if key in COMPILERS]
        for key in data:
            if key not in COMPILERS and key not in also:
                raise PolicyError(
                    data.line_of(key), f"没有 {key} 这种算法", nearest(key, [*COMPILERS, *also], what="可以用")
                )
        if len(found) != 1:
            message = f"一处只能用一种算法，这里写了 {'、'.join(found)}" if found else "这里没有写算法"
            raise PolicyError(data.line, message, f"可以用：{'、'.join(COMPILERS)}。")
        return found[0]

    def expect(self, source: Any, line: int, kind: str) -> Typed:
        """Compile a node that must be of that type."""
        node, got = self.node(source, line)
        if got.name != kind:
            raise PolicyError(line, f"这里要的是{Type(kind)}，得到的是{got}", "请检查用的字段和算法。")
        return node, got

    def condition(self, source: Any, line: int) -> Node:
        """Compile a node that must be true or false."""
        return self.expect(source, line, BOOL.name)[0]

    def keys(self, name: str, data: Any, line: int) -> Map:
        """The mapping of a mechanism, with its keys checked."""
        return check_keys(data, MECHANISMS[name].keys or {}, line, f"{name} ")

    def part(self, source: Any, line: int) -> tuple[dict[str, Node], Type]:
        """Compile a named part: a formula, or a mechanism with an optional `name` beside it."""
        named: dict[str, Node] = {}
        if isinstance(source, Map):
            key = self.mechanism_of(source, also=("name",))
            node, kind = COMPILERS[key](self, source[key], source.line_of(key))
            if "name" in source:
                check_form(source["name"], "name", "name", source.line_of("name"))
                named = {"name": source["name"]}
        else:
            node, kind = self.node(source, line)
        return {**named, "node": node, **unit_tag(kind)}, kind

    def parts(self, source: Any, line: int, kind: str) -> tuple[list[dict[str, Node]], list[Type]]:
        """Compile a list of named parts, all of one type."""
        if not isinstance(source, Seq) or not source:
            raise PolicyError(line, "这里应当是一个列表", "每项前面写“- ”。")
        parts, kinds = [], []
        for item, at in zip(source, source.lines, strict=True):
            part, got = self.part(item, at)
            if got.name != kind:
                raise PolicyError(at, f"这里要的是{Type(kind)}，得到的是{got}", "请检查用的字段和算法。")
            parts.append(part)
            kinds.append(got)
        return parts, kinds

    def list_field(self, data: Map) -> Field:
        """The list field that `of` names."""
        name, line = data["of"], data.line_of("of")
        entry = self.names.fields.get(name) if isinstance(name, str) else None
        if entry is None or entry.kind != "list":
            lists = [key for key, value in self.names.fields.items() if value.kind == "list"]
            raise PolicyError(line, f"没有叫 {name} 的列表字段", nearest(str(name), lists, what="列表字段有"))
        self.names.used_fields[name] = None
        return entry

    def at_rows(self, entry: Field) -> "Reader":
        """The same reader, seen from a row of that list."""
        columns = {name: type_of_field(column) for name, column in entry.columns.items()}
        return replace(self, names=self.names.with_columns(columns))

    def at_groups(self, entry: Field, by: str) -> "Reader":
        """The same reader, seen from several rows of that list taken together: only numbers can be added up."""
        columns = {name: type_of_field(column) for name, column in entry.columns.items()}
        taken = {name: kind for name, kind in columns.items() if kind.name == "number" or name == by}
        reason = f"同一{by}的各行合在一起算，只能用{'、'.join(taken)}。"
        barred = {name: reason for name in columns if name not in taken}
        return replace(self, names=self.names.with_columns(taken, barred))

    def column(self, data: Map, key: str, entry: Field) -> str:
        """The column that a key names."""
        name = data[key]
        if name not in entry.columns:
            raise PolicyError(data.line_of(key), f"{entry.name} 没有“{name}”这一列", nearest(str(name), entry.columns))
        return str(name)

    def unit(self, text: Any, line: int) -> Unit:
        """A unit by its spelling."""
        try:
            return unit_names.unit(text)
        except UnitError as error:
            raise PolicyError(
                line, f"没有叫 {error} 的单位", nearest(str(error), unit_names.BASE, what="单位有")
            ) from None

    def common_unit(self, kinds: list[Type], line: int) -> Unit | None:
        """The one unit of several numbers; bare literals go along with any."""
        units = [kind.unit for kind in kinds if kind.unit is not None]
        for unit in units:
            if unit != units[0]:
                raise PolicyError(line, f"单位不同：{units[0]} 和 {unit} 不能放在一起算", "请检查用的字段。")
        return units[0] if units else None

"""From a rule as its author wrote it to a rule the engine can evaluate: every name resolved, every unit checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assessor.policy.budgets import read_budget
from assessor.policy.conclusions import check_values, read_conclusion, scattered_groups
from assessor.policy.documents import Clause, Document, RuleBlock
from assessor.policy.forms import NAME_LENGTH, check_form
from assessor.policy.formula import BOOL, TEXT, Names, Type, number_type
from assessor.policy.grammar import COMPILERS, Reader
from assessor.policy.keys import check_keys
from assessor.policy.matters import read_matters
from assessor.policy.naming import NAMING, may_be_named
from assessor.policy.nodes import MAX_DEPTH, SECTIONS, depth_of, shortfall_units
from assessor.policy.problems import PolicyError, Problem, nearest
from assessor.policy.shapes import NOTICE, ONLY_IF, READING, RULE
from assessor.policy.yaml import Map, Seq
from assessor.rules import MET_KINDS, Node
from assessor.rules import units as unit_names
from assessor.rules.facts import AS_OF
from assessor.rules.fields import Field

NUMBER_KINDS = frozenset({"amount", "score", "quota"})


@dataclass(slots=True)
class CompiledRule:
    """A rule with its compiled form (`data`), the clause it stands under, and its source for messages."""

    id: str
    clause: Clause
    block: RuleBlock
    data: dict[str, Any]
    uses: tuple[str, ...] = ()

    @property
    def source(self) -> Map:
        """The rule as its author wrote it."""
        return self.block.data


@dataclass
class _Frame:
    """What is known of all rules of a document before any is compiled."""

    fields: Mapping[str, Field]
    labels: Sequence[str]
    results: dict[str, Type] = field(default_factory=dict)
    result_names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Map] = field(default_factory=dict)


def compile_rules(document: Document, fields: Mapping[str, Field]) -> tuple[list[CompiledRule], list[Problem]]:
    """Compile every rule of a document; a rule with a problem is left out and the problem told."""
    frame = _Frame(fields, [clause.label for clause in document.clauses])
    problems: list[Problem] = []
    headed: list[tuple[Clause, RuleBlock]] = []
    for clause in document.clauses:
        for block in clause.blocks:
            try:
                _register(block, frame)
                headed.append((clause, block))
            except PolicyError as error:
                problems.append(error.problem(document.file))
    compiled = []
    for clause, block in headed:
        try:
            compiled.append(_compile(clause, block, frame))
        except PolicyError as error:
            problems.append(error.problem(document.file))
    problems += _cycles(document.file, compiled) or _too_deep(document.file, compiled)
    problems += scattered_groups(document.file, compiled)
    return compiled, problems


def _register(block: RuleBlock, frame: _Frame) -> None:
    """Check the head of a rule and note what its result will be."""
    data = check_keys(block.data, RULE, block.line, "规则", also=tuple(COMPILERS))
    rule_id = str(data["id"])
    if rule_id in frame.results:
        raise PolicyError(data.line_of("id"), f"编号 {rule_id} 用了两次", "每条规则的编号只能用一次。")
    kind = data["kind"]
    if kind in MET_KINDS or kind == "checklist":
        result = BOOL
    elif kind in NUMBER_KINDS:
        result = number_type(unit_of(data))
    else:
        result = TEXT
    frame.results[rule_id] = result
    frame.result_names[rule_id] = str(data["name"])
    frame.sources[rule_id] = data


def unit_of(data: Map) -> unit_names.Unit:
    """The unit a rule declares."""
    try:
        return unit_names.unit(data.get("unit"))
    except unit_names.UnitError as error:
        hint = nearest(str(error), unit_names.BASE, what="单位有")
        raise PolicyError(data.line_of("unit"), f"没有叫 {error} 的单位", hint) from None


def _compile(clause: Clause, block: RuleBlock, frame: _Frame) -> CompiledRule:
    data = block.data
    compiled: dict[str, Any] = {
        "id": str(data["id"]),
        "name": str(data["name"]),
        "kind": data["kind"],
        "strength": data["strength"],
        "subject": data.get("subject", "teacher"),
        "clause": _cited(data, clause, frame),
        "anchor": clause.anchor,
    }
    compiled |= {key: data[key] for key in ("unit", "per", "note", "missing_text", "decides") if key in data}
    compiled |= read_matters(data, clause) | read_conclusion(data) | read_budget(data, frame.fields, frame.sources)
    if data["kind"] == "manual":
        _check_manual(data)
        return CompiledRule(compiled["id"], clause, block, compiled)
    if "decides" in data:
        raise PolicyError(data.line_of("decides"), "只有 manual 类的规则写 decides", "请去掉，或把 kind 改为 manual。")
    names = Names(frame.fields)
    reader = Reader(names, frame.results, frame.result_names)
    readings = _readings_source(_reading_rule(data, frame))
    variants = [_variant(data, reader, reading) for reading in readings] or [_variant(data, reader, None)]
    compiled |= variants[0].node
    if readings:
        pairs = zip(readings, variants, strict=True)
        compiled["readings"] = {name: _reading(entry, variant) for (name, entry), variant in pairs}
        if "readings" in data:
            _check_readings(data, variants)
    check_values(data, compiled)
    compiled["inputs"] = _inputs(names, frame.fields)
    return CompiledRule(compiled["id"], clause, block, compiled, tuple(reader.used_results))


def _cited(data: Map, clause: Clause, frame: _Frame) -> str:
    """How the rule cites its clause; every clause it names must exist."""
    if "clause" not in data:
        return clause.label
    cited = [data["clause"]] if isinstance(data["clause"], str) else list(data["clause"])
    for label in cited:
        if label not in frame.labels:
            hint = nearest(str(label), frame.labels) or "引用名是条款标题里的第一个词。"
            raise PolicyError(data.line_of("clause"), f"没有“{label}”这一条", hint)
    if clause.label not in cited:
        raise PolicyError(
            data.line_of("clause"), f"规则放在“{clause.label}”下面，却没有引用它", "请把规则移到它所依据的条款下面。"
        )
    return "、".join(cited)


def _check_manual(data: Map) -> None:
    if "decides" not in data:
        raise PolicyError(data.line, "manual 类的规则要写明由谁决定", "请补上 decides。")
    for key in data:
        if key in COMPILERS or key in {"readings", "let", "applies_if", "only_if", "met", "shortfall", "cases"}:
            raise PolicyError(data.line_of(key), f"manual 类的规则不计算，不能有 {key}", "请去掉，或把 kind 改为别的。")


def _reading_rule(data: Map, frame: _Frame) -> Map:
    """The rule whose readings count: this one, or the one it names."""
    if "readings_of" not in data:
        return data
    line, other = data.line_of("readings_of"), frame.sources.get(data["readings_of"])
    if "readings" in data:
        raise PolicyError(line, "readings 和 readings_of 只能写一个", "请删去其中一个。")
    if other is None or "readings" not in other:
        hint = nearest(str(data["readings_of"]), frame.sources, what="有")
        raise PolicyError(line, f"没有编号 {data['readings_of']} 的规则，或者它没有读法", hint)
    return other


def _readings_source(data: Map) -> list[tuple[str, Map]]:
    if "readings" not in data:
        return []
    source, line = data["readings"], data.line_of("readings")
    minimum = 2
    if not isinstance(source, Map) or len(source) < minimum:
        raise PolicyError(line, "readings 至少要有两种读法", "只有一种读法就不必写 readings。")
    for name in source:
        check_form(name, "name", "读法的名字", source.line_of(name))
    entries = [
        (name, check_keys(entry, READING, source.line_of(name), f"读法“{name}”")) for name, entry in source.items()
    ]
    defaults = [name for name, entry in source.items() if entry.get("default") is True]
    if len(defaults) != 1:
        raise PolicyError(line, f"默认读法应当恰有一个，现在有 {len(defaults)} 个", "请在一个读法里写 default: true。")
    return entries


@dataclass(slots=True)
class _Variant:
    """A rule compiled under one reading."""

    node: dict[str, Any]
    types: dict[str, Type]
    own: dict[str, Node]


def _variant(data: Map, reader: Reader, reading: tuple[str, Map] | None) -> _Variant:
    """Compile the rule as it is under one reading (so that a table is checked with that reading's numbers)."""
    types: dict[str, Type] = {}
    inner = replace(reader, names=replace(reader.names, lets=types), may_have_gaps=reading is not None)
    lets = _lets(inner, data.get("let"), data.line_of("let"), types)
    own = _lets(inner, reading[1]["let"], reading[1].line_of("let"), types) if reading and "readings" in data else {}
    node: dict[str, Any] = {"let": lets} if lets else {}
    key = inner.mechanism_of(data, also=tuple(RULE))
    body, kind = COMPILERS[key](inner, data[key], data.line_of(key))
    body, kind = _wrapped(inner, data, body, kind)
    _check_result(data, kind, data.line_of(key))
    node["body"] = body
    if "applies_if" in data:
        node["applies_if"] = inner.condition(data["applies_if"], data.line_of("applies_if"))
    if "met" in data:
        node["met"] = inner.condition(data["met"], data.line_of("met"))
    if "shortfall" in data:
        node["shortfall"], short = inner.expect(data["shortfall"], data.line_of("shortfall"), "number")
        _check_unit(data, short.unit, data.line_of("shortfall"), "差额")
    elif data["kind"] in MET_KINDS and "unit" in data:
        for unit in shortfall_units(body, {**lets, **own}):
            _check_unit(data, unit, data.line_of("unit"), "差额")
    if "notices" in data:
        node["notices"] = _notices(inner, data)
    _check_used(data, inner, {**lets, **own})
    return _Variant(node, types, own)


def _lets(reader: Reader, source: Any, line: int, types: dict[str, Type]) -> dict[str, Node]:
    """Compile named nodes in order; each may use the ones before it."""
    if source is None:
        return {}
    if not isinstance(source, Map):
        raise PolicyError(line, "let 应当写成“名字: 算法”", "例如 let: {年: floor(累计任职年限)}。")
    nodes = {}
    for name, entry in source.items():
        if name in reader.names.fields:
            raise PolicyError(source.line_of(name), f"“{name}”已经是字段名", "请换一个名字。")
        if not may_be_named(name):
            raise PolicyError(source.line_of(name), f"“{name[:NAME_LENGTH]}”不能做名字", NAMING)
        nodes[name], types[name] = reader.node(entry, source.line_of(name))
    return nodes


def _wrapped(reader: Reader, data: Map, body: Node, kind: Type) -> tuple[Node, Type]:
    """The body under the rule's precondition, if it has one."""
    if "only_if" not in data:
        return body, kind
    line = data.line_of("only_if")
    source = check_keys(data["only_if"], ONLY_IF, line, "only_if ")
    condition = reader.condition(source["condition"], source.line_of("condition"))
    otherwise, other = reader.node(source["otherwise"], source.line_of("otherwise"))
    if other.name != kind.name:
        raise PolicyError(line, f"otherwise 是{other}，与结果（{kind}）不是同一类", "请改成同一类。")
    if kind.name == "number":
        kind = replace(kind, unit=reader.common_unit([kind, other], source.line_of("otherwise")))
    return {"do": "if", "if": condition, "then": body, "else": otherwise, "means": source["means"]}, kind


def _check_result(data: Map, kind: Type, line: int) -> None:
    """Refuse a body whose type or unit is not what the rule promises."""
    wanted = data["kind"]
    if wanted in MET_KINDS or wanted == "checklist":
        if kind.name != "bool":
            raise PolicyError(line, f"{wanted} 类的结果应当是/否，算出来的是{kind}", "要求类请用 require 或条件。")
    elif wanted in NUMBER_KINDS and kind.name != "number":
        raise PolicyError(line, f"{wanted} 类的结果应当是数，算出来的是{kind}", "请检查算法。")
    elif wanted == "grade" and kind.name not in {"text", "number"}:
        raise PolicyError(line, f"grade 类的结果应当是等第，算出来的是{kind}", "请用 bands 给出各档。")
    if kind.name == "number":
        _check_unit(data, kind.unit, line, "算出来")


def _check_unit(data: Map, unit: unit_names.Unit | None, line: int, what: str) -> None:
    """Refuse a number whose unit is not the rule's; a bare number takes the rule's."""
    declared = unit_of(data)
    if unit is not None and not unit_names.measures_alike(unit, declared):
        shown = str(unit) or "没有单位的数"
        message = f"{what}的单位是 {shown}，规则写的是 {str(declared) or '没有单位'}"
        raise PolicyError(line, message, "请改 unit，或检查算式。")


def _notices(reader: Reader, data: Map) -> list[dict[str, Any]]:
    source = data["notices"]
    if not isinstance(source, Seq):
        raise PolicyError(data.line_of("notices"), "notices 应当是列表", "每项写 when 和 text。")
    notices = []
    for item, line in zip(source, source.lines, strict=True):
        entry = check_keys(item, NOTICE, line, "notices 的一项")
        notices.append({"when": reader.condition(entry["when"], entry.line_of("when")), "text": entry["text"]})
    return notices


def _check_used(data: Map, reader: Reader, lets: Mapping[str, Node]) -> None:
    for name in lets:
        if name not in reader.names.used_lets:
            at = data["let"].line_of(name) if name in (data.get("let") or {}) else data.line_of("readings")
            raise PolicyError(at, f"“{name}”起了名字却没有用到", "请删去，或在算法里用上。")


def _reading(entry: Map, variant: _Variant) -> dict[str, Any]:
    return {"means": entry["means"], "let": variant.own, **({"default": True} if entry.get("default") else {})}


def _check_readings(data: Map, variants: list[_Variant]) -> None:
    line = data.line_of("readings")
    first = variants[0]
    for variant in variants[1:]:
        if set(variant.own) != set(first.own):
            raise PolicyError(line, "各读法起的名字不一样", "每种读法都要给同样的名字下定义。")
        for name in first.own:
            if variant.types[name].name != first.types[name].name:
                raise PolicyError(line, f"“{name}”在各读法里不是同一类", "请统一。")
        if variant.own == first.own:
            raise PolicyError(line, "两种读法完全一样", "请删去一种，或改正。")


def _inputs(names: Names, fields: Mapping[str, Field]) -> list[str]:
    """The fields a rule may ask for: spells before the years they give, in the order of first use."""
    inputs: dict[str, None] = {}
    for name in names.used_fields:
        derivation = fields[name].derivation
        if derivation:
            inputs[derivation.spells] = None
        inputs[name] = None
    inputs.pop(AS_OF, None)
    return list(inputs)


def _cycles(file: str, compiled: list[CompiledRule]) -> list[Problem]:
    """Rules that, through others, rest on themselves."""
    uses = {rule.id: rule.uses for rule in compiled}
    problems = []
    for rule in compiled:
        seen, todo = set[str](), list(rule.uses)
        while todo:
            name = todo.pop()
            if name == rule.id:
                hint = f"请检查 {'、'.join(rule.uses)} 的 result。"
                problems.append(Problem(file, rule.block.line, f"规则 {rule.id} 绕了一圈又引用自己", hint))
                break
            if name not in seen:
                seen.add(name)
                todo += uses.get(name, ())
    return problems


def _too_deep(file: str, compiled: list[CompiledRule]) -> list[Problem]:
    """Rules that rest on themselves nowhere, but on so much in a row that evaluating them would not end well."""
    results: dict[str, int] = {}
    todo = {rule.id: rule for rule in compiled}
    while todo:
        rule = next(rule for rule in todo.values() if not todo.keys() & set(rule.uses))
        results[todo.pop(rule.id).id] = _depth(rule, results)
    hint = "请拆成几条规则，或少起几个接着用的名字。"
    return [
        Problem(file, rule.block.line, f"规则 {rule.id} 一环套一环，超过 {MAX_DEPTH} 层", hint)
        for rule in compiled
        if results[rule.id] > MAX_DEPTH
    ]


def _depth(rule: CompiledRule, results: Mapping[str, int]) -> int:
    names: dict[str, int] = {}
    readings = [reading["let"] for reading in rule.data.get("readings", {}).values()]
    for lets in (rule.data.get("let", {}), *readings):
        for name, node in lets.items():
            names[name] = max(names.get(name, 0), depth_of(node, names, results))
    return max(depth_of(rule.data[key], names, results) for key in (*SECTIONS, "id") if key in rule.data)

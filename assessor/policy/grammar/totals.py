"""formula, score, product, result: values put together from other values."""

from typing import Any

from assessor.policy.formula import number_type, parse
from assessor.policy.grammar.reader import Reader, Typed, mechanism, unit_tag
from assessor.policy.problems import PolicyError, nearest
from assessor.rules.units import NONE


@mechanism("formula")
def formula(reader: Reader, source: Any, line: int) -> Typed:
    """A value by calculation."""
    tree, kind = parse(source, reader.names, line)
    return tree, kind


@mechanism("score")
def score(reader: Reader, source: Any, line: int) -> Typed:
    """Items added up and held between limits."""
    data = reader.keys("score", source, line)
    parts, kinds = reader.parts(data["items"], data.line_of("items"), "number")
    node: dict[str, Any] = {"do": "score", "parts": parts}
    for key in ("floor", "cap"):
        if key in data:
            tree, _ = parse(data[key], reader.names, data.line_of(key))
            if tree[0] != "num":
                raise PolicyError(data.line_of(key), f"{key} 应当是一个数", "请直接写数，如 100。")
            node[key] = tree[1]
    kind = number_type(reader.common_unit(kinds, line))
    return {**node, **unit_tag(kind)}, kind


@mechanism("product")
def product(reader: Reader, source: Any, line: int) -> Typed:
    """Factors multiplied, units with them."""
    data = reader.keys("product", source, line)
    parts, kinds = reader.parts(data["of"], data.line_of("of"), "number")
    unit = NONE
    for kind in kinds:
        unit = unit * (kind.unit or NONE)
    node: dict[str, Any] = {"do": "product", "parts": parts}
    if "row_amount" in data:
        node["row_amount"] = data["row_amount"]
    kind = number_type(unit)
    return {**node, **unit_tag(kind)}, kind


@mechanism("result")
def result(reader: Reader, source: Any, line: int) -> Typed:
    """Another rule's result."""
    if not isinstance(source, str) or source not in reader.results:
        raise PolicyError(line, f"本政策没有编号 {source} 的规则", nearest(str(source), reader.results, what="有"))
    reader.used_results[source] = None
    kind = reader.results[source]
    return {"do": "result", "result": source, "name": reader.result_names[source], **unit_tag(kind)}, kind

"""require, all, any, at_least_of: conditions."""

from typing import Any

from assessor.policy.formula import BOOL
from assessor.policy.grammar.reader import Reader, Typed, mechanism
from assessor.policy.problems import PolicyError

RELATIONS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


@mechanism("require")
def require(reader: Reader, source: Any, line: int) -> Typed:
    """A comparison that knows its shortfall."""
    data = reader.keys("require", source, line)
    given = [key for key in RELATIONS if key in data]
    if len(given) != 1:
        raise PolicyError(line, "require 要写一个要求", f"从 {'、'.join(RELATIONS)} 里选一个。")
    key = given[0]
    have, have_kind = reader.expect(data["have"], data.line_of("have"), "number")
    need, need_kind = reader.expect(data[key], data.line_of(key), "number")
    unit = reader.common_unit([have_kind, need_kind], data.line_of(key))
    node = {"do": "require", "have": have, "relation": RELATIONS[key], "need": need}
    return ({**node, "unit": str(unit)} if unit and str(unit) else node), BOOL


@mechanism("all")
def every(reader: Reader, source: Any, line: int) -> Typed:
    """All conditions hold."""
    return {"do": "all", "parts": reader.parts(source, line, "bool")[0]}, BOOL


@mechanism("any")
def some(reader: Reader, source: Any, line: int) -> Typed:
    """One condition holds."""
    return {"do": "any", "parts": reader.parts(source, line, "bool")[0]}, BOOL


@mechanism("at_least_of")
def at_least_of(reader: Reader, source: Any, line: int) -> Typed:
    """So many of the conditions hold."""
    data = reader.keys("at_least_of", source, line)
    parts, _ = reader.parts(data["of"], data.line_of("of"), "bool")
    count = data["n"]
    if not isinstance(count, int) or not 1 <= count <= len(parts):
        raise PolicyError(data.line_of("n"), f"n 应当在 1 到 {len(parts)} 之间", "n 是至少成立几个。")
    return {"do": "at_least_of", "n": count, "parts": parts}, BOOL

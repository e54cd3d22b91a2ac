"""every_month, school_years, in_office_since: what is read from spells of service."""

from typing import Any

from assessor.policy.formula import BOOL, Type, number_type
from assessor.policy.grammar.reader import Reader, Typed, mechanism, unit_tag
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.yaml import Map, Seq
from assessor.rules.spells import END, MONTHS_A_YEAR, ROLE, START
from assessor.rules.units import unit


def _spells(reader: Reader, data: Map, line: int) -> dict[str, Any]:
    """The `of` and `role` of a mechanism that looks at spells."""
    entry = reader.list_field(data)
    if not {START, END, ROLE} <= set(entry.columns):
        raise PolicyError(line, f"{entry.name} 没有起、止、角色三列", "请用任职段。")
    roles = entry.columns[ROLE].values
    if data["role"] not in roles:
        raise PolicyError(data.line_of("role"), f"没有角色 {data['role']}", nearest(str(data["role"]), roles))
    return {"of": entry.name, "role": data["role"]}


def _months(data: Map) -> list[int]:
    """The months of the calendar that are left out."""
    months = data["except"]
    whole = isinstance(months, Seq) and all(isinstance(month, int) and not isinstance(month, bool) for month in months)
    if not whole or not months or not set(months) < set(range(1, MONTHS_A_YEAR + 1)):
        raise PolicyError(data.line_of("except"), "except 应当是月份的列表", "写 1 到 12 的整数，例如 [7, 8]。")
    return list(months)


@mechanism("every_month")
def every_month(reader: Reader, source: Any, line: int) -> Typed:
    """Whether service covers every month of a span."""
    data = reader.keys("every_month", source, line)
    node = {"do": "every_month", **_spells(reader, data, line)}
    node["from"] = reader.expect(data["from"], data.line_of("from"), "date")[0]
    node["to"] = reader.expect(data["to"], data.line_of("to"), "date")[0]
    if "except" in data:
        node["except"] = _months(data)
    node["otherwise"] = reader.condition(data["otherwise"], data.line_of("otherwise"))
    return node, BOOL


@mechanism("school_years")
def school_years(reader: Reader, source: Any, line: int) -> Typed:
    """How many whole school years were served."""
    data = reader.keys("school_years", source, line)
    node = {"do": "school_years", **_spells(reader, data, line)}
    at = data.line_of("otherwise")
    node["otherwise"], other = reader.expect(data["otherwise"], at, "number")
    kind = number_type(reader.common_unit([number_type(unit("年")), other], at), whole=other.whole)
    return {**node, **unit_tag(kind)}, kind


@mechanism("in_office_since")
def in_office_since(reader: Reader, source: Any, line: int) -> Typed:
    """The first month of the present service."""
    data = reader.keys("in_office_since", source, line)
    return {"do": "in_office_since", **_spells(reader, data, line)}, Type("month")

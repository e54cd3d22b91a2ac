"""What is read from the rows of a list: count, sum, each, each_week, recent_years, checklist."""

from dataclasses import replace
from typing import Any

from assessor.policy.forms import check_form
from assessor.policy.formula import BOOL, number_type
from assessor.policy.grammar.reader import Reader, Typed, mechanism, unit_tag
from assessor.policy.problems import PolicyError
from assessor.policy.yaml import Map, Seq
from assessor.rules.fields import DATED, Field
from assessor.rules.frame import TERM_END, TERM_START
from assessor.rules.units import NONE


def _filters(reader: Reader, data: Map, entry: Field) -> dict[str, Any]:
    """The `of`, `where` and `within` of a list mechanism."""
    node: dict[str, Any] = {"of": entry.name}
    if "where" in data:
        node["where"] = reader.at_rows(entry).condition(data["where"], data.line_of("where"))
    if "within" in data:
        line = data.line_of("within")
        if entry.dated_by is None:
            raise PolicyError(line, f"{entry.name} 的行没有日期，不能限定期间", "请去掉 within。")
        node["within"] = reader.expect(data["within"], line, "window")[0]
    return node


@mechanism("count")
def count(reader: Reader, source: Any, line: int) -> Typed:
    """A number of rows; its unit is whatever it is compared with."""
    data = reader.keys("count", source, line)
    entry = reader.list_field(data)
    return {"do": "count", **_filters(reader, data, entry)}, number_type(None, whole=True)


@mechanism("sum")
def total(reader: Reader, source: Any, line: int) -> Typed:
    """A total over rows, in the unit of its value or the one declared."""
    data = reader.keys("sum", source, line)
    entry = reader.list_field(data)
    node = {"do": "sum", **_filters(reader, data, entry)}
    node["value"], kind = reader.at_rows(entry).expect(data["value"], data.line_of("value"), "number")
    unit = kind.unit
    if "unit" in data:
        declared = reader.unit(data["unit"], data.line_of("unit"))
        if unit not in {None, NONE, declared}:
            raise PolicyError(data.line_of("unit"), f"列的单位是 {unit}，不能改成 {declared}", "请去掉 unit。")
        unit = declared
    if "otherwise" in data:
        at = data.line_of("otherwise")
        node["otherwise"], other = reader.expect(data["otherwise"], at, "number")
        unit = reader.common_unit([number_type(unit), other], at)
    kind = number_type(unit)
    return {**node, **unit_tag(kind)}, kind


@mechanism("each")
def each(reader: Reader, source: Any, line: int) -> Typed:
    """The sum of one value for each group of rows."""
    data = reader.keys("each", source, line)
    entry = reader.list_field(data)
    by = reader.column(data, "by", entry)
    if entry.columns[by].kind not in DATED:
        raise PolicyError(data.line_of("by"), f"{by} 不是日期类的列", "请按日期、月份或学年归并。")
    inner = reader.at_groups(entry, by)
    value, kind = inner.expect(data["value"], data.line_of("value"), "number")
    node: dict[str, Any] = {"do": "each", **_filters(reader, data, entry), "by": by, "value": value}
    if "value_as" in data:
        node["value_as"] = data["value_as"]
    if "show" in data:
        at = data.line_of("show")
        for name in data["show"]:
            check_form(name, "name", "show 里的名字", at)
        node["show"] = {name: inner.expect(item, at, "number")[0] for name, item in data["show"].items()}
    return {**node, **unit_tag(kind)}, replace(kind, low=None, high=None)


@mechanism("each_week")
def each_week(reader: Reader, source: Any, line: int) -> Typed:
    """Whether every whole week of the term has enough rows."""
    data = reader.keys("each_week", source, line)
    entry = reader.list_field(data)
    if entry.dated_by is None:
        raise PolicyError(line, f"{entry.name} 的行没有日期，不能按周判", "请换一个列表字段。")
    reader.names.used_fields.update({TERM_START: None, TERM_END: None})
    return {"do": "each_week", **_filters(reader, data, entry), "at_least": data["at_least"]}, BOOL


@mechanism("recent_years")
def recent_years(reader: Reader, source: Any, line: int) -> Typed:
    """Whether the last years on record all meet a condition."""
    data = reader.keys("recent_years", source, line)
    entry = reader.list_field(data)
    by = reader.column(data, "by", entry)
    if entry.columns[by].kind not in {"school_year", "year"}:
        raise PolicyError(data.line_of("by"), f"{by} 不是学年或年度", "请写学年或年度所在的列。")
    years = data["years"]
    if years > 1 and "adjacent" not in data:
        raise PolicyError(data.line, "没有写 adjacent", "看几个年份时要写明它们是否须相邻：true 或 false。")
    return {
        "do": "recent_years",
        "of": entry.name,
        "by": by,
        "where": reader.at_rows(entry).condition(data["where"], data.line_of("where")),
        "years": years,
        "adjacent": reader.expect(data.get("adjacent", True), data.line_of("adjacent"), "bool")[0],
    }, BOOL


@mechanism("checklist")
def checklist(reader: Reader, source: Any, line: int) -> Typed:
    """Whether all items of a list are done."""
    data = reader.keys("checklist", source, line)
    entry = reader.list_field(data)
    if not {"项目", "完成"} <= set(entry.columns):
        raise PolicyError(line, f"{entry.name} 没有项目、完成两列", "清单要用这样的列表字段。")
    items = data["items"]
    if not isinstance(items, Seq) or not items or not all(isinstance(item, str) for item in items):
        raise PolicyError(data.line_of("items"), "items 应当是项目名的列表", "例如 [升旗, 大扫除]。")
    return {"do": "checklist", "of": entry.name, "items": list(items)}, BOOL

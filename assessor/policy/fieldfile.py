"""The table of fields (`policies/fields.yaml`): read, checked, and turned into the JSON form the engine uses."""

from collections.abc import Mapping
from typing import Any

from assessor.policy import yaml
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.yaml import Map
from assessor.rules import units
from assessor.rules.exact import show
from assessor.rules.fields import Field, fields_from_json

TYPES = ("bool", "number", "text", "date", "month", "school_year", "enum", "list")
KEYS = ("type", "unit", "help", "values", "min", "max", "step", "integer", "columns", "derive", "keeps_future", "improvable")


def read_fields(source: str) -> tuple[dict[str, dict[str, Any]], dict[str, Field]]:
    """Read the field table: its JSON form and the fields themselves. Raises PolicyError."""
    groups = yaml.load(source)
    if not isinstance(groups, Map):
        raise PolicyError(1, "字段表应当按组写", "例如 基本情况: {学段: {type: enum, values: [小学]}}。")
    table: dict[str, dict[str, Any]] = {}
    for group, entries in groups.items():
        if not isinstance(entries, Map):
            raise PolicyError(groups.line_of(group), f"{group} 下面没有字段", "请在下面写字段，或删去这一组。")
        for name, entry in entries.items():
            if name in table:
                raise PolicyError(entries.line_of(name), f"字段 {name} 写了两次", "请删去重复的一个。")
            table[name] = {**_entry(name, entry, entries.line_of(name)), "group": group}
    return table, fields_from_json(table)


def _entry(name: str, entry: Any, line: int) -> dict[str, Any]:
    if not isinstance(entry, Map) or entry.get("type") not in TYPES:
        raise PolicyError(line, f"字段 {name} 没有写明 type", f"可以写：{'、'.join(TYPES)}。")
    for key in entry:
        if key not in KEYS:
            raise PolicyError(entry.line_of(key), f"字段 {name} 里没有 {key} 这个键", nearest(key, KEYS))
    if not name.isidentifier():
        raise PolicyError(line, f"字段名 {name} 不能用在算式里", "只用汉字、字母、数字和下划线。")
    data: dict[str, Any] = {}
    for key, value in entry.items():
        data[key] = _plain(key, value, name, line)
    if data["type"] == "enum" and not data.get("values"):
        raise PolicyError(line, f"字段 {name} 没有写 values", "请列出可选的词。")
    if "unit" in data:
        try:
            units.unit(data["unit"])
        except units.UnitError as error:
            raise PolicyError(line, f"字段 {name} 的单位 {error} 不认识", nearest(str(error), units.BASE)) from None
    return data


def _plain(key: str, value: Any, name: str, line: int) -> Any:
    if key in {"min", "max", "step"}:
        return show(value) if not isinstance(value, int) else str(value)
    if key == "columns":
        if not isinstance(value, Map):
            raise PolicyError(line, f"列表字段 {name} 没有写列", "请写 columns。")
        return {column: _entry(column, entry, value.line_of(column)) for column, entry in value.items()}
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, list) else value

"""The table of fields (`policies/fields.yaml`): read, checked, and turned into the JSON form the engine uses."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessor.policy import yaml
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.yaml import Map
from assessor.rules import units
from assessor.rules.exact import show
from assessor.rules.fields import Field, fields_from_json

TYPES = ("bool", "number", "text", "date", "month", "school_year", "year", "enum", "list")
KEYS = (
    "type",
    "unit",
    "help",
    "values",
    "min",
    "max",
    "step",
    "integer",
    "columns",
    "derive",
    "keeps_future",
    "this_year",
    "improvable",
    "up_to",
    "retired",
    "split_from",
)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _is_derivation(value: Any) -> bool:
    if not isinstance(value, Mapping) or not {"spells", "measure", "role"} <= set(value) <= DERIVATION:
        return False
    texts = all(isinstance(value[key], str) for key in ("spells", "measure", "role"))
    return texts and value["measure"] in {"cumulative", "consecutive"} and _is_month(value.get("until", "2000-01"))


def _is_month(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", value) is not None


DERIVATION = {"spells", "measure", "role", "only_if_present", "until"}
_FORMS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "unit": (lambda value: isinstance(value, str), "单位"),
    "help": (lambda value: isinstance(value, str), "一句文字"),
    "values": (lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value), "词的列表"),
    "min": (_is_number, "数"),
    "max": (_is_number, "数"),
    "step": (lambda value: _is_number(value) or isinstance(value, str), "数"),
    "integer": (lambda value: isinstance(value, bool), "true 或 false"),
    "keeps_future": (lambda value: isinstance(value, bool), "true 或 false"),
    "this_year": (lambda value: isinstance(value, bool), "true 或 false"),
    "improvable": (lambda value: isinstance(value, bool), "true 或 false"),
    "up_to": (lambda value: isinstance(value, str), "另一个字段的名字"),
    "retired": (
        lambda value: isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()),
        "“项目: 改填什么”",
    ),
    "split_from": (lambda value: isinstance(value, str), "另一个字段的名字"),
    "derive": (_is_derivation, "{spells: 任职段, measure: cumulative 或 consecutive, role: 角色}，可加 until: 2017-08"),
}


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
    for entries in groups.values():
        _check_bounds(entries, table)
    return table, fields_from_json(table)


def _check_bounds(entries: Map, others: Mapping[str, Any]) -> None:
    """Raise PolicyError where a number is bounded by what is no number of its unit beside it."""
    for name, entry in entries.items():
        if "up_to" in entry:
            line, bound = entry.line_of("up_to"), others.get(entry["up_to"])
            if bound is None:
                hint = nearest(entry["up_to"], others) or "请写字段表里的一个字段，或同一列表的一列。"
                raise PolicyError(line, f"字段 {name} 的 up_to 写了 {entry['up_to']}，没有这个字段", hint)
            alike = [(each["type"], each.get("unit")) for each in (entry, bound)]
            if (
                entry["up_to"] == name
                or alike[0] != alike[1]
                or entry["type"] != "number"
                or not entry.get("improvable")
            ):
                message = f"字段 {name} 不能用 {entry['up_to']} 作 up_to"
                raise PolicyError(line, message, "两个都要是数，单位相同，前一个还要写 improvable: true。")
        if "split_from" in entry:
            _check_split(name, entry, others)
        if "columns" in entry:
            _check_bounds(entry["columns"], entry["columns"])


def _check_split(name: str, entry: Map, others: Mapping[str, Any]) -> None:
    """Raise PolicyError where a field is said to have been split from one that is not there or of another type."""
    line, source = entry.line_of("split_from"), others.get(entry["split_from"])
    if source is None or source.get("type") != entry["type"] or entry["split_from"] == name:
        near = "" if source else nearest(entry["split_from"], others)
        hint = near or "请写字段表里同一类型的另一个字段。"
        raise PolicyError(line, f"字段 {name} 的 split_from 不能写 {entry['split_from']}", hint)


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
        fits, wanted = _FORMS.get(key, (lambda _: True, ""))
        if not fits(value):
            raise PolicyError(entry.line_of(key), f"字段 {name} 的 {key} 应当是{wanted}", "请照其他字段的写法改。")
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

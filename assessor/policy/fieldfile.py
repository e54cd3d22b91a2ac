"""The table of fields (`policies/fields.yaml`): read, checked, and turned into the JSON form the engine uses."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from assessor.policy import yaml
from assessor.policy.forms import NAME_LENGTH, is_name, is_names, is_text
from assessor.policy.naming import NAMING, may_be_named
from assessor.policy.problems import PolicyError, nearest
from assessor.policy.yaml import Map
from assessor.rules import units
from assessor.rules.exact import NotANumberError, number, show
from assessor.rules.fields import Field, fields_from_json

_NUMBER = ("unit", "min", "max", "step", "integer", "up_to", "within", "total_of", "derive")
TYPES: Mapping[str, tuple[str, ...]] = {
    "bool": (),
    "number": _NUMBER,
    "text": (),
    "date": ("this_year",),
    "month": ("this_year",),
    "school_year": (),
    "year": (),
    "enum": ("values",),
    "list": ("columns", "keeps_future", "once", "retired"),
}
"""What a field can be, and the keys that only fields of that type have."""
_ALL = ("type", "help", "improvable", "split_from")
KEYS = tuple(dict.fromkeys((*_ALL, *(key for keys in TYPES.values() for key in keys))))


def _is_number(value: Any) -> bool:
    """Whether it is a number, which may be written as a fraction ("1/12")."""
    try:
        number(value)
    except NotANumberError:
        return False
    return isinstance(value, int | Fraction | str)


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
    "help": (is_text, "一句文字"),
    "values": (lambda value: is_names(value) and bool(value), "词的列表，不重复"),
    "min": (_is_number, "数"),
    "max": (_is_number, "数"),
    "step": (lambda value: _is_number(value) and number(value) > 0, "大于 0 的数"),
    "integer": (lambda value: isinstance(value, bool), "true 或 false"),
    "keeps_future": (lambda value: isinstance(value, bool), "true 或 false"),
    "this_year": (lambda value: isinstance(value, bool), "true 或 false"),
    "improvable": (lambda value: isinstance(value, bool), "true 或 false"),
    "up_to": (lambda value: isinstance(value, str), "另一个字段的名字"),
    "retired": (
        lambda value: isinstance(value, Mapping) and all(map(is_text, value.values())),
        "“项目: 改填什么”",
    ),
    "within": (lambda value: isinstance(value, str), "另一个字段的名字"),
    "total_of": (lambda value: isinstance(value, str), "列表.列"),
    "once": (lambda value: isinstance(value, str), "这个列表的一列"),
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
        if not is_name(group):
            raise PolicyError(groups.line_of(group), "字段的组名是空的，或者太长", "请写一个短的组名。")
    for entries in groups.values():
        _check_bounds(entries, table)
        _check_derived(entries, table)
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
        if problem := _unrelated(name, entry, others):
            raise PolicyError(*problem)
        if "columns" in entry:
            _check_bounds(entry["columns"], entry["columns"])


def _check_split(name: str, entry: Map, others: Mapping[str, Any]) -> None:
    """Raise PolicyError where a field is said to have been split from one that is not there or of another type."""
    line, source = entry.line_of("split_from"), others.get(entry["split_from"])
    if source is None or source.get("type") != entry["type"] or entry["split_from"] == name:
        near = "" if source else nearest(entry["split_from"], others)
        hint = near or "请写字段表里同一类型的另一个字段。"
        raise PolicyError(line, f"字段 {name} 的 split_from 不能写 {entry['split_from']}", hint)


def _check_derived(entries: Map, table: Mapping[str, Any]) -> None:
    """Raise PolicyError where years are to follow from what is no list of spells."""
    for name, entry in entries.items():
        derived = entry.get("derive")
        if derived:
            spells = table.get(derived["spells"], {})
            columns = spells.get("columns", {})
            kinds = [columns.get(column, {}).get("type") for column in ("起", "止", "角色")]
            if kinds != ["month", "month", "enum"] or not spells.get("keeps_future"):
                hint = "要是写了 keeps_future: true 的列表字段，有起、止（month）和角色（enum）三列。"
                raise PolicyError(entry.line_of("derive"), f"字段 {name} 不能由 {derived['spells']} 推算", hint)
            if derived["role"] not in columns["角色"]["values"]:
                hint = nearest(derived["role"], columns["角色"]["values"])
                raise PolicyError(entry.line_of("derive"), f"{derived['spells']} 没有角色 {derived['role']}", hint)


def _unrelated(name: str, entry: Map, others: Mapping[str, Any]) -> tuple[int, str, str] | None:
    """What is wrong with what a field says of its relation to others (see `records/plausible.py`)."""

    def fits(key: str, bound: Any) -> bool:
        alike = isinstance(bound, Mapping) and entry["type"] == bound.get("type") == "number"
        return entry[key] != name and alike and entry.get("unit") == bound.get("unit")

    if "within" in entry and not fits("within", others.get(entry["within"])):
        hint = nearest(entry["within"], others) or "请写单位相同的另一个数。"
        return entry.line_of("within"), f"字段 {name} 的 within 不能写 {entry['within']}", hint
    if "total_of" in entry:
        within, _, column = entry["total_of"].partition(".")
        columns = (others.get(within) or {}).get("columns", {})
        if not fits("total_of", columns.get(column)):
            hint = "请写成 列表.列，那一列和这个字段都要是数，单位相同。"
            return entry.line_of("total_of"), f"字段 {name} 的 total_of 不能写 {entry['total_of']}", hint
    if "once" in entry and entry["once"] not in entry.get("columns", {}):
        hint = nearest(entry["once"], entry.get("columns", {})) or "请写这个列表的一列。"
        return entry.line_of("once"), f"字段 {name} 的 once 写了 {entry['once']}，没有这一列", hint
    return None


def _entry(name: str, entry: Any, line: int, *, is_column: bool = False) -> dict[str, Any]:
    types = [kind for kind in TYPES if not (is_column and kind == "list")]
    if not isinstance(entry, Map) or entry.get("type") not in types:
        raise PolicyError(line, f"字段 {name} 没有写明 type", f"可以写：{'、'.join(types)}。")
    for key in entry:
        if key not in KEYS:
            raise PolicyError(entry.line_of(key), f"字段 {name} 里没有 {key} 这个键", nearest(key, KEYS))
        if key not in (*_ALL, *TYPES[entry["type"]]) or (is_column and key == "derive"):
            message = f"字段 {name} 是 {entry['type']}，不能写 {key}"
            raise PolicyError(entry.line_of(key), message, f"请删去 {key}，或改正 type。")
    if not may_be_named(name):
        raise PolicyError(line, f"字段名 {name[:NAME_LENGTH]} 不能用在算式里", NAMING)
    data: dict[str, Any] = {}
    for key, value in entry.items():
        fits, wanted = _FORMS.get(key, (lambda _: True, ""))
        if not fits(value):
            hint = "请照其他字段的写法改；分数写成 1/12。"
            raise PolicyError(entry.line_of(key), f"字段 {name} 的 {key} 应当是{wanted}", hint)
        data[key] = _plain(key, value, name, line)
    if "min" in data and "max" in data and number(data["max"]) < number(data["min"]):
        raise PolicyError(entry.line_of("max"), f"字段 {name} 的 max 小于 min", "请检查两个数。")
    if data["type"] == "list" and "columns" not in data:
        raise PolicyError(line, f"列表字段 {name} 没有写列", "请写 columns。")
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
        return show(number(value))
    if key == "columns":
        if not isinstance(value, Map) or not value:
            raise PolicyError(line, f"列表字段 {name} 没有写列", "请写 columns。")
        return {column: _entry(column, entry, value.line_of(column), is_column=True) for column, entry in value.items()}
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, list) else value

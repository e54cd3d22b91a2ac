"""JSON Schema for editors, made from the same table of keys that the reader itself uses."""

import json
from collections.abc import Mapping
from typing import Any

from assessor.policy.forms import NAME_LENGTH, TEXT_LENGTH
from assessor.policy.shapes import (
    BAND,
    BUDGET,
    CASE,
    CHOICE,
    HEAD,
    LEAVES,
    MECHANISMS,
    NOTICE,
    ONLY_IF,
    READING,
    RULE,
    SCHOOLS,
    STAGES,
    TOPICS,
    Key,
)
from assessor.rules.rulebook import MODALITIES

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_NODE = _ref("node")
_WORD = {"enum": list(MODALITIES)}
_FORMS: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": TEXT_LENGTH},
    "name": {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH},
    "rule_id": {"type": "string", "minLength": 1, "maxLength": 40},
    "word": {"type": "string"},
    "modality": {"anyOf": [_WORD, {"type": "object", "additionalProperties": _WORD}]},
    "words": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "word_list": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "text_list": {"type": "array", "items": {"type": "string"}},
    "whole": {"type": "integer"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "bool": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 1},
    "months": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}},
    "number": {"type": ["number", "string"]},
    "unit": {"type": "string"},
    "formula": {"type": ["string", "number", "boolean"]},
    "formulas": {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
    "list_field": {"type": "string"},
    "column": {"type": "string"},
    "node": _NODE,
    "texts": {"type": "object", "additionalProperties": {"type": "string"}},
    "nodes": {"type": "object", "additionalProperties": _NODE},
    "parts": {"type": "array", "minItems": 1, "items": _ref("part")},
    "gaps": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}},
    "record": {"type": "object"},
    "rows": {"type": "array", "items": {"type": "object"}},
    "expectation": {},
    "valid": {
        "type": "object",
        "properties": {"from": {"type": ["string", "null"]}, "to": {"type": ["string", "null"]}},
    },
    "source": {
        "type": "object",
        "properties": {name: {"type": ["string", "null"]} for name in ("file", "part", "note")},
    },
}


def _object(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _property(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, Any]:
    lists = {"bands": BAND, "choices": CHOICE, "notices": NOTICE, "cases": CASE, "leaves": LEAVES}
    objects = {"budget": BUDGET, "only_if": ONLY_IF}
    if key.words:
        schema: dict[str, Any] = {"enum": list(key.words)}
    elif key.form in lists:
        schema = {"type": "array", "items": _object(lists[key.form])}
    elif key.form == "readings":
        schema = {"type": "object", "minProperties": 2, "additionalProperties": _object(READING)}
    elif key.form in objects:
        schema = _object(objects[key.form])
    else:
        schema = dict(_FORMS[key.form])
    if key.empty and isinstance(schema["type"], str):
        schema["type"] = [schema["type"], "null"]
    return {**schema, "description": key.means}


def _mechanisms() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, shape in MECHANISMS.items():
        if shape.keys is not None:
            schema = _object(shape.keys)
        elif shape.items:
            schema = {"type": "array", "minItems": 1, "items": _ref("part") if shape.items == "part" else _NODE}
        else:
            schema = {"type": ["string", "number", "boolean"]}
        found[name] = {**schema, "description": shape.means}
    return found


def _one_mechanism(also: Mapping[str, Any]) -> dict[str, Any]:
    mechanisms = {name: _ref(f"mechanism-{name}") for name in MECHANISMS}
    return {"type": "object", "properties": {**also, **mechanisms}, "additionalProperties": False}


def schema_files() -> dict[str, str]:
    """The schemas as files: name and text."""
    made = {"policy.schema.json": policy_schema(), "rule.schema.json": rule_schema()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def rule_schema() -> dict[str, Any]:
    """The schema of a rule block."""
    node = {"anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array"}, _one_mechanism({})]}
    part = {"anyOf": [{"type": ["string", "number", "boolean"]}, _one_mechanism({"name": {"type": "string"}})]}
    rule = _one_mechanism({name: _property(key) for name, key in RULE.items()})
    return {
        "$schema": DRAFT,
        "title": "班主任政策手册：规则",
        **rule,
        "required": [name for name, key in RULE.items() if key.required],
        "$defs": {
            "node": node,
            "part": part,
            **{f"mechanism-{name}": schema for name, schema in _mechanisms().items()},
        },
    }


def policy_schema() -> dict[str, Any]:
    """The schema of a policy's front matter."""
    schema = _object(HEAD)
    schools = {"type": "array", "items": {"enum": list(SCHOOLS)}, "description": HEAD["schools"].means}
    schema["properties"]["schools"] = schools
    schema["properties"]["stages"] = {"type": "array", "items": {"enum": list(STAGES)}, "description": "适用学段"}
    schema["properties"]["topics"] = {"type": "array", "items": {"enum": list(TOPICS)}, "description": "主题"}
    return {"$schema": DRAFT, "title": "班主任政策手册：文件说明", **schema}

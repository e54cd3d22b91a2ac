"""A record as the text of a file: what `assessor assess` reads, and what a form can be filled from again."""

from collections.abc import Mapping
from typing import Any

from assessor.records.forms import from_form
from assessor.records.reading import InputProblem, RecordError, read_record
from assessor.rules.fields import Field
from assessor.rules.receipt import canonical, plain_record


def record_text(record: Mapping[str, Any]) -> str:
    """A plain record as JSON for people: a field a line, a row a line, every number as it is exact."""
    fields = [f"  {canonical(name)}: {_value(value)}" for name, value in record.items()]
    return "{\n" + ",\n".join(fields) + "\n}\n" if fields else "{}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return canonical(value)
    rows = [
        "{" + ", ".join(f"{canonical(name)}: {canonical(cell)}" for name, cell in row.items()) + "}" for row in value
    ]
    return "[\n    " + ",\n    ".join(rows) + "\n  ]"


def plain_form(fields: Mapping[str, Field], form: Mapping[str, Any]) -> tuple[dict[str, Any], list[InputProblem]]:
    """A form's values as a plain record, and what is wrong with it.

    What cannot be accepted is left as it was typed: a file loses nothing, and whoever reads it hears the same words.
    """
    record: dict[str, Any] = {}
    problems: list[InputProblem] = []
    for name, typed in form.items():
        try:
            record |= plain_record(read_record(fields, from_form(fields, {name: typed})))
        except RecordError as error:
            record[name] = typed
            problems += error.problems
    return record, problems

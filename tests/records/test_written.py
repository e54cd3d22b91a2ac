"""A form's values as the text of a record file."""

import json
from fractions import Fraction

import pytest

from assessor.records import parse_json, plain_form, read_record, record_text
from assessor.rules import Field
from tests.conftest import ROOT


def test_the_text_is_read_to_what_the_form_says(rulebook):
    """The whole example, written to a file and read as `assessor assess` does, is the record of the form."""
    fields = rulebook.fields
    form = json.loads((ROOT / "assessor" / "site" / "example.json").read_text("utf-8"))
    record, problems = plain_form(fields, form)
    assert problems == []
    read = read_record(fields, parse_json(record_text(record)))
    assert set(read) == set(form)
    assert read["累计任职年限"] == Fraction(12)
    assert '"实坐班": 15.98}' in record_text(record)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("１２ 年", "12"),
        ("12.50", "12.5"),
        ("0.1000000000000000055", "0.1000000000000000055"),
        ("不清楚", None),
        ("很多", '"很多"'),
        ("", None),
    ],
)
def test_what_is_accepted_is_plain_and_what_is_not_stays_as_typed(typed, plain):
    """Numbers are numbers, exactly; what would be refused is still in the file."""
    fields = {"年限": Field("年限", "number", unit="年")}
    record, problems = plain_form(fields, {"年限": typed})
    assert record_text(record) == ("{}\n" if plain is None else f'{{\n  "年限": {plain}\n}}\n')
    assert [problem.field for problem in problems] == (["年限"] if plain == '"很多"' else [])


def test_rows_stand_on_lines_of_their_own_and_unknown_fields_stay():
    """An empty list stays one; a field that no record has is told and kept."""
    fields = {"处分": Field("处分", "list", columns={})}
    record, problems = plain_form(fields, {"处分": [], "别的": [{"甲": "1"}]})
    assert record_text(record) == '{\n  "处分": [],\n  "别的": [\n    {"甲": "1"}\n  ]\n}\n'
    assert [problem.field for problem in problems] == ["别的"]

"""What a page asks of spreadsheets, and what it is answered."""

import json
from typing import Any

import pytest
from hypothesis import assume, given

from assessor.records import from_form, read_record
from assessor.sheets import import_record
from assessor.sheets.opening import open_book
from assessor.sheets.service import SheetService, as_typed
from assessor.sheets.sorting import known_labels
from tests.rules.samples import FIELDS
from tests.sheets.files import scalars, workbook
from tests.sheets.records import records

SERVICE = SheetService(FIELDS)


def ask(wish: dict[str, Any], data: bytes = b"") -> tuple[dict[str, Any], bytes]:
    """An answer, and the file that came with it."""
    answer, made = SERVICE.handle(json.dumps(wish), data)
    return json.loads(answer), made


def read(data: bytes) -> dict[str, Any]:
    """What a file holds, as the page gets it."""
    return ask({"verb": "readSheet"}, data)[0]


@given(records(FIELDS))
def test_what_was_read_is_typed_into_the_form_exactly(raw):
    """A record as it would be typed is the same record again, but for rows that say nothing, which no form can hold."""
    record = read_record(FIELDS, raw)
    again = read_record(FIELDS, from_form(FIELDS, as_typed(record)))
    for name, value in record.items():
        if FIELDS[name].kind != "list" or all(value):  # type: ignore[arg-type]
            assert again[name] == value


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_there_and_back(kind):
    """A form written as a table and read again is the same form."""
    row = {"月份": "2026-03", "应坐班": "20", "实坐班": "15.98"}
    form = {"年限": "8.5", "在任": "是", "备注": "=1+1", "任职段": [], "坐班": [row]}
    answer, made = ask({"verb": "writeSheet", "kind": kind, "fields": list(FIELDS), "form": form})
    assert answer == {"ok": True}
    again = read(made)
    assert (again["ok"], again["form"], again["problems"]) == (True, form, [])


def test_a_template_has_the_fields_asked_for_and_their_items():
    """Only what the page asks for stands in the template; the example is cut to that."""
    wish = {
        "verb": "sheetTemplate",
        "kind": "xlsx",
        "fields": ["年限"],
        "items": {},
        "example": {"年限": "8", "在任": "是"},
    }
    answer, made = ask(wish)
    assert answer == {"ok": True}
    grids = {grid.name: grid for grid in open_book(made, known_labels(FIELDS)).grids}
    names = {cells[1].text for cells in grids["单项"].cells.values() if 1 in cells}
    assert "年限" in names
    assert "在任" not in names
    assert "示例" in grids


def test_what_was_understood_is_given_beside_what_was_not():
    """A field with a problem is left out, with its cell; the others are there. Typing nothing wrong, the CLI refuses all."""
    answer = read(workbook({"单项": scalars(("年限", "八年"), ("在任", "是"), ("不是字段", 1))}))
    assert answer["ok"]
    assert answer["form"] == {"在任": "是"}
    assert [(problem["where"], problem["touches"]) for problem in answer["problems"]] == [
        ("单项!C2", ["年限"]),
        ("单项!A4", []),
    ]


def test_a_list_with_one_bad_row_is_left_out_whole():
    """A list one row short would be taken for complete: none of it is offered."""
    rows = [("月份", "应坐班", "实坐班"), ("2026-03", 20, 16), ("2026-04", 20, "许多")]
    answer = read(workbook({"单项": scalars(("年限", 8)), "坐班": rows}))
    assert answer["form"] == {"年限": "8"}
    assert [problem["touches"] for problem in answer["problems"]] == [["坐班"]]


def test_of_very_many_problems_the_first_are_sent_and_how_many_there_are():
    """A hundred thousand would hold up the page, which shows fewer."""
    rows = [("月份", "应坐班", "实坐班"), *(("2026-03", 20, "许多") for _ in range(600))]
    problems = read(workbook({"坐班": rows}))["problems"]
    assert len(problems) == 501
    assert problems[-1]["message"] == "另有 100 处，没有一一列出。"


def test_two_people_in_one_file_are_not_mixed():
    """A staff list is no record: nothing of it is offered, and what to do is said."""
    answer = read(workbook({"名单": [("代号", "年限"), ("甲", 8), ("乙", 9)]}))
    assert answer["ok"]
    assert answer["form"] == {}
    assert "2 个人" in answer["problems"][0]["message"]


def test_a_file_that_is_no_table_is_refused_in_words():
    """What cannot be opened is refused with what to do; a request that makes no sense as well."""
    answer = read(b"%PDF-1.7\n")
    assert not answer["ok"]
    assert "PDF" in answer["problems"][0]["message"]
    assert not ask({"verb": "no such"})[0]["ok"]


def test_a_form_that_cannot_be_accepted_is_not_written():
    """Its problems come with the fields, and there is no file."""
    answer, made = ask({"verb": "writeSheet", "kind": "csv", "fields": [], "form": {"年限": "很多"}})
    assert (answer["ok"], made) == (False, b"")
    assert answer["problems"][0]["touches"] == ["年限"]


@given(records(FIELDS))
def test_a_sound_file_is_read_as_on_the_command_line(raw):
    """Without problems the page gets what `assessor record import` gets."""
    record = read_record(FIELDS, raw)
    made = ask({"verb": "writeSheet", "kind": "csv", "fields": [], "form": as_typed(record)})[1]
    assume(made and record and b"\0" not in made)  # no text file may hold that sign
    answer = read(made)
    assert answer["ok"]
    assert answer["form"] == as_typed(import_record(FIELDS, made).record)

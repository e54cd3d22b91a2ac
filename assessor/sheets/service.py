"""Spreadsheets behind a page: requests and answers as JSON text, and beside them the bytes of a file.

The counterpart of `assessor.report.service`, loaded only when it is used. No exception crosses the border.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessor.records import RecordError, from_form, parse_json, read_record
from assessor.report.service import MOST_PROBLEMS
from assessor.rules.exact import show
from assessor.rules.fields import Field, Record
from assessor.sheets.places import SheetError, SheetProblem
from assessor.sheets.record import read_sheet
from assessor.sheets.template import export_record, record_template, rows_of

Made = tuple[dict[str, Any], bytes]
"""An answer, and the file that was made."""


class SheetService:
    """Answers requests about records in spreadsheets."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Serve records of these fields."""
        self.fields = fields

    def handle(self, request: str, data: bytes) -> tuple[str, bytes]:
        """Answer one request; `data` is the file that came with it.

        - `{"verb": "readSheet"}` gives `form` (what was read, as it would be typed), `notices` and `problems`. A field
          with a problem is not in `form`; a file that cannot be read at all gives `"ok": false`.
        - `{"verb": "sheetTemplate", "kind", "fields", "items", "example"}` gives a template for these fields; `items`
          are the rows of checklists, `example` is a form filled in.
        - `{"verb": "writeSheet", "kind", "fields", "form"}` gives the form as a file.
        """
        made = b""
        try:
            wish = parse_json(request)
            response, made = self._verbs[wish["verb"]](wish, data)
        except SheetError as error:
            response = _refused("没有读入。", _told(_problem, error.problems))
        except RecordError as error:
            response = _refused("有几处填得不对，改好后再存。", _told(_at_field, error.problems))
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            response = _refused(f"页面发来的请求读不懂（{type(error).__name__}）。", [])
        return json.dumps(response, ensure_ascii=False), made

    @property
    def _verbs(self) -> Mapping[str, Any]:
        return {"readSheet": self._read, "sheetTemplate": self._template, "writeSheet": self._write}

    def _read(self, _: Mapping[str, Any], data: bytes) -> Made:
        reading = read_sheet(self.fields, data)
        notices = [*reading.notices, *_unsaid(reading.sound)]
        return {
            "ok": True,
            "form": as_typed(reading.sound),
            "notices": notices,
            "problems": _told(_problem, reading.problems),
        }, b""

    def _template(self, wish: Mapping[str, Any], _: bytes) -> Made:
        typed = {name: value for name, value in (wish.get("example") or {}).items() if name in wish["fields"]}
        example = read_record(self.fields, from_form(self.fields, typed))
        return {"ok": True}, record_template(self.fields, wish["fields"], wish["items"], example, wish["kind"])

    def _write(self, wish: Mapping[str, Any], _: bytes) -> Made:
        record = read_record(self.fields, from_form(self.fields, wish["form"]))
        return {"ok": True}, export_record(self.fields, record, wish["kind"], wish["fields"])


def as_typed(record: Record) -> dict[str, Any]:
    """A record as it would be typed into the form: texts, and for lists rows of texts."""
    return {
        name: [_texts(row) for row in rows_of(record, name)] if isinstance(value, list | tuple) else _text(value)
        for name, value in record.items()
    }


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(cell) for name, cell in row.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return show(value) if isinstance(value, Fraction) else str(value)


def _unsaid(record: Record) -> list[str]:
    """Rows of which nothing is known: a form has no way to say that there is such a row."""
    found = []
    for name in record:
        blank = sum(not row for row in rows_of(record, name))
        if blank:
            found.append(f"“{name}”有 {blank} 行什么都没有写明，表单里放不下，没有放进。请在表单里补填。")
    return found


def _told[P](tell: Callable[[P], dict[str, Any]], problems: Sequence[P]) -> list[dict[str, Any]]:
    """The first of them, and in a last line how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    last = {"where": "其余", "message": f"另有 {more} 处，没有一一列出。", "touches": []}
    return [*map(tell, problems[:MOST_PROBLEMS]), *([last] if more > 0 else [])]


def _problem(problem: SheetProblem) -> dict[str, Any]:
    text = f"{problem.message}。{problem.hint}"
    return {"where": str(problem.place), "message": text, "touches": problem.touches}


def _at_field(problem: Any) -> dict[str, Any]:
    where = f"{problem.field}（第 {problem.row} 行）" if problem.row else problem.field
    return {"where": where, "message": f"{problem.message}。{problem.hint}", "touches": [problem.field]}


def _refused(message: str, problems: list[dict[str, Any]]) -> dict[str, Any]:
    return {"ok": False, "message": message, "problems": problems}

"""A teacher's record: what may be filled in, how it is read and refused, what is derived from it."""

from importlib import import_module
from typing import TYPE_CHECKING

from assessor.records.forms import from_form
from assessor.records.notes import Derived, Question, derived_values, notices, record_questions
from assessor.records.plausible import Doubt, doubts
from assessor.records.reading import MAX_ROWS, InputProblem, RecordError, read_record
from assessor.records.rereading import Rereader
from assessor.records.text import parse_json

if TYPE_CHECKING:
    from assessor.records.receipts import Checked, verify_receipt
    from assessor.records.written import plain_form, record_text

__all__ = [
    "MAX_ROWS",
    "Checked",
    "Derived",
    "Doubt",
    "InputProblem",
    "Question",
    "RecordError",
    "Rereader",
    "derived_values",
    "doubts",
    "from_form",
    "notices",
    "parse_json",
    "plain_form",
    "read_record",
    "record_questions",
    "record_text",
    "verify_receipt",
]

LATER = {
    "Checked": "assessor.records.receipts",
    "plain_form": "assessor.records.written",
    "record_text": "assessor.records.written",
    "verify_receipt": "assessor.records.receipts",
}
"""Where names come from that are not needed for a first result."""


def __getattr__(name: str) -> object:
    """The names of LATER, imported when they are first asked for: in a browser every import delays the first result."""
    if name not in LATER:
        raise AttributeError(name)
    return getattr(import_module(LATER[name]), name)

"""A teacher's record: what may be filled in, how it is read and refused, what is derived from it."""

from assessor.records.forms import from_form
from assessor.records.notes import Derived, derived_values
from assessor.records.reading import MAX_ROWS, InputProblem, RecordError, read_record
from assessor.records.receipts import Checked, verify_receipt
from assessor.records.rereading import Rereader
from assessor.records.text import parse_json
from assessor.records.written import plain_form, record_text

__all__ = [
    "MAX_ROWS",
    "Checked",
    "Derived",
    "InputProblem",
    "RecordError",
    "Rereader",
    "derived_values",
    "from_form",
    "parse_json",
    "plain_form",
    "read_record",
    "record_text",
    "verify_receipt",
]

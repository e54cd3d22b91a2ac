"""Reading a form again and again while it is typed: only what is written differently from before is read anew."""

from collections.abc import Mapping
from typing import Any

from assessor.records.forms import from_form
from assessor.records.reading import read_record
from assessor.rules.facts import TERM_END, TERM_START
from assessor.rules.fields import Field, Record

COMPARED = (TERM_START, TERM_END)
"""Fields that are checked against each other, and so are always read together."""


class Rereader:
    """Reads forms like `read_record`, quickly where they differ little from the form before."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Read forms of these fields."""
        self.fields = fields
        self._known: dict[str, tuple[str, Any]] = {}

    def read(self, form: Mapping[str, Any]) -> Record:
        """The record that a form holds. Raises RecordError with every problem found."""
        # By what is written, not by equality: for Python 1 is True.
        written = {name: repr(value) for name, value in form.items()}
        again = {
            name: value
            for name, value in form.items()
            if name in COMPARED or self._known.get(name, ("", None))[0] != written[name]
        }
        record = read_record(self.fields, from_form(self.fields, again))
        self._known |= {name: (written[name], record.get(name)) for name in again}
        return {name: content for name in form if (content := self._known[name][1]) is not None}

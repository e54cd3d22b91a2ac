"""The facts a rule may ask for: a validated record seen from one day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from assessor.rules.dates import Day, Window, is_after, whole_weeks
from assessor.rules.fields import Field, Record, Row
from assessor.rules.spells import derive
from assessor.rules.values import Content, Value, known, unknown

AS_OF, TERM_START, TERM_END = "自评日期", "学期开始", "学期结束"
"""The fields that the conventions themselves refer to."""
SERVING = "现任班主任"
GOES_ON = ("累计任职年限", "连续任职年限", "任现职以来班主任年限", "现职称年限", "本届任期年限")
"""Typed years that grow by a month each month while service goes on."""


class Facts:
    """A record seen from a day: fields with derived years, lists without the rows that lie in the future."""

    def __init__(self, fields: Mapping[str, Field], record: Record, today: date) -> None:
        """Take the record's own 自评日期 as the day, or `today` where it was left blank."""
        self.fields = fields
        self.record = record
        own = record.get(AS_OF)
        self.as_of: date = own if isinstance(own, date) else today
        self._values: dict[str, Value] = {AS_OF: known(self.as_of)}
        self._weeks: list[Window] | None = None
        self._rows: dict[str, tuple[tuple[Row, ...], tuple[Row, ...]] | None] = {}

    def value(self, name: str) -> Value:
        """The value of a field: derived where it can be, as typed otherwise, unknown where it was not filled in."""
        if name not in self._values:
            self._values[name] = self._find(name)
        return self._values[name]

    def _find(self, name: str) -> Value:
        typed = self.typed(name)
        rule = self.fields[name].derivation
        if rule is None:
            return typed
        return derive(rule, name, typed, self.rows(rule.spells), self.as_of)

    def typed(self, name: str) -> Value:
        """The value as typed, before anything is derived."""
        content = self.record.get(name)
        return unknown((name,)) if content is None else known(cast("Content", content))

    def is_filled(self, name: str) -> bool:
        """Whether something was filled in (an empty list counts: it says that nothing happened)."""
        return name in self.record

    def rows(self, name: str) -> tuple[Row, ...] | None:
        """The rows of a list that are not in the future; None if the list was not filled in."""
        parts = self._split(name)
        return parts[0] if parts else None

    def future_rows(self, name: str) -> tuple[Row, ...]:
        """The rows set aside because they are dated after the assessment day."""
        parts = self._split(name)
        return parts[1] if parts else ()

    def _split(self, name: str) -> tuple[tuple[Row, ...], tuple[Row, ...]] | None:
        if name not in self._rows:
            rows = cast("Sequence[Row] | None", self.record.get(name))
            self._rows[name] = None if rows is None else self._part(name, rows)
        return self._rows[name]

    def _part(self, name: str, rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        column = self.fields[name].dated_by
        if column is None:
            return tuple(rows), ()
        late = [column in row and is_after(cast("Day", row[column]), self.as_of) for row in rows]
        return (
            tuple(row for row, out in zip(rows, late, strict=True) if not out),
            tuple(row for row, out in zip(rows, late, strict=True) if out),
        )

    def weeks(self) -> list[Window] | None:
        """The whole weeks from the first day of the term to its last or the assessment day, whichever comes first.

        None if the first day was not filled in; an open end counts as the assessment day.
        """
        if self._weeks is None:
            term = self.term()
            if term.first is None:
                return None
            self._weeks = whole_weeks(term.first, min(term.last, self.as_of) if term.last else self.as_of)
        return self._weeks

    def term(self) -> Window:
        """The term as far as its first and last day were filled in; with neither it asks nothing."""
        first, last = self.record.get(TERM_START), self.record.get(TERM_END)
        return Window(
            first if isinstance(first, date) else None,
            last if isinstance(last, date) else None,
            "本学期",
        )

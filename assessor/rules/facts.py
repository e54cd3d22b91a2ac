"""The facts a rule may ask for: a validated record seen from one day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from assessor.rules.dates import Day, Term, Window, is_after
from assessor.rules.fields import Field, Record, Row
from assessor.rules.frame import TERM, TERM_END, TERM_START, Frame, Framed
from assessor.rules.spells import derive
from assessor.rules.values import Content, Value, known, unknown

AS_OF = "自评日期"
"""The field that holds the day of the assessment."""
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
        self._frames: dict[Framed, Frame] = {}
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

    def term(self) -> Window:
        """The term as far as its first and last day were filled in; what a blank one means, the frame tells."""
        return Window(self._day(TERM_START), self._day(TERM_END), "本学期", TERM)

    def _day(self, name: str) -> date | None:
        content = self.record.get(name)
        return content if isinstance(content, date) else None

    def frame(self, framed: Framed) -> Frame:
        """The frame, with the terms and school years in which the rows of these lists lie."""
        if framed not in self._frames:
            marks = list(self._marks(framed.per_term))
            further = list(self._marks(framed.per_year))
            dated = [mark for mark in marks if mark is not None]
            every = [mark for mark in (*marks, *further) if mark is not None]
            self._frames[framed] = Frame(
                self._day(TERM_START),
                self._day(TERM_END),
                tuple(sorted({Term.of(mark) for mark in dated})),
                tuple(sorted({Term.of(mark).year for mark in every})),
                None in marks or None in further,
            )
        return self._frames[framed]

    def _marks(self, lists: Sequence[str]) -> Iterator[Day | None]:
        """What dates the rows of some lists, one after the other; None for a row without a date."""
        for name in lists:
            column = self.fields[name].dated_by
            for row in self.rows(name) or () if column else ():
                yield cast("Day | None", row.get(column or ""))

    def future_rows_left_out(self, lists: Sequence[str]) -> Record:
        """The record without the rows of these lists that lie in the future."""
        return {**self.record, **{name: rows for name in lists if (rows := self.rows(name)) is not None}}


__all__ = ["AS_OF", "GOES_ON", "SERVING", "TERM_END", "TERM_START", "Facts"]

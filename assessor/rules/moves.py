"""What a teacher can still change: one input of the record, moved up by an amount.

Which inputs those are is a property of the field (`improvable`). A move changes a copy of the record and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, cast

from assessor.rules.dates import CalendarYear, Month, SchoolYear, is_after
from assessor.rules.exact import floor
from assessor.rules.facts import Facts
from assessor.rules.fields import Field, Record, Row
from assessor.rules.rulebook import Rule
from assessor.rules.scope import Node
from assessor.rules.values import Content

FAR = Fraction(1000)
"""The largest amount tried for an input without an upper limit: 1000 hours, times or years are beyond any record."""


@dataclass(frozen=True, slots=True)
class Change:
    """One input changed: from what to what. `row` names the row of a list, `add` the row to be added."""

    field: str
    before: Content | None
    after: Content
    unit: str = ""
    row: str | None = None
    add: Mapping[str, Content] | None = None


@dataclass(frozen=True)
class Move:
    """A way to change one input by an amount between 0 (not included) and `most`; whole amounts only if `whole`."""

    field: str
    most: Fraction
    whole: bool

    def apply(self, record: Record, amount: Fraction) -> Record:
        """The record after the move."""
        raise NotImplementedError

    def change(self, record: Record, amount: Fraction) -> Change:
        """The move in words that a reader can follow."""
        raise NotImplementedError


@dataclass(frozen=True)
class Raise(Move):
    """Raise a number that was filled in."""

    entry: Field

    def _after(self, record: Record, amount: Fraction) -> Fraction:
        return cast("Fraction", record[self.field]) + amount

    def apply(self, record: Record, amount: Fraction) -> Record:
        """The record with the number raised."""
        return {**record, self.field: self._after(record, amount)}

    def change(self, record: Record, amount: Fraction) -> Change:
        """From the number that was to the number that is needed."""
        return Change(self.field, cast("Fraction", record[self.field]), self._after(record, amount), self.entry.unit)


@dataclass(frozen=True)
class Switch(Move):
    """Turn a “no” into a “yes”, or one word into another."""

    after: Content

    def apply(self, record: Record, amount: Fraction) -> Record:  # noqa: ARG002 - a switch has no amount
        """The record with the word exchanged."""
        return {**record, self.field: self.after}

    def change(self, record: Record, amount: Fraction) -> Change:  # noqa: ARG002 - a switch has no amount
        """From the one word to the other."""
        return Change(self.field, cast("Content", record[self.field]), self.after)


@dataclass(frozen=True)
class RaiseCell(Move):
    """Raise a number in one row of a list: the first of some `positions` whose rows are alike.

    The order of rows means nothing, so whatever one of them does, the others do.
    """

    positions: tuple[int, ...]
    column: Field
    key: str | None

    @property
    def name(self) -> str:
        """The column in its list: 月度坐班.实坐班."""
        return f"{self.field}.{self.column.name}"

    def _rows(self, record: Record) -> list[Row]:
        return list(cast("Sequence[Row]", record[self.field]))

    def own(self, record: Record) -> Fraction:
        """The number in the row."""
        return cast("Fraction", self._rows(record)[self.positions[0]][self.column.name])

    def _raised(self, record: Record, amount: Fraction, positions: tuple[int, ...]) -> Record:
        rows = self._rows(record)
        after = self.own(record) + amount
        for position in positions:
            rows[position] = {**rows[position], self.column.name: after}
        return {**record, self.field: rows}

    def apply(self, record: Record, amount: Fraction) -> Record:
        """The record with the cell raised."""
        return self._raised(record, amount, self.positions[:1])

    def fill(self, record: Record) -> Record:
        """The record with the cell raised as far as it goes, in all rows that are alike."""
        return self._raised(record, self.most, self.positions)

    def change(self, record: Record, amount: Fraction) -> Change:
        """From the number in the row to the number that is needed."""
        before = self.own(record)
        return Change(self.name, before, before + amount, self.column.unit, self.key)


@dataclass(frozen=True)
class AddRows(Move):
    """Add rows of one kind to a list: `amount` rows, or one row whose number `column` is the amount."""

    template: Row
    column: str | None
    unit: str

    def _added(self, amount: Fraction) -> list[Row]:
        if self.column is not None:
            return [{**self.template, self.column: amount}]
        return [self.template] * int(amount)

    def apply(self, record: Record, amount: Fraction) -> Record:
        """The record with the rows added."""
        rows = cast("Sequence[Row]", record.get(self.field, ()))
        return {**record, self.field: [*rows, *self._added(amount)]}

    def change(self, record: Record, amount: Fraction) -> Change:
        """How many more, of what kind."""
        rows = cast("Sequence[Row]", record.get(self.field, ()))
        add = self._added(amount)[0]
        if self.column is not None:
            return Change(f"{self.field}.{self.column}", Fraction(0), amount, self.unit, add=add)
        return Change(self.field, Fraction(len(rows)), len(rows) + amount, self.unit, add=add)


def moves(rule: Rule, facts: Facts) -> list[Move]:
    """Every move that the inputs of a rule allow, in the order of its inputs."""
    trees = list(_trees(rule.data))
    words = frozenset(word for tree in trees for word in _words(tree))
    columns = frozenset(str(tree[1]) for tree in trees if tree[:1] == ["column"])
    found: list[Move] = []
    for name in rule.inputs:
        entry = facts.fields[name]
        if entry.kind == "list":
            found += _list_moves(entry, facts, words, columns)
        elif entry.improvable and name in facts.record and not _is_derived(entry, facts):
            found += _field_moves(entry, facts.record)
    return found


def _is_derived(entry: Field, facts: Facts) -> bool:
    """Whether the typed value is set aside for one that follows from the spells."""
    return entry.derivation is not None and facts.is_filled(entry.derivation.spells)


def _room(entry: Field, beside: Mapping[str, Any]) -> Fraction:
    """How far a number can be raised: to its maximum, and to what it is bounded by as far as that is filled in."""
    own: Fraction = beside[entry.name]
    ends = [end for end in (entry.maximum, beside.get(entry.up_to)) if end is not None]
    room = min(ends) - own if ends else FAR
    return floor(room) if entry.integer else room


def _field_moves(entry: Field, record: Record) -> Iterator[Move]:
    content = record[entry.name]
    if entry.kind == "number":
        most = _room(entry, record)
        if most > 0:
            yield Raise(entry.name, most, entry.integer, entry)
    elif entry.kind == "bool" and content is False:
        yield Switch(entry.name, Fraction(1), whole=True, after=True)
    elif entry.kind == "enum":
        for word in entry.values:
            if word != content:
                yield Switch(entry.name, Fraction(1), whole=True, after=word)


def _list_moves(entry: Field, facts: Facts, words: frozenset[str], columns: frozenset[str]) -> Iterator[Move]:
    rows = cast("Sequence[Row]", facts.record.get(entry.name, ()))
    alike: dict[frozenset[tuple[str, Content]], list[int]] = {}
    for position, row in enumerate(rows):
        alike.setdefault(frozenset(row.items()), []).append(position)
    for column in entry.columns.values():
        if column.kind == "number" and column.improvable:
            for positions in alike.values():
                row, dated = rows[positions[0]], entry.dated_by
                late = dated is not None and dated in row and is_after(cast("Any", row[dated]), facts.as_of)
                if column.name in row and not late and (most := _room(column, row)) > 0:
                    key = str(row[dated]) if dated is not None and dated in row else None
                    yield RaiseCell(entry.name, most, column.integer, tuple(positions), column, key)
    if entry.improvable and entry.name in facts.record:
        yield from _additions(entry, facts, words, columns)


def _additions(entry: Field, facts: Facts, words: frozenset[str], columns: frozenset[str]) -> Iterator[Move]:
    """Rows that could be added: today's date, every word that the rule speaks of, yes where yes or no is asked."""
    choices: list[list[tuple[str, Content]]] = []
    amount: Field | None = None
    for column in entry.columns.values():
        if column.kind == "enum":
            spoken = [word for word in column.values if word in words] or [column.values[0]]
            choices.append([(column.name, word) for word in spoken])
        elif column.kind == "bool":
            choices.append([(column.name, True), (column.name, False)])
        elif column.kind == "date":
            choices.append([(column.name, facts.as_of)])
        elif column.kind == "month":
            choices.append([(column.name, Month.of(facts.as_of))])
        elif column.kind == "school_year":
            choices.append([(column.name, SchoolYear.of(facts.as_of))])
        elif column.kind == "year":
            choices.append([(column.name, CalendarYear.of(facts.as_of))])
        elif column.kind == "number" and column.name in columns:
            amount = column
    for combination in product(*choices):
        template = dict(combination)
        if amount is None:
            yield AddRows(entry.name, Fraction(60), whole=True, template=template, column=None, unit="次")
        else:
            unit = amount.unit or next((str(word) for name, word in combination if name == "单位"), "")
            yield AddRows(entry.name, FAR, whole=False, template=template, column=amount.name, unit=unit)


def _words(tree: list[Any]) -> Sequence[str]:
    """The words that a tree holds itself: a text, or a list of texts."""
    match tree:
        case ["text", str(word)]:
            return (word,)
        case ["list", list(words)]:
            return [word for word in words if isinstance(word, str)]
    return ()


def _trees(node: Node) -> Iterator[list[Any]]:
    """Every tree in the data of a rule, each before those inside of it."""
    if isinstance(node, Mapping):
        for value in node.values():
            yield from _trees(value)
    elif isinstance(node, list):
        yield node
        for value in node:
            yield from _trees(value)


__all__ = ["FAR", "Change", "Move", "RaiseCell", "moves"]

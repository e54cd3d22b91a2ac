"""One input of a record, varied: a number, a cell of a row, how many rows of a kind, a date.

A variation gives a record for every amount of the input, with everything else as it was.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from assessor.rules import Field, Record, Row, show
from assessor.rules.dates import Month

ROWS = "rows"
"""The kind of a variation that changes how many rows there are; the others are kinds of fields."""


@dataclass(frozen=True)
class Variation:
    """A way to vary one input (列表.列 for a cell); `now` is its amount, `step` the smallest difference that matters.

    Days and months are amounts by their ordinal. `row` is the position of the row that is varied.
    """

    name: str
    kind: str
    now: Fraction
    record: Callable[[Fraction], Record]
    step: Fraction = Fraction(1)
    unit: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    row: int | None = None
    whole: bool = False

    @property
    def field(self) -> str:
        """The field that is varied, or the list whose rows are."""
        return self.name.partition(".")[0].partition("（")[0]

    @property
    def names(self) -> frozenset[str]:
        """The names by which a rule may ask for the input: the field, and the column."""
        return frozenset({self.field, *self.name.split(".")})

    @property
    def is_fine(self) -> bool:
        """Whether it may hold any amount, not only whole steps."""
        return self.kind == "number" and not self.whole

    def allows(self, amount: Fraction) -> bool:
        """Whether the input may hold that amount at all."""
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)

    def spelled(self, amount: Fraction) -> str:
        """The amount as a person would say it."""
        return spell_amount(amount, self.unit) if self.kind in {"number", ROWS} else str(_content(self.kind, amount))


def variations(fields: Mapping[str, Field], base: Record) -> list[Variation]:
    """Every way to vary one input of a record: numbers first, then rows, then dates."""
    cells = [*_fields(fields, base), *_cells(fields, base)]
    numbers = [found for found in cells if found.kind == "number"]
    return [*numbers, *_rows(fields, base), *(found for found in cells if found.kind != "number")]


def _fields(fields: Mapping[str, Field], base: Record) -> Iterator[Variation]:
    for name, content in base.items():
        if fields[name].kind in {"number", "date", "month"}:

            def put(held: Any, name: str = name) -> Record:
                return {**base, name: held}

            yield _of_field(fields[name], name, content, put)


def _cells(fields: Mapping[str, Field], base: Record) -> Iterator[Variation]:
    for name, rows in _lists(fields, base):
        for at, row in enumerate(rows):
            for column in fields[name].columns.values():
                if column.kind in {"number", "date", "month"} and column.name in row:

                    def put(held: Any, name: str = name, at: int = at, column: str = column.name) -> Record:
                        rows = list(cast("Sequence[Row]", base[name]))
                        return {**base, name: [*rows[:at], {**rows[at], column: held}, *rows[at + 1 :]]}

                    yield _of_field(column, f"{name}.{column.name}", row[column.name], put, at)


def _of_field(entry: Field, name: str, content: Any, put: Callable[[Any], Record], row: int | None = None) -> Variation:
    def record(amount: Fraction) -> Record:
        return put(_content(entry.kind, amount))

    if entry.kind == "number":
        limits = (entry.minimum, entry.maximum)
        return Variation(name, "number", content, record, entry.step, entry.unit, *limits, row, entry.integer)
    ordinal = content.ordinal if isinstance(content, Month) else content.toordinal()
    return Variation(name, entry.kind, Fraction(ordinal), record, row=row)


def _rows(fields: Mapping[str, Field], base: Record) -> Iterator[Variation]:
    for name, rows in _lists(fields, base):
        for like in (row for at, row in enumerate(rows) if row not in rows[:at]):

            def record(amount: Fraction, name: str = name, like: Row = like) -> Record:
                others = [row for row in cast("Sequence[Row]", base[name]) if row != like]
                return {**base, name: [*others, *[like] * int(amount)]}

            words = "、".join(
                column if content is True else content
                for column, content in like.items()
                if content is True or isinstance(content, str)
            )
            label = f"{name}（{words}）" if words else name
            yield Variation(label, ROWS, Fraction(list(rows).count(like)), record, unit="行", least=Fraction(0))


def _lists(fields: Mapping[str, Field], base: Record) -> Iterator[tuple[str, Sequence[Row]]]:
    for name, content in base.items():
        if fields[name].kind == "list":
            yield name, cast("Sequence[Row]", content)


def _content(kind: str, amount: Fraction) -> Any:
    if kind == "date":
        return date.fromordinal(int(amount))
    return Month(int(amount) // 12, int(amount) % 12 + 1) if kind == "month" else amount


def spell_amount(amount: Fraction, unit: str) -> str:
    """A number with its unit; years with months where they do not come out even."""
    if unit == "%":
        return f"{show(amount)}%"
    if unit in {"年", "学年"} and amount.denominator != 1 and (amount * 12).denominator == 1:
        years, months = divmod(int(amount * 12), 12)
        return f"{years} {unit} {months} 个月" if years else f"{months} 个月"
    return f"{show(amount)} {unit}".strip()

"""What can be read and is still unlikely: told, so that nobody takes a slip of the pen for an answer.

Nothing is refused here and nothing changed. Which fields belong together stands in the table of fields (`up_to`, `within`,
`total_of`, `once`), not here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from assessor.rules.dates import CalendarYear, Day, Month, SchoolYear
from assessor.rules.exact import show
from assessor.rules.facts import Facts
from assessor.rules.fields import Field, Record, Row
from assessor.rules.values import Content

EARLIEST = 1950
"""Days before this year are told: a spreadsheet makes 1905 of what was typed as 2025.9."""
_AHEAD = 10
"""Years after the assessment beyond which a day is told."""
MOST = 20
"""Doubts of one record that are told one by one."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something unlikely: the field (列表.列), the row counted from 1, and what to look at."""

    field: str
    text: str
    row: int | None = None

    def __str__(self) -> str:
        """The whole sentence."""
        return f"{self.field}（第 {self.row} 行）：{self.text}" if self.row else f"{self.field}：{self.text}"


def doubts(fields: Mapping[str, Field], record: Record, today: date) -> list[Doubt]:
    """Everything unlikely about a record, in the order of the fields; the last one says how many more there are."""
    facts = Facts(fields, record, today)
    found: list[Doubt] = []
    for name, field in fields.items():
        if field.kind == "list":
            rows = record.get(name)
            found += _of_list(field, cast("Sequence[Row]", rows), facts.as_of) if rows else ()
        else:
            found += _of_field(field, facts)
    if len(found) > MOST:
        return [*found[:MOST], Doubt("其他", f"还有 {len(found) - MOST} 处也请看一眼")]
    return found


def _of_field(field: Field, facts: Facts) -> Iterator[Doubt]:
    content = facts.value(field.name).content
    typed = facts.record.get(field.name)
    if typed is not None:
        yield from _day(field.name, None, cast("Content", typed), facts.as_of)
    if not isinstance(content, Fraction):
        return
    if field.maximum is not None and content > field.maximum:
        yield Doubt(
            field.name, f"推算出 {_amount(content, field)}，超过 {_amount(field.maximum, field)}，请核对起止月份"
        )
    for bound in filter(None, (field.up_to, field.within)):
        most = facts.value(bound).content
        if isinstance(most, Fraction) and content > most:
            yield Doubt(field.name, f"{_amount(content, field)}，比{bound}的 {_amount(most, field)}还多，请核对")
    total = _total(field, facts)
    if total is not None and isinstance(typed, Fraction) and typed != total:
        rows = field.total_of.partition(".")[0]
        other = f"{rows}合计是 {_amount(total, field)}" if facts.rows(rows) else f"{rows}却写没有"
        yield Doubt(field.name, f"填的是 {_amount(typed, field)}，{other}，请核对")


def _total(field: Field, facts: Facts) -> Fraction | None:
    """What the rows of the list add up to that a field is the total of, if every row of the term says so."""
    name, _, column = field.total_of.partition(".")
    rows = facts.rows(name) if name else None
    if rows is None:
        return None
    if not rows:
        return None if facts.future_rows(name) else Fraction(0)  # there are none, says the record
    dated, term = facts.fields[name].dated_by, facts.term()
    inside = [row for row in rows if dated is None or dated not in row or term.holds(cast("Day", row[dated]))]
    amounts = [row.get(column) for row in inside]
    if not amounts or not all(isinstance(amount, Fraction) for amount in amounts):
        return None
    return sum(cast("list[Fraction]", amounts), Fraction(0))


def _of_list(field: Field, rows: Sequence[Row], as_of: date) -> Iterator[Doubt]:
    seen: dict[object, int] = {}
    for position, row in enumerate(rows, 1):
        for name, content in row.items():
            yield from _day(f"{field.name}.{name}", position, content, as_of)
            column = field.columns[name]
            most = row.get(column.up_to)
            if isinstance(content, Fraction) and isinstance(most, Fraction) and content > most:
                share = f"，是 {show(_rounded(content / most * 100))}%" if most else ""
                text = f"{_amount(content, column)}，比{column.up_to}的 {_amount(most, column)}还多{share}，请核对"
                yield Doubt(f"{field.name}.{name}", text, position)
        key = row.get(field.once) if field.once else frozenset(row.items()) if set(row) == set(field.columns) else None
        if key is None:
            continue
        if key in seen:
            what = f"{field.once} {key} 和第 {seen[key]} 行相同" if field.once else f"和第 {seen[key]} 行一模一样"
            yield Doubt(field.name, f"{what}，两行都算了，请看一眼是不是填重了", position)
        seen.setdefault(key, position)


def _day(where: str, row: int | None, content: Content, as_of: date) -> Iterator[Doubt]:
    """A day, month or year that is too long ago, or too far ahead."""
    if isinstance(content, date | Month):
        year = content.year
    elif isinstance(content, SchoolYear | CalendarYear):
        year = content.start
    else:
        return
    if year < EARLIEST:
        yield Doubt(where, f"{content} 早于 {EARLIEST} 年，请核对", row)
    elif year > as_of.year + _AHEAD:
        yield Doubt(where, f"{content} 在自评日期 {_AHEAD} 年以后，请核对", row)


def _rounded(value: Fraction) -> Fraction:
    return Fraction(round(value))


def _amount(value: Fraction, field: Field) -> str:
    """A number with its unit; one without an end to two places."""
    text = show(value)
    return f"{text if '/' not in text else f'约 {float(value):.2f}'} {field.unit}".strip()

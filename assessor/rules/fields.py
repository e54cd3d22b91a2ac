"""The fields of a record: what can be filled in, its type, unit and limits. One table serves every policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Self

from assessor.rules.exact import number
from assessor.rules.values import Content

Kind = Literal["bool", "number", "text", "date", "month", "school_year", "year", "enum", "list"]

Row = Mapping[str, Content]
"""One row of a list field; a column that was not filled in is absent."""

Record = Mapping[str, Content | Sequence[Row]]
"""A validated record; a field that was not filled in is absent, an empty list is present."""

DATED: tuple[Kind, ...] = ("date", "month", "school_year", "year")
"""Types that date a row; rows dated after the assessment day are set aside before anything else."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a field follows from a list of service spells: `cumulative` or `consecutive` years in `role`.

    With `only_if_present` the typed value counts unless the list holds at least one row of that role. `until` is the
    last month that counts (2017-08, inclusive), where a text counts the years before a certain day apart.
    """

    spells: str
    measure: Literal["cumulative", "consecutive"]
    role: str
    only_if_present: bool = False
    until: str = ""

    def last_day(self, day: date) -> date:
        """A day in the last month that counts, for an assessment on `day`."""
        return min(day, date.fromisoformat(f"{self.until}-01")) if self.until else day


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record, or one column of a list field. `minimum` and `maximum` are inclusive."""

    name: str
    kind: Kind
    group: str = ""
    unit: str = ""
    help: str = ""
    values: tuple[str, ...] = ()
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    integer: bool = False
    step: Fraction = Fraction(1, 10)
    """The smallest difference that matters: a month of service, half an hour, one person."""
    columns: "Mapping[str, Field]" = field(default_factory=dict)
    derivation: Derivation | None = None
    keeps_future: bool = False
    """Whether rows dated after the assessment day stay (service spells are cut at that day instead)."""
    this_year: bool = False
    """Whether it is a day or month of the school year judged, so that a page may add the year to what is typed."""
    improvable: bool = False
    """Whether a teacher can still change it by what he or she does."""
    up_to: str = ""
    """The field, or the column of the same row, beyond which nobody can be advised to raise it; a record may hold more."""
    within: str = ""
    """The field that this one is a part of: more than that is told as unlikely."""
    total_of: str = ""
    """The column (列表.列) that this is the total of; where both are filled in and differ, that is told."""
    once: str = ""
    """The column of this list that is usually different in every row; where it is not, that is told."""

    retired: Mapping[str, str] = field(default_factory=dict)
    """Items of a checklist that no policy asks for any more, each with what to do instead."""
    split_from: str = ""
    """The field where earlier records hold this as well; a record that fills only that one is asked about this one."""

    @property
    def dated_by(self) -> str | None:
        """The column that dates the rows of this list, if there is one."""
        if self.keeps_future:
            return None
        return next((name for name, column in self.columns.items() if column.kind in DATED), None)

    @classmethod
    def from_json(cls, name: str, data: Mapping[str, Any]) -> Self:
        """Rebuild a field from its JSON form (see `to_json`)."""
        return cls(
            name=name,
            kind=data["type"],
            group=data.get("group", ""),
            unit=data.get("unit", ""),
            help=data.get("help", ""),
            values=tuple(data.get("values", ())),
            minimum=number(data["min"]) if "min" in data else None,
            maximum=number(data["max"]) if "max" in data else None,
            integer=data.get("integer", False),
            step=_step(data),
            columns={key: cls.from_json(key, column) for key, column in data.get("columns", {}).items()},
            derivation=Derivation(**data["derive"]) if "derive" in data else None,
            keeps_future=data.get("keeps_future", False),
            this_year=data.get("this_year", False),
            improvable=data.get("improvable", False),
            up_to=data.get("up_to", ""),
            retired=dict(data.get("retired", {})),
            within=data.get("within", ""),
            total_of=data.get("total_of", ""),
            once=data.get("once", ""),
            split_from=data.get("split_from", ""),
        )


_STEPS = {"年": Fraction(1, 12), "学年": Fraction(1, 12), "小时": Fraction(1, 2)}


def _step(data: Mapping[str, Any]) -> Fraction:
    """The step a field declares, or that of its unit: whole numbers 1, years a month, hours a half, others 0.1."""
    if "step" in data:
        return number(data["step"])
    return Fraction(1) if data.get("integer") else _STEPS.get(data.get("unit", ""), Fraction(1, 10))


def fields_from_json(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Field]:
    """Rebuild the whole table; the order of fields is the order in which they are asked."""
    return {name: Field.from_json(name, entry) for name, entry in data.items()}

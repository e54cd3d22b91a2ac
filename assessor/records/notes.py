"""What a person should be told about a record, or asked: derived values, typed ones that disagree, doubtful entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from assessor.records.plausible import doubts
from assessor.rules import Record, Rulebook, Value
from assessor.rules.facts import Facts
from assessor.rules.mechanisms.checklist import DONE, ITEM
from assessor.rules.spells import summer_ends

if TYPE_CHECKING:
    from assessor.rules.fields import Row


@dataclass(frozen=True, slots=True)
class Derived:
    """A field that follows from the record: the derived value, the typed one, and whether they disagree."""

    field: str
    value: Value
    typed: Fraction | None
    source: str

    @property
    def disagrees(self) -> bool:
        """Whether a typed value was set aside for a different derived one."""
        return self.typed is not None and self.value.is_known and self.value.content != self.typed


def derived_values(rulebook: Rulebook, record: Record, today: date) -> list[Derived]:
    """Every field that is derived from filled-in spells, in the order of the fields.

    Years up to a fixed month concern few: they are told only where they overrule what was typed.
    """
    facts = Facts(rulebook.fields, record, today)
    found = []
    for name, field in rulebook.fields.items():
        if field.derivation is None or not facts.is_filled(field.derivation.spells):
            continue
        value, typed = facts.value(name), facts.typed(name).content
        if value != facts.typed(name) and (typed is not None or not field.derivation.until):
            found.append(Derived(name, value, typed if isinstance(typed, Fraction) else None, field.derivation.spells))
    return found


@dataclass(frozen=True, slots=True)
class Split:
    """A field that earlier records hold in `source` as well: the rows there stay, and the person is asked about them."""

    field: str
    source: str
    text: str

    @property
    def general(self) -> str:
        """What is asked, without anything that is this record's own."""
        return self.text


def split_fields(rulebook: Rulebook, record: Record, policies: Sequence[str]) -> list[Split]:
    """Every field that a rule of the policies reads, that is not filled in, and whose former place is.

    Asked as long as it is open: filling the field in, even with “none”, is the answer.
    """
    read = _read(rulebook, policies)
    found = []
    for name, field in rulebook.fields.items():
        source = field.split_from
        if source and name in read and name not in record and record.get(source):
            help_of = [f"{each}填{rulebook.fields[each].help}" for each in (source, name) if rulebook.fields[each].help]
            said = f"（{'；'.join(help_of)}）" if help_of else ""
            kept = f"已填的{source}没有改动；属于{name}的，请另外填上。"
            text = f"“{name}”以前同“{source}”填在一处，现在分开了{said}。{kept}"
            found.append(Split(name, source, text))
    return found


def _read(rulebook: Rulebook, policies: Sequence[str]) -> set[str]:
    """The fields that a rule of the policies reads."""
    rules = [rule for policy in policies for rule in rulebook.policy(policy).rules.values()]
    return {name for rule in rules for name in rule.data.get("inputs", ())}


@dataclass(frozen=True, slots=True)
class Summers:
    """Spells that end with the term while the next begins after the summer: were July and August not served?"""

    field: str
    rows: Sequence[int]
    ends: Sequence[str]

    @property
    def text(self) -> str:
        """The question, with the rows of this record (the first is 1)."""
        rows, more = "、".join(map(str, self.rows[:_SHOWN])), " 等" if len(self.rows) > _SHOWN else ""
        ends = "、".join(self.ends[:_SHOWN]) + more
        return f"{self.field}第 {rows} 行{more}止在 6 月或 7 月，后一段从 9 月起，{_SUMMER}（{ends}）。"

    @property
    def general(self) -> str:
        """The question, without the rows."""
        return f"{self.field}里有止在 6 月或 7 月、后一段从 9 月起的，{_SUMMER}。"


_SHOWN = 6
_SUMMER = "这个暑假没有计入年限。暑假仍是在任的，请把止改成 8 月"


def summers(rulebook: Rulebook, record: Record, policies: Sequence[str]) -> list[Summers]:
    """Every list of spells, read by a rule of the policies, with a summer left out between two spells of one role."""
    read = _read(rulebook, policies)
    lists = dict.fromkeys(entry.derivation.spells for entry in rulebook.fields.values() if entry.derivation)
    found = []
    for name in (name for name in lists if name in read):
        ends = summer_ends(cast("Sequence[Row]", record.get(name, ())))
        if ends:
            found.append(Summers(name, [row + 1 for row in ends], [str(month) for month in ends.values()]))
    return found


def retired_items(rulebook: Rulebook, record: Record, policies: Sequence[str]) -> list[Split]:
    """Every ticked item that no checklist asks for any more, in a list that the policies read; it counts for none."""
    read = _read(rulebook, policies)
    return [
        Split(name, item, f"{name}里勾过的“{item}”不再算数：{text}")
        for name, field in rulebook.fields.items()
        for item, text in field.retired.items()
        if name in read
        and any(row.get(ITEM) == item and row.get(DONE) for row in cast("Sequence[Row]", record.get(name, ())))
    ]


type Question = Split | Summers


def record_questions(rulebook: Rulebook, record: Record, policies: Sequence[str]) -> list[Question]:
    """What a person is asked about a record that is sound, but may say something else than was meant."""
    return [
        *split_fields(rulebook, record, policies),
        *retired_items(rulebook, record, policies),
        *summers(rulebook, record, policies),
    ]


def notices(rulebook: Rulebook, record: Record, today: date, policies: Sequence[str]) -> list[str]:
    """Everything that whoever handed in a record should be told besides its results, a sentence each."""
    disagreeing = [entry for entry in derived_values(rulebook, record, today) if entry.disagrees]
    return [
        *(f"{entry.field}填的与由{entry.source}推算的不一致，按推算的算。" for entry in disagreeing),
        *(question.text for question in record_questions(rulebook, record, policies)),
        *(f"{doubt}。" for doubt in doubts(rulebook.fields, record, today)),
    ]

"""What a person should be told about a record: derived values, typed ones that disagree, fields split from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessor.rules import Record, Rulebook, Value
from assessor.rules.facts import Facts


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


def split_fields(rulebook: Rulebook, record: Record, policies: Sequence[str]) -> list[Split]:
    """Every field that a rule of the policies reads, that is not filled in, and whose former place is.

    Asked as long as it is open: filling the field in, even with “none”, is the answer.
    """
    rules = [rule for policy in policies for rule in rulebook.policy(policy).rules.values()]
    read = {name for rule in rules for name in rule.data.get("inputs", ())}
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

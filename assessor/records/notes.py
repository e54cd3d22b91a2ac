"""What a person should be told about a record: values that follow from others, and typed values that disagree."""

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

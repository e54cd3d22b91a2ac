"""What bounds are looked for in: the record with its blanks, where every blank may still be filled with anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from assessor.rules.bounds.possible import ANY, TRUTH, Possible, one, span
from assessor.rules.dates import Window
from assessor.rules.facts import AS_OF, Facts
from assessor.rules.fields import Field, Row
from assessor.rules.scope import NO_LISTS, Node
from assessor.rules.spells import ROLE, months_served, unclear
from assessor.rules.values import Content, Value

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class View:
    """Where names are looked up, and where the blanks that matter are noted (`open`)."""

    facts: Facts
    lets: Mapping[str, Node]
    reading: str | None
    result_of: Callable[[str, str | None], Possible]
    possible: "Callable[[Node, View], Possible]"
    now: Callable[[Node], Value]
    """What a node comes to as the record stands; for nodes outside any row."""
    open: dict[str, None] = field(default_factory=dict)
    named: dict[str, Possible] = field(default_factory=dict)
    """What the rule's own names may come to, each found once; none of them depends on a row."""
    list_name: str | None = None
    row: Row | None = None
    totals: Mapping[str, Possible] | None = None

    def at_row(self, list_name: str, row: Row) -> "View":
        """The same view, from one row of a list."""
        return replace(self, list_name=list_name, row=row, totals=None)

    def with_totals(self, list_name: str, totals: Mapping[str, Possible]) -> "View":
        """The same view, with column names standing for totals."""
        return replace(self, list_name=list_name, row=None, totals=totals)

    def let(self, name: str) -> Possible:
        """What one of the rule's own names may come to."""
        if name not in self.named:
            self.named[name] = self.possible(self.lets[name], self)
        return self.named[name]

    def column(self, name: str) -> Possible:
        """What a column of the current row may hold."""
        if self.totals is not None:
            return self.totals[name]
        if self.row is not None and self.has(name):
            return one(self.row[name])
        self.open[f"{self.list_name}.{name}"] = None
        return domain(self.facts.fields[self.list_name or ""].columns[name])

    def has(self, name: str) -> bool:
        """Whether a column of the current row was filled in."""
        return self.row is not None and name in self.row

    def field(self, name: str) -> Possible:
        """What a field may hold: what was typed, what the spells give, or anything in its domain."""
        if name == AS_OF:
            return one(self.facts.as_of)
        entry = self.facts.fields[name]
        if entry.derivation is not None:
            return self._derived(entry)
        return self._typed(entry)

    def _typed(self, entry: Field) -> Possible:
        if self.facts.is_filled(entry.name):
            content = self.facts.typed(entry.name).content
            return ANY if content is None else one(content)
        self.open[entry.name] = None
        return domain(entry)

    def _derived(self, entry: Field) -> Possible:
        rule = entry.derivation
        if rule is None:
            return self._typed(entry)
        rows = self.facts.rows(rule.spells)
        if rows is None:
            self.open[rule.spells] = None
            if not self.facts.is_filled(entry.name):
                self.open[entry.name] = None
            return span(Fraction(0), None)
        blank = unclear(rows, rule.spells, rule.role)
        ends = tuple(f"{rule.spells}.止" for row in rows if row.get(ROLE) == rule.role and "止" not in row)
        if not blank and rule.only_if_present and all(row.get(ROLE) != rule.role for row in rows):
            return self._typed(entry)
        if not blank and not ends:
            content = self.facts.value(entry.name).content
            return ANY if content is None else one(content)
        self.open.update(dict.fromkeys((*blank, *ends)))
        closed = [row for row in rows if row.get(ROLE) == rule.role and "止" in row]
        sure = (
            len(months_served(closed, rule.role, rule.last_day(self.facts.as_of)))
            if rule.measure == "cumulative"
            else 0
        )
        if blank:
            return span(Fraction(0) if rule.only_if_present else Fraction(sure, MONTHS_A_YEAR), None)
        most = self.facts.value(entry.name).content
        high = most if isinstance(most, Fraction) else None
        return span(Fraction(sure, MONTHS_A_YEAR), high)

    def window(self, period: str) -> Window | None:
        """The term or the school year, if both its ends were filled in; None while it may still be anything."""
        frame = self.facts.frame(NO_LISTS)
        self.open.update(dict.fromkeys(frame.blank))
        found = None if frame.blank else frame.window(period)
        return found if isinstance(found, Window) else None

    @property
    def most_weeks(self) -> list[Window] | None:
        """The whole weeks up to the assessment day, a blank last day counted as late as it may be; None without a first."""
        found = replace(self.facts.frame(NO_LISTS), last=self.facts.term().last or self.facts.as_of)
        weeks = found.weeks(self.facts.as_of)
        return weeks if isinstance(weeks, list) else None

    @property
    def term_goes_on(self) -> bool:
        """Whether the term ends after the assessment day, so that rows may still come."""
        last = self.facts.term().last
        return last is not None and last > self.facts.as_of


def domain(entry: Field) -> Possible:
    """Everything a field may hold."""
    if entry.kind == "bool":
        return TRUTH
    if entry.kind == "enum":
        return Possible(words=frozenset[Content](entry.values))
    if entry.kind == "number":
        return span(entry.minimum, entry.maximum, whole=entry.integer)
    return ANY

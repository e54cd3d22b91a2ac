"""What a node of a rule is evaluated in, and what comes out: an answer with the step that explains it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from assessor.rules.facts import Facts
from assessor.rules.fields import Row
from assessor.rules.frame import Frame, Framed
from assessor.rules.values import Content, Value, known, unknown

Node = Any
"""A node of a compiled rule, as JSON: a list is an expression, a mapping is a mechanism named by its key `do`."""


NO_LISTS = Framed()


@dataclass(frozen=True, slots=True)
class RowResult:
    """What one row (or one month of rows) contributed: counted `yes`, `no` or `maybe`, with the reason if not yes."""

    key: str | None
    counted: str
    value: Fraction | None = None
    reason: str = ""
    extra: Mapping[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace: which mechanism came to which value, from which parts.

    `have`, `need` and `relation` belong to a requirement. Words and numbers are put in when the step is shown, so that
    a trace costs next to nothing while nobody reads it.
    """

    kind: str
    value: Value
    node: Node
    scope: "Scope"
    name: str = ""
    children: tuple["Step", ...] = ()
    have: Value | None = None
    need: Value | None = None
    note: str = ""

    def called(self, name: str) -> "Step":
        """The same step under another name."""
        return Step(self.kind, self.value, self.node, self.scope, name, self.children, self.have, self.need, self.note)


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a node, with the step that explains it; `shortfall` is set by an unmet requirement with a number."""

    value: Value
    step: Step
    shortfall: Fraction | None = None
    rows: tuple[RowResult, ...] = ()

    def called(self, name: str) -> "Answer":
        """The same answer, its step under another name."""
        return Answer(self.value, self.step.called(name), self.shortfall, self.rows)


@dataclass(slots=True, eq=False)
class Scope:
    """Where names are looked up: a row of a list, then the rule's own names, then the record.

    Not frozen like the rest: one is made for every row, and freezing doubles what that takes.
    """

    facts: Facts
    lets: Mapping[str, Node]
    reading: str | None
    result_of: Callable[[str, str | None], Answer]
    evaluate: "Callable[[Node, Scope], Answer]"
    list_name: str | None = None
    row: Row | None = None
    totals: Mapping[str, Value] | None = None
    """Values that stand for columns while several rows are taken together (rows of one month added up)."""
    answers: dict[str, Answer] = field(default_factory=dict)
    framed: Framed = NO_LISTS
    """The lists that the rule, and those that it takes up, count per term or year: together they tell which one."""

    def at_row(self, list_name: str, row: Row) -> "Scope":
        """The same scope, seen from one row of a list."""
        return Scope(
            self.facts, self.lets, self.reading, self.result_of, self.evaluate, list_name, row, framed=self.framed
        )

    def with_totals(self, list_name: str, totals: Mapping[str, Value]) -> "Scope":
        """The same scope, with column names standing for totals."""
        scope = self.at_row(list_name, {})
        scope.row, scope.totals = None, totals
        return scope

    @property
    def frame(self) -> Frame:
        """The frame as the rows of the rule's own lists tell it."""
        return self.facts.frame(self.framed)

    def let(self, name: str) -> Answer:
        """The value of one of the rule's own names, computed once per scope."""
        if name not in self.answers:
            self.answers[name] = self.evaluate(self.lets[name], self)
        return self.answers[name]

    def column(self, name: str) -> Value:
        """The value of a column in the current row or group of rows."""
        if self.totals is not None:
            return self.totals[name]
        content: Content | None = (self.row or {}).get(name)
        return unknown((f"{self.list_name}.{name}",)) if content is None else known(content)

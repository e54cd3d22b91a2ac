"""Which rows of a list count: those that surely do, those that surely do not, and those that may.

Source: 哪些行算数 (docs/authoring/conventions.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from assessor.rules.dates import Day, Window
from assessor.rules.fields import Row
from assessor.rules.frame import Framed
from assessor.rules.scope import Node, RowResult, Scope
from assessor.rules.values import FALSE, TRUE, State, Value, all_of, unknown, weakest


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the truth of "this row counts", and why where it does not."""

    row: Row
    counts: Value
    reason: str = ""

    @property
    def word(self) -> str:
        """The verdict as `yes`, `no` or `maybe`."""
        if not self.counts.is_known:
            return "maybe"
        return "yes" if self.counts.content else "no"


def in_window(row: Row, window: Window, list_name: str, column: str | None) -> Value:
    """Whether a row lies in a window: unknown without a date, unless the window asks nothing.

    Unknown as well where the other end of the window is blank and matters.
    """
    if not window.in_effect or column is None:
        return TRUE
    if column not in row:
        return unknown((f"{list_name}.{column}",))
    if not window.holds(cast("Day", row[column])):
        return FALSE
    return unknown((window.asks,)) if window.asks else TRUE


def window_of(node: Mapping[str, Node], scope: Scope) -> Window | Value:
    """The window a node asks for; the value that keeps it from being known otherwise."""
    if "within" not in node:
        return Window(None, None)
    value = scope.evaluate(node["within"], scope).value
    if not value.is_known:
        return value
    window = cast("Window", value.content)
    if not window.period:
        return window
    # A node that is evaluated by itself, outside any rule, has only its own list to tell the period.
    own = Framed((node["of"],), (node["of"],))
    frame = scope.frame if node["of"] in scope.framed.lists else scope.facts.frame(own)
    return frame.window(window.period)


def judge_rows(node: Mapping[str, Node], scope: Scope) -> list[Judged] | Value:
    """Judge each row of the node's list by its `where` and `within`; unknown if the list was not filled in."""
    name: str = node["of"]
    rows = scope.facts.rows(name)
    if rows is None:
        return unknown((name,))
    window = window_of(node, scope)
    if isinstance(window, Value):
        return window
    column = scope.facts.fields[name].dated_by
    return [_judge(row, node, window, column, scope.at_row(name, row)) for row in rows]


def _judge(row: Row, node: Mapping[str, Node], window: Window, column: str | None, scope: Scope) -> Judged:
    inside = in_window(row, window, node["of"], column)
    wanted = scope.evaluate(node["where"], scope).value if "where" in node else TRUE
    counts = all_of([inside, wanted])
    if counts.state is State.UNKNOWN:
        return Judged(row, counts, "没填：" + "、".join(name.split(".")[-1] for name in counts.missing))
    if counts.content is True:
        return Judged(row, counts)
    return Judged(row, counts, f"不在{window.name}内" if inside is FALSE else "不符合计入条件")


def row_key(row: Row, column: str | None) -> str | None:
    """The date that names a row in a result."""
    return None if column is None or column not in row else str(row[column])


def future_results(scope: Scope, name: str) -> tuple[RowResult, ...]:
    """The rows set aside for lying in the future, as results."""
    column = scope.facts.fields[name].dated_by
    return tuple(
        RowResult(row_key(row, column), "no", reason="晚于自评日期，不计") for row in scope.facts.future_rows(name)
    )


def missing_of(judged: Sequence[Judged]) -> tuple[str, ...]:
    """The columns that keep undecided rows undecided."""
    blocked = weakest([item.counts for item in judged])
    return blocked.missing if blocked else ()

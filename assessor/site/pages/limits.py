"""A rule's limits, tried one step below, at and above, as a folded table: generated, never typed."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from assessor.policy import Library, Policy
from assessor.policy.boundaries import BoundaryRow, boundary_table
from assessor.report import Markup, tag
from assessor.site.drawing import grid
from assessor.site.pages.cases import answers

if TYPE_CHECKING:
    from assessor.report.html import Child


@cache
def _table(policy: str, library: Library) -> Sequence[BoundaryRow]:
    return boundary_table(library.policies[policy], library.rulebook)


def limits_count(library: Library, policy: Policy, rule: str) -> tuple[int, int]:
    """How many limits of a rule are tried on both sides, and how many it has."""
    rows = [row for row in _table(policy.id, library) if row.rule.id == rule]
    return len({row.threshold for row in rows if row.result is not None}), len({row.threshold for row in rows})


def limits_html(library: Library, policy: Policy, rule: str) -> Markup | None:
    """The table of one rule; nothing where it has no limit that one of its cases leads to."""
    tried = [row for row in _table(policy.id, library) if row.rule.id == rule and row.result is not None]
    if not tried:
        return None
    rows: list[list[Child]] = []
    for row in tried:
        outcome = Markup.join_all(answers(row.result)) if row.result else None
        rows.append([row.threshold, f"{row.input} {row.value}", outcome])
    summary = tag("summary", f"界限 {len({row.threshold for row in tried})} 个：差一步、正好、多一步")
    lead = tag("p", "由规则自动列出：取一个算例，只改一项输入。", class_="hb-lead")
    return tag("details", summary, lead, grid(["界限", "输入", "结果"], rows), class_="hb-cases hb-limits")

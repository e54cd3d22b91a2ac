"""Numerals reconciled: every figure of a clause is used or marked, and every number of a rule stands in its clause.

- **From the text to the rules.** A figure of a clause's digest (see `figures` for what counts) must be used by a rule of the
  clause, of a clause below it, or of one that cites it: in its computation, its cases, its note or its names. What is
  not computed is marked in the heading: `{#art-5 uncomputed="12 1500 30%"}`.
- **From the rules to the text.** A number that a rule computes with must stand in the text of a clause it cites, or of a
  chapter above; a date may also be the document's own (issued, valid). 0 and 1 are structure, and the seven days
  of 每周 need not be written out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from assessor.policy.compile import CompiledRule
from assessor.policy.documents import Clause, Document
from assessor.policy.figures import figures
from assessor.policy.nodes import is_tree, nodes_of
from assessor.policy.problems import Problem
from assessor.policy.thresholds import ENDS
from assessor.rules import Node, show

_STRUCTURE = frozenset({Fraction(0), Fraction(1)})
_SAME = (["100", "%"], ["12", "月/年"])
"""Numbers that only change a unit."""
_WEEKLY = {"每周": Fraction(7)}
_COUNTS = ("floor", "cap", "at_least", "years", "n")
_NOT_NUMBERS = frozenset({"id", "unit", "clause", "matters", "on", "strength", "kind", "subject"})


def reconcile(document: Document, compiled: Iterable[CompiledRule]) -> list[Problem]:
    """What stands in a clause and is not used, and what a rule uses and no clause says."""
    rules = list(compiled)
    problems = [found for rule in rules for found in _unfounded(document, rule)]
    for clause in document.clauses:
        used = {value for rule in rules if _rests_on(document, rule, clause) for value in _used(rule)}
        problems += _unused(document.file, clause, used)
    return problems


def _unused(file: str, clause: Clause, used: set[Fraction]) -> Iterator[Problem]:
    """The figures of a clause that are neither used nor marked, and the marks that are not needed."""
    needed = dict.fromkeys(clause.uncomputed, False)
    values = {mark: {value for figure in figures(mark) for value in figure.values} for mark in needed}
    told = set()
    for figure in figures(clause.text):
        if figure.values & used:
            continue
        marks = [mark for mark in needed if values[mark] & figure.values]
        needed.update(dict.fromkeys(marks, True))
        if not marks and figure.values not in told:
            told.add(figure.values)
            message = f"{clause.label} 里的“{figure.text}”没有规则、用例或说明用到"
            hint = f'请在规则里用上；若不计算，请在标题的花括号里写 uncomputed="{_mark(figure.values, figure.text)}"。'
            yield Problem(file, clause.lines[clause.text.count("\n", 0, figure.offset)], message, hint)
    for mark in (mark for mark, need in needed.items() if not need):
        message = f"{clause.label} 的 uncomputed 里多写了 {mark}"
        yield Problem(file, clause.line, message, "条文里没有这个数，或已经有规则用到，请删去。")


def _mark(values: frozenset[Fraction], text: str) -> str:
    """How to write a figure in a mark."""
    digits = re.match(r"[\d.]+\s*[%万]?", text)
    return digits[0].replace(" ", "") if digits else show(min(values))


def _rests_on(document: Document, rule: CompiledRule, clause: Clause) -> bool:
    """Whether a rule stands under a clause or one below it, or cites it."""
    return any(clause is cited or clause in document.above(cited) for cited in _cited(document, rule))


def _cited(document: Document, rule: CompiledRule) -> list[Clause]:
    labels = {rule.data["clause"], *rule.data["clause"].split("、")}
    return [clause for clause in document.clauses if clause is rule.clause or clause.label in labels]


def _unfounded(document: Document, rule: CompiledRule) -> Iterator[Problem]:
    """The numbers and dates of a rule that its clauses do not name."""
    cited = _cited(document, rule)
    clauses = [*cited, *(above for clause in cited for above in document.above(clause))]
    text = "\n".join(f"{clause.heading}\n{clause.text}" for clause in clauses)
    there = {value for figure in figures(text) for value in figure.values} | _STRUCTURE
    there |= {value for word, value in _WEEKLY.items() if word in text}
    for value in dict.fromkeys(value for value in _constants(rule.data) if abs(value) not in there):
        message = f"规则 {rule.id} 里的 {show(value)} 在所引的条文里没有"
        yield Problem(document.file, rule.block.line, message, "请核对：把这个数写进条文要点，或改正规则。")
    own = {str(document.head.get("issued")), *(str(day) for day in (document.head.get("valid") or {}).values())}
    for year, month, day in _dates(rule.data):
        if f"{year:04}-{month:02}-{day:02}" not in own and not re.search(rf"{year} 年 {month} 月 {day} 日", text):
            message = f"规则 {rule.id} 里的日期 {year}-{month:02}-{day:02} 在所引的条文里没有"
            yield Problem(
                document.file, rule.block.line, message, f"请在条文要点里写明 {year} 年 {month} 月 {day} 日。"
            )


def _constants(rule: Mapping[str, Any]) -> Iterator[Fraction]:
    """The numbers a compiled rule computes with, without those of dates and of mere units."""
    for path, node in nodes_of(rule):
        if is_tree(node):
            if node[0] == "num" and not _in_date(rule, path) and node[1:] not in _SAME:
                yield Fraction(node[1])
            continue
        yield from (Fraction(node[key]) for key in _COUNTS if key in node)
        ends = {row[end] for row in node.get("rows", ()) for end in ENDS if end in row}
        yield from (Fraction(end) for end in ends if (end, node.get("unit")) != ("100", "%"))


def _in_date(rule: Node, path: tuple[str | int, ...]) -> bool:
    for key in path[:-2]:
        rule = rule[key]
    return isinstance(rule, list) and rule[:2] == ["call", "date"]


def _dates(rule: Mapping[str, Any]) -> Iterator[tuple[int, int, int]]:
    for _, node in nodes_of(rule):
        if is_tree(node) and node[:2] == ["call", "date"] and all(part[0] == "num" for part in node[2]):
            year, month, day = (int(part[1]) for part in node[2])
            yield year, month, day


def _used(rule: CompiledRule) -> Iterator[Fraction]:
    """Every number of a rule: computed with, or written in its cases, its note and its names."""
    yield from _constants(rule.data)
    yield from _numbers({key: value for key, value in rule.source.items() if key not in _NOT_NUMBERS})


def _numbers(source: Any) -> Iterator[Fraction]:
    """The numbers in some data, and the figures in its texts."""
    if isinstance(source, Mapping):
        for key, value in source.items():
            yield from _numbers(value) if key not in _NOT_NUMBERS else ()
    elif isinstance(source, list):
        for value in source:
            yield from _numbers(value)
    elif isinstance(source, int | Fraction) and not isinstance(source, bool):
        yield Fraction(source)
    elif isinstance(source, str):
        yield from (value for figure in figures(source) for value in figure.values)

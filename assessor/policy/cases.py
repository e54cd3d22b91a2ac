"""Running the cases that stand beside the rules: given what was filled in, the engine must come to what is expected."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from assessor.policy.compile import CompiledRule
from assessor.policy.keys import check_keys
from assessor.policy.model import Case
from assessor.policy.problems import PolicyError, Problem
from assessor.policy.shapes import CASE
from assessor.policy.yaml import Map, Seq
from assessor.records import RecordError, read_record
from assessor.rules import MET_KINDS, Field, Result, Rulebook, State, Verdict, spell
from assessor.rules.engine import Judge
from assessor.rules.facts import Facts

CASES_DAY = date(2026, 6, 30)
"""The day a case is judged on where it does not say `on`: the end of a school year."""

STATES = {state.value: state for state in State}


def read_cases(rule: CompiledRule) -> list[Case]:
    """The cases of a rule; raises PolicyError for one that is not in the form of a case."""
    source = rule.source.get("cases")
    if source is None:
        return []
    if not isinstance(source, Seq):
        raise PolicyError(rule.source.line_of("cases"), "cases 应当是列表", "每项写 name、given、expect。")
    cases = []
    for item, line in zip(source, source.lines, strict=True):
        if isinstance(item, Map) and item.get("given") == {}:
            item["given"] = Map()
            item["given"].line, item["given"].lines = line, {}
        data = check_keys(item, CASE, line, "用例")
        cases.append(
            Case(
                rule=rule.id,
                name=str(data["name"]),
                given=data["given"],
                expect=data["expect"],
                line=line,
                missing=tuple(data["missing"]) if data.get("missing") is not None else None,
                shortfall=data.get("shortfall"),
                notices=data.get("notices"),
                rows=_rows_of(data),
                on=data.get("on"),
            )
        )
    return cases


def _rows_of(data: Map) -> list[Map] | None:
    """The expected rows, if they are rows."""
    rows = data.get("rows")
    if rows is not None and not (isinstance(rows, Seq) and all(isinstance(row, Map) for row in rows)):
        raise PolicyError(data.line_of("rows"), "用例的 rows 应当是列表", "每行写一组，如 [{ratio: 0.6}]。")
    return rows


def evaluate_case(rulebook: Rulebook, policy: str, case: Case) -> Result:
    """What a case's rule comes to for its record. Raises RecordError if the record itself is not valid."""
    judged = rulebook.policy(policy)
    return Judge(judged, facts_of(rulebook.fields, case)).result(judged.rules[case.rule], None)


def facts_of(fields: Mapping[str, Field], case: Case) -> Facts:
    """A case's record, seen from its day. Raises RecordError if the record itself is not valid."""
    return Facts(fields, read_record(fields, case.given), _judged_on(case))


def _judged_on(case: Case) -> date:
    return date.fromisoformat(case.on) if case.on else CASES_DAY


def run_cases(rulebook: Rulebook, policy: str, file: str, cases: list[Case]) -> list[Problem]:
    """Every case that does not come out as expected."""
    problems = []
    for case in cases:
        try:
            result = evaluate_case(rulebook, policy, case)
        except RecordError as error:
            problems.append(Problem(file, case.line, f"用例“{case.name}”填的记录有误", str(error)))
            continue
        problems += [
            Problem(file, case.line, f"用例“{case.name}”没有通过（{case.rule}）", difference)
            for difference in differences(result, case)
        ]
    return problems


def differences(result: Result, case: Case) -> list[str]:
    """What comes out otherwise than the case expects, in words."""
    found = []
    by_reading = isinstance(case.expect, Mapping) and set(case.expect) <= set(result.by_reading)
    if by_reading:
        for name, wanted in case.expect.items():
            found += [f"读法“{name}”{text}" for text in _difference(result, result.by_reading[name], wanted)]
    else:
        found += _difference(result, result.verdict, case.expect)
    verdict = result.verdict
    if case.missing is not None and set(case.missing) != set(verdict.missing):
        found.append(f"应缺 {'、'.join(case.missing) or '无'}，实缺 {'、'.join(verdict.missing) or '无'}。")
    if case.notices is not None and case.notices != len(result.notices):
        found.append(f"应有 {case.notices} 条提示，实有 {len(result.notices)} 条。")
    return found + _shortfalls(result, case) + _rows(result, case)


def _shortfalls(result: Result, case: Case) -> list[str]:
    if case.shortfall is None:
        return []
    wanted = case.shortfall if isinstance(case.shortfall, Mapping) else {"": case.shortfall}
    found = [f"没有读法“{name}”，不能写它的差额。" for name in wanted if name and name not in result.by_reading]
    for name, amount in wanted.items():
        if name and name not in result.by_reading:
            continue
        verdict = result.by_reading[name] if name else result.verdict
        if spell(verdict.shortfall) != wanted_text(amount):
            reading = f"读法“{name}”的" if name else ""
            found.append(f"{reading}差额应为 {wanted_text(amount)}，算出 {spell(verdict.shortfall) or '无'}。")
    return found


def _rows(result: Result, case: Case) -> list[str]:
    if case.rows is None:
        return []
    rows = result.verdict.rows
    if len(rows) != len(case.rows):
        return [f"应有 {len(case.rows)} 行，实有 {len(rows)} 行。"]
    return [
        f"第 {number} 行的 {key} 应为 {wanted_text(wanted)}，算出 {spell(row.extra.get(key)) or '无'}。"
        for number, (row, expected) in enumerate(zip(rows, case.rows, strict=True), 1)
        for key, wanted in expected.items()
        if spell(row.extra.get(key)) != wanted_text(wanted)
    ]


def _difference(result: Result, verdict: Verdict, wanted: Any) -> list[str]:
    got = shown(result, verdict)
    expected = wanted_text(wanted)
    if isinstance(wanted, Mapping):
        parts = {"met": verdict.met, "value": spell(verdict.value)}
        return [
            f"应得 {key} = {wanted_text(value)}，算出 {wanted_text(parts.get(key))}。"
            for key, value in wanted.items()
            if wanted_text(parts.get(key)) != wanted_text(value)
        ]
    return [] if got == expected else [f"应得 {expected}，算出 {got}。"]


def shown(result: Result, verdict: Verdict) -> str:
    """A verdict in the words of `expect`."""
    if verdict.status is not State.KNOWN:
        return verdict.status.value
    if result.rule.kind in MET_KINDS or result.rule.kind == "checklist":
        return wanted_text(verdict.met)
    return wanted_text(verdict.value)


def wanted_text(value: Any) -> str:
    """An expectation as text: exact numbers, true/false, words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction):
        return str(spell(Fraction(value)))
    return str(value)

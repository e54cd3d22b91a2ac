"""An assessment as JSON, by the contract of the command line."""

from collections.abc import Sequence
from typing import Any

from assessor.report import wording
from assessor.report.explain import Line, explain
from assessor.report.headline import heads_data, heads_of
from assessor.rules import Assessment, Result, RowResult, Verdict, spell


def as_data(assessment: Assessment, notices: Sequence[str] = ()) -> dict[str, Any]:
    """The assessment by the contract: `policy` is one id, or a list where several policies were chosen.

    `notices` are sentences about the record that was judged.
    """
    policies = list(dict.fromkeys(result.policy.id for result in assessment.results))
    return {
        "policy": policies[0] if len(policies) == 1 else policies,
        "as_of": assessment.as_of.isoformat(),
        "rulebook": assessment.rulebook,
        "headlines": heads_data(heads_of(assessment)),
        "results": [result_data(result) for result in assessment.results],
        "outlook": [turn.to_json() for turn in assessment.turns],
        "notices": list(notices),
    }


def result_data(result: Result) -> dict[str, Any]:
    """One result by the contract."""
    data, verdict = result.rule.data, result.verdict
    return {
        "id": result.id,
        "policy": result.policy.id,
        "name": data["name"],
        "about": result.rule.about,
        "modality": None if verdict.value is None else result.rule.modality(verdict.value),
        "head": result.rule.head,
        "group": list(result.rule.groups),
        "says": wording.verdict_text(result, verdict),
        "kind": data["kind"],
        "strength": data["strength"],
        "subject": data["subject"],
        "clause": data["clause"],
        **verdict.to_json(),
        "unit": data.get("unit"),
        "rows": [_row(row) for row in verdict.rows],
        "reading": result.reading,
        "by_reading": {name: other.to_json() for name, other in result.by_reading.items()},
        "by_term": [entry.to_json() for entry in result.by_term],
        "by_year": [entry.to_json() for entry in result.by_year],
        "decides": data.get("decides"),
        "notices": list(result.remarks),
        "steps": steps(verdict),
        "certain": result.certainty.to_json() if result.certainty else None,
        "distance": [distance.to_json(data["clause"]) for distance in result.distances],
        "several": [several.to_json() for several in result.several],
        "untried": [untried.to_json() for untried in result.untried],
    }


def _row(row: RowResult) -> dict[str, Any]:
    extra = {name: spell(value) for name, value in row.extra.items()}
    return {"key": row.key, "counted": row.counted, "value": spell(row.value), "reason": row.reason, **extra}


def steps(verdict: Verdict) -> list[dict[str, Any]]:
    """The explanation of a verdict, as nested lines."""
    return [_line(line) for line in explain(verdict.step)] if verdict.step else []


def _line(line: Line) -> dict[str, Any]:
    parts = {"own": line.own, "required": line.required, "formula": line.formula, "figures": line.figures}
    return {
        "kind": line.kind,
        "text": line.text,
        "met": line.met,
        **{key: text for key, text in parts.items() if text},
        **({"steps": [_line(child) for child in line.children]} if line.children else {}),
    }

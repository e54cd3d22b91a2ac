"""The small rule set in our engine. Reads a question from standard input, writes results and times as JSON.

Judging always keeps the trace that explanations are made from; “with trace” also turns it into lines.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assessor.records import read_record  # noqa: E402 - this project, wherever it is
from assessor.report.data import steps  # noqa: E402 - likewise
from assessor.rules import Rulebook, assess  # noqa: E402 - likewise

TODAY = date(2026, 9, 1)
RULES = ("bonus", "attendance", "eligible", "total")


def field(name: str) -> list[Any]:
    """A field in a formula."""
    return ["field", name]


def num(text: str) -> list[Any]:
    """A number in a formula."""
    return ["num", text]


def rule(name: str, kind: str, body: Any, inputs: list[str]) -> dict[str, Any]:
    """A compiled rule."""
    head = {"id": name, "name": name, "kind": kind, "strength": "must", "subject": "teacher"}
    return {**head, "clause": "第一条", "anchor": "art-1", "inputs": inputs, "body": body}


def rulebook() -> Rulebook:
    """The rules in the form that the browser receives."""
    ratio = ["/", field("present"), field("required")]
    bands = {"do": "bands", "of": field("years"), "rows": [
        {"below": "8", "value": num("0")},
        {"from": "8", "below": "11", "value": num("600")},
        {"from": "11", "below": "16", "value": num("800")},
        {"from": "16", "value": num("1000")},
    ]}  # fmt: skip
    bonus = {"do": "if", "if": field("serving"), "then": bands, "else": num("0"), "means": ""}
    factor = {"do": "bands", "of": ratio, "rows": [
        {"below": "3/5", "value": num("0")},
        {"from": "3/5", "below": "4/5", "value": num("1/2")},
        {"from": "4/5", "value": num("1")},
    ]}  # fmt: skip
    attendance = {"do": "product", "parts": [{"node": factor}, {"node": num("300")}]}
    eligible = {"do": "all", "parts": [
        {"node": ["cmp", ">=", field("years"), num("3")]},
        {"node": ["cmp", ">=", field("satisfied"), num("4/5")]},
        {"node": ["not", field("violation")]},
    ]}  # fmt: skip
    parts = [{"node": {"do": "result", "result": name, "name": name}} for name in ("bonus", "attendance")]
    rules = [
        rule("bonus", "amount", bonus, ["years", "serving"]),
        rule("attendance", "amount", attendance, ["present", "required"]),
        rule("eligible", "eligibility", eligible, ["years", "satisfied", "violation"]),
        rule("total", "amount", {"do": "score", "parts": parts}, ["years", "serving", "present", "required"]),
    ]
    kinds = {"serving": "bool", "violation": "bool"}
    names = ("years", "serving", "present", "required", "satisfied", "violation")
    fields = {name: {"type": kinds.get(name, "number")} for name in names}
    policy = {"id": "small", "title": "small", "hash": "0", "rules": rules}
    return Rulebook({"format": 1, "fields": fields, "policies": [policy]})


def main() -> None:
    """Answer the question."""
    question = json.load(sys.stdin)
    book = rulebook()
    records = [read_record(book.fields, record) for record in question["records"]]
    found: dict[str, list[float]] = {"plain": [], "trace": []}
    for _ in range(question["rounds"]):
        for way, times in found.items():
            start = time.perf_counter()
            for record in records:
                results = assess(book, record, TODAY).results
                if way == "trace":
                    for result in results:
                        steps(result.verdict)
            times.append((time.perf_counter() - start) / len(records) * 1000)
    answers = []
    for record in records:
        verdicts = {result.id: result.verdict for result in assess(book, record, TODAY).results}
        met = verdicts["eligible"].met
        answers.append([met if name == "eligible" else float(verdicts[name].value or 0) for name in RULES])
    json.dump({"times": found, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()

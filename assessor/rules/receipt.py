"""A receipt: inputs, policies, readings, results, in a form that anyone can check again.

It proves that these results follow from these inputs under these policy texts, and shows where it was altered. It does
not prove who filled it in: it carries check marks, not a signature.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessor.rules.exact import show
from assessor.rules.fields import Record
from assessor.rules.result import Assessment, Result
from assessor.rules.rulebook import MODALITIES, Rulebook

FORMAT = 1
MARK_LENGTH = 12


def plain_record(record: Record) -> dict[str, Any]:
    """A record as JSON data again: what `read_record` would read to the same record."""
    return {name: _plain(value) for name, value in record.items()}


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(cell) for name, cell in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(row) for row in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else Decimal(show(value))
    return value if isinstance(value, bool) else str(value)


def canonical(value: object) -> str:
    """The one spelling of JSON data: keys sorted, no spaces, numbers as they are exact."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | Decimal | Fraction):
        return show(Fraction(value))
    return '"' + str(value).translate(_ESCAPES) + '"'


_ESCAPES = {code: f"\\u{code:04x}" for code in range(32)} | {ord('"'): '\\"', ord("\\"): "\\\\"}


def mark(*parts: object) -> str:
    """The check mark of some data: the first digits of its SHA-256."""
    # Half a character can stand in a receipt that was altered; it has a mark like anything else.
    return hashlib.sha256(canonical(parts).encode(errors="surrogatepass")).hexdigest()[:MARK_LENGTH]


def make_receipt(rulebook: Rulebook, record: Record, assessment: Assessment, engine: str) -> dict[str, Any]:
    """The receipt of an assessment; `engine` is the version of the program."""
    policies = dict.fromkeys(result.policy.id for result in assessment.results)
    receipt: dict[str, Any] = {
        "receipt": FORMAT,
        "engine": engine,
        "as_of": assessment.as_of.isoformat(),
        "policies": {
            name: {"title": rulebook.policies[name].title, "hash": rulebook.policies[name].hash} for name in policies
        },
        "readings": {
            f"{result.policy.id}/{result.id}": result.reading
            for result in assessment.results
            if result.reading is not None and result.reading != result.rule.default_reading
        },
        "record": plain_record(record),
        "results": {f"{result.policy.id}/{result.id}": _outcome(result) for result in assessment.results},
    }
    marks = {path: mark(path, value) for path, value in _leaves(receipt)}
    return {**receipt, "marks": marks, "code": mark("receipt", receipt, marks)}


SAID = ("about", "modality")
"""What an outcome says of itself besides its value; receipts made before 2026-12 do not have it."""


def _outcome(result: Result) -> dict[str, Any]:
    verdict = result.verdict.to_json()
    said = {"about": result.rule.about, "modality": MODALITIES[result.rule.modality(result.verdict.value)]}
    kept = {**said, **{key: verdict[key] for key in ("status", "value", "met")}}
    readings = {
        name: {key: other.to_json()[key] for key in ("status", "value", "met")}
        for name, other in result.by_reading.items()
    }
    by_period = {
        name: [entry.to_json() for entry in entries]
        for name, entries in (("by_term", result.by_term), ("by_year", result.by_year))
        if entries
    }
    return {**kept, **({"by_reading": readings} if readings else {}), **by_period}


def _leaves(receipt: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Everything that gets a check mark of its own: each input, policy, reading and result."""
    for name, value in receipt.items():
        if isinstance(value, Mapping):
            for key, entry in value.items():
                yield f"{name}.{key}", entry
        else:
            yield name, value


def altered(receipt: Mapping[str, Any]) -> list[str]:
    """The places of a receipt that do not fit their check marks; empty if nothing was altered since it was made."""
    body = {key: value for key, value in receipt.items() if key not in {"marks", "code"}}
    marks = receipt.get("marks")
    if not isinstance(marks, Mapping):
        return ["marks"]
    here = {path: mark(path, value) for path, value in _leaves(body)}
    places = [path for path, value in here.items() if marks.get(path) != value]
    places += [path for path in marks if path not in here]
    if not places and receipt.get("code") != mark("receipt", body, marks):
        places.append("code")
    return places

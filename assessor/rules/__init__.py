"""The rule language's engine: exact values, three-valued logic, mechanisms, readings, results. Standard library only."""

from importlib import import_module
from typing import TYPE_CHECKING

from assessor.rules.engine import assess
from assessor.rules.exact import NotANumberError, number, show
from assessor.rules.fields import Field, Record, Row
from assessor.rules.recall import Recall
from assessor.rules.result import Assessment, Result, Verdict, spell
from assessor.rules.rulebook import (
    FORMAT,
    MET_KINDS,
    Policy,
    Rule,
    Rulebook,
    RulebookError,
    inputs_behind,
    mechanisms_in,
)
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import State, Value

if TYPE_CHECKING:
    from assessor.rules.questions import ask
    from assessor.rules.receipt import make_receipt

__all__ = [
    "FORMAT",
    "MET_KINDS",
    "Answer",
    "Assessment",
    "Field",
    "Node",
    "NotANumberError",
    "Policy",
    "Recall",
    "Record",
    "Result",
    "Row",
    "RowResult",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Scope",
    "State",
    "Step",
    "Value",
    "Verdict",
    "ask",
    "assess",
    "inputs_behind",
    "make_receipt",
    "mechanisms_in",
    "number",
    "show",
    "spell",
]

LATER = {"ask": "assessor.rules.questions", "make_receipt": "assessor.rules.receipt"}
"""Where names come from that are not needed for a first result."""


def __getattr__(name: str) -> object:
    """The names of LATER, imported when they are first asked for: in a browser every import delays the first result."""
    if name not in LATER:
        raise AttributeError(name)
    return getattr(import_module(LATER[name]), name)

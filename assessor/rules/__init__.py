"""The rule language's engine: exact values, three-valued logic, mechanisms, readings, results. Standard library only."""

from assessor.rules.engine import assess
from assessor.rules.exact import NotANumberError, number, show
from assessor.rules.fields import Field, Record, Row
from assessor.rules.questions import ask
from assessor.rules.recall import Recall
from assessor.rules.receipt import make_receipt
from assessor.rules.result import Assessment, Result, Verdict, spell
from assessor.rules.rulebook import FORMAT, MET_KINDS, Policy, Rule, Rulebook, RulebookError
from assessor.rules.scope import Answer, Node, RowResult, Scope, Step
from assessor.rules.values import State, Value

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
    "make_receipt",
    "number",
    "show",
    "spell",
]

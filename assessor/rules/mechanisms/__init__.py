"""The mechanisms a rule is built from, one module each; `evaluate` picks the one a node names."""

from collections.abc import Callable

from assessor.rules.mechanisms import (
    bands,
    checklist,
    choice,
    conditions,
    count,
    due,
    each,
    every_month,
    formula,
    in_office_since,
    product,
    recent_years,
    reference,
    require,
    school_years,
    score,
    weekly,
)
from assessor.rules.mechanisms import sum as total
from assessor.rules.scope import Answer, Node, Scope

MECHANISMS: dict[str, Callable[[Node, Scope], Answer]] = {
    "all": conditions.evaluate_all,
    "any": conditions.evaluate_any,
    "at_least_of": conditions.evaluate_at_least,
    "bands": bands.evaluate,
    "checklist": checklist.evaluate,
    "choose": choice.evaluate_choose,
    "count": count.evaluate,
    "due": due.evaluate,
    "each": each.evaluate,
    "each_week": weekly.evaluate,
    "every_month": every_month.evaluate,
    "first": choice.evaluate_first,
    "if": choice.evaluate_if,
    "in_office_since": in_office_since.evaluate,
    "product": product.evaluate,
    "recent_years": recent_years.evaluate,
    "require": require.evaluate,
    "result": reference.evaluate,
    "school_years": school_years.evaluate,
    "score": score.evaluate,
    "sum": total.evaluate,
}


def evaluate(node: Node, scope: Scope) -> Answer:
    """Evaluate any node: a list is an expression, a mapping names its mechanism by `do`."""
    return formula.evaluate(node, scope) if isinstance(node, list) else MECHANISMS[node["do"]](node, scope)


__all__ = ["MECHANISMS", "evaluate"]

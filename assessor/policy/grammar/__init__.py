"""The grammar of rules: how each mechanism is read from YAML, with its types, units and tables checked."""

from assessor.policy.grammar import bands, choices, conditions, lists, service, totals
from assessor.policy.grammar.reader import COMPILERS, Reader, Typed

__all__ = ["COMPILERS", "Reader", "Typed", "bands", "choices", "conditions", "lists", "service", "totals"]

"""Reading policies: Markdown and YAML to clauses and rules, checked with line numbers, compiled into a rulebook."""

from assessor.policy.cases import CASES_DAY, evaluate_case
from assessor.policy.library import LibraryError, Reading, read_library, read_policy, rulebook_of
from assessor.policy.matters import MATTERS
from assessor.policy.model import Case, Library, Policy, PolicyClause, PolicyRule, Term
from assessor.policy.problems import PolicyError, Problem
from assessor.policy.schema import schema_files
from assessor.policy.shapes import AUTHORITIES, COMPLETENESS, KINDS, LEAVES_TO, LEVELS, RUNGS, SUBJECTS
from assessor.rules.rulebook import STRENGTHS

__all__ = [
    "AUTHORITIES",
    "CASES_DAY",
    "COMPLETENESS",
    "KINDS",
    "LEAVES_TO",
    "LEVELS",
    "MATTERS",
    "RUNGS",
    "STRENGTHS",
    "SUBJECTS",
    "Case",
    "Library",
    "LibraryError",
    "Policy",
    "PolicyClause",
    "PolicyError",
    "PolicyRule",
    "Problem",
    "Reading",
    "Term",
    "evaluate_case",
    "read_library",
    "read_policy",
    "rulebook_of",
    "schema_files",
]

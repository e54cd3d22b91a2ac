"""An independent reading of clauses and conventions, to judge the rule engine by.

Nothing here imports the engine: every outcome is written out again, in plain Python, from the clauses in policies/ and
from docs/authoring/conventions.md.
"""

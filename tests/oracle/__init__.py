"""An independent reading of the outcome specification, to judge the rule engine by.

Nothing here imports the engine: every outcome is written out again, in plain Python,
from the text of ``spec/outcomes.yaml``.
"""

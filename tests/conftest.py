"""What every test shares: the project on the path, and hypothesis held steady so that CI sees what we see."""

import sys
from pathlib import Path

from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # --import-mode=importlib leaves the path alone; tests import tests.oracle and samples
    sys.path.insert(0, str(ROOT))

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("steady")

"""What every test shares: the project on the path, and hypothesis held steady so that CI sees what we see."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from assessor.policy import read_library
from assessor.rules import Rulebook

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # --import-mode=importlib leaves the path alone; tests import tests.oracle and samples
    sys.path.insert(0, str(ROOT))

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules of the whole library, as the page gets them: through their JSON form."""
    return Rulebook.from_json(read_library(ROOT / "policies").library.rulebook.to_json())


@pytest.fixture(scope="session")
def timeless(rulebook: Rulebook) -> Rulebook:
    """The rulebook with S21-19m over all months there are, so that many rows matter."""
    data = json.loads(rulebook.to_json())
    for policy in data["policies"]:
        for rule in policy["rules"]:
            if rule["id"] == "S21-19m":
                del rule["body"]["within"]
    return Rulebook(data)

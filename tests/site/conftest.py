"""What the tests of the site share: the real library."""

import pytest

from assessor.policy import read_library
from tests.site.parsed import ROOT


@pytest.fixture(scope="session")
def library():
    """All sound policies of the project."""
    return read_library(ROOT / "policies").library

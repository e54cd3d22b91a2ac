"""The browser's modules that need no browser, run by Node; tests/browser has real storage and real boxes."""

import subprocess

import pytest

from assessor.site.node import find_node
from tests.site.parsed import ROOT

FOLDERS = [ROOT / "tests" / "site" / name for name in ("records", "start")]


@pytest.mark.parametrize(
    "path", sorted(path for folder in FOLDERS for path in folder.glob("*.test.mjs")), ids=lambda path: path.name
)
def test_node_finds_nothing_wrong(path):
    """Node's own test runner; its report is shown if anything fails."""
    done = subprocess.run([find_node(), "--test", path], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert "# pass 0\n" not in done.stdout

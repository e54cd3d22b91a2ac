"""The browser's modules for what is kept on the device, run by Node; tests/browser/test_device.py has real storage."""

import subprocess

import pytest

from assessor.site.node import find_node
from tests.site.parsed import ROOT

FOLDER = ROOT / "tests" / "site" / "records"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.test.mjs")), ids=lambda path: path.name)
def test_node_finds_nothing_wrong(path):
    """Node's own test runner; its report is shown if anything fails."""
    done = subprocess.run([find_node(), "--test", path], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert "# pass 0\n" not in done.stdout

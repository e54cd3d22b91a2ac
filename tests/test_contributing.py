"""The contributors' pages tell the truth: every file they name is there, and the picture of the house is the house."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "contributing").glob("*.md"))]
NAMED = re.compile(r"`([\w./-]+)`")
ENDINGS = (
    ".py",
    ".js",
    ".mjs",
    ".css",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".json",
    ".in",
    ".txt",
    "/",
    ".python-version",
)
MADE = ("build/", "LICENSE.txt", "NOTICE.txt", "sbom.cdx.json")
"""What a build makes."""
IN_CONTEXT = {"asking.js", "nodes.py", "texts.js"}
"""Short names of files that are named in full beside them, or of which each folder has one."""


def paths_named(text):
    """The paths in a page: words set as code that end like files or folders."""
    return {
        name
        for name in NAMED.findall(text)
        if name.endswith(ENDINGS) and not name.startswith(MADE) and name not in IN_CONTEXT
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_named_exists(page):
    """From the root of the repository, in full, so that a reader can open it."""
    named = paths_named(page.read_text("utf-8"))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_pages_name_files():
    """The check above finds what it should."""
    assert sum(len(paths_named(page.read_text("utf-8"))) for page in PAGES) > 100


def test_the_picture_is_the_house():
    """`make house` would change nothing."""
    command = [sys.executable, str(ROOT / "scripts" / "house.py"), "-"]
    drawn = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    assert drawn == (ROOT / "docs" / "contributing" / "house.svg").read_text("utf-8"), "run: make house"


def test_the_front_door_is_short():
    """CONTRIBUTING.md is read in a minute; the rest is behind it."""
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 40

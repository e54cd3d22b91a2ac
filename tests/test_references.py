"""References that a reader can follow: what is cited is in the repository."""

import re
import subprocess

import pytest

from tests.conftest import ROOT

WRITTEN = (".py", ".js", ".mjs", ".css", ".md", ".yaml", ".yml", ".toml", ".html", ".txt")
BASES = (ROOT, ROOT / "assessor", ROOT / "assessor" / "site", ROOT / "docs", ROOT / "tests")
"""Where a path may start: the root, or the part of the house that the text speaks of."""
ELSEWHERE = re.compile(
    r"outcome specification|outcomes\.yaml|DOMAIN\.md|DESIGN(?:\.md)? ?§|\bSTYLE(?:\.md)?[）:：]|按 STYLE"
)
"""What used to be cited though it lies in no checkout."""
PATHS = re.compile(
    r"(?<![\w/.-])((?:docs|tests|assessor|benchmarks|scripts|requirements)/[\w./-]+\.(?:md|py|js|mjs|yaml|json|toml))\b"
)


def written_files():
    """The text files of the checkout, those about to be added too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = [name for name in done.stdout.decode().split("\0") if name.endswith(WRITTEN)]
    return {name: (ROOT / name).read_text("utf-8") for name in names if (ROOT / name).is_file()}


def test_no_file_cites_what_is_not_in_the_repository():
    """Whoever reads a page, a docstring or a setting can open what it rests on."""
    found = [
        f"{name}: {match[0]}"
        for name, text in written_files().items()
        if name != "tests/test_references.py"
        for match in ELSEWHERE.finditer(text)
    ]
    assert found == []


def test_paths_in_docstrings_and_pages_exist():
    """A path that is written out leads to a file, from the root or from the part of the house it speaks of."""
    cited = {
        (name, match[1])
        for name, text in written_files().items()
        if name.endswith((".py", ".js", ".md", ".toml")) and not name.startswith("tests/")
        for match in PATHS.finditer(text)
    }
    assert cited
    lost = [(name, path) for name, path in cited if not any((base / path).exists() for base in BASES)]
    assert lost == []

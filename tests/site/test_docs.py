"""The hand-written pages: every section has an address of its own, which a new wording does not change."""

import re
from collections import Counter

import pytest

from tests.site.parsed import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
FENCE = re.compile(r"^(```+|~~~+).*?^\1[`~]*$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{2,6} +(.+?)\s*$", re.MULTILINE)
ADDRESS = re.compile(r"\{[^{}]*#([a-z][a-z0-9-]*)[^{}]*\}$")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_section_has_an_address(path):
    """`## 构建 {#build}`: links to it hold when the words change; no two sections share one."""
    headings = HEADING.findall(FENCE.sub("", path.read_text("utf-8")))
    assert [text for text in headings if not ADDRESS.search(text)] == []
    addresses = Counter(match[1] for text in headings if (match := ADDRESS.search(text)))
    assert [name for name, count in addresses.items() if count > 1] == []

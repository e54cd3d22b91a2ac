"""The guide to spreadsheets says what the program does."""

import re

from assessor.cli import parser
from assessor.sheets import limits
from assessor.sheets.budget import spendings
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "guides" / "sheets.md").read_text("utf-8")


def test_commands():
    """Every command in the guide is one that the command line accepts."""
    commands = re.findall(r"^assessor (.+)$", GUIDE, re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        assert parser().parse_args(command.split()).run


def test_numbers(rulebook):
    """The limits and the policies with a cost are those of the program."""
    assert f"文件不超过 {limits.MAX_BYTES // 1_000_000} MB" in GUIDE
    assert f"展开后不超过 {limits.MAX_UNPACKED // 1_000_000} MB" in GUIDE
    assert f"{limits.MAX_ROWS} 行、{limits.MAX_COLUMNS} 列以内" in GUIDE
    for policy in rulebook.policies.values():
        for spending in spendings(policy.rules):
            rows = [line for line in GUIDE.splitlines() if line.startswith(f"| `{policy.id}`")]
            assert len(rows) == spending.is_whole
            parts = (spending.rule, spending.times, spending.school_rule)
            assert all(part in row for row in rows for part in parts if part)

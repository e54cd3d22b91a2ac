"""The command line run in a process of its own, in a folder of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .samples import RECORD

ROOT = Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "policy" / "good"

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The output as one JSON value."""
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        """The output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `assessor` with some arguments in the test's own folder; a stack trace, or a fault told as one, fails the test."""

    def run_it(*arguments: object, given: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        command = [sys.executable, "-m", "assessor.cli", *map(str, arguments)]
        own = {**os.environ, "COLUMNS": "100", **(env or {})}
        done = subprocess.run(command, input=given, capture_output=True, cwd=tmp_path, env=own, timeout=60, check=False)
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert "程序内部出错" not in ran.err, ran.err
        return ran

    return run_it


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A folder with one small, sound policy, to be changed as one likes."""
    return shutil.copytree(GOOD, tmp_path / "policies")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, object], Path]:
    """Write a record into the test's folder: data as JSON, text and bytes as they are."""

    def write_it(name: str, content: object) -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
        return path

    return write_it


@pytest.fixture
def record(write: Callable[[str, object], Path]) -> str:
    """The example record on file, by its name."""
    return write("记录.json", RECORD).name

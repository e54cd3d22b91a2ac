"""What the commands share: where the policies are, and how a command fails."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from assessor.policy import LibraryError, Reading, read_library

PROJECT = Path(__file__).resolve().parents[2]


class CommandError(Exception):
    """A command that cannot go on; the message says what to do. `status` is the exit status."""

    def __init__(self, message: str, status: int = 2) -> None:
        """Remember the exit status."""
        super().__init__(message)
        self.status = status


def policies_folder(options: argparse.Namespace) -> Path:
    """The folder of policies: the one named, or `policies/` here, or the project's own."""
    if options.policies is not None:
        return Path(options.policies)
    here = Path("policies")
    return here if (here / "fields.yaml").exists() else PROJECT / "policies"


def load(folder: Path, names: Sequence[str] | None = None) -> Reading:
    """Read the policies (only those named, or all); every name must exist and every policy must be sound."""
    files = None
    if names is not None:
        files = [policy_file(folder, name) for name in dict.fromkeys(names)]
    try:
        reading = read_library(folder, files)
    except LibraryError as error:
        raise CommandError(str(error)) from None
    if reading.errors:
        found = "\n".join(map(str, reading.errors))
        message = f"{found}\n政策文件有误，改好后再试（assessor check 可以反复核对）。"
        raise CommandError(message, 1)
    return reading


def policy_file(folder: Path, name: str) -> Path:
    """The file of a policy id; raises CommandError with the nearest id."""
    path = folder / f"{name}.md"
    if path.exists() and path.parent == folder:
        return path
    known = sorted(entry.stem for entry in folder.glob("*.md"))
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"是不是 {near[0]}？" if near else f"现有：{'、'.join(known) or '（空）'}"
    message = f"没有叫 {name} 的政策。{hint}"
    raise CommandError(message)

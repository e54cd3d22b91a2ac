"""What the commands share: where the policies are, how files are read and written, how a command speaks and fails."""

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from assessor.commands.files import read_bounded, same_file, write_whole
from assessor.policy import LibraryError, Reading, read_library
from assessor.policy.causes import cause
from assessor.records.signs import printable, tame

_LONGEST_PATH = 200
PROJECT = Path(__file__).resolve().parents[2]


class CommandError(Exception):
    """A command that cannot go on; the message says what to do. `status` is the exit status.

    `told` says that whoever reads JSON has been told already.
    """

    def __init__(self, message: str, status: int = 2, *, told: bool = False) -> None:
        """Remember the exit status."""
        super().__init__(message)
        self.status, self.told = status, told


def tell(message: str) -> None:
    """Say something beside the output; where nobody listens (the stream was closed), it is not mixed into the output."""
    if sys.stderr is not None:
        print(tame(message), file=sys.stderr)


def called(path: object) -> str:
    """A file's name as a message shows it."""
    return printable(path, _LONGEST_PATH)


def read_bytes(path: Path, most: int) -> bytes:
    """A file's bytes (of the standard input for -), no more than `most` and one, whatever the file says of its size."""
    try:
        if str(path) == "-":
            if sys.stdin is None:
                message = "没有标准输入可读。请写文件名，或用管道送进来。"
                raise CommandError(message)
            return read_bounded(sys.stdin.buffer.read, most)
        with path.open("rb", buffering=0) as stream:
            return read_bounded(stream.read, most)
    except (OSError, ValueError) as error:
        why = cause(error) if isinstance(error, OSError) else "名字里有不能用的字"
        message = f"读不了 {called(path)}（{why}）。请检查路径和权限。"
        raise CommandError(message) from None


def write_file(path: Path, data: bytes | str, *inputs: Path) -> None:
    """Write a file whole or not at all, and never over what it was made from."""
    keep_apart(path, *inputs)
    try:
        write_whole(path, data)
    except (OSError, ValueError) as error:
        why = cause(error) if isinstance(error, OSError) else "名字里有不能用的字"
        message = f"写不了 {called(path)}（{why}）。请检查路径和权限；若正在 Excel 或 WPS 里打开，请先关掉。"
        raise CommandError(message) from None


def keep_apart(output: Path, *inputs: Path) -> None:
    """Raise CommandError if a file to be written is one that is read, by whatever name."""
    taken = same_file(output, *inputs)
    if taken is not None:
        message = f"{called(output)} 就是要读的 {called(taken)}，不能写在它上面，请换一个名字。"
        raise CommandError(message)


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
    message = f"没有叫 {printable(name)} 的政策。{hint}"
    raise CommandError(message)

"""Files written whole or not at all, never over what they were made from, and read no further than a limit.

Standard library only.
"""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: bytes | str) -> None:
    """Write a file: beside its place first, and moved there when all of it is on the disk.

    Whatever goes wrong before, the old file stays as it is. A link keeps pointing where it points; what is no ordinary
    file (a pipe, a terminal) is written to as it is. Raises OSError.
    """
    with whole_file(path) as stream:
        stream.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content becomes the file once all of it is written; nothing happens to the file before."""
    place = path.resolve() if path.is_symlink() else path
    if place.exists() and not place.is_file():
        if place.is_dir():
            raise IsADirectoryError(21, "is a directory", str(path))
        with place.open("wb") as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(prefix=".assessor-", dir=place.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(place))
        Path(name).replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode(place: Path) -> int:
    """The rights of the file that is replaced, or those of a new one."""
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def same_file(output: Path, *inputs: Path) -> Path | None:
    """The input that would be overwritten by this output, by whatever name or link; None if there is none."""
    for path in inputs:
        try:
            if output.exists() and path.exists() and output.samefile(path):
                return path
        except OSError:
            continue
    return None


def read_bounded(read: Callable[[int], bytes], most: int) -> bytes:
    """What a stream holds, no more than `most` bytes and one: whoever asks sees that there was more.

    Nothing is believed that the file says about its size: it may be a pipe, or a device without an end.
    """
    parts: list[bytes] = []
    left = most + 1
    while left and (part := read(min(left, 1 << 16))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)

"""Folders written all or nothing: made beside the one that stands, and moved into place when everything succeeded.

A folder so written carries a marker (`MARKER`) that lists the files in it. Only those are ever replaced: what somebody
else has put beside them stays, and where it would be in the way nothing is written at all. While a folder is made, its
neighbour `.NAME.building-…` holds

- the lock (`LOCK`), held by the process that makes it: a neighbour whose lock is free was abandoned;
- `new/`, what is made; `old/`, what it replaces, while entries are exchanged; `moves.json`, the exchange itself, so
  that one cut off half-way can be undone.

Exchanging is a few dozen renames within one file system, so that it takes no room and next to no time. The folder
itself stays: a server or a container that holds it open serves the new content.
"""

import contextlib
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

MARKER = ".assessor-site"
"""The file in a finished folder that says what in it is ours: a sentence, then a path a line."""
LOCK = "lock"

_SENTENCE = "这里列出的文件由 assessor 写成，下一次会整个换掉；别的文件不会动。"
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in every folder they show."""
_NAMED = 3

Known = Callable[[Path], Iterable[str]]
"""Which files of a folder without a marker are known to be ours all the same."""


class StagingError(Exception):
    """The folder cannot be written without harm to what is in it; the message says what to do."""


@contextmanager
def staged(out: Path, known: Known = lambda _: ()) -> Iterator[Path]:
    """An empty folder to be filled; when the block ends well its entries take the place of those of `out`.

    If the block raises, `out` is as it was. `known` gives the files that may be replaced in a folder without a marker
    (written before there were markers), as paths from it. Raises StagingError, before and after the block, if something
    else would be in the way, and NotADirectoryError for a file.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(out))
    place = _place(out)
    with _neighbour(place, out) as staging:
        _ours(out, known)
        made = staging / "new"
        made.mkdir()
        yield made
        _write_marker(made)
        with _one_at_a_time(place):
            _exchange(staging, out, _ours(out, known))


@contextmanager
def staged_file(target: Path) -> Iterator[Path]:
    """A path to write a file to; when the block ends well, the file takes the place of `target`, else that is as it was."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _neighbour(target.parent, target) as staging:
        made = staging / target.name
        yield made
        made.replace(target)


@contextmanager
def _neighbour(place: Path, out: Path) -> Iterator[Path]:
    """A folder in `place` to make something in, removed afterwards; what is left of those before is cleared first."""
    with _one_at_a_time(place):
        for abandoned in filter(_is_abandoned, place.glob(f"{_prefix(out)}*")):
            _undo(abandoned)
            shutil.rmtree(abandoned, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(dir=place, prefix=_prefix(out)))
    try:
        with _locked(staging):
            yield staging
    finally:
        _undo(staging)
        shutil.rmtree(staging, ignore_errors=True)


def _prefix(out: Path) -> str:
    return f".{out.name}.building-"


def _place(out: Path) -> Path:
    """Where the neighbour is made: beside `out`, or in it where the folder above is another file system or closed."""
    above = next(folder for folder in out.parents if folder.exists())
    if out.exists() and (out.stat().st_dev != above.stat().st_dev or not os.access(above, os.W_OK)):
        return out
    return above


@contextmanager
def _one_at_a_time(place: Path) -> Iterator[None]:
    """Keep other builds from exchanging here meanwhile, where the system can lock a folder."""
    if sys.platform == "win32":
        yield
        return
    folder = os.open(place, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a network's file system may have no locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _locked(staging: Path) -> Iterator[None]:
    """Hold the lock of a neighbour; it has its name only once it is held."""
    first = staging / f"{LOCK}.new"
    with first.open("wb") as lock:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            first.rename(staging / LOCK)
        yield


def _is_abandoned(staging: Path) -> bool:
    """Whether nobody holds the lock of a neighbour. Windows lets nobody remove a file that is open."""
    try:
        if sys.platform == "win32":
            (staging / f"{LOCK}.new").unlink()
            return True
        with (staging / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _ours(out: Path, known: Known) -> set[str]:
    """The files of `out` that may be replaced; raises StagingError if another one would be lost or stands alone."""
    if not out.is_dir():
        return set()
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir() or path.is_symlink()}
    there = {name for name in there if not name.startswith(".") and Path(name).name not in _LITTER}
    marker = out / MARKER
    ours = set(marker.read_text("utf-8").splitlines()[1:] if marker.is_file() else known(out)) & there
    tops = {top_of(name) for name in ours}
    in_the_way = sorted(name for name in there - ours if not ours or top_of(name) in tops)
    if in_the_way:
        raise StagingError(_in_the_way(out, in_the_way))
    return ours


def top_of(name: str) -> str:
    """The entry of the folder that a path leads through."""
    return name.partition("/")[0]


def _in_the_way(out: Path, names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return (
        f"{out} 里有别的文件（{'、'.join(names[:_NAMED])}{more}），不能写到这里，里面什么也没有动。"
        "请换一个空文件夹，或先把这些文件移走；若是以前没有建完的站点，请删去整个文件夹。"
    )


def _write_marker(made: Path) -> None:
    names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    (made / MARKER).write_text("\n".join([_SENTENCE, *names, ""]), "utf-8", newline="")


def _exchange(staging: Path, out: Path, ours: set[str]) -> None:
    """Move the old entries out and the new ones in; whatever goes wrong, all is moved back."""
    new, old = staging / "new", staging / "old"
    made = sorted(path.name for path in new.iterdir())
    replaced = sorted({top_of(name) for name in ours} | ({MARKER} if (out / MARKER).exists() else set()))
    kept = {path.name for path in out.iterdir()} - set(replaced) if out.is_dir() else set()
    if blocked := sorted(kept & set(made)):
        raise StagingError(_in_the_way(out, blocked))
    old.mkdir()
    moves = [(out / name, old / name) for name in replaced] + [(new / name, out / name) for name in made]
    (staging / "moves.json").write_text(json.dumps([[str(path) for path in move] for move in moves]), "utf-8")
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for origin, target in moves:
            origin.rename(target)
    except BaseException:
        _undo(staging)
        if is_new:
            out.rmdir()
        raise


def _undo(staging: Path) -> None:
    """Move back whatever an exchange that did not come to its end has moved."""
    try:
        moves = [tuple(map(Path, move)) for move in json.loads((staging / "moves.json").read_text("utf-8"))]
    except (OSError, ValueError):
        return  # nothing was moved yet
    if not any(origin.exists() for origin, _ in moves if origin.parent == staging / "new"):
        return  # everything is in its place; only clearing up was cut off
    for origin, target in reversed(moves):
        if target.exists() and not origin.exists():
            target.rename(origin)

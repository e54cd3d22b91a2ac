"""Pre-compressed files: `.br` and `.gz` beside every larger file of text or code, for servers that send them as they are.

Node does it (the build needs it anyway): Python has no Brotli of its own. Files in folders named by a hash are
compressed as small as can be, and the result is kept beside the browser bundle's in `node_modules/.cache/assessor/`, by
the hash of the content; pages are compressed a little less and fifty times faster.
"""

import hashlib
import shutil
import tempfile
import time
from pathlib import Path

from assessor.site.node import run_script

TYPES = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml", ".zip"})
"""What gets smaller. `.zip` is the bundle's: stored, not deflated, so that this is where it is compressed."""
AT_LEAST = 1024
"""Bytes; below it the saving is less than a packet."""
BEST, FAST = 11, 9
"""Brotli's levels."""

_SCRIPT = Path(__file__).with_name("compress.mjs")
_NODE_SECONDS = 600
_KEPT_SECONDS = 30 * 24 * 3600


def compress_site(out: Path, node_modules: Path) -> int:
    """Write the compressed files of a built site; returns how many bytes the site has in Brotli.

    Raises BundleError without Node.
    """
    cache = node_modules / ".cache" / "assessor" / "compressed"
    new: dict[Path, int] = {}
    kept: dict[Path, Path] = {}
    for path in sorted(out.rglob("*")):
        if path.suffix not in TYPES or not path.is_file() or path.stat().st_size < AT_LEAST:
            continue
        if path.relative_to(out).parts[0] != "assets":
            new[path] = FAST
            continue
        stored = cache / hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        kept[path] = stored
        if not all(stored.with_suffix(ending).is_file() for ending in (".br", ".gz")):
            new[path] = BEST
    _compress(new)
    cache.mkdir(parents=True, exist_ok=True)
    for path, stored in kept.items():
        for ending in (".br", ".gz"):
            beside = path.with_name(path.name + ending)
            cached = stored.with_suffix(ending)
            if path in new:
                _keep(beside, cached)
            else:
                shutil.copyfile(cached, beside)
                cached.touch()
    _forget(cache)
    return sum(path.with_name(f"{path.name}.br").stat().st_size for path in [*kept, *(new.keys() - kept.keys())])


def _compress(levels: dict[Path, int]) -> None:
    if not levels:
        return
    listing = "".join(f"{level} {path.resolve()}\n" for path, level in levels.items())
    run_script(_SCRIPT, failed="没有压缩成", seconds=_NODE_SECONDS, given=listing)


def _keep(beside: Path, cached: Path) -> None:
    """Put a compressed file into the cache, whole or not at all: a build may be stopped at any time."""
    with tempfile.NamedTemporaryFile(dir=cached.parent, delete=False) as partial:
        partial.write(beside.read_bytes())
    Path(partial.name).replace(cached)


def _forget(cache: Path) -> None:
    """Remove what no build has made or used for a month."""
    for path in cache.iterdir():
        if path.stat().st_mtime < time.time() - _KEPT_SECONDS:
            path.unlink(missing_ok=True)

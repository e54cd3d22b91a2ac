"""The one-file zip for schools without a web server: the built site and what starts it."""

import zipfile
from pathlib import Path

from assessor.site.local.start import FOLDER

HERE = Path(__file__).resolve().parent
TOP = "handbook"
"""The folder in the zip: unpacking must not scatter files."""

_RUNNABLE = 0o100755 << 16
_PLAIN = 0o100644 << 16


def pack_site(out: Path, target: Path) -> None:
    """Write the zip: `handbook/site/…`, and the starters beside it. The same site gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (data, mode) in sorted(_starters().items()):
            _add(archive, name, data, mode)
        for path in sorted(out.rglob("*")):
            if path.is_file() and path.suffix not in {".br", ".gz", ".map"}:
                _add(archive, f"{FOLDER}/{path.relative_to(out).as_posix()}", path.read_bytes(), _PLAIN)


def _starters() -> dict[str, tuple[bytes, int]]:
    shell = (HERE / "start.sh").read_bytes()
    # Windows' command interpreter reads the file in the code page of Chinese systems, line by line, with CR LF.
    batch = (HERE / "start.bat.txt").read_text("utf-8").replace("\n", "\r\n").encode("gbk")
    # Windows' editor needs the mark to know UTF-8.
    readme = (HERE / "README.txt").read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    return {
        "start.py": ((HERE / "start.py").read_bytes(), _PLAIN),
        "start.sh": (shell, _RUNNABLE),
        "start.command": (shell, _RUNNABLE),
        "start.bat": (batch, _PLAIN),
        "README.txt": (readme, _PLAIN),
    }


def _add(archive: zipfile.ZipFile, name: str, data: bytes, mode: int) -> None:
    entry = zipfile.ZipInfo(f"{TOP}/{name}")  # dated 1980-01-01
    entry.create_system = 3
    entry.external_attr = mode
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)

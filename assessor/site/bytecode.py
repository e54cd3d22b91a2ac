"""Bytecode for the browser: `pyodide py-compile` makes it from archives of sources, then it is made the same everywhere.

`pyodide py-compile` (pyodide-build, in requirements/site.txt) compiles every module of the archives in a folder. With
SOURCE_DATE_EPOCH set it writes a hash of the source instead of a time; what it leaves open is settled here: the dates
and the order in the archive, and the flag by which every import would compare source and hash, though no source is
there. Columns are left out (PYTHONNODEBUGRANGES), a quarter of the bytes; an error still names file and line.

The Python that builds the site compiles, so its bytecode must be that of the Python in Pyodide: both say which it is.
"""

import importlib.metadata
import importlib.util
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assessor.site.node import BundleError

MAGIC = "magic"
"""The file that says which bytecode the Python in Pyodide reads."""
SOURCES = {"whole": (), "bare": ("-OO",)}
"""The folders of archives, each with how its modules are compiled: `bare` loses the docstrings."""

_UNCHECKED, _CHECKED = (flag.to_bytes(4, "little") for flag in (0b01, 0b11))
_SETTINGS = {"PYTHONHASHSEED": "0", "PYTHONNODEBUGRANGES": "1", "SOURCE_DATE_EPOCH": "315532800"}
_MODULES = ("pyodide_cli", "pyodide_build")
_SECONDS = 180


def compiler() -> bytes:
    """What the bytecode depends on besides the sources: the versions of this Python and of pyodide-build."""
    if not all(map(importlib.util.find_spec, _MODULES)):
        raise BundleError("没有装 pyodide-build。请运行 pip install --require-hashes -r requirements/site.txt。")
    return f"Python {sys.version}, pyodide-build {importlib.metadata.version('pyodide-build')}".encode()


def compile_archives(folder: Path) -> dict[str, bytes]:
    """The archives of a folder by name, compiled: modules from `whole` and `bare` together.

    The sources there are replaced. Raises BundleError when this Python's bytecode is not what the file `magic` asks for.
    """
    if (folder / MAGIC).read_bytes() != importlib.util.MAGIC_NUMBER:
        raise BundleError(
            f"浏览器包没有编译成：这里是 Python {sys.version_info.major}.{sys.version_info.minor}，"
            "它的字节码浏览器里的 Python 读不了。请换成 .python-version 里写的版本，删去 .venv 后重新安装。"
        )
    modules: dict[str, dict[str, bytes]] = {}
    for name, options in SOURCES.items():
        _py_compile(folder / name, options)
        for path in sorted((folder / name).glob("*.zip")):
            with zipfile.ZipFile(path) as archive:
                modules.setdefault(path.name, {}).update((each, archive.read(each)) for each in archive.namelist())
    return {
        name: stored_zip({each: _unchecked(each, code) for each, code in files.items()})
        for name, files in modules.items()
    }


def _py_compile(folder: Path, options: tuple[str, ...]) -> None:
    """Run `pyodide py-compile` on the archives of a folder. Raises BundleError."""
    command = [sys.executable, *options, "-m", "pyodide_cli", "py-compile", "--silent", "--compression-level", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"} | _SETTINGS
    try:
        done = subprocess.run(  # noqa: S603 - a tool that is locked with hashes
            [*command, folder], env=environment, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise BundleError(f"pyodide py-compile {_SECONDS} 秒内没有做完。请再试一次。") from None
    if done.returncode != 0:
        raise BundleError(f"pyodide py-compile 没有编译成：{done.stderr.strip()[-500:]}")


def _unchecked(name: str, code: bytes) -> bytes:
    """Bytecode that is not compared with a source. Raises BundleError when it is not what SOURCE_DATE_EPOCH should give."""
    if not name.endswith(".pyc") or code[4:8] != _CHECKED:
        raise BundleError(f"pyodide py-compile 写出的 {name} 不是带哈希的字节码。请核对 pyodide-build 的版本。")
    return code[:4] + _UNCHECKED + code[8:]


def stored_zip(contents: Mapping[str, bytes]) -> bytes:
    """These files in one stored zip: names sorted, dates fixed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            # A ZipInfo without a date is dated 1980-01-01; the system it was made on is fixed too.
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            archive.writestr(entry, contents[name])
    return target.getvalue()

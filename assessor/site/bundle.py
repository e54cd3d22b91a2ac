"""The browser bundle: Pyodide and everything Python that runs in the page, in one folder.

The folder's name carries a hash of its content (`py-0123456789ab`), so that a browser may keep
it for ever. It holds

- Pyodide itself, trimmed: `pyodide.js`, `pyodide.asm.js`, `pyodide.asm.wasm` (`runtime.py`);
- `app.zip`, for `loadPyodide({stdLibURL})`: the part of the standard library (`library.py`) that is
  really imported, `assessor.rules`, `.records`, `.report` and `.worker`, all as bytecode, what the
  library would work out from text at every start (`ready.bin`), and `rulebook.json`;
- `sheets.zip` (reads tables, writes text) and `workbooks.zip` (writes workbooks), which only those
  load who use them: `assessor.sheets`, and openpyxl, with what these import beyond the archives
  before, as bytecode; scripts/engine/engine-part.js adds them to a running engine;
- `NOTICE.txt`, which says whose work the rest is.

**How the bytecode is made.** `bundle.mjs` starts `inside/pack.py` inside Pyodide under Node: the modules to keep are
those that Python there has really loaded. `pyodide py-compile` then compiles them, and `bytecode.py` makes the same
bytes of it every time: the same sources, Python and pyodide-build give the same archives. The zip is stored, not
deflated: the server's own compression does better on it, and the browser unpacks nothing.

The compiled modules are kept in `node_modules/.cache/assessor/`, in a folder named by a hash of all
that went into them; a build that changes only the rulebook does not start Node.
"""

import hashlib
import importlib.metadata
import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessor.site.bytecode import compile_archives, compiler, stored_zip
from assessor.site.library import library
from assessor.site.node import remembered, run_script
from assessor.site.runtime import PYODIDE_VERSION, runtime

# The packages of ours that go to the browser; `assessor/__init__.py` goes with them.
PACKAGES = ("rules", "records", "report", "worker")

LATER = ("sheets.zip", "workbooks.zip")
SHEET_PACKAGES = ("sheets",)
FOREIGN = ("openpyxl", "et_xmlfile")
"""What is loaded only when used: a package of ours, and installed ones (requirements/ pins their hashes)."""

NOTICE = f"""\
Pyodide {PYODIDE_VERSION} (pyodide.js, pyodide.asm.js, pyodide.asm.wasm): Mozilla Public License 2.0.
Source: https://github.com/pyodide/pyodide/tree/{PYODIDE_VERSION}
Changed: exports and functions that are not used have been taken out of the latter two (assessor/site/trim.mjs);
most of its Python modules (_pyodide, pyodide in app.zip) have been replaced (assessor/site/inside/library).
Python standard library (in all archives): Python Software Foundation License 2.
assessor (in app.zip and sheets.zip): MIT License.
What is compiled into Pyodide, and all licences in full: NOTICE.txt at the root of the site.
"""

_HERE = Path(__file__).resolve().parent
_NODE_SECONDS = 180


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

    The same sources, rulebook, Pyodide and Python give the same folder name and the same bytes.
    Raises BundleError when Node ≥ 20, Pyodide, Binaryen or pyodide-build is missing, this Python is not of the version
    in Pyodide, a file of Pyodide is not the one expected, or one of our modules imports something the browser does not
    have.
    """
    contents = runtime(node_modules)
    compiled = _compiled_modules(node_modules)
    beside = {"ready.bin": compiled["ready.bin"], "rulebook.json": rulebook_json.encode()}
    contents["app.zip"] = _app_zip(compiled["modules.zip"], beside)
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
    """Zips by name: what every calculator needs, and what is loaded later."""
    sources, more = _sources(), _sheet_sources()
    scripts = {name: (_HERE / name).read_bytes() for name in ("bundle.mjs", "inside/pack.py", "bytecode.py")}
    libraries = {"python_stdlib.zip": library(node_modules)}
    ingredients = {"compiler": compiler()} | libraries | scripts | sources | more

    def compile_all(folder: Path) -> None:
        _compile({"library": libraries, "src": sources, "more": more}, node_modules / "pyodide", folder)

    return remembered(node_modules, "modules", ingredients, compile_all)


def _compile(inputs: Mapping[str, Mapping[str, bytes]], pyodide: Path, out: Path) -> None:
    """Write `ready.bin` and the compiled archives for these sources.

    `bundle.mjs` sees copies of these alone, each in a folder of that name, so that nothing else can be imported.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, name) for name in inputs]
        for folder, files in zip(folders, inputs.values(), strict=True):
            folder.mkdir()
            for name, data in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        script = _HERE / "bundle.mjs"
        found = Path(scratch, "found")
        found.mkdir()
        run_script(script, pyodide.resolve(), *folders, found, failed="浏览器包没有编译成", seconds=_NODE_SECONDS)
        for name, data in compile_archives(found).items():
            (out / name).write_bytes(data)
        shutil.copyfile(found / "ready.bin", out / "ready.bin")


def _app_zip(modules: bytes, others: Mapping[str, bytes]) -> bytes:
    """The compiled modules and other files in one stored zip."""
    with zipfile.ZipFile(io.BytesIO(modules)) as archive:
        return stored_zip({name: archive.read(name) for name in archive.namelist()} | dict(others))

"""What runs *inside* Pyodide while the bundle is built: find the modules needed, by really importing them.

`bundle.mjs` starts this file in a Pyodide under Node, on the library that `library.py` makes, with our sources at
`/src`, and at `/more` those that only spreadsheets need. It writes their sources, which `bytecode.py` has compiled, and
the number that tells which bytecode this Python reads.
"""

import _sre  # type: ignore[import-not-found] # typeshed leaves it out
import ast
import importlib
import importlib.util
import marshal
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined] # the same
from typing import Any

STDLIB = Path("/lib/python313.zip")

# Imported late, by name, by the interpreter or by a function of the standard library:
# an import at start-up alone would not show them.
LATE = (
    "_strptime",
    "calendar",
    "encodings.ascii",
    "encodings.cp437",
    "encodings.latin_1",
    "encodings.utf_8",
    "linecache",
    "locale",
    "tokenize",
    "traceback",
    "zipfile",
)

# The same for spreadsheets: the encodings that tables come in, and one by which a file is told.
LATE_SHEETS = ("encodings.gb18030", "encodings.utf_16", "encodings.utf_16_le", "encodings.utf_8_sig")

# Imported by us only when a table is read or written.
READS_SHEETS = ("assessor.sheets",)

# Frozen into the interpreter.
FROZEN = {"importlib/_bootstrap.py", "importlib/_bootstrap_external.py"}

# Imported by us only when a workbook is written.
WRITES_WORKBOOKS = ("openpyxl",)


def imported_names(tree: ast.AST) -> Iterator[str]:
    """The modules that a source imports anywhere, also inside functions.

    Imports made for the type checker alone are left out.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        else:
            yield from imported_names(node)


def module_name(path: Path) -> str:
    """The dotted name of a source path relative to its root: `a/b/__init__.py` is `a.b`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_all(source: Path, part: str = ".", leave_out: tuple[str, ...] = ()) -> None:
    """Import every module of ours in a part of `source`, and whatever these import anywhere, but for some packages."""
    for path in sorted((source / part).rglob("*.py")):
        ours = path.relative_to(source)
        import_for(str(ours), [module_name(ours), *imported_names(ast.parse(path.read_bytes()))], leave_out)


def import_for(ours: str, names: Iterable[str], leave_out: tuple[str, ...]) -> None:
    """Import these modules for a file of ours. Raises ImportError, naming it, when one does not exist in the browser."""
    for name in names:
        if any(f"{name}.".startswith(f"{left}.") for left in leave_out):
            continue
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise ImportError(f"{ours}: 浏览器里不能导入 {name}（{error}）") from error


def loaded_from(folder: Path) -> set[str]:
    """The paths below a folder, or in a zip, of the modules that Python has loaded by now."""
    files = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
    prefix = f"{folder}/"
    return {file.removeprefix(prefix) for file in files if file.startswith(prefix)}


def use_sheets() -> None:
    """Write a workbook and read it: openpyxl imports some of its modules only then."""
    layout = importlib.import_module("assessor.sheets.layout")
    check = layout.Check(words=("是", "否"), prompt="是或否")
    sheet = layout.Sheet("表", [("甲", "乙"), ("=1", 2)], [layout.Column(check=check)], fillable=2, frozen=1)
    written = importlib.import_module("assessor.sheets.writing").write_xlsx([sheet])
    importlib.import_module("assessor.sheets.opening").open_book(written, {"甲"})


def pack(source: Path, more: Path, out: Path) -> None:
    """Write the sources of what is needed: `modules.zip` for every calculator, then what is added to it when it is used.

    `sheets.zip` reads tables and writes text, `workbooks.zip` writes workbooks; each holds what those before lack. Those
    of the standard library go to the folder `bare`: their docstrings, a fifth of the archive, are left out. A dataclass
    of ours without one would take its time to make one up, so ours go to `whole`.
    """
    import_all(source, leave_out=READS_SHEETS)
    for name in LATE:
        importlib.import_module(name)
    needed = loaded_from(STDLIB) - FROZEN
    (out / "ready.bin").write_bytes(make_ready())
    (out / "magic").write_bytes(importlib.util.MAGIC_NUMBER)
    with zipfile.ZipFile(STDLIB) as library:
        parts = {"modules.zip": (needed, {str(path.relative_to(source)) for path in source.rglob("*.py")})}
        parts |= find_later(more, needed)
        for part, (standard, others) in parts.items():
            origin = source if part == "modules.zip" else more
            write_sources({name: library.read(name) for name in standard if name.endswith(".py")}, out / "bare" / part)
            write_sources({name: (origin / name).read_bytes() for name in others}, out / "whole" / part)


def find_later(more: Path, needed: set[str]) -> dict[str, tuple[set[str], set[str]]]:
    """By archive that is loaded only when used, what it holds of the standard library, and of `more`."""
    if not any(more.iterdir()):
        return {}
    # Found where the parts are found in the browser: after everything else, inside our own package too.
    sys.path.append(str(more))
    importlib.import_module("assessor").__path__.append(str(more / "assessor"))
    import_all(more, "assessor", WRITES_WORKBOOKS)
    for name in LATE_SHEETS:
        importlib.import_module(name)
    reading = loaded_from(STDLIB) - needed - FROZEN, loaded_from(more)
    import_all(more, "assessor")
    use_sheets()
    writing = loaded_from(STDLIB) - needed - FROZEN - reading[0], loaded_from(more) - reading[1]
    return {"sheets.zip": reading, "workbooks.zip": writing}


def make_ready() -> bytes:
    """What `ready.py` reads: the code of all that it has been asked for by now, and of all patterns."""
    ready = importlib.import_module("ready")
    codes = {
        source: marshal.dumps(compile(source, "<string>", mode, dont_inherit=True))
        for source, mode in sorted(ready.sources.items())
    }
    searches: dict[tuple[str | bytes, int], tuple[Any, ...]] = {}

    class Recorder:
        """Stands before the module in C that gets a compiled pattern."""

        def __getattr__(self, name: str) -> Any:
            return getattr(_sre, name)

        def compile(self, pattern: str | bytes, flags: int, code: list[int], *groups: Any) -> Any:
            # Some numbers are of classes of their own, which say what they mean.
            searches[key] = (int(flags), [int(step) for step in code], *groups)
            return _sre.compile(pattern, flags, code, *groups)

    _compiler._sre = Recorder()  # noqa: SLF001 - its only way out
    for key in sorted(ready.patterns, key=repr):
        ready.compile_pattern(*key)
    _compiler._sre = _sre  # noqa: SLF001
    return marshal.dumps((codes, searches))


def write_sources(modules: dict[str, bytes], target: Path) -> None:
    """Write modules into a stored zip, sorted, if there are any."""
    if not modules:
        return
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(modules):
            archive.writestr(zipfile.ZipInfo(name), modules[name])

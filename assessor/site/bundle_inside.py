"""What runs *inside* Pyodide while the bundle is built: list the modules needed, compile them.

`bundle.mjs` starts this file in a Pyodide under Node, with our sources at `/src`.
Compiling there rather than on the host gives bytecode of exactly the right version whatever
Python builds the site, and the same bytes on every machine.
"""

import ast
import importlib
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

STDLIB = Path("/lib/python313.zip")

# Imported late, by name, by the interpreter or by a function of the standard library:
# an import at start-up alone would not show them.
LATE = (
    "_strptime",
    "calendar",
    "encodings.ascii",
    "encodings.cp437",
    "encodings.idna",
    "encodings.latin_1",
    "encodings.utf_8",
    "linecache",
    "locale",
    "stringprep",
    "tokenize",
    "traceback",
    "zipfile",
)

# Pyodide's own Python half is kept whole.
WHOLE = ("_pyodide/", "pyodide/")


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


def needed_stdlib(source: Path) -> set[str]:
    """The paths in the standard library's zip that our modules below `source` make Python load.

    Raises ImportError, naming our file, when a module does not exist in the browser.
    """
    for path in sorted(source.rglob("*.py")):
        ours = path.relative_to(source)
        tree = ast.parse(path.read_bytes())
        for name in (module_name(ours), *imported_names(tree)):
            try:
                importlib.import_module(name)
            except ImportError as error:
                raise ImportError(f"{ours}: 浏览器里不能导入 {name}（{error}）") from error
    for name in LATE:
        importlib.import_module(name)
    files = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
    prefix = f"{STDLIB}/"
    return {file.removeprefix(prefix) for file in files if file.startswith(prefix)}


def pack(source: Path, target: Path) -> int:
    """Write the needed modules, compiled, to the zip `target`; return how many there are."""
    needed = needed_stdlib(source)
    # Only now: what the packing itself needs must not count as needed by the application.
    import py_compile  # noqa: PLC0415 - see the line above

    modules = {str(path.relative_to(source)): path.read_bytes() for path in source.rglob("*.py")}
    with zipfile.ZipFile(STDLIB) as library:
        for name in library.namelist():
            if name.endswith(".py") and (name in needed or name.startswith(WHOLE)):
                modules[name] = library.read(name)

    text, code = Path("/tmp/module.py"), Path("/tmp/module.pyc")  # noqa: S108 - Pyodide's own memory
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(modules):
            text.write_bytes(modules[name])
            py_compile.compile(
                str(text),
                cfile=str(code),
                dfile=f"{STDLIB}/{name}",
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
            archive.writestr(zipfile.ZipInfo(f"{name}c"), code.read_bytes())
    return len(modules)

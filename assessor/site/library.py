"""The standard library that the browser's modules are taken from: Pyodide's, with ours in place of what only costs time.

Half of Pyodide's core is Python. At every start it imports asyncio, a package installer, tools for docstrings and much
of the standard library for them: features that a page with one function to call has no use for. `inside/library/`
holds modules of the same names that do the little that is called, and `ready.py`, which has results of the standard
library ready. What Python then really loads is found with them in place (`inside/pack.py`), so that all the rest goes
too: a third of the time to the first result, a fifth of the archive.
"""

import io
import zipfile
from pathlib import Path

from assessor.site.runtime import original

_OURS = Path(__file__).parent / "inside" / "library"
_REPLACED = ("asyncio/",)
"""Packages of which nothing but ours is left. Of Pyodide's own two, what ours import is."""


def library(node_modules: Path) -> bytes:
    """The zip, as sources. Raises BundleError when Pyodide's is not the one expected."""
    ours = {path.relative_to(_OURS).as_posix(): path.read_bytes() for path in sorted(_OURS.rglob("*.py"))}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original(node_modules, "python_stdlib.zip"))) as given,
        zipfile.ZipFile(target, "w") as made,
    ):
        theirs = {name: given.read(name) for name in given.namelist() if not name.startswith(_REPLACED)}
        for name, source in sorted((theirs | ours).items()):
            made.writestr(zipfile.ZipInfo(name), source)
    return target.getvalue()

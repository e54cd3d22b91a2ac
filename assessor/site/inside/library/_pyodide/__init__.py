"""Stands for Pyodide's half in Python that must not import JavaScript: what `pyodide.asm.js` calls by name."""

import ready  # noqa: F401 - before anything else is imported

from . import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook() -> None:
    """Nothing: Python's own hook prints the same traceback."""

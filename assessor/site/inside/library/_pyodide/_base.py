"""Running source: the last expression's value is what JavaScript gets."""

import _ast
import builtins
import importlib
from typing import Any

import __main__

_AS_TREE = 0x400
"""`ast.PyCF_ONLY_AST`: importing `ast` for it would take longer than all else here."""

# What `pyodide.asm.js` itself runs at every start, answered without loading the compiler.
_OWN = {
    "{}": dict,
    "import importlib; importlib": lambda: importlib,
    "import __main__; __main__.__dict__": lambda: __main__.__dict__,
    "import builtins; builtins.__dict__": lambda: builtins.__dict__,
}


def eval_code(source: str, globals: dict[str, Any] | None = None, *, filename: str = "<exec>") -> Any:
    """Run statements; the value of the last one if it is an expression, else None."""
    if source in _OWN:
        return _OWN[source]()
    scope = {} if globals is None else globals
    tree = compile(source, filename, "exec", _AS_TREE)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], _ast.Expr) else None
    exec(compile(tree, filename, "exec"), scope)  # noqa: S102 - what this function is for; our own sources only
    if last is None:
        return None
    return eval(compile(_ast.Expression(last.value), filename, "eval"), scope)  # noqa: S307 - as above


def pyimport_impl(path: str) -> Any:
    """A module, or what stands in one, by its dotted name."""
    parent, _, name = path.rpartition(".")
    found = importlib.import_module(parent or path)
    if not parent:
        return found
    return getattr(found, name) if hasattr(found, name) else importlib.import_module(path)

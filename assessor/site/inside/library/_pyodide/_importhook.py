"""`import js`: modules that JavaScript has registered."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from ._core_docs import JsProxy


class JsFinder:
    """Finds what JavaScript has registered, and the attributes of it that are objects."""

    def __init__(self) -> None:
        self.jsproxies: dict[str, Any] = {}

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002 - importlib's names
        parent, _, child = fullname.rpartition(".")
        if parent:
            found = sys.modules.get(parent)
            if not isinstance(found, JsProxy):
                return None
            found = getattr(found, child, None)
            if not isinstance(found, JsProxy):
                raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        elif fullname in self.jsproxies:
            found = self.jsproxies[fullname]
        else:
            return None
        return ModuleSpec(fullname, JsLoader(found), origin="javascript", is_package=True)

    def register_js_module(self, name: str, jsproxy: Any) -> None:
        self.jsproxies[name] = jsproxy

    def unregister_js_module(self, name: str) -> None:
        del self.jsproxies[name]


class JsLoader:
    """The module is the object itself."""

    def __init__(self, jsproxy: Any) -> None:
        self.jsproxy = jsproxy

    def create_module(self, _spec: ModuleSpec) -> Any:
        return self.jsproxy

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: it is there already."""


jsfinder = JsFinder()
register_js_module = jsfinder.register_js_module
unregister_js_module = jsfinder.unregister_js_module


def register_js_finder() -> None:
    """From now on `import` asks here too."""
    sys.meta_path.append(jsfinder)


def register_windows_finder() -> None:
    """Nothing: no path here begins with a drive."""


def add_note_to_module_not_found_error(_error: ModuleNotFoundError) -> None:
    """Nothing: there are no packages that one could be told to load."""


def register_module_not_found_hook(_packages: Any, _unvendored: Any) -> None:
    """Nothing, as above."""

"""Pages ask at once for all the scripts they need, and only for those."""

import pytest

from assessor.site.assets import ELEMENTS, ENTRIES
from assessor.site.modules import brought_in, only_for_elements

SCRIPTS = {
    "a.js": 'import "./b.js";\nimport {\n  c,\n} from "./in/c.js";\nconst worker = new URL("w.js", import.meta.url);\n',
    "b.js": '/** @typedef {import("./types.js").Type} Type */\nconst d = () => import("./d.js");\n',
    "in/c.js": 'export { b } from "../b.js";\n// import "./types.js";\n',
    "d.js": "",
    "w.js": "",
    "types.js": "",
}


@pytest.fixture
def scripts(tmp_path):
    """A few scripts that bring in one another."""
    for name, text in SCRIPTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_what_is_imported_at_once_is_found(scripts):
    """Whatever stands in an import, over several lines and folders too; not what comments name or what is loaded later."""
    assert brought_in(["a.js"], scripts=scripts) == ["a.js", "b.js", "in/c.js"]


def test_what_is_loaded_later_is_found_when_asked_for(scripts):
    """Modules imported in use, and workers; still no types."""
    assert set(brought_in(["a.js"], later=True, scripts=scripts)) == set(SCRIPTS) - {"types.js"}


def test_readers_do_not_load_the_calculator():
    """No entry that every page loads brings in anything of the calculator; its engine's scripts are only its own."""
    everywhere = set(brought_in(ENTRIES))
    assert everywhere.isdisjoint(ELEMENTS.values())
    assert everywhere.isdisjoint(only_for_elements())
    assert {"calculator.js", "form/form.js", "engine/worker.js", "engine/snapshot.js"} <= only_for_elements()
    assert {"element.js", "reading/terms.js", "search/worker.js"}.isdisjoint(only_for_elements())

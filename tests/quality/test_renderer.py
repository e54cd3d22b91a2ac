"""Nothing outside `assessor.site` knows what renders the pages."""

import re

import pytest

from tests.site.parsed import ROOT

PACKAGE = ROOT / "assessor"
SITE = PACKAGE / "site"
NAMES = re.compile(r"mkdocs|material\b|zensical|jinja", re.IGNORECASE)
MAY_NAME = {
    "commands/site.py": "builds the site: names its settings' file",
    "site/plugin.py": "is the plugin",
    "site/build.py": "calls the generator",
    "site/notices/parts.yaml": "says whose work is in the site",
    "site/export.py": "writes for other generators",
    "site/portable.py": "writes for other generators",
    "site/theme/main.html": "changes the theme",
    "site/theme/partials/search-button.html": "takes an icon of the theme",
}
SOURCES = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".json", ".yaml", ".html", ".mjs"})


def test_only_the_edge_names_the_renderer():
    """Pages, forms, drawings, search, bundle: no file of theirs as much as names MkDocs or its theme in its code."""
    naming = set()
    for path in SOURCES:
        code = (
            re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))
            if path.suffix == ".py"
            else path.read_text("utf-8")
        )
        if NAMES.search(code):
            naming.add(path.relative_to(PACKAGE).as_posix())
    assert naming - set(MAY_NAME) == set()


@pytest.mark.parametrize("name", sorted(MAY_NAME))
def test_what_may_name_the_renderer_exists(name):
    """An exception that nothing needs is taken away."""
    assert (PACKAGE / name).is_file()

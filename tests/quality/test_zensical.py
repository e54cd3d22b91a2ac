"""Another generator renders the same pages: what is exported needs neither MkDocs nor our plugin."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from assessor.policy import read_library
from assessor.site.export import export_site
from tests.site.parsed import ROOT, Parsed

BASE = "https://site.invalid/"
THEIRS = {"__skip"}
"""What the other theme adds to the text of a page: the target of the link that skips the navigation."""


def article(html):
    """The text of a page without the theme around it."""
    return Parsed.of(html[html.index("<article") : html.index("</article>")])


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    """The exported tree, built by Zensical without one complaint."""
    folder: Path = tmp_path_factory.mktemp("exported")
    library = read_library(ROOT / "policies").library
    export_site(library, folder, ROOT / "docs", ROOT / "node_modules", ROOT / "mkdocs.yml")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def theirs(rebuilt):
    """The texts of the pages that Zensical built, by file."""
    return {
        path.relative_to(rebuilt).as_posix(): article(path.read_text("utf-8"))
        for path in sorted(rebuilt.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def ours(pages):
    """The same pages as MkDocs built them."""
    return {name: article(text) for name, text in pages.items() if name != "404.html"}


def test_every_page_is_there(ours, theirs):
    """The same addresses, those of the policies among them."""
    assert set(theirs) == set(ours)
    library = read_library(ROOT / "policies").library
    assert {f"policies/{policy}/index.html" for policy in library.policies} <= set(theirs)


def test_every_clause_and_rule_has_the_same_address(ours, theirs):
    """A link to #art-16 or #rule-S21-16 holds whoever renders the page."""
    for name, page in ours.items():
        assert [found for found in theirs[name].ids if found not in THEIRS] == page.ids, name
    for policy in read_library(ROOT / "policies").library.policies.values():
        ids = theirs[f"policies/{policy.id}/index.html"].ids
        assert {clause.anchor for clause in policy.clauses} <= set(ids)


def test_the_pages_say_the_same(ours, theirs):
    """Word for word, and with the same elements: tables, forms, the calculator with its worked example."""
    for name, page in ours.items():
        assert "".join(theirs[name].text.split()) == "".join(page.text.split()), name
        for tag in ("policy-calculator", "table", "td", "input", "select", "details", "h2", "h3", "li", "dt"):
            assert len(theirs[name].all(tag)) == len(page.all(tag)), (name, tag)
    assert theirs["assess/index.html"].all("policy-calculator")
    assert theirs["policies/school-21art/index.html"].all("policy-calculator")


def test_no_markup_is_left_to_be_read(theirs):
    """An attribute list that a generator does not know would stand in the heading."""
    for name, page in theirs.items():
        if not name.startswith("authoring/"):  # there they are what is explained
            assert "{#" not in page.text, name
            assert "markdown=" not in page.text, name


def test_the_links_of_the_text_lead_somewhere(rebuilt, theirs):
    """Links in HTML and in Markdown count from the same place."""
    ids = {name.removesuffix("index.html"): {*page.ids, ""} for name, page in theirs.items()}
    broken = []
    for name, page in theirs.items():
        for element in page.elements:
            value = element.attributes.get("href") or element.attributes.get("src")
            if not value or urlsplit(value).scheme:
                continue
            path, anchor = urlsplit(urljoin(BASE + name, value))[2::2]
            path = unquote(path).removeprefix("/")
            if not (anchor in ids[path] if path in ids else (rebuilt / path).is_file()):
                broken.append(f"{name}: {value}")
    assert broken == []


def test_styles_and_scripts_are_linked_and_there(rebuilt):
    """The calculator works there too: its scripts are loaded as modules, its engine lies where the page says."""
    html = (rebuilt / "assess" / "index.html").read_text("utf-8")
    page = Parsed.of(html)
    modules = [
        element.attributes["src"] for element in page.all("script") if element.attributes.get("type") == "module"
    ]
    assert any(src.endswith("/elements.js") for src in modules)
    sheets = [
        element.attributes["href"] for element in page.all("link") if element.attributes.get("rel") == "stylesheet"
    ]
    assert any(href.endswith("/all.css") for href in sheets)
    (calculator,) = page.all("policy-calculator")
    engine = urlsplit(urljoin(BASE + "assess/", calculator.attributes["data-engine"])).path
    for path in (*modules, *sheets):
        assert (rebuilt / urlsplit(urljoin(BASE + "assess/", path)).path.removeprefix("/")).is_file(), path
    assert (rebuilt / engine.removeprefix("/") / "pyodide.asm.wasm").is_file()

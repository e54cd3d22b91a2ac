"""Whose work the site carries is told, with the licences, and what was found in the files agrees with it."""

import importlib.metadata
import json
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from assessor.site.notices import LICENSE, NOTICE, SBOM, notice_files, parts, sbom
from assessor.site.notices.parts import all_parts
from assessor.site.notices.sbom import _needed
from assessor.site.runtime import runtime
from tests.site.parsed import ROOT

NODE_MODULES = ROOT / "node_modules"


@pytest.fixture(scope="module")
def files():
    """The files that hand on licences."""
    return notice_files(NODE_MODULES)


@pytest.fixture(scope="module")
def carried():
    """What marks are looked for in: the trimmed runtime, its scripts, the theme's script."""
    built = runtime(NODE_MODULES)
    theme = Path(str(importlib.metadata.distribution("mkdocs-material").locate_file("material")))
    scripts = sorted((theme / "templates" / "assets" / "javascripts").glob("bundle.*.js*"))
    return {
        "wasm": built["pyodide.asm.wasm"],
        "script": built["pyodide.asm.js"],
        "theme": b"".join(path.read_bytes() for path in scripts),
    }


def test_our_licence_is_the_one_of_the_repository(files):
    """Word for word."""
    assert files[LICENSE] == (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("part", [part for part in all_parts() if part.mark], ids=lambda part: part.name)
def test_what_is_named_is_really_in_the_files(part, carried):
    """The marks of each library, with their versions, are in what is loaded: the list is not guessed."""
    assert part.mark.encode() in carried[part.place]


@pytest.mark.parametrize("mark", ["SQLite format 3", "OpenSSL", "LZMA", "lz4", "ncurses"])
def test_what_is_not_named_is_not_in_the_runtime(mark, carried):
    """Libraries that Pyodide offers apart from its core are not compiled into it."""
    assert mark.encode() not in carried["wasm"]


@pytest.mark.parametrize("part", all_parts(), ids=lambda part: part.name)
def test_each_licence_is_handed_on_in_full(part, files):
    """Every work has a text, and the notice holds each text."""
    assert part.texts
    assert part.title in files[NOTICE]
    assert all(text.strip() in files[NOTICE] for text in part.texts)


def test_the_bill_is_valid_and_the_same_twice(files):
    """CycloneDX's own schema accepts it; neither time nor number of its own, nor this machine, is in it."""
    text = files[SBOM]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == sbom.__wrapped__(NODE_MODULES)
    assert not {"serialNumber"} & set(json.loads(text))
    assert "timestamp" not in json.loads(text)["metadata"]
    assert str(ROOT) not in text
    assert "file://" not in text


def test_the_bill_lists_what_is_locked_for_the_site(files):
    """All packages of requirements/site.txt but the build backend, none of those for tests; what is carried is marked."""
    bill = json.loads(files[SBOM])
    listed = {item["name"].lower().replace("_", "-").replace(".", "-") for item in bill["components"]}
    locked = {
        line.partition("==")[0]
        for line in (ROOT / "requirements" / "site.txt").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    assert locked - listed == {"setuptools"}
    assert listed - locked == {"pyodide", "binaryen", "opencc"}
    required = {item["name"] for item in bill["components"] if item["scope"] == "required"}
    assert required == {"mkdocs-material" if part.name == "Material for MkDocs" else part.name for part in parts()}
    pyodide = next(item for item in bill["components"] if item["name"] == "Pyodide")
    assert {"zlib", "expat", "CPython"} <= {item["name"] for item in pyodide["components"]}


def test_packages_for_tests_are_not_needed_by_the_site():
    """An extra that nobody asked for brings in nothing, though its packages are installed here."""
    assert "pytest" not in _needed("assessor", {"site"})
    assert {"mkdocs", "pyodide-build", "openpyxl"} <= _needed("assessor", {"site"})

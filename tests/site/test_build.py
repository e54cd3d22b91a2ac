"""The built site: strict, from a sub-path, every link leads somewhere, nothing is loaded from elsewhere."""

import threading
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from assessor.site.build import BuildError, build_site, site_server
from assessor.site.export import export_site
from tests.site.parsed import ROOT, Parsed

BASE = "http://127.0.0.1:8000/handbook/"
LOADED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built for a sub-path."""
    out = tmp_path_factory.mktemp("built")
    build_site(ROOT / "mkdocs.yml", out, BASE, strict=True)
    return out


@pytest.fixture(scope="module")
def pages(site):
    """Every page by its address."""
    found = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        address = urljoin(BASE, name.removesuffix("index.html") if name.endswith("index.html") else name)
        found[address] = Parsed.of(path.read_text("utf-8"))
    return found


def test_the_pages_are_there(pages):
    """The stable addresses of the design."""
    for name in (
        "",
        "policies/",
        "policies/school-21art/",
        "assess/",
        "compare/",
        "coverage/",
        "glossary/",
        "authoring/",
    ):
        assert BASE + name in pages


def test_every_link_and_anchor_leads_somewhere(site, pages):
    """No link of ours points at a page, a file or an anchor that is not in the site."""
    broken = []
    for address, page in pages.items():
        for element in page.all("a"):
            href = element.attributes.get("href")
            target = urlsplit(urljoin(address, href or ""))
            if not href or target.netloc != urlsplit(BASE).netloc:
                continue
            where = target._replace(fragment="", query="").geturl()
            if where not in pages:
                file = site / unquote(target.path).removeprefix("/handbook/")
                if not file.is_file():
                    broken.append((address, href))
            elif target.fragment and unquote(target.fragment) not in pages[where].ids:
                broken.append((address, href))
    assert not broken


def test_nothing_is_loaded_from_elsewhere(site, pages):
    """Styles, scripts and images lie in the site; what they name is there."""
    for address, page in pages.items():
        for element in page.elements:
            href = element.attributes.get(LOADED.get(element.tag, ""))
            if not href or element.attributes.get("rel") in {"canonical", "prev", "next"}:
                continue
            target = urlsplit(urljoin(address, href))
            assert target.netloc == urlsplit(BASE).netloc, (address, href)
            assert (site / unquote(target.path).removeprefix("/handbook/")).is_file(), (address, href)


def test_no_style_or_script_of_ours_is_inline(pages):
    """Only the theme's own three scripts are in the page, so that a content security policy can name them."""
    for address, page in pages.items():
        assert not [e for e in page.elements if "style" in e.attributes], address
        inline = [e for e in page.all("script") if "src" not in e.attributes and "type" not in e.attributes]
        assert len(inline) <= 4, address


def test_language_title_and_description(pages):
    """Every page says its language, what it is called and what it is about, and has one first heading."""
    for address, page in pages.items():
        assert page.all("html")[0].attributes["lang"] == "zh-Hans"
        assert len(page.all("h1")) == 1, address
        assert any(e.attributes.get("name") == "description" for e in page.all("meta")), address


def test_licences_lie_beside_the_pages(site, pages):
    """Our licence, those of others and the bill of materials are in the site; the footer of every page leads there."""
    assert all((site / name).is_file() for name in ("LICENSE.txt", "NOTICE.txt", "sbom.cdx.json"))
    for address, page in pages.items():
        links = {urljoin(address, e.attributes.get("href", "")) for e in page.all("a")}
        assert f"{BASE}licenses/" in links, address


def test_the_search_of_the_theme_is_left_out(site):
    """Ours stands in its place; nobody would load it."""
    assert not (site / "assets" / "javascripts" / "lunr").exists()
    assert not (site / "assets" / "javascripts" / "workers").exists()


def test_hashed_assets(site):
    """The bundle and our scripts lie in folders named by their content."""
    folders = {path.name.partition("-")[0] for path in (site / "assets").iterdir() if path.is_dir()}
    assert {"py", "site"} <= folders
    (engine,) = (site / "assets").glob("py-*")
    assert {"pyodide.js", "pyodide.asm.wasm", "app.zip"} <= {path.name for path in engine.iterdir()}


def test_a_policy_with_an_error_fails_a_strict_build(tmp_path):
    """The message names file and line."""
    policies = tmp_path / "policies"
    policies.mkdir()
    for name in ("fields.yaml", "glossary.yaml", "school-21art.md"):
        (policies / name).write_bytes((ROOT / "policies" / name).read_bytes())
    text = (ROOT / "policies" / "school-21art.md").read_text("utf-8")
    (policies / "bad.md").write_text(text.replace("id: school-21art", "id: bad").replace("bands:", "band:", 1), "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("policies_dir: policies", f"policies_dir: {policies}")
    config = config.replace("docs_dir: docs", f"docs_dir: {ROOT / 'docs'}")
    config = config.replace("custom_dir: assessor", f"custom_dir: {ROOT}/assessor")
    config = config.replace("policies_dir:", f"node_modules: {ROOT / 'node_modules'}\n      policies_dir:")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    with pytest.raises(BuildError, match=r"bad\.md:\d+"):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site", BASE)


def get(address):
    """Ask the server on this machine."""
    return urllib.request.urlopen(address)  # noqa: S310 - the address is our own server's


def test_the_site_is_served_with_the_types_browsers_insist_on(site):
    """A module script or WebAssembly of the wrong type does not run at all."""
    (engine,) = (site / "assets").glob("py-*")
    with site_server(site, 8400) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        for name, kind in [("pyodide.asm.wasm", "application/wasm"), ("pyodide.js", "text/javascript")]:
            with get(f"{here}assets/{engine.name}/{name}") as answer:
                assert answer.headers.get_content_type() == kind
        with get(f"{here}sitemap.xml") as answer:
            assert f"<loc>{here}handbook/" in answer.read().decode()
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(f"{here}nowhere/")
        assert "没有这一页" in refused.value.read().decode()
        refused.value.close()
        server.shutdown()


def test_the_next_free_port_is_taken(site):
    """A port in use is no reason to fail."""
    with site_server(site, 8450) as first, site_server(site, 8450) as second:
        assert first.server_address[1] != second.server_address[1]


def test_export_writes_the_same_pages_as_markdown(library, tmp_path: Path):
    """Any generator can build the site from plain files."""
    written = export_site(library, tmp_path)
    page = tmp_path / "docs" / "policies" / "school-21art" / "index.md"
    assert page.read_text("utf-8").startswith("---\ntitle:")
    assert all(path.is_file() for path in written)
    assert len([path for path in written if path.suffix == ".md"]) == len(library.policies) + 11

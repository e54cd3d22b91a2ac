"""The list of files in front of the service worker: complete, right, and the same every time."""

import base64
import hashlib
import json

import pytest

from assessor.site.offline import TEMPLATE, part_of, site_files, write_worker


@pytest.fixture
def site(tmp_path):
    """A small site with everything that matters."""
    names = [
        "index.html",
        "404.html",
        "policies/index.html",
        "policies/a b/index.html",
        "policies/a b/图.svg",
        "assets/site-0123456789ab/calculator.js",
        "assets/py-0123456789ab/app.zip",
        "assets/javascripts/bundle.js",
        "assets/javascripts/bundle.js.map",
        "assets/javascripts/lunr/lunr.zh.js",
        "hosting/index.html",
        "hosting/nginx.conf",
        "hosting/Caddyfile",
        "hosting/_headers",
        "index.html.br",
        "sitemap.xml",
        ".hidden",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"content of {name}", "utf-8")
    return tmp_path


def listed(site):
    """The list as the worker reads it."""
    first = write_worker(site).read_text("utf-8").partition("\n")[0]
    return json.loads(first.removeprefix("self.SITE = ").removesuffix(";"))


def test_pages_go_by_their_address(site):
    """A page is listed as it is asked for; what only servers and machines read is not listed."""
    assert set(site_files(site)) == {
        "",
        "404.html",
        "policies/",
        "policies/a%20b/",
        "policies/a%20b/%E5%9B%BE.svg",
        "assets/site-0123456789ab/calculator.js",
        "assets/py-0123456789ab/app.zip",
        "assets/javascripts/bundle.js",
        "hosting/",
    }


def test_hash_and_size_are_those_of_the_file(site):
    """The browser compares with SHA-256 in base64, as for subresource integrity."""
    data = (site / "index.html").read_bytes()
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert listed(site)["files"][""] == [digest, len(data), "shell"]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("", "shell"),
        ("assess/", "calculator"),
        ("assets/site-0123456789ab/engine/engine.js", "calculator"),
        ("assets/site-0123456789ab/search.js", "shell"),
        ("assets/site-0123456789ab/search/worker.js", "search"),
        ("assets/site-0123456789ab/search.json", "search"),
        ("assets/site-0123456789ab/pairs/a.json", "page"),
        ("assets/py-0123456789ab/sheets.zip", "page"),
        ("assets/result.png", "page"),
        ("offline/", "shell"),
        ("assets/site-0123456789ab/a.js", "shell"),
        ("assets/py-0123456789ab/app.zip", "engine"),
        ("assets/py-0123456789ab/workbooks.zip", "page"),
        ("policies/school-21art/", "page"),
    ],
)
def test_parts(address, part):
    """What is kept at once, after the first calculation, and when it is read."""
    assert part_of(address) == part


def test_the_worker_is_the_same_for_the_same_site(site):
    """Writing it again changes nothing: the worker itself is not in its list."""
    first = write_worker(site).read_bytes()
    assert write_worker(site).read_bytes() == first
    assert first.decode().endswith(TEMPLATE.read_text("utf-8"))


def test_only_what_changed_gets_another_version(site):
    """A changed page leaves the engine's cache alone, and the other way round."""
    before = listed(site)
    (site / "policies" / "index.html").write_text("new", "utf-8")
    page = listed(site)
    assert (page["pages"] != before["pages"], page["engine"]) == (True, before["engine"])
    (site / "assets" / "py-0123456789ab" / "app.zip").write_text("new", "utf-8")
    engine = listed(site)
    assert (engine["pages"], engine["engine"] != page["engine"]) == (page["pages"], True)

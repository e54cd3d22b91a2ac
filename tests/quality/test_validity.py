"""Every built page is valid HTML with one title, a description, sound links, and nothing from anywhere else."""

import json
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.quality.conftest import QUALITY
from tests.site.parsed import Parsed

CHECKER = QUALITY / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"

THEME = {
    # Material's templates, which we do not change: (rule, what the message or the selector holds): why it does no harm.
    ("valid-autocomplete", "#__"): "keeps Firefox from restoring the state of its hidden switches",
    ("unique-landmark", "> nav"): "the navigation's lists within the navigation",
    ("attribute-allowed-values", "#__nav_"): "the label of a folded section of the navigation",
}
OUR_SCHEMES = {"", "data"}
LOADED = {("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("object", "data"), ("link", "href")}
NOT_LOADED = {"canonical", "prev", "next", "alternate"}
BASE = "https://site.invalid/"


@pytest.fixture(scope="module")
def parsed(pages) -> dict[str, Parsed]:
    """Every page, taken apart."""
    return {name: Parsed.of(text) for name, text in pages.items()}


def readable(parsed):
    """The pages that are read, not the one for what is not there."""
    return {name: page for name, page in parsed.items() if name != "404.html"}


def attribute(page, tag, key, value):
    """The elements of a tag with that attribute."""
    return [element.attributes for element in page.all(tag) if element.attributes.get(key) == value]


def test_every_page_is_valid_html(site, tmp_path):
    """A maintained checker finds no fault but the theme's own, which are listed with what they mean."""
    assert CHECKER.is_file(), "npm ci --prefix tests/quality"
    answer = tmp_path / "faults.json"
    command = ["node", CHECKER, "--config", QUALITY / "htmlvalidate.mjs", "-f", f"json={answer}", f"{site}/**/*.html"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert answer.is_file(), done.stderr
    checked = json.loads(answer.read_text("utf-8"))
    assert len(checked) == len(list(site.rglob("*.html")))
    ours, known = Counter[str](), set()
    for file in checked:
        for fault in file["messages"]:
            what = f"{fault.get('selector')} {fault['message']}"
            theme = next((key for key in THEME if key[0] == fault["ruleId"] and key[1] in what), None)
            if theme and "article" not in what:
                known.add(theme)
            else:
                ours[f"{Path(file['filePath']).relative_to(site)}:{fault['line']} {fault['ruleId']}: {what}"] += 1
    assert list(ours) == []
    assert known == set(THEME), "a fault that the theme no longer has"


def test_every_page_has_one_h1_and_says_its_language(parsed):
    """Screen readers know where a page begins and how to say it."""
    for name, page in parsed.items():
        assert len(page.all("h1")) == 1, name
        assert page.all("html")[0].attributes["lang"] == "zh-Hans", name
        assert attribute(page, "meta", "name", "viewport"), name


def test_every_page_has_a_title_and_a_description_of_its_own(pages, parsed):
    """Lists of results and bookmarks tell the pages apart."""
    described = defaultdict(list)
    for name, page in readable(parsed).items():
        (description,) = attribute(page, "meta", "name", "description")
        assert len(description["content"] or "") >= 10, name
        described[description["content"]].append(name)
        assert attribute(page, "link", "rel", "canonical"), name
    assert [names for names in described.values() if len(names) > 1] == []
    titles = Counter(re.findall(r"<title>([^<]+)</title>", text)[0] for text in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_id_occurs_twice(parsed):
    """A link leads to one place, a label to one field."""
    twice = {name: [found for found, count in Counter(page.ids).items() if count > 1] for name, page in parsed.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def address_of(name):
    """Where a page is found, below the root."""
    return name.removesuffix("index.html")


def test_every_link_leads_somewhere(site, parsed):
    """Pages, files and places within pages, in the text, the head and the navigation."""
    ids = {address_of(name): {*page.ids, ""} for name, page in parsed.items()}
    broken = []
    for name, page in readable(parsed).items():
        for element in page.elements:
            for key in ("href", "src"):
                value = element.attributes.get(key)
                if value is None or element.attributes.get("rel") in NOT_LOADED or urlsplit(value).scheme:
                    continue
                path, anchor = urlsplit(urljoin(BASE + address_of(name), value))[2::2]
                path, anchor = unquote(path).removeprefix("/"), unquote(anchor)
                if not (anchor in ids[path] if path in ids else (site / path).is_file()):
                    broken.append(f"{name}: {value}")
    assert sorted(set(broken)) == []


def test_every_result_of_the_search_leads_somewhere(site, parsed):
    """The addresses in the index are those of the built pages."""
    (index,) = (site / "assets").glob("site-*/search.json")
    data = json.loads(index.read_text("utf-8"))
    ids = {address_of(name): {*page.ids, ""} for name, page in parsed.items()}
    for entry in data["entries"]:
        if "policy" in entry:
            address, anchor = f"policies/{data['policies'][entry['policy']]['id']}/", entry.get("anchor", "")
        else:
            address, _, anchor = entry["url"].partition("#")
        assert anchor in ids[address], entry


def test_nothing_is_loaded_from_anywhere_else(site, parsed):
    """Scripts, styles, images and fonts are the site's own: a school network may reach nothing else."""
    for name, page in parsed.items():
        for element in page.elements:
            for key in ("src", "href", "data"):
                value = element.attributes.get(key)
                loaded = (element.tag, key) in LOADED and element.attributes.get("rel") not in NOT_LOADED
                if loaded and value is not None:
                    assert urlsplit(value).scheme in OUR_SCHEMES, (name, value)
                    assert not urlsplit(value).netloc, (name, value)
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert re.findall(r"url\(\s*['\"]?(?!data:|#)(?:[a-z]+:)?//[^)]*", text) == [], sheet
        assert not re.search(r"@import", text), sheet
    for script in (site / "assets").glob("site-*/**/*.js"):
        hosts = re.findall(r"https?://[\w.-]+", script.read_text("utf-8"))
        assert hosts == [], script


def test_machines_are_told_of_every_page(site, parsed):
    """The site map names the pages that are read."""
    listed = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")))
    assert len(listed) == len(readable(parsed))

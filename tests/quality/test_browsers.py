"""The browsers that the site names as its oldest run all that its scripts and styles use, or do well without."""

import json
import re
import subprocess
from typing import Any

import pytest

from assessor.site.assets import HERE
from assessor.site.node import find_node
from tests.quality.conftest import QUALITY

DATA = QUALITY / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"
CLAIM = HERE / "scripts" / "calculator" / "texts.js"

WITHOUT = {
    # What is younger, and what happens without it.
    "api.DecompressionStream.DecompressionStream.deflate-raw": "links are made without; reading one says what is missing",
    "api.CustomElementRegistry.get": "Safari lacks customized built-in elements, which are not used",
    "api.HTMLElement.hidePopover": "a term stays a link to the glossary",
    "api.HTMLElement.showPopover": "a term stays a link to the glossary",
    "api.ToggleEvent.newState": "a term stays a link to the glossary",
    "api.HTMLInputElement.showPicker": "days are typed; there is no button",
    "api.Highlight": "what was searched for is not marked on the page",
    "api.HighlightRegistry.set": "what was searched for is not marked on the page",
    "css.selectors.highlight": "what was searched for is not marked on the page",
    "api.InputEvent.isComposing": "Safari tells it late, see composition.js",
    "api.KeyboardEvent.isComposing": "Safari tells it late, see composition.js",
    "api.StorageManager.estimate": "a browser that cannot say how much room there is keeps a snapshot all the same",
    "css.at-rules.container": "one column",
    "css.properties.container": "one column",
    "css.properties.container.inline-size": "one column",
    "css.selectors.has": "one column; each row has its own headings",
    "css.at-rules.media.scripting": "buttons that need scripts keep their room",
    "css.at-rules.page": "paper has the browser's own margins",
    "css.properties.accent-color": "Safari ignores it in part: contrast of ticks",
    "css.properties.box-decoration-break": "a frame that a page break cuts is open there",
    "css.properties.box-decoration-break.clone": "a frame that a page break cuts is open there",
    "css.properties.break-after.avoid": "a heading may be the last line of a sheet",
    "css.properties.contain-intrinsic-size": "long lists scroll less smoothly",
    "css.properties.content-visibility": "long lists scroll less smoothly",
    "css.properties.content-visibility.auto": "long lists scroll less smoothly",
    "css.properties.content-visibility.hidden": "long lists scroll less smoothly",
    "css.properties.content-visibility.visible": "scripts unfold on paper where styles cannot",
    "css.selectors.details-content": "scripts unfold on paper where styles cannot",
    "css.properties.mask": "written with a prefix as well",
    "css.properties.overscroll-behavior": "the page behind the search may move",
    "css.properties.text-autospace": "spaces between Chinese and digits",
    "css.properties.text-autospace.normal": "spaces between Chinese and digits",
    "css.properties.text-decoration.dotted": "Safari wants it written in parts: a plain line",
    "css.properties.text-decoration.wavy": "Safari wants it written in parts: a plain line",
    "css.properties.text-spacing-trim": "punctuation at the edge",
    "css.properties.text-spacing-trim.trim-start": "punctuation at the edge",
    "css.properties.text-wrap": "where lines break",
    "css.properties.text-wrap.balance": "where lines break",
    "css.properties.text-wrap.pretty": "where lines break",
    "css.types.color.color-mix": "the line below a link has the link's colour",
}
MUST_KNOW = {"api.Window.localStorage", "javascript.builtins.Array.at", "css.selectors.has", "api.Worker"}
"""What is certainly used: a reading of the scripts that misses these misses everything."""


def version(text: str) -> tuple[int, ...]:
    """Versions compare number by number."""
    return tuple(int(part) for part in text.removeprefix("≤").split("."))


@pytest.fixture(scope="module")
def claimed() -> dict[str, tuple[int, ...]]:
    """The oldest browsers, as the page names them to its readers."""
    found = re.search(r"Chrome、Edge ([\d.]+)，Firefox ([\d.]+)，Safari ([\d.]+) 或更新", CLAIM.read_text("utf-8"))
    assert found
    return {name: version(text) for name, text in zip(("chrome", "firefox", "safari"), found.groups(), strict=True)}


@pytest.fixture(scope="module")
def used() -> list[dict[str, Any]]:
    """All that is used, by the names of MDN's data, with the first place and the versions that have it."""
    assert DATA.is_file(), "npm ci --prefix tests/quality"
    done = subprocess.run([find_node(), QUALITY / "browsers.mjs"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["used"]
    assert {each["key"] for each in found} >= MUST_KNOW
    return found


def test_the_oldest_browsers_have_what_is_used(used, claimed):
    """Either the claim or the code changes; what may be missing is listed with what happens without it."""
    younger = {
        each["key"]: f"{each['place']} {each['since']}"
        for each in used
        if any(not since or version(since) > claimed[name] for name, since in each["since"].items())
    }
    assert {key: place for key, place in younger.items() if key not in WITHOUT} == {}
    assert set(WITHOUT) == set(younger), "no longer used, or no longer too young"

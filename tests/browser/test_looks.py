"""Every type of page as axe sees it and as a reader does: light and dark, on a phone and on a desk, with large letters.

The pictures stay in build/screenshots, one for each state, width and scheme.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, Route, ViewportSize

from tests.browser.conftest import ROOT, SCREENS, Complaints, profile
from tests.browser.page_types import PAGE_TYPES, SEEN, PageType, State, violations

PICTURES = ROOT / "build" / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROWEST = 320
TALLEST = 16_000
"""Pixels; beyond that Chromium leaves a picture blank."""
HIGHEST = 100_000
SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return ["sideways", ...out.slice(0, 8).map((one) => one.outerHTML.slice(0, 120))];
}"""
CUT = """() => {
  const isCut = (one) => {
    const { overflowX, overflowY, clipPath, webkitLineClamp } = getComputedStyle(one);
    if (webkitLineClamp !== "none") return false; // an excerpt; the whole stands below, in what it opens
    const clips = (overflow) => overflow === "hidden" || overflow === "clip";
    return one.clientWidth > 2 && clipPath === "none" && (
      clips(overflowX) && one.scrollWidth > one.clientWidth + 1 ||
      clips(overflowY) && one.scrollHeight > one.clientHeight + 4
    );
  };
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("main *")]
    .filter((one) => hasText(one) && one.checkVisibility({ visibilityProperty: true }) && isCut(one))
    .map((one) => `cut: ${one.outerHTML.slice(0, 160)}`);
}"""


class Screen(NamedTuple):
    """A screen, and a browser's profile on it."""

    context: BrowserContext
    width: str


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Screen]:
    """A desk, then a phone, with nothing on it; motion is unwanted, so that nothing is caught half-way."""
    width = str(request.param)
    host = address.removesuffix("handbook/")
    with profile(browser, width, motion="reduce") as context:
        complaints = Complaints(context, host)
        context.route(re.compile(rf"^{re.escape(host)}(?!handbook/)"), at_the_root(address))
        yield Screen(context, width)
    assert complaints.left == []


def at_the_root(address: str) -> Callable[[Route], None]:
    """The 404 page can be shown at any address, so it names its files from the host's root, where this build is not."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(address.removesuffix("handbook/"))
        route.fulfill(response=route.fetch(url=address + path))

    return answer


def grow(page: Page) -> None:
    """Make the window as tall as the page: nothing is left undrawn, nothing lies half under what sticks to an edge."""
    size = page.viewport_size
    while size is not None:
        height = page.evaluate("document.documentElement.scrollHeight")
        if height == size["height"]:
            return
        assert height < HIGHEST, "it grows with the window"
        size = ViewportSize(width=size["width"], height=height)
        page.set_viewport_size(size)


def examine(page: Page, state: State, width: str) -> list[Any]:
    """What axe finds; a picture is kept of light and of dark."""
    found = []
    size = page.viewport_size
    assert size is not None
    if state.whole:
        page.evaluate("scrollTo(0, 0)")
        grow(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if (width, scheme) in SEEN:
            found += violations(page)
        window = page.viewport_size or size
        clip = FloatRect(x=0, y=0, width=window["width"], height=min(TALLEST, window["height"]))
        page.screenshot(path=PICTURES / f"{state.name}-{width}-{scheme}.png", clip=clip)
    page.set_viewport_size(size)
    return found


def squeeze(page: Page) -> list[str]:
    """The narrowest screen, then letters of twice the size: what sticks out sideways or is cut off."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size(ViewportSize(width=NARROWEST, height=size["height"]))
    found: list[str] = page.evaluate(SIDEWAYS)
    page.set_viewport_size(size)
    usual = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    page.evaluate(f"document.documentElement.style.fontSize = `${{2 * {usual}}}px`")
    found += page.evaluate(SIDEWAYS) + page.evaluate(CUT)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


@pytest.mark.parametrize("kind", PAGE_TYPES, ids=lambda kind: kind.states[0].name)
def test_every_type_of_page_in_every_state(screen: Screen, address: str, kind: PageType):
    """Axe finds nothing; on a phone nothing sticks out or is cut off, however narrow, however large the letters."""
    page = screen.context.new_page()
    page.emulate_media(color_scheme="light")
    page.goto(address + kind.path)
    found: list[Any] = []
    for state in kind.states:
        state.reach(page)
        found += [(state.name, one) for one in examine(page, state, screen.width)]
        if screen.width == "360":
            found += [(state.name, one) for one in squeeze(page)]
    page.close()
    assert found == []


def test_nothing_moves_for_those_who_asked(screen: Screen, address: str):
    """No transition and no animation runs, the theme's own included; jumps are jumps."""
    page = screen.context.new_page()
    page.goto(address + "policies/school-21art/")
    moving: Any = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
      const { transitionDuration, transitionProperty, animationName, scrollBehavior } = getComputedStyle(one);
      const lasts = transitionDuration.split(",").some((time) => parseFloat(time) > 0);
      return lasts && transitionProperty !== "none" || animationName !== "none" || scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 100))""")
    page.close()
    assert moving == []


def test_pictures_are_kept_for_every_state(screen: Screen):
    """Whoever wants to see the site without building it finds a picture of each type of page."""
    wanted = {
        f"{state.name}-{screen.width}-{scheme}.png"
        for kind in PAGE_TYPES
        for state in kind.states
        for scheme in SCHEMES
    }
    assert wanted <= {path.name for path in Path(PICTURES).iterdir()}

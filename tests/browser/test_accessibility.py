"""The site by keyboard alone: wherever Tab leads can be seen, is marked, and can be left again."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import ASSESS
from tests.browser.page_types import filled_in, violations

Open = Callable[[str], Page]
ENOUGH = 900
"""More keys than any page has stops; who presses as many is caught in a circle."""
SETTLED = """() => new Promise((done) => {
  let [before, frames] = ["", 0];
  const look = () => {
    const now = [...document.querySelectorAll("html, .md-sidebar__scrollwrap")].map((box) => box.scrollTop).join();
    frames = now === before ? frames + 1 : 0;
    before = now;
    if (frames < 20) requestAnimationFrame(look);
    else done();
  };
  look();
})"""
"""Waits until the table of contents has followed the page, which it does smoothly: nothing moves for twenty frames."""
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // The theme's colour switch is a radio button without a size; its label is what is seen.
  const shown = one.matches(".md-option") ? one.nextElementSibling : one;
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0) + 2, Math.min(box.right, innerWidth) - 2];
  const [top, bottom] = [Math.max(box.top, 0) + 2, Math.min(box.bottom, innerHeight) - 2];
  const at = (x, y) => document.elementFromPoint(x, y);
  const corners = [at(left, top), at(right, top), at(left, bottom), at(right, bottom)];
  const sticky = shown.closest(".md-header, .md-top, .pc-peek");
  const isTall = box.height > innerHeight / 2; // such a one cannot be kept clear; it is enough that it is seen
  const cover = !isTall && corners.map((there) => there?.closest(".md-header, .md-top, .pc-peek")).find((it) => it && it !== sticky);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
  const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 || boxShadow !== "none";
  const isSeen = left < right && top < bottom && [...corners, at(left, (top + bottom) / 2)].some((there) => shown.contains(there));
  one.dataset.visits = String(Number(one.dataset.visits ?? 0) + 1);
  return {
    what: one.outerHTML.slice(0, 160) + JSON.stringify(box),
    wrong: [isSeen ? "" : "not seen", cover ? `under ${cover.className}` : "", isMarked ? "" : "not marked"].join(" ").trim(),
    again: one.dataset.visits !== "1",
  };
}"""


def walk(page: Page, key: Literal["Tab", "Shift+Tab"]) -> tuple[int, list[str]]:
    """Press the key until the end of the page: how many stops there were, and what is wrong with them."""
    page.evaluate("document.querySelectorAll('[data-visits]').forEach((one) => delete one.dataset.visits)")
    wrong: list[str] = []
    for stops in range(ENOUGH):
        page.keyboard.press(key)
        here: Any = page.evaluate(WHERE)
        if here is None or here["again"]:
            return stops, wrong
        if here["wrong"]:
            page.evaluate(SETTLED)
            here = page.evaluate(WHERE)
        if here["wrong"]:
            wrong.append(f"{here['wrong']}: {here['what']}")
    pytest.fail(f"no end after {ENOUGH} keys")


@pytest.mark.parametrize("screen", ["1280"], indirect=True)
def test_the_table_of_contents_keeps_what_has_the_focus_in_sight(open_page: Open):
    """The theme moves it after the page, also while somebody goes through it; by hand it can be moved all the same."""
    page = open_page("policies/school-21art/")
    box = page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    links = box.get_by_role("link")
    links.nth(-2).focus()
    page.keyboard.press("Tab")
    expect(links.last).to_be_focused()
    box.evaluate("(box) => box.scrollTo(0, 0)")  # as the theme does
    page.evaluate(SETTLED)
    expect(links.last).to_be_in_viewport(ratio=1)
    assert box.evaluate("(box) => box.scrollTop") > 0
    box.hover()
    page.mouse.wheel(0, -5000)
    expect(links.last).not_to_be_in_viewport()
    expect(links.last).to_be_focused()


def start_at_the_top(page: Page) -> None:
    """As after opening the page: nothing has the focus."""
    page.evaluate("document.activeElement?.blur(); getSelection()?.removeAllRanges(); scrollTo(0, 0)")
    page.mouse.click(1, 60)


@pytest.mark.parametrize("path", [ASSESS, "policies/school-21art/"])
def test_every_stop_is_seen_and_marked(open_page: Open, path: str):
    """Down the page and up again, results and bar on the screen: never under the header or the bar, never caught."""
    page = open_page(path)
    if path == ASSESS:
        filled_in(page)
        expect(page.locator(".pc-peek")).to_be_visible()
    start_at_the_top(page)
    down, wrong_down = walk(page, "Tab")
    up, wrong_up = walk(page, "Shift+Tab")
    assert (wrong_down, wrong_up) == ([], [])
    controls: Any = page.locator("main :is(input:not([type=radio]), select, button, summary):visible").count()
    assert min(down, up) >= controls, "some controls are never reached"


def test_the_first_stop_leads_past_the_navigation(open_page: Open):
    """Who reads with the keyboard need not go through the menu on every page."""
    page = open_page("policies/school-21art/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("screen", ["360"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawer_opens_and_closes_by_keyboard(page: Page, open_page: Open, scheme: Literal["light", "dark"]):
    """Closed it is not on the way; open it has the focus; Escape leads back, panel by panel."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page("policies/tpl-assess-4dim/")
    button = page.get_by_role("button", name="导航")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer.locator(".md-nav__button")).to_be_focused()
    assert violations(page) == []
    panel = drawer.locator("label", has_text="使用").first
    panel.focus()
    page.keyboard.press("Space")
    expect(drawer.locator(".md-nav__title", has_text="使用")).to_be_focused()
    page.keyboard.press("Tab")
    expect(drawer.get_by_role("link", name="在网页上填")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(drawer).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.md-sidebar--primary')")


@pytest.mark.parametrize("screen", ["360"], indirect=True)
def test_the_drawer_leads_to_another_page_and_is_gone(open_page: Open):
    """A link followed by keyboard; there the button works again."""
    page = open_page("policies/school-21art/")
    page.get_by_role("button", name="导航").press("Enter")
    page.locator(".md-sidebar--primary").get_by_role("link", name="术语").press("Enter")
    page.wait_for_url("**/glossary/")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    page.get_by_role("button", name="导航").press("Enter")
    expect(page.locator(".md-sidebar--primary .md-nav__button")).to_be_focused()


def test_escape_closes_what_opened(open_page: Open):
    """The search and the meaning of a term; the focus is back where it came from."""
    page = open_page("policies/school-21art/")
    search = page.get_by_role("button", name="搜索")
    search.press("Enter")
    expect(page.get_by_role("textbox", name="搜索条文")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="搜索")).to_be_hidden()
    expect(search).to_be_focused()
    term = page.locator("a.hb-term").first
    term.press("Enter")
    expect(page.locator(".hb-meaning")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".hb-meaning")).to_be_hidden()
    expect(term).to_be_focused()

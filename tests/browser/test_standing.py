"""The calculator stands still while its scripts arrive, and without them shows nothing that would do nothing."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

TALL = 1900
"""Pixels: what moves further down counts as well."""
MOST = 0.005
"""Less than a line of text that moves sideways."""

WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) shifts.push([value, sources.map(({ node }) => node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("path", ["assess/", "policies/school-21art/#calculator"])
def test_nothing_moves_when_the_scripts_arrive(
    context: BrowserContext, page: Page, address: str, path: str, screen: str
):
    """What scripts fill in has its place in the page; each part is as high before as afterwards.

    In the second term a list by month has one button more, for the whole year: that nobody can know beforehand.
    """
    page.clock.install(time=datetime(2026, 10, 12, 8, tzinfo=UTC))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route(re.compile(r"/site-[0-9a-f]+/calculator\.js$"), hold)
    page.set_viewport_size(ViewportSize(width=int(screen), height=TALL))
    page.add_init_script(WATCH)
    page.goto(address + path, wait_until="commit")
    expect(page.locator("policy-calculator .pc-side")).to_be_visible()
    page.evaluate(
        "new Promise((seen) => new PerformanceObserver(() => seen(null)).observe({type: 'paint', buffered: true}))"
    )
    page.wait_for_timeout(500)  # the theme's own script is done
    assert held
    parts = "document.querySelectorAll('policy-calculator :is(.pc-start, .pc-device, [data-part=policies], [data-part=form], [data-part=form] :not(option))')"
    heights = f"[...{parts}].map((part) => [part.className || part.nodeName, part.id, Math.round(part.offsetHeight)])"
    before = page.evaluate(heights)
    page.evaluate("shifts.length = 0")
    for route in held:
        route.continue_()
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => null)")
    page.wait_for_timeout(500)
    assert page.evaluate(heights) == before
    shifts = page.evaluate("shifts")
    assert sum(value for value, _ in shifts) <= MOST, shifts


def test_without_scripts_nothing_waits_for_them(browser: Browser, address: str):
    """The form of a policy and the examples are there; what only scripts fill in or answer is not."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}assess/")
    expect(page.get_by_text("计算要用脚本")).to_be_visible()
    expect(page.locator(".pc-sample > summary")).to_be_visible()
    expect(page.locator(".pc-first, .pc-form").first).to_be_hidden()
    page.goto(f"{address}policies/school-21art/")
    expect(page.locator("policy-calculator [name=累计任职年限]")).to_be_visible()
    idle = page.locator(
        "policy-calculator :is(.pc-start, .pc-device, .pc-sheets, .pc-tasks, .pc-next, [data-action], .pc-empty)"
    )
    assert idle.count()
    assert (
        idle.evaluate_all("(parts) => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML)")
        == []
    )
    context.close()

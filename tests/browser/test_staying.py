"""What must survive: leaving the page and coming back, two calculators on a page, a network that goes away."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.calculators import ASSESS, Calculator

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"


def is_same_document(page: Page) -> bool:
    """Whether the page has been changed in place since `mark` was set."""
    return bool(page.evaluate("globalThis.mark === 1"))


def test_leaving_by_instant_navigation_and_coming_back_keeps_engine_and_record(open_page: Open):
    """A clause link out of the results, then back: the same worker, the same record, results without typing again."""
    page = open_page(ASSESS)
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.add_months([("2025-09", "20", "17")])
    calculator.expect_value("S21-annual", "800")
    page.evaluate("globalThis.mark = 1")
    calculator.result("S21-16").get_by_role("link", name="第十六条").first.click()
    page.wait_for_url(re.compile(r"/policies/school-21art/#art-16$"))
    assert is_same_document(page), "the theme's instant navigation is off"
    there = Calculator(page)
    there.expect_value("S21-annual", "800")  # the policy's own calculator knows the record, too
    page.go_back()
    page.wait_for_url(re.compile(r"/assess/"))
    assert is_same_document(page)
    calculator = Calculator(page)
    expect(calculator.field("累计任职年限")).to_have_value("12")
    expect(calculator.field("月度坐班.实坐班")).to_have_value("17")
    calculator.expect_value("S21-annual", "800")
    calculator.field("累计任职年限").fill("16")
    calculator.expect_value("S21-annual", "1000")
    assert len(page.workers) == 1


def test_the_record_is_kept_on_this_device_and_nowhere_else(open_page: Open, page: Page):
    """After a reload the form is as it was; of all that a site could leave behind there is one entry of ours."""
    calculator = Calculator(open_page(POLICY))
    calculator.type("累计任职年限", "12")
    calculator.expect_state("ready")
    page.reload()
    expect(calculator.field("累计任职年限")).to_have_value("12")
    assert page.evaluate("document.cookie") == ""
    keys = page.evaluate("Object.keys(localStorage).filter((key) => !key.endsWith('.__palette'))")
    assert keys == ["handbook:/handbook/:records"]


def test_two_calculators_on_a_page_share_the_engine_and_nothing_else(
    open_page: Open, context: BrowserContext, page: Page
):
    """Each has its own form, results and messages, though their ids are the same; there is one worker."""

    def twice(route: Route) -> None:
        response = route.fetch()
        body = re.sub(r"(<policy-calculator.*?</policy-calculator>)", r"\1\1", response.text(), flags=re.DOTALL)
        route.fulfill(response=response, body=body)

    context.route(re.compile(r"/policies/school-21art/$"), twice)
    open_page(POLICY)
    first, second = Calculator(page), Calculator(page, 1)
    first.choose("现任班主任", "是")
    first.type("累计任职年限", "9")
    first.expect_value("S21-16", "600")
    expect(second.example).to_be_visible()
    second.choose("现任班主任", "是")
    second.type("累计任职年限", "16")
    second.expect_value("S21-16", "1000")
    first.expect_value("S21-16", "600")
    second.field("累计任职年限").fill("x")
    second.field("累计任职年限").blur()
    second.summary.get_by_role("link").click()
    expect(second.field("累计任职年限")).to_be_focused()
    expect(first.summary).to_be_empty()
    assert len(page.workers) == 1


def test_once_loaded_it_computes_without_a_network(open_page: Open, context: BrowserContext):
    """The network goes away after the engine has started; nothing more is needed."""
    calculator = Calculator(open_page(POLICY))
    calculator.field("累计任职年限").focus()
    calculator.expect_state("ready")
    context.set_offline(True)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.add_months()
    calculator.expect_value("S21-annual", "5200")

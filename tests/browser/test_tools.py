"""What stands below the results: at hand when wanted, out of the way otherwise, and never silent."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """A calculator with results."""
    calculator = Calculator(open_page("policies/school-21art/"))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    return calculator


def test_a_link_above_the_long_results_leads_to_print(calculator: Calculator):
    """Nobody has to scroll past every result to find the buttons."""
    calculator.element.get_by_role("link", name="打印、保存这些结果").click()
    button = calculator.element.get_by_role("button", name="打印一页")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport(ratio=1)


def test_what_few_need_is_folded(calculator: Calculator):
    """Three quiet lines after the buttons for paper and files."""
    for title in ("如果改一改", "结果和学校不一样？", "用链接带到另一台设备"):
        section = calculator.element.get_by_role("region", name=title)
        expect(section.get_by_role("heading", name=title)).to_be_visible()
        expect(section.locator("button")).not_to_have_count(0)
        expect(section.locator("button:visible")).to_have_count(0)


def test_with_something_wrong_every_tool_says_so(calculator: Calculator):
    """A button that does nothing looks broken: what is wrong above has to be put right first."""
    calculator.field("累计任职年限").fill("许多")
    expect(calculator.element.locator("[data-part=results]")).to_have_attribute("data-stale", "")
    wanted = re.compile("先改好上面指出的地方")
    for title, button in [
        ("如果改一改", "看看"),
        ("结果和学校不一样？", "比一比"),
        ("用链接带到另一台设备", "生成带记录的链接"),
    ]:
        section = calculator.open_tool(title)
        section.get_by_role("button", name=button).click()
        expect(section.get_by_role("status")).to_have_text(wanted)
    calculator.element.get_by_role("button", name="复制文字").click()
    expect(calculator.element.locator(".pc-keep [role=status]")).to_have_text(wanted)


def test_paper_carries_no_link_with_the_record(calculator: Calculator):
    """What was made to be sent to oneself is not printed for others to read, and needs no second sheet."""
    section = calculator.open_tool("用链接带到另一台设备")
    section.get_by_role("button", name="生成带记录的链接").click()
    expect(section.get_by_label("带记录的链接")).to_be_visible()
    page = calculator.page
    page.evaluate("globalThis.print = () => { document.body.dataset.printed = '' }; 0")
    calculator.element.get_by_role("button", name="打印一页").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(section).to_be_hidden()

"""The conclusions on the page: what they say in each medium, where they lead, and that they can be read on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import ASSESS, Calculator

Open = Callable[[str], Page]
SENTENCES = {
    "result-school-21art-S21-19t": "坐班一项：最高可评 A",
    "result-school-21art-S21-annual": "班龄奖励：应发 800 元/学年",
    "result-county-professional-CNTY-3": "直接认定班主任资格：够条件，可以办理",
}


def filled(page: Page) -> Calculator:
    """A record that answers all three questions."""
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.add_months([("2026-05", "20", "17")])
    expect(calculator.element.locator(".pc-peek .pc-head")).to_have_count(3)
    expect(calculator.element.locator(".pc-peek")).to_contain_text("应发 800 元/学年")
    return calculator


@pytest.mark.parametrize("how", ["tap", "keyboard"])
def test_each_cell_leads_to_its_own_answer(open_page: Open, how: str):
    """Not to the top of the results: to the card of that very result, open and in view, by finger and by keyboard."""
    calculator = filled(open_page(ASSESS))
    for card, sentence in SENTENCES.items():
        cell = calculator.element.locator(f'.pc-peek [data-card="{card}"]')
        expect(cell).to_contain_text(sentence)
        if how == "tap":
            cell.click()
        else:
            cell.focus()
            calculator.page.keyboard.press("Enter")
        target = calculator.element.locator(f"#{card}")
        expect(target).to_be_focused()
        expect(target.locator("h4")).to_be_in_viewport()


def test_a_claim_above_the_results_leads_to_its_answer(open_page: Open):
    """Every line of the conclusions is a link to its card."""
    calculator = filled(open_page(ASSESS))
    calculator.element.locator(".pc-heads a").get_by_text("坐班一项").click()
    expect(calculator.element.locator("#result-school-21art-S21-19t")).to_be_focused()


@pytest.mark.parametrize(("width", "scale"), [(360, 1), (320, 1), (360, 2)])
def test_what_qualifies_an_answer_can_be_read_on_a_phone(open_page: Open, width: int, scale: int):
    """Nothing in the bar is cut off or hidden, at 360 and 320 px and with text twice as large."""
    page = open_page(ASSESS)
    page.set_viewport_size({"width": width, "height": 740})
    calculator = filled(page)
    calculator.element.evaluate("(element, scale) => { element.style.fontSize = `${16 * scale}px`; }", scale)
    bar = calculator.element.locator(".pc-peek")
    expect(bar.locator(".pc-head-note").first).to_be_attached()
    for part in bar.locator(".pc-head span, .pc-head b").all():
        cut = part.evaluate(
            """(part) => {
              const { width, height } = part.getBoundingClientRect();
              return width < 8 || height < 8 || part.scrollWidth > Math.ceil(width) + 1 && getComputedStyle(part).display !== "inline";
            }"""
        )
        assert not cut, part.inner_text()
    assert bar.evaluate("(bar) => bar.scrollWidth <= bar.clientWidth")
    assert bar.evaluate("(bar) => bar.getBoundingClientRect().height <= innerHeight / 2")


def test_listeners_hear_the_sentences(open_page: Open):
    """What is announced of a record that is opened has subject, force and what is lacking, as the bar has."""
    calculator = filled(open_page(ASSESS))
    expect(calculator.element.locator(".pc-device")).to_contain_text("已存到本机")
    calculator.page.reload()
    expect(calculator.status).to_contain_text("考核等第：坐班一项：最高可评 A")
    expect(calculator.status).to_contain_text("资格与称号：直接认定班主任资格：够条件，可以办理（")


def test_the_sentences_are_copied_and_printed(open_page: Open):
    """The text to paste and the single page begin with the conclusions, and no rule's code stands in either."""
    page = open_page(ASSESS)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    page.evaluate("document.execCommand = () => false")
    calculator = filled(page)
    calculator.element.get_by_role("button", name="复制文字").click()
    text = calculator.element.get_by_label("要复制的文字").input_value()
    assert "考核等第：坐班一项：最高可评 A" in text.split("\n")[1]
    assert not re.search(r"[A-Z]{1,4}\d*-\d", text)
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.setAttribute('data-pc-print', 'page')")
    expect(calculator.element.locator(".pc-heads")).to_be_visible()
    expect(calculator.element.locator(".pc-heads")).to_contain_text("坐班一项：最高可评 A")


def test_nothing_is_chosen_before_something_is_chosen(open_page: Open):
    """No policy is ticked, no form is shown; the page says what to do first, and the example is folded as one."""
    calculator = Calculator(open_page("assess/"))
    expect(calculator.element.locator("input[name=policies]:checked")).to_have_count(0)
    expect(calculator.element.locator(".pc-first")).to_contain_text("先在上面选学校在哪里")
    expect(calculator.element.locator("[data-part=form]")).to_be_hidden()
    expect(calculator.element.locator(".pc-sample > summary")).to_contain_text("不是你的")
    expect(calculator.element.locator(".pc-sample article").first).to_be_hidden()


def test_the_example_brings_its_policies(open_page: Open):
    """Looked at from an empty page, it shows what its own policies say."""
    calculator = Calculator(open_page("assess/"))
    calculator.element.locator(".pc-first [data-action=example]").click()
    expect(calculator.element.locator("input[name=policies]:checked")).not_to_have_count(0)
    expect(calculator.element.locator(".pc-peek .pc-head")).to_have_count(3)
    expect(calculator.element.locator("[data-part=form]")).to_be_visible()


def test_what_a_stage_has_alone_is_not_suggested_before_it_is_named(open_page: Open):
    """A province's text for vocational schools waits for the stage; one of an inferred place is only mentioned."""
    page = open_page("assess/")
    calculator = Calculator(page)
    start = calculator.element.locator("[data-part=start]")
    start.locator("[data-about=region]").select_option("广东")
    ticked = calculator.element.locator("input[name=policies]:checked")
    assert "gd-zz-2010-5" not in [box.get_attribute("value") for box in ticked.all()]
    expect(start.locator("[data-suited]")).to_contain_text("还没选学段")
    start.locator("[data-about=region]").select_option("山东潍坊坊子")
    assert "weifang-fangzi" not in [box.get_attribute("value") for box in ticked.all()]
    expect(start.locator("[data-suited]")).to_contain_text("地区是推断的")


def test_where_neither_grade_nor_money_is_answered_that_is_said_at_once(open_page: Open):
    """Before anything is filled in; it goes as soon as a policy is ticked that answers one."""
    calculator = Calculator(open_page("assess/"))
    start = calculator.element.locator("[data-part=start]")
    lacks = start.locator("[data-lacks]")
    expect(lacks).to_be_hidden()
    start.locator("[data-about=region]").select_option("河南")
    start.locator("[data-about=stage]").select_option("初中")
    expect(lacks).to_contain_text("没有等第和津贴的算法")
    start.locator("[data-about=own]").select_option("school-21art")
    expect(lacks).to_be_hidden()

"""The Enter that ends an input method's word is no Enter of the reader's, in whatever order a browser tells of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
pytestmark = pytest.mark.parametrize("screen", ["1280"])

ORDERS = {
    "within the composition": [("compositionstart",), ("keydown", True, 229), ("compositionend",)],
    "a key without a name": [("compositionstart",), ("keydown", False, 229), ("compositionend",)],
    "after the composition, without a name": [("compositionstart",), ("compositionend",), ("keydown", False, 229)],
    "after the composition, as Enter": [("compositionstart",), ("compositionend",), ("keydown", False, 13)],
    "within the composition, as Enter": [("compositionstart",), ("keydown", True, 13), ("compositionend",)],
}
"""Chrome and Firefox, old Android, Safari, and what else there may be: kind, isComposing, keyCode."""
PLAY = """(field, events) => {
  for (const [kind, isComposing, keyCode] of events) {
    const more = kind === "keydown" ? { key: "Enter", isComposing, keyCode } : { data: "一班" };
    const Kind = kind === "keydown" ? KeyboardEvent : CompositionEvent;
    field.dispatchEvent(new Kind(kind, { bubbles: true, cancelable: true, composed: true, ...more }));
  }
}"""


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_the_enter_that_ends_a_word_does_nothing(open_page: Open, order: list[tuple[str, bool, int]]):
    """In a row no cell is left and no row added; in a field nobody is led away; the next Enter does all that."""
    calculator = Calculator(open_page(POLICY))
    page = calculator.page
    calculator.add_row("月度坐班", 月份="2026-03", 应坐班="20")
    cell = calculator.field("月度坐班.实坐班")
    cell.fill("18")
    cell.focus()
    cell.evaluate(PLAY, order)
    expect(cell).to_be_focused()
    expect(cell).to_have_count(1)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(calculator.field("月度坐班.实坐班")).to_have_count(2)
    calculator.field("累计任职年限").fill("十二年")
    field = calculator.field("计发月数")
    field.focus()
    expect(calculator.summary).to_contain_text("累计任职年限")
    field.evaluate(PLAY, order)
    expect(field).to_be_focused()
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(field).not_to_be_focused()

"""An answer within a frame: only what has changed is put in place, and nothing that takes longer stands before a key."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]
SPY = """() => {
  globalThis.asked = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.verb === "ask") asked.push(JSON.parse(message.request));
    return post.call(this, message, ...rest);
  };
}"""


WATCH = """card => {
  card.touched = [];
  const note = (changes) => card.touched.push(...changes.map(({ type }) => type));
  // What has the focus is marked by the theme.
  const attributeFilter = ["data-value", "data-status", "hidden", "x1", "cx"];
  new MutationObserver(note).observe(card, { subtree: true, childList: true, characterData: true, attributeFilter });
}"""


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """The calculator below a policy, with what it asks its engine noted."""
    calculator = Calculator(open_page("policies/school-21art/"))
    calculator.page.evaluate(SPY)
    return calculator


def asked(calculator: Calculator) -> list[dict[str, Any]]:
    """What the engine has been asked so far."""
    found = json.loads(calculator.page.evaluate("JSON.stringify(asked)"))
    assert isinstance(found, list)
    return found


def test_what_has_not_changed_is_left_alone(calculator: Calculator):
    """A key changes words on the card of the bonus; nothing of the card of the hours is touched, open and in focus."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "8")
    calculator.add_row("月度坐班", 月份="2026-05", 应坐班="20", 实坐班="16")
    calculator.expect_value("S21-16", "600")
    calculator.expect_value("S21-19m", "1")
    why = [calculator.result(rule).locator("details.pc-why summary") for rule in ("S21-16", "S21-19m")]
    for summary in why:
        summary.click()
    for rule in ("S21-16", "S21-19m"):
        calculator.result(rule).evaluate(WATCH)
    why[1].focus()
    calculator.field("累计任职年限").evaluate(
        "(field) => { field.value = '16'; field.dispatchEvent(new InputEvent('input', { bubbles: true })); }"
    )
    calculator.expect_value("S21-16", "1000")
    assert calculator.result("S21-19m").evaluate("card => card.touched") == []
    assert "characterData" in calculator.result("S21-16").evaluate("card => card.touched")
    expect(why[1]).to_be_focused()
    for rule in ("S21-16", "S21-19m"):
        expect(calculator.result(rule).locator("details.pc-why")).to_have_attribute("open", "")


def test_results_move_to_where_they_belong(calculator: Calculator):
    """A result that becomes known moves up among the answers; what is shown is what the engine gives afresh."""
    calculator.choose("现任班主任", "是")
    calculator.expect_state("ready")
    calculator.type("累计任职年限", "16")
    calculator.expect_value("S21-16", "1000")
    calculator.field("累计任职年限").fill("")
    expect(calculator.result("S21-16")).to_have_attribute("data-status", "unknown")
    calculator.type("累计任职年限", "8")
    calculator.expect_value("S21-16", "600")
    expect(calculator.element.locator(".pc-outlook")).to_be_visible()
    shown = calculator.element.locator("[data-part=results]").evaluate("place => place.innerHTML")
    calculator.page.reload()
    calculator.expect_value("S21-16", "600")
    expect(calculator.element.locator(".pc-outlook")).to_be_visible()
    assert calculator.element.locator("[data-part=results]").evaluate("place => place.innerHTML") == shown


def test_longer_questions_come_in_pieces_and_give_way(calculator: Calculator):
    """They are asked piece by piece once typing rests; a key stops them, and its answer comes before any further one."""
    calculator.choose("现任班主任", "是")
    calculator.add_months()
    calculator.expect_value("S21-19m", "6.5")
    while [question["verb"] for question in asked(calculator)].count("more") < 2:
        calculator.page.wait_for_timeout(20)
    calculator.type("累计任职年限", "8")
    calculator.expect_value("S21-16", "600")
    calculator.page.wait_for_function("() => asked.at(-1).verb === 'more'")
    questions = asked(calculator)
    verbs = [question["verb"] for question in questions]
    assert {question["milliseconds"] for question in questions if question["verb"] == "more"} == {5}
    last = len(verbs) - verbs[::-1].index("renew") - 1
    assert questions[last]["form"]["累计任职年限"] == "8"
    assert set(verbs[last + 1 :]) == {"more"}
    assert not any("form" in question for question in questions[last + 1 :])


def test_after_clearing_everything_comes_anew(calculator: Calculator):
    """The worked example that 清空 brings back is not ours: the next answer brings the whole page."""
    calculator.type("累计任职年限", "8")
    expect(calculator.result("S21-16")).to_be_visible()
    calculator.element.get_by_role("button", name="清空").click()
    expect(calculator.example).to_be_visible()
    calculator.type("累计任职年限", "9")
    expect(calculator.result("S21-16")).to_be_visible()
    renewed = [question["since"] for question in asked(calculator) if question["verb"] == "renew"]
    assert renewed[0] == ""
    assert renewed[-1] == ""

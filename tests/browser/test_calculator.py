"""The calculator in Chromium, on a wide screen and on a phone's."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import ASSESS, Calculator

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """The calculator below a policy."""
    return Calculator(open_page(POLICY))


def test_a_reading_page_loads_no_engine_until_someone_wants_to_fill_in_the_form(page: Page, address: str):
    """Opening a page shows the worked example and downloads none of the engine; the first focus starts it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + POLICY, wait_until="networkidle")
    calculator = Calculator(page)
    calculator.expect_state("static")
    expect(calculator.example).to_be_visible()
    assert not [url for url in asked if "/py-" in url]
    calculator.field("累计任职年限").focus()
    calculator.expect_state("ready")


def test_ten_months_of_on_duty_hours_give_the_bonus_of_the_school_year(calculator: Calculator):
    """12 years, ten months of 20 hours: five in full, three at half, two at nothing make 5200 元, with clauses."""
    calculator.type("累计任职年限", "12")
    calculator.choose("现任班主任", "是")
    calculator.add_months()
    calculator.expect_value("S21-annual", "5200")
    annual = calculator.result("S21-annual")
    expect(annual.locator(".pc-answer")).to_contain_text("5200 元")
    annual.locator("summary").click()
    rows = annual.locator(".pc-rows tbody tr")
    assert [row.locator("td").nth(1).inner_text() for row in rows.all()].count("1") == 5
    assert annual.get_by_role("link", name="第十六条、第十九条第三款").first.get_attribute("href")
    calculator.expect_value("S21-19m", "6.5")


def test_readings_stand_side_by_side_where_they_differ(calculator: Calculator):
    """10.5 years are 600, 800, not written, or ten whole school years, by the reading of the clause."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "10.5")
    calculator.expect_value("S21-16", "600")
    readings = calculator.result("S21-16").locator("[data-reading]")
    assert [(row.get_attribute("data-status"), row.get_attribute("data-value")) for row in readings.all()] == [
        ("known", "600"),
        ("known", "800"),
        ("gap", ""),
        ("known", "600"),
    ]
    expect(readings.nth(2)).to_contain_text("条文没有写")


def test_what_is_not_filled_in_is_asked_for_and_an_empty_list_is_not_a_missing_one(calculator: Calculator):
    """No rows: the list is missing, with a link to it. Ticking “没有” says that there are none, which is an answer."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    expect(calculator.result("S21-19m")).to_have_attribute("data-status", "unknown")
    calculator.result("S21-19m").get_by_role("link", name="月度坐班").click()
    expect(calculator.list("月度坐班").get_by_role("button", name="添一行")).to_be_focused()
    calculator.list("月度坐班").locator("[data-empty]").check()
    calculator.expect_value("S21-19m", "0")
    calculator.add_row("月度坐班")  # a row without anything in it says nothing
    expect(calculator.result("S21-19m")).to_have_attribute("data-status", "unknown")


def test_wrong_input_is_told_at_the_field_and_in_a_summary_that_leads_there(calculator: Calculator):
    """What was typed stays; results say that they are the last ones; the message goes as soon as it is put right."""
    years = calculator.field("累计任职年限")
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    calculator.type("累计任职年限", "x")
    years.blur()
    expect(years).to_have_attribute("aria-invalid", "true")
    expect(years).to_have_accessible_description(re.compile("错误：.*12x"))
    expect(calculator.summary).to_contain_text("累计任职年限")
    expect(calculator.summary).to_contain_text("上一次")
    calculator.summary.get_by_role("link").click()
    expect(years).to_be_focused()
    expect(calculator.status).to_contain_text("有 1 处要改")
    years.press("End")
    years.press("Backspace")
    expect(years).not_to_have_attribute("aria-invalid", "true")
    expect(calculator.summary).to_be_empty()
    calculator.expect_value("S21-16", "800")


def test_a_number_half_typed_is_not_called_wrong(calculator: Calculator):
    """The message waits for a pause, and Enter does not: it says “done”, and leads to what is wrong."""
    calculator.type("累计任职年限", "1")
    calculator.expect_state("ready")
    calculator.type("累计任职年限", "-")
    calculator.page.wait_for_timeout(300)
    assert calculator.summary.inner_text() == ""
    calculator.field("累计任职年限").press("Enter")
    expect(calculator.summary).to_contain_text("累计任职年限")
    expect(calculator.summary).to_be_focused()


def test_a_problem_in_a_list_is_told_at_the_cell_that_has_it(calculator: Calculator):
    """Blank rows do not count when rows are numbered, yet the message stands at the row the user sees."""
    calculator.add_months([("2025-09", "20", "17")])
    calculator.add_row("月度坐班")
    calculator.add_months([("2025-11", "20", "许多")])
    calculator.field("月度坐班.实坐班").last.blur()
    expect(calculator.field("月度坐班.实坐班").nth(2)).to_have_attribute("aria-invalid", "true")
    expect(calculator.element.locator("[aria-invalid=true]")).to_have_count(1)
    calculator.summary.get_by_role("link").click()
    expect(calculator.field("月度坐班.实坐班").nth(2)).to_be_focused()


def test_rows_come_with_the_next_month_and_go_without_losing_the_focus(calculator: Calculator):
    """A new row proposes the month after the last one, and counts only when something is added to it."""
    calculator.choose("现任班主任", "是")
    calculator.add_months([("2025-12", "20", "20")])
    calculator.list("月度坐班").get_by_role("button", name="添一行").click()
    expect(calculator.field("月度坐班.月份").last).to_have_value("2026-01")
    expect(calculator.field("月度坐班.应坐班").last).to_be_focused()
    calculator.expect_value("S21-19m", "1")
    calculator.list("月度坐班").get_by_role("button", name="删去第 2 行").click()
    expect(calculator.list("月度坐班").get_by_role("button", name="删去第 1 行")).to_be_focused()
    calculator.list("月度坐班").get_by_role("button", name="删去第 1 行").click()
    expect(calculator.list("月度坐班").get_by_role("button", name="添一行")).to_be_focused()
    expect(calculator.status).to_contain_text("删去")


def test_the_example_fills_the_form_and_clearing_can_be_undone(calculator: Calculator):
    """填入示例 computes what the page showed; 清空 brings the worked example back, and pressed again the record."""
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.expect_value("S21-annual", "5200")
    calculator.element.get_by_role("button", name="清空").click()
    expect(calculator.example).to_be_visible()
    expect(calculator.field("累计任职年限")).to_have_value("")
    calculator.element.get_by_role("button", name="恢复").click()
    calculator.expect_value("S21-annual", "5200")
    calculator.type("累计任职年限", "0")
    expect(calculator.element.get_by_role("button", name="清空")).to_be_visible()


def test_what_is_open_stays_open_while_results_change(calculator: Calculator):
    """The reasons a reader has opened stay open when the next key changes the result."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "9")
    calculator.expect_value("S21-16", "600")
    calculator.result("S21-16").locator("summary").click()
    calculator.field("累计任职年限").fill("16")
    calculator.expect_value("S21-16", "1000")
    expect(calculator.result("S21-16").locator("details")).to_have_attribute("open", "")


def test_what_stays_the_same_in_a_result_stays_where_it_is(calculator: Calculator):
    """Another number changes the answer and moves the mark in the picture; the clause's link is the same, in focus."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "9")
    calculator.expect_value("S21-16", "600")
    card, link = (
        calculator.result("S21-16").element_handle(),
        calculator.result("S21-16").locator(".pc-basis a").element_handle(),
    )
    link.focus()
    mark = card.query_selector("circle.pc-at")
    assert mark is not None
    before = mark.get_attribute("cx")
    calculator.field("累计任职年限").evaluate(
        "(field) => { field.value = '16'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    calculator.expect_value("S21-16", "1000")
    assert card.evaluate("(card) => card.isConnected")
    assert link.evaluate("(link) => document.activeElement === link")
    assert mark.get_attribute("cx") != before
    assert "1000" in card.inner_text()


def test_the_live_region_says_one_sentence_after_the_last_change(calculator: Calculator):
    """While keys are pressed nothing is said; half a second after the last one, the summary."""
    calculator.choose("现任班主任", "是")
    calculator.expect_state("ready")
    expect(calculator.status).not_to_be_empty()
    before = calculator.status.inner_text()
    calculator.type("累计任职年限", "16")
    calculator.expect_value("S21-16", "1000")
    assert calculator.status.inner_text() == before
    expect(calculator.status).to_contain_text("1000 元/月")
    assert len(calculator.status.inner_text().splitlines()) == 1


def test_nothing_is_wider_than_the_screen(calculator: Calculator):
    """With rows, readings, reasons and messages shown, the page does not scroll sideways."""
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.field("累计任职年限").fill("10.5")
    calculator.expect_value("S21-16", "600")
    for reasons in calculator.element.locator("details.pc-why > summary").all():
        reasons.click()
    calculator.field("月度坐班.应坐班").first.fill("二十")
    expect(calculator.summary).to_contain_text("应坐班")
    assert calculator.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_date_is_that_of_the_place_not_of_greenwich(page: Page, address: str):
    """At 7 a.m. in China it is still yesterday in Greenwich; the bonus counts from today's date here."""
    page.clock.set_fixed_time("2026-06-30T23:00:00Z")  # 7 a.m. on 1 July in Shanghai
    page.goto(address + POLICY)
    calculator = Calculator(page)
    calculator.add_months([("2026-07", "20", "20")])  # a month later than today would not count
    calculator.expect_value("S21-19m", "1")


def test_another_choice_of_policies_asks_for_other_fields(open_page: Open):
    """On the self-check page, fields that no chosen policy needs are hidden, and its results appear at once."""
    calculator = Calculator(open_page(ASSESS))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    expect(calculator.list("月度坐班")).to_be_visible()
    calculator.element.locator("[data-part=policies] > summary").click()
    box = calculator.element.locator('[name="policies"][value="school-21art"]')
    box.uncheck()
    expect(calculator.list("月度坐班")).to_be_hidden()
    expect(calculator.result("S21-16")).to_have_count(0)
    box.check()
    calculator.expect_value("S21-16", "800")

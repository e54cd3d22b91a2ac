"""The calculator in Chromium, on a wide screen and on a phone's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator

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


def test_ten_months_of_attendance_give_the_bonus_of_the_school_year(calculator: Calculator):
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
    """10.5 years are 600, 800, or not written, by the reading of the clause."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "10.5")
    calculator.expect_value("S21-16", "600")
    readings = calculator.result("S21-16").locator("[data-reading]")
    assert [(row.get_attribute("data-status"), row.get_attribute("data-value")) for row in readings.all()] == [
        ("known", "600"),
        ("known", "800"),
        ("gap", ""),
    ]
    expect(readings.last).to_contain_text("条文没有写")


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
    expect(years).to_have_accessible_description(lambda_pattern("12x"))
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


def lambda_pattern(text: str) -> object:
    """A pattern that finds this text anywhere."""
    import re

    return re.compile(re.escape(text))

"""The frame of a record on the page: the school year and the term are asked first, and decide which rows count."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
HOURS = [40, 40, 30, 30, 20, 40, 30, 30, 23, 20]
"""September to June, of 40 each: 160 of 200 in the first term (80 %), 143 of 200 in the second (71.5 %)."""
NAMES = [f"2025-{month:02d}" for month in range(9, 13)] + [f"2026-{month:02d}" for month in range(1, 7)]
MONTHS = [(name, "40", str(hours)) for name, hours in zip(NAMES, HOURS, strict=True)]

pytestmark = pytest.mark.parametrize("screen", ["360"], indirect=True)


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """The calculator below a policy, judged on the last day of June."""
    calculator = Calculator(open_page(POLICY))
    expect(calculator.element.locator(".pc-ask").first).to_be_visible()
    calculator.field("自评日期").fill("2026-06-30")
    return calculator


def choose(calculator: Calculator, year: str, term: str) -> None:
    """Choose the school year and the term."""
    calculator.element.get_by_label("学年", exact=True).select_option(year)
    calculator.element.get_by_label("学期", exact=True).select_option(label=term)


def note(calculator: Calculator) -> Locator:
    """What is said of the term."""
    return calculator.element.locator("[data-part=frame-note]")


def test_ten_months_ask_for_the_term_and_show_both(calculator: Calculator):
    """Ten months, term blank: no grade, but that of each term, and the way to the term; with a term that one."""
    calculator.add_months(MONTHS)
    card = calculator.result("S21-19t")
    expect(card).to_have_attribute("data-status", "unknown")
    expect(card.locator("[data-period]")).to_have_text(
        [re.compile("2025-2026 学年第一学期：.*A$"), re.compile("2025-2026 学年第二学期：.*B$")]
    )
    state = calculator.element.locator('[data-task="学年和学期"] .pc-state')
    expect(state).to_have_text("未填")
    expect(calculator.element.locator("[data-part=tasks] .pc-next")).not_to_contain_text("不再影响")
    card.get_by_role("link", name="学期开始").click()
    expect(calculator.field("学期开始")).to_be_focused()
    choose(calculator, "2025", "第一学期")
    calculator.expect_value("S21-19t", "A")
    expect(calculator.field("学期开始")).to_have_value("2025-09-01")
    expect(calculator.field("学期结束")).to_have_value("2026-01-31")
    expect(state).to_have_text("已填完")
    choose(calculator, "2025", "第二学期")
    calculator.expect_value("S21-19t", "B")
    expect(calculator.field("学期开始")).to_have_value("2026-02-01")


def test_days_of_ones_own_stay_and_show_their_term(calculator: Calculator):
    """Typed days are not rounded to the calendar: the choice follows them, and says so."""
    expect(note(calculator)).to_contain_text("先定是哪个学期")
    choose(calculator, "2025", "第二学期")
    expect(note(calculator)).to_contain_text("按学年历填的")
    calculator.field("学期开始").fill("2026-02-24")
    calculator.field("学期结束").fill("2026-07-03")
    expect(note(calculator)).to_have_text("起止是自己填的：2026-02-24 至 2026-07-03。")
    expect(calculator.element.get_by_label("学年", exact=True)).to_have_value("2025")
    expect(calculator.element.get_by_label("学期", exact=True)).to_have_value("2")


def test_the_months_offered_are_those_of_the_term(calculator: Calculator):
    """Once the term is chosen its months are offered, and the year's are those of its year."""
    choose(calculator, "2024", "第一学期")
    offers = calculator.list("月度坐班").locator("[data-action=add-months]")
    expect(offers).to_have_text(["添 2024-09 至 2025-01 各月", "添 2024-09 至 2025-06 各月"])
    offers.first.click()
    cells = calculator.field("月度坐班.月份")
    expect(cells).to_have_count(5)


def test_a_month_without_its_year_is_of_the_term(calculator: Calculator):
    """What is typed short belongs to the school year of the term, not to that of the assessment."""
    choose(calculator, "2024", "第一学期")
    calculator.add_row("月度坐班", 月份="9月", 应坐班="20", 实坐班="20")
    calculator.field("月度坐班.应坐班").click()
    expect(calculator.field("月度坐班.月份")).to_have_value("2024-09")


def test_the_record_is_called_by_its_term(calculator: Calculator):
    """The record's label follows the day of the assessment, and the term once it is chosen."""
    label = calculator.element.locator("[data-part=device] summary b")
    expect(label).to_have_text("2025 学年第二学期")
    choose(calculator, "2024", "第一学期")
    expect(label).to_have_text("2024 学年第一学期")


def test_clearing_forgets_the_choice(calculator: Calculator):
    """An empty form has no term."""
    choose(calculator, "2025", "第一学期")
    calculator.page.on("dialog", lambda dialog: dialog.accept())
    calculator.element.get_by_role("button", name="清空").click()
    expect(calculator.field("学期开始")).to_have_value("")
    expect(calculator.element.get_by_label("学期", exact=True)).to_have_value("")


def test_an_old_record_without_a_term_loads_as_it_was_and_is_asked(open_page: Open):
    """What an older version kept comes back unchanged; two terms in it are told apart, and the term is asked for."""
    calculator = Calculator(open_page(POLICY))
    rows = [{"月份": month, "应坐班": asked, "实坐班": kept} for month, asked, kept in MONTHS]
    calculator.page.evaluate(
        """(rows) => {
          const fields = { 月度坐班: rows, 自评日期: "2026-06-30" };
          const store = { format: 1, saved: 1780000000000, current: "a1", records: [{ id: "a1", name: "去年", fields }] };
          localStorage.setItem("handbook:/handbook/:records", JSON.stringify(store));
        }""",
        rows,
    )
    calculator.page.reload()
    calculator.element.scroll_into_view_if_needed()
    expect(calculator.field("月度坐班.实坐班")).to_have_count(10)
    expect(calculator.field("学期开始")).to_have_value("")
    expect(calculator.result("S21-19t").locator("[data-period]")).to_have_text([re.compile("A$"), re.compile("B$")])


def test_the_schools_grade_may_be_that_of_another_term(calculator: Calculator):
    """“结果和学校不一样” names the term that gives the school's grade."""
    calculator.add_months(MONTHS)
    choose(calculator, "2025", "第二学期")
    calculator.expect_value("S21-19t", "B")
    tool = calculator.open_tool("结果和学校不一样？")
    tool.get_by_role("combobox").select_option("school-21art S21-19t")
    tool.get_by_role("textbox").fill("A")
    tool.get_by_role("button", name="比一比").click()
    expect(tool).to_contain_text("如果算的是 2025-2026 学年第一学期，就是 A")

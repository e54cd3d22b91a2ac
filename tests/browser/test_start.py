"""From “which systems apply to me” to answers that stay in view and tell what has changed."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.calculators import ASSESS, Calculator

Open = Callable[[str], Page]
READ = 5000
"""Milliseconds; four seconds in view count as read."""


def answer(calculator: Calculator, name: str, word: str) -> None:
    """Answer one of the questions at the start."""
    calculator.element.locator(f"[data-about={name}]").select_option(word)


def ticked(calculator: Calculator) -> set[str]:
    """The policies that are ticked."""
    boxes = calculator.element.locator("[data-part=policies] input:checked")
    return set(boxes.evaluate_all("boxes => boxes.map((box) => box.value)"))


def read_results(calculator: Calculator) -> None:
    """Look at the results, once all of them are there, for longer than it takes to count as read."""
    expect(calculator.element.locator(".pc-outlook")).to_be_visible()
    results = calculator.element.locator("[data-part=results]")
    results.scroll_into_view_if_needed()
    # Observers are told in turn: when this one hears that the results are in view, the page has heard it, too.
    results.evaluate("""(place) => new Promise((done) => {
      new IntersectionObserver((entries) => entries.at(-1).isIntersecting && done()).observe(place);
    })""")
    calculator.page.clock.run_for(READ)


def test_answers_tick_the_policies_that_hold_there(open_page: Open):
    """The nation's for all, the province's and the city's for those in them, a school's own only when it is named."""
    calculator = Calculator(open_page("assess/"))
    answer(calculator, "region", "江苏苏州")
    answer(calculator, "stage", "初中")
    national = {"moe-2009-12", "rs-2015-79", "teacher-penalties-2018", "burden-2025-2"}
    assert ticked(calculator) == national | {"jiangsu-full-senior", "suzhou-training-2007"}
    answer(calculator, "own", "school-21art")
    assert ticked(calculator) == national | {"jiangsu-full-senior", "suzhou-training-2007", "school-21art"}
    answer(calculator, "school", "乡村")
    assert "rural-30-years" in ticked(calculator)
    expect(calculator.element.locator("[data-suited]")).to_contain_text("勾了 8 份")
    expect(calculator.field("学段")).to_have_value("初中")


def test_a_region_without_a_policy_says_so(open_page: Open):
    """Nothing is passed off as the region's own."""
    calculator = Calculator(open_page("assess/"))
    answer(calculator, "region", "青海")
    expect(calculator.element.locator("[data-suited]")).to_contain_text("还没有青海的文件")
    assert ticked(calculator) == {"moe-2009-12", "rs-2015-79", "teacher-penalties-2018", "burden-2025-2"}


def test_vocational_schools_get_their_own(open_page: Open):
    """The stage keeps out what is not for it."""
    calculator = Calculator(open_page("assess/"))
    answer(calculator, "region", "广东")
    answer(calculator, "stage", "中职")
    assert ticked(calculator) == {"gd-zz-2010-5", "teacher-penalties-2018"}


def test_the_headline_answers_stay_in_view(open_page: Open):
    """While typing at the top of a long form the three answers stand at the bottom of the screen."""
    calculator = Calculator(open_page(ASSESS))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.add_months([("2026-05", "20", "17")])
    bar = calculator.element.locator(".pc-peek")
    expect(bar.locator('[data-head="考核等第"]')).to_contain_text("坐班一项：最高可评 A")
    expect(bar.locator('[data-head="津贴与龄奖"]')).to_contain_text("班龄奖励：应发 800 元/学年")
    for name in ("现任班主任", "累计任职年限"):
        calculator.field(name).focus()
        calculator.field(name).scroll_into_view_if_needed()
        expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_be_in_viewport(ratio=1)


def test_what_changed_since_the_last_look_is_said(page: Page, open_page: Open):
    """After the results have been read, a change is told with what was there before, on screen and to listeners."""
    page.clock.install()
    calculator = Calculator(open_page("policies/school-21art/"))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    line = calculator.element.locator(".pc-changes")
    read_results(calculator)
    calculator.field("累计任职年限").fill("16")
    expect(line).to_have_text(re.compile("班主任龄奖励档由“应发 800 元/月”变为“应发 1000 元/月”"))
    expect(calculator.status).to_contain_text("由“应发 800 元/月”变为“应发 1000 元/月”")


def test_before_the_first_look_nothing_has_changed(open_page: Open):
    """While a record is being filled in for the first time, no line says what is different from before."""
    calculator = Calculator(open_page("policies/school-21art/"))
    calculator.choose("现任班主任", "是")
    calculator.type("同班连续年限", "3")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    expect(calculator.element.locator(".pc-changes")).to_be_hidden()
    expect(calculator.status).not_to_be_empty()


def test_what_a_policy_chosen_later_says_counts_as_well(page: Page, open_page: Open):
    """An answer still on its way was about fewer policies: what the others come to is told all the same."""
    page.clock.install()
    calculator = Calculator(open_page(ASSESS))
    calculator.choose("现任班主任", "是")
    expect(calculator.element.locator(".pc-after")).to_be_visible()
    answer(calculator, "stage", "初中")
    answer(calculator, "own", "school-21art")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    read_results(calculator)
    calculator.field("累计任职年限").fill("16")
    expect(calculator.element.locator(".pc-changes")).to_contain_text("变为“应发 1000 元/月”")


def test_whoever_answered_before_finds_the_questions_folded(open_page: Open):
    """The line says what was answered; the form begins further up, and no example stands where one's results will be."""
    page = open_page("assess/")
    calculator = Calculator(page)
    start = calculator.element.locator("[data-part=start]")
    expect(start.get_by_label("学校在哪里")).to_be_visible()
    answer(calculator, "region", "浙江温州")
    answer(calculator, "own", "school-21art")
    expect(start.get_by_label("学校在哪里")).to_be_visible()
    calculator.choose("现任班主任", "是")
    expect(calculator.element.locator(".pc-device")).to_contain_text("已存到本机")
    page.route("**/worker.js*", lambda route: None)
    page.reload()
    expect(start.get_by_label("学校在哪里")).to_be_hidden()
    expect(start.locator("summary")).to_contain_text("浙江 · 温州、学校实施办法")
    expect(calculator.field("现任班主任")).to_have_value("是")
    expect(calculator.example).to_be_hidden()
    expect(calculator.element.locator("[data-part=results] [data-result]:visible")).to_have_count(0)
    page.unroute_all()

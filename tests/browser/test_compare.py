"""The comparison in a browser: by matter, two by two, by level."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.page_types import SEEN, TAGS

Open = Callable[[str], Page]
PAIR = "compare/pair/?a=quant-200&b=zhengjiao-mgmt"
PAGES = ("compare/", PAIR, "levels/")
SMALLEST_LETTERS = 12


def row(page: Page, matter: str) -> Locator:
    """The row of a matter in the table of two policies."""
    return page.locator("policy-pair tbody tr").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{matter}")))


def test_two_policies_from_the_address(open_page: Open):
    """A link to two policies shows them side by side, and says in words where they differ."""
    page = open_page(PAIR)
    expect(row(page, "计划期限")).to_contain_text("不同")
    expect(row(page, "计划期限").get_by_role("cell")).to_contain_text(["≤ 14 天", "≤ 7 天"])
    expect(row(page, "考核用途")).to_contain_text("只有甲写了")
    expect(page.locator("policy-pair [data-part=answer]")).to_contain_text("都写了的有 3 件")
    row(page, "计划期限").get_by_role("link", name="二1").click()
    expect(page).to_have_url(re.compile(r"policies/zhengjiao-mgmt/#rule-ZJC-1$"))


def test_choosing_and_changing_sides_is_kept_in_the_address(open_page: Open):
    """Any two can be chosen; the address leads to the same table again."""
    page = open_page("compare/pair/?a=school-21art")
    expect(page.locator("policy-pair [data-part=answer]")).to_contain_text("请在上面选两份")
    page.get_by_label("乙").select_option("moe-2009-12")
    expect(row(page, "任期与聘期")).to_contain_text("数和力度相同")
    page.get_by_role("button", name="对调").click()
    expect(page).to_have_url(re.compile(r"\?a=moe-2009-12&b=school-21art$"))
    expect(row(page, "年限门槛")).to_contain_text("只有乙写了")
    page.reload()
    expect(page.get_by_label("甲")).to_have_value("moe-2009-12")
    expect(row(page, "年限门槛")).to_contain_text("8 年起：600 元/月")
    page.get_by_label("乙").select_option("moe-2009-12")
    expect(page.locator("policy-pair [data-part=answer]")).to_contain_text("同一份")
    expect(page.locator("policy-pair table")).to_have_count(0)


def test_a_policy_page_leads_to_a_comparison_with_another(open_page: Open):
    """From the page of a policy one has only to choose the other."""
    page = open_page("policies/suzhou-training-2007/")
    page.get_by_role("link", name="与另一份政策对照").click()
    expect(page.get_by_label("甲")).to_have_value("suzhou-training-2007")
    page.get_by_label("乙").select_option("city-impl-2006")
    expect(row(page, "新任培训").get_by_role("cell")).to_contain_text(["30 学时", "40 课时"])


def test_a_suggested_pair_is_shown_at_once(open_page: Open):
    """What is offered below fills both choices, though the page is the same."""
    page = open_page("compare/pair/")
    expect(page.locator("policy-pair form")).to_be_visible()
    page.get_by_role("link", name=re.compile("^计划期限：")).click()
    expect(page.get_by_label("甲")).to_have_value("quant-200")
    expect(row(page, "计划期限")).to_contain_text("不同")


def test_without_the_files_the_way_out_is_told(page: Page, open_page: Open, complaints):
    """Where the network fails, the page says so; the next choice tries again."""
    complaints.allow("Failed to load resource")
    page.route("**/pairs/*.json", lambda route: route.abort())
    open_page(PAIR)
    expect(page.locator("policy-pair [data-part=answer]")).to_contain_text("没有下载下来")
    page.unroute("**/pairs/*.json")
    page.get_by_role("button", name="对调").click()
    expect(row(page, "计划期限")).to_contain_text("不同")


@pytest.mark.parametrize("screen", ["360"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_a_small_screen_needs_no_sideways_scrolling(page: Page, open_page: Open, path: str):
    """At 320 pixels nothing is cut off, no figure leaves its picture, and letters keep their size."""
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(path)
    if "pair" in path:
        expect(page.locator("policy-pair table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = page.evaluate("""[...document.querySelectorAll(".hb-picture text")].map((text) => [
        text.getBoundingClientRect().right - text.closest(".hb-picture").getBoundingClientRect().right,
        parseFloat(getComputedStyle(text).fontSize)])""")
    assert all(beyond <= 0 and letters >= SMALLEST_LETTERS for beyond, letters in found)


@pytest.mark.parametrize(("screen", "scheme"), SEEN, indirect=["screen"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, open_page: Open, path: str, scheme: Literal["light", "dark"]):
    """Tables, pictures, choices and the map, light and dark, with what is folded open."""
    page.emulate_media(color_scheme=scheme)
    open_page(path)
    if "pair" in path:
        expect(page.locator("policy-pair table")).to_be_visible()
    page.evaluate("for (const details of document.querySelectorAll('article details')) details.open = true")
    found = Axe().run(page, context="article", options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(entry["id"], [node["html"] for node in entry["nodes"]]) for entry in found.response["violations"]] == []

"""Reading in a browser: citing a clause, a term's meaning, the filter of the library, paper; with and without scripts."""

import io
import re
import unicodedata
from collections.abc import Callable
from typing import Literal

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.page_types import SEEN, TAGS

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
LIBRARY = "policies/"


def cite_button(page: Page) -> Locator:
    """The button that copies the citation of 第十六条."""
    return page.get_by_role("button", name="复制引用 第十六条")


def term(page: Page) -> Locator:
    """The first use of 班主任龄奖励."""
    return page.locator("a.hb-term", has_text=re.compile("^班主任龄奖励$"))


def meaning(page: Page) -> Locator:
    """What the term means, beside it."""
    return page.get_by_role("dialog", name="班主任龄奖励")


def entries(page: Page) -> Locator:
    """The policies of the library that are shown."""
    return page.locator(".hb-policies > li:visible")


def test_a_clause_is_cited_with_its_full_address(page: Page, context: BrowserContext, open_page: Open):
    """By keyboard as well as by hand: title, clause, address; and it is said that it has been copied."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(POLICY + "?find=x")
    cite_button(page).focus()
    page.keyboard.press("Enter")
    expect(cite_button(page).or_(page.get_by_role("button", name="已复制 第十六条"))).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="已复制：第十六条")).to_have_count(1)
    address = page.url.partition("?")[0]
    assert page.evaluate("navigator.clipboard.readText()") == f"《学校班主任工作实施办法》第十六条\n{address}#art-16"
    page.goto(f"{address}#art-16")
    expect(page.locator("#art-16")).to_be_in_viewport()


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page, open_page: Open):
    """A page that is not served over https has no clipboard."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_page(POLICY)
    cite_button(page).click()
    text = page.get_by_label("第十六条的引用")
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile(r"^《学校班主任工作实施办法》第十六条\nhttp.*#art-16$"))
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") != 0


def test_a_term_tells_its_meaning_to_a_tap_and_to_a_key(page: Page, open_page: Open, screen: str):
    """The meaning stands by the word, gets the focus and gives it back; the way to the glossary leads to the entry."""
    open_page(POLICY)
    if screen == "360":
        term(page).tap()
    else:
        term(page).focus()
        page.keyboard.press("Enter")
    expect(meaning(page)).to_contain_text("分档")
    expect(meaning(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    expect(term(page)).to_be_focused()
    term(page).click()
    box = meaning(page).bounding_box()
    width = page.evaluate("innerWidth")
    word = term(page).bounding_box()
    assert box
    assert word
    assert 0 <= box["x"] <= width - box["width"]
    assert 0 <= word["y"] <= page.evaluate("innerHeight"), "the page stays where it was"
    assert abs(box["y"] - word["y"]) < box["height"] + 2 * word["height"]
    meaning(page).get_by_role("link", name="在术语表里看").click()
    page.wait_for_url("**/glossary/#term-seniority-bonus")


@pytest.mark.parametrize("screen", ["1280"])
def test_pointing_at_a_term_is_enough(page: Page, open_page: Open):
    """The meaning comes without taking the focus, stays under the pointer, and goes when the pointer has left."""
    open_page(POLICY)
    term(page).hover()
    expect(meaning(page)).to_be_visible()
    expect(meaning(page)).not_to_be_focused()
    meaning(page).hover()
    page.wait_for_timeout(400)
    expect(meaning(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(meaning(page)).to_be_hidden()


def test_the_library_is_narrowed_and_the_address_says_how(page: Page, open_page: Open, screen: str):
    """At every key; whoever gets the address sees the same; coming back shows it again; one button clears it."""
    open_page(LIBRARY)
    every = entries(page).count()
    line = page.locator("library-filter summary")
    if screen == "360":
        expect(page.get_by_label("层级")).to_be_hidden()
        line.click()
    else:
        expect(line).to_be_hidden()  # there is room for what is behind it
    page.get_by_label("层级").select_option("school")
    expect(page.locator("[data-part=active]")).to_have_text("（1 项）")
    page.get_by_label("查找").press_sequentially("考核 办法")
    shown = entries(page).count()
    assert 0 < shown < every
    expect(page.locator("[data-part=count]")).to_have_text(f"{shown} 份符合，共 {every} 份")
    expect(page.locator("library-filter [role=status]")).to_have_text(f"{shown} 份符合，共 {every} 份")
    expect(page.get_by_role("heading", name="国家")).to_be_hidden()
    assert {item.get_attribute("data-level") for item in entries(page).all()} == {"school"}
    shared = page.url
    page.goto(shared)
    expect(entries(page)).to_have_count(shown)
    expect(page.get_by_label("查找")).to_have_value("考核 办法")
    entries(page).first.get_by_role("link").click()
    page.wait_for_url(re.compile(r"policies/[\w-]+/$"))
    page.go_back()
    page.wait_for_url(shared)
    expect(entries(page)).to_have_count(shown)
    page.get_by_role("button", name="清除筛选").click()
    expect(entries(page)).to_have_count(every)
    expect(page.get_by_label("查找")).to_be_focused()
    page.wait_for_url(lambda url: "?" not in url)


@pytest.mark.parametrize("screen", ["1280"])
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("find=２０２３", 1),
        ("find=不会有的字", 0),
        ("level=nowhere", 38),
        ("computed=1&level=template", 0),
        ("year=2009", 1),
    ],
)
def test_what_an_address_asks_for(page: Page, open_page: Open, query: str, count: int):
    """Full-width digits are digits; what is not on offer is not chosen; nothing found is said."""
    open_page(LIBRARY)
    every = entries(page).count()
    open_page(f"{LIBRARY}?{query}")
    expected = every if count == 38 else count
    expect(entries(page)).to_have_count(expected)
    told = page.locator("[data-part=count]")
    expect(told).to_have_text("" if expected == every else re.compile("没有符合" if not count else f"^{count} 份符合"))


@pytest.mark.parametrize("screen", ["360"])
def test_without_scripts_everything_can_be_read(browser: Browser, address: str, screen: str):
    """The whole list, terms as links to the glossary, no button that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LIBRARY)
    expect(entries(page).first).to_be_visible()
    expect(page.locator("library-filter")).to_be_hidden()
    expect(page.get_by_role("link", name=re.compile("^学校"))).not_to_have_count(0)
    page.goto(address + POLICY)
    expect(page.locator(".hb-clause-foot button")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("下一条：.*第十七条"))).to_be_visible()
    term(page).click()
    page.wait_for_url("**/glossary/#term-seniority-bonus")
    context.close()


@pytest.mark.parametrize("screen", ["1280"])
def test_every_printed_sheet_says_where_it_is_from(page: Page, open_page: Open):
    """Title, number, dates, full address and the number of the sheet; nothing that only works on a screen."""
    open_page("policies/wenzhou-2023-23/")
    page.wait_for_load_state("networkidle")
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(reader.pages) > 3
    for number, sheet in enumerate(reader.pages, 1):
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", sheet.extract_text()))
        for part in ("温教人〔2023〕23号", "2023-03-10发布", "核对", page.url):
            assert part in text, number
        assert re.search(rf"第{number}.,共{len(reader.pages)}.", text), "pypdf gives a radical for 页"
        assert "复制引用" not in text
        assert "别的政策" not in text


def assert_accessible(page: Page) -> None:
    """No violation in what the page has to say; the calculator has a test of its own."""
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found = Axe().run(page, context={"include": [[".md-content"]], "exclude": [["policy-calculator"]]}, options=options)
    violations = [(entry["id"], [node["html"] for node in entry["nodes"]]) for entry in found.response["violations"]]
    assert violations == []


@pytest.mark.parametrize(("screen", "scheme"), SEEN, indirect=["screen"])
def test_axe_finds_nothing_where_one_reads(page: Page, open_page: Open, scheme: Literal["light", "dark"]):
    """The library narrowed and empty, a policy with everything open that can be opened; pages as they open: test_looks."""
    page.emulate_media(color_scheme=scheme)
    for path in (f"{LIBRARY}?level=school", f"{LIBRARY}?find=没有的"):
        open_page(path)
        assert_accessible(page)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_page(POLICY)
    for fold in page.locator(".hb-related > summary").all():
        fold.click()
    cite_button(page).click()
    assert_accessible(page)
    term(page).click()
    found = Axe().run(page, context=".hb-meaning", options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [entry["id"] for entry in found.response["violations"]] == []


SMALL = """() => [...document.querySelectorAll(
  "main :is(.hb-clause-foot, .hb-jumps, .hb-letters, .hb-entrances li li, .hb-neighbours, library-filter) :is(a, button, select)"
)].filter((e) => e.checkVisibility()).map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""


@pytest.mark.parametrize("screen", ["360"])
@pytest.mark.parametrize("path", ["", LIBRARY, "glossary/", POLICY])
def test_narrow_screens_and_large_text(page: Page, open_page: Open, path: str):
    """At 320 pixels, and with letters twice as large, nothing has to be moved sideways; what one taps is large enough."""
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(path)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme's own is 125 %
    assert page.evaluate(overflow) == 0

"""The search as a reader uses it: opened by a key, fed in every way text arrives, left at a clause that stands out."""

import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.page_types import SEEN, TAGS

Open = Callable[[str], Page]
LIMIT = 50
"""Milliseconds from a key to the list that follows it."""


class Search:
    """The search window of a page."""

    def __init__(self, page: Page) -> None:
        """Open it by its key."""
        self.page = page
        page.keyboard.press("/")
        self.field = page.get_by_role("textbox", name="搜索条文")
        expect(self.field).to_be_focused()

    @property
    def dialog(self) -> Locator:
        """The window."""
        return self.page.get_by_role("dialog", name="搜索")

    @property
    def links(self) -> Locator:
        """The results."""
        return self.dialog.locator("ol a")

    def expect_first(self, address: str) -> None:
        """Wait until the first result leads there."""
        expect(self.links.first).to_have_attribute("href", re.compile(re.escape(address) + "$"))

    def ask(self, query: str) -> None:
        """Type a query as a person does, and wait for its results."""
        self.field.fill("")
        self.field.press_sequentially(query)
        expect(self.dialog).to_have_attribute("data-query", query)


@pytest.fixture
def search(open_page: Open) -> Search:
    """The search, open on the home page."""
    return Search(open_page(""))


def test_nothing_is_loaded_before_it_is_opened(page: Page, open_page: Open):
    """A page has the opener and not a byte more; the index comes with the first opening, once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r".*/assets/site-[^/]*/", "", request.url)))
    open_page("policies/school-21art/")
    page.wait_for_load_state("networkidle")
    assert [name for name in asked if name.startswith("search")] == ["search.js"]
    search = Search(page)
    search.ask("800元")
    search.expect_first("policies/school-21art/#art-16")
    assert asked.count("search.json") == 1


def test_enter_lands_on_the_clause_and_it_stands_out(page: Page, search: Search):
    """Also where the page is not loaded anew; the words searched for are marked in the text."""
    search.ask("八百元")
    search.expect_first("policies/school-21art/#art-16")
    expect(search.links.first.locator("mark").first).to_have_text("800 元")
    search.field.press("Enter")
    page.wait_for_url("**/policies/school-21art/#art-16")
    expect(page.locator("#art-16")).to_have_class(re.compile("hb-found"))
    expect(page.locator("#art-16")).to_be_in_viewport()
    expect(search.dialog).to_be_hidden()
    expect(page.locator("#art-16")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    marked: Any = page.evaluate("[...CSS.highlights.get('hb-found')].map(String)")
    assert "800 元" in marked
    page.keyboard.press("/")
    expect(search.dialog).to_have_css("display", "flex")


def test_a_result_on_the_same_page(page: Page, open_page: Open):
    """Only the place on the page changes."""
    search = Search(open_page("policies/school-21art/"))
    search.ask("s21-19m")
    search.links.first.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_keys_alone_are_enough(page: Page, open_page: Open, key: str):
    """Open, go down and up the results, back to the field, close; the focus returns."""
    open_page("policies/")
    page.keyboard.press(key)
    search = Search(page)
    search.field.fill("津贴")
    expect(search.links.nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(search.links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(search.links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(search.links.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(search.field).to_be_focused()
    page.keyboard.press("Escape")
    expect(search.dialog).to_be_hidden()


def test_the_button_opens_it(open_page: Open):
    """It is announced as what it does."""
    page = open_page("")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("textbox", name="搜索条文")).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page, open_page: Open):
    """Whoever fills in the form does not land in the search."""
    open_page("policies/school-21art/")
    page.locator('policy-calculator [name="累计任职年限"]').focus()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="搜索")).to_have_count(0)


def test_text_that_comes_without_keys(page: Page, search: Search):
    """Pasted or spoken text arrives as input only."""
    page.keyboard.insert_text("第十六条")
    search.expect_first("policies/school-21art/#art-16")


def test_an_unfinished_word_of_an_input_method_is_left_alone(context: BrowserContext, page: Page, search: Search):
    """The letters of pinyin are not searched for; the word is, once it is chosen. Enter that chooses it opens nothing."""
    search.ask("坐班制")
    session = context.new_cdp_session(page)
    search.field.fill("")
    expect(search.links).to_have_count(0)
    session.send("Input.imeSetComposition", {"text": "ling'jiang", "selectionStart": 10, "selectionEnd": 10})
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    expect(search.links).to_have_count(0)
    session.send("Input.insertText", {"text": "龄奖"})
    search.expect_first("policies/school-21art/#art-16")


def test_filters(search: Search):
    """They narrow the results and go with every further query."""
    search.ask("第十六条")
    for name in ("层级", "主题", "学段", "性质"):
        expect(search.dialog.get_by_label(name)).to_be_visible()
    search.dialog.get_by_label("层级").select_option("national")
    search.expect_first("policies/moe-2009-12/#art-16")
    expect(search.links).to_have_count(1)


def test_what_was_corrected_is_said(search: Search):
    """Seen, and read out."""
    search.ask("班主任津帖")
    expect(search.dialog).to_contain_text("没有“班主任津帖”，按“班主任津贴”找。")
    expect(search.dialog.get_by_role("status")).to_contain_text("找到")


def test_a_title_is_found_by_pinyin_and_by_initials(search: Search):
    """Also where the word is not in the glossary."""
    search.ask("xiaofangyanlian")
    search.expect_first("policies/off-school-safety/#s8-3")
    search.ask("xfyl")
    search.expect_first("policies/off-school-safety/#s8-3")


def test_more_results_are_a_button_away(search: Search):
    """The focus goes on where the new ones begin."""
    search.ask("班主任")
    expect(search.links).to_have_count(20)
    search.dialog.get_by_role("button", name="再显示").click()
    expect(search.links).to_have_count(40)
    expect(search.links.nth(20)).to_be_focused()


def test_where_the_browser_keeps_nothing(page: Page, open_page: Open):
    """Refused storage takes away the marks where a reader lands, and nothing else."""
    page.add_init_script("""
      const get = () => { throw new DOMException("denied", "SecurityError"); };
      Object.defineProperty(window, "sessionStorage", { get });
    """)
    search = Search(open_page(""))
    search.ask("八百元")
    search.expect_first("policies/school-21art/#art-16")
    search.field.press("Enter")
    page.wait_for_url("**/policies/school-21art/#art-16")


def test_an_address_with_a_query(open_page: Open):
    """Links can lead into the search."""
    page = open_page("?q=坐班制")
    expect(page.get_by_role("dialog", name="搜索").locator("ol a").first).to_contain_text("坐班制")


def test_a_lost_index_is_said_and_asked_for_again(page: Page, complaints: Any, open_page: Open):
    """Without it there is a sentence; the next key tries anew."""
    complaints.allow("Failed to load resource|ERR_FAILED")
    page.route("**/search.json", lambda route: route.abort())
    search = Search(open_page(""))
    expect(search.dialog).to_contain_text("没有下载下来")
    page.unroute("**/search.json")
    search.ask("坐班制")
    expect(search.links.first).to_contain_text("坐班制")


@pytest.mark.parametrize(("screen", "scheme"), SEEN, indirect=["screen"])
def test_axe_finds_nothing(page: Page, open_page: Open, scheme: Literal["light", "dark"]):
    """With results, with a note, and with nothing found."""
    page.emulate_media(color_scheme=scheme)
    search = Search(open_page(""))
    for query in ["坐班", "班主任津帖", "xyzzy"]:
        search.ask(query)
        found = Axe().run(page, context="dialog", options={"runOnly": {"type": "tag", "values": TAGS}})
        assert [(entry["id"], entry["nodes"][0]["html"]) for entry in found.response["violations"]] == []


def test_the_list_follows_each_key_at_once(page: Page, search: Search):
    """From the input event to the new list, the middle of many keys (this machine has other things to do)."""
    times: list[float] = page.evaluate(
        """async () => {
          const dialog = document.querySelector("dialog"), field = dialog.querySelector("input"), times = [];
          for (const query of ["班主任龄奖励", "每月800元", "第十九条第二款", "坐班 60% 等第", "班主任津帖"])
            for (let n = 1; n <= query.length; n++) {
              const start = performance.now();
              const seen = new Promise((done) => {
                const observer = new MutationObserver(() => (observer.disconnect(), done()));
                observer.observe(dialog, { attributeFilter: ["data-query"], attributes: true });
              });
              field.value = query.slice(0, n);
              field.dispatchEvent(new InputEvent("input", { bubbles: true }));
              await seen;
              times.push(performance.now() - start);
            }
          return times;
        }"""
    )
    assert sorted(times)[len(times) // 2] <= LIMIT

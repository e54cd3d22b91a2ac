"""A new version over the old one: no tab, old or new, loses what was typed or stays dead after one reload."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from assessor.site.offline import write_worker
from tests.browser.calculators import Calculator
from tests.browser.conftest import PATIENCE
from tests.browser.server import PATH
from tests.browser.test_offline import Network, kept, wait_for_kept

POLICY = "policies/school-21art/"
OTHER = "policies/moe-2009-12/"
RENEWED = re.compile("网站更新过，请刷新（填的内容还在）")
RENEWED_IN_LINE = re.compile(r"^网站更新过，请刷新（填的内容还在）。 ?刷新$")
HASHED = re.compile(r"assets/(site|py)-([0-9a-f]{12})")
FOLLOW = """(address) => {
  const link = document.querySelector("article a[href]");
  link.href = address;
  link.click();
}"""
VERSION = re.compile(r'(handbook-version" content="site-)(.)(\w+ py-)(.)')
FORGET_SCRIPTS = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url.includes("/assets/site-")) await cache.delete(url);
  }
}"""
FRAME = """(src) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src, width: 900, height: 500 });
  document.querySelector("h1").after(frame);
}"""
pytestmark = [
    pytest.mark.parametrize("workers", ["allow", "block"], ids=["worker", "no-worker"]),
    pytest.mark.parametrize("old", ["kept", "gone"]),
]


class Deployment:
    """A site that can be deployed once more over itself."""

    def __init__(self, network: Network, old: str, tab: BrowserContext, *, has_worker: bool) -> None:
        """With the old version's own files kept or gone afterwards."""
        self.network, self.old, self.context, self.has_worker = network, old, tab, has_worker
        self.former: set[str] = set()

    @property
    def is_gone(self) -> bool:
        """Whether files of the old version are missing after the deployment."""
        return self.old == "gone"

    def again(self) -> None:
        """Publish another version: scripts and engine in folders of other names, and a word on each page."""
        site = self.network.site
        folders = {match[0] for match in HASHED.finditer((site / POLICY / "index.html").read_text("utf-8"))}
        self.former |= folders
        for folder in folders:
            shutil.copytree(site / folder, site / renamed(folder))
            if self.is_gone:
                shutil.rmtree(site / folder)
        for page in site.rglob("*.html"):
            text = HASHED.sub(lambda match: renamed(match[0]), page.read_text("utf-8"))
            text = VERSION.sub(lambda match: f"{match[1]}{other(match[2])}{match[3]}{other(match[4])}", text)
            page.write_text(text.replace("</h1>", " 第二版</h1>", 1), "utf-8")
        write_worker(site)

    def open(self, path: str = POLICY) -> Page:
        """A new tab, at rest, with what a reading visit keeps on the device."""
        page = self.context.new_page()
        page.goto(self.network.root + path)
        if self.has_worker:
            page.evaluate("navigator.serviceWorker.ready")
            wait_for_kept(page, path)
        return page


def renamed(folder: str) -> str:
    """The folder of the next version."""
    return HASHED.sub(lambda match: f"assets/{match[1]}-{other(match[2][0])}{match[2][1:]}", folder)


def other(digit: str) -> str:
    """A hexadecimal digit that is another one."""
    return "e" if digit == "f" else "f"


@pytest.fixture
def deployment(site: Path, tmp_path: Path, browser: Browser, workers: str, old: str) -> Iterator[Deployment]:
    """A copy of the site and a fresh profile."""
    shutil.copytree(site, tmp_path / "site")
    network = Network(tmp_path / "site")
    context = browser.new_context(
        viewport={"width": 1000, "height": 740},
        locale="zh-CN",
        service_workers="allow" if workers == "allow" else "block",
    )
    context.set_default_timeout(PATIENCE)
    yield Deployment(network, old, context, has_worker=workers == "allow")
    context.close()
    network.close()


def fill_in(page: Page) -> Calculator:
    """Fill in what gives 800 元/月."""
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    return calculator


def expect_whole(page: Page) -> None:
    """What was typed is there, and computed."""
    calculator = Calculator(page)
    expect(calculator.field("累计任职年限")).to_have_value("12")
    calculator.expect_value("S21-16", "800")


def test_a_reader_who_comes_back(deployment: Deployment):
    """Who only read the last time meets a page from the cache whose engine is gone: told, and mended by one reload."""
    deployment.open().close()
    deployment.again()
    page = deployment.open()
    calculator = fill_in(page)
    if deployment.is_gone and deployment.has_worker:
        expect(calculator.progress).to_have_text(RENEWED_IN_LINE)
        expect(page.get_by_text(RENEWED).last).to_be_visible()
        page.reload()
    expect_whole(page)
    if deployment.is_gone:
        expect(page.locator("h1")).to_contain_text("第二版")


def test_a_tab_that_computes_goes_on(deployment: Deployment):
    """An engine that runs needs nothing from the server; a part of it that is gone is told as such."""
    page = deployment.open()
    calculator = fill_in(page)
    calculator.expect_value("S21-16", "800")
    deployment.again()
    calculator.field("累计任职年限").fill("16")
    calculator.expect_value("S21-16", "1000")
    calculator.field("累计任职年限").fill("12")
    calculator.element.get_by_text("用表格填").click()
    if deployment.is_gone and not deployment.has_worker:
        expect(page.locator("[data-guard=renewed]")).to_contain_text(RENEWED)
    page.reload()
    expect_whole(page)


def test_a_tab_that_has_not_computed_yet(deployment: Deployment):
    """What is typed into an old tab is kept, whether its engine is still there or not."""
    page = deployment.open()
    deployment.again()
    calculator = fill_in(page)
    if deployment.is_gone:
        expect(calculator.progress).to_have_text(RENEWED_IN_LINE)
        page.locator("[data-guard=renewed]").get_by_role("button", name="刷新").click()
        page.wait_for_url(page.url)
    expect_whole(page)


@pytest.mark.parametrize("start", ["glossary/", OTHER])
def test_a_link_between_versions(deployment: Deployment, start: str):
    """Instant navigation to a page of another version opens it properly, with its own scripts alone."""
    page = deployment.open(start)
    page.wait_for_load_state("networkidle")  # the theme has read the list of pages that it may open itself
    deployment.again()
    page.evaluate(FOLLOW, deployment.network.root + POLICY)
    page.wait_for_url(re.compile(POLICY))
    expect(page.locator("h1")).to_contain_text("第二版")
    fill_in(page)
    expect_whole(page)
    loaded = set(page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)"))
    folders = {match[0] for name in loaded if (match := re.search(r"assets/site-\w+", name))}
    assert folders
    assert not folders & deployment.former
    page.reload()
    expect_whole(page)


def test_a_page_whose_scripts_are_all_gone(deployment: Deployment):
    """A page from some cache without any script of ours keeps what is typed, says so, and one reload mends it."""
    before = (deployment.network.site / POLICY / "index.html").read_bytes()
    page = deployment.open(POLICY if deployment.has_worker else "glossary/")
    if deployment.has_worker:
        page.evaluate(FORGET_SCRIPTS)
    page.close()
    deployment.again()
    page = deployment.context.new_page()
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    if not deployment.has_worker:
        page.route(f"**{PATH}{POLICY}", answering(before), times=1)
    page.goto(deployment.network.root + POLICY)
    fill_in(page)
    if deployment.is_gone:
        expect(page.locator("[data-guard=renewed]")).to_contain_text(RENEWED)
        expect(Calculator(page).progress).to_have_text(RENEWED)
        page.reload()
    expect_whole(page)


def answering(body: bytes) -> Callable[[Route], None]:
    """A cache that still has this page."""
    return lambda route: route.fulfill(body=body, content_type="text/html")


def wait_for_search(page: Page) -> None:
    """Wait until the search's scripts are on the device, which come after the pages."""
    for _ in range(PATIENCE // 100):
        files = kept(page)
        if all(any(file.endswith(end) for file in files) for end in ("/search/dialog.js", "/search.json")):
            return
        page.wait_for_timeout(100)
    pytest.fail("the search was not kept")


def test_searching_in_an_old_tab(deployment: Deployment):
    """A script that is loaded only when it is used and is gone: the sentence, not silence."""
    page = deployment.open("glossary/")
    if deployment.has_worker:
        wait_for_search(page)
    deployment.again()
    page.get_by_role("button", name="搜索").click()
    if deployment.is_gone and not deployment.has_worker:
        expect(page.locator("[data-guard=renewed]")).to_contain_text(RENEWED)
        page.reload()
        page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("dialog", name="搜索")).to_be_visible()


def test_a_calculator_in_a_frame(deployment: Deployment):
    """The same inside another page."""
    page = deployment.open("glossary/")
    page.evaluate(FRAME, f"{deployment.network.root}{POLICY}?embed#calculator")
    frame = page.frame_locator("iframe")
    expect(frame.locator("policy-calculator[data-live]")).to_be_visible()
    deployment.again()
    frame.locator('[name="现任班主任"]').select_option("是")
    frame.locator('[name="累计任职年限"]').press_sequentially("12")
    if deployment.is_gone:
        frame.locator("[data-guard=renewed]").get_by_role("button", name="刷新").dispatch_event("click")
    value = frame.locator('[data-part=results]:not(:has(.pc-example)) [data-result="S21-16"]')
    expect(value).to_have_attribute("data-value", "800")
    expect(frame.locator('[name="累计任职年限"]')).to_have_value("12")

"""Without a network: what has been read and used once is there, or the whole site if asked for; new versions in order."""

import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assessor.site.node import find_node
from assessor.site.offline import site_files, write_worker
from tests.browser.calculators import Calculator
from tests.browser.conftest import PATIENCE, Complaints
from tests.browser.server import PATH, Handler, Server

READING = 300_000
"""What reading one page may send in all, in bytes: the page, and what is kept for later."""
POLICY = "policies/school-21art/"
OTHER = "policies/moe-2009-12/"
pytestmark = pytest.mark.parametrize("screen", ["360"])


class Line(Handler):
    """A server whose line can be cut: then it hangs up without a word."""

    def __init__(self, network: "Network", *args: Any, **options: Any) -> None:
        """Belong to this network."""
        self.network = network
        super().__init__(*args, **options)

    def handle_one_request(self) -> None:
        """Nothing, once the line is cut."""
        if self.network.cut:
            self.close_connection = True
        else:
            super().handle_one_request()

    def do_GET(self) -> None:
        """Note what is asked for; a kept connection may still be open when the line is cut."""
        path = self.path.removeprefix(PATH)
        if self.network.cut:
            self.close_connection = True
            return
        self.network.asked.append(path)
        if (body := self.network.replaced.get(path)) is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Network:
    """A copy of the site, served on a line that can be cut."""

    def __init__(self, site: Path) -> None:
        """Serve this folder."""
        self.site = site
        self.cut = False
        self.asked: list[str] = []
        self.replaced: dict[str, bytes] = {}
        self._server = Server(("127.0.0.1", 0), partial(Line, self, directory=str(site)))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def network(site: Path, tmp_path: Path) -> Iterator[Network]:
    """A site that a test may change."""
    shutil.copytree(site, tmp_path / "site")
    network = Network(tmp_path / "site")
    yield network
    network.close()


@pytest.fixture
def address(network: Network) -> str:
    """The root of the site that may be cut off."""
    return network.root


@pytest.fixture
def context(browser: Browser, screen: str) -> Iterator[BrowserContext]:
    """A fresh profile with service workers."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(page: Page, network: Network, complaints: Complaints) -> Callable[[str], Page]:
    """Opens a page and waits until the worker is in charge and has kept it."""
    complaints.allow("net::ERR_|Failed to load resource|Failed to fetch")  # the line is cut in every test

    def visit_path(path: str) -> Page:
        page.goto(network.root + path)
        page.evaluate("navigator.serviceWorker.ready")
        wait_for_kept(page, path)
        return page

    return visit_path


def wait_for_kept(page: Page, path: str) -> None:
    """Wait until a file is on the device."""
    # `wait_for_function` would need eval, which the policy forbids.
    for _ in range(PATIENCE // 100):
        if page.evaluate("async (path) => Boolean(await caches.match(path))", page_root(page) + path):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{path} was not kept")


def page_root(page: Page) -> str:
    """The site's root."""
    return page.url[: page.url.index(PATH) + len(PATH)]


def kept(page: Page) -> set[str]:
    """All that is on the device, by path."""
    code = """async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map((request) => request.url);
    }"""
    return {url.removeprefix(page_root(page)) for url in page.evaluate(code)}


def compute(page: Page) -> None:
    """Compute something."""
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.field("累计任职年限").fill("")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")


def find(page: Page) -> None:
    """Find something."""
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("textbox", name="搜索条文").press_sequentially("坐班")
    expect(page.get_by_role("dialog", name="搜索").locator("ol a").first).to_be_visible()
    page.keyboard.press("Escape")


def renew(network: Network, words: str) -> None:
    """Publish a new version of one page."""
    page = network.site / POLICY / "index.html"
    page.write_text(re.sub(r"</h1>", f"</h1><p id=words>{words}</p>", page.read_text("utf-8"), count=1), "utf-8")
    write_worker(network.site)


def test_after_one_visit_reading_searching_and_calculating_go_on(visit: Callable[[str], Page], network: Network):
    """One visit with one calculation, none with a search; then the network is cut: all three go on, also after a reload."""
    page = visit(POLICY)
    compute(page)
    for name, (_, _, part) in site_files(network.site).items():
        if part != "page":
            wait_for_kept(page, name)
    network.cut = True
    find(page)
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    compute(page)
    find(page)
    for path in ("", "assess/"):
        page.goto(network.root + path)
        expect(page.locator("h1")).to_be_visible()


def test_a_reading_visit_does_not_fetch_the_engine(visit: Callable[[str], Page], network: Network):
    """Twelve megabytes are not for those who only read."""
    page = visit("glossary/")
    for name, (_, _, part) in site_files(network.site).items():
        if part in {"shell", "search"}:
            wait_for_kept(page, name)
    assert not [path for path in network.asked if path.startswith("assets/py-")]
    sent = {disk(network.site, path) for path in network.asked}
    assert travelling({path for path in sent if path.is_file()}) <= READING


def disk(site: Path, path: str) -> Path:
    """The file that answers for a path."""
    file = site / unquote(path.partition("?")[0])
    return file / "index.html" if file.is_dir() else file


def travelling(files: set[Path]) -> int:
    """How many bytes travel where the server sends what the build has compressed."""
    script = """
      const { brotliCompressSync } = require("node:zlib");
      const files = require("node:fs").readFileSync(0, "utf8").split("\\n");
      console.log(files.reduce((sum, file) => sum + brotliCompressSync(require("node:fs").readFileSync(file)).length, 0));
    """
    names = "\n".join(map(str, sorted(files)))
    answer = subprocess.run([find_node(), "-e", script], input=names, capture_output=True, text=True, check=True)
    return int(answer.stdout)


def test_the_engine_travels_once(visit: Callable[[str], Page], network: Network):
    """What the page has just fetched is kept on its way."""
    page = visit(POLICY)
    compute(page)
    engine = next(name for name in site_files(network.site) if name.endswith("pyodide.asm.wasm"))
    wait_for_kept(page, engine)
    travelled = [path for path in network.asked if path.startswith("assets/py-")]
    assert sorted(travelled) == sorted(set(travelled))


def test_a_page_that_is_not_kept_leads_to_help(visit: Callable[[str], Page], network: Network):
    """Not the browser's error page, but one that says which page is missing and what can be read."""
    page = visit("policies/")
    network.cut = True
    page.goto(network.root + OTHER)
    expect(page).to_have_url(re.compile(r"/offline/\?missing="))
    expect(page.locator("site-offline")).to_contain_text(OTHER)
    page.goto(network.root + "policies")
    expect(page).to_have_url(network.root + "policies/")


def test_the_whole_site_on_request(visit: Callable[[str], Page], network: Network):
    """One button, with size and progress; afterwards any policy opens and computes without a network."""
    page = visit("offline/")
    element = page.locator("site-offline")
    expect(element).to_have_attribute("data-state", "part")
    expect(element).to_contain_text("MB")
    element.get_by_role("button", name="保存到本机离线使用").click()
    expect(element).to_have_attribute("data-state", "whole")
    assert set(site_files(network.site)) <= kept(page)
    network.cut = True
    page.goto(network.root + OTHER)
    expect(page.locator("h1")).to_be_visible()
    page.goto(network.root + POLICY)
    compute(page)
    page.goto(network.root + "offline/")
    expect(element).to_have_attribute("data-state", "whole")
    expect(element).to_contain_text("没有网络也能打开")


def test_keeping_everything_can_be_interrupted_and_resumed(visit: Callable[[str], Page], network: Network):
    """A file that is not the site's own (a log-in page in between) is never kept; later it goes on from there."""
    wasm = next(name for name in site_files(network.site) if name.endswith(".wasm"))
    network.replaced[wasm] = network.replaced[OTHER] = b"<h1>Log in</h1>"
    page = visit("offline/")
    element = page.locator("site-offline")
    element.get_by_role("button").click()
    expect(element).to_have_attribute("data-state", "failed")
    expect(element).to_contain_text("校园网")
    page.goto(network.root + OTHER)
    expect(page.locator("h1")).to_have_text("Log in")
    assert not {wasm, OTHER} & kept(page)
    network.replaced.clear()
    page.goto(network.root + "offline/")
    element.get_by_role("button").click()
    expect(element).to_have_attribute("data-state", "whole")


def test_a_new_version_is_offered_and_taken_over(visit: Callable[[str], Page], network: Network):
    """The old version goes on until the reader agrees; then the page is opened again with the new one."""
    page = visit(POLICY)
    page.reload()
    before = kept(page)
    renew(network, "新的第一版")
    network.asked.clear()
    page.reload()
    button = page.get_by_role("button", name="有新版本，点这里更新")
    expect(button).to_be_visible()
    expect(page.locator("#words")).to_have_count(0)
    button.click()
    expect(page.locator("#words")).to_have_text("新的第一版")
    expect(button).to_have_count(0)
    # Unchanged files were not asked for again, and the old cache is gone.
    assert not [path for path in network.asked if path.startswith("assets/")]
    assert kept(page) == before
    names = page.evaluate("caches.keys()")
    assert len([name for name in names if " pages " in name]) == 1
    network.cut = True
    page.reload()
    expect(page.locator("#words")).to_have_text("新的第一版")


def test_a_failed_update_leaves_the_old_version(visit: Callable[[str], Page], network: Network):
    """A new version of which one file does not arrive is not installed at all."""
    page = visit(POLICY)
    page.reload()
    renew(network, "坏的一版")
    network.replaced[POLICY] = b"not this"
    page.reload()
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).catch(() => {})")
    for _ in range(100):
        if page.evaluate("navigator.serviceWorker.getRegistration().then((found) => !found.installing)"):
            break
        page.wait_for_timeout(100)
    expect(page.get_by_role("button", name="有新版本")).to_have_count(0)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.waiting)") is None
    network.cut = True
    page.reload()
    expect(page.locator("#words")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_another_tab_is_not_reloaded_under_the_reader(
    visit: Callable[[str], Page], network: Network, context: BrowserContext
):
    """What is typed in the other tab stays until its reader agrees as well."""
    page = visit(POLICY)
    other = context.new_page()
    other.goto(network.root + POLICY)
    Calculator(other).type("累计任职年限", "7")
    renew(network, "新的一版")
    page.reload()
    page.get_by_role("button", name="有新版本，点这里更新").click()
    expect(page.locator("#words")).to_be_visible()
    expect(other.get_by_role("button", name="点这里重新打开本页")).to_be_visible()
    expect(Calculator(other).field("累计任职年限")).to_have_value("7")


def test_a_kept_file_that_was_spoilt_is_dropped(visit: Callable[[str], Page], network: Network):
    """By a failing disk, or another page of the host: found when the next tab has come to rest, and fetched again."""
    page = visit(POLICY)
    script = next(name for name in site_files(network.site) if name.endswith("/calculator.js"))
    wait_for_kept(page, script)
    page.evaluate(
        """async (address) => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const kept = await cache.match(address);
            if (kept) await cache.put(address, new Response("throw new Error('spoilt')", { headers: kept.headers }));
          }
          sessionStorage.clear();
        }""",
        network.root + script,
    )
    page.goto(network.root + "glossary/")
    for _ in range(PATIENCE // 100):
        if script not in kept(page):
            break
        page.wait_for_timeout(100)
    page.goto(network.root + POLICY)
    compute(page)
    wait_for_kept(page, script)


def test_a_full_device_computes_all_the_same(
    page: Page, network: Network, context: BrowserContext, complaints: Complaints
):
    """Nothing can be kept, and nothing is lost but that."""
    complaints.allow("QuotaExceeded|Quota exceeded|404")  # a page that is no page asks for an icon
    page.goto(network.root + "sitemap.xml")
    protocol = context.new_cdp_session(page)
    origin = network.root[: network.root.index("/", 8)]
    protocol.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 5_000_000})
    page.goto(network.root + POLICY)
    compute(page)
    page.goto(network.root + "offline/")
    page.locator("site-offline").get_by_role("button").click()
    expect(page.locator("site-offline")).to_have_attribute("data-state", "full")


def test_everything_works_without_service_workers(page: Page, network: Network):
    """As in WeChat on iPhones: no complaint, the calculator computes, the page says what to do instead."""
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(network.root + POLICY)
    compute(page)
    page.goto(network.root + "offline/")
    expect(page.locator("site-offline")).to_have_attribute("data-state", "unavailable")
    expect(page.locator("site-offline")).to_contain_text("系统浏览器")

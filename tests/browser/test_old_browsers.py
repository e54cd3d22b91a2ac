"""What the oldest browsers that the site names do not have, taken away: the page works, or says what is missing."""

import base64
import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import PATIENCE
from tests.browser.test_offline import Network, wait_for_kept

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
pytestmark = pytest.mark.parametrize("screen", ["1280"])

YOUNGER = {
    "structuredClone (Chrome 98)": "delete globalThis.structuredClone",
    "static Response.json (Chrome 105, Firefox 115, Safari 17)": "delete Response.json",
    "deflate-raw (Chrome 103)": """
      for (const name of ["CompressionStream", "DecompressionStream"]) {
        const Stream = globalThis[name];
        globalThis[name] = function (format) {
          if (format === "deflate-raw") throw new TypeError(format);
          return new Stream(format);
        };
      }""",
    "compression streams": "delete globalThis.CompressionStream; delete globalThis.DecompressionStream",
    "the calendar (Chrome 99)": "delete HTMLInputElement.prototype.showPicker",
    "popovers (Chrome 114)": "delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover",
    "highlights (Chrome 105)": "delete globalThis.Highlight; delete CSS.highlights",
    "an estimate of the room (Safari 17)": "if (globalThis.StorageManager) delete StorageManager.prototype.estimate",
    "locks": "delete Navigator.prototype.locks",
    "idle time (Safari)": "delete globalThis.requestIdleCallback",
    "caches": "delete globalThis.caches",
}


@pytest.mark.parametrize("without", YOUNGER.values(), ids=YOUNGER)
def test_without_it_the_page_computes_keeps_finds_and_shares(open_page: Open, page: Page, without: str):
    """Or says what is missing, where something is."""
    page.add_init_script(without)
    calculator = Calculator(open_page(POLICY))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    expect(page.locator(".pc-device summary").first).to_contain_text("已存到本机")
    calculator.open_tool("用链接带到另一台设备")
    share = calculator.element.locator(".pc-share")
    share.get_by_role("button", name="生成带记录的链接").click()
    expect(share).to_contain_text("太旧" if "delete globalThis.CompressionStream" in without else "链接里有")
    link = share.get_by_label("带记录的链接").input_value() if "链接里有" in share.inner_text() else ""
    page.reload()
    calculator.expect_value("S21-16", "800")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("textbox", name="搜索条文").press_sequentially("坐班")
    expect(page.get_by_role("dialog", name="搜索").locator("ol a").first).to_be_visible()
    if link:
        page.goto("about:blank")
        page.goto(link)
        expect(page.get_by_text("这个链接带着一份填好的记录")).to_be_visible()
        words = "太旧" if "deflate-raw" in without else "累计任职年限 12"
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.locator("[data-guard]")).to_have_count(0)


def test_links_are_what_they_were(open_page: Open, page: Page):
    """However a browser packs it, a link is the same raw deflated JSON: older links are read, and newer ones by all."""
    text = json.dumps({"policies": ["school-21art"], "form": {"累计任职年限": "12"}}).encode()
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    code = base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).decode().rstrip("=")
    open_page(f"assess/#record=z{code}")
    expect(page.get_by_text("累计任职年限 12")).to_be_visible()
    page.get_by_role("button", name="放进表单").click()
    calculator = Calculator(page)
    expect(calculator.result("S21-16")).to_be_visible()
    calculator.open_tool("用链接带到另一台设备")
    share = calculator.element.locator(".pc-share")
    share.get_by_role("button", name="生成带记录的链接").click()
    expect(share).to_contain_text("链接里有")
    made = share.get_by_label("带记录的链接").input_value().partition("#record=z")[2]
    unpacked = zlib.decompress(base64.urlsafe_b64decode(made + "=" * (-len(made) % 4)), wbits=-zlib.MAX_WBITS)
    assert json.loads(unpacked)["form"]["累计任职年限"] == "12"


def test_a_worker_without_static_response_json_keeps_the_site(
    browser: Browser, site: Path, tmp_path: Path, screen: str
):
    """The service worker of an older browser: what was read is there without a network."""
    del screen
    shutil.copytree(site, tmp_path / "site")
    network = Network(tmp_path / "site")
    worker = network.site / "sw.js"
    worker.write_text(f"delete Response.json; delete self.structuredClone;\n{worker.read_text('utf-8')}", "utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(network.root + "glossary/")
    page.evaluate("navigator.serviceWorker.ready")
    wait_for_kept(page, "glossary/")
    network.cut = True
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    context.close()
    network.close()

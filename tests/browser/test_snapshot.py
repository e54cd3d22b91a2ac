"""Second visits: Python's memory comes from the device, and whatever is wrong with it, nobody notices.

One profile for all tests, in which one snapshot is made; each test gets that one, as good as new.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import PATIENCE, Complaints

POLICY = "policies/school-21art/"
TYPED = "12.34567"

# What the page and its workers say to each other.
LISTEN = """
globalThis.said = [];
globalThis.Worker = class extends Worker {
  constructor(...how) {
    super(...how);
    this.addEventListener("message", ({ data }) => said.push(data.event));
  }
  postMessage(request, ...more) {
    said.push(request.verb === "start" ? `start, ${request.snapshot}` : request.verb);
    super.postMessage(request, ...more);
  }
};
"""
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("handbook-memory")) continue;
    for (const { url } of await (await caches.open(name)).keys()) found.push(url.split("/").at(-1).split("?")[0]);
  }
  return found;
}"""
# `change` gets the cache, the address of the snapshot, its bytes and a function that keeps bytes as if they were right.
CHANGE = """async (change) => {
  const name = (await caches.keys()).find((name) => name.startsWith("handbook-memory"));
  const cache = await caches.open(name);
  const { url } = (await cache.keys()).find(({ url }) => url.includes("/memory?"));
  const response = await cache.match(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { headers } = response;
  const sign = async () => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return new Headers({ "X-SHA-256": btoa(String.fromCharCode(...hash)) });
  };
  %s
}"""
ANEW = """async () => {
  const name = (await (await caches.open("spare")).keys()).length ? (await caches.match("/name", { cacheName: "spare" })) : null;
  if (!name) return false;
  const cache = await caches.open(await name.text());
  for (const request of await cache.keys()) await cache.delete(request);
  const spare = await caches.open("spare");
  for (const request of await spare.keys()) {
    if (request.url.includes("/memory?")) await cache.put(request, await spare.match(request));
  }
  localStorage.setItem("handbook-snapshot", "made");
  return true;
}"""
PUT_ASIDE = """async () => {
  const name = (await caches.keys()).find((name) => name.startsWith("handbook-memory"));
  const cache = await caches.open(name);
  const spare = await caches.open("spare");
  for (const request of await cache.keys()) await spare.put(request, await cache.match(request));
  await spare.put("/name", new Response(name));
}"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: what is on the device stays there."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", service_workers="block")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LISTEN)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints, address: str) -> Iterator[Page]:
    """A page on a device with a good snapshot."""
    complaints.allow("404")  # a page that is no page asks for an icon
    page = context.new_page()
    page.goto(f"{address}sitemap.xml")
    if not page.evaluate(ANEW):
        page.goto(address + POLICY)
        compute(page)
        wait_for(page, lambda: "made" in said(page))
        page.evaluate(PUT_ASIDE)
    yield page
    page.close()


def said(page: Page) -> list[str]:
    """What page and workers have said to each other, but for how far a start has come."""
    events: list[str] = page.evaluate("said")
    return [event for event in events if event != "progressed"]


def kept(page: Page) -> list[str]:
    """What lies beside the pages on this device: a snapshot (memory), a mark (trying)."""
    found: list[str] = page.evaluate(KEPT)
    return sorted(found)


def wait_for(page: Page, reached: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(PATIENCE // 100):
        if reached():
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not reached: {said(page)}")


def change(page: Page, code: str) -> None:
    """Do something to the snapshot."""
    page.evaluate(CHANGE % code)


def compute(page: Page, years: str = "12", value: str = "800") -> None:
    """Compute something."""
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.field("累计任职年限").fill("")  # what was typed before may have been remembered
    calculator.type("累计任职年限", years)
    calculator.expect_value("S21-16", value)
    calculator.expect_state("ready")


def results(page: Page) -> list[tuple[str | None, ...]]:
    """Every result shown, by its attributes (what else is told about it follows when typing rests)."""
    names = ("data-result", "data-status", "data-value")
    return [tuple(found.get_attribute(name) for name in names) for found in page.locator("[data-result]").all()]


def visit(page: Page, address: str) -> list[str]:
    """Compute on a new visit, at which nobody may notice anything; returns what was said up to the first answer."""
    page.goto(address + POLICY)
    page.evaluate("""() => {
      const calculator = document.querySelector("policy-calculator");
      globalThis.states = [];
      new MutationObserver(() => states.push(calculator.dataset.state)).observe(calculator, {
        attributeFilter: ["data-state"],
      });
    }""")
    compute(page)
    assert "failed" not in page.evaluate("states")
    words = said(page)
    return words[: words.index("answered")]


def test_a_later_visit_starts_from_the_snapshot(page: Page, address: str):
    """The same results as from a fresh start; no mark is left, and no second snapshot is made."""
    change(page, "await cache.delete(url); localStorage.clear();")
    assert visit(page, address) == ["start, avoid", "started", "ask"]
    fresh = results(page)
    page.goto(f"{address}sitemap.xml")
    assert page.evaluate(ANEW)
    assert visit(page, address) == ["start, use", "restoring", "started", "ask"]
    assert results(page) == fresh
    assert kept(page) == ["memory"]


def test_restored_interpreters_differ_where_chance_is_wanted(page: Page, address: str):
    """Started twice from one snapshot, two different numbers; and the archive has followed."""
    page.goto(address + POLICY)
    code = """async () => {
      const element = document.querySelector("policy-calculator");
      const scripts = document.querySelector('script[src*="/calculator.js"]').src;
      const { completeEngine, startEngine } = await import(new URL("engine/engine.js", scripts));
      const base = new URL(element.dataset.engine, document.baseURI).href;
      const how = { again: false, snapshot: true, report() {}, restoring() {} };
      const engine = await startEngine(base, how);
      await completeEngine(engine, base);
      engine.python.runPython("import zipfile; assert zipfile.ZipFile('/lib/python313.zip').testzip() is None");
      return [engine.restored, engine.python.runPython("import os; os.urandom(8).hex()")];
    }"""
    restored, first = page.evaluate(code)
    assert restored
    page.reload()
    restored, second = page.evaluate(code)
    assert restored
    assert first != second


def test_nothing_typed_is_in_the_snapshot(page: Page, address: str):
    """It is taken of an interpreter of its own: what the reader has typed stays in memory."""
    change(page, "await cache.delete(url); localStorage.clear();")
    page.goto(address + POLICY)
    Calculator(page).field("累计任职年限").fill(TYPED)
    wait_for(page, lambda: "made" in said(page))
    found = page.evaluate(
        (
            CHANGE % "return [typed, 'assessor'].map((text) => new TextDecoder('latin1').decode(bytes).includes(text));"
        ).replace("(change)", "(typed)"),
        TYPED,
    )
    assert found == [False, True]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(
            "bytes[bytes.length >> 1] ^= 1; await cache.put(url, new Response(bytes, { headers }));", id="bit"
        ),
        pytest.param("await cache.put(url, new Response(bytes.subarray(0, 5e6), { headers }));", id="truncated"),
        pytest.param("await cache.put(url, new Response(null, { headers }));", id="empty"),
        pytest.param(
            "await cache.delete(url); await cache.put(url + 'x', new Response(bytes, { headers }));", id="other-browser"
        ),
        pytest.param(
            "await cache.delete(url);"
            "await cache.put(url.replace(/py-[0-9a-f]+/, 'py-000000000000'), new Response(bytes, { headers }));",
            id="other-bundle",
        ),
    ],
)
def test_a_snapshot_that_is_not_right_is_not_used(page: Page, address: str, damage: str):
    """Altered, or made by another bundle or browser: an ordinary start, and it is gone."""
    change(page, damage)
    assert visit(page, address) == ["start, use", "started", "ask"]
    assert kept(page) == []


def test_a_restoring_that_fails_is_never_tried_again(page: Page, address: str, complaints: Complaints):
    """Bytes that pass every check and are nonsense all the same: an ordinary start, now and ever after."""
    complaints.allow("")  # what a broken interpreter says on its way down
    change(
        page,
        "bytes.fill(255, bytes.length >> 2); await cache.put(url, new Response(bytes, { headers: await sign() }));",
    )
    assert visit(page, address)[:4] == ["start, use", "restoring", "startFailed", "start, distrust"]
    assert kept(page) == ["trying"]
    assert visit(page, address) == ["start, use", "started", "ask"]
    wait_for(page, lambda: "made" in said(page))
    assert kept(page) == ["trying"]


def test_a_mark_left_behind_ends_the_snapshot(page: Page, address: str):
    """The page crashed while restoring: not again."""
    change(page, "await cache.put(url.replace('/memory?', '/trying?'), new Response());")
    assert visit(page, address) == ["start, use", "started", "ask"]
    assert kept(page) == ["trying"]


def test_a_restoring_that_stalls_becomes_an_ordinary_start(page: Page, address: str, context: BrowserContext):
    """Eight seconds of silence, and a new worker starts without."""
    context.route("**/pyodide.asm.wasm", lambda route: None, times=1)  # nobody answers
    page.clock.install()
    page.goto(address + POLICY)
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.field("累计任职年限").fill("12")
    wait_for(page, lambda: "restoring" in said(page))
    page.clock.run_for(9000)
    calculator.expect_value("S21-16", "800")
    assert "start, distrust" in said(page)
    expect(calculator.progress).to_contain_text("不会离开")


def test_a_restored_worker_that_dies_is_replaced_by_an_ordinary_one(page: Page, address: str, complaints: Complaints):
    """It may have been the snapshot's fault."""
    complaints.allow("killed")
    visit(page, address)
    page.workers[0].evaluate("() => { setTimeout(() => { throw new Error('killed') }) }")
    Calculator(page).field("累计任职年限").fill("16")
    Calculator(page).expect_value("S21-16", "1000")
    assert "start, distrust" in said(page)
    wait_for(page, lambda: kept(page) == ["trying"])


def test_without_room_there_is_none(page: Page, address: str, context: BrowserContext):
    """A device that is full computes as ever."""
    change(page, "await cache.delete(url); localStorage.clear();")
    protocol = context.new_cdp_session(page)
    quota: dict[str, Any] = {"origin": address[: address.index("/", 8)], "quotaSize": 1_000_000}
    protocol.send("Storage.overrideQuotaForOrigin", quota)
    visit(page, address)
    wait_for(page, lambda: "notMade" in said(page))
    assert kept(page) == []
    protocol.send("Storage.overrideQuotaForOrigin", {"origin": quota["origin"]})


def test_small_devices_are_spared(page: Page, address: str):
    """Two gigabytes: no second interpreter beside the first."""
    change(page, "await cache.delete(url); localStorage.clear();")
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2 })")
    page.clock.install()
    visit(page, address)
    expect(page.locator(".pc-outlook")).to_be_visible()  # the last answer; where there is memory, making follows
    page.clock.run_for(10_000)
    assert "make" not in said(page)

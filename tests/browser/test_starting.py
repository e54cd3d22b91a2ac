"""The engine's start, and what happens when it does not start or dies: always a sentence that says what to do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import Complaints

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
WASM = re.compile(r"pyodide\.asm\.wasm$")
STALL_SECONDS = 20
pytestmark = pytest.mark.parametrize("screen", ["360"])


def fill_in(calculator: Calculator) -> None:
    """Fill in what gives 800 元/月."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")


def expect_failure(calculator: Calculator, words: str) -> None:
    """The engine has failed, the page says what to do, the example and what was typed are still there."""
    calculator.expect_state("failed")
    expect(calculator.progress).to_contain_text(words)
    expect(calculator.status).to_contain_text(words)
    expect(calculator.example).to_be_visible()


def expect_one_worker(page: Page) -> None:
    """Wait until the old worker is gone: one in an endless loop takes a while to be stopped."""
    for _ in range(100):
        if len(page.workers) == 1:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{len(page.workers)} workers")


def retry(calculator: Calculator) -> None:
    """Try again; what was typed is computed without typing it again."""
    calculator.element.get_by_role("button", name="再试一次").click()
    calculator.expect_value("S21-16", "800")
    calculator.expect_state("ready")


def test_progress_is_told_in_words(open_page: Open, context: BrowserContext):
    """While the engine is loading, the line above the results says so."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route(WASM, hold)
    calculator = Calculator(open_page(POLICY))
    with context.expect_event("request", lambda request: WASM.search(request.url) is not None):
        calculator.field("累计任职年限").focus()
    calculator.expect_state("loading")
    # which of the two is told depends on what else has arrived by then
    expect(calculator.progress).to_contain_text(re.compile("正在(下载|启动)"))
    held[0].continue_()
    calculator.expect_state("ready")
    expect(calculator.progress).to_contain_text("不会离开")


def test_what_is_typed_before_the_scripts_are_there_is_computed(page: Page, address: str, context: BrowserContext):
    """On a slow network a field can be filled in long before anything runs; nothing else need be touched then."""
    held: list[Route] = []
    context.route(re.compile(r"/calculator\.js$"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    page.goto(address + POLICY, wait_until="commit")
    calculator = Calculator(page)
    calculator.field("累计任职年限").fill("12")
    calculator.choose("现任班主任", "是")
    page.wait_for_timeout(500)
    assert page.evaluate("customElements.get('policy-calculator')") is None
    for route in held:
        route.continue_()
    calculator.expect_value("S21-16", "800")


def test_starting_moves_no_button_from_under_the_finger(open_page: Open, page: Page, context: BrowserContext):
    """At the end of the page a shorter line pulls up everything; what was pressed must still be there on letting go."""
    held: list[Route] = []
    context.route(WASM, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    calculator = Calculator(open_page("assess/?policies=school-21art"))
    button = calculator.element.get_by_role("button", name="填入示例")
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 4)
    page.mouse.down()  # the first touch starts the engine
    calculator.expect_state("loading")
    page.wait_for_timeout(100)
    page.mouse.up()
    for route in held:
        route.continue_()
    context.unroute(WASM)
    calculator.expect_value("S21-16", "800")


def test_a_browser_without_webassembly_is_told_what_to_use(open_page: Open, page: Page):
    """Nothing is downloaded, the message says which browser to use, the example stays."""
    page.add_init_script("delete globalThis.WebAssembly")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    calculator = Calculator(open_page(POLICY))
    expect_failure(calculator, "较新的浏览器")
    expect(calculator.progress).to_contain_text("微信")
    fill_in(calculator)
    expect(calculator.example).to_be_visible()
    expect(calculator.element.get_by_role("button", name="再试一次")).to_have_count(0)
    assert not [url for url in asked if "/py-" in url]


def test_a_corrupt_file_ends_in_a_message_and_trying_again_helps(
    open_page: Open, context: BrowserContext, complaints: Complaints
):
    """`loadPyodide` would wait for ever on a broken wasm; here it fails at once, and a second try goes round the cache."""
    context.route(WASM, lambda route: route.fulfill(body=b"not wasm", content_type="application/wasm"), times=1)
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "没能启动")
    expect(calculator.field("累计任职年限")).to_have_value("12")
    retry(calculator)


def test_half_a_script_is_not_taken_for_an_old_browser(open_page: Open, context: BrowserContext):
    """A script that was cut off on its way cannot be parsed either; the message names the network, and trying again helps."""
    context.route(
        re.compile(r"pyodide\.asm\.js$"),
        lambda route: route.fulfill(body="class Half { static {", content_type="text/javascript"),
        times=1,
    )
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "检查网络")
    retry(calculator)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("void Promise.reject(new Error('ours'))", "程序出了意外"),
        ("void import(new URL('nowhere.js', import.meta.url))", "没有下载下来"),
        ("setTimeout(() => { throw new Error('ours'); })", "程序出了意外"),
    ],
)
def test_nothing_dies_silently(
    open_page: Open, context: BrowserContext, complaints: Complaints, fault: str, words: str
):
    """A rejection that nobody awaits, a script that does not come, an error: each ends in one sentence."""
    complaints.allow("ours|nowhere|404")

    def spoil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{response.text()}\n{fault};\n")

    context.route(re.compile(r"/menu\.js$"), spoil)
    page = open_page(POLICY)
    expect(page.locator("[data-guard]")).to_contain_text(words)
    expect(page.locator("[data-guard]")).to_contain_text("填的内容还在")
    expect(page.locator(".hb-bar")).to_have_count(1)


@pytest.mark.parametrize("path", ["assess/"])
def test_a_choice_made_before_the_scripts_are_there_is_kept(
    page: Page, address: str, context: BrowserContext, path: str
):
    """On a slow network the first questions can be answered long before anything runs; the policies follow."""
    held: list[Route] = []
    context.route(re.compile(r"/calculator\.js$"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    page.goto(address + path, wait_until="commit")
    region = page.locator("select[data-about=region]")
    region.select_option("浙江")
    page.locator("select[data-about=stage]").select_option("初中")
    page.wait_for_timeout(500)
    for route in held:
        route.continue_()
    expect(page.locator("policy-calculator[data-live]")).to_be_visible()
    expect(region).to_have_value("浙江")
    expect(page.locator("[data-suited]")).to_contain_text("按你选的勾了")


def test_what_is_typed_early_counts_more_than_what_was_kept(page: Page, address: str, context: BrowserContext):
    """Who comes back on a slow network and corrects a field before the scripts are there has corrected it."""
    page.goto(address + POLICY)
    fill_in(Calculator(page))
    expect(page.locator(".pc-device summary").first).to_contain_text("已存到本机")
    held: list[Route] = []
    context.route(re.compile(r"/calculator\.js$"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    page.goto(address + POLICY, wait_until="commit")
    calculator = Calculator(page)
    calculator.field("累计任职年限").fill("16")
    page.wait_for_timeout(500)
    for route in held:
        route.continue_()
    calculator.expect_value("S21-16", "1000")
    expect(calculator.field("累计任职年限")).to_have_value("16")


def test_a_file_that_does_not_arrive_ends_in_a_message(
    open_page: Open, context: BrowserContext, complaints: Complaints
):
    """A missing file is told as one: check the network and try again."""
    complaints.allow("Failed to load resource")
    context.route(re.compile(r"app\.zip$"), lambda route: route.abort(), times=1)
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "检查网络")
    retry(calculator)


def test_a_worker_that_may_not_run_ends_in_a_message(open_page: Open, context: BrowserContext, complaints: Complaints):
    """The worker's own script is missing, when the page asks for it ahead and when it is started."""
    complaints.allow("Failed to load resource|Failed to fetch a worker script")
    context.route(re.compile(r"/engine/worker\.js$"), lambda route: route.fulfill(status=404))
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "检查网络")


def test_wasm_under_another_name_is_compiled_all_the_same(open_page: Open, context: BrowserContext):
    """Some servers do not know wasm, and call it anything."""

    def rename(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-type": "application/octet-stream"})

    context.route(WASM, rename)
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    calculator.expect_value("S21-16", "800")


def test_a_log_in_page_instead_of_a_file_ends_in_a_message(open_page: Open, context: BrowserContext):
    """A network that wants a log-in first answers everything with its own page."""
    context.route(WASM, lambda route: route.fulfill(body="<h1>Log in</h1>", content_type="text/html"), times=1)
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "没能启动")
    retry(calculator)


def test_a_browser_that_forbids_workers_ends_in_a_message(open_page: Open, page: Page):
    """A policy of the school, or an extension."""
    page.add_init_script(
        "globalThis.Worker = class { constructor() { throw new DOMException('no', 'SecurityError') } }"
    )
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    expect_failure(calculator, "换用")


def test_a_browser_that_refuses_storage_computes_all_the_same(open_page: Open, page: Page, complaints: Complaints):
    """Cookies and site data blocked: nothing is remembered, nothing is missing."""
    complaints.allow("^refused$")  # the theme does not catch it, and goes on
    refuse = "{ get() { throw new DOMException('refused', 'SecurityError') } }"
    page.add_init_script(
        f"for (const name of ['localStorage', 'caches']) Object.defineProperty(globalThis, name, {refuse});"
    )
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    calculator.expect_value("S21-16", "800")


def test_the_percentage_ends_at_a_hundred(open_page: Open, page: Page):
    """The bytes that are counted are those that the page announces, scripts included."""
    page.add_init_script("""
      globalThis.loaded = [];
      globalThis.Worker = class extends Worker {
        constructor(...how) {
          super(...how);
          this.addEventListener("message", ({ data }) => data.event === "progressed" && loaded.push(data.loaded));
        }
      };
    """)
    calculator = Calculator(open_page(POLICY))
    total = int(calculator.element.get_attribute("data-engine-bytes") or 0)
    calculator.field("累计任职年限").focus()
    calculator.expect_state("ready")
    assert total > 10_000_000
    assert 0.98 < max(page.evaluate("loaded")) / total <= 1


def test_a_stall_ends_in_a_message(open_page: Open, page: Page, context: BrowserContext):
    """Twenty seconds without any progress are told as such; trying again starts anew."""
    page.clock.install()
    context.route(WASM, lambda route: None, times=1)  # nobody answers
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    calculator.expect_state("loading")
    page.wait_for_timeout(2000)  # what does arrive arrives
    page.clock.run_for((STALL_SECONDS - 5) * 1000)
    calculator.expect_state("loading")
    page.clock.run_for(6000)
    expect_failure(calculator, "很久没有动静")
    context.unroute(WASM)
    retry(calculator)


@pytest.mark.parametrize(
    "death",
    [
        pytest.param("() => { setTimeout(() => { throw new Error('killed') }) }", id="with-an-error"),
        pytest.param("() => { self.close() }", id="in-silence"),
        pytest.param("() => { setTimeout(() => { for (;;) {} }) }", id="in-an-endless-loop"),
    ],
)
def test_a_worker_that_dies_is_replaced_and_asked_again(
    open_page: Open, page: Page, complaints: Complaints, death: str
):
    """Killed from inside the worker, as by a fault or by the system: no seam in our scripts is needed for that."""
    complaints.allow("killed")
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    calculator.expect_value("S21-16", "800")
    page.workers[0].evaluate(death)
    calculator.field("累计任职年限").fill("16")
    expect(calculator.result("S21-16")).to_have_attribute("data-value", "1000", timeout=30_000)
    calculator.expect_state("ready")
    expect_one_worker(page)


def test_a_record_that_breaks_the_engine_twice_is_not_asked_a_third_time(open_page: Open, page: Page):
    """The engine throws at every answer: two engines later the page says so, and the next change is computed."""
    calculator = Calculator(open_page(POLICY))
    fill_in(calculator)
    calculator.expect_value("S21-16", "800")
    page.on("worker", lambda worker: worker.evaluate(BREAK))
    page.workers[0].evaluate(BREAK)
    calculator.field("累计任职年限").fill("16")
    expect(calculator.summary).to_contain_text("没能算出来", timeout=30_000)


# Python's answers cross the border through postMessage; make every one of them an exception.
BREAK = """() => {
  const post = self.postMessage.bind(self);
  self.postMessage = (event) => { if (event.event === "answered") throw new Error("broken"); post(event); };
}"""


def test_a_fault_of_ours_is_not_taken_for_a_missing_answer(open_page: Open):
    """Who does not care why there is no answer gets none when the engine has failed; anything else is thrown on."""
    found = open_page(POLICY).evaluate("""async () => {
      const { src } = document.querySelector('script[src*="/calculator.js"]');
      const { Engine, EngineError } = await import(new URL("engine/client.js", src));
      const asked = (error) => {
        const engine = new Engine("/");
        engine.ask = () => Promise.reject(error);
        return engine.tryAsk({ verb: "record", form: {} }).catch(({ name }) => name);
      };
      return [await asked(new EngineError("crashed")), await asked(new TypeError("ours"))];
    }""")
    assert found == [None, "TypeError"]

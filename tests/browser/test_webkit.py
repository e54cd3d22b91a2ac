"""The self-check in Safari's engine, as on iPhones: where Debian's webkit2gtk-driver and xvfb are installed."""

from collections.abc import Iterator

import pytest

from tests.browser.webkit import DRIVER, SCREEN, WebKit, webkit

pytestmark = pytest.mark.skipif(not (DRIVER and SCREEN), reason="webkit2gtk-driver or xvfb is not installed")
LISTEN = """
window.wrong = [];
addEventListener("error", (event) => wrong.push(event.message));
addEventListener("unhandledrejection", (event) => wrong.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => wrong.push(event.blockedURI));
"""
CALCULATOR = "document.querySelector('policy-calculator')"
VALUE = f"""{CALCULATOR}.querySelector('[data-part=results]:not(:has(.pc-example)) [data-result="S21-16"]')?.dataset.value"""
FILL = f"""
for (const [name, value] of Object.entries(arguments[0])) {{
  const control = {CALCULATOR}.querySelector(`[name="${{name}}"]`);
  control.focus();
  control.value = value;
  control.dispatchEvent(new Event("input", {{ bubbles: true }}));
}}"""

COUNT = """
(async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("handbook-memory"));
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  window.kept = found.flat().map(({ url }) => new URL(url).pathname.split("/").at(-1));
})();
"""


@pytest.fixture
def browser() -> Iterator[WebKit]:
    """A browser that knows nothing yet."""
    with webkit() as browser:
        yield browser


def opened(browser: WebKit, address: str) -> None:
    """The self-check, its scripts in charge."""
    browser.open(f"{address}policies/school-21art/")
    browser.wait(f"{CALCULATOR}.constructor.name === 'PolicyCalculator'")
    browser.run(LISTEN)


def test_it_computes_and_starts_from_a_snapshot_the_next_time(browser: WebKit, address: str):
    """A typed record is judged; the snapshot made afterwards gives the same; nothing is complained of."""
    opened(browser, address)
    browser.run(FILL, {"现任班主任": "是", "累计任职年限": "12"})
    browser.wait(f"{VALUE} === '800'")
    assert browser.run("return wrong") == []
    browser.wait("localStorage.getItem('handbook-snapshot') === 'made'")
    opened(browser, address)
    browser.run(FILL, {"累计任职年限": "16"})
    browser.wait(f"{VALUE} === '1000'")
    browser.wait(f"{CALCULATOR}.dataset.state === 'ready'")
    assert browser.run("return wrong") == []
    # A snapshot that could not be used would be gone.
    browser.run(COUNT)
    browser.wait("window.kept?.join() === 'memory'")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")

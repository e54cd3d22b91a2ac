"""The calculator's scripts are there where a calculator stands, and only there."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

SCRIPTS = "performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => /[.]js$/.test(name))"
CALCULATOR = re.compile(r"/assets/site-[0-9a-f]+/(?:calculator/work|form/form)\.js$")


def test_a_page_without_a_calculator_loads_none_and_the_next_one_does(open_page: Callable[[str], Page]):
    """Also where the theme changes pages without loading them anew."""
    page = open_page("glossary/")
    page.evaluate("globalThis.same = true")
    assert not [name for name in page.evaluate(SCRIPTS) if CALCULATOR.search(name)]
    page.locator('a[href$="assess/"]').first.evaluate("(link) => link.click()")
    calculator = page.locator("policy-calculator").first
    expect(calculator).to_have_attribute("data-state", re.compile("static|loading|ready"))
    page.evaluate("customElements.whenDefined('policy-calculator').then(() => null)")
    assert page.evaluate("globalThis.same") is True
    assert len([name for name in page.evaluate(SCRIPTS) if CALCULATOR.search(name)]) == 2


def test_a_page_with_a_calculator_names_all_its_scripts_at_the_start(open_page: Callable[[str], Page]):
    """Nothing is found out one after the other: all that the page has loaded of it stands in its head."""
    page = open_page("assess/")
    named = set(page.evaluate("[...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)"))
    loaded = {name for name in page.evaluate(SCRIPTS) if "/assets/site-" in name}
    tags = set(page.evaluate("[...document.querySelectorAll('script[src]')].map(({ src }) => src)"))
    entries = r"/(?:offline|search|reading|menu|compare|elements)"
    assert [name for name in loaded - named - tags if not re.search(entries, name.partition("/site-")[2])] == []
    assert any(name.endswith("/work.js") for name in named)

"""The filter of the library at a thousand policies: bytes of the page, and processor time from a key to the new list.

    python benchmarks/library/filter.py SITE [COUNT]

SITE is a built site; in a copy of its list of policies the entries are replaced by COUNT (benchmarks/search/thousand.py).
Reading and checking a thousand policies takes about a minute.
"""

import gzip
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import markdown
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks" / "search")]

from thousand import make  # noqa: E402 - the folder has just been added

from assessor.policy import read_library  # noqa: E402 - the same
from assessor.site.pages.library import library_page  # noqa: E402 - the same
from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402 - the same
from tests.browser.server import serving  # noqa: E402 - the same
from tests.site.parsed import EXTENSIONS  # noqa: E402 - the same

ROUNDS = 5
TYPED = ("云", "云溪", "云溪县", "云溪县 考核", "")
CHOSEN = ("school", "county", "")
STEP = """({selector, value}) => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.getBoundingClientRect();
}"""
COUNTED = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
ARTICLE = re.compile(r'(<article class="md-content__inner md-typeset">).*?(</article>)', re.DOTALL)


def page_of(count: int) -> str:
    """The list of so many policies, as HTML."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), count)
        page = library_page(read_library(Path(folder)).library)
    return markdown.markdown(page.markdown, extensions=EXTENSIONS)


def times(page: Page) -> list[float]:
    """Processor time for each key and choice, in milliseconds: script, style and layout; other work does not count."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return float(sum(metric["value"] for metric in metrics if metric["name"] in COUNTED)) * 1000

    found = []
    for selector, value in [('[name="find"]', text) for text in TYPED] + [('[name="level"]', word) for word in CHOSEN]:
        before = spent()
        page.evaluate(STEP, {"selector": selector, "value": value})
        found.append(spent() - before)
    return found


def main(site: Path, count: int) -> None:
    """Print bytes and times."""
    html = page_of(count)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "site")
        shutil.copytree(site, copy)
        target = copy / "policies" / "index.html"
        whole = ARTICLE.sub(lambda match: match[1] + html + match[2], target.read_text("utf-8"))
        target.write_text(whole, "utf-8")
        print(
            f"{count} 份：网页 {len(whole.encode()) / 1e3:.0f} KB，gzip {len(gzip.compress(whole.encode())) / 1e3:.0f} KB"
        )
        with serving(copy) as root, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = chromium.new_context(service_workers="block").new_page()
            page.goto(root + "policies/")
            page.wait_for_selector("library-filter fieldset:enabled")
            found = [time for _ in range(ROUNDS) for time in times(page)]
            print(f"每键（处理器时间）：中位 {statistics.median(found):.1f} ms，最长 {max(found):.1f} ms")
            chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)

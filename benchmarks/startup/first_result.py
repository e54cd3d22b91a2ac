"""Time from opening a page to its first result, ours against stock `loadPyodide`; cold and warm; and the bytes sent.

    python benchmarks/startup/first_result.py [ROUNDS [FACTOR]]        FACTOR: on a computer so many times slower

Each round opens, one after the other: ours cold, stock cold, then each again in the same profile (warm). In between
the page stays open as long as it takes to make the snapshot of ours, or six seconds with stock.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from common import CHROMIUM, Line, browser, least, median, say, serving
from playwright.sync_api import BrowserContext, sync_playwright
from slow import slow_chromium
from stage import lay_out

ROUNDS = 3
WAYS = ("ours", "stock")
MEGABIT = 1_000_000 // 8

type Opening = Callable[[], AbstractContextManager[BrowserContext]]


def open_once(context: BrowserContext, address: str, *, settle: bool = False) -> float:
    """Milliseconds until the first result; with `settle`, stay until what is done for the next visit is done."""
    page = context.new_page()
    page.goto(address)
    for _ in range(1200):
        found: dict[str, Any] | None = page.evaluate("globalThis.found")
        if found:
            break
        page.wait_for_timeout(50)
    else:
        found = {"error": "no result within a minute"}
    if settle and found.get("ok"):
        page.evaluate("settled()")
    page.close()
    if not found.get("ok"):
        raise SystemExit(f"{address}: {found}")
    return float(found["time"])


def rounds(open_browser: Opening, root: str, line: Line, count: int, label: str) -> None:
    """Measure and print."""
    times: dict[str, list[float]] = {f"{way} {state}": [] for way in WAYS for state in ("cold", "warm")}
    sent: dict[str, int] = {}
    for turn in range(count):
        for way in WAYS if turn % 2 == 0 else WAYS[::-1]:
            with open_browser() as context:
                line.sent = 0
                times[f"{way} cold"].append(open_once(context, f"{root}{way}.html", settle=True))
                sent[way] = line.sent
                times[f"{way} warm"].append(open_once(context, f"{root}{way}.html"))
    for state in ("cold", "warm"):
        ours, stock = median(times[f"ours {state}"]), median(times[f"stock {state}"])
        best = least(times[f"ours {state}"]) / least(times[f"stock {state}"])
        say(
            f"{label} {state}：我们 {ours:.0f} ms，stock {stock:.0f} ms，"
            f"比值 {ours / stock:.2f}（各 {count} 次的中位；最短的比 {best:.2f}）"
        )
    say(f"{label} 传输：我们 {sent['ours'] / 1e6:.2f} MB，stock {sent['stock'] / 1e6:.2f} MB（brotli）")


def main() -> None:
    """Full speed, then 10 Mbit/s; on a slower computer both at once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    factor = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with (
        tempfile.TemporaryDirectory() as folder,
        slow_chromium(factor) if factor > 1 else nullcontext(CHROMIUM) as program,
    ):
        lay_out(Path(folder, "pages"))
        with serving(Path(folder, "pages")) as (root, line), sync_playwright() as playwright:
            opening = partial(browser, playwright, program)
            if factor == 1:
                rounds(opening, root, line, count, "全速")
            line.rate = 10 * MEGABIT
            slowly = f"，处理器的 1/{factor}" if factor > 1 else ""
            rounds(opening, root, line, max(1, count - 1), f"10 Mbit/s{slowly}")


if __name__ == "__main__":
    main()

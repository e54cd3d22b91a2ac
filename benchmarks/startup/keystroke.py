"""From a key press to the shown result, for three policies together in the worker; beside it an empty round trip.

    python benchmarks/startup/keystroke.py [TIMES [FACTOR]]        FACTOR: as on a computer so many times slower

On the real self-check page: from the time stamp of the key press to the change of the results, and to the frame that
shows it. In turn with every key, the same worker is asked a question that computes nothing (the empty round trip).
Apart from the page's own code: question out, answer in; and all the pieces in which the longer questions are asked.
"""

import json
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from common import CHROMIUM, browser, median, requests, say, serving, summary
from playwright.sync_api import Page, sync_playwright
from slow import slow_chromium
from stage import lay_out

TIMES = 60
FIRST = 5
"""Keys that are pressed first and not counted."""
REST = 150
"""Milliseconds between two keys: a fast typist; the longer questions come only after 400."""
MEASURE = "async (setup) => (await import('/round-trip.js')).measure(setup)"
WATCH = """() => {
  const calculator = document.querySelector("policy-calculator");
  globalThis.times = { shown: [], painted: [] };
  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0; // the first change after a key; longer questions follow when typing rests
    if (!since) return;
    times.shown.push(performance.now() - since);
    requestAnimationFrame(() => setTimeout(() => times.painted.push(performance.now() - since)));
  }).observe(calculator.querySelector("[data-part=results]"), {
    childList: true, characterData: true, attributes: true, subtree: true,
  });
}"""
EMPTY = """async (engine) => {
  const { engineAt } = await import(engine);
  const address = document.querySelector("policy-calculator").dataset.engine;
  const start = performance.now();
  await engineAt(new URL(address, document.baseURI).href).ask({ verb: "about" });
  return performance.now() - start;
}"""


def on_the_page(page: Page, root: str, scripts: str, times: int) -> dict[str, list[float]]:
    """Type digits into the self-check and note when results change; after each, an empty round trip."""
    page.goto(f"{root}site/assess/?policies=school-21art,county-professional,wenzhou-2023-23")
    page.locator('policy-calculator [data-action="example"]').first.click()
    page.locator('policy-calculator[data-state="ready"]').wait_for()
    field = page.locator('policy-calculator [name="累计任职年限"]').first
    field.fill("")
    page.evaluate(WATCH)
    empty = []
    for turn in range(times + FIRST):
        field.press(str(turn % 9 + 1))
        page.wait_for_timeout(REST)
        empty.append(float(page.evaluate(EMPTY, f"{root}{scripts}client.js")))
        field.evaluate("(field) => { field.value = ''; }")
    found: dict[str, list[float]] = page.evaluate("times")
    return {name: values[FIRST:] for name, values in {**found, "empty": empty}.items()}


def questions(texts: list[str]) -> dict[str, list[str]]:
    """What the worker is asked in turn apart from the page: one key after another, pieces of the longer questions."""
    changed: list[dict[str, Any]] = [json.loads(text) | {"since": ""} for text in texts]
    piece = {"verb": "more", "milliseconds": 5, "since": "MARK"}  # round-trip.js puts in that of the last page
    return {
        "renew": [json.dumps(request | {"verb": "renew"}, ensure_ascii=False) for request in changed],
        "more": [json.dumps(piece)],
        "empty": ['{"verb": "about"}'],
    }


def main() -> None:
    """Print medians, 95th percentiles and the ratio to an empty round trip."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    factor = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        found = lay_out(Path(folder, "pages"))
        setup = {
            "worker": f"/{found['worker']}",
            "engine": f"/{found['engine']}",
            "times": times,
            "requests": questions(requests()),
        }
        with (
            serving(Path(folder, "pages")) as (root, _),
            sync_playwright() as playwright,
            slow_chromium(factor) if factor > 1 else nullcontext(CHROMIUM) as program,
            browser(playwright, program) as context,
        ):
            scripts = found["worker"].removesuffix("worker.js")
            shown = on_the_page(context.new_page(), root, scripts, times)
            page = context.new_page()
            page.goto(f"{root}round-trip.js")
            measured: dict[str, list[float]] = page.evaluate(MEASURE, setup)
    say(f"自评页，从按键到结果改变：{summary(shown['shown'])}")
    say(f"自评页，从按键到画出来的那一帧：{summary(shown['painted'])}")
    say(f"自评页，空的问答（about）：{summary(shown['empty'])}")
    say(f"比值 按键到结果/空的问答：{median(shown['shown']) / median(shown['empty']):.1f}")
    say(f"问答一次（三份政策，整页）：{summary(measured['renew'])}")
    say(f"较久的问题，一小段（5 ms）：{summary(measured['more'])}")
    say(f"引擎什么也不算（about）：{summary(measured['empty'])}")
    say(f"同样长的问答，没有引擎（echo）：{summary(measured['echo'])}")


if __name__ == "__main__":
    main()

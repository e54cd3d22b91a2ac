"""From a key press to the shown result, for three policies together in the worker; beside it an empty round trip.

    python benchmarks/startup/keystroke.py [TIMES]

The first figures are taken from outside the page's own code: question out, answer in. The last are taken on the real
self-check page: from the input event to the change of the results.
"""

import json
import sys
import tempfile
from pathlib import Path

from common import browser, median, requests, say, serving, summary
from playwright.sync_api import Page, sync_playwright
from stage import lay_out

TIMES = 60
MEASURE = "async (setup) => (await import('/round-trip.js')).measure(setup)"
WATCH = """() => {
  const calculator = document.querySelector("policy-calculator");
  globalThis.shown = [];
  let pressed = 0;
  calculator.addEventListener("input", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (pressed) shown.push(performance.now() - pressed);
    pressed = 0; // the first change after a key; longer questions follow when typing rests
  }).observe(calculator.querySelector("[data-part=results]"), { childList: true, subtree: true });
}"""


def on_the_page(page: Page, root: str, times: int) -> list[float]:
    """Type digits into the self-check and note when results change."""
    page.goto(f"{root}site/assess/")
    page.evaluate(WATCH)
    page.locator('policy-calculator [data-action="example"]').first.click()
    page.locator('policy-calculator[data-state="ready"]').wait_for()
    field = page.locator('policy-calculator [name="累计任职年限"]').first
    for turn in range(times + 5):
        field.fill("")
        page.wait_for_timeout(120)
        field.press(str(turn % 9 + 1))
        page.wait_for_timeout(120)
    shown: list[float] = page.evaluate("shown")
    return shown[10:]


def main() -> None:
    """Print medians, 95th percentiles and the ratio to an empty round trip."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    texts = requests()
    longer = [json.dumps({**json.loads(text), "questions": True}, ensure_ascii=False) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        found = lay_out(Path(folder, "pages"))
        setup = {
            "worker": f"/{found['worker']}",
            "engine": f"/{found['engine']}",
            "times": times,
            "requests": {"assess": texts, "questions": longer, "empty": ['{"verb": "about"}']},
        }
        with (
            serving(Path(folder, "pages")) as (root, _),
            sync_playwright() as playwright,
            browser(playwright) as context,
        ):
            page = context.new_page()
            page.goto(f"{root}round-trip.js")
            measured: dict[str, list[float]] = page.evaluate(MEASURE, setup)
            shown = on_the_page(context.new_page(), root, times)
    say(f"问答一次（三份政策）：{summary(measured['assess'])}")
    say(f"问答一次，连同“差多少、从何时起”：{summary(measured['questions'])}")
    say(f"问答一次，引擎什么也不算（about）：{summary(measured['empty'])}")
    say(f"同样长的问答，没有引擎（echo）：{summary(measured['echo'])}")
    say(f"比值 问答/echo：{median(measured['assess']) / median(measured['echo']):.1f}")
    say(f"自评页：从按键到结果改变：{summary(shown)}")


if __name__ == "__main__":
    main()

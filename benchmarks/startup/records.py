"""Time for one record under three policies, in CPython and in Pyodide in Chromium: the same code, the same records.

    python benchmarks/startup/records.py [ROUNDS]

The best of the rounds counts: others use the machine too, and nothing makes code faster than it is.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from common import HERE, ROOT, browser, requests, say, serving
from playwright.sync_api import sync_playwright
from stage import lay_out

from assessor.policy import read_library
from assessor.report.service import open_rulebook
from assessor.site.node import find_node

ROUNDS = 3
CODE = (HERE / "timed.py.txt").read_text("utf-8")
INSIDE = """
from assessor.worker.start import service
json.dumps(measure(service(), json.loads(REQUESTS), ROUNDS))
"""
ASK = """({ engine, lock, code }) => new Promise((resolve) => {
  const worker = new Worker("/python-worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.postMessage({ engine: new URL(engine, location.href).href, lock, code });
})"""
NAMES = {
    "judged": "只判断",
    "shown": "判断并写出整页，连同理由",
    "questions": "再加“确定什么、差多少、从何时起”",
    "key": "已有上一份，改一个数（重算并写出变了的部分）",
}


def lock() -> dict[str, Any]:
    """What stands for pyodide-lock.json, as engine.js has it."""
    script = (ROOT / "assessor" / "site" / "scripts" / "engine" / "engine.js").as_uri()
    code = f"import {{ LOCK }} from {json.dumps(script)}; console.log(JSON.stringify(LOCK));"
    command = [find_node(), "--input-type=module", "--eval", code]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    return dict(json.loads(answer.stdout))


def natively(texts: list[str], rounds: int) -> dict[str, float]:
    """In this Python."""
    scope: dict[str, Any] = {}
    exec(CODE, scope)  # noqa: S102 - our own file, which also runs in the browser
    service = open_rulebook(read_library(ROOT / "policies").library.rulebook.to_json())
    found: dict[str, float] = scope["measure"](service, texts, rounds)
    return found


def in_chromium(texts: list[str], rounds: int) -> dict[str, float]:
    """In the browser bundle."""
    code = f"{CODE}\nREQUESTS, ROUNDS = {json.dumps(texts)!r}, {rounds}\n{INSIDE}"
    with tempfile.TemporaryDirectory() as folder:
        found = lay_out(Path(folder, "pages"))
        with (
            serving(Path(folder, "pages")) as (root, _),
            sync_playwright() as playwright,
            browser(playwright) as context,
        ):
            page = context.new_page()
            page.goto(f"{root}round-trip.js")
            answer = page.evaluate(ASK, {"engine": f"/{found['engine']}", "lock": lock(), "code": code})
    if "error" in answer:
        raise SystemExit(answer["error"])
    measured: dict[str, float] = json.loads(answer["value"])
    return measured


def main() -> None:
    """Print both and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    texts = requests()[:20]
    here, there = natively(texts, rounds), in_chromium(texts, rounds)
    for key, name in NAMES.items():
        say(f"{name}：CPython {here[key]:.2f} ms，Pyodide {there[key]:.2f} ms，{there[key] / here[key]:.1f} 倍")


if __name__ == "__main__":
    main()

"""A script in Chromium, on a page of a folder that is served: what the measurements in a real browser share."""

import http.server
import os
import threading
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing."""


def in_chromium(folder: Path, script: str, argument: object) -> dict[str, Any]:
    """What a function in JavaScript gives for this argument; addresses are those of files in the folder."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
            answer: dict[str, Any] = page.evaluate(script, argument)
            browser.close()
        server.shutdown()
    return answer

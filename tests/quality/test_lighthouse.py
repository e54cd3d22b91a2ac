"""Lighthouse, on a phone with a slow network, finds the pages quick, accessible, sound and easy to find."""

import gzip
import io
import json
import os
import subprocess
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM
from tests.browser.server import PATH, Handler, Server
from tests.quality.conftest import QUALITY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {"home": "", "library": "policies/", "long policy": "policies/school-21art/", "calculator": "assess/"}
FEWEST = 95
"""Points in each category."""
MOST_BYTES = 300_000
"""What a reading page may cost in all, headers included; the scripts of a calculator on it come with the page."""
MOST_SHIFT = 0.01
"""A tenth of what counts as good: what scripts fill in has its place from the start."""
MOST_BLOCKING = 3
"""Style sheets: two of the theme's and ours."""
LATEST_PAINT = 1800
"""Milliseconds, by Lighthouse's reckoning for a slow phone; up to there it is green."""
SMALLEST = 1024


class Compressing(Handler):
    """Sends text compressed, as the sample configurations do: the files made by the build, else gzip."""

    def send_head(self) -> Any:
        """The compressed file, or its compressed content."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        accepted = self.headers.get("Accept-Encoding", "")
        if not path.is_file() or path.stat().st_size < SMALLEST or "gzip" not in accepted:
            return super().send_head()
        packed = next(
            (path.with_name(path.name + end) for end in (".br", ".gz") if Path(f"{path}{end}").is_file()), None
        )
        body = packed.read_bytes() if packed else gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "br" if packed and packed.suffix == ".br" else "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@pytest.fixture(scope="module")
def found(site) -> dict[str, Any]:
    """What Lighthouse found, by page; the best of up to three runs."""
    server = Server(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}{PATH}"
    command = ["node", str(QUALITY / "lighthouse.mjs"), str(FEWEST), *(root + path for path in PAGES.values())]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": CHROMIUM}
    )
    server.shutdown()
    server.server_close()
    assert done.returncode == 0, done.stderr
    return dict(zip(PAGES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", PAGES)
def test_what_does_not_depend_on_the_machine(found, name):
    """Little to load, all of it from here, three files before the first paint, nothing that jumps."""
    page = found[name]
    for category in ("accessibility", "best-practices", "seo"):
        assert page["scores"][category] >= FEWEST, (category, page["failed"])
    assert page["bytes"] <= MOST_BYTES
    assert page["blocking"] <= MOST_BLOCKING
    assert page["layoutShift"] <= MOST_SHIFT
    assert page["firstPaint"] <= LATEST_PAINT
    assert len(page["hosts"]) == 1


@pytest.mark.parametrize("name", PAGES)
def test_performance(found, name):
    """Four categories, 95 of 100 in each; other work on a machine counts as the page's, so it is looked at first."""
    page = found[name]
    elsewhere = os.getloadavg()[0] > 2 * (os.cpu_count() or 1)
    if elsewhere and page["failed"] and all("total-blocking-time" in audit for audit in page["failed"]):
        pytest.skip(f"the machine is busy: {page['failed']}")
    assert page["scores"]["performance"] >= FEWEST, page

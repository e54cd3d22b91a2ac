"""What the measurements share: a server that counts bytes and can be slow, a real browser, medians and ratios."""

import http.server
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
POLICIES = ["school-21art", "county-professional", "wenzhou-2023-23"]
"""The three policies that the self-check begins with."""


class Line:
    """How fast the server sends, in bytes a second (0: as fast as it can), and how much it has sent."""

    def __init__(self) -> None:
        """Fast, and nothing sent."""
        self.rate = 0
        self.sent = 0
        self._free_at = 0.0
        self._lock = threading.Lock()

    def send(self, size: int) -> None:
        """Wait until so many bytes have gone over the line, which all connections share."""
        with self._lock:
            self.sent += size
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + (size / self.rate if self.rate else 0)
            wait = self._free_at - now
        if wait > 0.001:
            time.sleep(wait)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends the `.br` beside a file where there is one, lets the browser keep everything."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - declared by the base class, which does not change it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".html": "text/html; charset=utf-8",
    }

    def __init__(self, line: Line, *args: Any, **options: Any) -> None:
        """Send over this line."""
        self.line = line
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        small = path.with_name(f"{path.name}.br")
        brotli = small.is_file() and "br" in self.headers.get("Accept-Encoding", "")
        body = (small if brotli else path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else "max-age=31536000, immutable")
        if brotli:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        for start in range(0, len(body), 16384):
            part = body[start : start + 16384]
            self.line.send(len(part))
            self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Line]]:
    """Serve a folder; gives its address and the line it is sent over."""
    line = Line()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, line, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", line
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser(playwright: Playwright, program: str = CHROMIUM) -> Iterator[BrowserContext]:
    """A Chromium with a new profile on disk, as on a device (a private window keeps no large files)."""
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        try:
            yield context
        finally:
            context.close()


def requests() -> list[str]:
    """Requests for three policies together, each with another number typed in."""
    form = json.loads((ROOT / "assessor" / "site" / "example.json").read_text("utf-8"))
    base = {"verb": "assess", "policies": POLICIES, "today": "2026-09-01", "root": "../"}
    return [
        json.dumps({**base, "form": {**form, "累计任职年限": str(years)}}, ensure_ascii=False) for years in range(1, 31)
    ]


def summary(times: Iterable[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    values = sorted(times)
    return f"中位 {statistics.median(values):.1f} ms，95% {values[int(len(values) * 0.95)]:.1f} ms（{len(values)} 次）"


def median(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def least(times: Sequence[float]) -> float:
    """The shortest: what the machine can do when nobody else uses it."""
    return min(times)


def say(line: str) -> None:
    """Print at once: a measurement takes minutes."""
    print(line, flush=True)

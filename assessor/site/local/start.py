"""A small server for the built site on this machine only. It also lies in the one-file zip, next to the site's folder.

So it needs nothing but Python itself, 3.8 or newer, and no other file of the project.
"""

from __future__ import annotations  # noqa: FA100, RUF100 - school machines have older Pythons

import http.server
import re
import sys
import webbrowser
from functools import partial
from pathlib import Path
from typing import BinaryIO

FOLDER = "site"
"""The site's folder in the zip."""
HERE = "127.0.0.1"
PORT = 8000
TRIED_PORTS = 20
LAST_PORT = 65535
NO_FOLDER = "没有找到 {}。请把压缩包整个解开，再运行 start。"
NO_PORT = "端口 {} 到 {} 都被占用。请关掉别的程序，或换一个端口再试。"
READY = "{}  （按 Ctrl+C 停止）"
HINT = "浏览器没有自动打开的话，把上面的网址复制过去。用完关掉这个窗口。"
NOT_THERE = "没有这一页。请从首页找，或检查网址。"
WRONG = "看不懂这个请求（{}）。请从首页打开。"
FAILED = "有一个请求没有处理好（{}），其余不受影响。"

_ERROR = "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>打不开</title><p>{}"
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
_ORIGIN = re.compile(rb"https?://[^/<\s]+")


class NoPortError(Exception):
    """No port is free; the message says what to do."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a built site: the types that browsers insist on, the site's own 404 page, no log."""

    extensions_map = {  # noqa: RUF012 - declared by the base class, which does not change it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def end_headers(self) -> None:
        """Let the browser ask again each time: the site may have been built anew."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        """Serve a file; the sitemap names the address it is asked at, which instant navigation needs."""
        if self.path.partition("?")[0].endswith("/sitemap.xml"):
            self._send_sitemap()
        else:
            super().do_GET()

    def send_head(self) -> BinaryIO | None:
        """Open what is asked for; an address that no file can have (%00) is not there."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return None

    def list_directory(self, path: object) -> None:
        """A folder without a page is not there."""
        del path
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def _send_sitemap(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return
        asked = self.headers.get("Host", "")
        host = asked if _HOST.fullmatch(asked) else HERE
        head, mark, urls = path.read_bytes().partition(b"<url>")
        self._send(http.HTTPStatus.OK, "application/xml", head + mark + _ORIGIN.sub(f"http://{host}".encode(), urls))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's 404 page for what is not there; a sentence for everything else."""
        del message, explain
        page = Path(self.directory, "404.html")
        if code == http.HTTPStatus.NOT_FOUND and page.is_file():
            body = page.read_bytes()
        else:
            body = (_ERROR.format(NOT_THERE if code == http.HTTPStatus.NOT_FOUND else WRONG.format(int(code)))).encode()
        self.close_connection = code != http.HTTPStatus.NOT_FOUND
        self._send(code, "text/html; charset=utf-8", body)

    def _send(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Nothing: who reads which page is nobody's business, and the address printed stays in sight."""


class Server(http.server.ThreadingHTTPServer):
    """Says in a line, not in English and not in a stack trace, that a request went wrong."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing for a browser that went away; a sentence otherwise."""
        del request, client_address
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            print(FAILED.format(type(error).__name__), file=sys.stderr)  # noqa: T201 - to whoever started it


def site_server(out: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server for the built site on this machine only, at `port` or the next free one (0: any free one).

    Raises NoPortError.
    """
    handler = partial(Handler, directory=str(out))
    last = min(port + TRIED_PORTS - 1, LAST_PORT)
    for candidate in range(port, last + 1):
        try:
            return Server((HERE, candidate), handler)
        except OSError:
            continue
    raise NoPortError(NO_PORT.format(port, last))


def serve(out: Path, port: int = PORT, *, show: bool = False) -> None:
    """Serve the built site until interrupted, printing its address first; with `show`, open it in the browser."""
    with site_server(out, port) as server:
        address = f"http://{HERE}:{server.server_address[1]}/"
        print(READY.format(address), flush=True)  # noqa: T201 - it is what the caller waits for
        if show:
            print(HINT, flush=True)  # noqa: T201 - the same
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def main(arguments: list[str]) -> int:
    """Serve the site beside this file; the only argument is a port. `--quiet` opens no browser."""
    out = Path(__file__).resolve().parent / FOLDER
    ports = [int(argument) for argument in arguments if argument.isdigit()]
    if not (out / "index.html").is_file():
        print(NO_FOLDER.format(out), file=sys.stderr)  # noqa: T201 - to whoever started it
        return 1
    try:
        serve(out, ports[0] if ports else PORT, show="--quiet" not in arguments)
    except NoPortError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the same
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The built site on an ephemeral port, below a path as on a host that is not ours alone."""

import http.server
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

PATH = "/handbook/"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm"}
HASHED = re.compile(r"/assets/(?:(?:py|site)-[0-9a-f]+/|.+\.[0-9a-f]{8}\.min\.(?:js|css)$)")
"""As docs/hosting/nginx.conf has it."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's folder at PATH, and nothing else, with the types a browser insists on."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: Any) -> str:
        """The type by the file's ending; the system's own table may not know wasm."""
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def translate_path(self, path: str) -> str:
        """A path below PATH as a file of the site; anything else as a file that does not exist."""
        if not path.startswith(PATH):
            return str(Path(self.directory, "outside", "the-site"))
        return super().translate_path(path.removeprefix(PATH.rstrip("/")))

    def do_GET(self) -> None:
        """Serve a file; the sitemap names the address it is served at, which instant navigation needs."""
        if not self.path.startswith(f"{PATH}sitemap.xml"):
            super().do_GET()
            return
        text = Path(self.directory, "sitemap.xml").read_text("utf-8")
        addresses = re.findall(r"<loc>(.*?)</loc>", text)
        here = f"http://{self.headers['Host']}{PATH}"
        body = text.replace(f"<loc>{min(addresses, key=len)}", f"<loc>{here}").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """What a hash names may be kept for ever, as in the sample configurations; the rest is asked for again."""
        self.send_header("Cache-Control", "max-age=31536000, immutable" if HASHED.search(self.path) else "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: the tests' output is not a server's log."""


class Server(http.server.ThreadingHTTPServer):
    """Silent about browsers that hang up, as they do when a test ends."""

    daemon_threads = True

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        """Only a broken connection is expected."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve the built site; gives the address of its root, ending in a slash."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{PATH}"
    finally:
        server.shutdown()
        server.server_close()

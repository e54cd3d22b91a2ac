"""WebKit, Safari's engine, by the W3C WebDriver protocol: Debian's webkit2gtk-driver on a screen that nobody sees."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
SECONDS = 60


class WebKit:
    """One window of a new browser, without anything kept from before."""

    def __init__(self, driver: str, program: str) -> None:
        """Open it through a driver at this address."""
        self._address = driver
        options = {"binary": program, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._address = f"{driver}/session/{self._call('POST', '/session', wanted)['sessionId']}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, method=method)  # noqa: S310 - our own driver
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - as above
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def open(self, address: str) -> None:
        """Load a page; returns when it has been loaded."""
        self._call("POST", "/url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """What the body of a function returns in the page."""
        return self._call("POST", "/execute/sync", {"script": script, "args": arguments})

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + SECONDS
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, condition
            time.sleep(0.1)

    def close(self) -> None:
        """Close the window, and with it the browser."""
        self._call("DELETE", "")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A browser; DRIVER and SCREEN must be there."""
    assert DRIVER
    assert SCREEN
    program = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as stack:
        screen = stack.enter_context(subprocess.Popen([SCREEN, "-displayfd", "1"], stdout=subprocess.PIPE, text=True))
        stack.callback(screen.terminate)
        assert screen.stdout
        display = f":{screen.stdout.readline().strip()}"
        # The sandbox of its processes cannot be set up as root in a container.
        environment = os.environ | {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        driver = stack.enter_context(subprocess.Popen([DRIVER, f"--port={port}"], env=environment))
        stack.callback(driver.terminate)
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            with socket.socket() as knock:
                if not knock.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        browser = WebKit(address, str(program))
        stack.callback(browser.close)
        yield browser

"""A real Chromium on the built site; whatever the browser complains of, or asks of another host, fails the test."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)

from tests.browser.server import serving

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
# A closed network refuses what Chromium would ask of Google's hosts by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two pages that Chromium keeps ready behind each window's address bar, a third of what opening one costs.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
SCREENS = {"1280": ViewportSize(width=1280, height=800), "360": ViewportSize(width=360, height=740)}
PATIENCE = int(os.environ.get("PATIENCE", "60000"))
"""Milliseconds; Python starts in about one second on an idle machine, and tests share theirs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: the one SITE_DIR names, `site/` as `make test` has just built it, else one built here."""
    built = Path(os.environ.get("SITE_DIR", ROOT / "site"))
    if not (built / "index.html").is_file():
        built = tmp_path_factory.mktemp("site")
        command = [sys.executable, "-m", "assessor.cli", "build", "--no-compress", "-o", str(built)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return built


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site's root."""
    with serving(site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test has a context, that is a cache, of its own."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Complaints:
    """What must not happen: console errors, exceptions, requests to other hosts."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Listen to every page of the context."""
        self.found: list[str] = []
        self._allowed: list[str] = []
        self._address = address
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(message.text)

    def _on_error(self, error: WebError) -> None:
        self.found.append(str(error.error))

    def _on_request(self, request: Request) -> None:
        if not self._ours(request.url):
            self.found.append(f"request: {request.url}")

    def _ours(self, url: str) -> bool:
        return url.startswith((self._address, "data:", "blob:"))

    def allow(self, pattern: str) -> None:
        """A complaint that this test provokes."""
        self._allowed.append(pattern)

    @property
    def left(self) -> list[str]:
        """The complaints that nothing allows."""
        return [text for text in self.found if not any(re.search(pattern, text) for pattern in self._allowed)]


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    """The width of the screen."""
    return str(request.param)


@contextmanager
def profile(
    browser: Browser, screen: str, motion: Literal["no-preference", "reduce"] = "no-preference"
) -> Iterator[BrowserContext]:
    """A fresh profile, in China, on a phone or a desk."""
    phone = screen == "360"
    context = browser.new_context(
        viewport=SCREENS[screen],
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=phone,
        is_mobile=phone,
        reduced_motion=motion,
        service_workers="block",  # they would answer what a test wants to intercept; test_offline.py is about them
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def context(browser: Browser, screen: str) -> Iterator[BrowserContext]:
    """What a test leaves behind on the device is gone for the next."""
    with profile(browser, screen) as context:
        yield context


@pytest.fixture
def complaints(context: BrowserContext, address: str) -> Iterator[Complaints]:
    """What the browser complained of; none may be left at the end."""
    complaints = Complaints(context, address)
    yield complaints
    assert complaints.left == []


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    """An empty page that is being listened to."""
    return context.new_page()


@pytest.fixture
def open_page(page: Page, address: str) -> Callable[[str], Page]:
    """Opens a page of the site by its path below the root."""

    def open_path(path: str) -> Page:
        page.goto(address + path)
        return page

    return open_path

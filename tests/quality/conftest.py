"""The built site that the quality of its pages is tested on."""

from pathlib import Path

import pytest

from tests.browser.conftest import site as site  # noqa: PLC0414 - the same site, built once

QUALITY = Path(__file__).parent
"""html-validate and Lighthouse are installed here, away from what building needs."""


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, str]:
    """Every page of the site by its file, as text."""
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}

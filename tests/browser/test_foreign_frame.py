"""A calculator in a frame of another site's page: what browsers refuse there is not offered, all else works."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.server import serving

pytestmark = pytest.mark.parametrize("screen", ["1280"])


@pytest.fixture
def frame(page: Page, address: str, complaints: Complaints, tmp_path: Path) -> Iterator[FrameLocator]:
    """A policy's calculator, in a page of another origin."""
    complaints.allow("request: http://localhost|favicon|404|Clipboard API has been blocked")
    source = f"{address}policies/school-21art/?embed#calculator"
    (tmp_path / "host.html").write_text(
        f'<!doctype html><iframe src="{source}" width=900 height=700></iframe>', "utf-8"
    )
    with serving(tmp_path) as host:
        page.goto(host.replace("127.0.0.1", "localhost") + "host.html")
        yield page.frame_locator("iframe")


def test_there_is_no_button_that_does_nothing(frame: FrameLocator):
    """Chromium's calendar does not open there; days are typed, completed and computed as anywhere."""
    day = frame.locator('[name="自评日期"]')
    expect(frame.locator("policy-calculator[data-live]")).to_be_visible()
    expect(frame.locator(".pc-pick")).to_have_count(0)
    day.fill("2026-06-30")
    frame.locator('[name="现任班主任"]').select_option("是")
    frame.locator('[name="累计任职年限"]').press_sequentially("12")
    value = frame.locator('[data-part=results]:not(:has(.pc-example)) [data-result="S21-16"]')
    expect(value).to_have_attribute("data-value", "800")
    frame.locator('[data-list="月度坐班"]').get_by_role("button", name="添一行").click()
    expect(frame.locator(".pc-offers")).to_be_visible()
    expect(frame.locator("[data-pick]")).to_have_count(0)


def test_what_is_copied_there_can_be_copied_by_hand(frame: FrameLocator, page: Page):
    """The clipboard is refused in such a frame: the text is shown selected instead."""
    frame.locator('[name="现任班主任"]').select_option("是")
    frame.locator('[name="累计任职年限"]').press_sequentially("12")
    frame.get_by_role("button", name="复制").first.click()
    expect(frame.locator(".pc-keep")).to_contain_text("复制")
    assert page.frames[1].evaluate("() => document.querySelector('[data-guard]')") is None


def test_a_browser_that_refuses_the_calendar_loses_the_button(
    open_page: Callable[[str], Page], page: Page, complaints: Complaints
):
    """Whatever the reason it gives: a button that does nothing is none."""
    page.add_init_script(
        "HTMLInputElement.prototype.showPicker = () => { throw new DOMException('no', 'NotAllowedError'); };"
    )
    open_page("policies/school-21art/")
    button = page.locator(".pc-pick").first
    expect(button).to_be_visible()
    button.click()
    expect(page.locator(".pc-pick")).to_have_count(0)
    expect(page.locator(".pc-picker")).to_have_count(0)

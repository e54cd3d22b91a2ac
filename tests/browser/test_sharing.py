"""What leaves the page only when it is asked to: a link with the record, a page to hand on, a frame in another site."""

import base64
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.calculators import Calculator

Open = Callable[[str], Page]

pytestmark = pytest.mark.parametrize("screen", ["360"], indirect=True)  # where links are made and opened


def fragment(data: object) -> str:
    """A record as the page would write it into a link."""
    squeezed = zlib.compressobj(wbits=-15)
    packed = squeezed.compress(json.dumps(data).encode()) + squeezed.flush()
    return "record=z" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_a_link_carries_the_record_to_another_device(open_page: Open, context: BrowserContext):
    """Made when asked for, it says what is in it; opened elsewhere it shows that first, and nothing stays in the bar."""
    calculator = Calculator(open_page("assess/?policies=school-21art"))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    calculator.open_tool("用链接带到另一台设备").get_by_role("button", name="生成带记录的链接").click()
    link = calculator.element.get_by_label("带记录的链接")
    expect(link).to_have_value(re.compile("/assess/#record=z"))
    expect(calculator.element.locator(".pc-share [role=status]")).to_contain_text("累计任职年限 12")
    address = link.input_value()
    browser = context.browser
    assert browser is not None
    elsewhere = browser.new_context(locale="zh-CN", service_workers="block")
    page = elsewhere.new_page()
    page.goto(address)
    there = Calculator(page)
    arrived = there.element.locator(".pc-arrived")
    expect(arrived).to_contain_text("累计任职年限 12")
    assert "record" not in page.url
    expect(there.field("累计任职年限")).to_have_value("")
    arrived.get_by_role("button", name="放进表单").click()
    there.expect_value("S21-16", "800")
    expect(there.element.locator("[data-part=policies] input:checked")).to_have_count(1)
    elsewhere.close()


@pytest.mark.parametrize(
    "hash_",
    [
        "record=zAAAA",
        "record=<img src=x onerror=alert(1)>",
        fragment({"policies": [], "form": {"累计任职年限": {"x": 1}}}),
        fragment({"policies": [], "form": {"累计任职年限": "1" * 100_000}}),
        fragment(["x"] * 500_000),
    ],
)
def test_a_broken_or_hostile_link_is_refused(open_page: Open, hash_: str):
    """A sentence says so; the form stays as it was."""
    calculator = Calculator(open_page(f"assess/#{hash_}"))
    expect(calculator.element.locator(".pc-arrived")).to_contain_text("读不出来")
    expect(calculator.element.get_by_role("button", name="放进表单")).to_have_count(0)
    calculator.element.get_by_role("button", name="不用").click()
    expect(calculator.element.locator(".pc-arrived")).to_be_hidden()


def test_markup_in_a_link_stays_text(open_page: Open):
    """What came with the address is shown, never run."""
    hostile = "<img src=x onerror=alert(1)>"
    calculator = Calculator(open_page(f"assess/#{fragment({'policies': [], 'form': {hostile: hostile}})}"))
    expect(calculator.element.locator(".pc-arrived")).to_contain_text(hostile)
    expect(calculator.element.locator(".pc-arrived img")).to_have_count(0)


def test_the_schools_result_is_explained_and_can_be_handed_on(open_page: Open, page: Page, tmp_path: Path):
    """The school says 800 at ten and a half years: another reading; the page to hand on opens without the site."""
    calculator = Calculator(open_page("policies/school-21art/"))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "10.5")
    calculator.expect_value("S21-16", "600")
    section = calculator.open_tool("结果和学校不一样？")
    section.get_by_label("哪一项").select_option("school-21art S21-16")
    section.get_by_label("学校给的结果").fill("800")
    section.get_by_role("button", name="比一比").click()
    expect(section.locator("[data-way=reading]")).to_contain_text("四舍五入")
    with page.expect_download() as saving:
        section.get_by_role("button", name="下载核对材料").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert re.fullmatch(r"核对材料-\d{4}-\d\d-\d\d-[0-9a-f]{12}\.html", file.name)
    text = file.read_text("utf-8")
    assert "班主任龄奖励档" in text
    assert "/policies/school-21art/#art-16" in text


def test_in_a_frame_only_the_calculator_is_shown(open_page: Open, address: str):
    """No header, no text of the policy; clauses open in a window of their own."""
    page = open_page("guides/embed/")
    page.evaluate(
        "source => { const frame = document.createElement('iframe'); frame.src = source; frame.width = 340;"
        " frame.height = 700; document.querySelector('article').prepend(frame) }",
        f"{address}policies/school-21art/?embed#calculator",
    )
    inside = page.frame_locator("iframe")
    field = inside.locator('policy-calculator [name="累计任职年限"]')
    expect(field).to_be_visible()
    expect(inside.locator(".md-header")).to_be_hidden()
    expect(inside.locator("#art-16")).to_be_hidden()
    field.fill("12")
    inside.locator('policy-calculator [name="现任班主任"]').select_option("是")
    clause = inside.locator('[data-part=results]:not(:has(.pc-example)) [data-result="S21-16"] a.pc-clause').first
    with page.context.expect_page() as opened:
        clause.click()
    expect(opened.value.locator("#art-16")).to_be_visible()
    expect(field).to_have_value("12")

"""From results to answers: what is certain, how far, from when, what if, and the receipt that proves it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.calculators import ASSESS, Calculator

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """The calculator below a policy."""
    return Calculator(open_page(POLICY))


def fill_years(calculator: Calculator) -> None:
    """A head teacher in the twelfth year: the bonus is 800 元 a month."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")


def save_receipt(calculator: Calculator, folder: Path) -> Path:
    """Press 下载收据 and keep the file under the name it was offered with."""
    with calculator.page.expect_download() as download:
        calculator.element.get_by_role("button", name="下载收据").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_how_far_it_is_appears_when_typing_rests(calculator: Calculator):
    """156.5 of 200 hours is short of 80 % by 3.5 hours; half a record says what is still open."""
    calculator.type("学期应坐班", "200")
    calculator.type("学期实坐班", "156.5")
    expect(calculator.element.locator(".pc-distance").first).to_contain_text("3.5 小时")
    expect(calculator.element.locator(".pc-certain").first).to_be_visible()


def test_only_what_still_matters_can_be_asked_for(calculator: Calculator):
    """Whoever no longer serves need not fill in the years' monthly hours twice over; a click brings all fields back."""
    calculator.choose("现任班主任", "否")
    calculator.expect_value("S21-16", "0")
    only = calculator.element.get_by_label("只看还要填的")
    expect(only).to_be_visible()
    years = calculator.element.locator('.pc-field[data-field="累计任职年限"]')
    expect(years).to_be_visible()
    only.check()
    expect(years).to_be_hidden()
    expect(calculator.element.locator('.pc-field[data-field="现任班主任"]')).to_be_visible()
    expect(calculator.element.locator('.pc-field[data-field="心理健康C证"]')).to_be_visible()
    only.uncheck()
    expect(years).to_be_visible()


def test_from_when_is_a_dated_table_with_a_picture(calculator: Calculator):
    """Whoever goes on serving sees from which month the next band holds."""
    fill_years(calculator)
    outlook = calculator.element.locator(".pc-outlook")
    expect(outlook.get_by_role("row").nth(1)).to_be_visible()
    expect(outlook.locator("svg")).to_be_visible()


def test_what_if_shows_what_changes_and_the_steps_of_the_way(calculator: Calculator):
    """Sixteen years instead of twelve: the bonus goes from 800 to 1000 元, the record stays, the curve has cliffs."""
    fill_years(calculator)
    section = calculator.open_tool("如果改一改")
    section.get_by_label("改哪一项").select_option("累计任职年限")
    section.get_by_label("改成").fill("12")
    section.get_by_role("button", name="看看").click()
    expect(section.get_by_role("status")).to_contain_text("换一个数")
    section.get_by_label("改成").fill("16")
    section.get_by_label("改成").press("Enter")
    changed = section.locator('[data-changed="S21-16"]')
    expect(changed.get_by_role("cell").nth(0)).to_contain_text("800 元/月")
    expect(changed.get_by_role("cell").nth(1)).to_contain_text("1000 元/月")
    assert section.locator(".pc-cliff").count() >= 3
    expect(section.locator(".pc-sweep tbody tr").first).to_be_visible()
    expect(calculator.field("累计任职年限")).to_have_value("12")
    section.get_by_label("改成").fill("许多")
    section.get_by_role("button", name="看看").click()
    expect(section.get_by_role("status")).to_contain_text("许多")
    calculator.field("累计任职年限").fill("13")
    expect(section.locator("table")).to_have_count(0)  # it was supposed of another record


def test_a_receipt_is_saved_and_holds(calculator: Calculator, open_page: Open, tmp_path: Path):
    """The file is named by day and code, the code is shown in words, and the page that checks it says that it holds."""
    fill_years(calculator)
    path = save_receipt(calculator, tmp_path)
    receipt = json.loads(path.read_text("utf-8"))
    assert path.name == f"自评收据-{receipt['as_of']}-{receipt['code']}.json"
    expect(calculator.element.locator(".pc-keep [role=status]")).to_contain_text(receipt["code"])
    calculator.type("累计任职年限", "0")
    expect(calculator.element.locator(".pc-keep [role=status]")).to_be_empty()  # that is another record
    page = open_page("verify/")
    page.get_by_label("收据文件").set_input_files(path)
    expect(page.locator("[data-verdict=holds]")).to_contain_text("核对通过")
    expect(page.locator("[data-verdict=holds]")).to_contain_text(receipt["code"])


def test_an_altered_digit_is_found_and_its_place_named(calculator: Calculator, open_page: Open, tmp_path: Path):
    """Pasted with 13 years for 12 and a result of 900 for 800, both places are named in words."""
    fill_years(calculator)
    path = save_receipt(calculator, tmp_path)
    text = path.read_text("utf-8")
    page = open_page("verify/")
    answer = page.locator("[data-part=answer]")
    page.get_by_label("粘贴").fill(text.replace('"累计任职年限":12', '"累计任职年限":13').replace('"800"', '"900"', 1))
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("[data-verdict=altered]")).to_contain_text("填写的：累计任职年限")
    expect(answer).to_contain_text("结果：《")
    expect(answer).not_to_contain_text("S21-16")
    page.get_by_label("粘贴").fill('{"receipt": 1}')
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("[data-verdict=wrong]")).to_contain_text("这不是本工具的收据")
    page.get_by_label("收据文件").set_input_files(path)  # what came last counts
    expect(page.locator("[data-verdict=holds]")).to_be_visible()


def test_no_large_file_is_read(open_page: Open, tmp_path: Path):
    """Above 2 MB no file is a receipt; saying so needs no engine."""
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (2 * 1024 * 1024 + 1))
    page = open_page("verify/")
    page.evaluate("Blob.prototype.text = () => { throw new Error('read') }; 0")
    page.get_by_label("收据文件").set_input_files(path)
    expect(page.locator("[data-verdict=wrong]")).to_contain_text("2 MB")


def test_the_summary_is_copied_as_text(calculator: Calculator, context: BrowserContext, address: str):
    """With permission it goes to the clipboard; without, it stands there selected, to be copied by hand."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=re.match(r"https?://[^/]+", address)[0])  # type: ignore[index]
    fill_years(calculator)
    calculator.element.get_by_role("button", name="复制文字").click()
    expect(calculator.element.locator(".pc-keep [role=status]")).to_contain_text("已复制")
    assert "800 元/月（" in calculator.page.evaluate("navigator.clipboard.readText()")
    calculator.page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no')); 0")
    calculator.element.get_by_role("button", name="复制文字").click()
    expect(calculator.element.get_by_label("要复制的文字")).to_have_value(
        re.compile("学校班主任工作实施办法[^$]*800 元/月")
    )
    expect(calculator.element.get_by_label("要复制的文字")).to_be_focused()


def to_paper(calculator: Calculator, button: str) -> Page:
    """Print as a reader does, up to the browser's own dialogue."""
    page = calculator.page
    page.evaluate(
        "globalThis.print = () => { dispatchEvent(new Event('beforeprint')); document.body.dataset.printed = '' }; 0"
    )
    calculator.element.get_by_role("button", name=button).click()
    expect(page.locator("body")).to_have_attribute("data-printed", "")
    return page


def test_paper_shows_the_day_the_inputs_the_results_and_the_code(calculator: Calculator):
    """No form, no buttons and none of the policy's text; the code is that of the receipt."""
    fill_years(calculator)
    page = to_paper(calculator, "连同理由打印")
    page.emulate_media(media="print")
    paper = calculator.element.locator(".pc-paper")
    expect(paper).to_contain_text(re.compile(r"自评结果（\d{4}-\d\d-\d\d）"))
    expect(paper).to_contain_text("累计任职年限 12 年")
    expect(calculator.element.locator(".pc-summary")).to_contain_text(
        re.compile("学校班主任工作实施办法》（版本 [0-9a-f]{8}）")
    )
    expect(paper).to_contain_text(re.compile("核对码[0-9a-f]{12}"))
    expect(calculator.result("S21-16")).to_be_visible()
    expect(calculator.field("累计任职年限")).to_be_hidden()
    expect(calculator.element.locator("button:visible")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_hidden()


def test_a_typical_record_fits_on_one_page(open_page: Open):
    """Three policies, every result with its reason in short, on one sheet of A4; printed light from a dark screen."""
    calculator = Calculator(open_page(ASSESS))
    page = calculator.page
    page.emulate_media(color_scheme="dark")
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.expect_value("S21-annual", "5200")
    to_paper(calculator, "打印一页")
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.emulate_media(media="print")
    why = calculator.element.locator(".pc-summary td.pc-on-paper", has_text="800 元/月 × 6.5 个月 = 5200 元")
    expect(why).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_what_lacks_data_is_a_line_that_opens_and_stands_on_paper(calculator: Calculator):
    """The school's own matters: one line on the screen, opened by a click; printed as if there were no line."""
    fill_years(calculator)
    page, budget = calculator.page, calculator.result("S21-budget")
    line = calculator.element.locator(".pc-fold > summary")
    expect(line).to_contain_text("项学校事项还缺数据")
    expect(budget).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(budget).to_be_visible()
    expect(line).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(budget).to_be_hidden()
    line.click()
    expect(budget).to_be_visible()
    calculator.field("累计任职年限").fill("16")
    calculator.expect_value("S21-16", "1000")
    expect(budget).to_be_visible()


def test_the_choice_of_policies_is_folded_and_says_what_is_chosen(open_page: Open, screen: str):
    """The line follows the boxes; folded, it leaves the first fields on the first screen."""
    calculator = Calculator(open_page(ASSESS))
    picker = calculator.element.locator("details[data-part=policies]")
    line = picker.locator("[data-chosen]")
    expect(line).to_contain_text(re.compile("已选 3 份（.*学校实施办法）"))
    assert picker.bounding_box()["height"] < 90  # type: ignore[index]
    picker.locator("summary").click()
    expect(picker.get_by_role("group", name="国家")).to_be_visible()
    picker.locator('[value="school-21art"]').uncheck()
    expect(line).to_contain_text("已选 2 份")
    expect(line).not_to_contain_text("学校实施办法")
    if screen == "360":
        assert calculator.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_a_reader_is_told(browser: Browser, address: str):
    """The line about the engine says why nothing is computed; the worked example stands."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("assess/", "verify/"):
        page.goto(address + path)
        expect(page.locator("[data-part=progress]")).to_contain_text("脚本没有运行")
    context.close()


@pytest.mark.parametrize("width", [320])
def test_nothing_is_wider_than_a_narrow_screen(calculator: Calculator, width: int):
    """With outlook, comparison and curve shown, the page does not scroll sideways."""
    calculator.page.set_viewport_size({"width": width, "height": 640})
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.expect_value("S21-annual", "5200")
    expect(calculator.element.locator(".pc-outlook")).to_be_visible()
    section = calculator.open_tool("如果改一改")
    section.get_by_label("改哪一项").select_option("累计任职年限")
    section.get_by_label("改成").fill("16")
    section.get_by_role("button", name="看看").click()
    expect(section.locator(".pc-sweep")).to_be_visible()
    assert calculator.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

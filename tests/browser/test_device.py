"""What is kept on the device: nothing typed is lost by reloading, closing, a second tab or a new format; and it can go."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE, ROOT, Complaints
from tests.browser.page_types import TAGS

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
KEY = "handbook:/handbook/:records"
OLD = ROOT / "tests" / "site" / "records"
pytestmark = pytest.mark.parametrize("screen", ["1280"])


class Device:
    """The line above a calculator's form, and what it opens."""

    def __init__(self, page: Page) -> None:
        """Of the page's first calculator."""
        self.page = page
        self.element = page.locator(".pc-device").first

    def open(self) -> None:
        """Show what can be done."""
        self.state.click()

    def press(self, name: str) -> None:
        """Press a button."""
        self.element.get_by_role("button", name=name, exact=True).click()

    @property
    def state(self) -> Locator:
        """Which record it is, and whether it is kept."""
        return self.element.locator("summary").first

    @property
    def trouble(self) -> Locator:
        """Why it is not kept as it should be."""
        return self.element.locator("[data-line=trouble]")

    @property
    def words(self) -> Locator:
        """What has just been done."""
        return self.element.locator("[role=status].pc-device-word")

    def expect_kept(self) -> None:
        """Wait until what was typed is on the device."""
        expect(self.state).to_contain_text("已存到本机")


def kept(page: Page) -> Any:
    """What is on the device now, as data; None if nothing is."""
    text = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return None if text is None else json.loads(text)


def put(page: Page, text: str) -> None:
    """Put a text where the records are, and open the page again."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()


def expect_filled(page: Page) -> None:
    """What `fill_in` typed is in the form, and computed without typing again."""
    calculator = Calculator(page)
    expect(calculator.field("累计任职年限")).to_have_value("12")
    expect(calculator.field("月度坐班.实坐班")).to_have_value("17")
    calculator.element.scroll_into_view_if_needed()
    calculator.expect_value("S21-annual", "800")


def fill_in(page: Page) -> Calculator:
    """Type what gives one full month."""
    calculator = Calculator(page)
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.add_months([("2025-09", "20", "17")])
    return calculator


def test_reloading_and_a_new_page_go_on_where_the_reader_was(open_page: Open, page: Page, context: BrowserContext):
    """The record and the chosen policies are there, and a policy's own page knows the record, too."""
    open_page("assess/")
    choice = Calculator(page).element.locator("[data-part=policies]")
    choice.locator("summary").click()
    for name in ("school-21art", "quant-200"):
        choice.locator(f"input[value={name}]").check()
    calculator = fill_in(page)
    Device(page).expect_kept()
    page.reload()
    expect_filled(page)
    expect(calculator.element.locator("input[value=quant-200]")).to_be_checked()
    other = context.new_page()
    other.goto(page.url.replace("assess/", POLICY))
    expect_filled(other)


def test_what_was_typed_a_moment_before_leaving_is_kept(open_page: Open, page: Page, address: str):
    """The page goes away before typing rests."""
    open_page(POLICY)
    Calculator(page).type("累计任职年限", "12")
    page.goto(address)
    page.goto(address + POLICY)
    expect(Calculator(page).field("累计任职年限")).to_have_value("12")


@pytest.mark.usefixtures("screen")
def test_closing_the_browser_loses_nothing(browser: Browser, address: str, tmp_path: Path):
    """The same profile, another start of the browser."""

    def start() -> BrowserContext:
        started = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=FLAGS, service_workers="block", locale="zh-CN"
        )
        started.set_default_timeout(PATIENCE)
        return started

    first = start()
    page = first.new_page()
    page.goto(address + POLICY)
    fill_in(page)
    Device(page).expect_kept()
    page.wait_for_timeout(6000)  # the browser itself writes to the disk some seconds later, and is killed here
    first.close()
    second = start()
    page = second.new_page()
    page.goto(address + POLICY)
    expect_filled(page)
    second.close()


def test_two_tabs_follow_each_other_and_leave_alone_what_is_being_typed(
    open_page: Open, page: Page, context: BrowserContext
):
    """Edits of both survive; the field with the focus is not touched until it is left."""
    open_page(POLICY)
    here = fill_in(page)
    Device(page).expect_kept()
    tab = context.new_page()
    tab.goto(page.url)
    there = Calculator(tab)
    expect(there.field("累计任职年限")).to_have_value("12")
    here.field("计发月数").focus()
    there.field("计发月数").fill("10")
    there.field("同班连续年限").fill("5")
    expect(here.field("同班连续年限")).to_have_value("5")
    expect(Device(page).words).to_contain_text("另一个页面改了")
    expect(here.field("计发月数")).to_have_value("")
    here.field("累计任职年限").focus()
    expect(here.field("计发月数")).to_have_value("10")
    here.field("累计任职年限").fill("16")
    expect(there.field("累计任职年限")).to_have_value("16")
    there.expect_value("S21-16", "1000")


def test_rows_added_in_two_tabs_at_once_are_both_kept(open_page: Open, page: Page, context: BrowserContext):
    """Neither tab has heard of the other's row when it adds its own: the focus is in the list all the time."""
    open_page(POLICY)
    here = Calculator(page)
    here.add_months([("2025-09", "20", "17")])
    Device(page).expect_kept()
    tab = context.new_page()
    tab.goto(page.url)
    there = Calculator(tab)
    expect(there.field("月度坐班.实坐班")).to_have_value("17")
    there.field("月度坐班.实坐班").focus()
    here.add_months([("2025-10", "20", "16")])
    there.add_months([("2025-11", "20", "15")])
    page.wait_for_timeout(1000)
    page.reload()
    expect(here.field("月度坐班.月份")).to_have_count(3)
    months = here.field("月度坐班.月份").evaluate_all("cells => cells.map((cell) => cell.value)")
    assert sorted(months) == ["2025-09", "2025-10", "2025-11"]


def test_what_an_older_version_kept_is_there(open_page: Open, page: Page):
    """Version 1 becomes version 2 with the first edit; nothing of it is lost."""
    open_page(POLICY)
    put(page, (OLD / "v1.json").read_text("utf-8"))
    expect(Device(page).state).to_contain_text("2025 学年第二学期")
    expect(Calculator(page).field("累计任职年限")).to_have_value("12")
    Calculator(page).field("计发月数").fill("9")
    page.reload()
    expect(Calculator(page).field("计发月数")).to_have_value("9")
    expect(Calculator(page).field("月度坐班.实坐班")).to_have_value("18")
    assert kept(page)["format"] == 2
    assert set(kept(page)["records"]) == {"a1", "b2"}


def test_what_a_newer_version_kept_is_never_written_over(open_page: Open, page: Page):
    """The page says so, and goes on for this visit."""
    open_page(POLICY)
    newer = (OLD / "newer.json").read_text("utf-8")
    put(page, newer)
    expect(Device(page).trouble).to_contain_text("新版本")
    Calculator(page).type("累计任职年限", "12")
    page.wait_for_timeout(800)
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == newer
    expect(Device(page).state).to_contain_text("没有存到本机")


def test_what_cannot_be_read_is_set_aside_and_offered_as_a_file(open_page: Open, page: Page):
    """Half a text, as after a crash: it stays on the device as it is, and a new record begins."""
    open_page(POLICY)
    put(page, '{"format":2,"records":{')
    device = Device(page)
    expect(device.trouble).to_contain_text("另放在一边")
    with page.expect_download() as download:
        device.press("保存原来的内容")
    assert download.value.path().read_text("utf-8") == '{"format":2,"records":{'
    Calculator(page).type("累计任职年限", "12")
    device.expect_kept()
    for _ in range(2):
        page.reload()
        expect(Calculator(page).field("累计任职年限")).to_have_value("12")
        expect(device.trouble.get_by_role("button", name="保存原来的内容")).to_be_visible()
    device.press("删去原来的内容")
    device.press("确定删去？删了不能恢复")
    expect(device.trouble).to_be_empty()
    page.reload()
    expect(Calculator(page).field("累计任职年限")).to_have_value("12")
    expect(device.trouble).to_be_empty()


def test_full_storage_says_so_and_offers_the_file(open_page: Open, page: Page):
    """Nothing typed is lost in this visit, and it is kept as soon as there is room."""
    open_page(POLICY)
    page.evaluate("""() => {
      for (let size = 4_194_304; size >= 1; size /= 2) {
        try { for (let at = 0; ; at += 1) localStorage.setItem(`full ${size} ${at}`, "x".repeat(size)); } catch {}
      }
    }""")
    calculator = fill_in(page)
    device = Device(page)
    expect(device.trouble).to_contain_text("满了")
    expect(device.state).to_contain_text("没有存到本机")
    calculator.expect_value("S21-annual", "800")
    with page.expect_download() as download:
        device.press("保存成文件")
    assert json.loads(download.value.path().read_text("utf-8"))["累计任职年限"] == 12
    page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('full')).forEach((key) => localStorage.removeItem(key))"
    )
    calculator.field("计发月数").fill("9")
    device.expect_kept()
    expect(device.trouble).to_be_empty()
    page.reload()
    expect_filled(page)


def test_refused_storage_says_so_and_everything_else_works(open_page: Open, page: Page, complaints: Complaints):
    """As in private windows and some web views: a sentence, results, the file."""
    complaints.allow("^denied$")  # the theme does not catch it
    page.add_init_script("""
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
      }
    """)
    open_page(POLICY)
    calculator = fill_in(page)
    calculator.expect_value("S21-annual", "800")
    device = Device(page)
    expect(device.trouble).to_contain_text("不让网页存东西")
    with page.expect_download() as download:
        device.press("保存成文件")
    assert json.loads(download.value.path().read_text("utf-8"))["累计任职年限"] == 12


def test_only_for_this_visit_leaves_nothing_behind(open_page: Open, page: Page, context: BrowserContext):
    """On a shared computer: what was kept goes if it is to, nothing more comes, and closing forgets."""
    open_page(POLICY)
    calculator = fill_in(page)
    device = Device(page)
    device.expect_kept()
    device.open()
    device.element.get_by_role("checkbox").click()
    expect(device.element.get_by_role("button", name="一并删去")).to_be_focused()
    device.press("一并删去")
    expect(device.element.get_by_role("checkbox")).to_be_checked()
    expect(device.state).to_contain_text("没有存到本机")
    calculator.field("累计任职年限").fill("16")
    calculator.expect_value("S21-16", "1000")
    page.wait_for_timeout(800)
    assert kept(page)["records"] == {}
    page.reload()
    expect(calculator.field("累计任职年限")).to_have_value("")
    expect(device.state).to_contain_text("只在本次使用")
    other = context.new_page()
    other.goto(page.url)
    expect(Device(other).state).to_contain_text("填的会存到本机")
    expect(Calculator(other).field("累计任职年限")).to_have_value("")


def test_only_for_this_visit_can_leave_what_others_have_kept(open_page: Open, page: Page):
    """A colleague's record stays, is not shown again, and is not touched."""
    open_page(POLICY)
    put(page, (OLD / "v2.json").read_text("utf-8"))
    device = Device(page)
    device.open()
    device.element.get_by_role("checkbox").click()
    device.press("留着不动")
    page.reload()
    calculator = Calculator(page)
    expect(calculator.field("累计任职年限")).to_have_value("")
    calculator.type("累计任职年限", "3")
    page.wait_for_timeout(800)
    assert kept(page) == json.loads((OLD / "v2.json").read_text("utf-8"))
    device.open()
    device.element.get_by_role("checkbox").click()
    expect(device.words).to_contain_text("又存到本机")
    assert len(kept(page)["records"]) == 3


def test_clearing_removes_everything_and_can_be_undone_until_the_page_is_closed(open_page: Open, page: Page):
    """The form is empty, the worked example is back, nothing of ours is on the device."""
    open_page(POLICY)
    calculator = fill_in(page)
    device = Device(page)
    device.expect_kept()
    device.open()
    device.press("清除本机数据")
    expect(calculator.example).to_be_visible()
    expect(calculator.field("累计任职年限")).to_have_value("")
    expect(device.state).to_be_focused()
    assert set(kept(page)) == {"format", "cleared", "current", "records"}
    assert kept(page)["records"] == {}
    device.press("恢复")
    expect_filled(page)
    device.press("清除本机数据")
    page.reload()
    expect(calculator.field("累计任职年限")).to_have_value("")
    expect(device.element.get_by_role("button", name="恢复")).to_have_count(0)


def test_several_records_by_names_of_ones_own(open_page: Open, page: Page):
    """New, named, turned to, copied, deleted and brought back; each has its own values."""
    open_page(POLICY)
    calculator = fill_in(page)
    device = Device(page)
    device.open()
    device.press("新建")
    expect(calculator.field("累计任职年限")).to_have_value("")
    expect(calculator.example).to_be_visible()
    name = device.element.get_by_label("这份记录的名称")
    expect(name).to_be_focused()
    name.fill("下学期")
    name.press("Enter")
    calculator.field("累计任职年限").fill("16")
    device.press("复制一份")
    expect(device.state).to_contain_text("下学期 副本")
    expect(calculator.field("累计任职年限")).to_have_value("16")
    device.press("删去这份")
    expect(device.state).not_to_contain_text("副本")
    device.press("恢复")
    expect(device.state).to_contain_text("下学期 副本")
    records = device.element.get_by_label("换一份记录")
    expect(records.locator("option")).to_have_count(3)
    first = records.locator("option", has_text="学年").get_attribute("value")
    records.select_option(first)
    expect_filled(page)
    page.reload()
    expect_filled(page)


def test_a_record_file_is_read_by_the_command_line_and_becomes_a_record_again(
    open_page: Open, page: Page, tmp_path: Path
):
    """Saved, judged by `assessor assess`, and restored as a record of its own."""
    open_page(POLICY)
    calculator = fill_in(page)
    calculator.expect_value("S21-annual", "800")
    device = Device(page)
    device.open()
    with page.expect_download() as download:
        device.press("保存成文件")
    assert re.fullmatch(r"自评记录-\d{4}-学年第[一二]学期-[\d-]{10}\.json", download.value.suggested_filename)
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    command = [sys.executable, "-m", "assessor.cli", "assess", str(file), "--policy", "school-21art"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "800 元" in done.stdout
    calculator.field("累计任职年限").fill("3")
    device.element.locator("input[type=file]").set_input_files(file)
    expect(device.words).to_contain_text("已恢复成新的记录")
    expect_filled(page)
    expect(device.element.get_by_label("换一份记录").locator("option")).to_have_count(2)
    device.element.get_by_text("没有得到文件？用文字").click()
    device.element.get_by_label("记录的文字").fill(file.read_text("utf-8"))
    device.press("从文字恢复")
    expect(device.element.get_by_label("换一份记录").locator("option")).to_have_count(3)
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"累计任职年限": {"<img src=x onerror=alert(1)>": 1}}', "utf-8")
    device.element.locator("input[type=file]").set_input_files(wrong)
    expect(device.words).to_contain_text("“累计任职年限”的内容不是记录里会有的")


def test_a_file_is_recommended_after_a_week_and_can_be_put_off(open_page: Open, page: Page):
    """The records of the fixture were typed long ago."""
    open_page(POLICY)
    put(page, (OLD / "v2.json").read_text("utf-8"))
    device = Device(page)
    reminder = device.element.locator("p", has_text="还没有保存成文件")
    expect(reminder).to_contain_text("有 4 项")
    device.press("以后再说")
    expect(reminder).to_have_count(0)
    page.reload()
    expect(device.state).to_contain_text("已存到本机")
    expect(reminder).to_have_count(0)


def test_hostile_storage_shows_as_text_and_changes_nothing_else(open_page: Open, page: Page, complaints: Complaints):
    """Markup in names and values is text; names of the language are no fields."""
    open_page(POLICY)
    data = json.loads((OLD / "v2.json").read_text("utf-8"))
    attack = "<img src=x onerror=alert(1)>"
    data["records"]["a1"]["about"]["name"]["value"] = attack
    data["records"]["a1"]["fields"]["累计任职年限"]["value"] = attack
    data["records"]["constructor"] = data["records"].pop("b2")
    put(page, json.dumps(data).replace('"gone"', '"__proto__": {"polluted": 1}, "gone"'))
    expect(Device(page).state).to_contain_text(attack)
    expect(Calculator(page).field("累计任职年限")).to_have_value(attack)
    expect(page.locator("policy-calculator img")).to_have_count(0)
    assert page.evaluate("({}).polluted") is None


def test_typing_does_not_wait_for_storage(open_page: Open, page: Page):
    """Forty keys in a row, one write, and that when typing rests; the other entries are which record this tab has."""
    page.add_init_script("""
      globalThis.written = 0;
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (...of) { globalThis.written += 1; setItem.apply(this, of); };
    """)
    open_page(POLICY)
    written = (
        Calculator(page)
        .field("累计任职年限")
        .evaluate("""(field) => {
      const before = globalThis.written;
      for (let key = 0; key < 40; key += 1) {
        field.value += "1";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      return globalThis.written - before;
    }""")
    )
    assert written == 1
    Device(page).expect_kept()
    assert page.evaluate("written") <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, open_page: Open, scheme: Any):
    """Opened, asking, in trouble, with something to undo; on the narrowest screen nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    open_page(POLICY)
    put(page, (OLD / "v1.json").read_text("utf-8").replace('"12"', "12"))
    device = Device(page)
    expect(device.trouble).to_contain_text("另放在一边")
    device.open()
    device.press("删去这份")
    device.element.get_by_text("没有得到文件？用文字").click()
    device.element.get_by_role("checkbox").click()
    expect(device.element.get_by_role("button", name="一并删去")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page, context=".pc-device", options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(entry["id"], entry["nodes"]) for entry in found.response["violations"]] == []
    boxes = device.element.locator("button:visible, summary, label:has([type=checkbox]), select:visible").all()
    assert min((box.bounding_box() or {"height": 0})["height"] for box in boxes) >= 24


def test_items_that_the_form_has_no_row_for_stay_and_are_told(open_page: Open, page: Page):
    """A tick on an item that no policy asks for any more is told; neither it nor other policies' items are lost."""
    name, former, foreign = "学校事项完成", "班主任工作领导小组", "手册抽查两次"
    open_page("policies/wenzhou-2023-23/")
    data = json.loads((OLD / "v2.json").read_text("utf-8"))
    rows = [{"项目": item, "完成": "是"} for item in (former, foreign)]
    data["records"]["a1"]["fields"][name] = {"at": 1780000000000, "value": rows}
    put(page, json.dumps(data))
    calculator = Calculator(page)
    calculator.element.scroll_into_view_if_needed()
    told = calculator.element.locator(f'[data-question="{name}"]')
    expect(told).to_contain_text(f"“{former}”不再算数", timeout=PATIENCE)
    own = calculator.list(name).locator("[data-rows] > *", has_text="深化新时代学校教师队伍建设领导小组")
    own.evaluate(
        "(row) => { for (let at = row; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; }"
    )
    own.locator("select").select_option("是")
    calculator.expect_value("ORG-1", "1")
    page.wait_for_function(
        "([key, item]) => localStorage.getItem(key).includes(item)", arg=[KEY, "深化新时代学校教师队伍"]
    )
    stored = kept(page)["records"]["a1"]["fields"][name]["value"]
    assert [row["项目"] for row in stored if row.get("完成") == "是"] == [
        "深化新时代学校教师队伍建设领导小组",
        former,
        foreign,
    ]

"""Whatever a browser's storage is or throws, the calculator works; and what is said to be kept can be read back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculators import Calculator
from tests.browser.conftest import Complaints
from tests.browser.test_device import Device, kept, put

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
LIST = "月度坐班"
pytestmark = pytest.mark.parametrize("screen", ["1280"])

REFUSALS = {
    "null, as in Android's web views": "{ get: () => null }",
    "missing": "{ get: () => undefined }",
    "a security error": "{ get() { throw new DOMException('denied', 'SecurityError'); } }",
    "an exception of Firefox' own": "{ get() { throw { name: 'NS_ERROR_FILE_CORRUPTED', result: 2153971713 }; } }",
    "nothing that is an error": "{ get() { throw null; } }",
    "methods that throw": """{ get: () => new Proxy({}, {
      get: () => { throw new TypeError('denied'); },
      ownKeys: () => { throw new TypeError('denied'); },
    }) }""",
}
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  if (cell.dispatchEvent(event)) cell.value += text.slice(0, cell.maxLength - cell.value.length);
}"""


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_storage_that_refuses_is_told_and_the_rest_works(
    open_page: Open, page: Page, complaints: Complaints, refusal: str
):
    """Results, and a sentence that nothing is kept; not silence, and no dead calculator."""
    complaints.allow(".*")  # the theme does not catch it
    page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {refusal});"
    )
    calculator = Calculator(open_page(POLICY))
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "800")
    device = Device(page)
    expect(device.trouble).to_contain_text("不让网页存东西")
    expect(device.state).to_contain_text("没有存到本机")
    expect(page.locator("[data-guard]")).to_have_count(0)


def test_a_paste_that_is_too_long_is_refused_with_a_sentence(open_page: Open, page: Page):
    """The browser would cut it off without a word; what is there stays, and the list is still there after a reload."""
    calculator = Calculator(open_page(POLICY))
    calculator.add_row(LIST, 月份="2026-03", 应坐班="20", 实坐班="18")
    Device(page).expect_kept()
    cell = calculator.field(f"{LIST}.实坐班")
    cell.evaluate(PASTE, "9" * 25_000)
    expect(calculator.list(LIST)).to_contain_text("没有粘贴")
    expect(cell).to_have_value("18")
    years = calculator.field("累计任职年限")
    years.evaluate(PASTE, "9" * 25_000)
    expect(years).to_have_value("")
    expect(calculator.element.get_by_text("没有粘贴")).to_have_count(2)
    page.reload()
    expect(cell).to_have_value("18")


def test_rows_beyond_what_is_kept_are_refused(open_page: Open, page: Page):
    """Six pastes of 450 rows: the fifth does not fit and says so; what fits is there after a reload."""
    calculator = Calculator(open_page(POLICY))
    rows = "\n".join("2026-03\t20\t18" for _ in range(450))
    page.evaluate("globalThis.paste = null")
    for _ in range(6):
        calculator.list(LIST).get_by_role("button", name="粘贴").click()
        calculator.list(LIST).locator("textarea").evaluate(
            "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', { bubbles: true })); }", rows
        )
        calculator.list(LIST).get_by_role("button", name="填入").click()
    expect(calculator.list(LIST)).to_contain_text("最多 2000 行，现在有 1800 行")
    Device(page).expect_kept()
    page.reload()
    expect(calculator.field(f"{LIST}.月份")).to_have_count(1800)
    stored = kept(page)
    assert len(next(iter(stored["records"].values()))["fields"][LIST]["value"]) == 1800


def restore(page: Page, path: Path) -> Device:
    """Restore a record from a file."""
    device = Device(page)
    device.open()
    device.element.locator("input[type=file]").set_input_files(path)
    return device


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps({f"项{number}": 1 for number in range(1500)}).encode(), "最多 1000 项"),
        (json.dumps({f"f{number}": 1 for number in range(140_000)}).encode(), "最多 1000 项"),
        (json.dumps({"班级": "x" * 25_000}).encode(), "最多 20000 字"),
        (json.dumps({LIST: [{"月份": "2026-03"}] * 2001}).encode(), "最多 2000 行"),
        (json.dumps({"学段": "初中"}, ensure_ascii=False).encode("gbk"), "不是 UTF-8"),
    ],
    ids=["1500 fields", "140000 fields", "a long text", "many rows", "another encoding"],
)
def test_a_file_that_does_not_fit_is_refused_in_one_sentence(
    open_page: Open, page: Page, tmp_path: Path, content: bytes, words: str
):
    """No error, nothing half restored: what was filled in is still in use."""
    calculator = Calculator(open_page(POLICY))
    calculator.type("累计任职年限", "12")
    Device(page).expect_kept()
    before = kept(page)
    path = tmp_path / "记录.json"
    path.write_bytes(content)
    device = restore(page, path)
    expect(device.words).to_contain_text(words)
    expect(device.words).to_contain_text("没有恢复")
    assert len(device.words.inner_text()) < 200
    expect(calculator.field("累计任职年限")).to_have_value("12")
    assert kept(page) == before


def test_fields_that_nobody_knows_are_told(open_page: Open, page: Page, tmp_path: Path):
    """They stay in the record, and the reader learns that they do not count."""
    open_page(POLICY)
    path = tmp_path / "记录.json"
    path.write_text(json.dumps({"累计任职年限": 12, "坐班总时长": 3}), "utf-8")
    device = restore(page, path)
    expect(device.words).to_contain_text("“坐班总时长”本站没有")
    expect(device.words).to_contain_text("已恢复")


def test_a_store_larger_than_is_written_shows_its_records(open_page: Open, page: Page):
    """As the first versions could leave one: everything is listed, can be saved to a file, and deleting makes room."""
    open_page(POLICY)
    record = {"gone": 0, "about": {}, "fields": {"备注": {"at": 5, "value": "字" * 1_400_000}}}
    records = {name: {**record, "about": {"name": {"at": 5, "value": name}}} for name in ("甲班", "乙班", "丙班")}
    put(page, json.dumps({"format": 2, "cleared": 0, "current": {"at": 5}, "records": records}, ensure_ascii=False))
    device = Device(page)
    Calculator(page).type("累计任职年限", "12")
    expect(device.trouble).to_contain_text("满了")
    device.open()
    expect(device.element.locator("select option")).to_have_count(3)
    device.press("删去这份")
    Calculator(page).field("累计任职年限").fill("")
    Calculator(page).type("累计任职年限", "13")
    device.expect_kept()
    expect(device.trouble).to_be_empty()
    page.reload()
    expect(Calculator(page).field("累计任职年限")).to_have_value("13")


def test_large_lists_are_shown_within_seconds(open_page: Open, page: Page):
    """Two thousand rows are put into the form at once, not renumbered one by one."""
    open_page(POLICY)
    rows = [{"月份": "2026-03", "应坐班": "20", "实坐班": "18"}] * 2000
    fields = {LIST: {"at": 5, "value": rows}, "累计任职年限": {"at": 5, "value": "12"}}
    store = {"format": 2, "cleared": 0, "current": {"at": 5, "value": "a"}}
    record = {"gone": 0, "about": {"name": {"at": 5, "value": "大"}}, "fields": fields}
    put(page, json.dumps({**store, "records": {"a": record}}, ensure_ascii=False))
    expect(Calculator(page).field(f"{LIST}.月份")).to_have_count(2000)
    longest = page.evaluate("performance.now()")
    assert longest < 30_000

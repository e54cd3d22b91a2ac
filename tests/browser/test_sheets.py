"""Filling in and saving the record as a table, in Chromium: real files, hostile files, and nothing typed is lost."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page, expect

from assessor.policy import Library, read_library
from assessor.report import as_data
from assessor.rules import Record, assess
from assessor.sheets import import_record, record_template
from assessor.sheets.limits import MAX_BYTES
from assessor.site.inputs import asked, checklist_items
from tests.browser.calculators import ASSESS, Calculator
from tests.browser.conftest import ROOT
from tests.browser.page_types import SEEN, TAGS
from tests.sheets.files import data, packed, parts_of, text_cell, xlsx

Open = Callable[[str], Page]
POLICY = "school-21art"
MONTHS = [("2025-09", 20, 17), ("2025-10", 20, 16), ("2025-11", 20, 15.98), ("2025-12", 20, 12)]


class Tables:
    """The section 用表格填、存成表格 of a calculator, opened."""

    def __init__(self, page: Page) -> None:
        """Open it."""
        self.page, self.calculator = page, Calculator(page)
        self.box = page.locator("policy-calculator .pc-sheets")
        self.box.locator("> summary").click()
        self.line: Locator = self.box.get_by_role("status")
        self.preview = self.box.locator(".pc-sheets-read")

    def choose(self, content: bytes, name: str = "我的记录.xlsx") -> None:
        """Choose a file."""
        self.box.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )

    def press(self, name: str) -> None:
        """Press a button of the section."""
        self.box.get_by_role("button", name=name).click()

    def download(self, name: str) -> tuple[str, bytes]:
        """Press a button that makes a file; its name and content."""
        with self.page.expect_download() as waiting:
            self.press(name)
        download: Download = waiting.value
        return download.suggested_filename, download.path().read_bytes()


@pytest.fixture
def tables(open_page: Open) -> Tables:
    """The section below a policy."""
    return Tables(open_page(f"policies/{POLICY}/"))


@pytest.fixture(scope="module")
def library() -> Library:
    """The policies."""
    return read_library(ROOT / "policies").library


def values(library: Library, record: Record) -> dict[str, str]:
    """What the command line makes of a record: the values of its results."""
    day = record["自评日期"]
    assert isinstance(day, date)
    results = as_data(assess(library.rulebook, record, day, [POLICY]))["results"]
    return {entry["id"]: entry["value"] for entry in results if entry.get("status") == "known" and entry["value"]}


def filled(content: bytes, single: dict[str, Any], lists: dict[str, list[tuple[Any, ...]]]) -> bytes:
    """A template filled in as a person does: in the cells beside the fields' names, and below the lists' headings."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book["单项"].iter_rows(min_row=2):
        if str(row[0].value) in single:
            row[2].value = single[str(row[0].value)]
    for name, rows in lists.items():
        for number, cells in enumerate(rows, 2):
            for column, cell in enumerate(cells, 1):
                book[name].cell(number, column).value = cell
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cells_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """All that is written in a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_a_template_filled_in_gives_the_results_of_the_command_line(tables: Tables, library: Library):
    """The template is the command line's; filled in and imported it computes what `assessor record import` gives."""
    name, template = tables.download("下载模板 .xlsx")
    assert name == "自评记录-模板.xlsx"
    policy = library.policies[POLICY]
    items = {field: list(found) for field, found in checklist_items([policy]).items()}
    fields = library.rulebook.fields
    own = cells_of(template)
    theirs = cells_of(record_template(fields, asked(library, [policy]), items))
    assert own.pop("示例")
    assert own == theirs

    single = {"自评日期": date(2026, 6, 30), "现任班主任": "是", "累计任职年限": 10.5}
    file = filled(template, single, {"月度坐班": MONTHS})
    tables.choose(file)
    expect(tables.line).to_contain_text("读到 3 项，2 张列表共")
    tables.press("放进表单")
    expected = values(library, import_record(fields, file).record)
    assert len(expected) >= 3
    for rule, value in expected.items():
        tables.calculator.expect_value(rule, value)
    expect(tables.calculator.field("月度坐班.实坐班").nth(2)).to_have_value("15.98")


def test_a_file_of_chinese_excel_is_read_and_only_put_in_when_that_is_said(tables: Tables):
    """GBK, a title, a serial date, a column of their own; what was typed stays until 放进表单, and comes back after it."""
    text = (
        "某校班主任自评表,,,\r\n字段,单位,填写,经办\r\n累计任职年限,年,１２ 年,甲\r\n现任班主任,,√,\r\n"
        "自评日期,,46203,\r\n学段,,大学,\r\n月考核得分率,,96%,\r\n\r\n【月度坐班】\r\n月份,应坐班,实坐班\r\n2025年9月,20,17\r\n合计,20,17\r\n"
    )
    calculator = tables.calculator
    calculator.type("累计任职年限", "3")
    tables.choose(text.encode("gbk"), "<img src=x onerror=alert(1)>.csv")
    expect(tables.line).to_contain_text("读到 4 项，1 张列表共 1 行")
    expect(tables.preview).to_be_focused()
    expect(tables.preview).to_contain_text("<img src=x onerror=alert(1)>.csv")
    expect(tables.preview).to_contain_text("C6：学段不能是 大学")
    expect(tables.preview).to_contain_text("按 GBK 读")
    expect(tables.preview).to_contain_text("第 12 行是合计")
    assert tables.preview.locator("img, script").count() == 0
    expect(tables.preview).to_contain_text("只记进记录的：月考核得分率")

    tables.press("取消")
    expect(calculator.field("累计任职年限")).to_have_value("3")
    tables.choose(text.encode("gbk"), "表.csv")
    expect(tables.preview).to_contain_text("会换掉表单里现在填的 1 项")
    tables.press("放进表单")
    expect(calculator.field("累计任职年限")).to_have_value("12")
    expect(calculator.field("自评日期")).to_have_value("2026-06-30")
    calculator.expect_value("S21-16", "800")
    tables.press("恢复刚才填的")
    expect(calculator.field("累计任职年限")).to_have_value("3")
    expect(calculator.field("月度坐班.月份")).to_have_count(0)
    expect(calculator.status).to_contain_text("已恢复")


HOSTILE = {
    "bomb": (packed(parts_of({"表": ""}) | {"xl/worksheets/sheet1.xml": b" " * 60_000_000}), "太大了"),
    "far cell": (xlsx({"表": data(text_cell("XFD1048576", "远"))}), "表!XFD1048576：这一格离表格太远"),
    "deep nesting": (packed(parts_of({"表": ""}) | {"xl/worksheets/sheet1.xml": "<a>" * 100_000}), "嵌套太深"),
    "wrong type": (b"%PDF-1.7\n", "这是 PDF"),
    "old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "旧格式"),
    "too big": (b"a" * (MAX_BYTES + 1), "超过 5 MB"),
    "formula": (
        xlsx(
            {
                "单项": data(text_cell("A1", "字段"), text_cell("B1", "填写"), text_cell("A2", "累计任职年限"))[:-18]
                + '<c r="B2"><f>WEBSERVICE("http://x")</f></c></row></sheetData>'
            }
        ),
        "这一格是公式",
    ),
}


@pytest.mark.parametrize("screen", ["1280"])
def test_hostile_files_are_refused_in_words_and_the_engine_goes_on(tables: Tables):
    """Bombs, far cells, nesting, formulas, files that are no tables: each is told, and nothing typed is lost."""
    tables.calculator.type("累计任职年限", "12")
    tables.calculator.choose("现任班主任", "是")
    for content, message in HOSTILE.values():
        tables.choose(content)
        expect(tables.box).to_contain_text(message)
        expect(tables.box.get_by_role("button", name="放进表单")).to_have_count(0)
    expect(tables.calculator.field("累计任职年限")).to_have_value("12")
    tables.calculator.field("累计任职年限").fill("9")
    tables.calculator.expect_value("S21-16", "600")


@pytest.mark.parametrize("screen", ["1280"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_saved_and_read_again_is_the_same(tables: Tables, kind: str):
    """What is saved can be put in again; text that looks like a formula stays text, in the file too."""
    calculator = tables.calculator
    calculator.type("累计任职年限", "10.5")
    calculator.add_row("任职段", 起="2020-09", 班级="=1+1")
    calculator.add_row("任职段", 起="2023-09", 班级="@SUM(A1)")
    name, content = tables.download(f"存成 .{kind}")
    assert name.endswith(f".{kind}")
    if kind == "xlsx":
        found = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["任职段"].iter_rows() for cell in row]
        assert [cell.data_type for cell in found if cell.value in ("=1+1", "@SUM(A1)")] == ["s", "s"]
    else:
        assert content.startswith(b"\xef\xbb\xbf")
        assert "'=1+1" in content.decode("utf-8-sig")
    calculator.element.get_by_role("button", name="清空").click()
    expect(calculator.field("累计任职年限")).to_have_value("")
    tables.choose(content, name)
    expect(tables.line).to_contain_text("读到 1 项，1 张列表共 2 行")
    tables.press("放进表单")
    expect(calculator.field("累计任职年限")).to_have_value("10.5")
    expect(calculator.field("任职段.班级").first).to_have_value("=1+1")
    expect(calculator.field("任职段.班级").last).to_have_value("@SUM(A1)")


@pytest.mark.parametrize("screen", ["360"])
def test_what_tables_need_is_fetched_only_then_and_again_after_a_failure(page: Page, open_page: Open, complaints: Any):
    """Computing asks for neither archive; one that does not arrive is told, and the next try fetches it."""
    complaints.allow("net::ERR_FAILED")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append("/".join(request.url.split("/")[-2:])))
    page.route("**/sheets.zip", lambda route: route.abort(), times=1)
    open_page(f"policies/{POLICY}/")
    calculator = Calculator(page)
    calculator.type("累计任职年限", "12")
    calculator.expect_state("ready")
    assert not [name for name in fetched if name.endswith(("sheets.zip", "workbooks.zip", "sheets/panel.js"))]
    tables = Tables(page)
    tables.choose("字段,填写\n累计任职年限,8\n".encode(), "表.csv")
    expect(tables.line).to_contain_text("没有下载下来")
    tables.choose("字段,填写\n累计任职年限,8\n".encode(), "表.csv")
    expect(tables.line).to_contain_text("读到 1 项")
    archives = [name.rpartition("/")[2] for name in fetched]
    assert (archives.count("sheets.zip"), archives.count("workbooks.zip")) == (2, 0)
    expect(calculator.field("累计任职年限")).to_have_value("12")


@pytest.mark.parametrize("screen", ["1280"])
def test_a_file_can_be_dropped_on_the_form(tables: Tables):
    """A table dropped anywhere on the calculator is read; anything else does not take the place of the page."""
    drop = """async ([name, text]) => {
        const files = new DataTransfer();
        files.items.add(new File([text], name));
        const element = document.querySelector("policy-calculator .pc-form");
        for (const kind of ["dragover", "drop"])
            element.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
    }"""
    tables.page.evaluate(drop, ["表.csv", "字段,填写\n累计任职年限,8\n"])
    expect(tables.line).to_contain_text("读到 1 项")
    tables.page.evaluate(drop, ["图.png", "x"])
    expect(tables.line).to_contain_text("这不是表格文件")


@pytest.mark.parametrize(("screen", "scheme"), SEEN, indirect=["screen"])
def test_axe_finds_nothing_in_the_section(page: Page, open_page: Open, scheme: Literal["light", "dark"]):
    """With a preview, problems and notices on show; nothing is wider than the screen."""
    page.emulate_media(color_scheme=scheme)
    tables = Tables(open_page(f"policies/{POLICY}/"))
    tables.choose("字段,填写\n累计任职年限,八年\n现任班主任,是\n".encode("gbk"), "表.csv")
    expect(tables.preview).to_contain_text("有 1 处没读懂")
    tables.preview.locator("summary").click()
    found = Axe().run(page, context=".pc-sheets", options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(entry["id"], [node["html"] for node in entry["nodes"]]) for entry in found.response["violations"]] == []
    if page.viewport_size and page.viewport_size["width"] == 360:
        page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("screen", ["1280"])
def test_tables_are_read_on_an_engine_restored_from_a_snapshot(page: Page, open_page: Open):
    """On a later visit Python's memory comes from the device; what reads tables is added to it all the same."""
    page.add_init_script(
        """globalThis.said = [];
        globalThis.Worker = class extends Worker {
          constructor(...how) { super(...how); this.addEventListener("message", ({ data }) => said.push(data.event)); }
        };"""
    )
    calculator = Calculator(open_page(f"policies/{POLICY}/"))
    calculator.type("累计任职年限", "12")
    while "made" not in page.evaluate("said"):
        page.wait_for_timeout(200)
    tables = Tables(open_page(ASSESS))
    tables.choose("字段,填写\n累计任职年限,8\n".encode("gbk"), "表.csv")
    expect(tables.line).to_contain_text("读到 1 项")
    assert "restoring" in page.evaluate("said")


@pytest.mark.parametrize("screen", ["1280"])
def test_what_another_policy_asks_for_is_kept_in_the_record(tables: Tables, open_page: Open):
    """A field that this form does not ask for is there where it is asked for; undone, it is gone there too."""
    file = "字段,填写\n累计任职年限,8\n月考核得分率,96%\n".encode("gbk")
    tables.choose(file, "表.csv")
    tables.press("放进表单")
    expect(tables.line).to_contain_text("已放进 2 项")
    there = Calculator(open_page("policies/tz-zhongjia/"))
    expect(there.field("月考核得分率")).to_have_value("96")
    again = Tables(open_page(f"policies/{POLICY}/"))
    again.choose("字段,填写\n月考核得分率,50\n".encode(), "表.csv")
    again.press("放进表单")
    again.press("恢复刚才填的")
    expect(again.calculator.field("累计任职年限")).to_have_value("8")
    there = Calculator(open_page("policies/tz-zhongjia/"))
    expect(there.field("月考核得分率")).to_have_value("96")

"""The record form on a phone: groups, rows, pasting, undoing, not knowing, and how little it takes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.calculators import ASSESS, TEN_MONTHS, Calculator
from tests.browser.page_types import TAGS

Open = Callable[[str], Page]
POLICY = "policies/school-21art/"
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.parametrize("screen", ["360"], indirect=True)

# What Excel and WPS put on the clipboard: the text, and a page of HTML that must not be taken.
PASTE = """(cell, text) => {
  cell.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  data.setData("text/html", "<html><body><table><tr><td>99</td></tr></table></body></html>");
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def calculator(open_page: Open) -> Calculator:
    """The calculator below a policy, with its scripts at work."""
    calculator = Calculator(open_page(POLICY))
    expect(calculator.element.locator(".pc-ask").first).to_be_visible()
    return calculator


def press(calculator: Calculator, name: str, button: str) -> None:
    """Press a button of a list."""
    calculator.list(name).get_by_role("button", name=button).click()


def values(cells: Locator) -> list[str]:
    """What stands in some cells."""
    return [cell.input_value() for cell in cells.all()]


def entry(calculator: Calculator, name: str) -> Locator:
    """A single field with all that belongs to it."""
    return calculator.element.locator(f'.pc-field[data-field="{name}"]')


def state(calculator: Calculator, group: str) -> Locator:
    """What the list of groups says of one."""
    return calculator.element.locator(f'[data-task="{group}"] .pc-state')


def test_a_column_of_ten_months_fills_ten_rows_and_can_be_undone(calculator: Calculator):
    """Pasted into one cell; 撤销 is reached with the keyboard and leaves what was there before."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.field("自评日期").fill("2026.6.30")
    press(calculator, "月度坐班", "2025-09 至 2026-06")
    expect(calculator.field("月度坐班.月份")).to_have_count(10)
    calculator.field("月度坐班.应坐班").first.fill("20")
    press(calculator, "月度坐班", "下面 9 行也填 20")
    column = "".join(f"{kept}\r\n" for _, _, kept in TEN_MONTHS)
    calculator.field("月度坐班.实坐班").first.evaluate(PASTE, column)
    assert values(calculator.field("月度坐班.实坐班")) == [kept for _, _, kept in TEN_MONTHS]
    calculator.expect_value("S21-annual", "5200")
    expect(calculator.status).to_contain_text("已填入 10 行")
    calculator.list("月度坐班").get_by_role("button", name="撤销").press("Enter")
    assert values(calculator.field("月度坐班.实坐班")) == [""] * 10
    expect(calculator.field("月度坐班.实坐班").first).to_be_focused()
    assert values(calculator.field("月度坐班.应坐班")) == ["20"] * 10


def test_a_table_goes_into_its_columns_and_adds_the_rows_it_needs(calculator: Calculator):
    """With a row of names, units, 95％ and quotes; months in words get the year of the school year judged."""
    calculator.choose("现任班主任", "是")
    calculator.type("累计任职年限", "12")
    calculator.field("自评日期").fill("２０２６年６月３０日")
    press(calculator, "月度坐班", "添一行")
    table = (
        '"姓名"\t实坐班(小时)\t应坐班\t月份\r\n甲\t17\t20小时\t9月\r\n甲\t１６\t20\t2025年10月\r\n合计\t33\t40\t\r\n'
    )
    calculator.field("月度坐班.月份").first.evaluate(PASTE, table)
    calculator.expect_value("S21-19m", "2")
    assert values(calculator.field("月度坐班.月份")) == ["2025-09", "2025年10月"]
    undo = calculator.list("月度坐班").locator(".pc-undo")
    expect(undo).to_contain_text("没有用到的列：姓名")
    expect(undo).to_contain_text("没有取的行：合计")


def test_the_place_to_paste_into_shows_first_what_will_be_taken(calculator: Calculator):
    """What cannot be read is marked, filled in as it stands, and told at its cell."""
    press(calculator, "月度坐班", "从表格粘贴")
    area = calculator.element.get_by_label("复制，粘贴到这里")
    expect(area).to_be_focused()
    area.fill("2025-09\t20\t请假\n2025-10\t20\t16\n")
    preview = calculator.list("月度坐班").locator(".pc-preview")
    expect(preview.locator("tbody tr")).to_have_count(2)
    expect(preview.locator(".pc-unread")).to_have_text("请假")
    assert calculator.field("月度坐班.月份").count() == 0
    press(calculator, "月度坐班", "填入 2 行")
    expect(calculator.field("月度坐班.实坐班").first).to_have_attribute("aria-invalid", "true")
    expect(calculator.list("月度坐班").get_by_role("button", name="撤销")).to_be_focused()
    press(calculator, "月度坐班", "撤销")
    expect(calculator.field("月度坐班.月份")).to_have_count(0)
    expect(calculator.summary).to_be_empty()


def test_a_removed_row_comes_back_to_its_place(calculator: Calculator):
    """As long as the visit lasts, one after the other; other rows put in their place end it."""
    calculator.add_months(TEN_MONTHS[:3])
    press(calculator, "月度坐班", "删去第 2 行")
    press(calculator, "月度坐班", "删去第 1 行")
    expect(calculator.list("月度坐班").locator(".pc-undo")).to_contain_text("2025-09，20，17")
    press(calculator, "月度坐班", "撤销")
    press(calculator, "月度坐班", "撤销")
    assert values(calculator.field("月度坐班.月份")) == [month for month, *_ in TEN_MONTHS[:3]]
    assert values(calculator.field("月度坐班.实坐班")) == [kept for *_, kept in TEN_MONTHS[:3]]
    press(calculator, "月度坐班", "删去第 2 行")
    calculator.element.get_by_role("button", name="填入示例").click()
    expect(calculator.list("月度坐班").locator(".pc-undo")).to_have_count(0)


def test_rows_are_typed_without_leaving_the_keyboard(calculator: Calculator):
    """Enter goes to the next cell, then to a new row with the next month; in a blank row it is “done”."""
    press(calculator, "月度坐班", "添一行")
    for text in ("2025-12", "20", "17", "20", "16"):
        calculator.page.keyboard.type(text)
        calculator.page.keyboard.press("Enter")
    assert values(calculator.field("月度坐班.月份")) == ["2025-12", "2026-01", "2026-02"]
    assert values(calculator.field("月度坐班.实坐班")) == ["17", "16", ""]
    calculator.page.keyboard.press("Enter")
    expect(calculator.field("月度坐班.月份")).to_have_count(3)


def test_what_is_offered_counts_only_when_it_is_touched(open_page: Open):
    """A new meeting is blank; today and the values above are one touch away, and the rest of the row is another."""
    calculator = Calculator(open_page(ASSESS))
    calculator.add_row("班级活动", 日期="2026.3.6")
    for column, word in (("类型", "班会"), ("记录", "完整")):
        calculator.field(f"班级活动.{column}").select_option(word)
    press(calculator, "班级活动", "添一行")
    assert [values(calculator.field(f"班级活动.{column}"))[1] for column in ("日期", "类型", "记录")] == ["", "", ""]
    offers = calculator.list("班级活动").get_by_role("group", name="可以直接填")
    offers.get_by_role("button", name="今天").click()
    expect(calculator.field("班级活动.类型").nth(1)).to_be_focused()
    offers.get_by_role("button", name="其余同上").click()
    assert values(calculator.field("班级活动.类型")) == ["班会", "班会"]
    assert values(calculator.field("班级活动.记录")) == ["完整", "完整"]


def test_a_day_without_its_year_says_what_it_is_taken_for(open_page: Open):
    """While it is typed and when it is left; the year is that of the school year judged."""
    calculator = Calculator(open_page(ASSESS))
    calculator.field("自评日期").fill("2026-06-30")
    calculator.type("学期开始", "2.16")
    expect(entry(calculator, "学期开始")).to_contain_text("当作 2026-02-16")
    calculator.field("学期开始").blur()
    expect(calculator.field("学期开始")).to_have_value("2026-02-16")
    expect(entry(calculator, "学期开始")).to_contain_text("“2.16”当作 2026-02-16")
    calculator.field("入职日期").fill("8.20")  # that may be any year
    calculator.field("入职日期").blur()
    expect(calculator.field("入职日期")).to_have_attribute("aria-invalid", "true")
    expect(calculator.field("入职日期")).to_have_value("8.20")


def test_groups_say_how_far_they_are_and_lead_on(calculator: Calculator):
    """未填 until the engine knows more; 已够用 where no blank matters; 已填完; folded away, an error still shows."""
    expect(state(calculator, "任职经历")).to_have_text("未填")
    calculator.choose("现任班主任", "否")
    calculator.type("累计任职年限", "12")
    calculator.expect_value("S21-16", "0")
    calculator.list("任职段").get_by_label("不清楚").check()
    calculator.type("同班连续年限", "3")
    expect(state(calculator, "任职经历")).to_have_text("已填完")
    expect(state(calculator, "坐班")).to_have_text("未填")
    calculator.add_months([("2025-09", "20", "17")])
    expect(state(calculator, "坐班")).to_have_text("还要 1 项")
    calculator.field("计发月数").fill("十")
    calculator.field("计发月数").blur()
    heading = calculator.element.locator("summary", has_text="坐班")
    heading.click()
    expect(calculator.field("计发月数")).to_be_hidden()
    expect(heading).to_contain_text("有 1 处要改")
    calculator.summary.get_by_role("link").click()
    calculator.field("计发月数").fill("10")
    expect(state(calculator, "坐班")).to_have_text("已够用")
    heading.click()
    calculator.element.get_by_role("navigation", name="填写进度").get_by_role("link", name="坐班").click()
    expect(calculator.field("计发月数")).to_be_visible()
    calculator.element.get_by_role("link", name="下一项").first.click()
    assert calculator.page.evaluate("document.activeElement.closest('.pc-field, .pc-list') !== null")


def test_not_knowing_is_an_answer_that_is_kept_and_not_asked_for_again(open_page: Open):
    """In choices, lines and lists; the result still lacks it, the count of what is asked does not, and it comes back."""
    calculator = Calculator(open_page(ASSESS))
    calculator.choose("现任班主任", "是")
    calculator.expect_state("ready")
    only = calculator.element.get_by_text("只看还要填的")
    expect(only).to_be_visible()
    before = only.inner_text()
    calculator.choose("教师资格", "不清楚")
    entry(calculator, "累计任职年限").get_by_role("button", name="不清楚").click()
    expect(calculator.field("累计任职年限")).to_have_value("不清楚")
    calculator.list("月度坐班").get_by_label("不清楚").check()
    expect(calculator.result("S21-16")).to_have_attribute("data-status", "unknown")
    calculator.element.locator(".pc-section[data-policy=school-21art] .pc-fold > summary").click()
    expect(calculator.result("S21-16").get_by_role("link", name="累计任职年限")).to_be_visible()
    expect(only).not_to_have_text(before)
    only.click()
    links = calculator.page.evaluate("[...document.querySelectorAll('.pc-next a')].map((a) => a.dataset.field)")
    assert links
    assert set(links).isdisjoint({"教师资格", "累计任职年限", "月度坐班"})
    calculator.result("S21-16").get_by_role("link", name="第十六条").first.click()
    calculator.page.go_back()
    calculator = Calculator(calculator.page)
    expect(calculator.field("累计任职年限")).to_have_value("不清楚")
    expect(calculator.field("教师资格")).to_have_value("不清楚")
    expect(calculator.list("月度坐班").get_by_label("不清楚")).to_be_checked()
    calculator.list("月度坐班").get_by_label("没有").check()
    expect(calculator.list("月度坐班").get_by_label("不清楚")).not_to_be_checked()
    calculator.expect_value("S21-19m", "0")


def test_each_field_says_which_chosen_results_need_it(open_page: Open):
    """A button opens them, each with the way to its clause; another choice of policies gives other reasons."""
    calculator = Calculator(open_page(ASSESS))
    why = entry(calculator, "累计任职年限").get_by_role("button", name="为什么问")
    why.click()
    expect(why).to_have_attribute("aria-expanded", "true")
    reasons = entry(calculator, "累计任职年限").locator(".pc-reasons")
    link = reasons.get_by_role("link", name="第十六条", exact=True)
    expect(link).to_have_attribute("href", "../policies/school-21art/#art-16")
    expect(reasons).to_contain_text("班主任龄奖励档")
    calculator.element.locator("[data-part=policies] > summary").click()
    calculator.element.locator('[name="policies"][value="school-21art"]').uncheck()
    expect(link).to_have_count(0)
    why.click()
    expect(reasons).to_be_hidden()


def test_three_answers_take_fewer_than_forty_inputs_and_the_command_line_gives_the_same(
    page: Page, address: str, tmp_path: Path
):
    """From the home page: every tap, choice and text typed is counted; the same record is then assessed by the CLI."""
    page.goto(address)
    count = 0

    def tap(target: Locator) -> None:
        nonlocal count
        count += 1
        target.click()

    def fill(target: Locator, text: str) -> None:
        nonlocal count
        count += 1
        target.fill(text)

    tap(page.get_by_role("link", name="填记录，看结果"))
    calculator = Calculator(page)
    tap(calculator.element.locator("[data-part=policies] > summary"))
    for name in ("school-21art", "county-professional", "wenzhou-2023-23"):
        tap(calculator.element.locator(f"input[name=policies][value={name}]"))
    fill(calculator.field("自评日期"), "2026.6.30")
    calculator.element.get_by_label("学年", exact=True).select_option("2025")
    calculator.element.get_by_label("学期", exact=True).select_option(index=1)
    calculator.choose("现任班主任", "是")
    count += 3
    fill(calculator.field("累计任职年限"), "12")
    tap(calculator.list("月度坐班").get_by_role("button", name="2025-09 至 2026-06"))
    fill(calculator.field("月度坐班.应坐班").first, "20")
    tap(calculator.list("月度坐班").get_by_role("button", name="下面 9 行也填 20"))
    for position, (_, _, kept) in enumerate(TEN_MONTHS):
        fill(calculator.field("月度坐班.实坐班").nth(position), kept)
    calculator.expect_value("S21-annual", "5200")
    heads = calculator.element.locator(".pc-peek .pc-head")
    expect(heads).to_have_count(3)
    for head in heads.all():
        expect(head).to_have_attribute("data-state", "known")
    assert count < 40

    months = [{"月份": month, "应坐班": int(required), "实坐班": float(kept)} for month, required, kept in TEN_MONTHS]
    term = {"学期开始": "2025-09-01", "学期结束": "2026-01-31"}
    record = {"自评日期": "2026-06-30", **term, "现任班主任": True, "累计任职年限": 12, "月度坐班": months}
    (tmp_path / "record.json").write_text(json.dumps(record), "utf-8")
    policies = (calculator.element.get_attribute("policies") or "").split()
    command = [sys.executable, "-m", "assessor.cli", "assess", str(tmp_path / "record.json"), "--json", "--policy"]
    done = subprocess.run([*command, *policies], cwd=ROOT, capture_output=True, text=True, check=True)
    there = {result["id"]: result["status"] for result in json.loads(done.stdout)["results"]}
    here = {
        str(result.get_attribute("data-result")): result.get_attribute("data-status")
        for result in calculator.element.locator("[data-part=results] [data-result][data-status]").all()
    }
    assert {name: there[name] for name in here} == here
    assert {"S21-16", "S21-annual", "S21-19m"} <= set(here)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_in_its_states_is_accessible_and_no_wider_than_the_smallest_screen(
    page: Page, open_page: Open, scheme: str
):
    """Offers, undo, reasons, a table to paste, not knowing, an error, folded groups; 320 px, and letters twice as large."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 700})
    calculator = Calculator(open_page(ASSESS))
    calculator.element.get_by_role("button", name="填入示例").click()
    calculator.expect_value("S21-annual", "5200")
    press(calculator, "月度坐班", "删去第 10 行")
    press(calculator, "班级活动", "添一行")
    entry(calculator, "累计任职年限").get_by_role("button", name="为什么问").click()
    calculator.field("同班连续年限").fill("")
    entry(calculator, "同班连续年限").get_by_role("button", name="不清楚").click()
    press(calculator, "培训记录", "从表格粘贴")
    calculator.element.get_by_label("复制，粘贴到这里").fill(
        "日期\t时长\t类型\n2024/7/10\t12\t专题\n很久以前\t2\t不知名\n"
    )
    calculator.field("班级人数").fill("许多")
    expect(calculator.summary).to_contain_text("班级人数")
    # What stays in view covers some of the rest, wherever one has scrolled to.
    page.evaluate("for (const bar of document.querySelectorAll('.pc-peek, .pc-offers')) bar.style.position = 'static'")
    form = "policy-calculator .pc-form"
    found = Axe().run(page, context=form, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert [(each["id"], [part["html"] for part in each["nodes"]]) for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    calculator.element.evaluate("(element) => { element.style.fontSize = '32px' }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_rows_offer_lies_over_nothing(open_page: Open):
    """The line of offers stays in view, and yet leaves what is below the rows to be seen and touched."""
    calculator = Calculator(open_page(ASSESS))
    calculator.choose("现任班主任", "是")
    expect(calculator.element.locator(".pc-peek")).to_be_visible()
    calculator.add_row("培训记录", 时长="8")
    calculator.field("培训记录.日期").focus()
    rows = calculator.list("培训记录")
    expect(rows.locator(".pc-offers")).to_be_visible()
    button = rows.get_by_role("button", name="添一行")
    button.evaluate("(button) => button.scrollIntoView({ block: 'center' })")
    uncovered = button.evaluate(
        """(button) => {
          const { left, top, width } = button.getBoundingClientRect();
          const offers = button.closest('[data-list]').querySelector('.pc-offers');
          return getComputedStyle(offers).boxShadow === 'none'
            && document.elementFromPoint(left + width / 2, top + 1) === button;
        }"""
    )
    assert uncovered


def test_the_example_put_in_twice_still_leads_back_to_ones_own(open_page: Open):
    """A second tap on 填入示例 must not make the example what 恢复 brings back."""
    calculator = Calculator(open_page(ASSESS))
    calculator.type("累计任职年限", "7")
    for _ in range(2):
        calculator.element.get_by_role("button", name="填入示例").click()
    expect(calculator.field("累计任职年限")).not_to_have_value("7")
    calculator.element.get_by_role("button", name="恢复刚才填的").click()
    expect(calculator.field("累计任职年限")).to_have_value("7")

"""A whole staff list judged at once."""

import io
from datetime import date
from fractions import Fraction
from typing import Any

import openpyxl
import pytest

from assessor.rules import RulebookError, State
from assessor.sheets import SheetError, run_batch
from assessor.sheets.batch import Output
from tests.sheets.files import scalars, workbook

TODAY = date(2026, 6, 30)
POLICIES = ["school-21art", "tz-zhongjia"]
DUTY = ("代号", "月份", "应坐班", "实坐班")
STAFF: dict[str, list[Any]] = {
    "名单": [
        ("代号", "姓名", "现任班主任", "累计任职年限", "同班连续年限", "月考核津贴实发"),
        ("T3", "某", "是", 10.5, 0.5, 180),
        ("T1", "某", "是", "八年", 3, 180),
        ("=HYPERLINK(1)", "某", "否", 16, 3, 200),
        ("T2", "<script>alert(1)</script>", None, None, 3, None),
    ],
    "月度坐班": [
        DUTY,
        *((code, f"2026-0{month}", 20, 16) for code in ("T3", "T1", "=HYPERLINK(1)") for month in range(3, 7)),
        ("T9", "2026-03", 20, 16),
    ],
    "全校": scalars(("学期月数", 5), ("班级数", 10)),
}


def staff_file() -> bytes:
    """The list, with a code that looks like a formula stored as text."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(STAFF)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def batch(rulebook):
    """The list judged."""
    return run_batch(rulebook, staff_file(), POLICIES, TODAY)


@pytest.fixture(scope="module")
def book(batch):
    """The results as another program reads them."""
    return openpyxl.load_workbook(io.BytesIO(batch.data))


def rows(book: openpyxl.Workbook, name: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet."""
    return list(book[name].iter_rows(values_only=True))


def column(sheet: list[tuple[Any, ...]], rule: str, part: str) -> list[Any]:
    """The cells of a rule's column, from the third row on."""
    first = next(at for at, text in enumerate(sheet[0]) if text and str(text).startswith(f"{rule}（"))
    at = next(at for at in range(first, len(sheet[1])) if str(sheet[1][at]).startswith(part))
    return [row[at] for row in sheet[2:]]


def test_sheets(book):
    """A summary, a sheet for each policy, reasons, the school, the cost and the errors."""
    assert book.sheetnames == [
        "汇总",
        "结论",
        "结果 学校班主任工作实施办法",
        "结果 关于改进和加强班主任工作的意见",
        "理由",
        "学校",
        "预算",
        "预算明细",
        "错误",
    ]


def test_results_keep_the_order_of_the_list(book):
    """One row a teacher, in the order of the list, whether it could be read or not."""
    for name in book.sheetnames[2:4]:
        assert [row[0] for row in rows(book, name)[2:]] == ["T3", "T1", "=HYPERLINK(1)", "T2"]


def test_results(book):
    """Each rule has its result, its state, what is lacking and missing, and where the readings differ."""
    sheet = rows(book, "结果 学校班主任工作实施办法")
    assert column(sheet, "班主任龄奖励档", "结果（应发，元/月）") == [600, None, 0, None]
    assert column(sheet, "班主任龄奖励档", "状态") == ["已得出", "数据有误", "已得出", "还缺数据"]
    assert column(sheet, "班主任龄奖励档", "还缺") == [None, None, None, "现任班主任、任职段、累计任职年限"]
    assert (
        column(sheet, "班主任龄奖励档", "读法不同")[0]
        == "向下取整（默认）：应发 600 元/月；四舍五入：应发 800 元/月；字面空档：条文没有写；按学年：应发 600 元/月"
    )
    assert column(sheet, "同班连续任职", "结果") == ["未达到（原则上的要求）", None, "达到", "达到"]
    assert column(sheet, "同班连续任职", "还差") == [0.5, None, None, None]
    assert column(sheet, "学期坐班等第上限", "结果") == ["最高可评 A", None, "最高可评 A", None]


def test_conclusions(book):
    """Each person has a sentence for each question, the same as on the page: subject, force, and what is lacking."""
    sheet = rows(book, "结论")
    assert sheet[0] == ("代号", "考核等第", "津贴与龄奖", "资格与称号")
    said = {row[0]: row[1:] for row in sheet[1:]}
    assert said["T1"] == ("数据有误",) * 3
    assert said["T3"][0].startswith("坐班一项：最高可评 A")
    assert "班龄奖励：应发 2400 元/学年" in said["T3"][1]
    assert "还缺数据" in said["T2"][1]


def test_manual_rules_and_those_of_the_school_have_their_own_place(book):
    """What a person decides has no column; what concerns the school stands once, on its own sheet."""
    heads = " ".join(str(text) for text in rows(book, "结果 学校班主任工作实施办法")[0])
    assert "龄奖预算估算" not in heads
    assert "S21-" not in heads
    school = {row[1]: row for row in rows(book, "学校")}
    assert school["TZ-pool"][3:5] == (15000, "已得出")
    assert school["S21-4c"][4:6] == ("还缺数据", "班主任人数")


def test_reasons(book):
    """Every result has its reason in one line, with the clause it rests on."""
    found = {(row[0], row[2]): row for row in rows(book, "理由")}
    row = found["T3", "S21-16"]
    assert (row[1], row[3], row[4], row[6]) == (
        "学校班主任工作实施办法",
        "班主任龄奖励档",
        "应发 600 元/月",
        "第十六条",
    )
    assert "10 年 6 个月 舍去零头 = 10 年" in row[5]
    assert "\n" not in row[5]
    assert found["T2", "S21-16"][5] == "还缺：现任班主任、任职段、累计任职年限"
    assert found["T1", None][4:6] == ("数据有误", "见“错误”表")


def test_costs(book, batch):
    """The cost of each policy, under each reading; unknown as long as one is, with who that is."""
    sheet = rows(book, "预算")
    first = sheet[1]
    assert first[:4] == ("学校班主任工作实施办法", "学年龄奖合计", "一学年", "向下取整（默认）")
    assert first[4:8] == (None, "还缺数据", 2, 3)
    assert "还算不出的 3 人：T1、T2、（没有归到人的行）" in first[8]
    assert "已算出的 2 人共 2400 元" in first[8]
    assert len(sheet) == 1 + 4 + 3
    shares = {(row[0], row[4]): row[5:] for row in rows(book, "预算明细")}
    assert shares["T3", "四舍五入"] == (3200, "已得出")
    assert shares["=HYPERLINK(1)", "向下取整"] == (0, "已得出")
    assert [budget.policy for budget in batch.budgets] == ["school-21art"] * 4 + ["tz-zhongjia"] * 3


def test_errors(book, batch):
    """Each error stands with its sheet, row, column and cell, and what to do."""
    assert [row[:5] for row in rows(book, "错误")[1:]] == [
        ("月度坐班", 14, "A", "A14", None),
        ("名单", 3, "D", "D3", "T1"),
    ]
    assert batch.faulty == 1
    assert batch.errors[1].startswith("名单!D3：“八年”不是数")


def test_summary(book):
    """The summary counts, names the day, the policies' texts and what was not read."""
    sheet = rows(book, "汇总")
    assert sheet[1][0] == "名单 4 人：算出 3 人，数据有误 1 人；错误 2 处。"
    assert "2026-06-30" in sheet[2][0]
    assert "没有用到的列：“姓名”" in sheet[3][0]
    counts = {row[1]: row[3:] for row in sheet if row[1]}
    assert counts["S21-16"] == (2, 1, 0, 0, 1, "应发 600 元/月 1 人、应发 0 元/月 1 人")


def test_nothing_typed_becomes_a_formula(book):
    """A code that looks like a formula is text wherever it stands, and no name is carried into the results."""
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    assert not any("script" in str(cell.value) for cell in cells)


def test_as_text(rulebook):
    """The results can be had as a text file, the sheets one below the other; guarded there too."""
    text = run_batch(rulebook, staff_file(), POLICIES, TODAY, Output("csv")).data.decode("utf-8-sig")
    assert text.startswith("【汇总】\r\n")
    assert "\r\n【错误】\r\n" in text
    assert "\r\n'=HYPERLINK(1)," in text
    assert "\r\n=HYPERLINK" not in text


def test_a_record_has_its_own_day(rulebook):
    """自评日期 in the list counts; the given day only where it was left out."""
    spells = [("代号", "起", "止", "角色"), *((f"T{n}", "2016-09", None, "班主任") for n in (1, 2))]
    staff = workbook(
        {"名单": [("代号", "自评日期", "现任班主任"), ("T1", "2020.8.31", "是"), ("T2", None, "是")], "任职段": spells}
    )
    book = openpyxl.load_workbook(io.BytesIO(run_batch(rulebook, staff, ["school-21art"], TODAY).data))
    assert column(rows(book, "结果 学校班主任工作实施办法"), "班主任龄奖励档", "结果") == [0, 600]


def test_without_a_cost(rulebook):
    """Policies whose cost is not defined say so."""
    book = openpyxl.load_workbook(io.BytesIO(run_batch(rulebook, staff_file(), ["moe-2009-12"], TODAY).data))
    assert rows(book, "预算")[1][8] == "所选政策没有规定可以合计的支出。"


def test_refusals(rulebook):
    """No list in the file, or a policy that does not exist, is told."""
    with pytest.raises(SheetError, match="没有找到名单"):
        run_batch(rulebook, workbook({"单项": scalars(("累计任职年限", 8))}), POLICIES, TODAY)
    with pytest.raises(RulebookError, match="school-21art"):
        run_batch(rulebook, staff_file(), ["school-21"], TODAY)


def test_a_field_that_was_split_is_asked_about_once_for_the_whole_list(rulebook):
    """Older lists hold both kinds of appraisal in one table: told with how many it concerns, and in the summary."""
    sheets: dict[str, list[Any]] = {
        "名单": [("代号", "学段"), ("A", "小学"), ("B", "小学"), ("C", "小学")],
        "年度考核": [("代号", "学年", "结果"), ("A", "2024-2025", "合格"), ("B", "2024-2025", "合格")],
    }
    found = run_batch(rulebook, workbook(sheets), ["weifang-fangzi"], TODAY)
    [notice] = [text for text in found.staff.notices if "人事年度考核" in text]
    assert notice.endswith("请另外填上。（2 人：A、B）")
    told = openpyxl.load_workbook(io.BytesIO(found.data))["汇总"].iter_rows(values_only=True)
    assert any(row[0] == f"提示：{notice}" for row in told)
    assert not run_batch(rulebook, workbook(sheets), ["city-impl-2006"], TODAY).staff.notices


def test_a_summer_left_out_is_asked_about_with_the_codes(rulebook):
    """Where a spell ends in June and the next begins in September, the list tells of whom that is asked."""
    sheets: dict[str, list[Any]] = {
        "名单": [("教师代号", "现任班主任"), ("A1", "是"), ("A2", "是")],
        "任职段": [
            ("教师代号", "起", "止", "角色"),
            ("A1", "2022-09", "2023-06", "班主任"),
            ("A1", "2023-09", None, "班主任"),
            ("A2", "2022-09", "2023-08", "班主任"),
            ("A2", "2023-09", None, "班主任"),
        ],
    }
    found = run_batch(rulebook, workbook(sheets), ["school-21art"], TODAY)
    [notice] = [text for text in found.staff.notices if "暑假" in text]
    assert notice.endswith("（1 人：A1）")
    assert not run_batch(rulebook, workbook(sheets), ["quant-200"], TODAY).staff.notices


def test_what_is_not_due_yet_says_so_in_the_reasons(rulebook):
    """No answer, no shortfall, and the day from which it is asked for; not the words for a share of nothing."""
    sheets = {"名单": [("代号", "入职日期", "见习年限"), ("A", "2025-09-01", 0.5)]}
    found = run_batch(rulebook, workbook(sheets), ["wenzhou-2023-23"], TODAY)
    book = openpyxl.load_workbook(io.BytesIO(found.data))
    [row] = [row for row in book["理由"].iter_rows(values_only=True) if row[2] == "WZ-2"]
    assert row[4] == "还没到期"
    assert "2026 年 9 月 1 日" in str(row[5])
    assert "分母" not in str(row[5])


def test_rows_that_belong_to_nobody_keep_the_sum_open(rulebook):
    """A row without a code, or of a code that is not in the list, may be anybody's: who is in the list is not all."""
    sheets: dict[str, list[Any]] = {
        "名单": [("代号", "现任班主任", "累计任职年限"), ("001", "是", 12)],
        "月度坐班": [("代号", "月份", "应坐班", "实坐班"), ("001", "2026-04", 20, 16)],
    }
    found = run_batch(rulebook, workbook(sheets), ["school-21art"], TODAY)
    assert next(budget for budget in found.budgets if budget.is_default).amount == 800
    for code in (None, "009"):
        rows = [*sheets["月度坐班"], (code, "2026-05", 20, 20)]
        lost = run_batch(rulebook, workbook({**sheets, "月度坐班": rows}), ["school-21art"], TODAY)
        budget = next(budget for budget in lost.budgets if budget.is_default)
        assert (budget.amount, budget.found) == (None, Fraction(800))
        assert budget.who(State.UNKNOWN) == ["（没有归到人的行）"]


@pytest.mark.parametrize("words", ["合计", "共6人", "合计：6人", "全校合计", "总人数 6", "共 6 名"])
def test_a_row_that_counts_the_others_is_nobody(rulebook, words):
    """Whoever counts at the foot of a list is not one teacher more."""
    sheets = {"名单": [("代号", "现任班主任", "累计任职年限"), ("001", "是", 12), (words, None, None)]}
    found = run_batch(rulebook, workbook(sheets), ["school-21art"], TODAY)
    assert len(found.staff.members) == 1
    assert any("是合计，没有读" in notice for notice in found.staff.notices)

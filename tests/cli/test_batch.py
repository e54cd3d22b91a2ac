"""`assessor batch`: a whole staff list judged at once."""

import openpyxl
import pytest

STAFF = "代号,现任班主任,累计任职年限\n00123,是,12\n00124,是,八年\n00125,否,16\n".encode("gbk")
DUTY = "【月度坐班】\n代号,月份,应坐班,实坐班\n00123,2026-03,20,16\n00125,2026-03,20,16\n"
POLICY = ("--policy", "school-21art", "--as-of", "2026-06-30")


def test_results_are_written_errors_and_all(run, write, tmp_path):
    """The errors of one row are told and make the exit status 1; the results of the others are written."""
    write("名单.csv", STAFF)
    ran = run("batch", "名单.csv", "-o", "结果.xlsx", *POLICY)
    assert ran.status == 1
    assert "错误：C3：“八年”不是数" in ran.err
    assert "已写好 结果.xlsx：3 人，算出 2 人，数据有误 1 人。" in ran.out
    assert "预算 school-21art（一学年）：还算不出" in ran.out
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx")["结果 学校班主任工作实施办法"]
    assert [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["00123", "00124", "00125"]


def test_costs_are_printed(run, write):
    """Where everything is known the cost is printed, exactly."""
    write("名单.csv", STAFF.replace("八年".encode("gbk"), b"3").decode("gbk") + "\n" + DUTY + "00124,2026-03,20,16\n")
    ran = run("batch", "名单.csv", "-o", "结果.csv", *POLICY)
    assert (ran.status, ran.err) == (0, "")
    assert "预算 school-21art（一学年）：800 元" in ran.out


def test_all_policies(run, write, tmp_path):
    """Without a choice every policy with rules is judged."""
    write("名单.csv", "代号,累计任职年限\nT1,8\n")
    assert run("batch", "名单.csv", "-o", "结果.xlsx").status == 0
    names = openpyxl.load_workbook(tmp_path / "结果.xlsx").sheetnames
    assert sum(name.startswith("结果") for name in names) > 10


def test_many_errors(run, write):
    """Of many errors the first are printed, and how many there are; all of them stand in the file."""
    write("名单.csv", "代号,累计任职年限\n" + "".join(f"T{n},很多\n" for n in range(50)))
    ran = run("batch", "名单.csv", "-o", "结果.csv", *POLICY)
    assert ran.err.count("错误：") == 20
    assert "共 50 处错误" in ran.err


WRONG = [
    (("空.csv", "-o", "结果.xlsx"), 1, "没有认出"),
    (("没有.xlsx", "-o", "结果.xlsx"), 2, "读不了"),
    (("名单.csv", "-o", "名单.csv"), 2, "不能写在它上面"),
    (("名单.csv", "-o", "结果.pdf"), 2, ".xlsx 或 .csv"),
    (("名单.csv", "-o", "没有/结果.xlsx"), 2, "写不了"),
    (("名单.csv", "-o", "结果.xlsx", "--policy", "school-21"), 2, "是不是 school-21art"),
    (("名单.csv", "-o", "结果.xlsx", "--as-of", "2026-02-30"), 2, "2026-02-30"),
    (("名单.csv",), 2, "-o"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_wrong_calls(run, write, arguments, status, message):
    """Whatever is wrong is told in words, with an exit status that says so."""
    write("名单.csv", "代号,累计任职年限\nT1,8\n")
    write("空.csv", "甲,乙\n")
    ran = run("batch", *arguments)
    assert ran.status == status
    assert message in ran.err

"""`assessor record`: templates, import, export."""

import json

import openpyxl
import pytest

RECORD = {
    "现任班主任": True,
    "累计任职年限": 10.5,
    "月度坐班": [{"月份": "2026-03", "应坐班": 20, "实坐班": 16.4}],
    "处分": [],
    "荣誉": [{"名称": "=1+1"}],
}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_there_and_back(run, write, tmp_path, kind):
    """A record written as a table and read again is the same, and gives the same results."""
    write("我的.json", RECORD)
    ran = run("record", "export", "我的.json", "-o", f"表.{kind}")
    assert (ran.status, ran.out) == (0, f"已写好 表.{kind}：5 个字段。\n")
    ran = run("record", "import", f"表.{kind}", "-o", "回来.json")
    assert ran.status == 0, ran.err
    assert json.loads((tmp_path / "回来.json").read_text("utf-8")) == RECORD
    both = [
        run("assess", name, "--policy", "school-21art", "--as-of", "2026-06-30", "--json")
        for name in ("我的.json", "回来.json")
    ]
    assert both[0].json() == both[1].json()


def test_template(run, tmp_path):
    """A template has the fields of the chosen policies, an example that is not read, and says how to go on."""
    ran = run("record", "template", "--policy", "school-21art")
    assert ran.status == 0
    assert "assessor record import 自评记录.xlsx" in ran.out
    book = openpyxl.load_workbook(tmp_path / "自评记录.xlsx")
    assert book.sheetnames[0] == "单项"
    assert book.sheetnames[-2:] == ["说明", "示例"]
    names = {row[0].value for row in book["单项"].iter_rows(min_row=2)}
    assert "累计任职年限" in names
    assert "月考核得分率" not in names
    imported = run("record", "import", "自评记录.xlsx").json()
    assert all(set(row) == {"项目"} for rows in imported.values() for row in rows)


def test_staff_template(run, tmp_path):
    """The template of a list goes through `assessor batch` as soon as there is somebody on it."""
    ran = run("record", "template", "--staff", "-o", "名单.csv", "--policy", "school-21art")
    assert ran.status == 0
    assert "assessor batch 名单.csv" in ran.out
    text = (tmp_path / "名单.csv").read_text("utf-8-sig")
    head = text.splitlines()[1].split(",")
    assert head[0] == "代号"
    filled = text.replace("\n\n【全校】", f"\nT1,{',' * (len(head) - 2)}\n\n【全校】", 1)
    (tmp_path / "名单.csv").write_text(filled, "utf-8")
    ran = run("batch", "名单.csv", "-o", "结果.csv", "--policy", "school-21art")
    assert (ran.status, ran.err) == (0, "")


def test_template_keeps_what_is_there(run, write, tmp_path):
    """A file that is there, perhaps filled in already, is left as it is."""
    write("自评记录.xlsx", b"mine")
    ran = run("record", "template", "--policy", "school-21art")
    assert ran.status == 1
    assert "已经有了" in ran.err
    assert (tmp_path / "自评记录.xlsx").read_bytes() == b"mine"


def test_import_tells_every_problem(run, write, tmp_path):
    """Problems stand one a line with their cells; nothing is written."""
    write("坏.csv", "字段,填写\n累计任职年限,八年\n学段,大学\n".encode("gbk"))
    ran = run("record", "import", "坏.csv", "-o", "好.json")
    assert ran.status == 1
    assert ran.err.splitlines()[0] == "坏.csv：有 2 处问题，没有读入。"
    assert "B2：“八年”不是数" in ran.err
    assert "B3：学段不能是 大学" in ran.err
    assert not (tmp_path / "好.json").exists()


def test_import_prints_and_says_what_it_noticed(run, write):
    """Without a file to write to the record is printed; what is worth a word goes beside it."""
    write("好.csv", "字段,填写\n累计任职年限,８ 年\n".encode("gbk"))
    ran = run("record", "import", "好.csv")
    assert ran.json() == {"累计任职年限": 8}
    assert ran.err == "提示：文字编码按 GBK 读。\n"


def test_endless_fractions(run, write):
    """A fraction is no decimal number: it is refused where it stands."""
    write("分数.csv", "字段,填写\n累计任职年限,32/3\n")
    ran = run("record", "import", "分数.csv")
    assert ran.status == 1
    assert "32/3" in ran.err


WRONG = [
    (["record"], 2, "做什么"),
    (["record", "import", "没有.xlsx"], 2, "读不了 没有.xlsx"),
    (["record", "template", "-o", "模板.doc"], 2, "应当以 .xlsx 或 .csv 结尾"),
    (["record", "template", "--policy", "school-21"], 2, "是不是 school-21art"),
    (["record", "export", "坏.json", "-o", "表.xlsx"], 1, "累计任职年限"),
    (["record", "export", "没有.json", "-o", "表.xlsx"], 2, "读不了"),
    (["record", "export", "坏.json", "-o", "没有/表.xlsx"], 1, "累计任职年限"),
    (["record", "export", "好.json", "-o", "没有/表.xlsx"], 2, "写不了"),
    (["record", "import", "假.xlsx"], 1, "网页"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_wrong_calls(run, write, arguments, status, message):
    """Whatever is wrong is told in words, with an exit status that says so."""
    write("坏.json", {"累计任职年限": "很多"})
    write("好.json", {"累计任职年限": 8})
    write("假.xlsx", b"<html><table></table></html>")
    ran = run(*arguments)
    assert ran.status == status
    assert message in ran.err


def test_help(run):
    """Every part of the command explains itself in Chinese."""
    for part, word in ((("--help",), "模板"), (("template", "--help"), "--staff"), (("import", "--help"), "退出状态")):
        ran = run("record", *part)
        assert ran.status == 0
        assert word in ran.out

"""`assessor assess` with records and calls that cannot be accepted: each is told, nothing is guessed."""

import json

import pytest

from .samples import RECORD, SCHOOL, results

BAD_RECORDS = [
    ("unknown field", {"累计任职年线": 3}, ["累计任职年线", "没有这个字段", "累计任职年限"]),
    ("wrong type", {"累计任职年限": "三"}, ["累计任职年限", "三", "应当是一个数，单位 年"]),
    ("impossible value", {"累计任职年限": -1}, ["累计任职年限", "-1", "不能小于 0"]),
    ("unknown word", {"学段": "大学"}, ["学段", "大学", "小学、初中、高中"]),
    ("unknown column", {"月度坐班": [{"月分": "2026-06"}]}, ["月度坐班.月分（第 1 行）", "没有这一列", "月份"]),
    ("impossible date", {"自评日期": "2026-02-30"}, ["自评日期", "2026-02-30", "2026-09-01"]),
    ("two problems", {"学段": 3, "现任班主任": "是"}, ["2 处问题", "学段", "现任班主任"]),
    ("a list", [], ["字段名"]),
    ("a number", 5, ["字段名"]),
]
BAD_TEXTS = [
    ("not JSON", "{", ["第 1 行"]),
    ("empty", "", ["第 1 行"]),
    ("twice", '{"学段": "小学", "学段": "初中"}', ["学段", "写了两次"]),
    ("not a number", '{"累计任职年限": NaN}', ["NaN"]),
    ("deep", "[" * 10_000, ["嵌套"]),
    ("huge number", '{"累计任职年限": 1e999999}', ["累计任职年限", "普通的数"]),
    ("long number", '{"累计任职年限": ' + "9" * 5000 + "}", ["累计任职年限"]),
    ("lone surrogate", '{"\\ud800": 1}', ["没有这个字段"]),
]


@pytest.mark.parametrize(
    ("content", "parts"), [row[1:] for row in BAD_RECORDS + BAD_TEXTS], ids=[row[0] for row in BAD_RECORDS + BAD_TEXTS]
)
def test_bad_record(run, write, content, parts):
    """A record that cannot be accepted is told field by field; nothing is computed and the exit status is 1."""
    ran = run("assess", write("a.json", content), "--policy", SCHOOL)
    assert (ran.status, ran.out) == (1, "")
    assert "a.json：" in ran.err
    for part in parts:
        assert part in ran.err


def test_bad_record_as_json(run, write):
    """With --json the error is also an object, for whoever reads the answer."""
    ran = run("assess", write("a.json", {"年限": 3}), "--policy", SCHOOL, "--json")
    assert ran.status == 1
    answer = ran.json()
    assert (answer["policy"], answer["results"]) == (SCHOOL, [])
    assert "年限" in answer["error"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("学段: 小学\n学段: 初中\n", ["a.yaml:2", "写了两次"]),
        ("学段: &a 小学\n", ["a.yaml:1", "锚点"]),
        ("- 1\n", ["字段名"]),
    ],
)
def test_bad_yaml(run, write, text, parts):
    """A YAML record that cannot be read is told with its line."""
    ran = run("assess", write("a.yaml", text), "--policy", SCHOOL)
    assert (ran.status, ran.out) == (1, "")
    for part in parts:
        assert part in ran.err


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("assess", ["没有写记录文件"]),
        ("assess --json", ["没有写记录文件"]),
        ("assess 没有.json --policy school-21art", ["读不了 没有.json"]),
        ("assess 夹子.json --policy school-21art", ["读不了 夹子.json"]),
        ("assess 国标.json --policy school-21art", ["国标.json 不是 UTF-8"]),
        ("assess 国标.jsonl --json --policy school-21art", ["国标.jsonl 不是 UTF-8"]),
        ("assess 国标.yaml --policy school-21art", ["国标.yaml 不是 UTF-8"]),
        ("assess 记录.xlsx", ["不认识 记录.xlsx 的格式"]),
        ("assess 记录.json --policy school-21", ["没有叫 school-21 的政策", "school-21art"]),
        ("assess 记录.json --policy ../fields", ["没有叫 ../fields 的政策"]),
        ("assess 记录.json --policy school-21art --reading S21-16=四舍五人", ["S21-16 没有读法“四舍五人”", "四舍五入"]),
        ("assess 记录.json --policy school-21art --reading S21-61=四舍五入", ["没有规则 S21-61", "S21-16"]),
        ("assess 记录.json --policy school-21art --reading S21-4=四舍五入", ["S21-4 没有读法"]),
        ("assess 记录.json --policy school-21art --reading S21-16", ["S21-16 没有读法"]),
        ("assess 记录.json --as-of 2026-02-30", ["2026-02-30"]),
        ("assess 记录.json --as-of 昨天", ["昨天"]),
        ("assess 记录.json --json --html", ["--html"]),
        ("assess 记录.json 又一份.json", ["又一份.json"]),
    ],
)
def test_bad_call(run, record, write, tmp_path, line, parts):
    """A wrong call says what is wrong and what to do; the exit status is 2 and the output holds no result."""
    (tmp_path / "夹子.json").mkdir()
    for name in ("国标.json", "国标.jsonl", "国标.yaml"):
        write(name, '{"学段": "小学"}'.encode("gbk"))
    write("记录.xlsx", b"PK")
    ran = run(*line.split())
    assert ran.status == 2
    assert [answer["results"] for answer in ran.lines()] == ([[]] if "--json" in line else [])
    for part in parts:
        assert part in ran.err


def test_bad_bytes_through_a_pipe(run):
    """Bytes that are no UTF-8 are refused from a pipe as from a file, whatever the terminal's language."""
    for env in ({}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "gbk"}):
        ran = run("assess", "-", "--policy", SCHOOL, given=b'{"\xff\xfe": 1}', env=env)
        assert ran.status in {1, 2}
        assert "UTF-8" in ran.err


def test_utf8_through_a_pipe_on_any_terminal(run):
    """A record in UTF-8 is understood from a pipe also where the terminal speaks another encoding."""
    given = json.dumps(RECORD, ensure_ascii=False).encode()
    ran = run("assess", "-", "--policy", SCHOOL, "--json", given=given, env={"PYTHONIOENCODING": "gbk"})
    assert ran.status == 0, ran.err
    assert results(ran)["S21-annual"]["value"] == "5200"


def test_a_bad_policy_is_told(run, policies, record):
    """With a policy that is not sound nothing is computed; the message is that of `check`."""
    path = policies / "good.md"
    path.write_text(path.read_text("utf-8").replace("strength: must", "stregth: must"), "utf-8")
    ran = run("assess", record, "--policy", "good")
    assert (ran.status, ran.out) == (1, "")
    assert "policies/good.md:35: 规则里没有 stregth 这个键" in ran.err


@pytest.mark.parametrize("day", ["0001-01-01", "0003-09-01", "9999-12-31"])
def test_the_ends_of_the_calendar(run, write, day):
    """A day at either end of the calendar is judged or refused like any other; it is no reason to break down."""
    data = {
        "自评日期": day,
        "现任班主任": True,
        "任职段": [{"起": "0001-01", "角色": "班主任"}],
        "学期开始": "0001-01-01",
    }
    ran = run("assess", write("a.json", data), "--json")
    assert ran.status in {0, 1}
    assert ran.out

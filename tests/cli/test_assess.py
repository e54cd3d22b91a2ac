"""`assessor assess`: what the policies say about a record, for people and for machines."""

import json
import re
from typing import Any

import pytest

from assessor.policy import KINDS, STRENGTHS, SUBJECTS

from .conftest import ROOT
from .samples import RECORD, SCHOOL, TEN_MONTHS, results

NUMBER = re.compile(r"-?\d+(\.\d*[1-9])?|-?\d+/\d+")
STATES = {"known", "unknown", "not_applicable", "gap", "manual"}


# ── the contract ────────────────────────────────────────────────────────────


def check_verdict(data: dict[str, Any]) -> None:
    """Assert what holds of a result, and of each of its readings."""
    assert data["status"] in STATES
    assert data["value"] is None or isinstance(data["value"], str)
    assert data["met"] in (None, True, False)
    if data["status"] != "known":
        assert (data["value"], data["met"]) == (None, None)
    else:
        assert (data["value"], data["met"]) != (None, None)


def check_answers(result: dict[str, Any]) -> None:
    """Assert what holds of the answers to “is it certain” and “how far”."""
    certain = result["certain"]
    if result["status"] == "manual":
        assert (certain, result["distance"]) == (None, [])
        return
    assert set(certain) == {"state", "values", "statuses", "depends_on"}
    assert certain["state"] in {"certain", "open"}
    assert isinstance(certain["values"], list) or set(certain["values"]) == {"min", "max"}
    assert set(certain["statuses"]) <= STATES
    assert all(isinstance(name, str) for name in certain["depends_on"])
    for distance in result["distance"]:
        assert set(distance) == {"to", "changes", "clause"}
        assert distance["to"] is True or isinstance(distance["to"], str)
        assert distance["changes"]
        for change in distance["changes"]:
            assert {"field", "from", "to", "unit"} <= set(change)


def check_result(result: dict[str, Any]) -> None:
    """Assert that a result has every key of the contract, with the right type."""
    check_verdict(result)
    for key in ("id", "name", "clause"):
        assert isinstance(result[key], str)
        assert result[key]
    assert result["kind"] in KINDS
    assert result["strength"] in STRENGTHS
    assert result["subject"] in SUBJECTS
    assert result["unit"] is None or isinstance(result["unit"], str)
    assert result["shortfall"] is None or NUMBER.fullmatch(result["shortfall"])
    if result["kind"] in {"amount", "score", "quota"} and result["value"] is not None:
        assert NUMBER.fullmatch(result["value"])
    assert all(isinstance(name, str) for name in result["missing"])
    assert result["missing"] == [] or result["status"] == "unknown"
    assert isinstance(result["steps"], list)
    for row in result["rows"]:
        assert {"key", "counted", "value", "reason"} <= set(row)
        assert row["counted"] in {"yes", "no", "maybe"}
        assert row["value"] is None or NUMBER.fullmatch(row["value"])
    for reading in result["by_reading"].values():
        check_verdict(reading)
    check_answers(result)
    if result["by_reading"]:
        assert result["reading"] in result["by_reading"]
        chosen = result["by_reading"][result["reading"]]
        assert {key: result[key] for key in chosen} == chosen
    else:
        assert result["reading"] is None


@pytest.mark.parametrize("given", [RECORD, {}], ids=["full", "empty"])
def test_contract(run, write, given):
    """A JSON answer has every key of the contract with the right type, for a full record and for an empty one."""
    policies = sorted(path.stem for path in (ROOT / "policies").glob("*.md"))
    ran = run("assess", write("a.json", given), "--json", "--as-of", "2026-06-30")
    assert (ran.status, ran.err) == (0, "")
    answer = ran.json()
    assert set(answer) == {"policy", "as_of", "rulebook", "headlines", "results", "outlook", "notices"}
    assert set(answer["policy"]) <= set(policies)
    assert answer["as_of"] == "2026-06-30"
    assert re.fullmatch(r"[0-9a-f]{64}", answer["rulebook"])
    assert isinstance(answer["outlook"], list)
    assert answer["results"]
    for result in answer["results"]:
        check_result(result)
    for turn in answer["outlook"]:
        assert {"month", "id", "from", "to", "clause"} <= set(turn)
        assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", turn["month"])
        assert turn["month"] > "2026-06"
    assert [turn["month"] for turn in answer["outlook"]] == sorted(turn["month"] for turn in answer["outlook"])


def test_distance_and_outlook(run, write):
    """A record that is one hour short is told the hour; one whose years grow is told the month."""
    data = {
        "自评日期": "2026-06-30",
        "现任班主任": True,
        "任职段": [{"起": "2016-09", "角色": "班主任"}],
        "学期应坐班": 100,
        "学期实坐班": 79,
    }
    ran = run("assess", write("a.json", data), "--policy", SCHOOL, "--json")
    near = results(ran)["S21-19t"]["distance"][0]
    assert (near["to"], near["clause"]) == ("A", "第十九条第二款")
    assert near["changes"] == [{"field": "学期实坐班", "from": "79", "to": "80", "unit": "小时"}]
    years = [(turn["month"], turn["to"]) for turn in ran.json()["outlook"] if turn["id"] == "S21-16"]
    assert years[0] == ("2027-08", "800")


def test_months_of_two_terms_are_told_by_term(run, write):
    """Without a term the grade is unknown, names the two days, and stands for each term beside it, also in text."""
    months = [("2025-12", 17), ("2026-01", 15), ("2026-02", 15), ("2026-03", 14)]
    rows = [{"月份": month, "应坐班": 20, "实坐班": hours} for month, hours in months]
    path = write("a.json", {"自评日期": "2026-06-30", "月度坐班": rows})
    found = results(run("assess", path, "--policy", SCHOOL, "--json"))
    assert found["S21-19t"]["status"] == "unknown"
    assert found["S21-19t"]["missing"] == ["学期开始", "学期结束"]
    assert found["S21-19t"]["by_term"] == [
        {"term": "2025-2026-1", "status": "known", "value": "A", "met": None},
        {"term": "2025-2026-2", "status": "known", "value": "B", "met": None},
    ]
    assert (found["S21-19m"]["status"], found["S21-19m"]["by_term"], found["S21-19m"]["by_year"]) == ("known", [], [])
    told = run("assess", path, "--policy", SCHOOL).out
    assert "2025-2026 学年第一学期：最高可评 A" in told


def test_the_example_of_the_handbook(run, record):
    """Twelve years and ten months of on-duty hours give 5200 元: five full months, three halves, two unpaid."""
    ran = run("assess", record, "--policy", SCHOOL, "--json")
    assert ran.json()["policy"] == SCHOOL
    found = results(ran)
    year = found["S21-annual"]
    assert (year["status"], year["value"], year["unit"]) == ("known", "5200", "元")
    assert year["clause"] == "第十六条、第十九条第三款"
    months = found["S21-19m"]["rows"]
    assert [row["value"] for row in months] == ["1", "1", "0.5", "0.5", "0", "1", "1", "0.5", "1", "0"]
    assert [row["key"] for row in months] == [month for month, _ in TEN_MONTHS]


def test_readings_stand_side_by_side(run, write):
    """Ten and a half years come to 600, 800, or nothing that is written, by the reading."""
    ran = run("assess", write("a.json", {"现任班主任": True, "累计任职年限": 10.5}), "--policy", SCHOOL, "--json")
    by_reading = results(ran)["S21-16"]["by_reading"]
    assert {name: (v["status"], v["value"]) for name, v in by_reading.items()} == {
        "向下取整": ("known", "600"),
        "四舍五入": ("known", "800"),
        "字面空档": ("gap", None),
        "按学年": ("known", "600"),
    }


# ── the line ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "line",
    [
        "assess 记录.json --policy school-21art --json",
        "assess --policy school-21art --json 记录.json",
        "assess --json --policy school-21art 记录.json",
        "assess --policy=school-21art 记录.json --json",
        "assess --json 记录.json --policy school-21art",
    ],
)
def test_the_record_stands_anywhere(run, record, line):
    """The record may stand before, between or after the options."""
    ran = run(*line.split())
    assert ran.status == 0, ran.err
    assert results(ran)["S21-annual"]["value"] == "5200"


@pytest.mark.parametrize(
    "line",
    [
        "assess 记录.json --policy A B --json",
        "assess --policy A --policy B --json 记录.json",
        "assess --policy A B 记录.json --json",
    ],
)
def test_several_policies(run, record, line):
    """Several policies are judged together, in the order asked for."""
    chosen = line.replace(" A", f" {SCHOOL}").replace(" B", " wenzhou-2023-23")
    ran = run(*chosen.split())
    assert ran.json()["policy"] == [SCHOOL, "wenzhou-2023-23"]
    assert {result["policy"] for result in ran.json()["results"]} == {SCHOOL, "wenzhou-2023-23"}


def test_standard_input(run):
    """A record may come through a pipe."""
    for line in (f"assess - --policy {SCHOOL} --json", f"assess --json --policy {SCHOOL} -"):
        ran = run(*line.split(), given=json.dumps(RECORD, ensure_ascii=False).encode())
        assert ran.status == 0, ran.err
        assert results(ran)["S21-annual"]["value"] == "5200"


def test_as_of(run, write):
    """--as-of is the day of a record that names none; the record's own day goes first."""
    spells = {"现任班主任": True, "任职段": [{"起": "2016-09", "角色": "班主任"}]}
    for given, value in (({}, "600"), ({"自评日期": "2035-01-01"}, "1000")):
        path = write("a.json", {**spells, **given})
        ran = run("assess", path, "--policy", SCHOOL, "--as-of", "2026-06-30", "--json")
        assert results(ran)["S21-16"]["value"] == value


def test_reading(run, write):
    """--reading makes another reading the result; the others stay beside it."""
    path = write("a.json", {"现任班主任": True, "累计任职年限": 10.5})
    ran = run("assess", path, "--policy", SCHOOL, "--reading", "S21-16=四舍五入", "--json")
    result = results(ran)["S21-16"]
    assert (result["reading"], result["value"]) == ("四舍五入", "800")
    assert list(result["by_reading"]) == ["向下取整", "四舍五入", "字面空档", "按学年"]
    check_result(result)


# ── the forms ───────────────────────────────────────────────────────────────


def test_text_is_the_default(run, record):
    """Without a form the answer is text: title, value, clause, strength, and how it was computed."""
    ran = run("assess", record, "--policy", SCHOOL)
    assert ran.status == 0
    assert ran.out == run("assess", record, "--policy", SCHOOL, "--text").out
    for part in (
        "《学校班主任工作实施办法》（自评日期 2026-06-30）",
        "5200 元",
        "第十六条、第十九条第三款·必须",
        "800",
        "6.5",
    ):
        assert part in ran.out


def test_text_says_what_is_missing(run, write):
    """A partial record is told what to fill in, never a guess."""
    ran = run("assess", write("a.json", {}), "--policy", SCHOOL)
    assert ran.status == 0
    assert "请补填：" in ran.out


def test_text_tells_of_set_aside_years(run, write):
    """Where spells and typed years disagree, a notice says which one counts."""
    data = {"累计任职年限": 3, "任职段": [{"起": "2016-09", "角色": "班主任"}]}
    ran = run("assess", write("a.json", data), "--policy", SCHOOL, "--as-of", "2026-06-30")
    assert ran.status == 0
    assert "累计任职年限填的与由任职段推算的不一致" in ran.err


def test_text_asks_about_a_field_that_was_split(run, write):
    """An older record with appraisals in one place is asked once about the other kind, where a policy reads it."""
    rows = [{"学年": "2024-2025", "结果": "合格"}]
    for data, policy, asked in [
        ({"年度考核": rows}, "weifang-fangzi", True),
        ({"年度考核": rows, "人事年度考核": []}, "weifang-fangzi", False),
        ({"年度考核": rows}, "city-impl-2006", False),
    ]:
        ran = run("assess", write("a.json", data), "--policy", policy, "--as-of", "2026-06-30")
        assert ran.status == 0
        assert ("提醒：“人事年度考核”以前同“年度考核”填在一处" in ran.err) is asked


def test_text_asks_about_a_summer_left_out(run, write):
    """A spell that ends with the term while the next begins in September is asked about, with its row and the month."""
    spells = [{"起": "2022-09", "止": "2023-06", "角色": "班主任"}, {"起": "2023-09", "角色": "班主任"}]
    for policy, asked in [(SCHOOL, True), ("quant-200", False)]:
        ran = run("assess", write("a.json", {"任职段": spells}), "--policy", policy, "--as-of", "2026-06-30")
        assert ran.status == 0
        assert ("提醒：任职段第 1 行止在 6 月或 7 月" in ran.err and "2023-08" in ran.err) is asked


def test_html(run, record):
    """--html is one whole page that asks nothing of the net and marks every result."""
    ran = run("assess", record, "--policy", SCHOOL, "--html")
    assert ran.status == 0
    assert ran.out.lower().startswith("<!doctype html>")
    assert 'data-result="S21-annual"' in ran.out
    assert 'data-value="5200"' in ran.out
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", ran.out)


def test_html_escapes(run, write):
    """What a record says is shown as text, whatever it looks like."""
    data = {"荣誉": [{"名称": "<script>alert(1)</script>先进", "级别": "县", "日期": "2025-01-01"}]}
    ran = run("assess", write("a.json", data), "--html")
    assert ran.status == 0
    assert "<script>alert(1)" not in ran.out


def test_yaml(run, write):
    """A record may be YAML; dates and years need no quotation marks there."""
    text = "自评日期: 2026-06-30\n现任班主任: true\n任职段:\n  - {起: 2014-09, 止: 2018-08, 角色: 班主任}\n  - {起: 2022-07, 角色: 班主任}\n"
    for name in ("a.yaml", "a.yml"):
        ran = run("assess", write(name, text), "--policy", SCHOOL, "--json")
        assert results(ran)["S21-16"]["value"] == "600"


def test_byte_order_mark(run, write):
    """A byte order mark, as some editors write it, makes no difference."""
    path = write("a.json", b"\xef\xbb\xbf" + json.dumps(RECORD).encode())
    assert results(run("assess", path, "--policy", SCHOOL, "--json"))["S21-annual"]["value"] == "5200"


# ── one record a line ───────────────────────────────────────────────────────


def test_jsonl(run, write):
    """One record a line gives one answer a line; a bad line is told in its place and the others go on."""
    lines = [RECORD, {"累计任职年线": 3}, "不是 JSON", {}, RECORD]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    ran = run("assess", write("a.jsonl", text + "\n\n"), "--policy", SCHOOL, "--json")
    assert ran.status == 1
    answers = ran.lines()
    assert len(answers) == len(lines)
    for number in (1, 2):
        assert set(answers[number]) == {"policy", "error", "results"}
        assert (answers[number]["policy"], answers[number]["results"]) == (SCHOOL, [])
    assert "是不是“累计任职年限”" in answers[1]["error"]
    assert all(answers[number]["results"] for number in (0, 3, 4))
    assert answers[0] == answers[4]
    assert re.search(r"a\.jsonl:2：.*\n.*累计任职年线", ran.err)
    assert "a.jsonl:3：" in ran.err


def test_jsonl_all_good(run, write):
    """Where every line is good the exit status is 0; a file without any says so."""
    line = json.dumps(RECORD)
    assert run("assess", write("a.jsonl", f"{line}\r\n{line}\r\n"), "--policy", SCHOOL, "--json").status == 0
    ran = run("assess", write("b.jsonl", ""), "--policy", SCHOOL, "--json")
    assert (ran.status, len(ran.lines())) == (1, 1)
    assert "一份记录也没有" in ran.json()["error"]


def test_jsonl_breaks_lines_only_at_line_ends(run, write):
    """A line separator inside a JSON text is part of that text."""
    data = {
        "现任班主任": True,
        "累计任职年限": 8,
        "任职段": [{"起": "2014-09", "角色": "班主任", "班级": "一\u2028班\x85"}],
    }
    ran = run("assess", write("a.jsonl", data), "--policy", SCHOOL, "--json")
    assert ran.status == 0, ran.err
    assert len(ran.lines()) == 1


def test_jsonl_as_text(run, write):
    """One record a line may also be told as text."""
    line = json.dumps(RECORD)
    ran = run("assess", write("a.jsonl", f"{line}\n{line}"), "--policy", SCHOOL)
    assert ran.status == 0
    assert ran.out.count("《学校班主任工作实施办法》") == 2

"""The border of the command line: whatever goes wrong is one Chinese sentence, and one line of JSON where that is asked."""

import json
import resource
import subprocess
import sys

import pytest

from .samples import RECORD, SCHOOL

COMMAND = [sys.executable, "-m", "assessor.cli"]
HOSTILE = "a\x1b[2J\n通过：0 处错误\u202e"


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.yaml", "学段: 小学\n学段: 初中\n", 1),
        ("a.yaml", "学段: [", 1),
        ("a.json", '{"学段": "小学"}'.encode("gbk"), 2),
        ("没有.json", None, 2),
        ("a.json", "{", 1),
        ("a.jsonl", "", 1),
        ("a.jsonl", " \n\n", 1),
        ("a.txt", "{}", 2),
    ],
)
def test_every_failure_is_a_line_of_json_too(run, write, name, content, status):
    """With --json whoever reads the answers gets one for every failure, with why and no results."""
    if content is not None:
        write(name, content)
    ran = run("assess", name, "--policy", SCHOOL, "--json")
    assert ran.status == status
    [answer] = ran.lines()
    assert (answer["policy"], answer["results"]) == (SCHOOL, [])
    assert answer["error"]
    assert ran.err


def test_a_wrong_call_is_a_line_of_json_too(run):
    """A call that cannot be understood is told as JSON as well where --json is part of it."""
    for line in ("assess --json", "assess a.json --json --html", "assess a.json --json --没有"):
        ran = run(*line.split())
        assert (ran.status, [answer["results"] for answer in ran.lines()]) == (2, [[]])


def test_endings_in_capitals(run, write):
    """The ending of a record file may be in capitals, as that of a table."""
    assert run("assess", write("R.JSON", RECORD), "--policy", SCHOOL).status == 0
    assert run("assess", "--policy", SCHOOL, write("R.JSONL", json.dumps(RECORD)).name).status == 0


@pytest.mark.parametrize(
    "content",
    [
        {HOSTILE: 1},
        {"学段": HOSTILE},
        {"月度坐班": [{HOSTILE: 1}]},
        {"班级人数": HOSTILE * 10_000},
        {f"{HOSTILE}{number}": 1 for number in range(3000)},
        {"任职段": [{"角色": "x" * 500_000}] * 2},
    ],
)
def test_messages_are_printable_and_bounded(run, write, content):
    """Nothing in a record moves a terminal's cursor, begins a line of its own or fills the screen."""
    ran = run("assess", write("a.json", content), "--policy", SCHOOL, "--json")
    assert ran.status == 1
    assert len(ran.err) + len(ran.out) < 20_000
    assert "\x1b" not in ran.err + ran.out
    assert "\u202e" not in ran.err + ran.out
    assert [line for line in ran.err.splitlines() if line.startswith("通过")] == []


@pytest.mark.parametrize("line", ["assess {0}.json", "assess x.json --policy {0}", "verify {0}", "check {0}", "{0}"])
def test_names_are_printable(run, line):
    """Names of files, policies and commands are printed on their line, without what a terminal would obey."""
    ran = run(*(part.format(HOSTILE) for part in line.split()))
    assert ran.status in {1, 2}
    assert "\x1b" not in ran.err + ran.out
    assert [each for each in (ran.err + ran.out).splitlines() if each.startswith("通过")] == []


@pytest.mark.parametrize(
    "line",
    [
        "assess 记录.json --receipt 记录.json",
        "assess 记录.json --receipt 链接.json",
        "record import 表.csv -o 表.csv",
        "record import 表.csv -o 表链接.csv",
        "record export 记录.json -o 记录链接.csv",
        "batch 表.csv -o 表链接.csv",
    ],
)
def test_no_file_is_written_over_what_it_is_made_from(run, record, write, tmp_path, line):
    """By whatever name: a record, a table, a staff list stay what they are."""
    table = write("表.csv", "字段,填写\n累计任职年限,8\n")
    for name, target in (("链接.json", record), ("表链接.csv", table.name), ("记录链接.csv", record)):
        (tmp_path / name).symlink_to(target)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ran = run(*line.split(), "--policy", SCHOOL) if "import" not in line else run(*line.split())
    assert ran.status == 2
    assert "换一个名字" in ran.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def shell(line: str, folder: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """A line for the shell, with the command in the place of `assessor`."""
    whole = line.replace("assessor", " ".join(COMMAND))
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        ["sh", "-c", whole], cwd=folder, capture_output=True, timeout=60, check=False, **more
    )


@pytest.mark.parametrize(
    ("line", "status", "words"),
    [
        (f"assessor assess - --policy {SCHOOL} <&-", 2, "没有标准输入"),
        ("assessor --help >/dev/full", 1, "磁盘满了"),
        (f"assessor assess 记录.json --policy {SCHOOL} >/dev/full", 1, "磁盘满了"),
        (f"assessor assess zero.json --policy {SCHOOL}", 2, "超过 50 MB"),
    ],
)
def test_streams_that_are_not_there(record, tmp_path, line, status, words):
    """Closed, full and endless streams are told in a sentence."""
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    done = shell(line, tmp_path)
    assert (done.returncode, "Traceback" in done.stderr.decode()) == (status, False)
    assert words in done.stderr.decode()


def test_errors_do_not_go_into_the_output(tmp_path):
    """Where nobody listens to messages, they are not mixed into the output."""
    assert shell(f"assessor assess 没有.json --policy {SCHOOL} 2>&-", tmp_path).stdout == b""
    [line] = shell(f"assessor assess 没有.json --policy {SCHOOL} --json 2>&-", tmp_path).stdout.splitlines()
    assert json.loads(line)["results"] == []


def test_little_memory_is_told(write, tmp_path):
    """Where the memory does not suffice, a sentence says so."""
    write("a.jsonl", "\n" * 40_000_000)
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (180_000_000, 180_000_000))  # noqa: E731
    command = [*COMMAND, "assess", "a.jsonl", "--policy", SCHOOL]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, preexec_fn=limit, timeout=60, check=False)
    assert (done.returncode, "内存不够" in done.stderr.decode()) == (1, True), done.stderr.decode()


def test_stopped_while_it_is_being_loaded(tmp_path):
    """Ctrl-C while the parts of the program are still being loaded is no error to be explained."""
    source = (
        "import builtins, sys; from assessor.cli import main; load = builtins.__import__\n"
        "def stop(name, *rest, **more):\n"
        "    if name.startswith('assessor.commands'): raise KeyboardInterrupt\n"
        "    return load(name, *rest, **more)\n"
        "builtins.__import__ = stop; sys.exit(main(['check']))"
    )
    done = subprocess.run([sys.executable, "-c", source], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (130, False), done.stderr.decode()


def test_a_fault_of_the_program_is_told_as_one(tmp_path):
    """What nobody thought of ends in a sentence that names the place, not in a stack trace."""
    source = (
        "import sys; from assessor.commands import assess; from assessor.cli import main;"
        "assess.read_raw = lambda _: {}[1]; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", source, "assess", "a.json", "--policy", SCHOOL, "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (70, False)
    assert "程序内部出错（KeyError" in done.stderr.decode()
    assert json.loads(done.stdout)["results"] == []


def test_what_is_unlikely_is_told_everywhere(run, write):
    """Thirty of ten hours, the same month twice, a day of 1905: told as text, as JSON, on import and in a list."""
    rows = "2025-09,10,30\n2025-09,10,3\n"
    record = {
        "月度坐班": [{"月份": "2025-09", "应坐班": 10, "实坐班": hours} for hours in (30, 3)],
        "入职日期": "1905-07-10",
    }
    wanted = ["300%", "2025-09 和第 1 行相同", "早于 1950 年"]
    text = run("assess", write("a.json", record), "--policy", SCHOOL).err
    said = "".join(run("assess", "a.json", "--policy", SCHOOL, "--json").json()["notices"])
    lines = run("assess", write("a.jsonl", json.dumps(record)), "--policy", SCHOOL).err
    table = f"【单项】\n字段,填写\n入职日期,1905-07-10\n\n【月度坐班】\n月份,应坐班,实坐班\n{rows}"
    read = run("record", "import", write("a.csv", table)).err
    staff = "【名单】\n代号,入职日期\nT1,1905-07-10\n\n【月度坐班】\n代号,月份,应坐班,实坐班\n" + rows.replace(
        "2025", "T1,2025"
    )
    batch = run("batch", write("b.csv", staff), "-o", "r.csv", "--policy", SCHOOL).err
    for where in (text, said, lines, read, batch):
        assert [words for words in wanted if words not in where] == [], where

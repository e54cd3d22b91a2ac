"""`assessor build` and `assessor serve`: what they refuse before they begin."""

import signal
import subprocess
import sys

import pytest

from assessor.site.staging import staged

from .conftest import ROOT


@pytest.mark.parametrize("port", ["x", "-1", "65536", "99999999", "８０", "8e3"])
def test_what_is_no_port(run, port):
    """A port that cannot exist is a wrong call, told with what may be written."""
    ran = run("serve", f"--port={port}")
    assert (ran.status, ran.out) == (2, "")
    assert "不是端口，请写 0 到 65535 之间的整数" in ran.err


@pytest.mark.parametrize("line", ["build -o 桌面", "build -o 桌面 --zip 手册.zip", "export 桌面"])
def test_a_folder_of_someone_else_is_not_touched(run, tmp_path, line):
    """Only what an earlier build wrote is ever replaced; a copied part of a site does not make a folder ours."""
    paper = tmp_path / "桌面" / "论文.txt"
    (paper.parent / "assets" / "site-0123456789ab").mkdir(parents=True)
    paper.write_text("三年的心血", "utf-8")
    ran = run(*line.split())
    assert (ran.status, ran.out) == (1, "")
    assert "桌面 里有别的文件（论文.txt），不能写到这里" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["桌面"]
    assert paper.read_text("utf-8") == "三年的心血"


def test_the_zip_does_not_lie_in_the_site(run, tmp_path):
    """There it would be a file that no build of the site itself wrote."""
    ran = run("build", "-o", "site", "--zip", "site/手册.zip")
    assert (ran.status, ran.out) == (1, "")
    assert "请把压缩包写到别处，例如 手册.zip" in ran.err
    assert not list(tmp_path.iterdir())


MAKING = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs the tests in the background ignores both
signal.signal(signal.SIGHUP, signal.SIG_DFL)
import assessor.site.build, assessor.site.export
from assessor.cli import main

def make(*given, **_):
    out = next(path for path in given if isinstance(path, Path) and "building" in str(path))
    (out / "docs").mkdir(parents=True)
    (out / "index.html").write_text("半")
    print("making", flush=True)
    {then}

assessor.site.build._make = assessor.site.export.export_site = make
sys.exit(main(sys.argv[1:]))
"""
"""The command line with a build that does not come to its end."""
ENDINGS = {
    "disk": ('raise OSError(28, "No space left on device")', None, 1),
    "rule": ('raise assessor.site.build.BuildError("规则有误")', None, 1),
    "interrupt": ("time.sleep(60)", signal.SIGINT, 130),
    "terminate": ("time.sleep(60)", signal.SIGTERM, 143),
    "hang up": ("time.sleep(60)", signal.SIGHUP, 129),
    "kill": ("time.sleep(60)", signal.SIGKILL, -9),
}


@pytest.mark.parametrize(
    ("line", "ending"),
    [*(("build --zip 手册.zip", ending) for ending in ENDINGS), ("export site", "disk"), ("export site", "terminate")],
)
def test_a_build_that_does_not_end_leaves_the_site_as_it_was(tmp_path, line, ending):
    """Failed, interrupted, told to end or killed: every file is as it was, and the next build simply runs."""
    then, sent, status = ENDINGS[ending]
    with staged(tmp_path / "site") as made:
        (made / "index.html").write_text("好", "utf-8")
    (tmp_path / "手册.zip").write_text("好", "utf-8")

    def start(then: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", MAKING.format(then=then), *line.split()]
        return subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with start(then) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"making\n"
        if sent:
            process.send_signal(sent)
        _, told = process.communicate(timeout=60)
    assert process.returncode == status
    assert b"Traceback" not in told
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: data for path, data in kept.items() if ".building-" not in str(path)} == before
    assert sent == signal.SIGKILL or kept == before
    with start("return []") as process:
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "半"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "手册.zip"}


def test_a_site_among_its_sources(run):
    """The site cannot lie among the pages it is made from."""
    ran = run("build", "-o", ROOT / "docs" / "site")
    assert (ran.status, ran.out) == (1, "")
    assert "那里放的是页面的原稿" in ran.err
    assert not (ROOT / "docs" / "site").exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("assess 没有.json", "没有这个文件或文件夹"),
        ("assess 夹.json", "这是文件夹，不是文件"),
        ("record export 记录.json -o 夹.json/里/表.xlsx", "没有这个文件或文件夹"),
        ("schema -o 记录.json", "已经有同名的文件"),
        ("export 记录.json", "路径中间有一段是文件，不是文件夹"),
        ("record import 夹.json", "这是文件夹，不是文件"),
    ],
)
def test_why_a_file_cannot_be_used_is_said_in_chinese(run, tmp_path, line, why):
    """What the system says in English is told in Chinese, with what to look at."""
    (tmp_path / "夹.json").mkdir()
    (tmp_path / "记录.json").write_text('{"累计任职年限": 8}', "utf-8")
    ran = run(*line.split())
    assert (ran.status > 0, ran.out) == (True, "")
    assert why in ran.err
    assert "请检查路径和权限" in ran.err

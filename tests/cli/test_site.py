"""`assessor build` and `assessor serve`: what they refuse before they begin."""

import pytest

from .conftest import ROOT


@pytest.mark.parametrize("port", ["x", "-1", "65536", "99999999", "８０", "8e3"])
def test_what_is_no_port(run, port):
    """A port that cannot exist is a wrong call, told with what may be written."""
    ran = run("serve", f"--port={port}")
    assert (ran.status, ran.out) == (2, "")
    assert "不是端口，请写 0 到 65535 之间的整数" in ran.err


def test_a_folder_of_someone_else_is_not_emptied(run, tmp_path):
    """Building empties the folder first; one that holds anything but a built site is left as it is."""
    paper = tmp_path / "桌面" / "论文.txt"
    paper.parent.mkdir()
    paper.write_text("三年的心血", "utf-8")
    ran = run("build", "-o", "桌面")
    assert (ran.status, ran.out) == (1, "")
    assert "桌面 里有别的文件，构建会把它们清空" in ran.err
    assert paper.read_text("utf-8") == "三年的心血"


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

"""The guard: one ordinary script at an address that never changes, on every page, and what a version of the site is."""

import re
import subprocess

from assessor.site.assets import GUARD, NOT_HERE, find_assets, guard_script
from assessor.site.node import find_node


def test_the_guard_is_one_script_without_names_or_comments(tmp_path):
    """It can be parsed as it is sent, leaves nothing in the page, and says no more than it does."""
    text = guard_script()
    path = tmp_path / "guard.js"
    path.write_text(text, "utf-8")
    subprocess.run([find_node(), "--check", path], check=True)
    assert text.startswith("(() => {\n")
    assert text.endswith("\n})();\n")
    assert not re.search(r"/\*\*|^//|\bimport\(|^import |^export ", text, re.MULTILINE)
    for sentence in ("网站更新过，请刷新（填的内容还在）", "没有下载下来", "程序出了意外"):
        assert sentence in text


def test_the_guard_does_not_move_with_the_version():
    """Its address has no hash, and its parts are nowhere else: an old page finds the guard when all else is gone."""
    assert not re.search(r"[0-9a-f]{8}", GUARD)
    assert set(NOT_HERE).isdisjoint(find_assets().files)

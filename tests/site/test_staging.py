"""Folders written all or nothing: what stands is never harmed, what is not ours is never touched."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assessor.site import staging
from assessor.site.offline import files_built_before, write_worker
from assessor.site.staging import MARKER, StagingError, staged, staged_file

OLD = {"index.html": "旧", "assets/site-1/a.js": "1", "gone/index.html": "旧页"}
NEW = {"index.html": "新", "assets/site-2/a.js": "2", "policies/index.html": "新页"}


def fill(folder, files):
    """Write some files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def snapshot(folder):
    """Every file below a folder with its content, and every folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        found[path.relative_to(folder).as_posix()] = path.read_text("utf-8") if path.is_file() else None
    return found


def end_badly(folder, failure=ZeroDivisionError):
    """Make a part, then fail."""
    fill(folder, NEW)
    raise failure


@pytest.fixture
def site(tmp_path):
    """A site as a build wrote it."""
    with staged(tmp_path / "site") as made:
        fill(made, OLD)
    return tmp_path / "site"


def test_what_was_made_takes_the_place_of_what_stood(site):
    """Everything an earlier build wrote is gone, everything new is there, nothing is left beside."""
    with staged(site) as made:
        fill(made, NEW)
    files = {name: text for name, text in snapshot(site).items() if text is not None and name != MARKER}
    assert files == NEW
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_folder_that_is_not_there_yet(tmp_path):
    """The folders above are made too, but only when there is something to put into them."""
    out = tmp_path / "a" / "b" / "site"
    with pytest.raises(ZeroDivisionError), staged(out) as made:
        end_badly(made)
    assert not list(tmp_path.iterdir())
    with staged(out) as made:
        fill(made, NEW)
    assert (out / "index.html").read_text("utf-8") == "新"


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt, SystemExit, OSError])
def test_what_goes_wrong_while_making(site, failure):
    """Whatever ends the making, what stood is as it was and nothing is left."""
    before = snapshot(site.parent)
    with pytest.raises(failure), staged(site) as made:
        end_badly(made, failure)
    assert snapshot(site.parent) == before


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_goes_wrong_while_exchanging(site, monkeypatch, at, failure):
    """Whichever rename fails, those before it are taken back."""
    before, done, rename = snapshot(site.parent), [0], Path.rename

    def failing(self, target):
        done[0] += "lock" not in self.name
        if done[0] == at + 1:
            done[0] += 100
            raise failure
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(type(failure)), staged(site) as made:
        fill(made, NEW)
    assert snapshot(site.parent) == before


@pytest.mark.parametrize("at", range(8))
def test_killed_while_exchanging(site, at):
    """A process that dies between two renames leaves what the next build puts right, whether that fails or not."""
    before = snapshot(site)
    script = f"""
import os, sys
from pathlib import Path
from assessor.site.staging import staged
rename, done = Path.rename, [0]
def dying(self, target):
    if self.name != "lock.new":
        done[0] += 1
        if done[0] == {at} + 1: os._exit(9)
    return rename(self, target)
Path.rename = dying
with staged(Path(sys.argv[1])) as made:
    (made / "index.html").write_text("新")
    (made / "assets").mkdir()
    (made / "more").mkdir()
"""
    assert subprocess.run([sys.executable, "-c", script, site], check=False).returncode == 9
    with pytest.raises(ZeroDivisionError), staged(site):
        raise ZeroDivisionError
    assert snapshot(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared(site):
    """Only the neighbour of a process that is gone is cleared, never that of one still building."""
    abandoned = site.parent / ".site.building-abandoned"
    fill(abandoned, {staging.LOCK: "", "new/index.html": "半"})
    with staged(site) as made:
        assert not abandoned.exists()
        with staged(site) as other:
            fill(other, NEW)
        assert made.is_dir()
        fill(made, {"index.html": "后"})
    assert (site / "index.html").read_text("utf-8") == "后"
    assert not (site / "policies").exists()


def test_two_at_once(site):
    """Each of two builds that end together is put in place as a whole."""
    ready = threading.Barrier(2)

    def build(name):
        with staged(site) as made:
            fill(made, {f"{part}/{name}": name for part in "abcdefgh"} | {"index.html": name})
            ready.wait()

    threads = [threading.Thread(target=build, args=(name,)) for name in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = (site / "index.html").read_text("utf-8")
    assert {text for name, text in snapshot(site).items() if name != MARKER} == {last, None}


@pytest.mark.parametrize(
    "name",
    ["论文.txt", "assets/site-x/a.js", "index.html", "sw.js", "a/b/c/论文.docx"],
    ids=lambda name: Path(name).name,
)
def test_a_folder_of_someone_else(tmp_path, name):
    """Without a marker nothing is ours, whatever it looks like."""
    fill(tmp_path / "site", {name: "三年的心血"})
    before = snapshot(tmp_path)
    with pytest.raises(StagingError, match=Path(name).name), staged(tmp_path / "site", files_built_before):
        pytest.fail("what stands in the way is found before anything is made")
    assert snapshot(tmp_path) == before


def test_what_somebody_put_beside_the_site_stays(site):
    """A server's own files lie at the top of the site; hidden ones too."""
    own = {"_headers": "/*", "论文.txt": "三年的心血", ".git/HEAD": "ref", "notes/a.txt": "a", "assets/.DS_Store": "x"}
    fill(site, own)
    with staged(site) as made:
        fill(made, NEW)
    kept = snapshot(site)
    assert {name: kept.get(name) for name in own if "DS_Store" not in name} == {
        name: text for name, text in own.items() if "DS_Store" not in name
    }
    assert kept["index.html"] == "新"


@pytest.mark.parametrize("name", ["assets/论文.txt", "policies/index.html", "policies"])
def test_what_somebody_put_in_the_way(site, name):
    """Inside our folders, or where a page of ours would go, it is named and nothing is touched."""
    fill(site, {name: "三年的心血"})
    before = snapshot(site.parent)
    with pytest.raises(StagingError, match=name.split("/")[0]), staged(site) as made:
        fill(made, NEW)
    assert snapshot(site.parent) == before


def test_a_site_built_before_there_were_markers(tmp_path):
    """Its service worker lists its files: those are ours as long as they are unchanged."""
    out = tmp_path / "site"
    fill(
        out,
        {**OLD, "offline/index.html": "离线", "sitemap.xml": "<x/>", "index.html.br": "压缩", "文/index.html": "字"},
    )
    write_worker(out)
    fill(out, {"_headers": "/*", "论文.txt": "三年的心血", "论文.txt.gz": "压缩"})
    with staged(out, files_built_before) as made:
        fill(made, NEW)
    files = {name: text for name, text in snapshot(out).items() if text is not None and name != MARKER}
    assert files == {**NEW, "_headers": "/*", "论文.txt": "三年的心血", "论文.txt.gz": "压缩"}
    (out / MARKER).unlink()
    fill(out, {"index.html": "我改过的"})
    with pytest.raises(StagingError), staged(out, files_built_before):
        pytest.fail("nothing says any more that these files are ours")


def test_a_mounted_folder_is_exchanged_in_place(site, monkeypatch):
    """Where no neighbour can be made, it is made inside, hidden, and gone afterwards."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with staged(site) as made:
        assert made.is_relative_to(site)
        fill(made, NEW)
    assert (site / "index.html").read_text("utf-8") == "新"
    assert not [path for path in site.iterdir() if "building" in path.name]


def test_a_link_to_the_folder_stays_a_link(site):
    """What it leads to is exchanged."""
    (site.parent / "www").symlink_to(site)
    with staged(site.parent / "www") as made:
        fill(made, NEW)
    assert (site.parent / "www").is_symlink()
    assert (site / "index.html").read_text("utf-8") == "新"


def test_a_file_is_whole_or_as_it_was(tmp_path):
    """A zip that cannot be finished leaves the one before."""
    target = tmp_path / "手册.zip"
    target.write_text("旧", "utf-8")
    with pytest.raises(ZeroDivisionError), staged_file(target) as made:
        end_badly(made.parent)
    assert snapshot(tmp_path) == {"手册.zip": "旧"}
    with staged_file(target) as made:
        made.write_text("新", "utf-8")
    assert snapshot(tmp_path) == {"手册.zip": "新"}


def test_the_same_files_give_the_same_marker(tmp_path):
    """Builds stay reproducible."""
    for name in ("a", "b"):
        with staged(tmp_path / name) as made:
            fill(made, dict(sorted(NEW.items(), reverse=name == "a")))
    assert (tmp_path / "a" / MARKER).read_bytes() == (tmp_path / "b" / MARKER).read_bytes()

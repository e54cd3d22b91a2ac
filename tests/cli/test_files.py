"""Files written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from assessor.commands.files import read_bounded, same_file, whole_file, write_whole


def left(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_touched_until_all_is_written(tmp_path):
    """A failure on the way leaves the old file, and nothing beside it."""
    path = tmp_path / "记录.json"
    path.write_text("旧的")

    def stopped() -> None:
        with whole_file(path) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert (path.read_text(), left(tmp_path)) == ("旧的", ["记录.json"])


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """Where there is no room for the new file, the old one stays."""
    path = tmp_path / "记录.json"
    path.write_text("旧的")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "新的")
    assert (path.read_text(), left(tmp_path)) == ("旧的", ["记录.json"])


def test_rights_and_links_stay(tmp_path):
    """The rights of the old file are those of the new one; a link goes on pointing to it; a new file gets the usual ones."""
    path, link, new = tmp_path / "记录.json", tmp_path / "链接.json", tmp_path / "新.json"
    path.write_text("旧的")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "新的")
    assert (link.is_symlink(), path.read_text(), stat.S_IMODE(path.stat().st_mode)) == (True, "新的", 0o640)
    write_whole(new, b"x")
    usual = tmp_path / "usual"
    usual.touch()
    assert new.stat().st_mode == usual.stat().st_mode


def test_what_is_no_ordinary_file_is_written_to(tmp_path):
    """A device is not replaced by a file; a folder is no file."""
    write_whole(Path("/dev/null"), "x")
    assert not Path("/dev/null").is_file()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, "x")


def test_the_same_file_by_other_names(tmp_path):
    """A file is known by whatever path, symbolic or hard link leads to it."""
    path, other = tmp_path / "a", tmp_path / "b"
    path.touch()
    other.touch()
    (tmp_path / "soft").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    for name in ("a", "soft", "hard", "../" + tmp_path.name + "/a"):
        assert same_file(tmp_path / name, other, path) == path
    assert same_file(tmp_path / "neu", path) is None
    assert same_file(other, path, Path("-")) is None


def test_reading_ends_at_the_limit():
    """A stream without an end is read to the limit and one byte more."""
    asked = []

    def endless(most: int) -> bytes:
        asked.append(most)
        return bytes(most)

    assert len(read_bounded(endless, 100_000)) == 100_001
    assert sum(asked) == 100_001

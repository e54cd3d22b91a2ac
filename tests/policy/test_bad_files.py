"""Each error has a bad file: what is found, where, and what to do about it."""

import ast
import sys
from pathlib import Path
from traceback import walk_stack

import pytest

import assessor.policy
from assessor.policy import PolicyError, Problem, read_library
from assessor.policy.everyday import EVERYDAY_FILE
from assessor.policy.mutants import EQUIVALENT_FILE, read_equivalents

from .bad import FIELDS, GLOSSARY, POLICY, Bad, bad_files, good_text, problems_in, problems_of

PACKAGE = Path(assessor.policy.__file__).parent
BAD_FILES = bad_files()


@pytest.fixture
def folder(tmp_path):
    """An empty folder for policies."""
    path = tmp_path / "policies"
    path.mkdir()
    return path


def test_the_good_folder_is_good(folder):
    """The folder that every bad file is a small change of has no error."""
    for file in (POLICY, FIELDS):
        (folder / file).write_text(good_text(file), "utf-8")
    reading = read_library(folder)
    assert reading.errors == []
    assert list(reading.library.policies) == ["good"]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_bad_file(folder, bad: Bad):
    """A bad file is refused with its line, what was found and what to do, and nothing else is complained of."""
    problems = problems_in(folder, bad)
    meant = [problem for problem in problems if bad.message in problem.message]
    assert meant, list(map(str, problems))
    assert Path(meant[0].file).name == bad.file
    assert meant[0].line == bad.line, str(meant[0])
    assert meant[0].hint, f"no remedy: {meant[0]}"
    assert bad.hint in meant[0].hint, str(meant[0])
    assert meant[0].warning == bad.warning
    errors = [problem for problem in problems if not problem.warning]
    assert len(errors) == bad.errors, list(map(str, errors))


def not_utf8(folder: Path) -> None:
    """A policy in GBK."""
    (folder / "gbk.md").write_bytes(b"---\nid: gbk\n" + "办法".encode("gbk"))


def fields_not_utf8(folder: Path) -> None:
    """A field table in GBK."""
    (folder / FIELDS).write_bytes("基本:".encode("gbk"))


def glossary_not_utf8(folder: Path) -> None:
    """A glossary in GBK."""
    (folder / GLOSSARY).write_bytes("术语".encode("gbk"))


def everyday_not_utf8(folder: Path) -> None:
    """Everyday words in GBK."""
    (folder / EVERYDAY_FILE).write_bytes("说法".encode("gbk"))


def a_folder_as_policy(folder: Path) -> None:
    """A folder that is called like a policy."""
    (folder / "dir.md").mkdir()


def no_fields(folder: Path) -> None:
    """No field table."""
    (folder / FIELDS).unlink()


FOLDERS = [
    (not_utf8, "gbk.md", "不是 UTF-8", "另存为 UTF-8"),
    (fields_not_utf8, FIELDS, "UTF-8", "UTF-8"),
    (glossary_not_utf8, GLOSSARY, "UTF-8", "UTF-8"),
    (everyday_not_utf8, EVERYDAY_FILE, "UTF-8", "UTF-8"),
    (a_folder_as_policy, "dir.md", "读不了这个文件", "文件名和权限"),
    (no_fields, FIELDS, "读不了字段表", "--policies"),
]


def problems_after(folder: Path, change) -> list[Problem]:
    """What reading the good folder finds after a change to its files."""
    for file in (POLICY, FIELDS):
        (folder / file).write_text(good_text(file), "utf-8")
    change(folder)
    return problems_of(folder)


@pytest.mark.parametrize(
    ("change", "file", "message", "hint"), FOLDERS, ids=lambda value: getattr(value, "__name__", "")
)
def test_bad_folder(folder, change, file, message, hint):
    """A file that cannot be read as text is named, with what to do."""
    found = [problem for problem in problems_after(folder, change) if not problem.warning]
    assert len(found) == 1
    assert (Path(found[0].file).name, found[0].line) == (file, 1)
    assert message in found[0].message
    assert hint in found[0].hint


def test_two_files_with_one_id(folder):
    """Of two files with the same id, given from two folders, the second is refused."""
    other = folder / "other"
    other.mkdir()
    for path in (folder, other):
        (path / POLICY).write_text(good_text(), "utf-8")
    (folder / FIELDS).write_text(good_text(FIELDS), "utf-8")
    (found,) = read_library(folder, [folder / POLICY, other / POLICY]).errors
    assert found.file == str(other / POLICY)
    assert "代号 good 已被" in found.message


@pytest.mark.parametrize("text", ["- {policy: a, rule: b, where: c, change: d}\n", "- 一\n"])
def test_bad_equivalents(folder, text):
    """A change that is said to make no difference needs its place and its reason."""
    path = folder / EQUIVALENT_FILE
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="这一项的键不齐"):
        read_equivalents(path)


def call_sites() -> set[tuple[str, int, int]]:
    """Where `assessor.policy` makes a problem: the file, and the first and last line of the call."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name in {"PolicyError", "Problem", "error"}:
                found.add((str(path), node.lineno, node.end_lineno or node.lineno))
    return found


def test_every_message_has_a_bad_file(folder, monkeypatch):
    """Every place in the reader that makes a message is reached by one of the bad files."""
    reached: set[tuple[str, int]] = set()

    def recorded(original):
        def init(self, *args, **kwargs):
            for frame, line in walk_stack(sys._getframe(1)):
                if not frame.f_code.co_filename.startswith(str(PACKAGE)):
                    break
                reached.add((frame.f_code.co_filename, line))
            original(self, *args, **kwargs)

        return init

    for made in (PolicyError, Problem):
        monkeypatch.setattr(made, "__init__", recorded(made.__init__))
    for number, bad in enumerate(BAD_FILES):
        try:
            problems_in(folder / str(number), bad)
        except Exception:  # noqa: BLE001, S112 - a crash is the business of test_bad_file
            continue
    for number, (change, *_) in enumerate(FOLDERS):
        (folder / f"folder{number}").mkdir()
        try:
            problems_after(folder / f"folder{number}", change)
        except Exception:  # noqa: BLE001, S112 - the same
            continue
    test_two_files_with_one_id(folder / "0")
    test_bad_equivalents(folder, "- 一\n")
    missed = [
        f"{Path(file).relative_to(PACKAGE)}:{first}"
        for file, first, last in sorted(call_sites())
        if not any(name == file and first <= line <= last for name, line in reached)
    ]
    assert missed == []

"""Bytecode comes from `pyodide py-compile`, fits the Python in the browser, and is the same every time."""

import importlib.util
import marshal
import zipfile

import pytest

from assessor.site import bytecode
from assessor.site.bytecode import compile_archives, compiler, stored_zip
from assessor.site.node import BundleError

SOURCE = b'"""What is said of it."""\n\n\ndef half(number):\n    """The same of this."""\n    return number / {2, 3, 5}.pop()\n'


@pytest.fixture
def found(tmp_path):
    """What `inside/pack.py` leaves for the compiler: sources in two folders, and the number of the bytecode."""
    for name in bytecode.SOURCES:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "modules.zip").write_bytes(stored_zip({f"{name}/half.py": SOURCE, f"{name}/a.py": b"A = 1\n"}))
    (tmp_path / bytecode.MAGIC).write_bytes(importlib.util.MAGIC_NUMBER)
    return tmp_path


def test_modules_of_both_folders_come_together_compiled(found, tmp_path):
    """One archive, sorted, with fixed dates; each module names itself, has no columns and is never compared with a source."""
    made = compile_archives(found)
    assert list(made) == ["modules.zip"]
    (tmp_path / "made.zip").write_bytes(made["modules.zip"])
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.namelist() == ["bare/a.pyc", "bare/half.pyc", "whole/a.pyc", "whole/half.pyc"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name, said in {"bare": False, "whole": True}.items():
            data = archive.read(f"{name}/half.pyc")
            code = marshal.loads(data[16:])  # noqa: S302 - made a moment ago
            assert data[:8] == importlib.util.MAGIC_NUMBER + b"\1\0\0\0"
            assert data[8:16] == importlib.util.source_hash(SOURCE)
            assert code.co_filename == f"{name}/half.py"
            assert ("What is said of it." in code.co_consts) == said
            assert {column for _, _, column, _ in code.co_positions()} == {None}


def test_settings_of_the_caller_change_nothing(found, tmp_path, monkeypatch):
    """Whoever builds with another seed, time or level of optimisation gets the same bytes."""
    again = tmp_path / "again"
    for name in bytecode.SOURCES:
        (again / name).mkdir(parents=True)
        (again / name / "modules.zip").write_bytes((found / name / "modules.zip").read_bytes())
    (again / bytecode.MAGIC).write_bytes(importlib.util.MAGIC_NUMBER)
    first = compile_archives(found)
    for name, value in {"PYTHONHASHSEED": "7", "PYTHONOPTIMIZE": "1", "SOURCE_DATE_EPOCH": "9"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PYTHONNODEBUGRANGES", raising=False)
    assert compile_archives(again) == first


def test_another_python_is_refused(found):
    """Bytecode that the Python in the browser cannot read is not made: the message says which file names the version."""
    (found / bytecode.MAGIC).write_bytes(b"\0\0\r\n")
    with pytest.raises(BundleError, match=r"这里是 Python 3\.\d+，.*\.python-version"):
        compile_archives(found)


def test_what_does_not_compile_is_told(found):
    """A source that is no Python fails the build, with the compiler's own words."""
    (found / "whole" / "modules.zip").write_bytes(stored_zip({"whole/wrong.py": b"def :\n"}))
    with pytest.raises(BundleError, match=r"(?s)pyodide py-compile 没有编译成.*wrong\.py"):
        compile_archives(found)


def test_bytecode_with_times_is_refused():
    """Should pyodide-build stop heeding SOURCE_DATE_EPOCH, the build says so."""
    code = importlib.util.MAGIC_NUMBER + bytes(12)
    with pytest.raises(BundleError, match=r"a\.pyc 不是带哈希的字节码"):
        bytecode._unchecked("a.pyc", code)


def test_missing_pyodide_build_says_what_to_do(monkeypatch):
    """Without the package the message says what to install."""
    monkeypatch.setattr(bytecode, "_MODULES", ("pyodide_cli", "not_there"))
    with pytest.raises(BundleError, match=r"requirements/site\.txt"):
        compiler()

"""The browser bundle is complete, small, the same every time, and starts."""

import ast
import base64
import hashlib
import importlib.metadata
import importlib.util
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assessor.policy import read_library
from assessor.rules.fields import fields_from_json
from assessor.sheets.limits import MAX_BYTES
from assessor.sheets.service import SheetService
from assessor.site import bundle
from assessor.site.bundle import build_bundle
from assessor.site.library import library
from assessor.site.node import BundleError, find_node
from assessor.site.runtime import PYODIDE_VERSION
from tests.rules.samples import FIELDS_DATA
from tests.sheets.test_hostile import GOOD, REFUSED

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "node_modules"
RULEBOOK = json.dumps({"名": "“引号”与\\反斜线"}, ensure_ascii=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A bundle, and the folder it was written to."""
    out = tmp_path_factory.mktemp("site")
    result = build_bundle(out, RULEBOOK, NODE_MODULES)
    return result, out / result.folder


@pytest.fixture
def empty_cache(tmp_path):
    """A node_modules with what a build needs, and nothing made of it yet."""
    node_modules = tmp_path / "node_modules"
    for name in ("pyodide", "binaryen"):
        shutil.copytree(NODE_MODULES / name, node_modules / name)
    return node_modules


def run_in_bundle(folder: Path, code: str, given: Path | None = None) -> str:
    """The result of a Python program run by the bundle alone, under Node; `given` is there as the file /given."""
    # A browser is told "module"; Node goes by the ending (and wants pyodide.asm.js as CommonJS).
    shutil.copyfile(folder / "pyodide.js", folder / "pyodide.mjs")
    script = Path(__file__).with_name("load_bundle.mjs")
    command = [find_node(), str(script), str(folder), code, *([str(given)] if given else [])]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr[-2000:]
    return answer.stdout


def test_files_are_those_named(built):
    """Names, sizes and hashes returned are those of the files written; none is called .mjs."""
    result, folder = built
    assert {file.name for file in result.files} == {
        "NOTICE.txt",
        "app.zip",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "pyodide.js",
        "sheets.zip",
        "workbooks.zip",
    }
    for file in result.files:
        data = (folder / file.name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file.size, file.sha256)
    assert result.size == sum(file.size for file in result.files if file.name not in bundle.LATER)


def test_the_runtime_exports_only_what_its_script_uses(built):
    """No name that the script asks for is missing; thousands that only packages compiled to wasm would need are gone."""
    _, folder = built
    code = (
        "const wasm = new WebAssembly.Module(fs.readFileSync(process.argv[1]));"
        "console.log(JSON.stringify(WebAssembly.Module.exports(wasm).map(({ name }) => name)))"
    )
    command = [find_node(), "-e", code, str(folder / "pyodide.asm.wasm")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    exported = set(json.loads(answer.stdout))
    script = (folder / "pyodide.asm.js").read_text("utf-8")
    asked = set(re.findall(r'=wasmExports\["([\w$]+)"\];', script))
    assert asked <= exported
    assert 100 < len(asked) <= len(exported) < 1000
    assert (folder / "pyodide.asm.wasm").stat().st_size < 0.9 * (
        NODE_MODULES / "pyodide/pyodide.asm.wasm"
    ).stat().st_size


def test_app_zip_holds_bytecode_only(built):
    """app.zip: stored, fixed dates, our packages and part of the standard library, no sources."""
    _, folder = built
    with zipfile.ZipFile(folder / "app.zip") as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [name for name in names if not name.endswith(".pyc")] == ["ready.bin", "rulebook.json"]
    assert {"assessor/__init__.pyc", "fractions.pyc", "encodings/cp437.pyc"} <= set(names)
    absent = ("assessor/site", "assessor/policy", "assessor/cli", "asyncio/events", "pyodide/console", "unittest/")
    assert not any(name.startswith(absent) for name in names)
    # A snapshot would start every visit with the same chance.
    assert "random.pyc" not in names


@pytest.mark.slow
def test_same_bytes_twice(built, empty_cache, tmp_path):
    """Compiling everything again, elsewhere, gives the same bytes and so the same folder name."""
    result, _ = built
    again = build_bundle(tmp_path / "again", RULEBOOK, empty_cache)
    assert again == result


def test_other_rulebook_other_folder(built, tmp_path):
    """A change of the rulebook changes the folder's name, and of the files only app.zip."""
    result, _ = built
    other = build_bundle(tmp_path, "{}", NODE_MODULES)
    assert other.folder != result.folder
    assert {file.name for file in set(other.files) ^ set(result.files)} == {"app.zip"}


@pytest.mark.slow
def test_bundle_runs_alone(built):
    """Every module of ours can be imported from the bundle; the rulebook is read back exactly."""
    _, folder = built
    code = """
import importlib, sys, traceback
import assessor
loader = assessor.__loader__
files = sorted(loader._get_files()) if hasattr(loader, "_get_files") else sorted(loader._files)
ours = [n[:-4].replace("/", ".").removesuffix(".__init__") for n in files
        if n.startswith("assessor/") and n.endswith(".pyc")]
for name in ours:
    importlib.import_module(name)
try:
    1 / 0
except ZeroDivisionError:
    shown = traceback.format_exc()
assert "ZeroDivisionError" in shown
__import__("datetime").datetime.strptime("2026-09-01", "%Y-%m-%d")
f"{len(ours)} " + loader.get_data(f"{loader.archive}/rulebook.json").decode()
"""
    count, _, rulebook = run_in_bundle(folder, code).partition(" ")
    assert rulebook == RULEBOOK
    assert int(count) == len(bundle._sources())


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("assessor.report") is None or importlib.util.find_spec("assessor.report.service") is None,
    reason="assessor.report.service 还没有写",
)
def test_bundle_has_the_service(built):
    """The page's entry point is there: `assessor.report.service.open_rulebook`."""
    _, folder = built
    code = "from assessor.report import service; callable(service.open_rulebook)"
    assert run_in_bundle(folder, code).lower() == "true"


WATCHED = """
import sys
compiled = sys.compiled = []
sys.addaudithook(lambda event, what: compiled.append(what[0]) if event == "compile" and what[0] else None)
"""


@pytest.mark.slow
def test_a_start_compiles_nothing(built, tmp_path):
    """No source is compiled before the first answer but the one line by which Pyodide imports its core."""
    _, folder = built
    watched = tmp_path / "watched"
    shutil.copytree(folder, watched)
    rulebook = read_library(ROOT / "policies").library.rulebook.to_json()
    with zipfile.ZipFile(folder / "app.zip") as given, zipfile.ZipFile(watched / "app.zip", "w") as made:
        for name in set(given.namelist()) - {"rulebook.json"}:
            made.writestr(name, given.read(name))
        made.writestr("rulebook.json", rulebook)
        made.writestr("sitecustomize.py", WATCHED)
    code = """
import json, sys
before = [str(text) for text in sys.compiled if isinstance(text, bytes)]
from assessor.worker.start import open_handle, service
handle = open_handle()
policies = list(service().rulebook.policies)
del sys.compiled[:]
request = {"verb": "assess", "policies": policies, "form": {}, "today": "2026-01-01", "questions": False}
assert json.loads(handle(json.dumps(request)))["ok"]
later = len(sys.compiled)
json.dumps([before, later])
"""
    before, later = json.loads(run_in_bundle(watched, code))
    assert [text for text in before if "sys.compiled" not in text] == ["b'import _pyodide_core'"]
    assert later == 0


@pytest.mark.slow
def test_what_is_ready_is_what_would_be_worked_out(built):
    """Each pattern and each function of `ready.bin` equals what its text gives anew."""
    _, folder = built
    code = """
import marshal, re, ready, _sre
for (pattern, flags), found in ready._searches.items():
    assert _sre.compile(pattern, *found) == ready.compile_pattern(pattern, flags), pattern
for source, code in ready._codes.items():
    mode = "eval" if source.startswith("lambda") else "exec"
    assert marshal.loads(code) == compile(source, "<string>", mode), source
assert len(ready._searches) > 20 < len(ready._codes)
"same"
"""
    assert run_in_bundle(folder, code) == "same"


@pytest.mark.slow
def test_what_fails_in_python_is_told(built):
    """An error crosses to JavaScript with its traceback; asyncio, which is not there, says so."""
    _, folder = built
    with pytest.raises(AssertionError, match=r"(?s)Traceback.*ZeroDivisionError"):
        run_in_bundle(folder, "def divide():\n    return 1 / 0\ndivide()")
    with pytest.raises(AssertionError, match="no asyncio here"):
        run_in_bundle(folder, "import asyncio\nasyncio.sleep(1)")


def extended(*archives: str) -> str:
    """The Python program by which the page adds archives to a running engine."""
    return "from assessor.worker.parts import extend\n" + "".join(f'extend("/lib/{name}")\n' for name in archives)


def test_what_is_loaded_later_holds_what_the_rest_lacks(built):
    """sheets.zip and workbooks.zip: bytecode only, nothing twice, openpyxl in the second alone, sorted, fixed dates."""
    _, folder = built
    seen: set[str] = set()
    for name in ("app.zip", "sheets.zip", "workbooks.zip"):
        with zipfile.ZipFile(folder / name) as archive:
            entries = archive.infolist()
        names = [entry.filename for entry in entries]
        assert names == sorted(names)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        assert not seen & set(names)
        assert name == "app.zip" or all(entry.endswith(".pyc") for entry in names)
        assert any(entry.startswith("openpyxl/") for entry in names) == (name == "workbooks.zip")
        seen |= set(names)
    assert {"assessor/sheets/service.pyc", "csv.pyc"} <= seen


def test_licences_are_handed_on(built):
    """The notice has the licences of the packages that are not ours, in full."""
    _, folder = built
    notice = (folder / "NOTICE.txt").read_text("utf-8")
    for name in bundle.FOREIGN:
        assert f"{name} {importlib.metadata.version(name)}" in notice
    assert notice.count("Permission is hereby granted") >= 2


SAME_WORDS = """
import binascii, json
from assessor.sheets.service import SheetService
from assessor.rules.fields import fields_from_json
with open("/given", encoding="utf-8") as stream:
    given = json.load(stream)
service = SheetService(fields_from_json(given["fields"]))
json.dumps([service.handle(wish, binascii.a2b_base64(data))[0] for wish, data in given["asked"]])
"""


@pytest.mark.slow
def test_tables_are_read_in_the_same_words_as_on_the_command_line(built, tmp_path):
    """What reads tables in the page (without what writes workbooks) says of every file, hostile ones too, the same."""
    _, folder = built
    files = [content for content, _ in REFUSED.values() if len(content) < 1_000_000]
    files += [GOOD, "字段,填写\n年限,８ 年\n在任,√\n".encode("gbk"), "字段\t填写\n年限\t8\n".encode("utf-16")]
    wish = json.dumps({"verb": "readSheet"})
    service = SheetService(fields_from_json(FIELDS_DATA))
    here = [service.handle(wish, content)[0] for content in files]
    assert len({json.loads(answer).get("ok") for answer in here}) == 2
    asked = [(wish, base64.b64encode(content).decode()) for content in files]
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"fields": FIELDS_DATA, "asked": asked}), "utf-8")
    there = json.loads(run_in_bundle(folder, extended("sheets.zip") + SAME_WORDS, given))
    assert [json.loads(answer) for answer in there] == [json.loads(answer) for answer in here]


WRITES = """
import importlib, zipfile
for archive in ("sheets.zip", "workbooks.zip"):
    for name in zipfile.ZipFile(f"/lib/{archive}").namelist():
        if name.startswith("assessor/"):
            importlib.import_module(name.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))
from assessor.rules.fields import fields_from_json
from assessor.sheets import export_record, import_record, record_template
from assessor.records import read_record
import json
with open("/given", encoding="utf-8") as stream:
    given = json.load(stream)
fields = fields_from_json(given["fields"])
record = read_record(fields, given["record"])
for kind in ("xlsx", "csv"):
    assert import_record(fields, export_record(fields, record, kind)).record == record
    assert record_template(fields, list(fields), {"清单": ["甲", "乙"]}, record, kind)
"done"
"""


@pytest.mark.slow
def test_tables_are_written(built, tmp_path):
    """With both archives every module of ours can be imported, and a record is written and read again."""
    _, folder = built
    row = {"月份": "2026-03", "应坐班": 20, "实坐班": 16.4}
    record = {"年限": 10.5, "在任": True, "备注": "=1+1", "入职日期": "2016-09-01", "坐班": [row], "考核": []}
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"fields": FIELDS_DATA, "record": record}), "utf-8")
    assert run_in_bundle(folder, extended("sheets.zip", "workbooks.zip") + WRITES, given) == "done"


def test_the_page_says_how_much_is_loaded(built):
    """The size that the page names for the first use of tables is what a server sends, which packs a little better."""
    _, folder = built
    script = (ROOT / "assessor" / "site" / "scripts" / "sheets" / "texts.js").read_text("utf-8")
    told = {name: int(size) for name, size in re.findall(r"(sheets|workbooks): (\d+)", script)}
    for name, size in told.items():
        packed = subprocess.run(
            [find_node(), "-e", BROTLI, str(folder / f"{name}.zip")], capture_output=True, text=True, check=True
        )
        assert size * 0.95 < int(packed.stdout) / 1000 < size * 1.2
    guide = (ROOT / "docs" / "guides" / "sheets.md").read_text("utf-8")
    assert f"读表格约 {told['sheets']} KB，写 `.xlsx` 再加约 {told['workbooks']} KB" in guide
    assert f"MAX_BYTES = {MAX_BYTES:_};" in script


BROTLI = """
const { brotliCompressSync, constants } = require("node:zlib");
const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
process.stdout.write(String(brotliCompressSync(require("node:fs").readFileSync(process.argv[1]), { params }).length));
"""


RUNTIME_SENT = 2_090_000
"""What Pyodide's own files, which cannot change unnoticed, come to as the build compresses them."""
MOST_SENT = 2_800_000


@pytest.mark.slow
def test_little_is_loaded_before_the_first_result(tmp_path):
    """The engine with all policies, compressed as the build does it, stays below the limit."""
    rulebook = read_library(ROOT / "policies").library.rulebook.to_json()
    made = build_bundle(tmp_path, rulebook, NODE_MODULES)
    command = [find_node(), "-e", BROTLI.replace(": 9", ": 11"), str(tmp_path / made.folder / "app.zip")]
    packed = subprocess.run(command, capture_output=True, text=True, check=True)
    assert RUNTIME_SENT + int(packed.stdout) <= MOST_SENT


FAILS = """
import traceback
from assessor.records import parse_json
try:
    parse_json("{")
except ValueError as error:
    frames = traceback.extract_tb(error.__traceback__)
repr([(each.filename.rpartition("assessor/")[2], each.lineno, each.name) for each in frames if "assessor/" in each.filename])
"""


@pytest.mark.slow
def test_an_error_says_in_which_line_it_happened(built):
    """Bytecode without columns still names file, line and function of each frame, as Python itself does."""
    _, folder = built
    names: dict[str, Any] = {}
    *statements, result = FAILS.strip().splitlines()
    exec("\n".join(statements), names)  # noqa: S102 - the lines above
    here = eval(result, names)  # noqa: S307 - as above
    assert [name for _, _, name in ast.literal_eval(here)] == ["parse_json"]
    assert run_in_bundle(folder, FAILS) == here


@pytest.mark.slow
def test_the_standard_library_comes_without_docstrings_and_ours_with_them(built):
    """They are a fifth of the archive; but a dataclass without one makes one up at every start."""
    _, folder = built
    code = """
import enum, typing, zipfile
import assessor.rules.result as result
[enum.__doc__, typing.cast.__doc__, zipfile.ZipFile.__doc__, result.Verdict.__doc__ is None]
"""
    assert run_in_bundle(folder, code) == "[None, None, None, False]"


def test_changed_runtime_is_refused(empty_cache, tmp_path):
    """A runtime file that is not Pyodide's own is named, and nothing is written."""
    wasm = empty_cache / "pyodide" / "pyodide.asm.wasm"
    wasm.write_bytes(wasm.read_bytes() + b"\0")
    with pytest.raises(BundleError, match=r"pyodide\.asm\.wasm 不是 Pyodide 0\.29\.5 的原文件"):
        build_bundle(tmp_path / "out", RULEBOOK, empty_cache)
    assert not (tmp_path / "out").exists()


def test_missing_runtime_says_what_to_do(tmp_path):
    """Without the npm package the message says: run npm ci."""
    with pytest.raises(BundleError, match="请先运行 npm ci"):
        build_bundle(tmp_path, RULEBOOK, tmp_path / "node_modules")


@pytest.mark.slow
def test_foreign_import_is_refused(tmp_path):
    """A module that imports what the browser does not have is named with the import."""
    sources = {
        "assessor/__init__.py": b"",
        "assessor/rules/bands.py": b"def load():\n    import yaml\n    return yaml\n",
    }
    inputs = {"library": {"python_stdlib.zip": library(NODE_MODULES)}, "src": sources, "more": {}}
    with pytest.raises(BundleError, match=r"assessor/rules/bands\.py: 浏览器里不能导入 yaml"):
        bundle._compile(inputs, NODE_MODULES / "pyodide", tmp_path)


def test_missing_node_says_what_to_do(monkeypatch):
    """Without Node 20 the message names both ways to get it."""
    monkeypatch.setattr("shutil.which", lambda *_args, **_kw: None)
    with pytest.raises(BundleError, match=r"Node 20.*requirements/node\.txt"):
        find_node()


def test_pinned_version_is_the_one_checked():
    """package.json asks for exactly the Pyodide whose hashes the module knows."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert package["dependencies"]["pyodide"] == PYODIDE_VERSION

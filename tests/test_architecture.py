"""The house stays in order: imports go one way, rooms stay small, nothing private or foreign lies about."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.house import MODULES, PACKAGE, imports, part_of, parts_imported

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"

# What each part of the house may import of the others. A part that is not listed may not exist.
MAY_IMPORT = {
    "": set[str](),
    "rules": set[str](),
    "records": {"rules"},
    "report": {"rules", "records"},
    "policy": {"rules", "records"},
    "sheets": {"rules", "records", "policy", "report"},
    "worker": {"rules", "records", "report", "sheets"},
    "intake": {"rules", "records", "policy", "report"},
    "site": {"rules", "records", "policy", "report", "sheets", "intake"},
    "commands": {"rules", "records", "policy", "report", "sheets", "intake", "site"},
    "cli": {"rules", "records", "policy", "report", "sheets", "intake", "site", "commands"},
}
IN_THE_BROWSER = ("rules", "records", "report", "worker")
MAX_LINES = 400
CODE = {".py", ".js", ".mjs", ".css", ".html", ".j2", ".ts"}
SHAPELESS = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|stuff|tools?)(_|$)")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    """A module imports only what lies before it: rules, then records, then policy and report, then the rest."""
    part = part_of(path)
    assert part in MAY_IMPORT, f"what may {part} import?"
    assert parts_imported(path) <= MAY_IMPORT[part]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if part_of(p) in IN_THE_BROWSER], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_what_runs_in_the_browser_needs_nothing(path):
    """Rules, records, report and worker import the standard library and each other, nothing else."""
    foreign = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"assessor"}
    assert foreign == set()


def test_only_the_site_knows_mkdocs():
    """MkDocs and its theme can be replaced: only `assessor.site` imports them."""
    knows = {
        part_of(path) for path in MODULES if {"mkdocs", "material"} & {name.split(".")[0] for name in imports(path)}
    }
    assert knows <= {"site"}


def test_import_linter_agrees():
    """The contracts of import-linter in pyproject.toml, which `make check` runs, hold too."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo"], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


def test_files_are_short():
    """No file of code is longer than 400 lines: a newcomer can read each at one sitting."""
    long = {}
    for path in PACKAGE.rglob("*"):
        if path.suffix in CODE and "__pycache__" not in path.parts:
            lines = path.read_text("utf-8").count("\n")
            if lines > MAX_LINES:
                long[str(path.relative_to(ROOT))] = lines
    assert long == {}


def test_modules_are_named_for_what_they_hold():
    """No module is called utils, helpers or manager: such a name says nothing."""
    assert [str(path) for path in MODULES if SHAPELESS.search(path.stem)] == []


PACKAGES = [path.parent for path in MODULES if path.name == "__init__.py"]


def order(name: str) -> tuple[int, str]:
    """Sort as ruff does: constants, then classes, then the rest, each by letters."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_facades(path):
    """A package that offers names lists them, sorted, and has every one of them."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).parts))
    assert module.__doc__
    offered = getattr(module, "__all__", None)
    if offered is None:
        statements = ast.parse((path / "__init__.py").read_text("utf-8")).body[1:]
        assert all(isinstance(node, ast.Assign) for node in statements), "imports names but has no __all__"
        return
    assert list(offered) == sorted(offered, key=order)
    assert [name for name in offered if not hasattr(module, name)] == []


def tracked() -> list[Path]:
    """The files of the repository, those that are about to be added too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = (name for name in done.stdout.decode().split("\0") if name)
    return [path for path in (ROOT / name for name in names) if path.is_file()]


# Put together here so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("npmmirror", "com"),
        ("pypi", "tuna"),
        ("mirrors", "aliyun"),
        ("mirrors", "tuna"),
        ("mirrors", "ustc"),
        ("conda", "anaconda"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
    ]
]


def test_no_registry_is_named():
    """No file names the address of a package registry: each machine has its own."""
    found = []
    for path in tracked():
        data = path.read_bytes().lower()
        found += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host.encode() in data]
    assert found == []


OFFICE = r"(?:区委|区教|区基|副?校长|党支部|主任|科长|副书记|书记|主管|同志)"
HAN = "[\u4e00-\u9fff]"


def people(text: str) -> set[str]:
    """Names of people in a list of members: a line of two to four characters, or one glued to a school, before an office."""
    start = text.rfind("领导小组\n组")
    if start < 0:
        return set()
    lines = [line.strip() for line in text[start:].splitlines()]
    joined = "\n".join(lines)
    found = set(re.findall(rf"^({HAN}{{3}})\n(?=.*{OFFICE})", joined, re.MULTILINE))
    found |= {"".join(pair) for pair in re.findall(rf"^({HAN})\n({HAN})\n(?=.*{OFFICE})", joined, re.MULTILINE)}
    found |= set(re.findall(rf"^({HAN}{{3}})(?=潍坊|实验)", joined, re.MULTILINE))
    found |= set(re.findall(rf"(?<=[，、])({HAN}{{3}})(?=同志|任|、)", joined))
    places = re.compile(r"组长|成员|小学|中学|高中|办公|领导")
    return {name for name in found if not places.search(name) and f"{name}街道" not in text}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the original documents do not lie beside the project")
def test_no_real_people():
    """Nobody who is named in a source is named in the policies or the documentation."""
    (source,) = SEEDS.glob("003*.txt")
    names = people(source.read_text("utf-8"))
    assert len(names) > 20, "the heuristic no longer finds the list of members"
    found = []
    for path in [*(ROOT / "policies").rglob("*"), *(ROOT / "docs").rglob("*")]:
        if path.suffix in {".md", ".yaml", ".html", ".txt", ".json"}:
            text = path.read_text("utf-8")
            found += [f"{path.relative_to(ROOT)}: {name}" for name in names if name in text]
    assert found == []

"""The house is in order: small files, no binary floats, a test and a docstring for every mechanism."""

import ast
from pathlib import Path

import pytest

from assessor.rules.mechanisms import MECHANISMS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "assessor"
RULES = sorted((PACKAGE / "rules").rglob("*.py"))
MODULES = sorted(path for path in (PACKAGE / "rules" / "mechanisms").glob("*.py") if path.stem != "__init__")
LONGEST = 400


def ids(paths: list[Path]) -> list[str]:
    """The names of files as a person would say them."""
    return [str(path.relative_to(PACKAGE)) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_every_mechanism_has_a_test_and_an_explanation(path):
    """A mechanism is done only with its docstring and a test module of the same name."""
    assert (ROOT / "tests" / "rules" / "mechanisms" / f"test_{path.stem}.py").is_file()
    tree = ast.parse(path.read_text("utf-8"))
    assert len(ast.get_docstring(tree) or "") > 20
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert any(node.name.startswith("evaluate") for node in public)
    assert all(ast.get_docstring(node) for node in public)


def test_every_mechanism_module_is_in_use():
    """Each mechanism module stands behind a key of the rule language, formulas apart, which need none."""
    used = {function.__module__.rpartition(".")[2] for function in MECHANISMS.values()}
    assert used | {"formula"} == {path.stem for path in MODULES}


def test_files_are_short():
    """No file of the package is longer than a person can keep in mind."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := path.read_text("utf-8").count("\n")) >= LONGEST
    }
    assert not long


@pytest.mark.parametrize("path", RULES, ids=ids(RULES))
def test_engine_does_not_touch_binary_floats(path):
    """The engine never makes a float: no float(...), no literal but a likeness; exact.py alone reads a typed one."""
    tree = ast.parse(path.read_text("utf-8"))
    likeness = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "cutoff"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") != "float", f"第 {node.lineno} 行"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float) or id(node) in likeness, f"第 {node.lineno} 行"
        if isinstance(node, ast.Name) and node.id == "float":
            assert path.name == "exact.py", f"第 {node.lineno} 行"

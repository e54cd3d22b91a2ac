"""Bad files as data: each is the good folder with one small change, and what the reader must say about it."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assessor.policy import LibraryError, Problem, read_library

HERE = Path(__file__).parent
GOOD = HERE / "good"
POLICY, FIELDS, GLOSSARY = "good.md", "fields.yaml", "glossary.yaml"
_RULE = re.compile(r"(?<=```yaml rule\n)id: G-1\n.*?(?=```)", re.DOTALL)


@dataclass(frozen=True)
class Bad:
    """A bad file: which file of the good folder, its bad text, and the problem that must be told."""

    name: str
    file: str
    text: str
    line: int
    message: str
    hint: str
    warning: bool = False
    errors: int = 1


def bad_files() -> list[Bad]:
    """All bad files of the tables in `bad_files/`, named by table and by what is wrong."""
    found = []
    for path in sorted((HERE / "bad_files").glob("*.yaml")):
        found += [_bad(path.stem, entry) for entry in yaml.safe_load(path.read_text("utf-8"))]
    names = [bad.name for bad in found]
    assert len(names) == len(set(names)), "two bad files have the same name"
    return found


def problems_in(folder: Path, bad: Bad) -> list[Problem]:
    """What reading the good folder with that one bad file finds."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    (folder / bad.file).write_text(bad.text, "utf-8")
    return problems_of(folder)


def problems_of(folder: Path) -> list[Problem]:
    """Every problem of a folder, whether or not it could be read at all."""
    try:
        return read_library(folder).problems
    except LibraryError as error:
        return error.problems


def good_text(file: str = POLICY) -> str:
    """The text of a file of the good folder."""
    return (GOOD / file).read_text("utf-8")


def with_rule(rule: str) -> str:
    """The good policy with another rule in place of its computed one."""
    return _RULE.sub(lambda _: rule.rstrip("\n") + "\n", good_text())


def with_body(body: str, kind: str = "requirement", unit: str | None = None) -> str:
    """The good policy with another computation in place of its own, and no cases."""
    head = f"id: G-1\nname: 试一试\nkind: {kind}\nstrength: must\n"
    return with_rule(head + (f"unit: {unit}\n" if unit else "") + body)


def _bad(table: str, entry: Mapping[str, Any]) -> Bad:
    file = entry.get("file", POLICY)
    text = _changed(file, entry).replace("……", "文" * entry.get("repeat", 2))
    return Bad(
        name=f"{table}: {entry['name']}",
        file=file,
        text=text,
        line=entry["line"] if "line" in entry else _line_with(entry["at"], text, name=entry["name"]),
        message=entry["message"],
        hint=entry["hint"],
        warning=entry.get("warning", False),
        errors=entry.get("errors", 0 if entry.get("warning") else 1),
    )


def _changed(file: str, entry: Mapping[str, Any]) -> str:
    if "text" in entry:
        return str(entry["text"])
    if "rule" in entry:
        return with_rule(entry["rule"])
    if "formula" in entry:
        quoted = entry["formula"].replace("'", "''")
        return with_body(f"formula: '{quoted}'", entry.get("kind", "requirement"), entry.get("unit"))
    if "does" in entry:
        return with_body(entry["does"], entry.get("kind", "requirement"), entry.get("unit"))
    text = good_text(file)
    assert text.count(entry["old"]) == 1, f"{entry['name']}: {entry['old']!r} must stand in {file} once"
    return text.replace(entry["old"], entry["new"])


def _line_with(fragment: str, text: str, name: str) -> int:
    """The number of the one line that holds the fragment (at its beginning, where several do)."""
    lines = list(enumerate(text.split("\n"), 1))
    found = [number for number, line in lines if fragment in line]
    if len(found) > 1:
        found = [number for number, line in lines if line.startswith(fragment)]
    assert len(found) == 1, f"{name}: {fragment!r} must stand on one line, stands on {found}"
    return found[0]

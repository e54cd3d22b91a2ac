"""The software bill of materials (CycloneDX): what the site carries, and with what it was built.

cyclonedx-py lists the packages installed; those that the site does not need (tests, type checker) are left out, and
what comes from npm or lies inside something is added. What is carried is `required`, what only builds is `excluded`.
There is no time and no number of its own in it: the same packages give the same bytes.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from assessor.site.node import BundleError
from assessor.site.notices.parts import Part, parts

SBOM = "sbom.cdx.json"
"""The file's name, from the site's root; CycloneDX recommends the ending."""

_ROOT = "assessor"
_NODE_PACKAGES = ("binaryen",)
"""What Node runs at build time; Pyodide is among the parts."""
_SECONDS = 120


@cache
def sbom(node_modules: Path | None = None) -> str:
    """The bill as JSON; without `node_modules` it lacks the build tools from npm. Raises BundleError."""
    listed = _environment()
    needed = _needed(_ROOT, {"site"})
    carried = {part.purl: part for part in parts() if part.purl}
    by_name = {_plain(item["name"]): item for item in listed["components"]}
    root = by_name[_ROOT]
    components = [by_name[name] for name in sorted(needed - {_ROOT}) if name in by_name]
    for item in components:
        item["scope"] = "required" if item.get("purl") in carried else "excluded"
    there = {item.get("purl") for item in components}
    components += [_component(part) for part in parts() if part.purl not in there]
    components += [_node_package(node_modules / name) for name in _NODE_PACKAGES if node_modules]
    inner = {part.purl: part.inside for part in parts() if part.purl in there and part.inside}
    for item in components:
        if item.get("purl") in inner:
            item["components"] = [_component(part) for part in inner[item["purl"]]]
    root.pop("externalReferences", None)  # where it lies on this machine
    listed["metadata"]["component"] = root | {"type": "application"}
    listed["components"] = components
    listed["dependencies"] = _edges(listed["dependencies"], root["bom-ref"], components)
    return json.dumps(listed, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _environment() -> dict[str, Any]:
    """What cyclonedx-py says of the packages that this Python finds."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--no-validate"]
    variables = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(  # noqa: S603 - a tool that is locked with hashes
        [*command, sys.executable], env=variables, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    if done.returncode != 0:
        raise BundleError(
            f"没有写成软件物料清单：{done.stderr.strip()[-300:]}\n"
            "没有装 cyclonedx-bom 的话，请运行 pip install --require-hashes -r requirements/site.txt。"
        )
    listed: dict[str, Any] = json.loads(done.stdout)
    return listed


def _needed(name: str, extras: Iterable[str]) -> set[str]:
    """The packages that one needs, itself too: what others are installed makes no difference."""
    found: set[str] = set()
    todo: list[tuple[str, frozenset[str]]] = [(name, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        package, wanted = todo.pop()
        if (package, wanted) in seen:
            continue
        seen.add((package, wanted))
        found.add(package)
        for line in importlib.metadata.requires(package) or ():
            need = Requirement(line)
            if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in wanted | {""}):
                todo.append((_plain(need.name), frozenset(need.extras)))
    return found


def _plain(name: str) -> str:
    """A package's name as registries compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(part: Part) -> dict[str, Any]:
    """A part that is no Python package."""
    component: dict[str, Any] = {
        "bom-ref": part.purl or part.title,
        "type": "library",
        "name": part.name,
        "scope": "required",
        "licenses": [_licence(part.license)],
        "externalReferences": [{"type": "vcs" if "github.com" in part.source else "website", "url": part.source}],
    }
    component |= {key: value for key, value in {"version": part.version, "purl": part.purl}.items() if value}
    if part.inside:
        component["components"] = [_component(inner) for inner in part.inside]
    return component


def _licence(expression: str) -> dict[str, Any]:
    return {"expression": expression} if " " in expression else {"license": {"id": expression}}


def _node_package(folder: Path) -> dict[str, Any]:
    """A package of Node that only builds, by its package.json."""
    said = json.loads((folder / "package.json").read_text("utf-8"))
    purl = f"pkg:npm/{said['name']}@{said['version']}"
    return {
        "bom-ref": purl,
        "type": "library",
        "name": said["name"],
        "version": said["version"],
        "purl": purl,
        "scope": "excluded",
        "licenses": [_licence(said["license"])],
    }


def _edges(listed: list[dict[str, Any]], root: str, components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who needs whom, among the components that are left."""
    kept = {item["bom-ref"] for item in components}
    known = {edge["ref"]: sorted(kept & set(edge.get("dependsOn", ()))) for edge in listed}
    known[root] = sorted({*known.get(root, ()), *(ref for ref in kept if ref not in known)})
    return [{"ref": ref, "dependsOn": known.get(ref, [])} for ref in sorted(kept | {root})]

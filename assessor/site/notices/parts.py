"""The parts of the site that are not ours, from `parts.yaml` and the packages that are installed."""

import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assessor.site.runtime import PYODIDE_VERSION

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Part:
    """A work that the site carries: `version` and `purpose` may be empty, `license` is an SPDX expression.

    `purl` is its name in a package registry, `texts` the licence in full, `inside` what is compiled into it. `mark` are
    words that it leaves in a file of the built site, if any: `place` says in which.
    """

    name: str
    version: str
    license: str
    purpose: str
    source: str
    purl: str
    texts: tuple[str, ...]
    inside: "tuple[Part, ...]"
    mark: str
    place: str

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".strip()


@cache
def parts() -> tuple[Part, ...]:
    """The works as they stand in parts.yaml."""
    return tuple(map(_part, yaml.safe_load((HERE / "parts.yaml").read_text("utf-8"))))


def all_parts() -> list[Part]:
    """The works, each followed by what is inside it."""
    return [each for part in parts() for each in (part, *part.inside)]


def _part(data: Mapping[str, Any]) -> Part:
    version, purl = data.get("version", ""), ""
    texts = [(HERE / "texts" / f"{name}.txt").read_text("utf-8") for name in data.get("texts", ())]
    if package := data.get("package"):
        version, purl = importlib.metadata.version(package), f"pkg:pypi/{package}"
        texts += package_licences(package)
    elif name := data.get("npm"):
        version, purl = PYODIDE_VERSION, f"pkg:npm/{name}"
    return Part(
        name=data["name"],
        version=version,
        license=data["license"],
        purpose=data.get("for", ""),
        source=data["source"],
        purl=f"{purl}@{version}" if purl else "",
        texts=tuple(texts),
        inside=tuple(map(_part, data.get("inside", ()))),
        mark=data.get("mark", ""),
        place=data.get("in", ""),
    )


def package_licences(name: str) -> list[str]:
    """The licence files of an installed package."""
    package = importlib.metadata.distribution(name)
    files = [file for file in package.files or () if file.suffix != ".py" and file.name.upper().startswith("LICEN")]
    ours = sorted(file for file in files if ".dist-info" in file.parts[0])
    return [Path(str(package.locate_file(file))).read_text("utf-8") for file in ours]

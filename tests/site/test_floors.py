"""Dependencies with known advisories are at least at the version that repairs them; some are not to be had at all."""

import json
import re

import pytest
import yaml
from packaging.version import Version

from assessor.site.runtime import PYODIDE_VERSION
from tests.site.parsed import ROOT

FLOORS = yaml.safe_load((ROOT / "requirements" / "floors.yaml").read_text("utf-8"))


def locked():
    """Every locked version: (registry, name, version, lock file)."""
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE):
            yield "pypi", name.lower(), version, path.name
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for path, package in packages.items():
        if path:
            yield "npm", path.rpartition("node_modules/")[2], package["version"], "package-lock.json"


LOCKED = list(locked())


def below_floor(registry, name, version):
    """Why this version must not be used, or nothing."""
    if why := FLOORS["never"][registry].get(name):
        return f"{name}: {why}"
    floor, why = FLOORS[registry].get(name, ("0", ""))
    return f"{name} {version} < {floor}: {why}" if Version(version) < Version(str(floor)) else None


def test_locked_versions_have_no_known_advisory():
    """Nothing locked is below its floor, or on the list of what is not to be used."""
    found = [
        f"{file}: {why}" for registry, name, version, file in LOCKED if (why := below_floor(registry, name, version))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["mkdocs", "mkdocs-material", "pymdown-extensions", "click"])
def test_the_table_is_about_what_is_really_used(name):
    """The floors of our own dependencies are compared with a version that is in the lock file."""
    assert name in FLOORS["pypi"]
    assert any(locked_name == name for _, locked_name, _, _ in LOCKED)


def test_a_version_below_its_floor_is_found():
    """The comparison is by version, not by text: 9.7.6 is older than 9.7.7, 10.0 newer than 9.9."""
    assert below_floor("pypi", "mkdocs-material", "9.7.6")
    assert below_floor("pypi", "pymdown-extensions", "10.21.3")
    assert not below_floor("pypi", "mkdocs-material", "10.0")
    assert below_floor("npm", "xlsx", "0.20.3")


def test_pyodide_is_locked_exactly():
    """The runtime whose checksums the build knows is the one that is locked."""
    assert ("npm", "pyodide", PYODIDE_VERSION, "package-lock.json") in LOCKED

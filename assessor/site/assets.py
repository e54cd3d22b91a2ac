"""Our scripts and styles, in a folder whose name carries a hash of its content, so that browsers may keep it for ever."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
STYLES = ("site.css", "calculator.css", "offline.css")
"""The style sheets every page loads, in this order."""
ENTRIES = ("calculator.js", "offline.js")
"""The scripts every page loads, as modules; they bring in the others when they are needed."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and the folder they go to, seen from the site's root."""

    folder: str
    files: dict[str, Path]

    @property
    def styles(self) -> list[str]:
        """The style sheets to link, those that exist."""
        return [f"{self.folder}/{name}" for name in STYLES if name in self.files]

    @property
    def scripts(self) -> list[str]:
        """The module scripts to load, those that exist."""
        return [f"{self.folder}/{name}" for name in ENTRIES if name in self.files]


def find_assets(here: Path = HERE) -> Assets:
    """The scripts and styles of the package."""
    paths = [*sorted((here / "scripts").glob("*.js")), *sorted((here / "styles").glob("*.css"))]
    digest = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return Assets(f"assets/site-{digest.hexdigest()[:12]}", {path.name: path for path in paths})

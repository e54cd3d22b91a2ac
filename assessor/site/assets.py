"""Our scripts and styles, in a folder whose name carries a hash of its content, so that browsers may keep it for ever."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
STYLES = (
    *("site.css", "rules.css", "pages.css", "reading.css", "library.css", "compare.css", "levels.css"),
    *(
        "calculator.css",
        "controls.css",
        "form.css",
        "form-rows.css",
        "problems.css",
        "results.css",
        "answers.css",
        "keep.css",
        "start.css",
        "sheets.css",
        "device.css",
        "headline.css",
        "embed.css",
        "calculator-layout.css",
    ),
    *("offline.css", "frame.css", "paper.css"),
)
"""The style sheets every page loads, in this order, as one file: a page waits for each before it shows anything."""
SHEET = "all.css"
"""That one file."""
ELEMENTS = {"policy-calculator": "calculator.js", "receipt-check": "receipt-check.js"}
"""The scripts of elements that only some pages have, and only those load."""
WORKER = "engine/worker.js"
"""The script of the worker that these elements start: a page with one of them asks for it, and what it imports, at once."""
ELEMENTS_ENTRY = "elements.js"
"""The script that loads them where they are wanted all the same."""
ENTRIES = (ELEMENTS_ENTRY, "offline.js", "search.js", "reading.js", "compare.js", "menu.js")
"""The scripts every page loads, as modules; they bring in the others when they are needed."""

NOT_HERE = ("offline/sw.js", "guard/texts.js", "guard/drafts.js", "guard/trouble.js")
"""The service worker goes to the site's root, see offline.py; the guard to an address that never changes."""
GUARD = "assets/guard.js"
"""The address of the guard, from the site's root: it is there when the scripts of a version are gone."""
PLAIN = "opened-file.js"
"""The script that every page loads as an ordinary one: it is for pages where modules do not run."""

_COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*$| // [^\n]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, what is made for the site among them, and the folder they go to, seen from the site's root."""

    folder: str
    files: dict[str, Path]
    made: dict[str, str]

    @property
    def styles(self) -> list[str]:
        """The style sheets to link, if there are any."""
        return [f"{self.folder}/{SHEET}"] if SHEET in self.made else []

    @property
    def scripts(self) -> list[str]:
        """The module scripts to load, those that exist."""
        return [f"{self.folder}/{name}" for name in ENTRIES if name in self.files]

    @property
    def plain_scripts(self) -> list[str]:
        """The ordinary scripts to load, those that exist."""
        return [f"{self.folder}/{PLAIN}"] if PLAIN in self.files else []


def guard_script(here: Path = HERE) -> str:
    """The guard as one ordinary script, that puts no name of its own into the page; every page loads it, so no comments."""
    parts = (here / "scripts" / name for name in NOT_HERE if name.startswith("guard/"))
    text = _COMMENT.sub("", "\n".join(part.read_text("utf-8") for part in parts))
    return "(() => {\n" + re.sub(r"\n\s*", "\n", text).strip() + "\n})();\n"


def find_assets(made: Mapping[str, str] | None = None, here: Path = HERE) -> Assets:
    """The scripts and styles of the package, and texts to go beside them (the search's index), by name."""
    sheets = {path.name: path for path in sorted((here / "styles").glob("*.css"))}
    joined = "\n".join(sheets.pop(name).read_text("utf-8") for name in STYLES if name in sheets)
    scripts = here / "scripts"
    files = {path.relative_to(scripts).as_posix(): path for path in sorted(scripts.rglob("*.js"))} | sheets
    for name in NOT_HERE:
        files.pop(name, None)
    texts = {**(made or {}), **({SHEET: joined} if joined else {})}
    digest = hashlib.sha256()
    contents = [(name, path.read_bytes()) for name, path in files.items()]
    for name, data in [*contents, *((name, text.encode()) for name, text in texts.items())]:
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return Assets(f"assets/site-{digest.hexdigest()[:12]}", files, texts)

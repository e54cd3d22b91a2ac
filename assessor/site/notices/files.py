"""The files at the site's root that hand on licences: ours, and those of all that the site carries."""

from pathlib import Path

from assessor.site.notices.parts import Part, package_licences, parts
from assessor.site.notices.sbom import SBOM, sbom

LICENSE = "LICENSE.txt"
NOTICE = "NOTICE.txt"

_RULE = "=" * 78
_LEAD = """\
班主任政策手册 / handbook of head teachers' policies: MIT License, see LICENSE.txt.

It carries the works below, each under its own licence. Pyodide has been changed: exports and functions that are not
used have been taken out of pyodide.asm.js and pyodide.asm.wasm (assessor/site/trim.mjs), and most of its Python
modules have been replaced (assessor/site/inside/library). Its sources: https://github.com/pyodide/pyodide
"""


def notice_files(node_modules: Path | None = None) -> dict[str, str]:
    """The files by name, `node_modules` being where the packages of Node lie that go into the site."""
    (ours,) = package_licences("assessor")
    return {LICENSE: ours, NOTICE: notice(), SBOM: sbom(node_modules)}


def notice() -> str:
    """What is carried, one below the other, then each licence once."""
    works = [_LEAD]
    texts: dict[str, list[str]] = {}
    for part in parts():
        works.append(_entry(part, ""))
        works += [_entry(inner, "  ") for inner in part.inside]
        for each in (part, *part.inside):
            for text in each.texts:
                texts.setdefault(text.strip(), []).append(each.title)
    blocks = [f"{_RULE}\n{', '.join(names)}\n{_RULE}\n\n{text}\n" for text, names in texts.items()]
    return "\n".join([*works, "", *blocks])


def _entry(part: Part, indent: str) -> str:
    return f"{indent}{part.title} ({part.license}) {part.source}"

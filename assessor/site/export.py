"""The site's pages as plain Markdown and assets, for any generator that gives each page a folder of its own."""

import shutil
from pathlib import Path

from assessor.policy import Library
from assessor.site.assets import find_assets
from assessor.site.bundle import build_bundle
from assessor.site.engine import EngineAddress
from assessor.site.pages import site_pages
from assessor.site.search import INDEX, search_index, written_pages

ENGINE = "assets/py/"
"""Where the pages look for the browser bundle when none is exported with them."""


def export_site(
    library: Library, folder: Path, docs: Path | None = None, node_modules: Path | None = None
) -> list[Path]:
    """Write every generated page as Markdown with its head, and our scripts and styles, into `folder`.

    `docs` are hand-written pages to copy along; with `node_modules` the browser bundle is built too. Returns the files
    written, pages first. Links in HTML are relative and take each page to be a folder (policies/x.md at policies/x/).
    """
    if docs is not None:
        shutil.copytree(docs, folder, dirs_exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    engine = ENGINE
    if node_modules is not None:
        bundle = build_bundle(folder / "assets", library.rulebook.to_json(), node_modules)
        engine = EngineAddress(f"assets/{bundle.folder}/", bundle.size)
    written = []
    pages = site_pages(library, engine)
    for page in pages:
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.source, "utf-8")
        written.append(path)
    assets = find_assets({INDEX: search_index(library, pages, written_pages(docs) if docs else [])})
    (folder / assets.folder).mkdir(parents=True, exist_ok=True)
    for name, origin in assets.files.items():
        written.append(folder / assets.folder / name)
        shutil.copyfile(origin, written[-1])
    for name, text in assets.made.items():
        written.append(folder / assets.folder / name)
        written[-1].write_text(text, "utf-8")
    return written

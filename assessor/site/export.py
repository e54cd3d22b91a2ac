"""The site's pages as plain Markdown, its assets and its settings, for any generator that reads them."""

import shutil
from pathlib import Path

from assessor.policy import Library, schema_files
from assessor.site.assets import HERE, Assets, find_assets
from assessor.site.bundle import build_bundle
from assessor.site.engine import EngineAddress
from assessor.site.notices import notice_files
from assessor.site.pages import pair_files, site_pages
from assessor.site.pages.home import with_recent
from assessor.site.portable import moved, own_folder, portable_settings
from assessor.site.search import INDEX, search_index, written_pages

ENGINE = "assets/py/"
"""Where the pages look for the browser bundle when none is exported with them."""
DOCS = "docs"
"""The folder of the pages and assets, below that of the settings."""
SETTINGS = "mkdocs.yml"
"""The settings' file; Zensical reads it too."""
OPENER = "search.js"
"""The script that opens our search; the generator has one of its own, and both would answer the same key."""


def export_site(
    library: Library,
    folder: Path,
    docs: Path | None = None,
    node_modules: Path | None = None,
    config: Path | None = None,
) -> list[Path]:
    """Write every page as the index.md of its folder, and our scripts and styles, into `folder`/docs.

    `docs` are hand-written pages to take along; with `node_modules` the browser bundle is built too, with `config` (our
    mkdocs.yml) the settings are written. Returns the files written but for the bundle's, generated pages first.
    """
    root = folder / DOCS
    engine = ENGINE
    if node_modules is not None:
        bundle = build_bundle(root / "assets", library.rulebook.to_json(), node_modules)
        engine = EngineAddress(f"assets/{bundle.folder}/", bundle.size)
    pages = site_pages(library, engine)
    texts = {own_folder(page.path): moved(page.path, page.source) for page in pages}
    assets = find_assets(
        {**pair_files(library), INDEX: search_index(library, pages, written_pages(docs) if docs else [])}
    )
    texts |= {f"{assets.folder}/{name}": text for name, text in assets.made.items()}
    texts |= notice_files(node_modules)
    texts |= {f"schema/{name}": text for name, text in schema_files().items()}
    files = {f"{assets.folder}/{name}": origin for name, origin in assets.files.items()}
    files |= {f"assets/{path.name}": path for path in sorted((HERE / "theme" / "assets").iterdir())}
    for path in sorted(docs.rglob("*")) if docs else []:
        name = path.relative_to(docs).as_posix() if docs else ""
        if path.suffix == ".md":
            text = with_recent(path.read_text("utf-8"), library, docs or path.parent)
            texts[own_folder(name)] = moved(name, text)
        elif path.is_file():
            files[name] = path
    written = [_write(root / name, text) for name, text in texts.items()]
    for name, origin in files.items():
        written.append(root / name)
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, written[-1])
    if config is not None:
        written.append(_write(folder / SETTINGS, _settings(config, assets)))
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def _settings(config: Path, assets: Assets) -> str:
    modules = [name for name in assets.scripts if not name.endswith(f"/{OPENER}")]
    return portable_settings(config, assets.styles, assets.plain_scripts, modules)

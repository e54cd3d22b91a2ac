"""The MkDocs plugin: hands the generated pages, the scripts and the browser bundle to MkDocs, and nothing more."""

import logging
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from assessor.policy import Library, LibraryError, read_library, schema_files
from assessor.site.assets import ELEMENTS, GUARD, WORKER, find_assets, guard_script
from assessor.site.bundle import build_bundle
from assessor.site.engine import EngineAddress
from assessor.site.modules import brought_in
from assessor.site.node import BundleError
from assessor.site.notices import notice_files
from assessor.site.pages import pair_files, site_pages
from assessor.site.pages.home import with_recent
from assessor.site.search import INDEX, search_index, written_pages

THEME_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""The theme's own search, which ours stands in for: forty files that nobody loads, under licences of their own."""

log = logging.getLogger("mkdocs.plugins.assessor")


class AssessorConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs does not annotate __init_subclass__
    """The plugin's options in mkdocs.yml; both are folders, relative to that file."""

    policies_dir = opt.Dir(exists=True, default="policies")
    """The policies, with fields.yaml and glossary.yaml."""
    node_modules = opt.Dir(default="node_modules")
    """Where npm has put Pyodide."""


class AssessorPlugin(BasePlugin[AssessorConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds to the site what follows from the policies."""

    _read: Library

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the policies while previewing."""
        config.watch.append(self.config.policies_dir)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, our scripts and styles, the search's index, and the browser bundle."""
        library = self._read = self._library()
        engine = self._bundle(library, config)
        pages = site_pages(library, engine)
        for page in pages:
            files.append(_file(config, page.path, content=page.source))
        assets = find_assets(
            {**pair_files(library), INDEX: search_index(library, pages, written_pages(Path(config.docs_dir)))}
        )
        for name, path in assets.files.items():
            files.append(_file(config, f"{assets.folder}/{name}", origin=path))
        for name, text in assets.made.items():
            files.append(_file(config, f"{assets.folder}/{name}", content=text))
        files.append(_file(config, GUARD, content=guard_script()))
        for name, text in schema_files().items():
            files.append(_file(config, f"schema/{name}", content=text))
        for name, text in notice_files(Path(self.config.node_modules)).items():
            files.append(_file(config, name, content=text))
        for unused in [file for file in files if file.src_uri.startswith(THEME_SEARCH)]:
            files.remove(unused)
        config.extra_css += assets.styles
        config.extra_javascript += assets.plain_scripts
        for script in assets.scripts:
            value = opt.ExtraScriptValue(script)
            value.type = "module"
            config.extra_javascript.append(value)
        # For theme/main.html: which scripts and engine a page belongs to, and the guard that compares them.
        config.extra["version"] = f"{Path(assets.folder).name} {Path(engine).name}"
        config.extra["guard"] = GUARD
        # Each element's script, and all that this brings in, to be fetched at the same time.
        config.extra["elements"] = {
            element: [f"{assets.folder}/{name}" for name in brought_in([script, WORKER])]
            for element, script in ELEMENTS.items()
        }
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put what is new where a hand-written page wants it."""
        del page, files
        return with_recent(markdown, self._read, Path(config.docs_dir))

    def _library(self) -> Library:
        """The sound policies; one with an error is left out with a warning, which in strict mode fails the build."""
        try:
            reading = read_library(Path(self.config.policies_dir))
        except LibraryError as error:
            raise PluginError(str(error)) from None
        for problem in reading.errors:
            log.warning("%s", problem)
        return reading.library

    def _bundle(self, library: Library, config: MkDocsConfig) -> str:
        """Write the browser bundle straight into the site (MkDocs has cleaned it by now); its folder from the root."""
        try:
            bundle = build_bundle(
                Path(config.site_dir, "assets"), library.rulebook.to_json(), Path(self.config.node_modules)
            )
        except BundleError as error:
            raise PluginError(str(error)) from None
        return EngineAddress(f"assets/{bundle.folder}/", bundle.size)


def _file(config: MkDocsConfig, path: str, *, content: str = "", origin: Path | None = None) -> File:
    """A file that is not in the documents' folder."""
    if origin is not None:
        return File.generated(config, path, abs_src_path=str(origin), inclusion=InclusionLevel.NOT_IN_NAV)
    return File.generated(config, path, content=content)

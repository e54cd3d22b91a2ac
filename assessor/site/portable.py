"""The site's pages and settings for other generators: files that lie where their pages are found.

Each page is the index.md of a folder of its own. Generators differ in what they make of a link in HTML: some leave it
alone, so that it counts from the page's address, some count it from the file. In such a folder both are the same.
"""

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml

_LINK: Final = re.compile(r"(?<!!)\]\((?!#|/|[a-z][a-z0-9+.-]*:)([^)\s#]+)(#[^)\s]*)?\)")
_KEPT: Final = (
    *("site_name", "site_description", "site_url", "use_directory_urls", "copyright"),
    *("nav", "theme", "markdown_extensions"),
)
_LANGUAGE: Final = "zh"
"""What themes call the language of the site; ours says zh-Hans, with a file of its own."""


def own_folder(path: str) -> str:
    """The file of a page: policies/x.md is policies/x/index.md."""
    stem, ending = posixpath.splitext(path)
    return path if ending != ".md" or posixpath.basename(stem) == "index" else f"{stem}/index.md"


def moved(path: str, source: str) -> str:
    """The Markdown of a page, its links to files counted from the folder it has moved to."""
    here, there = posixpath.dirname(path), posixpath.dirname(own_folder(path))

    def link(match: re.Match[str]) -> str:
        target = own_folder(posixpath.normpath(posixpath.join(here, match[1])))
        return f"]({posixpath.relpath(target, there or '.')}{match[2] or ''})"

    return _LINK.sub(link, source)


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml; a value from the environment is its default."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> Any:
    return loader.construct_sequence(node)[-1]


_Settings.add_constructor("!ENV", _from_environment)


def portable_settings(config: Path, styles: Sequence[str], scripts: Sequence[str], modules: Sequence[str]) -> str:
    """The site's settings without what only our plugin and theme folder know, as YAML that MkDocs and Zensical read."""
    read: dict[str, Any] = yaml.load(config.read_text("utf-8"), Loader=_Settings)  # noqa: S506 - a safe loader
    settings: dict[str, Any] = {key: read[key] for key in _KEPT if key in read}
    settings["nav"] = _moved_nav(settings.get("nav", []))
    theme = {key: value for key, value in settings["theme"].items() if key != "custom_dir"}
    settings["theme"] = {**theme, "language": _LANGUAGE}
    settings["extra_css"] = list(styles)
    settings["extra_javascript"] = [*scripts, *({"path": name, "type": "module"} for name in modules)]
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _moved_nav(entry: Any) -> Any:
    if isinstance(entry, str):
        return own_folder(entry)
    if isinstance(entry, list):
        return [_moved_nav(below) for below in entry]
    return {name: _moved_nav(below) for name, below in entry.items()}

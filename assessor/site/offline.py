"""The service worker: `scripts/offline/sw.js` behind a list of the site's files with their hashes.

The list says which part of the site a file belongs to: `shell` (what every page needs, and the pages that everyone
enters by), `search` (its scripts and index), `calculator` (what only those need who calculate), `engine` (the browser
bundle) or `page` (the rest). The worker's own text, list included, differs whenever a file differs; that is how
browsers notice a new version.
"""

import base64
import hashlib
import json
import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from assessor.site.modules import only_for_elements

WORKER = "sw.js"
TEMPLATE = Path(__file__).with_name("scripts") / "offline" / "sw.js"

ENTRANCES = frozenset({"", "offline/"})
"""Pages that are kept from the first visit on."""
SCRIPT = re.compile(r"assets/site-[0-9a-f]+/(.*\.js)")
ENGINE = re.compile(r"assets/py-[0-9a-f]+/(?!sheets\.zip|workbooks\.zip)")
"""The browser bundle but for what reads and writes tables."""
SEARCH = re.compile(r"assets/site-[0-9a-f]+/search(?:/.*|\.json|\.css)")
"""The search but for the script that opens it."""
ON_USE = re.compile(r"assets/(?:py-[0-9a-f]+/.*|site-[0-9a-f]+/pairs/.*|.*\.(?:png|jpe?g|webp))")
"""What lies in assets/ and is kept once it has been used, like a page."""
LEFT_OUT = re.compile(
    r"""
    sw\.js | _headers | hosting/.*\.(?:conf|txt)|hosting/(?:Caddyfile|_headers)  # for the server
    | assets/site-[0-9a-f]+/(?:offline/)?protocol\.js                              # types only, never loaded
    | sitemap\.xml | sbom\.cdx\.json | .*\.(?:br|gz|map)                                           # for machines
    | assets/javascripts/(?:lunr|workers)/.*                                     # the theme's search, which is not used
    """,
    re.VERBOSE,
)

_LISTED = re.compile(r"self\.SITE = (\{.*\});$", re.MULTILINE)

File = tuple[str, int, str]


def site_files(out: Path) -> dict[str, File]:
    """The files of a built site that a device may keep: SHA-256 (base64), bytes and part, by path.

    A page goes by the address it is asked for at: its folder with a slash, the home page by nothing.
    """
    files = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        if LEFT_OUT.fullmatch(name) or any(part.startswith(".") for part in PurePosixPath(name).parts):
            continue
        data = path.read_bytes()
        address = name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        files[quote(address)] = (digest, len(data), part_of(address))
    return files


def part_of(address: str) -> str:
    """The part of the site a file belongs to."""
    if ENGINE.match(address):
        return "engine"
    if SEARCH.fullmatch(address):
        return "search"
    script = SCRIPT.fullmatch(address)
    if address == "assess/" or (script and script[1] in only_for_elements()):
        return "calculator"
    shell = address in ENTRANCES or (address.startswith("assets/") and not ON_USE.fullmatch(address))
    return "shell" if shell else "page"


def version_of(files: dict[str, File]) -> str:
    """A name for exactly these files."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]


def files_built_before(out: Path) -> set[str]:
    """The files of a folder that a build without a marker wrote: those that its service worker lists, unchanged.

    What the worker does not list by design (files for servers and machines) goes with them. Nothing where there is no
    worker: such a build was never finished.
    """
    worker = out / WORKER
    listed = _LISTED.match(worker.read_text("utf-8", "replace")) if worker.is_file() else None
    if not listed:
        return set()
    digests = {name: file[0] for name, file in json.loads(listed[1])["files"].items()}
    same = {name for name, file in site_files(out).items() if digests.get(name) == file[0]}
    ours = {f"{name}index.html" if name.endswith("/") or not name else name for name in map(unquote, same)}
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    for_servers = {name for name in files if LEFT_OUT.fullmatch(name) and name != "_headers"}
    compressed = {name for name in for_servers if name.endswith((".br", ".gz"))}
    ours |= {name for name in for_servers - compressed if not name.endswith(".map") or name.startswith("assets/")}
    return ours | {name for name in compressed if name.rpartition(".")[0] in ours}


def write_worker(out: Path) -> Path:
    """Write the service worker of a built site. The same site gives the same bytes."""
    files = site_files(out)
    engine = {name: file for name, file in files.items() if file[2] == "engine"}
    pages = {name: file for name, file in files.items() if file[2] != "engine"}
    site = {"pages": version_of(pages), "engine": version_of(engine), "files": files}
    target = out / WORKER
    target.write_text(
        f"self.SITE = {json.dumps(site, separators=(',', ':'))};\n{TEMPLATE.read_text('utf-8')}", "utf-8", newline=""
    )
    return target

"""Lays out what is compared: our built site, and stock Pyodide with the same package as a wheel and the same rulebook."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

from common import HERE, ROOT, requests

from assessor import __version__
from assessor.policy import read_library
from assessor.site.assets import WORKER
from assessor.site.build import build_site
from assessor.site.bundle import PACKAGES
from assessor.site.compress import compress_site
from assessor.site.modules import brought_in

STOCK = ("pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def lay_out(out: Path) -> dict[str, str]:
    """Write `site/`, `assets/stock/` and the pages below `out`, compressed; returns the addresses of what is ours."""
    modules = ROOT / "node_modules"
    build_site(ROOT / "mkdocs.yml", out / "site", "http://127.0.0.1:8000/", compress=True)
    stock = out / "assets" / "stock"  # below assets/, where files are compressed as small as can be
    stock.mkdir(parents=True, exist_ok=True)
    for name in STOCK:
        shutil.copy(modules / "pyodide" / name, stock)
    shutil.copy(modules / "pyodide" / "pyodide.mjs", stock / "pyodide.js")
    name = wheel(stock)
    rulebook = read_library(ROOT / "policies").library.rulebook.to_json()
    (stock / "rulebook.json").write_text(rulebook, "utf-8")
    shutil.copytree(HERE / "pages", out, dirs_exist_ok=True)
    (client,) = out.glob("site/assets/site-*/engine/client.js")
    (engine,) = out.glob("site/assets/py-*/")
    found = {
        "client": client.relative_to(out).as_posix(),
        "worker": client.with_name("worker.js").relative_to(out).as_posix(),
        "engine": f"{engine.relative_to(out).as_posix()}/",
        "stock": "assets/stock/",
    }
    setup = {"ours": found, "stock": found["stock"], "wheel": name, "request": requests()[11]}
    # As every page of ours with a calculator does.
    scripts = [client.parents[1] / script for script in brought_in(["engine/client.js", WORKER])]
    links = [f'<link rel="modulepreload" href="{path.relative_to(out).as_posix()}">' for path in scripts]
    for way, head in {"ours": links, "stock": []}.items():
        given = json.dumps({**setup, "way": way}, ensure_ascii=False).replace("<", "\\u003c")
        lines = [*head, f'<script type="application/json" id="setup">{given}</script>']
        page = (HERE / "pages" / "first-result.html").read_text("utf-8").replace("@HEAD@", "\n  ".join(lines))
        (out / f"{way}.html").write_text(page, "utf-8")
    site = out / "site"
    aside = out.with_name(f"{out.name}-site")
    site.rename(aside)  # it is compressed already
    compress_site(out, modules)
    aside.rename(site)
    return found


def wheel(folder: Path) -> str:
    """The package that runs in the browser as an ordinary wheel; returns its name."""
    name = f"assessor-{__version__}-py3-none-any.whl"
    info = f"assessor-{__version__}.dist-info"
    package = ROOT / "assessor"
    paths = [package / "__init__.py", *(path for part in PACKAGES for path in (package / part).rglob("*.py"))]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(paths)}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: assessor\nVersion: {__version__}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = "".join(f"{path},sha256={hashlib.sha256(data).hexdigest()},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return name

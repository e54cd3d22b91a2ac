"""Pyodide's own files: checked, and without what a page that loads no packages cannot use.

`trim.mjs` takes out of `pyodide.asm.wasm` the exports that its script never mentions, and the functions that nobody can
call then; out of `pyodide.asm.js` the variables for them. A tenth less to load; and a start makes some hundreds of
functions and table entries instead of ten thousand.
"""

import hashlib
from pathlib import Path

from assessor.site.node import BundleError, remembered, run_script

PYODIDE_VERSION = "0.29.5"

# The npm package's files and their SHA-256. With a new Pyodide version these, package.json, STDLIB in
# inside/pack.py and what inside/library/ stands for change together.
ORIGINALS = {
    "pyodide.mjs": "510ca14305230018f50c40fb81be673afd68080e70ce7733fcce6600dd6a1714",
    "pyodide.asm.js": "356c42f69e1695397e9d8670bd3c2e678248cde76e18bdae1731e848537b47d7",
    "pyodide.asm.wasm": "54309a5a2cfd757b1f0fdbc9093c92503f7b341500110329d932487183912718",
    "python_stdlib.zip": "831fd1e535084b972f87c6a35275de3d236efd5166f5e77ce89497710635e73c",
}

_SCRIPT = Path(__file__).with_name("trim.mjs")
_BINARYEN = Path("binaryen", "bin", "wasm-metadce")
_TRIMMED = ("pyodide.asm.js", "pyodide.asm.wasm")
_SECONDS = 300


def runtime(node_modules: Path) -> dict[str, bytes]:
    """The runtime by the names that a browser loads: `pyodide.js` (`.mjs` has the wrong type on some servers) and two more.

    Raises BundleError when Node ≥ 20, Pyodide or Binaryen is missing, or a file of Pyodide is not the one expected.
    """
    originals = {name: original(node_modules, name) for name in ("pyodide.mjs", *_TRIMMED)}
    trimmer = node_modules / _BINARYEN
    if not trimmer.is_file():
        raise BundleError(f"缺少 {trimmer}。请先运行 npm ci。")
    ingredients = originals | {path.name: path.read_bytes() for path in (_SCRIPT, trimmer)}

    def trim(folder: Path) -> None:
        run_script(_SCRIPT, node_modules.resolve(), folder, failed="浏览器里的 Python 没有裁剪成", seconds=_SECONDS)

    trimmed = remembered(node_modules, "runtime", ingredients, trim)
    return {"pyodide.js": originals["pyodide.mjs"]} | {name: trimmed[name] for name in _TRIMMED}


def original(node_modules: Path, name: str) -> bytes:
    """The bytes of a file of the Pyodide package, if they are the ones we know; else raises BundleError."""
    path = node_modules / "pyodide" / name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BundleError(f"缺少 {path}。请先运行 npm ci。") from None
    expected, found = ORIGINALS[name], hashlib.sha256(data).hexdigest()
    if found != expected:
        raise BundleError(
            f"{path} 不是 Pyodide {PYODIDE_VERSION} 的原文件"
            f"（SHA-256 应为 {expected}，实为 {found}）。请删去 node_modules 后重新运行 npm ci。"
        )
    return data

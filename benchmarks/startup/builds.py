"""Time to build the site against plain MkDocs with the same theme on the same Markdown.

python benchmarks/startup/builds.py [COUNT ...]       policies, 30 and 1000 unless given
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ROOT, say

sys.path.insert(0, str(ROOT / "benchmarks" / "search"))
COUNTS = (30, 1000)
PYTHON = sys.executable


def timed(command: list[str], folder: Path) -> float:
    """Seconds a command takes."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return time.perf_counter() - start


def library(folder: Path, count: int) -> None:
    """So many policies: the real ones, fewer of them or with generated ones."""
    from thousand import make  # noqa: PLC0415 - from the neighbour's folder

    make(folder, count)
    for path in sorted(folder.glob("*.md"))[count:]:
        path.unlink()


def plain_config(config: str) -> str:
    """The same settings without our plugin and theme folder."""
    kept, skipping = [], False
    for line in config.splitlines():
        skipping = line.startswith(("plugins:", "nav:", "not_in_nav:", "validation:")) or (
            skipping and line[:1] in {" ", "#", ""}
        )
        if not skipping and "custom_dir" not in line and not line.startswith("strict"):
            kept.append(line)
    return "\n".join([*kept, "plugins: []", ""]).replace("language: zh-Hans", "language: zh")


def measure(count: int) -> tuple[float, float, int]:
    """Seconds for ours and for plain MkDocs, and the number of policies."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library(folder / "policies", count)
        config = (ROOT / "mkdocs.yml").read_text("utf-8")
        ours = config.replace("custom_dir: assessor", f"custom_dir: {ROOT}/assessor").replace(
            "policies_dir: policies", f"policies_dir: policies\n      node_modules: {ROOT}/node_modules"
        )
        (folder / "mkdocs.yml").write_text(ours, "utf-8")
        shutil.copytree(ROOT / "docs", folder / "docs")
        assessor = [PYTHON, "-m", "assessor.cli", "--policies", "policies"]
        own = timed([*assessor, "build", "--no-compress", "-o", "site"], folder)
        timed([*assessor, "export", "exported"], folder)
        (folder / "mkdocs.yml").write_text(
            plain_config(config).replace("docs_dir: docs", "docs_dir: exported"), "utf-8"
        )
        plain = timed([PYTHON, "-m", "mkdocs", "build", "-q", "-d", "plain"], folder)
        return own, plain, len(list((folder / "policies").glob("*.md")))


def main() -> None:
    """Print both and the ratio."""
    for count in map(int, sys.argv[1:]) if sys.argv[1:] else COUNTS:
        own, plain, found = measure(count)
        say(f"{found} 份政策：assessor build {own:.1f} s，mkdocs build {plain:.1f} s，比值 {own / plain:.2f}")


if __name__ == "__main__":
    main()

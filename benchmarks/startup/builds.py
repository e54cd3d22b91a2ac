"""Time to build the site against plain MkDocs with the same theme and its search on the same Markdown.

python benchmarks/startup/builds.py [--rounds N] [COUNT ...]       policies, 30 and 1000 unless given

Both take turns. The processor's time is what counts: the clock runs on while others use the machine.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from common import ROOT, say

sys.path.insert(0, str(ROOT / "benchmarks" / "search"))
COUNTS = (30, 1000)
PYTHON = sys.executable


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds that a command takes, of the processor and by the clock."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def library(folder: Path, count: int) -> None:
    """So many policies: the real ones, fewer of them or with generated ones."""
    from thousand import make  # noqa: PLC0415 - from the neighbour's folder

    make(folder, count)
    for path in sorted(folder.glob("*.md"))[count:]:
        path.unlink()


def measure(count: int, rounds: int) -> None:
    """Build both ways in turn and print what each took, and the ratio."""
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
        timed([*assessor, "export", "exported"], folder)
        found = {"assessor build": [], "mkdocs build": []}
        for _ in range(rounds):
            found["assessor build"].append(timed([*assessor, "build", "--no-compress", "-o", "site"], folder))
            found["mkdocs build"].append(
                timed([PYTHON, "-m", "mkdocs", "build", "-q", "-d", "plain"], folder / "exported")
            )
        pages = len(list((folder / "policies").glob("*.md")))
    for what, times in found.items():
        used, clock = (median(column) for column in zip(*times, strict=True))
        say(f"{pages} 份政策：{what} 处理器 {used:.1f} s，钟上 {clock:.1f} s")
    ratios = [own[0] / plain[0] for own, plain in zip(*found.values(), strict=True)]
    say(f"{pages} 份政策：处理器时间之比 {median(ratios):.2f}（{rounds} 轮）")


def main() -> None:
    """Print both and the ratio, for each number of policies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS)
    options = parser.parse_args()
    for count in options.counts:
        measure(count, options.rounds)


if __name__ == "__main__":
    main()

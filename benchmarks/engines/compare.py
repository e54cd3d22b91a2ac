"""Time per record of the same small rule set in our engine, in publicodes and in OpenFisca.

    python benchmarks/engines/compare.py [TURNS]

Bands of a seniority bonus, a factor by the share of hours kept, three conditions that must all hold, and a total. Before
anything is timed, all three must give the same four results for every record. The engines take turns, each time in a
new process; the first round of each process is not counted.
"""

import json
import random
import statistics
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "engines"
RECORDS, ROUNDS, TURNS = 200, 6, 4
NAMES = {"ours": "我们", "publicodes": "publicodes", "openfisca": "OpenFisca"}
WAYS = {"plain": "只求结果", "trace": "连同理由", "bulk": "200 份一起"}


def prepare() -> dict[str, list[str]]:
    """Install the other two, pinned, in folders of their own; the command of each engine."""
    python = BUILD / "venv" / "bin" / "python"
    stamp, pinned = BUILD / "requirements.txt", HERE / "requirements.txt"
    if not stamp.is_file() or stamp.read_bytes() != pinned.read_bytes():
        venv.create(BUILD / "venv", with_pip=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
        run([str(python), *install, str(pinned)], None)
        stamp.write_bytes(pinned.read_bytes())
    for name in ("package.json", "package-lock.json", "with_publicodes.mjs"):
        (BUILD / name).write_bytes((HERE / name).read_bytes())
    if not (BUILD / "node_modules").is_dir():
        run(["npm", "ci", "--silent"], None)
    return {
        "ours": [sys.executable, str(HERE / "ours.py")],
        "publicodes": ["node", str(BUILD / "with_publicodes.mjs")],
        "openfisca": [str(python), str(HERE / "with_openfisca.py")],
    }


def run(command: list[str], question: dict[str, Any] | None) -> str:
    """What a command answers; stops with its complaint if it fails."""
    text = None if question is None else json.dumps(question)
    done = subprocess.run(command, cwd=BUILD, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return done.stdout


def people() -> list[dict[str, Any]]:
    """Records around every threshold."""
    rng = random.Random(16)  # noqa: S311 - sample data
    return [
        {
            "years": rng.choice([0, 2.5, 3, 7.5, 8, 10.5, 11, 15.5, 16, 30]),
            "serving": rng.random() < 0.8,
            "present": rng.choice([0, 11.5, 12, 15.5, 16, 20]),
            "required": 20,
            "satisfied": rng.choice([0.75, 0.8, 0.95]),
            "violation": rng.random() < 0.2,
        }
        for _ in range(RECORDS)
    ]


def main() -> None:
    """Compare results, then times."""
    BUILD.mkdir(parents=True, exist_ok=True)
    commands, records = prepare(), people()
    agreed = {name: json.loads(run(command, {"records": records, "rounds": 0})) for name, command in commands.items()}
    for name, found in agreed.items():
        if found["answers"] != agreed["ours"]["answers"]:
            wrong = next(at for at, row in enumerate(found["answers"]) if row != agreed["ours"]["answers"][at])
            raise SystemExit(
                f"{name}: {records[wrong]} {found['answers'][wrong]} != {agreed['ours']['answers'][wrong]}"
            )
    print(f"三个引擎对 {RECORDS} 份记录各给出同样的 4 个结果。", flush=True)
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    times: dict[tuple[str, str], list[float]] = {}
    for turn in range(turns):
        for name in sorted(commands, reverse=bool(turn % 2)):
            found = json.loads(run(commands[name], {"records": records, "rounds": ROUNDS}))["times"]
            for way, values in found.items():
                times.setdefault((name, way), []).extend(values[1:])
    for (name, way), values in sorted(times.items()):
        ratio = min(values) / min(times["ours", "plain" if way == "bulk" else way])
        print(
            f"{NAMES[name]} {WAYS[way]}：每份最短 {min(values):.4f} ms，中位 {statistics.median(values):.4f} ms，"
            f"是我们的 {ratio:.3g} 倍（{len(values)} 轮）",
            flush=True,
        )


if __name__ == "__main__":
    main()

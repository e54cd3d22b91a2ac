"""The judged queries, and what the search makes of them: recall at 5, right first, empty answers, time per key."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

import yaml

from assessor.policy import Library, read_library
from assessor.site.pages import site_pages
from assessor.site.search import search_index, written_pages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with its answer: the part of what is expected that is among the first five, and the rest."""

    query: str
    kind: str
    recall: float
    first: bool
    empty: bool
    got: list[str]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    """All queries; times in milliseconds."""

    judged: list[Judged]
    load: float
    keys: list[float]

    @property
    def recall(self) -> float:
        """The mean part of the expected entries that is among the first five."""
        return mean(query.recall for query in self.judged)

    @property
    def first(self) -> float:
        """How often the first is right."""
        return mean(query.first for query in self.judged)

    @property
    def empty(self) -> list[str]:
        """Queries with an answer that find nothing."""
        return [query.query for query in self.judged if query.empty]


def read_queries(path: Path = HERE / "queries.yaml") -> list[dict[str, Any]]:
    """The queries, as written."""
    queries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return [{**query, "query": str(query["query"])} for query in queries]


def index_of(library: Library, docs: Path | None = ROOT / "docs") -> str:
    """The index as the site has it."""
    return search_index(library, site_pages(library, "assets/py/"), written_pages(docs) if docs else [])


def measure(index: str, queries: list[dict[str, Any]]) -> Result:
    """Ask the browser's module, in Node, key by key."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("index.json", "queries.json")]
        for file, text in zip(files, [index, json.dumps(queries)], strict=True):
            file.write_text(text, "utf-8")
        command = ["node", str(HERE / "measure.mjs"), *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    answer = json.loads(done.stdout)
    judged = [judge(query, given) for query, given in zip(queries, answer["answers"], strict=True)]
    return Result(judged, answer["load"], [time for given in answer["answers"] for time in given["keys"]])


def judge(query: dict[str, Any], given: dict[str, Any]) -> Judged:
    """Compare an answer with what was expected; two results of one clause count once."""
    expect: list[str] = query["expect"]
    right = query.get("first", expect[:1])
    ids: list[list[str]] = given["ids"]
    shown = {name for names in ids[:SHOWN] for name in names}
    missing = [name for name in expect if name not in shown]
    recall = min(1.0, (len(expect) - len(missing)) / min(SHOWN, len(expect)))
    first = bool(ids) and bool(set(ids[0]) & set(right))
    return Judged(query["query"], query["kind"], recall, first, not ids, [names[0] for names in ids[:SHOWN]], missing)


def table(result: Result) -> str:
    """The figures by kind of query, as Markdown."""
    kinds = list(dict.fromkeys(query.kind for query in result.judged))
    lines = ["| 种类 | 查询 | 前五召回 | 首位正确 | 落空 |", "|---|---|---|---|---|"]
    for kind in [*kinds, ""]:
        some = [query for query in result.judged if query.kind == kind or not kind]
        figures = (
            f"{mean(q.recall for q in some):.3f} | {mean(q.first for q in some):.3f} | {sum(q.empty for q in some)}"
        )
        lines.append(f"| {kind or '全部'} | {len(some)} | {figures} |")
    return "\n".join(lines)


def times(result: Result) -> str:
    """Load, median, 99th percentile and longest key, in one line."""
    keys = sorted(result.keys)
    late = keys[int(len(keys) * 0.99)]
    return f"载入 {result.load:.0f} ms；每键中位 {median(keys):.1f}，99 % {late:.1f}，最长 {keys[-1]:.1f} ms（{len(keys)} 键）"


def main() -> None:
    """Print the figures for a folder of policies (today's by default), and what went wrong with -v."""
    names = [name for name in sys.argv[1:] if name != "-v"]
    library = read_library(Path(names[0]) if names else ROOT / "policies").library
    result = measure(index_of(library), read_queries())
    print(table(result))
    print(times(result))
    if "-v" in sys.argv:
        for query in result.judged:
            if query.recall < 1 or not query.first:
                print(f"{query.query}（{query.kind}）召回 {query.recall:.2f}，首位{'对' if query.first else '错'}")
                print("   前五：", *query.got)
                print("   缺：", *query.missing)


if __name__ == "__main__":
    main()

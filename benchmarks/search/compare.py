"""Other engines on the judged queries: MiniSearch in Node, Pagefind in Chromium. See compare.mjs for what to install.

python benchmarks/search/compare.py [POLICIES]
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from browser import in_chromium
from judged import HERE, ROOT, Result, index_of, judge, measure, read_queries, table, times

from assessor.policy import read_library

MODULES = ROOT / "build" / "compare"
ASK = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const start = performance.now();
  await pagefind.init();
  await pagefind.search("班");
  const load = performance.now() - start, answers = [];
  for (const { query } of queries) {
    const keys = [];
    let ids = [];
    for (let n = query.length > 3 ? query.length - 2 : 1; n <= query.length; n++) {
      const before = performance.now();
      const { results } = await pagefind.search(query.slice(0, n));
      const first = await Promise.all(results.slice(0, 20).map((result) => result.data()));
      keys.push(performance.now() - before);
      ids = first.map(({ meta }) => [meta.id]);
    }
    answers.push({ query, ids, keys });
  }
  return { load, answers };
}"""


def node(*arguments: str) -> str:
    """Run compare.mjs."""
    command = ["node", str(HERE / "compare.mjs"), *arguments, str(MODULES)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own script


def pagefind(folder: Path, index: Path, queries: list[dict[str, Any]]) -> dict[str, Any]:
    """Build Pagefind's index and ask it in a browser."""
    node("pagefind", str(index), str(folder / "pagefind"))
    return in_chromium(folder, ASK, queries)


def main() -> None:
    """Print a table for each engine."""
    library = read_library(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "policies").library
    index, queries = index_of(library), read_queries()
    results = {"逐字扫描": measure(index, queries)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "index.json").write_text(index, "utf-8")
        (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
        answers = {
            "MiniSearch": json.loads(node("minisearch", str(folder / "index.json"), str(folder / "queries.json"))),
            "Pagefind": pagefind(folder, folder / "index.json", queries),
        }
    for engine, answer in answers.items():
        judged = [judge(query, given) for query, given in zip(queries, answer["answers"], strict=True)]
        results[engine] = Result(judged, answer["load"], [key for given in answer["answers"] for key in given["keys"]])
    for engine, result in results.items():
        print(f"\n{engine}：{times(result)}\n\n{table(result)}")


if __name__ == "__main__":
    main()

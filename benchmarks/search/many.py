"""The search at a thousand policies: time per key in Node and in Chromium, and whether known items are found.

python benchmarks/search/many.py [FOLDER]     a library written by thousand.py; without it one is made
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from browser import in_chromium
from judged import ROOT, index_of, measure, read_queries, table, times
from thousand import make

from assessor.policy import Library, read_library

ASKED = 60
ASK = """async (queries) => {
  const { SearchIndex } = await import("/assessor/site/scripts/search/search-index.js");
  const data = await (await fetch("/build/search-many.json")).json();
  const start = performance.now();
  const index = new SearchIndex(data);
  const load = performance.now() - start, keys = [];
  index.search("预热");
  for (const query of queries)
    for (let n = 1; n <= query.length; n++) {
      const before = performance.now();
      index.search(query.slice(0, n));
      keys.push(performance.now() - before);
    }
  return { load, keys };
}"""


def known_items(library: Library) -> list[dict[str, Any]]:
    """Queries that have one answer among the generated policies: document number, title, number with article."""
    rng = random.Random(1)  # noqa: S311 - the same queries every time
    made = [policy for policy in library.policies.values() if policy.id.startswith("made-")]
    queries: list[dict[str, Any]] = []
    for policy in rng.sample(made, min(ASKED, len(made))):
        article = rng.choice([clause for clause in policy.clauses if clause.anchor.startswith("art-")])
        number = policy.head["number"]
        queries += [
            {"query": number, "kind": "文号", "expect": [f"{policy.id}#"]},
            {"query": policy.title, "kind": "题名", "expect": [f"{policy.id}#"]},
            {"query": f"{number} {article.label}", "kind": "文号加条号", "expect": [f"{policy.id}#{article.anchor}"]},
        ]
    return queries


def timed_in_chromium(index: str, queries: Sequence[str]) -> str:
    """Times in the browser, in one line."""
    file = ROOT / "build" / "search-many.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(index, "utf-8")
    found = in_chromium(ROOT, ASK, queries)
    keys = sorted(found["keys"])
    middle, late = keys[len(keys) // 2], keys[int(len(keys) * 0.99)]
    return (
        f"载入 {found['load']:.0f} ms；每键中位 {middle:.1f}，99 % {late:.1f}，最长 {keys[-1]:.1f} ms（{len(keys)} 键）"
    )


def main() -> None:
    """Print sizes, times and what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name)
        if len(sys.argv) < 2:
            make(folder)
        library = read_library(folder).library
    index = index_of(library)
    print(f"{len(library.policies)} 份政策，索引 {len(index.encode()) / 1e6:.1f} MB")
    queries = read_queries()
    print("Node：", times(measure(index, queries)))
    print("Chromium：", timed_in_chromium(index, [query["query"] for query in queries]))
    print(table(measure(index, known_items(library))))


if __name__ == "__main__":
    main()

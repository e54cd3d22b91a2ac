/**
 * Answers judged queries with the module the browser uses, and measures each key typed.
 *
 *   node measure.mjs INDEX.json QUERIES.json  → JSON: load time, per query the ids found, the times of its keys
 */

import { readFileSync } from "node:fs";

import { SearchIndex } from "../../assessor/site/scripts/search/search-index.js";

const SHOWN = 20;
const [indexFile, queriesFile] = process.argv.slice(2);
const source = readFileSync(indexFile, "utf-8");
const queries = JSON.parse(readFileSync(queriesFile, "utf-8"));

const start = performance.now();
const index = new SearchIndex(JSON.parse(source));
const load = performance.now() - start;
index.search("预热");

/** Every id that a result may be judged by: a rule counts as its clause too. */
function idsOf({ card: { entry } }, policy) {
  if (policy) return [`${policy.id}#${entry.clause ?? entry.anchor ?? ""}`, `${policy.id}#${entry.anchor ?? ""}`];
  return [entry.kind === "term" ? entry.url.replace("glossary/#term-", "glossary:") : `page:${entry.url}`];
}

const answers = queries.map(({ query }) => {
  const keys = [];
  let found = index.search("");
  for (let n = 1; n <= query.length; n++) {
    const before = performance.now();
    found = index.search(query.slice(0, n));
    keys.push(performance.now() - before);
  }
  const ids = found.hits.slice(0, SHOWN).map((hit) => idsOf(hit, index.policyOf(hit.card)));
  return { query, found: found.hits.length, ids, notes: found.notes, keys };
});
process.stdout.write(JSON.stringify({ load, size: source.length, answers }));

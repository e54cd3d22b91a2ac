/**
 * The same entries and queries with other engines, for the decision in docs/adr/0007-search.md. The engines are not
 * dependencies of the project:
 *
 *   mkdir -p build/compare && npm install --prefix build/compare minisearch@7 pagefind@1.6.0
 *   node compare.mjs minisearch INDEX.json QUERIES.json build/compare   → JSON like measure.mjs
 *   node compare.mjs pagefind INDEX.json OUT build/compare              → writes Pagefind's index to OUT
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { canon } from "../../assessor/site/scripts/search/text.js";

const [engine, indexFile, other, modules] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const data = JSON.parse(readFileSync(indexFile, "utf-8"));

/** Ids as the queries have them; a rule by its clause. */
const records = data.entries.map((entry, at) => {
  const policy = data.policies[entry.policy];
  const term = entry.url?.replace("glossary/#term-", "glossary:");
  const names = policy ? `${policy.title} ${policy.number} ${policy.names}` : (entry.names ?? []).join(" ");
  return {
    at,
    id: policy ? `${policy.id}#${entry.clause ?? entry.anchor ?? ""}` : term,
    title: `${entry.label ?? ""} ${entry.title}`,
    text: entry.text,
    names,
  };
});

/** Han in pairs (single characters where alone), everything else in words. */
function pairs(text) {
  const tokens = [];
  for (const [run] of canon(text).matchAll(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu)) {
    if (!/\p{Script=Han}/u.test(run) || run.length === 1) tokens.push(run);
    else for (let i = 0; i + 1 < run.length; i++) tokens.push(run.slice(i, i + 2));
  }
  return tokens;
}

if (engine === "minisearch") {
  const MiniSearch = require("minisearch");
  const start = performance.now();
  const index = new MiniSearch({
    fields: ["title", "text", "names"],
    idField: "at",
    tokenize: pairs,
    processTerm: (term) => term,
  });
  index.addAll(records);
  const load = performance.now() - start;
  const options = { boost: { title: 3 }, combineWith: "AND", tokenize: pairs, processTerm: (term) => term };
  const ask = (query) => {
    const all = index.search(query, options);
    return all.length ? all : index.search(query, { ...options, combineWith: "OR" });
  };
  const answers = JSON.parse(readFileSync(other, "utf-8")).map(({ query }) => {
    const keys = [];
    let hits = [];
    for (let n = 1; n <= query.length; n++) {
      const before = performance.now();
      hits = ask(query.slice(0, n));
      keys.push(performance.now() - before);
    }
    return { query, ids: hits.slice(0, 20).map(({ id }) => [records[id].id]), keys };
  });
  process.stdout.write(JSON.stringify({ load, answers, size: JSON.stringify(index).length }));
} else {
  const pagefind = await import(pathToFileURL(resolve(modules, "node_modules/pagefind/lib/index.js")).href);
  const { index } = await pagefind.createIndex({ forceLanguage: "zh" });
  for (const { id, title, text, names } of records) {
    const meta = { title, id: id ?? "" };
    await index.addCustomRecord({
      url: `/${encodeURIComponent(id ?? "")}`,
      content: `${title}\n${text}\n${names}`,
      language: "zh",
      meta,
    });
  }
  await index.writeFiles({ outputPath: other });
  await pagefind.close();
}

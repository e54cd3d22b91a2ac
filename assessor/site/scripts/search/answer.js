/** What the page is told: the results ready to be shown, as plain data that can be posted between threads. */

import { partsOf, sentenceOf } from "./marks.js";

/**
 * @typedef {import("./marks.js").Part} Part
 * @typedef {import("./marks.js").Said} Said
 *
 * @typedef {object} Result
 * @property {"policy" | "clause" | "rule" | "term" | "page"} kind
 * @property {string} url from the site's root
 * @property {Part[]} label how the clause is cited
 * @property {Part[]} title
 * @property {string} source the policy, or the page
 * @property {string} level
 * @property {string} authority
 * @property {Part[]} sentence
 *
 * @typedef {object} Answer
 * @property {number} total
 * @property {Result[]} results
 * @property {import("./search-index.js").Note[]} notes
 * @property {Said[]} said what was looked for, to be marked where the reader lands
 */

/**
 * @param {import("./search-index.js").SearchIndex} index
 * @param {string} query
 * @param {import("./search-index.js").Choice} choice
 * @param {number} shown how many results at most
 * @returns {Answer}
 */
export function answer(index, query, choice, shown) {
  const { hits, terms, notes } = index.search(query, choice);
  /** @type {Said[]} */
  const said = terms.flatMap(({ ways }) => ways.map((way) => /** @type {Said} */ ([way.light, way.canon])));
  for (const { clause } of terms) if (clause) said.push(["", `第${clause.article}条`], ["", `${clause.article}条`]);
  return { total: hits.length, results: hits.slice(0, shown).map((hit) => resultOf(index, hit, said)), notes, said };
}

/**
 * @param {import("./search-index.js").SearchIndex} index
 * @param {import("./search-index.js").Hit} hit
 * @param {Said[]} said
 * @returns {Result}
 */
function resultOf(index, { card, rules }, said) {
  const { entry } = card;
  const policy = index.policyOf(card);
  const texts = [entry.text, ...(rules ?? []).map(({ entry: rule }) => `${rule.title}：${rule.text}`)];
  if (card.clause && policy) texts.push(card.clause.entry.text);
  const url = policy ? `policies/${policy.id}/${entry.anchor ? `#${entry.anchor}` : ""}` : (entry.url ?? "");
  return {
    kind: entry.kind,
    url,
    label: partsOf(entry.label ?? "", said),
    title: partsOf(entry.title, said),
    source: policy?.title ?? entry.page ?? "",
    level: policy ? index.nameOf("level", policy.level) : "",
    authority: policy ? index.nameOf("authority", policy.authority) : "",
    sentence: sentenceOf(texts, said),
  };
}

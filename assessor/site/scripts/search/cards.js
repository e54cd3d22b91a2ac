/** An entry of the index made ready to be compared: its texts in both forms, its numbers, what it inherits. */

import { canon, forms } from "./text.js";

/**
 * @typedef {[string, string]} Forms light, canon
 *
 * @typedef {object} Facts a policy
 * @property {string} id
 * @property {string} title
 * @property {string} number
 * @property {string} names issuer, region and id, one a line
 * @property {string} level
 * @property {string[]} stages
 * @property {string[]} topics
 * @property {string} authority
 *
 * @typedef {object} Entry
 * @property {"policy" | "clause" | "rule" | "term" | "page"} kind
 * @property {number} [policy] its position
 * @property {string} [url] from the site's root, for what belongs to no policy
 * @property {string} [page] the page's title
 * @property {string} [anchor]
 * @property {string} [clause] the anchor of a rule's clause
 * @property {string} [label] how the clause is cited
 * @property {string} title
 * @property {string} text
 * @property {string} [trail] the headings above
 * @property {string} [rule] a rule's id
 * @property {number} [rules] how many rules stand under the clause
 * @property {string[]} [names] a term's other names
 * @property {boolean} [missing] the source lacks the text
 *
 * @typedef {object} Data the whole index
 * @property {number} format
 * @property {{key: string, name: string, options: [string, string][]}[]} filters
 * @property {Facts[]} policies
 * @property {Entry[]} entries
 * @property {import("./words.js").Word[]} words
 * @property {import("./words.js").Everyday} everyday
 * @property {import("./sounds.js").SoundData} sounds
 *
 * @typedef {object} Card
 * @property {Entry} entry
 * @property {Forms} title
 * @property {Forms} body
 * @property {Forms} around the headings above
 * @property {string[]} keys what names it exactly: anchor, rule id, a term's other names; in canonical form
 * @property {{article: number, paragraph: number, sure: boolean} | undefined} number
 * @property {Card | undefined} clause of a rule
 * @property {number} prior what it is worth before anything is asked
 */

const LEVELS = ["national", "province", "city", "county", "district", "school", "university", "template"];
/** @type {Record<string, number>} */
const AUTHORITY = { official: 3, secondary: 1, unclear: 0, template: -6 };
const ARTICLE = /^第(\d+)条(?:第(\d+)款)?$/;
const BRACKETED = /^[（(]([一二三四五六七八九十百]+)[)）]$/;
const LAST_NUMBER = /\D(\d+)$/;

/**
 * @param {Data} data
 * @returns {Card[]}
 */
export function cardsOf(data) {
  /** @type {Card[]} */
  const cards = [];
  /** @type {Card | undefined} */
  let clause;
  for (const entry of data.entries) {
    const card = cardOf(entry, entry.policy === undefined ? undefined : data.policies[entry.policy]);
    if (entry.kind === "clause") clause = card;
    if (entry.kind === "rule") card.clause = clause;
    cards.push(card);
  }
  return cards;
}

/**
 * Where things stand: each policy's entries from the first to after the last, rules with their clauses, clauses by
 * article.
 * @param {Card[]} cards
 * @param {number} count of policies
 */
export function placesOf(cards, count) {
  /** @type {[number, number][]} */
  const policies = Array.from({ length: count }, () => [0, 0]);
  /** @type {[number, number][]} */
  const rules = [];
  /** @type {Map<number, number[]>} */
  const articles = new Map();
  let clause = 0;
  for (const [position, { entry, number }] of cards.entries()) {
    const ends = policies[entry.policy ?? -1];
    if (ends) ends.splice(0, 2, entry.kind === "policy" ? position : ends[0], position + 1);
    if (entry.kind === "clause") clause = position;
    if (entry.kind === "rule") rules.push([position, clause]);
    if (number) {
      const same = articles.get(number.article) ?? [];
      same.push(position);
      articles.set(number.article, same);
    }
  }
  return { policies, rules, articles };
}

/**
 * @param {Entry} entry
 * @param {Facts | undefined} policy
 * @returns {Card}
 */
function cardOf(entry, policy) {
  const own = entry.kind === "policy" && policy ? `${policy.title}\n${policy.number}\n${policy.names}` : entry.title;
  return {
    entry,
    title: forms(own),
    body: forms(entry.text),
    around: entry.trail || entry.page ? forms(entry.trail ?? entry.page ?? "") : ["", ""],
    keys: [entry.anchor, entry.rule, entry.label, ...(entry.names ?? [])]
      .filter((key) => !!key)
      .map((key) => canon(key ?? "")),
    number: entry.kind === "clause" ? numberIn(entry.label ?? "") : undefined,
    clause: undefined,
    prior: priorOf(entry, policy),
  };
}

/**
 * The number a clause is cited by: surely if it is an article or a point in brackets; perhaps if it ends a label.
 * @param {string} label
 */
function numberIn(label) {
  const article = ARTICLE.exec(canon(label));
  if (article) return { article: Number(article[1]), paragraph: Number(article[2] ?? 0), sure: true };
  const bracketed = BRACKETED.exec(label);
  if (bracketed) return { article: Number(canon(bracketed[1] ?? "")), paragraph: 0, sure: true };
  const last = LAST_NUMBER.exec(label.normalize("NFKC"));
  return last ? { article: Number(last[1]), paragraph: 0, sure: false } : undefined;
}

/**
 * Official before second-hand before templates; the nation before the school; what is computed before what is not.
 * @param {Entry} entry
 * @param {Facts | undefined} policy
 */
function priorOf(entry, policy) {
  let prior = policy ? (AUTHORITY[policy.authority] ?? 0) + 1 - LEVELS.indexOf(policy.level) / LEVELS.length : 0;
  if (entry.rules) prior += 5;
  if (entry.missing) prior -= 6;
  if (entry.kind === "rule") prior -= 2;
  if (entry.kind === "page") prior -= 8;
  return prior;
}

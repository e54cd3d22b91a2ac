/**
 * The search itself: every entry is looked at for every key typed, which takes milliseconds and finds any piece of
 * any text (docs/adr/0007-search.md).
 *
 * All terms have to be found, at least one of them in the entry itself, the others there or in what the entry belongs
 * to: the policy's title, number, issuer, region; the headings above; a rule's clause. A term that stands nowhere is
 * taken for a slip, then taken apart. If no entry has everything, those that have most of it are shown, and it is said.
 */

import { cardsOf, lines } from "./search-cards.js";
import { nearMisses } from "./search-near.js";
import { piecesOf, term as newTerm, termsOf, way } from "./search-query.js";
import { aroundScore, isNamed, ownScore, pairShare } from "./search-score.js";
import { canon } from "./search-text.js";
import { Words } from "./search-words.js";

/**
 * @typedef {import("./search-cards.js").Card} Card
 * @typedef {import("./search-cards.js").Forms} Forms
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {Record<string, string>} Choice the value chosen of each filter; "" or nothing is any
 *
 * @typedef {object} Note what the reader should know of how the results were found
 * @property {"corrected" | "apart" | "most"} kind
 * @property {string} typed
 * @property {string[]} used
 *
 * @typedef {object} Hit
 * @property {Card} card
 * @property {number} score
 * @property {number} share how much of what was asked for it has, 1 for all
 * @property {Card[]} [rules] those of a clause that were found as well
 *
 * @typedef {object} Found
 * @property {Hit[]} hits best first; a rule whose clause is found as well stands for nothing of its own
 * @property {Term[]} terms as they were searched for in the end
 * @property {Note[]} notes
 */

const CORRECTED = 0.8;
const ADJACENT = 25;
const FIGURES = 6;
const WITH_RULE = 3;
const LEAST_SHARE = 0.4;
const LEAST_OF_BEST = 0.6;
const LEAST_PAIRS = 0.5;
const PAIRS_SHARE = 0.8;
const PAIRS_WORTH = 40;
const AROUND_SHARE = 0.7;
const MOST_FIRST = 200;
const SHORTEST_SLIP = 3;
const ASKS_FOR_MEANING = /什么是|是什么|什么意思|的?(?:定义|含义|意思)$/g;

export class SearchIndex {
  #data;
  #cards;
  #words;
  /** @type {Forms[]} */
  #names;
  /** @type {string | undefined} */
  #everything;

  /** @param {import("./search-cards.js").Data} data */
  constructor(data) {
    this.#data = data;
    this.#cards = cardsOf(data);
    this.#words = new Words(data.words);
    this.#names = data.policies.map(({ title, number, names }) => lines(`${title}\n${number}\n${names}`));
  }

  get filters() {
    return this.#data.filters;
  }

  /** A value of a filter as readers know it. @param {string} key @param {string} value */
  nameOf(key, value) {
    const options = this.#data.filters.find((filter) => filter.key === key)?.options ?? [];
    return options.find(([option]) => option === value)?.[1] ?? value;
  }

  /** @param {Card} card */
  policyOf({ entry }) {
    return entry.policy === undefined ? undefined : this.#data.policies[entry.policy];
  }

  /**
   * @param {string} query
   * @param {Choice} [choice]
   * @returns {Found}
   */
  search(query, choice = {}) {
    const asked = query.replace(ASKS_FOR_MEANING, " ");
    const meaning = asked !== query && !!asked.trim();
    let terms = termsOf(meaning ? asked : query, this.#words);
    /** @type {Note[]} */
    const notes = [];
    if (!terms.length) return { hits: [], terms, notes };
    const cards = this.#chosen(choice);
    let hits = this.#match(cards, terms);
    if (!hits.length) {
      terms = terms.flatMap((term) => this.#mend(term, notes));
      // What was not parted by the reader need not all be there.
      if (!notes.some(({ kind }) => kind === "apart")) hits = this.#match(cards, terms);
      if (!hits.length) hits = this.#matchMost(cards, terms);
      if (hits.length && hits.every(({ share }) => share < 1)) {
        notes.push({ kind: "most", typed: query, used: terms.map(({ typed }) => typed) });
      }
    }
    return { hits: this.#order(hits, terms, meaning), terms, notes };
  }

  /** @param {Choice} choice */
  #chosen(choice) {
    const wanted = Object.entries(choice).filter(([, value]) => value);
    if (!wanted.length) return this.#cards;
    return this.#cards.filter((card) => {
      const policy = /** @type {Record<string, unknown> | undefined} */ (this.policyOf(card));
      return policy && wanted.every(([key, value]) => [policy[key]].flat().includes(value));
    });
  }

  /**
   * @param {Card[]} cards
   * @param {Term[]} terms
   */
  #match(cards, terms) {
    /** @type {Hit[]} */
    const hits = [];
    const named = this.#named(terms);
    for (const card of cards) {
      const score = this.#score(card, terms, named);
      if (score) hits.push({ card, score, share: 1 });
    }
    return hits;
  }

  /** Of each policy, which terms its names say. @param {Term[]} terms */
  #named(terms) {
    return this.#names.map((names) => terms.map((term) => isNamed(names, term)));
  }

  /**
   * @param {Card} card
   * @param {Term[]} terms
   * @param {boolean[][]} named
   */
  #score(card, terms, named) {
    const ofPolicy = card.entry.policy === undefined ? undefined : named[card.entry.policy];
    let [score, own] = [0, false];
    for (const [at, term] of terms.entries()) {
      const worth = ownScore(card, term);
      own ||= worth > 0;
      const got = worth || aroundScore(card, term, ofPolicy?.[at] ?? false);
      if (!got) return 0;
      score += got;
    }
    return own ? score : 0;
  }

  /**
   * What has most of the terms, or most of a long one; rare ones weigh more.
   * @param {Card[]} cards
   * @param {Term[]} terms
   */
  #matchMost(cards, terms) {
    const named = this.#named(terms);
    const runs = terms.map(({ ways }) => (/^\p{Script=Han}{3,}$/u.test(ways[0]?.light ?? "") ? (ways[0]?.light ?? "") : ""));
    const worths = cards.map((card) => {
      const ofPolicy = card.entry.policy === undefined ? undefined : named[card.entry.policy];
      return terms.map((term, at) => {
        const own = ownScore(card, term);
        const got = own || aroundScore(card, term, ofPolicy?.[at] ?? false);
        return { own, got, part: own ? 1 : got ? AROUND_SHARE : 0 };
      });
    });
    const weights = terms.map((_, at) => {
      const having = worths.reduce((sum, worth) => sum + (worth[at]?.own ? 1 : 0), 0);
      return having ? Math.log(1 + cards.length / having) : 0;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    /** @type {Hit[]} */
    const hits = [];
    for (const [position, card] of cards.entries()) {
      let [share, score, own] = [0, 0, false];
      for (const [at, weight] of weights.entries()) {
        const worth = worths[position]?.[at] ?? { own: 0, got: 0, part: 0 };
        const pairs = worth.got || !runs[at] ? 0 : pairShare(this.#said(card), runs[at] ?? "");
        const part = pairs < LEAST_PAIRS ? worth.part : pairs * PAIRS_SHARE;
        own ||= worth.own > 0 || part > worth.part;
        share += weight * part;
        score += weight * (worth.got || part * PAIRS_WORTH);
      }
      if (own && share >= LEAST_SHARE * total) hits.push({ card, share: share / total, score: score / total });
    }
    const best = Math.max(0, ...hits.map(({ share }) => share));
    for (const hit of hits) hit.score += MOST_FIRST * hit.share;
    return hits.filter(({ share }) => share >= best * LEAST_OF_BEST);
  }

  /** What an entry and its policy say, in light form. @param {Card} card */
  #said({ entry, title, body }) {
    const names = entry.policy === undefined ? "" : this.#names[entry.policy]?.[0];
    return `${title[0]}\n${body[0]}\n${names ?? ""}`;
  }

  /**
   * A term that stands nowhere: what it may be a slip for, else its pieces.
   * @param {Term} term
   * @param {Note[]} notes
   * @returns {Term[]}
   */
  #mend(term, notes) {
    if (term.clause || this.#stands(term)) return [term];
    const typed = term.ways[0]?.light ?? "";
    const near = this.#near(typed);
    if (near.length) {
      notes.push({ kind: "corrected", typed: term.typed, used: near });
      return [{ ...term, ways: near.map((text) => way(text, CORRECTED)) }];
    }
    const pieces = piecesOf(term, (text) => this.#all.includes(text)).map((piece) => newTerm(piece, this.#words));
    if (!pieces.length) return [term];
    notes.push({ kind: "apart", typed: term.typed, used: pieces.map((piece) => piece.typed) });
    return pieces;
  }

  /** @param {Term} term */
  #stands(term) {
    return term.ways.some(({ light, canon }) => this.#all.includes(canon) || this.#all.includes(light));
  }

  /** @param {string} typed */
  #near(typed) {
    if (typed.length < 2 || /\d/.test(typed)) return [];
    const near = nearMisses(typed, this.#all);
    return typed.length < SHORTEST_SLIP ? near.filter((text) => this.#words.endLike(text)) : near;
  }

  /** All texts in both forms, one a line. */
  get #all() {
    this.#everything ??= [...this.#cards.flatMap(({ title, body }) => [...title, ...body]), ...this.#names.flat()].join("\n");
    return this.#everything;
  }

  /**
   * @param {Hit[]} hits
   * @param {Term[]} terms
   * @param {boolean} meaning whether a definition was asked for
   */
  #order(hits, terms, meaning) {
    const figures = terms.some((term) => !term.clause && /\d/.test(term.ways[0]?.canon ?? ""));
    const phrase = terms.length > 1 ? canon(terms.map(({ typed }) => typed).join(" ")) : "";
    const adjacent = terms.length > 1 ? canon(terms.map(({ typed }) => typed).join("")) : "";
    /** @type {Map<Card, Hit>} */
    const clauses = new Map();
    for (const hit of hits) {
      const { card } = hit;
      const text = card.body[1];
      if (phrase && (text.includes(phrase) || text.includes(adjacent) || card.title[1].includes(adjacent))) hit.score += ADJACENT;
      if (figures && card.entry.rules) hit.score += FIGURES;
      hit.score += card.prior;
      if (card.entry.kind === "clause") clauses.set(card, hit);
    }
    const left = hits.filter(({ card, score, share }) => {
      const clause = card.clause && clauses.get(card.clause);
      if (!clause) return true;
      clause.score = Math.max(clause.score, score) + WITH_RULE;
      clause.share = Math.max(clause.share, share);
      clause.rules = [...(clause.rules ?? []), card];
      return false;
    });
    left.sort((a, b) => b.score - a.score || a.card.body[1].length - b.card.body[1].length);
    return definitionNear(left, terms, meaning ? 0 : 1);
  }
}

/**
 * The glossary's entry for just what was typed stands second, or first if its meaning was asked for.
 * @param {Hit[]} hits
 * @param {Term[]} terms
 * @param {number} place
 */
function definitionNear(hits, terms, place) {
  if (terms.length > 1) return hits;
  const at = hits.findIndex(
    ({ card }) =>
      card.entry.kind === "term" &&
      terms[0]?.ways.some((way) => card.title[1] === way.canon || (way.weight === 1 && card.keys.includes(way.canon))),
  );
  if (at > place) hits.splice(place, 0, ...hits.splice(at, 1));
  return hits;
}

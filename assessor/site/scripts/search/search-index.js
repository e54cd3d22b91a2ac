/**
 * The search itself: the texts are looked through at every key, which takes milliseconds and finds any piece of any
 * text (docs/adr/0007-search.md).
 *
 * All terms have to be found, at least one of them in the entry itself, the others there or in what the entry belongs
 * to: the policy's title, number, issuer, region; the headings above; a rule's clause. A term that stands nowhere is
 * taken for a slip, then taken apart by the words that are known (words.js) and without those that only ask
 * (questions.js). If no entry has everything, those that have the best part of it are shown, and it is said.
 */

import { answersAsked, asks, figureAsked, followsAsked } from "./questions.js";
import { cardsOf, placesOf } from "./cards.js";
import { Corpus } from "./corpus.js";
import { nearMisses, swapped } from "./near.js";
import { order } from "./order.js";
import { piecesOf, term as newTerm, termsOf, way } from "./query.js";
import { aroundScore, nameShare, ownScore } from "./score.js";
import { Sounds } from "./sounds.js";
import { canon, forms } from "./text.js";
import { Words } from "./words.js";

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./cards.js").Forms} Forms
 * @typedef {import("./query.js").Term} Term
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
 *
 * @typedef {object} Sight where a term may be found
 * @property {Uint8Array} entries by position: 1 if the entry or what it belongs to says it
 * @property {number[]} named by policy: how far it is one of its names
 */

const ENOUGH = 5;
const CORRECTED = 0.8;
const SOUGHT = 0.6;
const HEAD = 30;
const LEAST_OF_BEST = 0.35;
const LEAST_PAIRS = 0.5;
const PAIRS_SHARE = 0.8;
const PAIRS_WORTH = 40;
const AROUND_SHARE = 0.7;
const MOST_FIRST = 300;
/** What a term is worth that a text says as it was typed, or nearly so. */
const FULL = 36;
/** What says a term only in a doubtful way is hardly counted when it is asked how common the term is. */
const SURE = 0.8;
const SELDOM = 0.05;
const SHORTEST_SLIP = 3;
const ASKS_FOR_MEANING = /什么是|是什么|什么意思|的?(?:定义|含义|意思)$/g;
const SEPARATORS = /[ -]/g;
const PAGE_SHARE = 0.8;
const LONG_RUN = /^\p{Script=Han}{3,}$/u;

/** Whether it says what holds, rather than what a word means or how the site works. @param {Hit} hit */
const isClause = ({ card }) => card.entry.policy !== undefined;

export class SearchIndex {
  #data;
  #cards;
  #corpus;
  #words;
  #places;
  /** Rules' ids by what is left of them without separators. @type {Map<string, string>} */
  #ids;
  /** @type {Forms[]} */
  #names;

  /** @param {import("./cards.js").Data} data */
  constructor(data) {
    this.#data = data;
    this.#cards = cardsOf(data);
    this.#corpus = new Corpus(this.#cards);
    const titles = () => [...data.entries.map(({ title }) => title), ...data.policies.map(({ names }) => names)];
    this.#words = new Words(data.words, new Sounds(data.sounds, titles), data.everyday);
    this.#ids = new Map(
      data.entries.flatMap(({ rule }) => (rule ? [[canon(rule).replace(SEPARATORS, ""), rule]] : [])),
    );
    this.#places = placesOf(this.#cards, data.policies.length);
    this.#names = data.policies.map(({ title, number, names }) => forms(`${title}\n${number}\n${names}`));
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
    const id = this.#ids.get(canon(query).replace(SEPARATORS, ""));
    let terms = id ? [newTerm(id, this.#words)] : termsOf(meaning ? asked : query, this.#words);
    /** @type {Note[]} */
    const notes = [];
    if (!terms.length) return { hits: [], terms, notes };
    const chosen = this.#chosen(choice);
    const wanted = { meaning, figure: figureAsked(query), answers: answersAsked(query) };
    const ordered = (/** @type {Hit[]} */ some) => order(some, terms, wanted);
    const hits = this.#match(chosen, terms);
    const found = hits.filter(isClause).length;
    const enough = terms.some((term) => this.#isReworded(term)) ? ENOUGH : 1;
    if (found >= enough) return { hits: ordered(hits), terms, notes };
    terms = terms.flatMap((term) => (this.#needsMending(term, hits) ? this.#mend(term, notes) : [term]));
    // What was not parted by the reader need not all be there.
    const all = notes.some(({ kind }) => kind === "apart") ? [] : this.#match(chosen, terms);
    const mended = all.length ? all : this.#matchMost(chosen, [...terms, ...this.#sought(query)]);
    const cards = new Set(hits.map(({ card }) => card));
    const more = ordered(mended.filter(({ card }) => !cards.has(card)));
    if (found) return { hits: [...ordered(hits), ...more], terms, notes: [] };
    // Definitions and guides found as typed stand beside the clauses that were found otherwise.
    if (hits.length && !more.some(isClause)) return { hits: ordered(hits), terms, notes: [] };
    if (more.length && more.every(({ share }) => share < 1)) {
      notes.push({ kind: "most", typed: query, used: terms.map(({ typed }) => typed) });
    }
    const first = meaning ? 0 : 1;
    return { hits: [...more.slice(0, first), ...ordered(hits), ...more.slice(first)], terms, notes };
  }

  /** The entries that the filters leave, by position. @param {Choice} choice */
  #chosen(choice) {
    const wanted = Object.entries(choice).filter(([, value]) => value);
    const chosen = new Uint8Array(this.#cards.length);
    if (!wanted.length) return chosen.fill(1);
    for (const [position, card] of this.#cards.entries()) {
      const policy = /** @type {Record<string, unknown> | undefined} */ (this.policyOf(card));
      if (policy && wanted.every(([key, value]) => [policy[key]].flat().includes(value))) chosen[position] = 1;
    }
    return chosen;
  }

  /** @param {Term} term @returns {Sight} */
  #see(term) {
    const entries = new Uint8Array(this.#cards.length);
    for (const { light, canon } of term.ways) {
      this.#corpus.mark(canon, entries);
      if (light !== canon) this.#corpus.mark(light, entries);
    }
    for (const [rule, clause] of this.#places.rules) if (entries[clause]) entries[rule] = 1;
    for (const position of this.#places.articles.get(term.clause?.article ?? 0) ?? []) entries[position] = 1;
    const named = this.#names.map((names) => nameShare(names, term));
    for (const [policy, says] of named.entries()) if (says) entries.fill(1, ...this.#placesOf(policy));
    return { entries, named };
  }

  /** @param {number} policy @returns {[number, number]} */
  #placesOf(policy) {
    return this.#places.policies[policy] ?? [0, 0];
  }

  /**
   * What has all of the terms.
   * @param {Uint8Array} chosen
   * @param {Term[]} terms
   */
  #match(chosen, terms) {
    const sights = terms.map((term) => this.#see(term));
    /** @type {Hit[]} */
    const hits = [];
    for (const [position, card] of this.#cards.entries()) {
      if (!chosen[position] || !sights.every(({ entries }) => entries[position])) continue;
      const worths = terms.map((term, at) => this.#worth(card, term, sights[at]));
      if (!worths.every(([, got]) => got) || !worths.some(([own]) => own)) continue;
      hits.push({ card, share: 1, score: worths.reduce((sum, [, got]) => sum + got, 0) - this.#head(card, sights) });
    }
    return hits;
  }

  /**
   * What a document has too much as an answer when only some of the terms are in its names: the others are looked for
   * in its clauses, which have those names only from it.
   * @param {Card} card
   * @param {Sight[]} sights
   */
  #head({ entry }, sights) {
    if (entry.kind !== "policy" || entry.policy === undefined) return 0;
    const named = sights.filter((sight) => sight.named[entry.policy ?? 0]).length;
    return named && named < sights.length ? HEAD : 0;
  }

  /**
   * What a term is worth in the entry itself, and at all.
   * @param {Card} card
   * @param {Term} term
   * @param {Sight | undefined} sight
   * @returns {[number, number]}
   */
  #worth(card, term, sight) {
    const own = ownScore(card, term);
    const named = (card.entry.policy !== undefined && sight?.named[card.entry.policy]) || 0;
    return [own, own || aroundScore(card, term, named)];
  }

  /**
   * What has most of the terms, or most of a long one; rare ones weigh more.
   * @param {Uint8Array} chosen
   * @param {Term[]} terms
   */
  #matchMost(chosen, terms) {
    const sights = terms.map((term) => this.#see(term));
    const pairs = terms.map((term) => this.#pairShares(term));
    /** @type {Map<number, [number, number][]>} */
    const worths = new Map();
    const having = terms.map(() => 0);
    for (const [position, card] of this.#cards.entries()) {
      if (!chosen[position]) continue;
      const seen = sights.some(({ entries }) => entries[position]);
      if (!seen && !pairs.some((shares) => shares[position])) continue;
      const worth = terms.map((term, at) =>
        sights[at]?.entries[position] ? this.#worth(card, term, sights[at]) : /** @type {[number, number]} */ ([0, 0]),
      );
      if (worth.some(([own], at) => own || pairs[at]?.[position])) worths.set(position, worth);
      for (const [at, [own]] of worth.entries())
        having[at] = (having[at] ?? 0) + (own < FULL * SURE ? own && SELDOM : 1);
    }
    const weights = having.map((count, at) =>
      count ? (terms[at]?.part ?? 1) * Math.log(1 + this.#cards.length / count) : 0,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    /** @type {Hit[]} */
    const hits = [];
    for (const [position, worth] of worths) {
      const card = /** @type {Card} */ (this.#cards[position]);
      let [share, score] = [0, 0];
      for (const [at, [own, got]] of worth.entries()) {
        const part = own
          ? Math.min(1, own / FULL)
          : Math.max(got ? AROUND_SHARE : 0, PAIRS_SHARE * (pairs[at]?.[position] ?? 0));
        share += (weights[at] ?? 0) * part;
        score += (weights[at] ?? 0) * (got || part * PAIRS_WORTH);
      }
      if (card.entry.kind === "page") share *= PAGE_SHARE;
      if (share)
        hits.push({
          card,
          share: share / total,
          score: (score + MOST_FIRST * share) / total - this.#head(card, sights),
        });
    }
    const best = hits.reduce((most, { share }) => Math.max(most, share), 0);
    return hits.filter(({ share }) => share >= best * LEAST_OF_BEST);
  }

  /**
   * How much of a long run of characters each entry has, by pairs of them and with its policy's names: 高级教师 and 江西
   * of 江西评高级教师. Less than half is nothing.
   * @param {Term} term
   */
  #pairShares({ ways }) {
    const shares = new Float32Array(this.#cards.length);
    const run = ways[0]?.light ?? "";
    if (!LONG_RUN.test(run) || this.#words.isWord(run)) return shares;
    for (let at = 0; at + 1 < run.length; at++) {
      const pair = run.slice(at, at + 2);
      const marks = new Uint8Array(this.#cards.length);
      this.#corpus.mark(pair, marks);
      for (const [policy, [names]] of this.#names.entries()) {
        if (names.includes(pair)) marks.fill(1, ...this.#placesOf(policy));
      }
      for (let position = 0; position < marks.length; position++) {
        if (marks[position]) shares[position] = (shares[position] ?? 0) + 1 / (run.length - 1);
      }
    }
    return shares.map((share) => (share < LEAST_PAIRS ? 0 : share));
  }

  /** What is looked for besides what was said. @param {string} query @returns {Term[]} */
  #sought(query) {
    const ways = followsAsked(query).map((word) => way(word, SOUGHT));
    return ways.length ? [{ typed: "", ways, clause: undefined, part: SOUGHT, spoken: false }] : [];
  }

  /** Whether a term is everyday speech that no text has as it was typed. @param {Term} term */
  #isReworded({ clause, ways }) {
    const typed = ways[0]?.light ?? "";
    return !clause && this.#words.isSpoken(typed) && !this.#corpus.has(typed);
  }

  /** Whether no text says a term, or only definitions and guides do and it is everyday speech. @param {Term} term @param {Hit[]} hits */
  #needsMending({ clause, ways }, hits) {
    if (clause) return false;
    if (hits.length) return this.#words.isSpoken(ways[0]?.light ?? "");
    return !ways.some(({ light, canon }) => this.#corpus.has(canon) || this.#corpus.has(light));
  }

  /**
   * A term that stands nowhere, or in no clause: words that nobody parted, if some entry has them all; what it may be a slip for; else
   * its pieces.
   * @param {Term} term
   * @param {Note[]} notes
   * @returns {Term[]}
   */
  #mend(term, notes) {
    const typed = term.ways[0]?.light ?? "";
    const occurs = (/** @type {string} */ text) => this.#corpus.has(text);
    const pieces = piecesOf(term, occurs, this.#words);
    const words = pieces.map(({ typed: piece }) => piece);
    const whole = words.join("") === typed;
    const near = (whole && this.#words.isSpoken(typed)) || asks(typed) ? [] : this.#near(typed);
    const slip = { ...term, ways: near.map((text) => way(text, CORRECTED)) };
    const parted = () => pieces.length > 1 && whole && this.#finds(pieces);
    if (near.length && this.#finds([slip]) && (this.#entitled(near) || !parted())) {
      notes.push({ kind: "corrected", typed: term.typed, used: near });
      return [slip];
    }
    if (!pieces.length) return [term];
    notes.push({ kind: "apart", typed: term.typed, used: words });
    return pieces;
  }

  /** Whether one of these stands in a title. @param {string[]} texts */
  #entitled(texts) {
    return this.#cards.some(({ title }) => texts.some((text) => title[0].includes(text)));
  }

  /** Whether some entry has all of these. @param {Term[]} terms */
  #finds(terms) {
    return this.#match(this.#chosen({}), terms).length > 0;
  }

  /** @param {string} typed */
  #near(typed) {
    if (typed.length < 2 || /\d/.test(typed)) return [];
    const exchanged = swapped(typed, (text) => this.#corpus.has(text));
    if (exchanged.length) return exchanged;
    const near = nearMisses(typed, this.#corpus.text);
    return typed.length < SHORTEST_SLIP ? near.filter((text) => this.#words.endLike(text)) : near;
  }
}

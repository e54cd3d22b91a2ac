/** The order of the results: what is worth more than the words found, and what stands beside what. */

import { canon } from "./text.js";

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./search-index.js").Hit} Hit
 * @typedef {import("./query.js").Term} Term
 *
 * @typedef {object} Wanted
 * @property {boolean} meaning whether a definition was asked for
 * @property {RegExp | undefined} figure what a figure that was asked for looks like
 * @property {RegExp[]} answers what answers to such a question say
 */

const ADJACENT = 25;
const FIGURES = 6;
const WITH_RULE = 3;
const FIGURED = 15;
const ANSWERED = 8;
const AS_MUCH = 0.85;

/**
 * Best first; a rule whose clause is there too counts for the clause.
 * @param {Hit[]} hits
 * @param {Term[]} terms
 * @param {Wanted} wanted
 */
export function order(hits, terms, { meaning, figure, answers }) {
  const figures = terms.some((term) => !term.clause && /\d/.test(term.ways[0]?.canon ?? ""));
  const phrases =
    terms.length > 1 ? [" ", ""].map((between) => canon(terms.map(({ typed }) => typed).join(between))) : [];
  /** @type {Map<Card, Hit>} */
  const clauses = new Map();
  for (const hit of hits) {
    const { card } = hit;
    if (phrases.some((phrase) => card.body[1].includes(phrase) || card.title[1].includes(phrase)))
      hit.score += ADJACENT;
    if (figures && card.entry.rules) hit.score += FIGURES;
    if (figure?.test(card.body[1])) hit.score += FIGURED;
    for (const answer of answers) if (answer.test(card.body[1])) hit.score += ANSWERED;
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
  const each = oneOfEach(left);
  if (!meaning && terms.length > 1) clauseFirst(each);
  return definitionNear(each, terms, meaning ? 0 : 1);
}

/** What holds stands before what a word means, if it has about as much of what was asked for. @param {Hit[]} hits */
function clauseFirst(hits) {
  const at = hits.findIndex(({ card }) => card.entry.policy !== undefined);
  if (at > 0 && (hits[at]?.share ?? 0) >= AS_MUCH * (hits[0]?.share ?? 0)) hits.splice(0, 0, ...hits.splice(at, 1));
}

/** Of several rules of one clause that is not there itself the best stays, the others follow at the end. @param {Hit[]} hits */
function oneOfEach(hits) {
  const clauses = new Set();
  const isMore = hits.map(({ card: { clause } }) => !!clause && (clauses.has(clause) || !clauses.add(clause)));
  return [...hits.filter((_hit, at) => !isMore[at]), ...hits.filter((_hit, at) => isMore[at])];
}

/**
 * The glossary's entry for just what was typed stands second, or first if its meaning was asked for.
 * @param {Hit[]} hits
 * @param {Term[]} terms
 * @param {number} place
 */
function definitionNear(hits, terms, place) {
  const ways = terms.length === 1 ? (terms[0]?.ways ?? []) : [];
  const at = hits.findIndex(
    ({ card }) =>
      card.entry.kind === "term" &&
      ways.some((way) => card.title[1] === way.canon || (way.weight === 1 && card.keys.includes(way.canon))),
  );
  if (at > place) hits.splice(place, 0, ...hits.splice(at, 1));
  return hits;
}

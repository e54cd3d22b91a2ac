/** How well one entry answers one term: where it says it, how exactly, how often, in how short a text. */

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./cards.js").Forms} Forms
 * @typedef {import("./query.js").Term} Term
 * @typedef {import("./query.js").Way} Way
 */

/** What each place is worth. Clause numbers and exact names come first, then titles, then texts. */
const NAMED = 110;
const NUMBERED = 95;
const TITLED = 100;
const IN_TITLE = 62;
const STARTS_TITLE = 6;
const PART_OF_TITLE = 12;
const IN_BODY = 40;
const SUMMARY = 0.7;
const TERM = 39;
const PERHAPS_NUMBERED = 45;
const MENTIONED = 30;
const AROUND = 10;
const ITS_NAME = 40;
const CUT_NUMBER = 0.45;
const MOST_COUNTED = 4;
const SHORT = 8;
/** For each more way in which the entry says what everyday speech may mean. */
const ALSO = 3;
const MOST_ALSO = 3;
const USUAL_LENGTH = 150;

const DIGIT = /\d/;

/**
 * How well a form says something: 1, less if only as a piece of a longer number (800 in 1800), 0 if not at all.
 * @param {string} text
 * @param {string} needle
 */
function says(text, needle) {
  let at = text.indexOf(needle);
  if (at < 0) return 0;
  const left = DIGIT.test(needle.charAt(0));
  const right = DIGIT.test(needle.charAt(needle.length - 1));
  if (!left && !right) return 1;
  for (; at >= 0; at = text.indexOf(needle, at + 1)) {
    if (left && /[\d./]/.test(text.charAt(at - 1))) continue;
    if (
      right &&
      /\d|[./](?=\d)/.test(text.slice(at + needle.length, at + needle.length + 2).replace(/^([^./\d]).*/, "$1"))
    )
      continue;
    return 1;
  }
  return CUT_NUMBER;
}

/**
 * @param {Forms} forms
 * @param {Way} way
 */
function saysIn([light, canon], way) {
  const exactly = says(canon, way.canon);
  if (exactly === 1 || (light === canon && way.light === way.canon)) return exactly;
  return Math.max(exactly, says(light, way.light));
}

/**
 * @param {string} text
 * @param {string} needle
 */
function count(text, needle) {
  let found = 0;
  for (let at = text.indexOf(needle); at >= 0 && found < MOST_COUNTED; at = text.indexOf(needle, at + needle.length)) {
    found++;
  }
  return found;
}

/**
 * What an entry is worth as an answer to a term, by what it says itself; 0 if it does not say it.
 * @param {Card} card
 * @param {Term} term
 */
export function ownScore(card, term) {
  let best = term.clause ? numberScore(card, term.clause) : 0;
  if (best && card.entry.kind === "policy") return best;
  let also = -1;
  for (const way of term.ways) {
    const worth = way.weight * wayScore(card, way);
    best = Math.max(best, worth);
    if (worth) also++;
  }
  return best && term.spoken ? best + ALSO * Math.min(MOST_ALSO, Math.max(0, also)) : best;
}

/**
 * @param {Card} card
 * @param {Way} way
 */
function wayScore(card, way) {
  if (card.keys.includes(way.canon)) return card.entry.kind === "term" ? TERM : NAMED;
  const inTitle = saysIn(card.title, way);
  // Other words in a title do not outdo what was typed in a text, unless they are the title.
  if (inTitle) return inTitle * (card.title[1] === way.canon ? 1 : way.weight) * titleScore(card, way);
  const inBody = saysIn(card.body, way) * (card.entry.kind === "policy" ? SUMMARY : 1);
  return (
    inBody && inBody * (IN_BODY + count(card.body[1], way.canon) + SHORT / (1 + card.body[1].length / USUAL_LENGTH))
  );
}

/**
 * @param {Card} card
 * @param {Way} way
 */
function titleScore(card, way) {
  const title = card.title[1];
  if (card.entry.kind === "term") return title === way.canon ? TERM : TERM - SHORT;
  if (title === way.canon) return TITLED;
  if (card.entry.kind === "policy" && title.split("\n").includes(way.canon)) return NAMED;
  const start = title.startsWith(way.canon) ? STARTS_TITLE : 0;
  const part = Math.min(1, way.canon.length / title.length);
  // Said in the text as well, it is what the clause is about.
  return IN_TITLE + start + PART_OF_TITLE * part + Math.min(2, count(card.body[1], way.canon));
}

/**
 * @param {Card} card
 * @param {{article: number, paragraph: number}} clause
 */
function numberScore(card, { article, paragraph }) {
  const { number } = card;
  if (number?.article === article && (!paragraph || number.paragraph === paragraph)) {
    if (!number.sure) return PERHAPS_NUMBERED;
    return NUMBERED - (paragraph ? 0 : 10 * Math.min(1, number.paragraph));
  }
  if (number?.sure && paragraph && number.article === article && !number.paragraph) return NUMBERED / 2;
  if (says(card.body[1], `第${article}条`) < 1) return 0;
  return card.entry.kind === "policy" ? AROUND : MENTIONED;
}

/**
 * What it is worth that a term is said in what the entry belongs to.
 * @param {Card} card
 * @param {Term} term
 * @param {number} ofPolicy how far it is one of the policy's own names
 */
export function aroundScore(card, term, ofPolicy) {
  if (ofPolicy) return AROUND + ITS_NAME * ofPolicy;
  for (const way of term.ways) {
    if (saysIn(card.around, way)) return AROUND * way.weight;
    if (card.clause && (saysIn(card.clause.body, way) || saysIn(card.clause.title, way))) return AROUND * way.weight;
  }
  return 0;
}

/**
 * How much of one of a policy's names, of which each has a line, a term is: 1 for all of it, 0 if they do not say it.
 * @param {Forms} names
 * @param {Term} term
 */
export function nameShare(names, term) {
  const said = term.ways.find((way) => saysIn(names, way) === 1);
  if (!said) return 0;
  const lengths = names[1].split("\n").flatMap((name) => (name.includes(said.canon) ? [name.length] : []));
  return Math.min(1, said.canon.length / Math.min(...lengths, Infinity)) || 0.01;
}

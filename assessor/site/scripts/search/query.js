/** What a reader typed, taken apart: words, numbers, clause numbers, each with the other ways to say it. */

import { visible } from "../signs.js";
import { asks, firm, onlyAsks, unasked } from "./questions.js";
import { canon, light } from "./text.js";

/**
 * @typedef {object} Way one way in which a text may say what was typed
 * @property {string} light
 * @property {string} canon
 * @property {number} weight 1 for what was typed, less for other words with that meaning
 *
 * @typedef {object} Term what was typed between two spaces
 * @property {string} typed
 * @property {Way[]} ways the first is what was typed
 * @property {{article: number, paragraph: number} | undefined} clause a clause number, if it is one
 * @property {boolean} spoken whether it has everyday words in it
 * @property {number} part how much it counts beside other terms, where not all can be found
 */

const PARTS = /[\s,，、;；。!！?？"“”'‘’「」『』《》<>+＋&|｜]+/;
const ARTICLE = /^(?:第?(\d+)条(?:第?(\d+)款)?|art(?:icle)?\.? ?(\d+)(?:[- ](\d+))?)(?:规定)?$/;
const ARTICLE_INSIDE = /第 ?[\d零〇一二两三四五六七八九十百廿卅]+ ?条(?:第? ?[\d一二三四五六七八九十]+ ?款)?/g;
const IN_BRACKETS = /(第? ?[\d一二三四五六七八九十百廿卅]+ ?条) ?\( ?([\d一二三四五六七八九十]+) ?\)(?: ?款)?/g;
const ONLY_NUMBERS = /(^|\s)(\d{1,3})\((\d{1,2})\)(?=\s|$)/g;
const BRACKETED = /^[（(]\s*([一二三四五六七八九十百\d]+)\s*[）)]$/;
const LATIN = /^[a-zà-ɏ']+$/;
const EACH = /[/／](?=\p{Script=Han})/u;
const MOST_TERMS = 12;
/** What may stand in a sentence by chance: 一年 in 一借就是一年. */
const BY_CHANCE = /^\p{Script=Han}|^[12]\D/u;
const CHANCE = 0.5;

/**
 * @param {string} text
 * @param {number} [weight]
 * @returns {Way}
 */
export function way(text, weight = 1) {
  return { light: light(text), canon: canon(text), weight };
}

/**
 * @param {string} typed
 * @param {import("./words.js").Words} words
 * @param {number} [part]
 * @returns {Term}
 */
export function term(typed, words, part = 1) {
  const own = way(typed);
  const ways = [own];
  const spelled = words.spelled(own.light);
  const more = spelled.flatMap(({ text, weight }) =>
    words.synonyms(text).map((other) => ({ text: other.text, weight: other.weight * weight })),
  );
  for (const other of [
    ...words.synonyms(own.light),
    ...spelled,
    ...more.slice(0, MOST_TERMS),
    ...sameSpan(canon(typed.replace(EACH, "每"))),
  ]) {
    ways.push(way(other.text, other.weight));
  }
  return { typed, ways, clause: clauseIn(typed, own.canon), part, spoken: words.isSpoken(own.light) };
}

/**
 * @param {string} typed
 * @param {string} text in canonical form
 */
function clauseIn(typed, text) {
  const bracketed = BRACKETED.exec(typed.trim());
  if (bracketed) return { article: Number(canon(bracketed[1] ?? "")), paragraph: 0 };
  const match = ARTICLE.exec(text);
  if (!match) return undefined;
  return { article: Number(match[1] ?? match[3]), paragraph: Number(match[2] ?? match[4] ?? 0) };
}

/** 一个月 as 每月, 800/月 as 每月800元, 40节课 as 40课时; months as years and the other way round. @param {string} text in canonical form @returns {{text: string, weight: number}[]} */
function sameSpan(text) {
  const once = /^1个?(月|年|学期|学年|周)$/.exec(text);
  if (once) return [{ text: `每${once[1]}`, weight: 0.9 }];
  const rate = /^(\d+(?:\.\d+)?)元?(?:每|1个?)(月|年|学期|学年|周|班|节)$/.exec(text);
  if (rate) return [{ text: `每${rate[2]}${rate[1]}元`, weight: 0.9 }];
  const lessons = /^(\d+)节课?$/.exec(text);
  if (lessons) return ["课时", "学时"].map((unit) => ({ text: `${lessons[1]}${unit}`, weight: 0.7 }));
  const full = /^满(\d+(?:年|个月|学期|学年))$/.exec(text);
  if (full) return [{ text: full[1] ?? "", weight: 0.6 }];
  const months = /^(\d+)个?月$/.exec(text.replace(/半年/, "6个月"));
  const years = /^(\d+)年$/.exec(text);
  if (years && Number(years[1]) <= 5) return [{ text: `${Number(years[1]) * 12}个月`, weight: 0.6 }];
  if (!months) return [];
  const count = Number(months[1]);
  if (count % 12 === 0) return [{ text: `${count / 12}年`, weight: 0.6 }];
  return text.includes("半") || count === 6 ? [{ text: text.includes("半") ? "6个月" : "半年", weight: 0.8 }] : [];
}

/**
 * The terms of a query: parted by spaces and signs; a clause number stands for itself, "art 16" and pinyin written
 * in syllables are put together.
 * @param {string} query
 * @param {import("./words.js").Words} words
 * @returns {Term[]}
 */
export function termsOf(query, words) {
  const spaced = visible(query)
    .normalize("NFKC")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
    .replace(/(?:人民币|rmb|[¥￥])\s*(?=\d)/gi, "¥")
    .replace(IN_BRACKETS, "$1第$2款")
    .replace(ONLY_NUMBERS, "$1第$2条第$3款")
    .replace(ARTICLE_INSIDE, (article) => ` ${article.replace(/ /g, "")} `)
    .replace(
      /\b(art(?:icle|\.)?)[\s-]*(\d+)(?:[-.](\d+))?/gi,
      (_all, _art, article, paragraph) => ` art-${article}${paragraph ? `-${paragraph}` : ""} `,
    )
    .replace(/(\d)\s+(?=(?:[元年月天日次节分名人岁个条%]|学时|课时|小时)(?:\s|$))/g, "$1");
  /** @type {string[]} */
  const parts = [];
  let letters = "";
  for (const part of spaced.split(PARTS).filter((piece) => light(piece))) {
    const latin = LATIN.test(light(part));
    if (latin && letters && words.spelled(light(`${letters} ${part}`)).length) {
      parts[parts.length - 1] = letters = `${letters} ${part}`;
    } else {
      parts.push(part);
      letters = latin ? part : "";
    }
  }
  const said = parts.filter((part) => !onlyAsks(light(part)));
  return [...new Set(said.length ? said : parts)].slice(0, MOST_TERMS).map((part) => term(part, words));
}

const PIECE = /\d+(?:[./-]\d+)*(?:%|‰|[元年月天日次节分名人岁条号]|个月|学时|课时|小时)?|[a-z]+|\p{Script=Han}+/gu;

/**
 * A term that stands nowhere as it was typed, in pieces that do: words that are known, figures with their unit, Latin
 * words, the longest runs of characters that occur. In a question, a run that no
 * table knows may be a chance: it counts less.
 * @param {Term} whole
 * @param {(text: string) => boolean} occurs whether a light form occurs anywhere
 * @param {import("./words.js").Words} words
 * @returns {Term[]}
 */
export function piecesOf(whole, occurs, words) {
  /** @type {Map<string, number>} */
  const pieces = new Map();
  const typed = whole.ways[0]?.light ?? "";
  const chance = asks(typed) ? CHANCE : 1;
  for (const { text, known } of words.parted(typed)) {
    if (known) pieces.set(text, 1);
    else
      for (const piece of plainPieces(text, occurs))
        pieces.set(piece, pieces.get(piece) ?? (BY_CHANCE.test(piece) ? chance : 1));
  }
  return [...pieces].map(([text, part]) => term(text, words, part));
}

/**
 * @param {string} text in light form
 * @param {(text: string) => boolean} occurs
 */
function plainPieces(text, occurs) {
  /** @type {string[]} */
  const pieces = [];
  // Numerals inside words (一票) are not figures: figures are looked for where the text has a unit or Arabic.
  const source = /\d/.test(text) ? canon(text) : splitNumerals(text);
  for (const part of unasked(source)) {
    for (const [piece] of part.matchAll(PIECE)) {
      if (/^[\da-z]/.test(piece)) pieces.push(piece);
      else pieces.push(...runsOf(piece, occurs));
    }
  }
  return pieces;
}

/** Chinese numerals that count something, in figures. @param {string} text */
function splitNumerals(text) {
  return text.replace(
    /(?:百分之)?[零〇一二两三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?(?=元|年|个月|学时|课时|小时|次|节|名|人|条|号|天|岁)|百分之[一二三四五六七八九十百点]+|[一二两三四五六七八九十]+分之[一二三四五六七八九十]+|[一二三四五六七八九]成半?(?![为绩立员果效功长就分熟])/g,
    (numeral) => canon(numeral),
  );
}

/**
 * The longest runs that occur, wherever they begin: 大事 and 事故 of 大事故.
 * @param {string} text
 * @param {(text: string) => boolean} occurs
 */
function runsOf(text, occurs) {
  const runs = [];
  let end = 0;
  for (let from = 0; from + 1 < text.length; from++) {
    let to = from + 1;
    while (to < text.length && occurs(text.slice(from, to + 1))) to++;
    if (to <= end) continue;
    const run = firm(text.slice(from, to));
    if (run.length > 1) runs.push(run);
    end = to;
  }
  return runs;
}

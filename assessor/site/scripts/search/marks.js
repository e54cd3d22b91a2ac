/** Where in a text stands what was searched for: as ranges, as parts to show, as the sentence to show. */

import { mapped } from "./text.js";

/**
 * @typedef {[string, string]} Said what to look for, in light and in canonical form
 * @typedef {[number, number]} Range
 * @typedef {{text: string, marked: boolean}} Part
 */

const SENTENCES = /[^。；！？\n]+[。；！？]?|\n/g;
const LONGEST = 96;
const LEAD = 28;

/**
 * The ranges of a text that say any of this, in order, none overlapping.
 * @param {string} raw
 * @param {Said[]} said
 * @returns {Range[]}
 */
export function rangesOf(raw, said) {
  /** @type {Range[]} */
  const ranges = [];
  for (const numbers of [0, 1]) {
    const { text, from, to } = mapped(raw, numbers === 1);
    for (const forms of said) {
      const needle = forms[numbers] ?? "";
      for (let at = needle ? text.indexOf(needle) : -1; at >= 0; at = text.indexOf(needle, at + 1)) {
        const end = at + needle.length;
        if (/^\d/.test(needle) && /[\d.]/.test(text.charAt(at - 1))) continue;
        if (/\d$/.test(needle) && /\d/.test(text.charAt(end))) continue;
        ranges.push([from[at] ?? 0, to[end - 1] ?? 0]);
      }
    }
  }
  return merged(ranges);
}

/** @param {Range[]} ranges */
function merged(ranges) {
  /** @type {Range[]} */
  const result = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/**
 * @param {string} raw
 * @param {Said[]} said
 * @returns {Part[]}
 */
export function partsOf(raw, said) {
  /** @type {Part[]} */
  const parts = [];
  let done = 0;
  for (const [start, end] of rangesOf(raw, said)) {
    parts.push({ text: raw.slice(done, start), marked: false }, { text: raw.slice(start, end), marked: true });
    done = end;
  }
  parts.push({ text: raw.slice(done), marked: false });
  return parts.filter(({ text }) => text);
}

/**
 * The sentence that says most of it, cut to what fits on two lines.
 * @param {string[]} texts the first one that says as much as any other is taken
 * @param {Said[]} said
 * @returns {Part[]}
 */
export function sentenceOf(texts, said) {
  let [best, most] = ["", -1];
  for (const text of texts) {
    for (const [sentence] of text.matchAll(SENTENCES)) {
      const worth = new Set(rangesOf(sentence, said).map(([start, end]) => sentence.slice(start, end))).size;
      if (worth > most && sentence.trim()) [best, most] = [sentence.trim(), worth];
    }
  }
  if (best.length <= LONGEST) return partsOf(best, said);
  const first = rangesOf(best, said)[0]?.[0] ?? 0;
  const start = Math.max(0, Math.min(first - LEAD, best.length - LONGEST));
  const cut = best.slice(start, start + LONGEST);
  return partsOf(`${start ? "…" : ""}${cut}${start + LONGEST < best.length ? "…" : ""}`, said);
}

/** Slips: what stands in the texts where two characters changed places, or one is wrong, missing or too many. */

const NUMERAL = /[\d零〇一二两三四五六七八九十百千万亿]/;
const MOST = 3;
const LONGEST_SWAP = 24;

/**
 * What was typed with two neighbours the other way round, as far as it occurs.
 * @param {string} typed in light form
 * @param {(text: string) => boolean} occurs
 */
export function swapped(typed, occurs) {
  const found = [];
  for (let at = 0; at + 1 < Math.min(typed.length, LONGEST_SWAP) && found.length < MOST; at++) {
    if (typed[at] === typed[at + 1]) continue;
    const other = `${typed.slice(0, at)}${typed.charAt(at + 1)}${typed.charAt(at)}${typed.slice(at + 2)}`;
    if (occurs(other)) found.push(other);
  }
  return found;
}

/**
 * The strings of a text that differ from what was typed in one character, most frequent first. A wrong character
 * leaves one half of the word as it should be, so only the places where a half occurs are looked at. A numeral is
 * never taken for another one.
 * @param {string} typed in light form, two characters or more
 * @param {string} text
 * @returns {string[]}
 */
export function nearMisses(typed, text) {
  /** @type {Map<string, number>} */
  const found = new Map();
  /** @param {string} near */
  const add = (near) => found.set(near, (found.get(near) ?? 0) + 1);
  const half = typed.length >> 1;
  const [left, right] = [typed.slice(0, half), typed.slice(half)];
  for (let at = text.indexOf(left); left && at >= 0; at = text.indexOf(left, at + 1)) {
    const length = afterHalf(right, text, at + half);
    if (length >= 0) add(text.slice(at, at + half + length));
  }
  for (let at = text.indexOf(right); at >= 0; at = text.indexOf(right, at + 1)) {
    const length = beforeHalf(left, text, at);
    if (length >= 0) add(text.slice(at - length, at + right.length));
  }
  const sorted = [...found].filter(([near]) => near !== typed).sort((a, b) => b[1] - a[1] || b[0].length - a[0].length);
  return sorted.slice(0, MOST).map(([near]) => near);
}

/**
 * How many characters of the text from `at` stand for `half` with one error; -1 if none do.
 * @param {string} half
 * @param {string} text
 * @param {number} at
 */
function afterHalf(half, text, at) {
  let same = 0;
  while (same < half.length && text[at + same] === half[same]) same++;
  const rest = half.slice(same + 1);
  if (same < half.length && text.startsWith(rest, at + same + 1) && isSlip(half[same], text[at + same])) {
    return half.length;
  }
  if (same < half.length - 1 && text.startsWith(rest, at + same) && isSlip(half[same], " ")) return half.length - 1;
  if (same && same < half.length && text.startsWith(half.slice(same), at + same + 1) && isSlip(text[at + same], " ")) {
    return half.length + 1;
  }
  return -1;
}

/**
 * The same for a half that ends at `at`.
 * @param {string} half
 * @param {string} text
 * @param {number} at
 */
function beforeHalf(half, text, at) {
  const last = half.length - 1;
  let same = 0;
  while (same < half.length && text[at - 1 - same] === half[last - same]) same++;
  const wrong = last - same;
  const rest = half.slice(0, Math.max(0, wrong));
  if (wrong >= 0 && text.endsWith(rest, at - same - 1) && isSlip(half[wrong], text[at - same - 1])) return half.length;
  if (wrong > 0 && text.endsWith(rest, at - same) && isSlip(half[wrong], " ")) return half.length - 1;
  if (
    same &&
    wrong >= 0 &&
    text.endsWith(half.slice(0, wrong + 1), at - same - 1) &&
    isSlip(text[at - same - 1], " ")
  ) {
    return half.length + 1;
  }
  return -1;
}

/**
 * Whether one character may have been typed for the other; a line's end is not a character.
 * @param {string | undefined} one
 * @param {string | undefined} other
 */
function isSlip(one, other) {
  return !!one && !!other && one !== "\n" && other !== "\n" && !NUMERAL.test(one) && !NUMERAL.test(other);
}

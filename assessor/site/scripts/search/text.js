/**
 * Texts made comparable: what a reader sees and what a reader types come to the same form.
 *
 * Two forms. `light` ignores width, case, traditional characters, spaces and punctuation. `canon` also writes numbers
 * in one way (八百元 = 800元, 百分之六十 = 60%, 三分之一 = 1/3, 12.6万 = 126000, 2023-03-10 = 2023年3月10日). Between
 * two figures or Latin letters a space stays, so that 20、30 never reads as 2030.
 */

import { among } from "../signs.js";
import { HYPHENS, TILDES } from "../sign-table.js";
import { simplified } from "./traditional.js";

/** @typedef {{text: string, from: number[], to: number[]}} Mapped a form, and where each of its characters came from */

const FRACTION = /\u2044/g; // what NFKC makes of ⅓
const DASHES = among(`~${HYPHENS}${TILDES}`);
const NOISE = /[^\p{L}\p{N}%‰¥.,/\s-]/gu;

/**
 * Width, case, traditional characters; every kind of dash one dash, every other sign a space, lines kept. Each
 * character for itself.
 * @param {string} raw
 */
function plain(raw) {
  return simplified(raw.normalize("NFKC").toLowerCase())
    .replace(FRACTION, "/")
    .replace(DASHES, "-")
    .replace(NOISE, " ")
    .replace(/[^\S\n]/g, " ");
}

/** Replacements that make numbers alike, in this order. @type {[RegExp, (match: string[]) => string][]} */
const NUMBERS = [
  [/(\d{4})[-./](\d\d?)[-./](\d\d?)(?!\d)/g, ([, y, m, d]) => `${y}年${Number(m)}月${Number(d)}日`],
  [/\b((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\b/g, ([, y, m, d]) => `${y}年${Number(m)}月${Number(d)}日`],
  [/\b((?:19|20)\d\d)[-./](0?[1-9]|1[0-2])\b(?![-./]|年|号)/g, ([, y, m]) => `${y}年${Number(m)}月`],
  [/年0(?=[1-9]月)|月0(?=[1-9]日)/g, ([begun = ""]) => begun.charAt(0)],
  [/一半|半数/g, () => "1/2"],
  [/廿/g, () => "二十"],
  [/卅/g, () => "三十"],
  [/(\d)\.0+(?=元|块|万|%)/g, ([, digit]) => `${digit}`],
  [
    /(?:\d[\d,]*(?:\.\d+)?(?: ?[百千万亿])?|[零〇一二两三四五六七八九十百千万亿])+(?:点[零〇一二三四五六七八九]+)?/g,
    arabic,
  ],
  [/(1000?) ?分之 ?(\d+(?:\.\d+)?)/g, ([, base, n]) => `${n}${base === "100" ? "%" : "‰"}`],
  [/(\d+) ?分之 ?(\d+)/g, ([, whole, part]) => `${part}/${whole}`],
  [/(\d(?:\.\d)?)成(?![为绩立员果效功长就分熟])/g, ([, tenths]) => `${tidy(Number(tenths) * 10)}%`],
  [/(?:¥|人民币|rmb) ?(\d+(?:\.\d+)?)(?: ?(?:元|块钱|块|圆))?/g, ([, n]) => `${n}元`],
  [/(\d) ?(?:块钱|块|圆)/g, ([, digit]) => `${digit}元`],
  [
    /(\d(?:\.\d+)?) ?(%|个月|学时|课时|小时|[年元月天日节次分名人岁])? ?[-至到] ?(?=\d+(?:\.\d+)? ?(\2))/g,
    ([, digit]) => `${digit}-`,
  ],
];

const DIGITS = "零一二三四五六七八九";
/** @type {Record<string, number>} */
const UNITS = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

/** @param {string} char */
function digitOf(char) {
  if (char === "〇") return 0;
  return char === "两" ? 2 : DIGITS.indexOf(char);
}

/** @param {number} value */
const tidy = (value) => String(Math.round(value * 1e6) / 1e6);

/**
 * A number in any writing as Arabic figures: 四百五十 → 450, 四百五 → 450, 12.6万 → 126000, 二〇二三 → 2023.
 * @param {string[]} match
 */
function arabic([token = ""]) {
  const [whole = "", decimals] = token.replace(/[, ]/g, "").split("点");
  const tail = decimals ? `.${[...decimals].map(digitOf).join("")}` : "";
  if (!/[十百千万亿]/.test(whole)) return [...whole].map((c) => (/[\d.]/.test(c) ? c : digitOf(c))).join("") + tail;
  let [total, section, number, last] = [0, 0, NaN, 1];
  for (const part of whole.match(/[\d.]+|./g) ?? []) {
    const unit = UNITS[part];
    if (!unit) {
      const digit = /[\d.]/.test(part) ? Number(part) : digitOf(part);
      if (digit === 0)
        last = 1; // 一百零五 is 105, 一百五 is 150
      else number = digit;
    } else if (unit >= 1e4) {
      total = (total + section + (Number.isNaN(number) ? 0 : number) || 1) * unit;
      [section, number, last] = [0, NaN, unit];
    } else {
      section += (Number.isNaN(number) ? 1 : number) * unit;
      [number, last] = [NaN, unit];
    }
  }
  if (!Number.isNaN(number)) section += number * (number < 10 && last > 10 ? last / 10 : 1);
  return tidy(total + section) + tail;
}

const ALPHANUMERIC = /[\da-z\u00e0-\u024f]/;
const DIGIT = /\d/;

/**
 * What stays of spaces and signs, seen from what stands beside them.
 * @param {string} signs
 * @param {string} before
 * @param {string} after
 */
function joint(signs, before, after) {
  if (DIGIT.test(before) && DIGIT.test(after) && /^[./-]$/.test(signs)) return signs;
  return ALPHANUMERIC.test(before) && ALPHANUMERIC.test(after) ? " " : "";
}

/** Signs between other characters. */
const SIGNS = /[ .,/¥-]+/g;

/** @param {string} text */
const squeeze = (text) =>
  text.replace(SIGNS, (signs, /** @type {number} */ at) =>
    joint(signs, text.charAt(at - 1), text.charAt(at + signs.length)),
  );

/** @param {string} raw */
export function light(raw) {
  return squeeze(plain(raw));
}

/** @param {string} raw */
export function canon(raw) {
  let text = plain(raw);
  for (const [pattern, write] of NUMBERS) text = text.replace(pattern, (...match) => write(match));
  return squeeze(text);
}

/**
 * Both forms at once, cheaply: most texts hold no number, and then the two are the same string.
 * @param {string} raw
 * @returns {[string, string]} light, canon
 */
export function forms(raw) {
  const base = plain(raw);
  let text = base;
  for (const [pattern, write] of NUMBERS) text = text.replace(pattern, (...match) => write(match));
  const first = squeeze(base);
  return text === base ? [first, first] : [first, squeeze(text)];
}

/**
 * A form with the way back, to mark in a text what was found in its form.
 * @param {string} raw
 * @param {boolean} numbers canon rather than light
 * @returns {Mapped}
 */
export function mapped(raw, numbers) {
  /** @type {Mapped} */
  let result = { text: "", from: [], to: [] };
  let at = 0;
  for (const char of raw) {
    const text = plain(char);
    append(result, text, at, at + char.length);
    at += char.length;
  }
  if (numbers) for (const [pattern, write] of NUMBERS) result = replace(result, pattern, (match) => write(match));
  return replace(result, SIGNS, ([signs = ""], start, text) =>
    joint(signs, text.charAt(start - 1), text.charAt(start + signs.length)),
  );
}

/**
 * @param {Mapped} target
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function append(target, text, from, to) {
  target.text += text;
  for (let i = 0; i < text.length; i++) {
    target.from.push(from);
    target.to.push(to);
  }
}

/**
 * @param {Mapped} source
 * @param {RegExp} pattern
 * @param {(match: string[], at: number, text: string) => string} write
 * @returns {Mapped}
 */
function replace(source, pattern, write) {
  /** @type {Mapped} */
  const result = { text: "", from: [], to: [] };
  let done = 0;
  /** @param {number} end */
  const keep = (end) => {
    result.text += source.text.slice(done, end);
    for (let i = done; i < end; i++) {
      result.from.push(source.from[i] ?? 0);
      result.to.push(source.to[i] ?? 0);
    }
  };
  for (const match of source.text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    keep(start);
    append(result, write(match, start, source.text), source.from[start] ?? 0, source.to[end - 1] ?? 0);
    done = end;
  }
  keep(source.text.length);
  return result;
}

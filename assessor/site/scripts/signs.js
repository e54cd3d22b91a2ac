/**
 * Foreign texts cleared of what cannot be seen or only looks right, as `assessor/records/signs.py` clears them: the same
 * table, the same two steps.
 */

import {
  CHARACTERS,
  CIRCLES,
  COLONS,
  DOTS,
  HYPHENS,
  INVISIBLE,
  NUMERALS,
  RADICALS,
  SLASHES,
  SPACES,
  TILDES,
  ZERO,
} from "./sign-table.js";

/** Any of these signs. @param {string} signs */
export const among = (signs) => new RegExp(`[${signs.replace(/[\]\\^-]/g, "\\$&")}]`, "gu");

const LOOKS = /** @type {[RegExp, string][]} */ ([
  [among(HYPHENS), "-"],
  [among(TILDES), "~"],
  [among(SLASHES), "/"],
  [among(COLONS), ":"],
]);
const RADICAL = among(RADICALS);
const KANGXI = /[\u2f00-\u2fd5]/g;
const DOT = among(DOTS);
const CIRCLE = among(CIRCLES);
const NUMERAL = new RegExp(`[${NUMERALS}${ZERO}${CIRCLES}]{2,}`, "gu");
/** Outside of strings JSON knows four kinds of white space; what comes from chat programs holds others. */
const OUTSIDE = /"(?:[^"\\]|\\.)*"?|[^"]+/gsu;

/** Without what cannot be seen, radicals as characters, every space an ordinary one. @param {string} text */
export const visible = (text) =>
  text
    .replace(INVISIBLE, "")
    .replace(SPACES, " ")
    .replace(RADICAL, (sign) => CHARACTERS[RADICALS.indexOf(sign)] ?? sign)
    .replace(KANGXI, (sign) => sign.normalize("NFKC"))
    .normalize("NFC");

/** @param {string} text */
const alike = (text) => LOOKS.reduce((made, [signs, plainly]) => made.replace(signs, plainly), text);

/** As texts are compared: visible, of ordinary width, every dash a hyphen, no white space around. @param {string} text */
export const plain = (text) =>
  alike(alike(visible(text)).normalize("NFKC"))
    .replace(NUMERAL, (numeral) =>
      [...NUMERALS].some((sign) => numeral.includes(sign)) ? numeral.replace(CIRCLE, ZERO) : numeral,
    )
    .trim();

/** The same for a number or a day, every kind of dot an ordinary one. @param {string} text */
export const figures = (text) => plain(text.replace(DOT, "."));

/** JSON with ordinary white space between its parts. @param {string} text */
export const plainJson = (text) =>
  text.replace(OUTSIDE, (part) => (part.startsWith('"') ? part : part.replace(INVISIBLE, "").replace(SPACES, " ")));

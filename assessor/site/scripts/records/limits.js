/**
 * How much is kept. What is written obeys these, so that whoever reads it, an older version of the site too, reads all
 * of it; what is found is read however large it is, so that nothing that is there is hidden.
 */

/** @typedef {import("./format.js").Value} Value */

export const LIMITS = {
  /** Characters in all; browsers hold about five million. */
  text: 4_000_000,
  /** With the marks that deleted records leave behind. */
  records: 200,
  fields: 1000,
  rows: 2000,
  cells: 60,
  /** Characters of one value; inputs have it as maxlength (assessor/site/forms.py). */
  value: 20_000,
};

/** Longest name of a record, a field or a column, in characters. */
export const MAX_NAME = 60;

/** No clock goes further (the year 4821): a later edit is one more than the last. */
export const MAX_CLOCK = 9e13;
/** Nobody makes so many edits: a later time was written by something else. The first versions of the site read up to 1e14. */
export const MAX_TIME = MAX_CLOCK + 1e9;

/** Which of the limits is exceeded, "" if none. @typedef {"" | keyof typeof LIMITS} Excess */

/** @param {unknown} value @returns {Excess} */
export function excessOf(value) {
  if (typeof value === "string") return value.length > LIMITS.value ? "value" : "";
  if (!Array.isArray(value)) return "";
  if (value.length > LIMITS.rows) return "rows";
  for (const row of value) {
    const cells = Object.values(row);
    if (cells.length > LIMITS.cells) return "cells";
    if (cells.some((cell) => typeof cell === "string" && cell.length > LIMITS.value)) return "value";
  }
  return "";
}

/**
 * What keeps a whole record from being kept, with the field that is to blame where it is one.
 * @param {Record<string, unknown>} values
 * @returns {{excess: Excess, field: string}}
 */
export function excessOfAll(values) {
  const entries = Object.entries(values);
  if (entries.length > LIMITS.fields) return { excess: "fields", field: "" };
  const wrong = entries.find(([, value]) => excessOf(value));
  return wrong ? { excess: excessOf(wrong[1]), field: wrong[0] } : { excess: "", field: "" };
}

/**
 * A record as a file, and back: JSON, a field a line, as `assessor assess` reads it and writes it. The engine knows
 * which texts are numbers; where it does not run, the texts are written as they were typed.
 */

import { plain, plainJson } from "../signs.js";
import { isName, isObject, isValue } from "./format.js";
import { LIMITS, excessOfAll } from "./limits.js";

/** @typedef {import("./format.js").Value} Value */
/** @typedef {import("./limits.js").Excess} Excess */

/** No record is larger; a larger file is not even read. */
export const MAX_BYTES = 2_000_000;

/**
 * @param {import("../engine/client.js").Engine | null} engine
 * @param {Record<string, Value>} values
 * @returns {Promise<{text: string, typed: string[] | null}>} `typed` are the fields written as they were typed: all, if null
 */
export async function recordAsFile(engine, values) {
  const answer = await engine?.tryAsk({ verb: "record", form: values });
  if (answer?.ok) return { text: answer.text, typed: answer.refused };
  return { text: `${JSON.stringify(values, null, 2)}\n`, typed: null };
}

/** A name that every system takes for a file's. @param {string} name @param {string} date */
export const fileName = (name, date) => `自评记录-${name.replace(/[^\p{L}\p{N}-]+/gu, "-")}-${date}.json`;

/** What a file is called that was not renamed. @param {string} file */
export const nameFrom = (file) =>
  file
    .replace(/\.[^.]*$/, "")
    .replace(/^自评记录-/, "")
    .replace(/-\d{4}-\d\d-\d\d$/, "");

/** The text of a file; null if it is in another encoding than UTF-8. @param {ArrayBuffer} bytes */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The values of a record file, or of the record in a receipt.
 * @param {string} text anybody's
 * @returns {{values: Record<string, Value>} | {unreadable: string} | {excess: Exclude<Excess, "">, field: string}} the
 *   field that no record has, "" if it is no record; or which limit it exceeds, and where
 */
export function recordFromFile(text) {
  /** @type {unknown} */
  let data;
  try {
    data = JSON.parse(plainJson(text), asTyped);
  } catch {
    return { unreadable: "" };
  }
  if (isObject(data) && "receipt" in data && isObject(data["record"])) data = data["record"];
  if (!isObject(data)) return { unreadable: "" };
  const entries = filled(data);
  if (entries.length > LIMITS.fields) return { excess: "fields", field: "" };
  const names = new Set();
  for (const [name] of entries) {
    if (names.has(name)) return { unreadable: name.slice(0, 40) };
    names.add(name);
  }
  const wrong = entries.find(([name, value]) => !isName(name) || !isValue(value));
  if (wrong) return { unreadable: wrong[0].slice(0, 40) };
  const { excess, field } = excessOfAll(Object.fromEntries(entries));
  if (excess) return { excess, field: field.slice(0, 40) };
  return { values: /** @type {Record<string, Value>} */ (Object.fromEntries(entries)) };
}

/**
 * What is filled in, under names without what cannot be seen in them.
 * @param {Record<string, unknown>} data
 * @returns {[string, unknown][]}
 */
const filled = (data) =>
  Object.entries(data).flatMap(([name, value]) => (value === null ? [] : [[plain(name), value]]));

/**
 * Numbers as they are written, where the browser tells; truth in words.
 * @param {string} _
 * @param {unknown} value
 * @param {unknown[]} more
 */
function asTyped(_, value, ...more) {
  const context = /** @type {{source?: string} | undefined} */ (more[0]);
  if (typeof value === "number") return context?.source ?? String(value);
  if (typeof value === "boolean") return value ? "是" : "否";
  if (!Array.isArray(value)) return value;
  return value.map((row) => (isObject(row) ? Object.fromEntries(filled(row)) : row));
}

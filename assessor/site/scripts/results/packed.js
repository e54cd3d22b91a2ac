/**
 * A record in the fragment of a link: JSON, deflated where the browser can, as base64url. What comes in is as hostile
 * as any file: its size is limited before and while it is unpacked, and only plain texts get through.
 */

import { isObject } from "../records/format.js";

/** @typedef {import("../engine/protocol.js").FormValues} FormValues */
/** @typedef {{policies: string[], form: FormValues}} Packed */

export const KEY = "record=";
/** The longest link that chat programs pass on unharmed, in characters. */
const LONGEST = 16_000;
const LARGEST = 400_000;
const [ROWS, CELL, FIELDS] = [400, 400, 300];

/** @param {Packed} packed @returns {Promise<string | null>} null if it is too long for a link, or cannot be packed here */
export async function pack({ policies, form }) {
  if (typeof CompressionStream !== "function") return null;
  const bytes = new TextEncoder().encode(JSON.stringify({ policies, form }));
  const wrapped = await squeeze(bytes, new CompressionStream("deflate"));
  // What "deflate-raw" would give, which not every browser has: without the two bytes before and the four after.
  const text = `z${toBase64(wrapped.subarray(2, -4))}`;
  return text.length > LONGEST ? null : text;
}

/** Whether this browser can read such links (Chrome from 103 on). */
export function canUnpack() {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** @param {string} text @returns {Promise<Packed | null>} null if it is not a record */
export async function unpack(text) {
  if (!text.startsWith("z") || text.length > LONGEST) return null;
  try {
    const bytes = await squeeze(fromBase64(text.slice(1)), new DecompressionStream("deflate-raw"));
    return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return null;
    if (error instanceof RangeError) return null; // more than a record can be
    throw error;
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} through
 */
async function squeeze(bytes, through) {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > LARGEST) throw new RangeError("too large");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
const toBase64 = (bytes) =>
  btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** @param {string} text */
const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string" && value.length <= CELL;

/** @param {unknown} value @returns {value is import("../engine/protocol.js").Row[]} */
const isRows = (value) =>
  Array.isArray(value) &&
  value.length <= ROWS &&
  value.every((row) => isObject(row) && Object.values(row).every(isText));

/** @param {unknown} data @returns {Packed | null} */
function checked(data) {
  if (!isObject(data)) return null;
  const { policies, form } = data;
  if (!Array.isArray(policies) || !policies.every(isText) || !isObject(form)) return null;
  const entries = Object.entries(form);
  if (entries.length > FIELDS || !entries.every(([, value]) => isText(value) || isRows(value))) return null;
  return { policies, form: /** @type {FormValues} */ (form) };
}

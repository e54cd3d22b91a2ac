/**
 * Two states of what is kept, put together so that no edit is lost: value by value the later edit counts. In which
 * order states are put together, and how often, makes no difference.
 */

import { stable } from "./format.js";
import { LIMITS } from "./limits.js";

/**
 * @typedef {import("./format.js").Entry} Entry
 * @typedef {import("./format.js").Kept} Kept
 * @typedef {import("./format.js").Store} Store
 * @typedef {import("../engine/protocol.js").Row} Row
 */

/** @param {unknown} a @param {unknown} b */
export const same = (a, b) => a === b || (a !== undefined && b !== undefined && stable(a) === stable(b));

/** A copy that shares nothing with the store: plain data, no more. @param {Store} store @returns {Store} */
export const copyOf = (store) => JSON.parse(JSON.stringify(store));

/**
 * Without the oldest marks of deleted records where there are too many: only a tab that has been open ever since could
 * still bring such a record back.
 * @param {Store} store
 * @returns {Store}
 */
export function pruned(store) {
  const all = Object.entries(store.records);
  const marks = all.filter(([, { about, fields }]) => !Object.keys(about).length && !Object.keys(fields).length);
  const surplus = Math.min(marks.length, all.length - LIMITS.records);
  if (surplus <= 0) return store;
  const oldest = marks.sort(([a, one], [b, other]) => one.gone - other.gone || (a < b ? -1 : 1)).slice(0, surplus);
  const dropped = new Set(oldest.map(([id]) => id));
  return { ...store, records: Object.fromEntries(all.filter(([id]) => !dropped.has(id))) };
}

/** @param {Store} a @param {Store} b @returns {Store} */
export function merged(a, b) {
  const cleared = Math.max(a.cleared, b.cleared);
  /** @type {[string, Kept][]} */
  const records = [];
  for (const id of new Set([...Object.keys(a.records), ...Object.keys(b.records)])) {
    const record = mergedRecord(a.records[id], b.records[id], cleared);
    if (record.gone > cleared || Object.keys(record.about).length || Object.keys(record.fields).length) {
      records.push([id, record]);
    }
  }
  const current = later(a.current, b.current);
  return { cleared, current: current.at > cleared ? current : { at: 0 }, records: Object.fromEntries(records) };
}

/** @param {Kept | undefined} a @param {Kept | undefined} b @param {number} cleared @returns {Kept} */
function mergedRecord(a, b, cleared) {
  const gone = Math.max(a?.gone ?? 0, b?.gone ?? 0);
  const since = Math.max(gone, cleared);
  return {
    gone: gone > cleared ? gone : 0,
    about: mergedEntries(a?.about ?? {}, b?.about ?? {}, since),
    fields: mergedEntries(a?.fields ?? {}, b?.fields ?? {}, since),
  };
}

/**
 * @param {Record<string, Entry>} a
 * @param {Record<string, Entry>} b
 * @param {number} since what is not later than this is deleted
 */
function mergedEntries(a, b, since) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const all = [...names].map((name) => /** @type {const} */ ([name, later(a[name], b[name])]));
  return Object.fromEntries(all.filter(([, entry]) => entry.at > since));
}

/** Of two edits in the same moment both tabs must choose the same one. @param {Entry | undefined} a @param {Entry | undefined} b */
function later(a, b) {
  if (!a || !b) return /** @type {Entry} */ (a ?? b);
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return stable(a) > stable(b) ? a : b;
}

/**
 * What this tab knows, put together with what it finds. Rows of a list that both have changed since they last agreed
 * are put together row by row.
 * @param {Store} agreed what was last read or written
 * @param {Store} mine
 * @param {Store} theirs
 * @param {() => number} tick the time of a further edit
 */
export function reconciled(agreed, mine, theirs, tick) {
  const result = merged(mine, theirs);
  for (const [id, record] of Object.entries(result.records)) {
    for (const name of Object.keys(record.fields)) {
      const [base, own, other] = [agreed, mine, theirs].map((store) => store.records[id]?.fields[name]);
      if (!own || !other || same(own, base) || same(other, base)) continue;
      if (Math.min(own.at, other.at) <= Math.max(record.gone, result.cleared)) continue;
      const value = mergedValue(base?.value, own.value, other.value, record.fields[name]?.value);
      if (!same(value, record.fields[name]?.value)) record.fields[name] = entryOf(value, tick());
    }
  }
  return result;
}

/** @param {Entry["value"]} value @param {number} at @returns {Entry} */
export const entryOf = (value, at) => (value === undefined ? { at } : { at, value });

/**
 * Rows that two have changed, put together; of other values one counts.
 * @param {Entry["value"]} base what both started from
 * @param {Entry["value"]} mine
 * @param {Entry["value"]} theirs
 * @param {Entry["value"]} otherwise
 * @returns {Entry["value"]}
 */
export function mergedValue(base, mine, theirs, otherwise) {
  const [from, own, other] = [base, mine, theirs].map(asRows);
  if (!from || !own || !other) return otherwise;
  const rows = mergedRows(from, own, other);
  // “There are none” is something said; no rows is nothing said.
  return rows.length || Array.isArray(mine) ? rows : undefined;
}

/** @param {Entry["value"]} value @returns {Row[] | null} null if it is no list */
const asRows = (value) => (value === undefined ? [] : Array.isArray(value) ? /** @type {Row[]} */ (value) : null);

/**
 * With the same number of rows, cell by cell, and mine where both changed one. Otherwise theirs without the rows I took
 * away, and then those I added: a row that both have changed is there twice rather than lost.
 * @param {Row[]} base
 * @param {Row[]} mine
 * @param {Row[]} theirs
 * @returns {Row[]}
 */
export function mergedRows(base, mine, theirs) {
  if (base.length === mine.length && base.length === theirs.length) {
    return base.map((row, position) => mergedCells(row, mine[position] ?? {}, theirs[position] ?? {}));
  }
  const added = without(mine, base);
  return [...without(theirs, without(base, mine)), ...without(added, without(theirs, base))];
}

/** @param {Row} base @param {Row} mine @param {Row} theirs */
function mergedCells(base, mine, theirs) {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const cells = [...names].map((name) => [name, mine[name] === base[name] ? theirs[name] : mine[name]]);
  return /** @type {Row} */ (Object.fromEntries(cells.filter(([, cell]) => cell !== undefined)));
}

/** The rows left when each of `taken` is taken away once. @param {Row[]} rows @param {Row[]} taken */
function without(rows, taken) {
  const left = taken.map(stable);
  return rows.filter((row) => {
    const found = left.indexOf(stable(row));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

/**
 * What is kept on the device, as text: the format with its version, what older versions become, and what is refused.
 *
 * The text is read as a stranger's: anything may have written to this place; but how much of it there is, the browser
 * decides (see limits.js). Every value carries the time of the edit that made it, so that two tabs can be put together
 * value by value (see merge.js).
 */

import { MAX_CLOCK, MAX_NAME, MAX_TIME } from "./limits.js";

export const FORMAT = 2;

/**
 * @typedef {import("../engine/protocol.js").Row} Row
 * @typedef {string | Row[]} Value a text, or the rows of a list
 *
 * `at` is the time of the edit; without a value it took the value away.
 * @typedef {{at: number, value?: Value | string[] | Record<string, string>}} Entry
 *
 * `gone`: what was known until then is deleted (0: never). `about`: name, policies (the chosen ones), answers (by which
 * they were chosen), filed (last saved to a file), later (the reminder was put off).
 * @typedef {object} Kept
 * @property {number} gone
 * @property {Record<string, Entry>} about
 * @property {Record<string, Entry>} fields
 *
 * `cleared`: everything known until then is deleted (0: never). `current`: the record last turned to.
 * @typedef {object} Store
 * @property {number} cleared
 * @property {Entry} current
 * @property {Record<string, Kept>} records
 *
 * `lost` counts what could not be understood and was left out; `late`: times were brought back (see settled).
 * @typedef {{store: Store, lost: number, late: boolean}} Read
 */

/** @returns {Store} */
export const emptyStore = () => ({ cleared: 0, current: { at: 0 }, records: {} });

/** @param {unknown} value the same data always gives the same text @returns {string} */
export function stable(value) {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** @param {Store} store */
export const writeStore = (store) => stable({ format: FORMAT, ...store });

/**
 * @param {string} text
 * @returns {Read | "newer" | "broken"} newer: a later version of the site wrote it
 */
export function readStore(text) {
  try {
    let data = JSON.parse(text);
    if (!isObject(data) || !Number.isInteger(data["format"])) return "broken";
    if (Number(data["format"]) > FORMAT) return "newer";
    while (data["format"] !== FORMAT) {
      const upgrade = UPGRADES[Number(data["format"])];
      if (!upgrade) return "broken";
      data = upgrade(data);
    }
    return validated(data);
  } catch {
    return "broken"; // not JSON, or deeper than any browser reads
  }
}

/**
 * From each version to the next.
 * @type {Record<number, (data: any) => any>}
 */
const UPGRADES = {
  /** Version 1 held plain values and one time for all of them. */
  1: ({ saved, current, records }) => ({
    format: 2,
    cleared: 0,
    current: { at: saved, value: current },
    records: Object.fromEntries(
      /** @type {any[]} */ (records).map(({ id, name, policies, fields }) => [
        id,
        {
          gone: 0,
          about: timed({ name, ...(policies ? { policies } : {}) }, saved),
          fields: timed(fields, saved),
        },
      ]),
    ),
  }),
};

/** @param {Record<string, any>} values @param {number} at */
const timed = (values, at) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { at, value }]));

/** @param {Record<string, unknown>} data @returns {Read} */
function validated(data) {
  const counted = { lost: 0 };
  const records = kept(data["records"], counted, (record) => {
    if (!isObject(record)) return null;
    return {
      gone: time(record["gone"]) ?? 0,
      about: kept(record["about"], counted, (raw, name) => entry(raw, counted, (value) => isAbout(name, value))),
      fields: kept(record["fields"], counted, (raw) => entry(raw, counted, isValue)),
    };
  });
  const current = entry(data["current"], counted, isId);
  if (!current) counted.lost += 1;
  const store = { cleared: time(data["cleared"]) ?? 0, current: current ?? { at: 0 }, records };
  const late = timesOf(store).some((at) => at > MAX_TIME);
  return { store: late ? settled(store) : store, lost: counted.lost, late };
}

/**
 * The store with times beyond any clock brought back in their order, so that there is room for later edits.
 * @param {Store} store
 * @returns {Store}
 */
export function settled(store) {
  const late = timesOf(store).filter((at) => at > MAX_CLOCK);
  const ranks = new Map([...new Set(late)].sort((a, b) => a - b).map((at, rank) => [at, MAX_CLOCK + 1 + rank]));
  const early = (/** @type {number} */ at) => ranks.get(at) ?? at;
  const entries = (/** @type {Record<string, Entry>} */ all) =>
    Object.fromEntries(Object.entries(all).map(([name, each]) => [name, { ...each, at: early(each.at) }]));
  return {
    cleared: early(store.cleared),
    current: { ...store.current, at: early(store.current.at) },
    records: Object.fromEntries(
      Object.entries(store.records).map(([id, { gone, about, fields }]) => [
        id,
        { gone: early(gone), about: entries(about), fields: entries(fields) },
      ]),
    ),
  };
}

/** The times of all edits. @param {Store} store */
export const timesOf = ({ cleared, current, records }) => [
  cleared,
  current.at,
  ...Object.values(records).flatMap(({ gone, about, fields }) => [
    gone,
    ...[...Object.values(about), ...Object.values(fields)].map(({ at }) => at),
  ]),
];

/**
 * The entries of an object that `check` accepts.
 * @template T
 * @param {unknown} data
 * @param {{lost: number}} counted
 * @param {(value: unknown, name: string) => T | null} check
 * @returns {Record<string, T>}
 */
function kept(data, counted, check) {
  if (!isObject(data)) {
    counted.lost += 1;
    return {};
  }
  /** @type {[string, T][]} */
  const good = [];
  for (const [name, value] of Object.entries(data)) {
    const found = isName(name) ? check(value, name) : null;
    if (found) good.push([name, found]);
    else counted.lost += 1;
  }
  return Object.fromEntries(good);
}

/**
 * @param {unknown} raw
 * @param {{lost: number}} counted
 * @param {(value: unknown) => boolean} check
 * @returns {Entry | null}
 */
function entry(raw, counted, check) {
  if (!isObject(raw)) return null;
  const at = time(raw["at"]);
  if (raw["value"] === undefined) return at === null ? null : { at };
  if (!check(raw["value"])) return null;
  // Whenever it was edited, it is there: before anything else.
  if (at === null) counted.lost += 1;
  return { at: at ?? 1, value: /** @type {Value} */ (raw["value"]) };
}

/** @param {unknown} value */
const time = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object already has some names (constructor, __proto__), which are nobody's. @param {string} name */
export const isName = (name) => name.length > 0 && name.length <= MAX_NAME && !(name in Object.prototype);

/** @param {unknown} value */
const isId = (value) => typeof value === "string" && isName(value);

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/** @param {unknown} value @returns {value is Value} */
export const isValue = (value) => isText(value) || (Array.isArray(value) && value.every(isRow));

/** @param {unknown} row */
const isRow = (row) => isObject(row) && Object.entries(row).every(([name, cell]) => isName(name) && isText(cell));

/** @param {string} name @param {unknown} value */
function isAbout(name, value) {
  if (name === "policies") return Array.isArray(value) && value.every(isId);
  if (name === "answers") return isRow(value);
  return name === "name" ? isId(value) : isText(value);
}

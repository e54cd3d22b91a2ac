/**
 * What is kept on the device, as text: the format with its version, what older versions become, and what is refused.
 *
 * The text is read as a stranger's: anything may have written to this place. Every value carries the time of the edit
 * that made it, so that two tabs can be put together value by value (see merge.js).
 */

export const FORMAT = 2;

/** Longer than any number of records that people keep; browsers hold about five million characters. */
const MAX_TEXT = 4_000_000;
const MAX_RECORDS = 200;
const MAX_FIELDS = 1000;
const MAX_ROWS = 2000;
const MAX_CELLS = 60;
const MAX_VALUE = 20_000;
export const MAX_NAME = 60;
/** A later time (the year 5138) is no time of an edit: nothing could be edited after it. */
const MAX_TIME = 1e14;

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
 * `lost` counts what could not be understood and was left out.
 * @typedef {{store: Store, lost: number}} Read
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
    if (text.length > MAX_TEXT) return "broken";
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
const timed = (values, at) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { at, value }]));

/** @param {Record<string, unknown>} data @returns {Read} */
function validated(data) {
  const counted = { lost: 0 };
  const records = kept(data["records"], MAX_RECORDS, counted, (record) => {
    if (!isObject(record)) return null;
    return {
      gone: time(record["gone"]) ?? 0,
      about: kept(record["about"], 10, counted, (raw, name) => entry(raw, (value) => isAbout(name, value))),
      fields: kept(record["fields"], MAX_FIELDS, counted, (raw) => entry(raw, isValue)),
    };
  });
  const current = entry(data["current"], isId);
  if (!current) counted.lost += 1;
  return { store: { cleared: time(data["cleared"]) ?? 0, current: current ?? { at: 0 }, records }, lost: counted.lost };
}

/**
 * The entries of an object that `check` accepts.
 * @template T
 * @param {unknown} data
 * @param {number} most
 * @param {{lost: number}} counted
 * @param {(value: unknown, name: string) => T | null} check
 * @returns {Record<string, T>}
 */
function kept(data, most, counted, check) {
  if (!isObject(data)) {
    counted.lost += 1;
    return {};
  }
  /** @type {[string, T][]} */
  const good = [];
  for (const [name, value] of Object.entries(data)) {
    const found = isName(name) && good.length < most ? check(value, name) : null;
    if (found) good.push([name, found]);
    else counted.lost += 1;
  }
  return Object.fromEntries(good);
}

/**
 * @param {unknown} raw
 * @param {(value: unknown) => boolean} check
 * @returns {Entry | null}
 */
function entry(raw, check) {
  const at = isObject(raw) ? time(raw["at"]) : null;
  if (!isObject(raw) || at === null) return null;
  if (raw["value"] === undefined) return { at };
  return check(raw["value"]) ? { at, value: /** @type {Value} */ (raw["value"]) } : null;
}

/** @param {unknown} value */
const time = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_TIME ? value : null;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object already has some names (constructor, __proto__), which are nobody's. @param {string} name */
export const isName = (name) => name.length > 0 && name.length <= MAX_NAME && !(name in Object.prototype);

/** @param {unknown} value */
const isId = (value) => typeof value === "string" && isName(value);

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value.length <= MAX_VALUE;

/** @param {unknown} value @returns {value is Value} */
export const isValue = (value) =>
  isText(value) ||
  (Array.isArray(value) &&
    value.length <= MAX_ROWS &&
    value.every(isRow));

/** @param {unknown} row */
function isRow(row) {
  const cells = isObject(row) ? Object.entries(row) : null;
  return cells !== null && cells.length <= MAX_CELLS && cells.every(([name, cell]) => isName(name) && isText(cell));
}

/** @param {string} name @param {unknown} value */
function isAbout(name, value) {
  if (name === "policies") return Array.isArray(value) && value.length <= MAX_FIELDS && value.every(isId);
  if (name === "answers") return isRow(value);
  return name === "name" ? isId(value) : isText(value);
}

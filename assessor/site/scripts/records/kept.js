/** What one kept record says by itself: whether it exists, what is filled in, what no file has yet. */

/**
 * @typedef {import("./format.js").Kept} Kept
 * @typedef {import("./format.js").Store} Store
 * @typedef {import("./format.js").Value} Value
 */

/** A deleted record leaves only the time of that behind. @param {Kept | undefined} record */
export const isAlive = (record) =>
  record !== undefined &&
  (Object.keys(record.about).length > 0 || Object.values(record.fields).some(({ value }) => value !== undefined));

/** @param {Store["records"]} records */
export const alive = (records) => Object.fromEntries(Object.entries(records).filter(([, record]) => isAlive(record)));

/** What is filled in. @param {Kept | undefined} record @returns {Record<string, Value>} */
export function valuesOf(record) {
  const entries = Object.entries(record?.fields ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, /** @type {Value} */ (value)]])),
  );
}

/** What has changed since the record was last saved to a file, from when on, and when the reminder was put off. @param {Kept | undefined} record */
export function unfiledOf(record) {
  const { about, fields } = record ?? { about: /** @type {Kept["about"]} */ ({}), fields: {} };
  const filed = about["filed"]?.at ?? 0;
  const times = Object.values(fields).flatMap(({ at }) => (at > filed ? [at] : []));
  return {
    count: times.length,
    since: times.length ? times.reduce((first, at) => Math.min(first, at)) : 0,
    later: about["later"]?.at ?? 0,
  };
}

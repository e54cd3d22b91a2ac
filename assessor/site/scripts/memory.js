/**
 * The record while the page is open: what was typed in one calculator is there when the reader comes back from a
 * clause, or opens another calculator. It lives in this module only; nothing is stored on the device.
 */

/** @type {import("./protocol.js").FormValues} */
const record = {};

/**
 * Remember what a form now says about the fields it asks for; fields it does not ask for are left alone.
 * @param {string[]} names
 * @param {import("./protocol.js").FormValues} values
 */
export function remember(names, values) {
  for (const name of names) {
    const value = values[name];
    if (value === undefined) delete record[name];
    else record[name] = value;
  }
}

/**
 * What is known about these fields.
 * @param {string[]} names
 */
export function recall(names) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

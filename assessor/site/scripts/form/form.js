/**
 * The form as data: read what is filled in, fill in what is given, clear it.
 *
 * A row without anything in it does not count, nor does a field that is hidden because no chosen policy needs it.
 */

import { formTexts } from "./texts.js";
import {
  addRows,
  answerBoxes,
  cellsOf,
  clearRows,
  emptyBox,
  isFixed,
  isName,
  keepRow,
  otherRows,
  rowsOf,
  unsureBox,
} from "./rows.js";
import { completed } from "./school-year.js";

/**
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {import("../engine/protocol.js").FormValues} FormValues
 * @typedef {import("../engine/protocol.js").Row} Row
 *
 * What the form held at one moment: the values to send, the names of all it asked for, and which rows were sent
 * (problems name them by number).
 * @typedef {{values: FormValues, asked: string[], sent: Map<string, HTMLElement[]>}} Snapshot
 */

/** @param {Element} form */
export const listsOf = (form) => /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-list]")]);

/**
 * The controls of single fields, not those of lists.
 * @param {Element} form
 */
export function controlsOf(form) {
  const all = /** @type {NodeListOf<Control>} */ (form.querySelectorAll("input[name], select[name], textarea[name]"));
  return [...all].filter((control) => !control.closest("[data-list]"));
}

/** @param {Element} part */
const isAsked = (part) => !part.closest("[hidden]");

/** The fields and lists the form asks for now. @param {Element} form */
const askedIn = (form) => ({ controls: controlsOf(form).filter(isAsked), lists: listsOf(form).filter(isAsked) });

/** @param {HTMLElement} list */
const listName = (list) => list.dataset["list"] ?? "";

/** The names of the fields the form asks for now. @param {Element} form */
export function namesOf(form) {
  const { controls, lists } = askedIn(form);
  return [...controls.map(({ name }) => name), ...lists.map(listName)];
}

/**
 * @param {Element} form
 * @returns {Snapshot}
 */
export function readForm(form) {
  /** @type {Snapshot} */
  const snapshot = { values: {}, asked: [], sent: new Map() };
  const { controls, lists } = askedIn(form);
  for (const control of controls) {
    const value = completed(control, valueOf(control), form);
    if (value) snapshot.values[control.name] = value;
    snapshot.asked.push(control.name);
  }
  for (const list of lists) readList(snapshot, list, form);
  return snapshot;
}

/**
 * No rows means not filled in; only the tick boxes say that there are none, or that nobody knows.
 * @param {Snapshot} snapshot
 * @param {HTMLElement} list
 * @param {Element} form
 */
function readList(snapshot, list, form) {
  const name = listName(list);
  snapshot.asked.push(name);
  /** @type {Row[]} */
  const rows = [];
  /** @type {HTMLElement[]} */
  const sent = [];
  for (const element of rowsOf(list).filter(isAsked)) {
    const row = readRow(name, element, form);
    if (row) {
      rows.push(row);
      sent.push(element);
    }
  }
  rows.push(...otherRows(list));
  if (rows.length || emptyBox(list)?.checked) snapshot.values[name] = rows;
  else if (unsureBox(list)?.checked) snapshot.values[name] = formTexts.unsure;
  snapshot.sent.set(name, sent);
}

/**
 * @param {string} list
 * @param {HTMLElement} element
 * @param {Element} form
 * @returns {Row | null} null if nothing has been filled in
 */
function readRow(list, element, form) {
  /** @type {Row} */
  const row = {};
  for (const cell of cellsOf(element)) {
    const value = valueOf(cell);
    if (!value) continue;
    row[cell.name.slice(list.length + 1)] = completed(cell, value, form);
  }
  return isTouched(element) ? row : null;
}

/** Whether a row holds more than its name and what was proposed for it. @param {Element} row */
export const isTouched = (row) =>
  cellsOf(row).some((cell) => !isName(cell) && valueOf(cell) && valueOf(cell) !== cell.dataset["proposed"]);

/** @param {Control} control */
function valueOf(control) {
  if (control instanceof HTMLInputElement && control.type === "radio" && !control.checked) return "";
  return control.value.trim();
}

/**
 * Fill in the fields that `values` has; the others stay as they are.
 * @param {Element} form
 * @param {Record<string, unknown>} values
 */
export function fillForm(form, values) {
  for (const control of controlsOf(form)) {
    if (control.name in values) setValue(control, values[control.name]);
  }
  for (const list of listsOf(form)) {
    const name = list.dataset["list"] ?? "";
    const rows = values[name];
    if (!Array.isArray(rows) && rows !== formTexts.unsure) continue;
    clearRows(list);
    const given = Array.isArray(rows) ? rows : [];
    const fixed = isFixed(list);
    const added = fixed ? [] : addRows(list, given.length);
    given.forEach((row, at) => {
      const place = fixed ? rowNamed(list, name, row) : (added[at] ?? null);
      if (fixed && !place) keepRow(list, asTyped(row));
      else fillRow(name, place, row);
    });
    const { empty, unsure } = answerBoxes(list);
    if (empty) empty.checked = Array.isArray(rows) && rows.length === 0;
    if (unsure) unsure.checked = !Array.isArray(rows);
  }
}

/**
 * The fixed row that these values are for.
 * @param {Element} list
 * @param {string} name
 * @param {Record<string, unknown>} row
 */
const rowNamed = (list, name, row) =>
  rowsOf(list).find((element) =>
    cellsOf(element)
      .filter(isName)
      .every((cell) => cell.value === row[cell.name.slice(name.length + 1)]),
  ) ?? null;

/**
 * @param {string} list
 * @param {HTMLElement | null} element
 * @param {Record<string, unknown>} row
 */
function fillRow(list, element, row) {
  for (const cell of element ? cellsOf(element) : []) setValue(cell, row[cell.name.slice(list.length + 1)]);
}

/** What a cell shows for a value of a record. @param {unknown} value */
const shownAs = (value) => (value === true ? "是" : value === false ? "否" : String(value ?? ""));

/** A row as it would have been typed. @param {Record<string, unknown>} row @returns {Row} */
const asTyped = (row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, shownAs(value)]));

/**
 * @param {Control} control
 * @param {unknown} value
 */
function setValue(control, value) {
  const text = shownAs(value);
  if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === text;
  else control.value = text;
}

/** Empty every field and remove all rows. @param {HTMLElement} form */
export function clearForm(form) {
  for (const list of listsOf(form)) clearRows(list);
  for (const control of controlsOf(form)) setValue(control, "");
}

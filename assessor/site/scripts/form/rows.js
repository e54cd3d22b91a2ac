/**
 * The rows of a list field: add one, remove one, and the tick box that says there are none.
 *
 * The rows of a checklist are fixed (`data-fixed`): one for each item, named by a hidden input; only the rest is
 * filled in.
 */

import { texts } from "../calculator/texts.js";
import { forgetUndo } from "./undo.js";

/**
 * @typedef {import("./form.js").Control} Control
 */

let made = 0;

/** @param {Element} list the element with `data-list` */
export const rowsOf = (list) => /** @type {HTMLElement[]} */ ([...(holderOf(list)?.children ?? [])]);

/** @param {Element} list */
const holderOf = (list) => list.querySelector("[data-rows]");

/** @param {Element} row */
export const cellsOf = (row) =>
  /** @type {Control[]} */ ([...row.querySelectorAll("input[name], select[name], textarea[name]")]);

/**
 * Add an empty row at the end and return it.
 * @param {Element} list
 * @returns {HTMLElement | null}
 */
export const addRow = (list) => addRows(list, 1)[0] ?? null;

/**
 * The same with many, numbered once: one after the other takes seconds where there are thousands.
 * @param {Element} list
 * @param {number} count
 * @returns {HTMLElement[]}
 */
export function addRows(list, count) {
  const template = list.querySelector("template[data-row]");
  const holder = holderOf(list);
  const blank = template instanceof HTMLTemplateElement ? template.content.firstElementChild : null;
  if (!holder || !blank) return [];
  const rows = Array.from({ length: count }, () => {
    const row = /** @type {HTMLElement} */ (document.importNode(blank, true));
    made += 1;
    giveOwnIds(row, `-${made}`);
    return row;
  });
  holder.append(...rows);
  refresh(list);
  return rows;
}

/**
 * Put a row back where it was, or at the end.
 * @param {Element} list
 * @param {HTMLElement} row
 * @param {number} position
 */
export function insertRow(list, row, position) {
  holderOf(list)?.insertBefore(row, rowsOf(list)[position] ?? null);
  refresh(list);
}

/**
 * Remove a row and return what should have the focus now: the next row's button, the last one's, or 添一行.
 * @param {Element} list
 * @param {HTMLElement} row
 * @returns {HTMLElement | null}
 */
export function removeRow(list, row) {
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  refresh(list);
  const button = neighbour?.querySelector("[data-action=remove-row]") ?? list.querySelector("[data-action=add-row]");
  return /** @type {HTMLElement | null} */ (button);
}

/** Whether the rows are given. @param {Element} list */
export const isFixed = (list) => holderOf(list)?.hasAttribute("data-fixed") ?? false;

/** Whether a cell only names its row. @param {Control} cell */
export const isName = (cell) => cell.type === "hidden";

/**
 * Rows of a record that a list with fixed rows has no place for: items of other policies, or of former ones. They stay
 * with the list, so that nothing of the record is lost and the engine can tell what has become of them.
 * @type {WeakMap<Element, import("../engine/protocol.js").Row[]>}
 */
const others = new WeakMap();

/** @param {Element} list @returns {import("../engine/protocol.js").Row[]} */
export const otherRows = (list) => others.get(list) ?? [];

/** @param {Element} list @param {import("../engine/protocol.js").Row} row */
export const keepRow = (list, row) => others.set(list, [...otherRows(list), row]);

/** Remove all rows; fixed ones are emptied. @param {Element} list */
export function clearRows(list) {
  others.delete(list);
  if (isFixed(list)) {
    for (const cell of rowsOf(list).flatMap(cellsOf)) if (!isName(cell)) cell.value = "";
  } else holderOf(list)?.replaceChildren();
  for (const box of Object.values(answerBoxes(list))) if (box) box.checked = false;
  forgetUndo(list);
  refresh(list);
}

/** The tick box “there are none” of a list. @param {Element} list */
export const emptyBox = (list) => /** @type {HTMLInputElement | null} */ (list.querySelector("input[data-empty]"));

/** The tick box “not known” of a list. @param {Element} list */
export const unsureBox = (list) => /** @type {HTMLInputElement | null} */ (list.querySelector("input[data-unsure]"));

/** What can be said of a list without rows. @param {Element} list */
export const answerBoxes = (list) => ({ empty: emptyBox(list), unsure: unsureBox(list) });

/**
 * After rows have come or gone: number them for those who cannot see their order, and let “there are none” and “not
 * known” be said only of a list without rows.
 * @param {Element} list
 */
export function refresh(list) {
  const rows = isFixed(list) ? [] : rowsOf(list);
  rows.forEach((row, position) => {
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", texts.row(position + 1));
    row.querySelector("[data-action=remove-row]")?.setAttribute("aria-label", texts.removeRow(position + 1));
  });
  for (const box of Object.values(answerBoxes(list))) {
    if (!box) continue;
    if (rows.length) box.checked = false;
    box.disabled = rows.length > 0;
  }
}

/**
 * In a list by month, write the month after the previous row's into a new row: ten months are usually typed one
 * after the other. The row counts as blank until something else in it is filled in.
 * @param {HTMLElement} row
 */
export function proposeNextMonth(row) {
  const months = monthsOf(row);
  const before = row.previousElementSibling ? monthsOf(row.previousElementSibling) : [];
  const match = /^(\d{4})-(\d{2})$/.exec(before[0]?.value ?? "");
  if (months.length !== 1 || !months[0] || !match) return;
  const next = new Date(Date.UTC(Number(match[1]), Number(match[2])));
  propose(months[0], next.toISOString().slice(0, 7));
}

/** Write down what is likely: it counts only when something else in the row is filled in. @param {Control} cell @param {string} text */
export function propose(cell, text) {
  cell.value = text;
  cell.dataset["proposed"] = text;
}

/** The cells of a row that hold a month. @param {Element} row */
export const monthsOf = (row) => cellsOf(row).filter((cell) => cell.dataset["kind"] === "month");

/**
 * A copy from the template shares its ids with every other copy; give it, and what refers to it, ids of its own.
 * @param {HTMLElement} row
 * @param {string} suffix
 */
function giveOwnIds(row, suffix) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    if (element.id) element.id += suffix;
    for (const name of ["for", "aria-describedby", "aria-labelledby"]) {
      const ids = element.getAttribute(name)?.split(/\s+/);
      // What lies outside the row (a list's help text) keeps its id.
      const own = ids?.map((id) => (row.ownerDocument.getElementById(id) ? id : id + suffix));
      if (own) element.setAttribute(name, own.join(" "));
    }
  }
}

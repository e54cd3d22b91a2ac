/** The rows of list fields: add one or all months, remove one, take that back; Enter goes on to the next cell. */

import { isComposed } from "../composition.js";
import { make } from "../element.js";
import { isTouched, listsOf } from "./form.js";
import { formTexts } from "./texts.js";
import { addRow, cellsOf, insertRow, isFixed, monthsOf, propose, proposeNextMonth, removeRow, rowsOf } from "./rows.js";
import { dayOf, monthsOfTerm, monthsOfYear, yearOf } from "./school-year.js";
import { LIMITS } from "../records/limits.js";
import { tellTooMuch } from "./too-much.js";
import { texts } from "../calculator/texts.js";
import { offerUndo, undo } from "./undo.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

/** @implements {Feature} */
export class RowEditing {
  #host;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { form } = this.#host.parts;
    // Before the element's own Enter, which says “done”.
    form.addEventListener("keydown", (event) => this.#pressed(event), { signal, capture: true });
    form.addEventListener("change", (event) => this.#ticked(event), { signal, capture: true });
    this.changed();
  }

  changed() {
    for (const list of listsOf(this.#host.parts.form)) this.#offerMonths(list);
  }

  reopened() {
    this.changed();
  }

  cleared() {
    this.changed();
  }

  chosen() {
    this.changed();
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const list = button.closest("[data-list]");
    const row = /** @type {HTMLElement | null} */ (button.closest("[data-rows] > *"));
    if (action === "add-row" && list) this.#add(list);
    else if (action === "remove-row" && list && row) this.#remove(list, row);
    else if (action === "undo-rows" && list) this.#undo(list);
    else if (action === "add-months" && list) this.#addMonths(list, button.dataset["months"]?.split(" ") ?? []);
    else return false;
    return true;
  }

  /** @param {Element} list */
  #add(list) {
    const { length } = rowsOf(list);
    if (length >= LIMITS.rows) {
      tellTooMuch(list, formTexts.listFull(LIMITS.rows, length));
      return;
    }
    const row = addRow(list);
    if (!row) return;
    proposeNextMonth(row);
    this.#changed(texts.rowAdded);
    focusBlank(row);
  }

  /** @param {Element} list @param {HTMLElement} row */
  #remove(list, row) {
    const position = rowsOf(list).indexOf(row);
    const held = isTouched(row)
      ? cellsOf(row)
          .flatMap(({ value }) => value || [])
          .join("，")
      : "";
    const focus = removeRow(list, row);
    const words = formTexts.removed(position + 1, held);
    offerUndo(list, words, () => {
      insertRow(list, row, position);
      return cellsOf(row)[0] ?? null;
    });
    this.#changed(words + formTexts.undo);
    focus?.focus();
  }

  /** @param {Element} list */
  #undo(list) {
    undo(list);
    this.#changed(formTexts.undone);
  }

  /** Rows for months that have none yet; they count when something is filled in. @param {Element} list @param {string[]} months */
  #addMonths(list, months) {
    const there = rowsOf(list).flatMap((row) => monthsOf(row).map((cell) => cell.value));
    const rows = months.filter((month) => !there.includes(month)).map((month) => monthRow(list, month));
    this.#changed(formTexts.monthsAdded(rows.length));
    if (rows[0]) focusBlank(rows[0]);
  }

  /** @param {string} words what has been done */
  #changed(words) {
    this.#host.changed();
    this.#host.parts.announcer.note(words);
  }

  /** In a list by month, offer all months of the term and of the year at once, as long as some are not there. @param {HTMLElement} list */
  #offerMonths(list) {
    const template = list.querySelector("template[data-row]");
    if (
      !(template instanceof HTMLTemplateElement) ||
      template.content.querySelectorAll("[data-kind=month]").length !== 1
    )
      return;
    const { form } = this.#host.parts;
    const there = new Set(rowsOf(list).flatMap((row) => monthsOf(row).map((cell) => cell.value)));
    const offers = new Map(
      [monthsOfTerm(form), monthsOfYear(dayOf(form), yearOf(form))].map((months) => [months.join(" "), months]),
    );
    const wanted = [...offers].filter(([, months]) => months.some((month) => !there.has(month)));
    const buttons = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-action=add-months]")]);
    if (buttons.map(({ dataset }) => dataset["months"]).join() === wanted.map(([months]) => months).join()) return;
    for (const button of buttons) button.remove();
    const made = wanted.map(([key, months]) =>
      make(
        "button",
        { type: "button", "data-action": "add-months", "data-months": key },
        formTexts.addMonths(months[0] ?? "", months.at(-1) ?? ""),
      ),
    );
    list.querySelector("[data-action=add-row]")?.after(...made);
  }

  /** “There are none” and “not known” exclude each other. @param {Event} event */
  #ticked({ target }) {
    if (!(target instanceof HTMLInputElement) || !target.checked || !target.matches("[data-empty], [data-unsure]"))
      return;
    const boxes = /** @type {NodeListOf<HTMLInputElement> | undefined} */ (
      target.closest("[data-list]")?.querySelectorAll("[data-empty], [data-unsure]")
    );
    for (const box of boxes ?? []) if (box !== target) box.checked = false;
  }

  /**
   * Enter in a row: the next blank cell of this row, else the next row, else a new one. In a new row that is still
   * blank it says “done”, as elsewhere.
   * @param {KeyboardEvent} event
   */
  #pressed(event) {
    if (event.key !== "Enter" || isComposed(event) || !(event.target instanceof HTMLElement)) return;
    const cell = event.target.closest("input, select");
    const row = /** @type {HTMLElement | null} */ (cell?.closest("[data-rows] > *") ?? null);
    const list = row?.closest("[data-list]");
    if (!cell || !row || !list || isFixed(list) || !isTouched(row)) return;
    event.preventDefault();
    event.stopPropagation();
    const cells = cellsOf(row);
    const after = cells.slice(cells.indexOf(/** @type {import("./form.js").Control} */ (cell)) + 1);
    const next = after.find(({ value }) => !value);
    if (next) next.focus();
    else if (row.nextElementSibling) focusBlank(row.nextElementSibling);
    else this.#add(list);
  }
}

/** @param {Element} list @param {string} month */
function monthRow(list, month) {
  const row = addRow(list);
  const cell = row && monthsOf(row)[0];
  if (cell) propose(cell, month);
  return row;
}

/** Focus the first blank cell of a row, else its first. @param {Element} row */
function focusBlank(row) {
  const cells = cellsOf(row);
  (cells.find((cell) => !cell.value) ?? cells[0])?.focus();
}

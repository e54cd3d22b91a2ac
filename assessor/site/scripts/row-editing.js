/** The buttons of list fields: add a row, remove one. */

import { addRow, cellsOf, proposeNextMonth, removeRow } from "./rows.js";
import { texts } from "./texts.js";

/** @typedef {import("./features.js").Feature} Feature */

/** @implements {Feature} */
export class RowEditing {
  #host;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const list = button.closest("[data-list]");
    const row = /** @type {HTMLElement | null} */ (button.closest("[data-rows] > *"));
    if (action === "add-row" && list) this.#add(list);
    else if (action === "remove-row" && list && row) this.#remove(list, row);
    else return false;
    return true;
  }

  /** @param {Element} list */
  #add(list) {
    const row = addRow(list);
    if (!row) return;
    proposeNextMonth(row);
    const cells = cellsOf(row);
    (cells.find((cell) => !cell.value) ?? cells[0])?.focus();
    this.#host.changed();
    this.#host.parts.announcer.note(texts.rowAdded);
  }

  /** @param {Element} list @param {HTMLElement} row */
  #remove(list, row) {
    removeRow(list, row)?.focus();
    this.#host.changed();
    this.#host.parts.announcer.note(texts.rowRemoved);
  }
}

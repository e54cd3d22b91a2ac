/**
 * What a cell can be filled with at one touch: today, the same as above, what was just typed for the rows below. One
 * line for a list, always in its place, so that nothing moves under a finger. Nothing is filled in unasked.
 */

import { make } from "../element.js";
import { listsOf } from "./form.js";
import { formTexts as texts } from "./texts.js";
import { canPick, pickDay } from "./days.js";
import { cellsOf, isFixed, isName, rowsOf } from "./rows.js";
import { localToday } from "../today.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("./form.js").Control} Control */

/** What an offer fills in: cells with their texts. @typedef {{words: string, fills: [Control, string][]}} Offer */

/** @implements {Feature} */
export class Offers {
  #host;
  /** @type {Control | null} the cell that is being filled in */
  #cell = null;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { form } = this.#host.parts;
    const show = (/** @type {Event} */ { target }) => {
      const cell =
        target instanceof Element
          ? /** @type {Control | null} */ (target.closest("[data-rows]:not([data-fixed]) :is(input, select)"))
          : null;
      if (cell) this.#show(cell);
    };
    for (const event of ["focusin", "input"]) form.addEventListener(event, show, { signal });
    // A button that took the focus would close a phone's keyboard.
    form.addEventListener(
      "pointerdown",
      (event) => event.target instanceof Element && event.target.closest(".pc-offers button") && event.preventDefault(),
      { signal },
    );
  }

  changed() {
    for (const list of listsOf(this.#host.parts.form))
      if (!rowsOf(list).length) list.querySelector(".pc-offers")?.remove();
  }

  cleared() {
    this.changed();
  }

  /** @param {Control} cell */
  #show(cell) {
    this.#cell = cell;
    const list = cell.closest("[data-list]");
    if (!list || isFixed(list)) return;
    let line = list.querySelector(".pc-offers");
    if (!line) {
      line = make("div", { class: "pc-offers", role: "group", "aria-label": texts.offers });
      list.querySelector("[data-rows]")?.after(line);
    }
    const buttons = offersFor(list, cell).map(({ words, fills }) => {
      const button = make("button", { type: "button" }, words);
      button.addEventListener("click", () => this.#fill(cell, fills));
      return button;
    });
    if (cell instanceof HTMLInputElement && ["date", "month"].includes(cell.dataset["kind"] ?? "") && canPick()) {
      const button = make("button", { type: "button", "data-pick": "" }, texts.pick);
      button.addEventListener("click", () => pickDay(cell));
      buttons.push(button);
    }
    line.replaceChildren(...buttons);
  }

  /** @param {Control} cell @param {[Control, string][]} fills */
  #fill(cell, fills) {
    for (const [target, text] of fills) {
      target.value = text;
      delete target.dataset["proposed"];
    }
    this.#host.changed();
    this.#host.parts.announcer.note(texts.filled(fills.length));
    const row = cell.closest("[data-rows] > *");
    const next = row && cellsOf(row).find(({ value }) => !value);
    (next ?? cell).focus();
    if (this.#cell === cell) this.#show(cell);
  }
}

/**
 * @param {Element} list
 * @param {Control} cell
 * @returns {Offer[]}
 */
function offersFor(list, cell) {
  const rows = rowsOf(list);
  const at = rows.findIndex((row) => row.contains(cell));
  const column = cellsOf(rows[at] ?? list).indexOf(cell);
  const above = at > 0 ? cellsOf(rows[at - 1] ?? list) : [];
  /** @type {Offer[]} */
  const offers = [];
  const today = localToday();
  if (cell.dataset["kind"] === "date" && cell.value !== today)
    offers.push({ words: texts.today(today.slice(5)), fills: [[cell, today]] });
  const same = above[column]?.value;
  if (same && !cell.value) offers.push({ words: texts.same(same), fills: [[cell, same]] });
  /** @type {[Control, string][]} */
  const rest = cellsOf(rows[at] ?? list).flatMap((blank, position) => {
    const text = above[position]?.value;
    return !blank.value && text && !isName(blank) ? [/** @type {[Control, string]} */ ([blank, text])] : [];
  });
  if (rest.length > 1) offers.push({ words: texts.sameRow, fills: rest });
  const below = rows
    .slice(at + 1)
    .flatMap((row) => cellsOf(row)[column] ?? [])
    .filter(({ value }) => !value);
  if (cell.value && below.length > 1) {
    offers.push({ words: texts.below(below.length, cell.value), fills: below.map((blank) => [blank, cell.value]) });
  }
  return offers;
}

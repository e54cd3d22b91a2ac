/**
 * Which blanks can still change a result, as the engine told last, and 「只看还要填的」, which hides the other blanks.
 * What is filled in always stays, and a click brings everything back.
 */

import { entriesIn, isAnswered, isAsked, isOpen, nameOf } from "./blanks.js";
import { provided } from "../element.js";
import { texts } from "../calculator/texts.js";

export class Needed {
  /** @type {Set<string> | null} the fields that matter; null while that is not known */
  fields = null;
  #form;
  #box;
  #text;
  /** @type {() => void} */
  #heard = () => {};

  /** @param {HTMLElement} form */
  constructor(form) {
    this.#form = form;
    const label = provided(form, "[data-part=only-needed]");
    this.#box = /** @type {HTMLInputElement} */ (provided(label, "input"));
    this.#text = provided(label, "span");
    // Not part of the record: the form must not hear of it.
    for (const event of ["input", "change"]) label.addEventListener(event, (heard) => heard.stopPropagation());
    this.#box.addEventListener("change", () => this.apply());
  }

  /** @param {string[]} fields that can still change a result */
  tell(fields) {
    this.fields = new Set(fields);
    this.#box.disabled = false;
    this.apply();
    this.#heard();
  }

  /** Nothing is known any more: the record or the policies are others altogether. */
  forget() {
    this.fields = null;
    this.#box.disabled = true;
    this.#box.checked = false;
    this.apply();
  }

  /** @param {() => void} heard called when the engine has told */
  onTold(heard) {
    this.#heard = heard;
  }

  /** What is open, in the order of the form; not the school's own data, which few teachers have. */
  get open() {
    const entries = entriesIn(this.#form).filter((entry) => isAsked(entry) && !entry.closest(".pc-school-fields"));
    const { fields } = this;
    return entries.filter((entry) => (fields ? isOpen(entry, fields) : !isAnswered(entry)));
  }

  /** Hide or show the blanks that do not matter, and say how many do. */
  apply() {
    for (const entry of entriesIn(this.#form)) {
      const matters = this.fields?.has(nameOf(entry)) ?? true;
      const hides = this.#box.checked && !isAnswered(entry) && !matters && !entry.contains(document.activeElement);
      entry.toggleAttribute("data-unneeded", hides);
    }
    this.#text.textContent = texts.onlyNeeded(this.fields ? this.open.length : null);
  }
}

/**
 * 「只看还要填的」: hides the blank fields that can no longer change a result. Which those are comes from the engine
 * with the longer questions; what is filled in always stays, and a click brings everything back.
 */

import { texts } from "./texts.js";

/** @param {HTMLElement} part a field or a list @returns {boolean} whether nothing is filled in */
function isBlank(part) {
  if (part.querySelector("[data-rows]:not([data-fixed]) > *")) return false;
  const controls = /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */ (part.querySelectorAll("input, select"));
  return [...controls].every((control) =>
    control.type === "checkbox" ? !(/** @type {HTMLInputElement} */ (control).checked) : control.type === "hidden" || !control.value,
  );
}

export class Needed {
  /** @type {Set<string> | null} the fields that matter, as last told */
  #fields = null;
  #form;
  #label = document.createElement("label");
  #box = document.createElement("input");
  #text = document.createElement("span");

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#box.type = "checkbox";
    this.#label.className = "pc-only-needed";
    this.#label.hidden = true;
    this.#label.append(this.#box, this.#text);
    form.prepend(this.#label);
    // Not part of the record: the form must not hear of it.
    this.#label.addEventListener("input", (event) => event.stopPropagation());
    this.#box.addEventListener("change", () => this.#apply());
  }

  /** @param {string[]} fields that can still change a result */
  tell(fields) {
    this.#fields = new Set(fields);
    this.#label.hidden = false;
    this.#apply();
  }

  #apply() {
    let open = 0;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.#form.querySelectorAll("[data-field], [data-list]"))) {
      if (!part.matches(".pc-field, .pc-list")) continue;
      const matters = this.#fields?.has(part.dataset["field"] ?? part.dataset["list"] ?? "") ?? true;
      const blank = isBlank(part);
      if (matters && blank && !part.hidden) open += 1;
      part.toggleAttribute("data-unneeded", this.#box.checked && blank && !matters && !part.contains(document.activeElement));
    }
    this.#text.textContent = texts.onlyNeeded(open);
  }
}

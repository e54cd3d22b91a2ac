/**
 * 「不清楚」 in a line of text: a small button in the empty field. It writes the word down, so that everything that keeps,
 * fills or prints a form keeps it as well; the engine hears nothing.
 */

import { isUnsure } from "./blanks.js";
import { formTexts as texts } from "./texts.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

/** @implements {Feature} */
export class Unsure {
  #host;
  /** @type {Map<HTMLInputElement, HTMLButtonElement>} */
  #buttons = new Map();

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      host.parts.form.querySelectorAll(".pc-unsure")
    )) {
      const control = button.parentElement?.querySelector("input");
      if (control) this.#buttons.set(control, button);
    }
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const select = (/** @type {FocusEvent} */ { target }) => {
      // Whoever comes back to it wants to write something else.
      if (target instanceof HTMLInputElement && this.#buttons.has(target) && isUnsure(target)) target.select();
    };
    this.#host.parts.form.addEventListener("focusin", select, { signal });
    this.#show();
  }

  changed() {
    this.#show();
  }

  reopened() {
    this.cleared();
  }

  cleared() {
    this.#show();
  }

  chosen() {
    this.#show();
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const control = button.parentElement?.querySelector("input");
    if (action !== "unsure" || !control) return false;
    control.value = isUnsure(control) ? "" : texts.unsure;
    if (!control.value) control.focus();
    this.#host.parts.problems.tellNow();
    this.#host.changed();
    return true;
  }

  #show() {
    for (const [control, button] of this.#buttons) {
      const unsure = isUnsure(control);
      control.toggleAttribute("data-unsure", unsure);
      button.setAttribute("aria-pressed", String(unsure));
    }
  }
}

/** The bar at the bottom that stays in view: the headline answers, or what keeps them from being computed. */

import { make } from "../element.js";

export class Peek {
  /** @type {HTMLAnchorElement} leads to the results */
  link = make("a", { class: "pc-peek", href: "#", hidden: "" });
  /** The headline answers it shows: the same again would only have the page laid out anew. */
  #shown = "";

  /** A sentence instead of answers. @param {string} text nothing to show if empty */
  tell(text) {
    this.#shown = "";
    this.link.textContent = text;
    this.link.hidden = !text;
  }

  /**
   * The headline answers; the sentence where the chosen policies have none.
   * @param {string} headline from our own builder in Python, which escapes everything it is given
   * @param {string} text
   */
  show(headline, text) {
    if (!headline) {
      this.tell(text);
      return;
    }
    if (headline !== this.#shown) this.link.innerHTML = headline;
    this.#shown = headline;
    this.link.hidden = false;
  }
}

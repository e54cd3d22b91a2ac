/** The bar at the bottom that stays in view: the headline answers, or what keeps them from being computed. */

import { make } from "../element.js";
import { texts } from "../calculator/texts.js";

export class Peek {
  /** @type {HTMLElement} each of its links leads to what it tells of */
  bar = make("div", { class: "pc-peek", role: "group", "aria-label": texts.headlines, hidden: "" });
  /** The headline answers it shows: the same again would only have the page laid out anew. */
  #shown = "";

  constructor() {
    // What is gone to must not come to lie under the bar, which is as high as its words.
    new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
      document.documentElement.style.setProperty("--pc-bar", `${height}px`);
    }).observe(this.bar);
  }

  /** A sentence instead of answers; it leads to the results. @param {string} text nothing to show if empty */
  tell(text) {
    this.#shown = "";
    this.bar.replaceChildren(...(text ? [make("a", { class: "pc-peek-all", href: "#" }, text)] : []));
    this.bar.hidden = !text;
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
    if (headline !== this.#shown) this.#replace(headline);
    this.#shown = headline;
    this.bar.hidden = false;
  }

  /** Put other answers in place; a link that has the focus keeps it. @param {string} headline */
  #replace(headline) {
    const focused = [...this.bar.children].findIndex((cell) => cell === document.activeElement);
    this.bar.innerHTML = headline;
    const again = this.bar.children[focused];
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }
}

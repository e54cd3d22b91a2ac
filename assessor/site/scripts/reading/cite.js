/** Citing a clause: a button that copies its name with the full address, and the page's own address for paper. */

import { copyText, showForCopying } from "../clipboard.js";
import { make } from "../element.js";
import { readingTexts as texts } from "./texts.js";

/** How long the button says that it has copied, in milliseconds. */
const THANKS = 2500;

// In the page before anything is copied: a live region made later may not be listened to.
const status = make("div", { role: "status", class: "hb-hidden" });
document.body.append(status);

/** The address of this page, without what the reader has typed or followed. */
const address = () => location.origin + location.pathname;

/** `<cite-button data-cite="《…》第十六条" data-anchor="art-16" data-name="第十六条">`: nothing without scripts. */
export class CiteButton extends HTMLElement {
  #text = make("textarea", { readonly: "", rows: "3", class: "hb-cite-text" });
  #note = make("p", { class: "hb-cite-note" }, texts.copyYourself);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  connectedCallback() {
    if (this.firstChild) return;
    const label = make("span", {}, texts.cite);
    const which = make("span", { class: "hb-hidden" }, ` ${this.#name}`);
    const button = make("button", { type: "button", class: "hb-cite" }, label, which);
    button.addEventListener("click", () => void this.#copy(label));
    this.append(button);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  get #name() {
    return this.dataset["name"] ?? "";
  }

  /** @param {HTMLElement} label */
  async #copy(label) {
    const citation = `${this.dataset["cite"]}\n${address()}#${this.dataset["anchor"]}`;
    if (!(await copyText(citation))) {
      this.#offer(citation);
      return;
    }
    this.#text.remove();
    this.#note.remove();
    status.textContent = texts.copied(this.#name);
    label.textContent = texts.cited;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      label.textContent = texts.cite;
      status.textContent = "";
    }, THANKS);
  }

  /** @param {string} citation */
  #offer(citation) {
    this.#text.setAttribute("aria-label", texts.copyLabel(this.#name));
    this.parentElement?.after(this.#note, this.#text);
    status.textContent = texts.copyYourself;
    showForCopying(this.#text, citation);
  }
}

/** `<page-address>policies/x/</page-address>`: becomes the full address. */
export class PageAddress extends HTMLElement {
  connectedCallback() {
    this.textContent = address();
  }
}

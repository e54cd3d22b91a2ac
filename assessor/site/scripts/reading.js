/**
 * What helps reading, on every page: the citation of a clause, the full address on paper, the meaning of a term where
 * it stands, the filter of the library. The last two are loaded when they are wanted.
 */

import { CiteButton, PageAddress } from "./reading/cite.js";
import "./reading/paper-light.js";

/** Over a word for so long, in milliseconds, and its meaning is wanted. */
const LINGER = 350;

/** The list of policies with its filter, which is loaded with the first list that comes. */
class LibraryFilter extends HTMLElement {
  /** @type {AbortController | null} */
  #visit = null;

  connectedCallback() {
    const visit = new AbortController();
    this.#visit = visit;
    void import("./reading/library-filter.js").then(({ filterLibrary }) => {
      if (!visit.signal.aborted) filterLibrary(this, visit.signal);
    });
  }

  disconnectedCallback() {
    this.#visit?.abort();
  }
}

/** @param {EventTarget | null} target */
const termAt = (target) =>
  target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.hb-term")) : null;

/** @param {HTMLAnchorElement} link @param {boolean} asked with a click or a key, not only pointed at */
async function tell(link, asked) {
  const { showMeaning } = await import("./reading/terms.js");
  showMeaning(link, asked);
}

function listenForTerms() {
  document.addEventListener(
    "click",
    (event) => {
      const link = termAt(event.target);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation(); // the theme would follow the link
      void tell(link, true);
    },
    true,
  );
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" ? termAt(event.target) : null;
    if (!link) return;
    const timer = setTimeout(() => void tell(link, false), LINGER);
    link.addEventListener("pointerleave", () => clearTimeout(timer), { once: true });
  });
}

customElements.define("cite-button", CiteButton);
customElements.define("page-address", PageAddress);
customElements.define("library-filter", LibraryFilter);
// Without popovers a term stays a link to the glossary.
if ("popover" in HTMLElement.prototype) listenForTerms();

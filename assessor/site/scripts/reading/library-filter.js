/**
 * The filter of the library: narrows the list at every key and choice, keeps what was chosen in the address, so that
 * it can be shared and is there again on the way back. `find` is not called `q`: that opens the search.
 */

import { Announcer } from "../calculator/announcer.js";
import { plain } from "../signs.js";
import { readingTexts as texts } from "./texts.js";

/** @typedef {{item: HTMLElement, text: string, facts: Record<string, string[]>, shown: boolean}} Entry */

const FIND = "find";
/** The class of an entry that is filtered out; library.css says why it is not `hidden`. */
const OUT = "hb-out";
/** The address follows once typing rests, in milliseconds: Safari allows a hundred changes in half a minute. */
const REST = 150;
/** As in library.css. */
const WIDE = "(min-width: 600px)";

/** Letters of any width and case alike. @param {string} text */
const alike = (text) => plain(text).toLowerCase();

/** What an entry says of itself in its attributes: one word or several. @param {HTMLElement} item */
const factsOf = (item) =>
  Object.fromEntries(Object.entries(item.dataset).map(([name, value]) => [name, (value ?? "").split(" ")]));

/**
 * @param {HTMLElement} element `<library-filter>`; the lists come after it in the page
 * @param {AbortSignal} signal
 */
export function filterLibrary(element, signal) {
  const form = element.querySelector("form");
  const fields = element.querySelector("fieldset");
  if (!form || !fields) return;
  const filter = new Filter(element, form);
  fields.disabled = false;
  filter.read(new URLSearchParams(location.search));
  filter.apply();
  openWhereWide(element, signal);
  // Enter has nothing to send.
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener("input", () => filter.changed(), { signal });
  form.addEventListener("reset", () => setTimeout(() => filter.cleared()), { signal });
  signal.addEventListener("abort", () => filter.stop());
}

/**
 * The styles show what is folded where there is room, in browsers that let them; for the others it is opened.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 */
function openWhereWide(element, signal) {
  const details = element.querySelector("details");
  if (!details || CSS.supports("selector(::details-content)")) return;
  const wide = matchMedia(WIDE);
  details.open ||= wide.matches;
  wide.addEventListener("change", () => (details.open ||= wide.matches), { signal });
}

class Filter {
  #form;
  #count;
  #active;
  #clear;
  #jumps;
  #announcer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Entry[]} */
  #entries;
  /** @type {{list: Element, heading: HTMLElement | null}[]} */
  #groups;

  /** @param {HTMLElement} element @param {HTMLFormElement} form */
  constructor(element, form) {
    this.#form = form;
    this.#count = element.querySelector("[data-part=count]");
    this.#active = element.querySelector("[data-part=active]");
    this.#clear = /** @type {HTMLButtonElement | null} */ (element.querySelector("button[type=reset]"));
    this.#jumps = /** @type {HTMLElement | null} */ (document.querySelector("[data-part=jumps]"));
    this.#announcer = new Announcer(element.querySelector("[data-part=status]"));
    const lists = [...document.querySelectorAll(".hb-policies")];
    this.#groups = lists.map((list) => ({
      list,
      heading: /** @type {HTMLElement | null} */ (list.parentElement?.previousElementSibling ?? null),
    }));
    this.#entries = lists
      .flatMap((list) => /** @type {HTMLElement[]} */ ([...list.children]))
      .map((item) => ({
        item,
        text: alike(item.textContent ?? ""),
        facts: factsOf(item),
        shown: !item.classList.contains(OUT),
      }));
  }

  /** What can be chosen. @returns {(HTMLInputElement | HTMLSelectElement)[]} */
  get #controls() {
    return [...this.#form.querySelectorAll("input, select")].map(
      (control) => /** @type {HTMLInputElement | HTMLSelectElement} */ (control),
    );
  }

  /** Choose what an address says; a value that is not on offer is no choice. @param {URLSearchParams} asked */
  read(asked) {
    for (const control of this.#controls) {
      const value = asked.get(control.name) ?? "";
      if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value !== "";
      else control.value = value;
      if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = "";
    }
  }

  /** What is chosen, by name. @returns {Map<string, string>} */
  get #chosen() {
    const chosen = new Map();
    for (const [name, value] of new FormData(this.#form)) {
      const text = String(value).trim();
      if (text) chosen.set(name, text);
    }
    return chosen;
  }

  changed() {
    const shown = this.apply();
    this.#announcer.say(this.#told(shown));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tellAddress(), REST);
  }

  /** The reader leaves the page: its address is no longer ours to change. */
  stop() {
    clearTimeout(this.#timer);
    this.#announcer.stop();
  }

  #tellAddress() {
    const address = new URL(location.href);
    address.search = new URLSearchParams([...this.#chosen]).toString();
    history.replaceState(history.state, "", address);
  }

  cleared() {
    this.changed();
    // The button that was pressed is gone.
    this.#controls[0]?.focus();
  }

  /** Show what is wanted; how many that are. */
  apply() {
    const chosen = this.#chosen;
    const words = alike(chosen.get(FIND) ?? "")
      .split(/\s+/u)
      .filter(Boolean);
    const facts = [...chosen].filter(([name]) => name !== FIND);
    let count = 0;
    for (const entry of this.#entries) {
      const shown =
        facts.every(([name, value]) => entry.facts[name]?.includes(value)) &&
        words.every((word) => entry.text.includes(word));
      if (shown !== entry.shown) {
        entry.item.classList.toggle(OUT, !shown);
        entry.shown = shown;
      }
      count += Number(shown);
    }
    this.#showGroups(chosen.size > 0);
    if (this.#active) this.#active.textContent = facts.length ? texts.active(facts.length) : "";
    if (this.#count) this.#count.textContent = chosen.size ? this.#told(count) : "";
    return count;
  }

  /** @param {number} shown */
  #told(shown) {
    return shown ? texts.count(shown, this.#entries.length) : texts.none;
  }

  /** @param {boolean} narrowed */
  #showGroups(narrowed) {
    for (const { list, heading } of this.#groups) {
      if (heading) heading.hidden = !list.querySelector(`:scope > :not(.${OUT})`);
    }
    if (this.#clear) this.#clear.hidden = !narrowed;
    if (this.#jumps) this.#jumps.hidden = narrowed;
  }
}

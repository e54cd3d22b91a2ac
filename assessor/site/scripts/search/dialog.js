/**
 * The search window: a field, the filters, a sentence that says what was found, the results as links.
 *
 * It follows every input however it comes (keys, paste, voice, a word chosen in an input method) but not the letters
 * of an unfinished word. Down goes into the results, Enter opens the first, Escape closes; a closed window keeps its
 * query.
 */

import { isComposed } from "../composition.js";
import { make } from "../element.js";
import { isRenewed } from "../renewal.js";
import { IndexError, openSearch } from "./client.js";
import { land, leave } from "./landing.js";
import { itemOf } from "./list.js";
import { addStyles } from "./styles.js";
import { texts } from "./texts.js";

/** @typedef {import("./client.js").Search} Search */

/** So many results at a time. */
const PAGE = 20;
/** How long typing rests before what was found is read out, in milliseconds. */
const ANNOUNCE = 500;
/** Nothing completes, corrects or capitalises a query. */
const TYPED_AS_IT_IS = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" };

class SearchDialog {
  #dialog = make("dialog", { class: "hs-dialog", "aria-label": texts.name });
  #input = make("input", {
    type: "text",
    "aria-label": texts.input,
    placeholder: texts.placeholder,
    ...TYPED_AS_IT_IS,
  });
  #filters = make("div", { class: "hs-filters" });
  #notes = make("p", { class: "hs-notes" });
  #count = make("p", { class: "hs-count" });
  #status = make("p", { class: "hs-status", role: "status" });
  #list = make("ol", { class: "hs-results" });
  #more = make("button", { type: "button", class: "hs-more", hidden: "" }, texts.more);
  /** @type {Promise<Search> | undefined} */
  #search;
  #composing = false;
  #asked = 0;
  #shown = PAGE;
  /** @type {import("./marks.js").Said[]} */
  #said = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    this.#build();
    this.#listen();
    document.body.append(this.#dialog);
  }

  /** @param {string} [query] */
  async open(query) {
    await addStyles();
    if (!this.#dialog.open) this.#dialog.showModal();
    if (query !== undefined) this.#input.value = query;
    this.#input.focus();
    this.#input.select();
    await this.#ask();
  }

  #build() {
    const close = make("button", { type: "button", class: "hs-close" }, texts.close);
    close.addEventListener("click", () => this.#dialog.close());
    const bar = make("div", { class: "hs-bar", role: "search" }, this.#input, close);
    const body = make("div", { class: "hs-body" }, this.#notes, this.#count, this.#list, this.#more);
    this.#dialog.append(bar, this.#filters, this.#status, body);
  }

  #listen() {
    this.#input.addEventListener("compositionstart", () => (this.#composing = true));
    this.#input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#renew();
    });
    this.#input.addEventListener("input", () => this.#composing || this.#renew());
    this.#filters.addEventListener("change", () => this.#renew());
    this.#more.addEventListener("click", () => void this.#showMore());
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => this.#onClick(event));
  }

  #renew() {
    this.#shown = PAGE;
    void this.#ask();
  }

  /** The choice of the filters, as far as something is chosen. */
  get #choice() {
    return Object.fromEntries([...this.#filters.querySelectorAll("select")].map(({ name, value }) => [name, value]));
  }

  async #ask() {
    const id = ++this.#asked;
    const query = this.#input.value;
    if (!this.#search) this.#count.textContent = texts.loading;
    this.#search ??= this.#start();
    try {
      const { ask } = await this.#search;
      const answer = await ask(query, this.#choice, this.#shown);
      if (id === this.#asked) this.#show(query, answer);
    } catch (error) {
      this.#search = undefined; // the next key tries again
      const renewed = await isRenewed();
      if (id === this.#asked) this.#say(renewed ? texts.renewed : texts.failed);
      if (!(error instanceof IndexError)) throw error;
    }
  }

  async #start() {
    const search = await openSearch();
    for (const { key, name, options } of search.filters) {
      const choices = [["", texts.any], ...options].map(([value = "", word = ""]) => make("option", { value }, word));
      const select = make("select", { name: key }, ...choices);
      this.#filters.append(make("label", {}, `${name} `, select));
    }
    return search;
  }

  /**
   * @param {string} query
   * @param {import("./answer.js").Answer} answer
   */
  #show(query, { total, results, notes, said }) {
    this.#said = said;
    this.#list.replaceChildren(...results.map(itemOf));
    this.#more.hidden = total <= results.length;
    const said_ = notes.map(({ kind, typed, used }) => texts.notes[kind](typed, texts.quoted(used))).join("");
    this.#notes.textContent = said_;
    if (!query.trim()) this.#say(texts.hint, "");
    else this.#say(total ? texts.found(total, results.length) : texts.none, said_);
    this.#dialog.dataset.query = query;
  }

  /**
   * Show a sentence, and have it read once typing pauses.
   * @param {string} text
   * @param {string} [before]
   */
  #say(text, before = "") {
    this.#count.textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#status.textContent = before + text), ANNOUNCE);
  }

  async #showMore() {
    const before = this.#links.length;
    this.#shown += PAGE;
    await this.#ask();
    this.#links[before]?.focus();
  }

  get #links() {
    return [...this.#list.querySelectorAll("a")];
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (isComposed(event)) return;
    const links = this.#links;
    const at = links.findIndex((link) => link === event.target);
    const inField = event.target === this.#input;
    if (event.key === "Enter" && inField) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === "ArrowDown" && (inField || at >= 0)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.#input).focus();
    } else if ((event.key === "Home" || event.key === "End") && at >= 0) {
      event.preventDefault();
      links.at(event.key === "Home" ? 0 : -1)?.focus();
    } else if (event.key.length === 1 && !inField && at >= 0 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
      this.#input.focus(); // typing goes on in the field
    }
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (event.target === this.#dialog) this.#dialog.close(); // beside the window
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    leave(link.href, this.#said);
    this.#dialog.close();
    setTimeout(() => void land(), 0); // if the page is not loaded anew
  }
}

/** @type {SearchDialog | undefined} */
let dialog;

/** @param {string} [query] */
export async function openDialog(query) {
  dialog ??= new SearchDialog();
  await dialog.open(query);
}

/**
 * What can be taken along: a receipt as a file, the results on paper, the summary as text. Everything is made on this
 * device.
 */

import { copyText, showForCopying } from "../clipboard.js";
import { make } from "../element.js";
import { keepTexts as texts } from "./keep-texts.js";
import { offerFile } from "../offered-file.js";
import { fillPaper, summaryAsText } from "./paper.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

let made = 0;

/** @implements {Feature} */
export class Keep {
  #download = make("button", { type: "button" }, texts.download);
  #print = make("button", { type: "button" }, texts.print);
  #printAll = make("button", { type: "button" }, texts.printAll);
  #copy = make("button", { type: "button" }, texts.copy);
  #check = make("a", {}, texts.check);
  #jump = make("p", { class: "pc-jump", hidden: "" });
  #line = make("p", { role: "status", class: "pc-kept" });
  #text = make("textarea", { readonly: "", rows: "8", "aria-label": texts.copyLabel });
  #section = make(
    "section",
    { class: "pc-keep", "aria-label": texts.title },
    make("h3", { class: "pc-policy" }, texts.title),
    make("p", { class: "pc-actions" }, this.#print, this.#printAll, this.#copy, this.#download),
    make("p", { class: "pc-help" }, texts.about, this.#check, texts.aboutCheck),
    this.#line,
    this.#text,
  );
  /** What stands above the results on paper, and nowhere else. */
  #paper = make("div", { class: "pc-paper" });
  #host;
  /** The code of the record as it is now, once a receipt has been made of it. */
  #code = "";
  /** Counts the records: a receipt of an earlier one has come too late. */
  #turn = 0;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#text.hidden = true;
    this.#check.href = `${host.root}verify/`;
    made += 1;
    this.#print.id = `pc-print-${made}`;
    this.#jump.append(make("a", { href: `#${this.#print.id}`, "data-focus": this.#print.id }, texts.jump));
    host.parts.after.append(this.#section);
    host.parts.results.before(this.#jump, this.#paper);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.#download.addEventListener("click", () => void this.#save(), { signal });
    this.#print.addEventListener("click", () => void this.#toPaper("page"), { signal });
    this.#printAll.addEventListener("click", () => void this.#toPaper("whole"), { signal });
    this.#copy.addEventListener("click", () => void this.#toClipboard(), { signal });
    // The browser's own print command as well.
    addEventListener("beforeprint", () => this.#lay(), { signal });
    addEventListener("afterprint", () => this.#clearAway(), { signal });
  }

  answered() {
    this.#jump.hidden = false;
  }

  cleared() {
    this.#jump.hidden = true;
  }

  /** The record has changed: what was said about the one before no longer holds. */
  changed() {
    this.#turn += 1;
    this.#code = "";
    this.#tell("");
    this.#text.hidden = true;
  }

  /** @param {string} words */
  #tell(words) {
    this.#line.textContent = words;
  }

  /** A receipt of what is shown; null if there is none, which is then said. */
  async #receipt() {
    const inquiry = this.#host.inquire();
    if (!inquiry) {
      this.#tell(texts.notYet);
      return null;
    }
    const turn = this.#turn;
    this.#tell(texts.working);
    const answer = await inquiry.engine.tryAsk({ verb: "receipt", ...inquiry.filled });
    if (turn !== this.#turn) return null;
    this.#tell(answer?.ok ? "" : (answer?.message ?? texts.failed));
    if (!answer?.ok) return null;
    this.#code = answer.code;
    return answer;
  }

  async #save() {
    const made = await this.#receipt();
    if (!made) return;
    offerFile(texts.fileName(JSON.parse(made.receipt).as_of, made.code), made.receipt);
    this.#tell(texts.saved(made.code));
  }

  /** @param {"page" | "whole"} extent the summary on a page, or every result with its reasons */
  async #toPaper(extent) {
    if (!(await this.#receipt())) return;
    // The page below a policy is long: only the results are wanted.
    document.documentElement.setAttribute("data-pc-print", extent);
    print();
  }

  #lay() {
    // Styles unfold it on paper, but not in every browser.
    for (const fold of this.#folds) fold.toggleAttribute("data-folded", !fold.open);
    for (const fold of this.#folds) fold.open = true;
    const inquiry = this.#host.inquire();
    if (inquiry) fillPaper(this.#paper, this.#host.element, inquiry, this.#code);
    else this.#paper.replaceChildren();
  }

  #clearAway() {
    document.documentElement.removeAttribute("data-pc-print");
    for (const fold of this.#folds) if (fold.hasAttribute("data-folded")) fold.open = false;
  }

  get #folds() {
    return /** @type {NodeListOf<HTMLDetailsElement>} */ (this.#host.parts.results.querySelectorAll(".pc-fold"));
  }

  async #toClipboard() {
    const inquiry = this.#host.inquire();
    const text = inquiry ? summaryAsText(inquiry.results) : "";
    this.#text.hidden = true;
    if (!text) {
      this.#tell(inquiry ? texts.nothing : texts.notYet);
      return;
    }
    const copied = await copyText(text);
    this.#tell(copied ? texts.copied : texts.copyYourself);
    if (!copied) showForCopying(this.#text, text);
  }
}

/** When to tell what is wrong: not while a number is half typed, but as soon as the user pauses or leaves the field. */

import { clearProblems, showProblems } from "./messages.js";
import { texts } from "../calculator/texts.js";

/**
 * @typedef {import("./form.js").Snapshot} Snapshot
 * @typedef {import("./messages.js").Problem} Problem
 *
 * `sent` are the rows the problems count by; `stale` says that the results shown are those of an earlier record.
 * @typedef {{problems: Problem[], sent: Snapshot["sent"], stale: boolean}} Wrong
 */

const PAUSE = 900;

export class Problems {
  #form;
  #summary;
  #announce;
  /** @type {Wrong | null} */
  #wrong = null;
  #atOnce = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLElement} form
   * @param {HTMLElement | null} summary
   * @param {(text: string) => void} announce
   */
  constructor(form, summary, announce) {
    this.#form = form;
    this.#summary = summary;
    this.#announce = announce;
  }

  /** Something is being typed: what comes next can wait. */
  wait() {
    this.#atOnce = false;
  }

  /** A field was left: what is wrong is told now, and what turns out to be wrong as soon as it does. */
  tellNow() {
    this.#atOnce = true;
    this.#tell();
  }

  /**
   * Move to the summary, if anything is wrong.
   * @returns {boolean} whether there was anything
   */
  focus() {
    this.tellNow();
    if (this.#wrong) this.#summary?.focus();
    return this.#wrong !== null;
  }

  /** What is wrong now; null is good news and told at once. @param {Wrong | null} wrong */
  settle(wrong) {
    this.stop();
    this.#wrong = wrong;
    if (!wrong) clearProblems(this.#form, this.#summary);
    else if (this.#atOnce) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), PAUSE);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #tell() {
    this.stop();
    if (!this.#wrong) return;
    const { problems, sent, stale } = this.#wrong;
    showProblems(this.#form, this.#summary, problems, sent, stale ? texts.stale : "");
    this.#announce(texts.announceProblems(problems.map(({ field }) => field.replace(".", " · ") || texts.whole)));
  }
}

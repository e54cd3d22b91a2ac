/**
 * A folded section under the results in which one thing is tried out: fields, a button, a line that says how it goes,
 * the answer. What there is to choose from is filled in when the browser has time, or when somebody turns to it.
 */

import { make } from "../element.js";
import { Later } from "./later.js";

let made = 0;

export class Trial {
  line = make("p", { role: "status", class: "pc-kept" });
  answer = make("div", { class: "pc-supposed" });
  section = make("section", { class: "pc-tool" });
  #form = make("form", { method: "dialog", novalidate: "", class: "pc-suppose" });
  #offering;
  /** Counts the questions: an answer to an earlier one is dropped. */
  #turn = 0;

  /**
   * @param {{title: string, ask: string}} texts
   * @param {Record<string, HTMLElement>} fields by their labels
   * @param {() => void} offer fill in what there is to choose from
   * @param {{about: (Node | string)[], more?: Node[]}} around what stands above the fields, and below the answer
   */
  constructor({ title, ask }, fields, offer, { about, more = [] }) {
    this.#offering = new Later(offer);
    made += 1;
    const id = `pc-trial-${made}`;
    const labelled = Object.entries(fields).map(([label, field], position) => {
      field.id = `${id}-${position}`;
      return make("div", { class: "pc-field" }, make("label", { for: field.id }, label), field);
    });
    this.#form.append(...labelled, make("button", { type: "submit" }, ask));
    this.section.setAttribute("aria-labelledby", id);
    const heading = make("summary", {}, make("h3", { id }, title));
    const help = make("p", { class: "pc-help" }, ...about);
    this.section.append(make("details", {}, heading, help, this.#form, this.line, this.answer, ...more));
  }

  /** @param {AbortSignal} signal @param {() => Promise<void>} ask */
  listen(signal, ask) {
    const submitted = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      void ask();
    };
    this.#form.addEventListener("submit", submitted, { signal });
    for (const sign of ["focusin", "pointerdown"])
      this.#form.addEventListener(sign, () => this.#offering.now(), { signal });
  }

  /** Other results are shown: what was said about those before is dropped. */
  answered() {
    this.forget();
    this.#offering.plan();
  }

  /** What was answered, or is being asked, is not wanted any more. */
  forget() {
    this.#turn += 1;
    this.line.textContent = "";
    this.answer.replaceChildren();
  }

  /** Ask anew, of what there is now. @returns {() => boolean} whether the answer is still wanted */
  begin() {
    this.#offering.now();
    this.forget();
    const turn = this.#turn;
    return () => turn === this.#turn;
  }
}

/**
 * “What if”: one of the numbers filled in is changed beside the real record. Shown are the results that change, and
 * how one of them goes over the whole range of that number.
 */

import { isUnsure } from "../form/blanks.js";
import { make } from "../element.js";
import { controlsOf } from "../form/form.js";
import { keepTexts } from "./keep-texts.js";
import { whatIfTexts as texts } from "./trial-texts.js";
import { Trial } from "./trial.js";

/** @typedef {import("../calculator/features.js").Inquiry} Inquiry */

/** So many results are tried for one that changes over the range. */
const TRIES = 4;
/** With more stretches than this the curve says more than its table, which is then folded. */
const STRETCHES = 10;

/** @typedef {import("../calculator/features.js").Feature} Feature */

/** @implements {Feature} */
export class WhatIf {
  #field = make("select");
  #value = make("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  #trial;
  #host;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    const fields = { [texts.field]: this.#field, [texts.value]: this.#value };
    this.#trial = new Trial(texts, fields, () => this.#offer(), { about: [texts.about] });
    host.parts.after.append(this.#trial.section);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.#trial.listen(signal, () => this.#ask());
    this.#field.addEventListener("change", () => this.#trial.forget(), { signal });
  }

  answered() {
    this.#trial.answered();
  }

  /** Offer the numbers that are filled in now. */
  #offer() {
    const fields = numbersIn(this.#host.parts.form);
    const chosen = this.#field.value;
    this.#field.replaceChildren(
      ...fields.map((control) => {
        const label = control.labels?.[0]?.textContent ?? control.name;
        return make("option", { value: control.name }, `${label}：现在 ${control.value.trim()}`);
      }),
    );
    if (fields.some((control) => control.name === chosen)) this.#field.value = chosen;
    this.#trial.section.hidden = !fields.length;
  }

  async #ask() {
    const isWanted = this.#trial.begin();
    const inquiry = this.#host.inquire();
    const control = inquiry && numbersIn(inquiry.form).find(({ name }) => name === this.#field.value);
    const value = this.#value.value.trim();
    const same = value === control?.value.trim() ? texts.sameValue : "";
    const wrong = inquiry ? (value ? same : texts.noValue) : keepTexts.notYet;
    this.#trial.line.textContent = wrong;
    if (inquiry && wrong) this.#value.focus();
    if (!inquiry || !control || wrong) return;
    this.#trial.line.textContent = texts.working;
    const { words, html } = await this.#suppose(inquiry, control, value);
    if (!isWanted()) return;
    this.#trial.line.textContent = words;
    this.#trial.answer.innerHTML = html; // from our own builder in Python, which escapes everything it is given
    foldLong(this.#trial.answer);
  }

  /**
   * @param {Inquiry} inquiry
   * @param {HTMLInputElement} control
   * @param {string} value
   */
  async #suppose({ engine, filled }, control, value) {
    const failed = { words: texts.failed, html: "" };
    const suppose = { [control.name]: value };
    const compared = await engine.tryAsk({ verb: "compare", ...filled, suppose });
    if (!compared) return failed;
    if (!compared.ok) {
      return { words: compared.problems?.map(({ message }) => message).join(" ") || compared.message, html: "" };
    }
    let curve = "";
    // The first result that changes over the range; none may.
    for (const rule of candidates(compared)) {
      const swept = await engine.tryAsk({ verb: "sweep", ...filled, rule, suppose });
      if (!swept) return failed;
      if (!swept.ok || rowsIn(swept.html) < 2) continue;
      curve = swept.html;
      break;
    }
    return { words: "", html: compared.html + curve };
  }
}

/**
 * The single number fields that are asked for and filled in.
 * @param {Element} form
 */
function numbersIn(form) {
  const numbers = controlsOf(form).filter((control) => control.dataset["kind"] === "number");
  const filled = numbers.filter(
    (control) => control.value.trim() && !isUnsure(control) && !control.closest("[hidden]"),
  );
  return /** @type {HTMLInputElement[]} */ (filled);
}

/** Which results to draw, those that change first. @param {import("../engine/protocol.js").Compared} compared */
function candidates({ html, rules }) {
  const changed = [...parse(html).querySelectorAll("[data-changed]")].map((row) => row.getAttribute("data-changed"));
  return [...new Set([...changed, ...rules])].filter((rule) => rule !== null).slice(0, TRIES);
}

/** @param {string} html */
const rowsIn = (html) => parse(html).querySelectorAll("tbody tr").length;

/** Parsed apart from the page: nothing in it is loaded or run. @param {string} html */
const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/** @param {Element} place */
function foldLong(place) {
  const table = place.querySelector(".pc-sweep table");
  const count = table?.querySelectorAll("tbody tr").length ?? 0;
  if (!table || count <= STRETCHES) return;
  const details = make("details", {}, make("summary", {}, texts.stretches(count)));
  table.replaceWith(details);
  details.append(table);
}

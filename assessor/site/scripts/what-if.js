/**
 * “What if”: one of the numbers filled in is changed beside the real record. Shown are the results that change, and
 * how one of them goes over the whole range of that number.
 */

import { isUnsure } from "./blanks.js";
import { make } from "./element.js";
import { controlsOf } from "./form.js";
import { whatIfTexts as texts } from "./keep-texts.js";

/** @typedef {import("./features.js").Inquiry} Inquiry */

/** So many results are tried for one that changes over the range. */
const TRIES = 4;
/** With more stretches than this the curve says more than its table, which is then folded. */
const STRETCHES = 10;
/** How far years go: no working life is longer. */
const YEARS = 40;

let made = 0;

/** @typedef {import("./features.js").Feature} Feature */

/** @implements {Feature} */
export class WhatIf {
  #field = make("select");
  #value = make("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  #line = make("p", { role: "status", class: "pc-kept" });
  #answer = make("div", { class: "pc-supposed" });
  #form = make("form", { method: "dialog", novalidate: "", class: "pc-suppose" });
  #section = make("section", { class: "pc-whatif" });
  #host;
  /** Counts the questions: an answer to an earlier one is dropped. */
  #turn = 0;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
    made += 1;
    const [title, field, value] = [`pc-whatif-${made}`, `pc-whatif-field-${made}`, `pc-whatif-value-${made}`];
    [this.#field.id, this.#value.id] = [field, value];
    this.#form.append(
      make("div", { class: "pc-field" }, make("label", { for: field }, texts.field), this.#field),
      make("div", { class: "pc-field" }, make("label", { for: value }, texts.value), this.#value),
      make("button", { type: "submit" }, texts.ask),
    );
    this.#section.setAttribute("aria-labelledby", title);
    this.#section.append(
      make("h3", { class: "pc-policy", id: title }, texts.title),
      make("p", { class: "pc-help" }, texts.about),
      this.#form,
      this.#line,
      this.#answer,
    );
    host.parts.after.append(this.#section);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const ask = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      void this.#ask();
    };
    this.#form.addEventListener("submit", ask, { signal });
    this.#field.addEventListener("change", () => this.#forget(), { signal });
  }

  /** Offer the numbers that are filled in now; what was supposed of another record is dropped. */
  answered() {
    const fields = numbersIn(this.#host.parts.form);
    const chosen = this.#field.value;
    this.#field.replaceChildren(
      ...fields.map((control) => {
        const label = control.labels?.[0]?.textContent ?? control.name;
        return make("option", { value: control.name }, `${label}：现在 ${control.value.trim()}`);
      }),
    );
    if (fields.some((control) => control.name === chosen)) this.#field.value = chosen;
    this.#section.hidden = !fields.length;
    this.#forget();
  }

  #forget() {
    this.#turn += 1;
    this.#line.textContent = "";
    this.#answer.replaceChildren();
  }

  async #ask() {
    this.#forget();
    const inquiry = this.#host.inquire();
    const control = inquiry && numbersIn(inquiry.form).find(({ name }) => name === this.#field.value);
    const value = this.#value.value.trim();
    const wrong = !value ? texts.noValue : value === control?.value.trim() ? texts.sameValue : "";
    if (wrong) {
      this.#line.textContent = wrong;
      this.#value.focus();
    }
    if (!inquiry || !control || wrong) return;
    const turn = this.#turn;
    this.#line.textContent = texts.working;
    try {
      const { words, html } = await this.#suppose(inquiry, control, value);
      if (turn !== this.#turn) return;
      this.#line.textContent = words;
      this.#answer.innerHTML = html; // from our own builder in Python, which escapes everything it is given
      foldLong(this.#answer);
    } catch {
      if (turn === this.#turn) this.#line.textContent = texts.failed;
    }
  }

  /**
   * @param {Inquiry} inquiry
   * @param {HTMLInputElement} control
   * @param {string} value
   */
  async #suppose({ engine, filled }, control, value) {
    const compared = await engine.ask({ verb: "compare", ...filled, suppose: { [control.name]: value } });
    if (!compared.ok) {
      return { words: compared.problems?.map(({ message }) => message).join(" ") || compared.message, html: "" };
    }
    const { low, high } = rangeOf(control, value);
    let curve = "";
    // The first result that changes over the range; none may.
    for (const rule of high > low ? candidates(compared) : []) {
      const [from, to] = [String(low), String(high)];
      const swept = await engine.ask({ verb: "sweep", ...filled, rule, field: control.name, low: from, high: to });
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
  const filled = numbers.filter((control) => control.value.trim() && !isUnsure(control) && !control.closest("[hidden]"));
  return /** @type {HTMLInputElement[]} */ (filled);
}

/**
 * From the least the field allows to twice what is filled in, with years at least a working life; and what is
 * supposed always within.
 * @param {HTMLInputElement} control
 * @param {string} supposed
 */
function rangeOf(control, supposed) {
  const { min, max } = control.dataset;
  const numbers = [Number(control.value) * 2, Number(supposed)].filter(Number.isFinite);
  const isYears = control.labels?.[0]?.textContent?.endsWith("（年）");
  const high = Math.max(...numbers, isYears ? YEARS : 0);
  return { low: Number(min ?? 0), high: Math.min(Number(max ?? Infinity), high) };
}

/** Which results to draw, those that change first. @param {import("./protocol.js").Compared} compared */
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

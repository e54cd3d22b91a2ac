/**
 * The frame of the record, asked first: the school year and the term. Chosen, they fill in the first and the last day by
 * the calendar; days of one's own stay as they are and show which term they belong to.
 */

import { make } from "../element.js";
import { daysOf, termBetween, termOf } from "../term.js";
import { dayOf, frameIn } from "./school-year.js";
import { formTexts as texts } from "./texts.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("../term.js").Term} Term */

/** School years offered before and after that of the assessment. */
const [BEFORE, AFTER] = [3, 1];

/** @implements {Feature} */
export class FrameChoice {
  #host;
  #box;
  #year;
  #term;
  #note;
  /** What the days in the form were when the choice was last set by them. */
  #shown = "";

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#box = host.parts.form.querySelector("[data-part=frame]");
    this.#year = /** @type {HTMLSelectElement | null} */ (this.#box?.querySelector("[data-frame=year]") ?? null);
    this.#term = /** @type {HTMLSelectElement | null} */ (this.#box?.querySelector("[data-frame=term]") ?? null);
    this.#note = this.#box?.querySelector("[data-part=frame-note]") ?? null;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    for (const select of [this.#year, this.#term]) {
      // Not part of the record: the form hears of the days only.
      select?.addEventListener("input", (event) => event.stopPropagation(), { signal });
      select?.addEventListener(
        "change",
        (event) => {
          event.stopPropagation();
          this.#choose();
        },
        { signal },
      );
    }
    this.#show();
  }

  changed() {
    this.#show();
  }

  cleared() {
    this.#show(true);
  }

  reopened() {
    this.#show(true);
  }

  chosen() {
    this.#show();
  }

  /** Fill in the days of the term chosen, once it is plain which one that is. */
  #choose() {
    const [year, number] = [Number(this.#year?.value), Number(this.#term?.value)];
    const { form, announcer } = this.#host.parts;
    if (number !== 1 && number !== 2) return;
    const days = daysOf({ year: year || termOf(dayOf(form)).year, number });
    const controls = ["学期开始", "学期结束"].map((name) => form.querySelector(`input[name="${name}"]`));
    controls.forEach((control, at) => {
      if (control instanceof HTMLInputElement) control.value = days[at] ?? "";
    });
    this.#host.changed();
    announcer.note(texts.frame.filled(days[0], days[1]));
  }

  /** What the days in the form say; a choice of the year alone stays while they say nothing. @param {boolean} [afresh] */
  #show(afresh = false) {
    if (!this.#year || !this.#term || !this.#note) return;
    const { form } = this.#host.parts;
    const { first, last } = frameIn(form);
    const term = termBetween(first, last);
    this.#offer(term);
    const shown = `${first} ${last}`;
    if (term || afresh || shown !== this.#shown) {
      this.#year.value = term ? String(term.year) : "";
      this.#term.value = term ? String(term.number) : "";
    }
    this.#shown = shown;
    const words = noteOn(term, first, last);
    if (this.#note.textContent !== words) this.#note.textContent = words;
  }

  /** The school years to choose from: those around the assessment, and the one filled in. @param {Term | null} term */
  #offer(term) {
    if (!this.#year) return;
    const { year: now } = termOf(dayOf(this.#host.parts.form));
    const years = new Set(Array.from({ length: BEFORE + AFTER + 1 }, (_, step) => now + AFTER - step));
    if (term) years.add(term.year);
    const wanted = [...years].sort((a, b) => b - a).map(String);
    const [blank, ...there] = this.#year.options;
    if (there.map(({ value }) => value).join() === wanted.join()) return;
    const { value } = this.#year;
    this.#year.replaceChildren(
      ...(blank ? [blank] : []),
      ...wanted.map((year) => make("option", { value: year }, texts.frame.year(Number(year)))),
    );
    this.#year.value = wanted.includes(value) ? value : "";
  }
}

/** @param {Term | null} term @param {string} first @param {string} last */
function noteOn(term, first, last) {
  if (!term) return texts.frame.blank;
  const [from, to] = daysOf(term);
  return first === from && last === to ? texts.frame.calendar : texts.frame.own(first, last);
}

/**
 * 「我适用哪些制度？」: the answers to a few questions tick the policies that hold there. Afterwards the boxes are the
 * reader's: adding or dropping one changes no answer, and is undone only by another answer.
 */

import { boxesOf, nameOf, recallAbout, rememberAbout } from "./choice.js";
import { suits } from "./suits.js";
import { texts } from "./texts.js";

/** @typedef {import("./features.js").Feature} Feature */

/** @typedef {import("./suits.js").About} About */

/** @implements {Feature} */
export class Suiting {
  #host;
  #start;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#start = /** @type {HTMLElement | null} */ (host.element.querySelector("[data-part=start]"));
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    if (!this.#start) return;
    const early = this.#selects.map(({ value }) => value);
    this.reopened();
    this.#start.addEventListener("change", () => this.#answer(), { signal });
    this.#takeEarly(early);
  }

  /** What was chosen before this script ran is an answer, where there was none. @param {string[]} early */
  #takeEarly(early) {
    const open = this.#selects.filter((select, at) => !select.value && early[at]);
    for (const select of open) select.value = early[this.#selects.indexOf(select)] ?? "";
    if (open.length) this.#answer();
  }

  /** Show what was answered for the record in use. */
  reopened() {
    const known = recallAbout();
    for (const select of this.#selects) {
      const answer = known[/** @type {keyof About} */ (select.dataset["about"])] ?? "";
      if ([...select.options].some(({ value }) => value === answer)) select.value = answer;
    }
    const details = this.#start?.querySelector("details");
    if (details) details.open = !Object.values(this.#about).some(Boolean);
    this.#tell();
  }

  get #selects() {
    return /** @type {HTMLSelectElement[]} */ ([...(this.#start?.querySelectorAll("select") ?? [])]);
  }

  /** @returns {About} */
  get #about() {
    const answers = Object.fromEntries(this.#selects.map((select) => [select.dataset["about"], select.value]));
    return /** @type {About} */ (answers);
  }

  #answer() {
    const { choice, form } = this.#host.parts;
    if (!choice) return;
    const about = this.#about;
    rememberAbout(about);
    for (const box of boxesOf(choice)) box.checked = suits(box.dataset, box.value, about) === "yes";
    // The stage is a question of the form as well: nobody should answer it twice.
    const stage = /** @type {HTMLSelectElement | null} */ (form.querySelector("select[name=学段]"));
    if (stage && about.stage && [...stage.options].some(({ value }) => value === about.stage))
      stage.value = about.stage;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    if (stage && about.stage && !stage.closest("[hidden]")) this.#host.changed();
    this.#tell();
  }

  /** Say what is suggested, and what the site does not have. */
  #tell() {
    const place = this.#start?.querySelector("[data-suited]");
    const answers = this.#start?.querySelector("[data-answers]");
    const about = this.#about;
    if (!place || !answers) return;
    const given = this.#selects.filter(({ value }) => value);
    answers.textContent = given.map(({ selectedOptions: [option] }) => option?.textContent).join("、");
    if (!Object.values(about).some(Boolean)) {
      place.textContent = "";
      return;
    }
    const boxes = boxesOf(this.#host.parts.choice ?? this.#host.element);
    const how = (/** @type {HTMLInputElement} */ box) => suits(box.dataset, box.value, about);
    const [sure, maybe] = [boxes.filter((box) => how(box) === "yes"), boxes.filter((box) => how(box) === "maybe")];
    const local = sure.some((box) => !["national", "school", "university"].includes(box.dataset["level"] ?? ""));
    place.textContent = texts.suited({
      count: sure.length,
      region: about.region && !local ? about.region : "",
      own: Boolean(about.own),
      stage: Boolean(about.stage),
      maybe: maybe.map(nameOf),
    });
  }
}

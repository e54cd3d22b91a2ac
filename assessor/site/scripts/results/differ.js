/** 「结果和学校不一样？」: what would lead to the school's result, and a page of it all to hand on. */

import { cardsIn } from "./cards.js";
import { make } from "../element.js";
import { keepTexts } from "./keep-texts.js";
import { offerFile } from "../offered-file.js";
import { differTexts as texts } from "./trial-texts.js";
import { Trial } from "./trial.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

/** @implements {Feature} */
export class Differ {
  #host;
  #rule = make("select");
  #value = make("input", { type: "text", autocomplete: "off" });
  #bundle = make("button", { type: "button" }, texts.bundle);
  #trial;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    const fields = { [texts.rule]: this.#rule, [texts.value]: this.#value };
    const reasons = make("a", { href: `${host.root}guides/differs/` }, texts.more);
    const bundle = [
      make("p", { class: "pc-actions" }, this.#bundle),
      make("p", { class: "pc-help" }, texts.aboutBundle),
    ];
    this.#trial = new Trial(texts, fields, () => this.#offer(), { about: [texts.about, " ", reasons], more: bundle });
    this.#trial.section.classList.add("pc-differ");
    host.parts.after.append(this.#trial.section);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.#trial.listen(signal, () => this.#ask());
    this.#bundle.addEventListener("click", () => void this.#save(), { signal });
  }

  answered() {
    this.#trial.answered();
  }

  /** Offer the results that are there. */
  #offer() {
    const chosen = this.#rule.value;
    const cards = cardsIn(this.#host.parts.results).filter(({ known, told }) => known || told);
    this.#rule.replaceChildren(
      ...cards.map(({ key, name, answer }) => make("option", { value: key }, `${name}：${answer}`)),
    );
    this.#rule.value = chosen;
    if (!this.#rule.value) this.#rule.selectedIndex = 0;
    this.#trial.section.hidden = !cards.length;
  }

  async #ask() {
    const isWanted = this.#trial.begin();
    const inquiry = this.#host.inquire();
    if (!inquiry) this.#trial.line.textContent = keepTexts.notYet;
    const value = this.#value.value.trim();
    const [policy = "", rule = ""] = this.#rule.value.split(" ");
    if (inquiry && !value) {
      this.#trial.line.textContent = texts.noValue;
      this.#value.focus();
    }
    if (!inquiry || !value || !rule) return;
    this.#trial.line.textContent = texts.working;
    const answer = await inquiry.engine.tryAsk({ verb: "differ", ...inquiry.filled, policy, rule, value });
    if (!isWanted()) return;
    this.#trial.line.textContent = answer?.ok ? "" : (answer?.message ?? texts.failed);
    if (answer?.ok) this.#trial.answer.innerHTML = answer.html; // from our own builder in Python, which escapes what it is given
  }

  async #save() {
    const inquiry = this.#host.inquire();
    if (!inquiry) {
      this.#trial.line.textContent = keepTexts.notYet;
      return;
    }
    const site = new URL(this.#host.root || "./", document.baseURI).href;
    const answer = await inquiry.engine.tryAsk({ verb: "bundle", ...inquiry.filled, site });
    this.#trial.line.textContent = answer?.ok ? texts.saved : (answer?.message ?? texts.failed);
    if (answer?.ok) offerFile(texts.fileName(inquiry.filled.today, answer.code), answer.page, "text/html");
  }
}

/** 「结果和学校不一样？」: what would lead to the school's result, and a page of it all to hand on. */

import { make } from "./element.js";
import { differTexts as texts } from "./keep-more-texts.js";
import { offerFile } from "./offered-file.js";

/** @typedef {import("./features.js").Feature} Feature */

let made = 0;

/** @implements {Feature} */
export class Differ {
  #host;
  #rule = make("select");
  #value = make("input", { type: "text", autocomplete: "off" });
  #form = make("form", { method: "dialog", novalidate: "", class: "pc-suppose" });
  #bundle = make("button", { type: "button" }, texts.bundle);
  #line = make("p", { role: "status", class: "pc-kept" });
  #answer = make("div", { class: "pc-supposed" });
  #section = make("section", { class: "pc-whatif pc-differ" });
  /** Counts the questions: an answer to an earlier one is dropped. */
  #turn = 0;

  /** @param {import("./features.js").Host} host */
  constructor(host) {
    this.#host = host;
    made += 1;
    const [title, rule, value] = [`pc-differ-${made}`, `pc-differ-rule-${made}`, `pc-differ-value-${made}`];
    [this.#rule.id, this.#value.id] = [rule, value];
    this.#form.append(
      make("div", { class: "pc-field" }, make("label", { for: rule }, texts.rule), this.#rule),
      make("div", { class: "pc-field" }, make("label", { for: value }, texts.value), this.#value),
      make("button", { type: "submit" }, texts.ask),
    );
    this.#section.setAttribute("aria-labelledby", title);
    this.#section.append(
      make("h3", { class: "pc-policy", id: title }, texts.title),
      make("p", { class: "pc-help" }, texts.about, " ", make("a", { href: `${host.root}guides/differs/` }, texts.more)),
      this.#form,
      this.#line,
      this.#answer,
      make("p", { class: "pc-actions" }, this.#bundle),
      make("p", { class: "pc-help" }, texts.aboutBundle),
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
    this.#bundle.addEventListener("click", () => void this.#save(), { signal });
  }

  /** Offer the results that are there; what was said about other ones is dropped. */
  answered() {
    const chosen = this.#rule.value;
    const cards = /** @type {NodeListOf<HTMLElement>} */ (
      this.#host.parts.results.querySelectorAll("article[data-result][data-status=known], article[data-result][data-status=gap]")
    );
    this.#rule.replaceChildren(
      ...[...cards].map((card) => {
        const [name, answer] = [card.querySelector("h4"), card.querySelector(".pc-answer")];
        const key = `${card.dataset["policy"]} ${card.dataset["result"]}`;
        return make("option", { value: key }, `${name?.textContent}：${answer?.textContent}`);
      }),
    );
    this.#rule.value = chosen;
    if (!this.#rule.value) this.#rule.selectedIndex = 0;
    this.#section.hidden = !cards.length;
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
    const value = this.#value.value.trim();
    const [policy = "", rule = ""] = this.#rule.value.split(" ");
    if (!value) {
      this.#line.textContent = texts.noValue;
      this.#value.focus();
    }
    if (!inquiry || !value || !rule) return;
    const turn = this.#turn;
    this.#line.textContent = texts.working;
    const answer = await inquiry.engine.ask({ verb: "differ", ...inquiry.filled, policy, rule, value }).catch(() => null);
    if (turn !== this.#turn) return;
    this.#line.textContent = answer?.ok ? "" : (answer?.message ?? texts.failed);
    if (answer?.ok) this.#answer.innerHTML = answer.html; // from our own builder in Python, which escapes what it is given
  }

  async #save() {
    const inquiry = this.#host.inquire();
    if (!inquiry) return;
    const site = new URL(this.#host.root || "./", document.baseURI).href;
    const answer = await inquiry.engine.ask({ verb: "bundle", ...inquiry.filled, site }).catch(() => null);
    this.#line.textContent = answer?.ok ? texts.saved : (answer?.message ?? texts.failed);
    if (answer?.ok) offerFile(texts.fileName(inquiry.filled.today, answer.code), answer.page, "text/html");
  }
}

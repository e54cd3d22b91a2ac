/**
 * 「为什么问」: a button after each label that opens which results of the chosen policies need the field, each with the
 * way to its clause. The reasons lie in the page once.
 */

import { entriesIn, nameOf } from "./blanks.js";
import { make } from "../element.js";
import { formTexts as texts } from "./texts.js";

/**
 * A rule's name, its clause, the clause's anchor.
 * @typedef {[string, string, string]} Rule
 * @typedef {{policies: {id: string, title: string, rules: Rule[]}[], fields: Record<string, number[]>}} Reasons
 * @typedef {import("../calculator/features.js").Feature} Feature
 */

let made = 0;

/** @implements {Feature} */
export class Why {
  #host;
  /** @type {Reasons} */
  #reasons;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    const template = host.parts.form.querySelector("template[data-part=why]");
    const text = template instanceof HTMLTemplateElement ? template.content.textContent : "";
    this.#reasons = JSON.parse(text || '{"policies":[],"fields":{}}');
  }

  /** Other policies have other reasons. */
  chosen() {
    for (const entry of entriesIn(this.#host.parts.form)) {
      const place = entry.querySelector(":scope > .pc-reasons");
      if (place instanceof HTMLElement && !place.hidden) this.#tell(entry, place);
    }
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const entry = /** @type {HTMLElement | null} */ (button.closest(".pc-field, .pc-list"));
    if (action !== "why" || !entry) return false;
    const place = entry.querySelector(":scope > .pc-reasons") ?? placeAt(entry, button);
    if (!(place instanceof HTMLElement)) return false;
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    if (!place.hidden) this.#tell(entry, place);
    return true;
  }

  /** @param {HTMLElement} entry @param {HTMLElement} place */
  #tell(entry, place) {
    const wanted = new Set(this.#reasons.fields[nameOf(entry)]);
    const chosen = this.#host.policies();
    let first = 0;
    let count = 0;
    /** @type {HTMLElement[]} */
    const lines = [];
    for (const { id, title, rules } of this.#reasons.policies) {
      const mine = rules.filter((_, position) => wanted.has(first + position));
      first += rules.length;
      if (!mine.length || !chosen.includes(id)) continue;
      count += mine.length;
      lines.push(make("li", {}, `《${title}》`, ...mine.flatMap((rule, at) => this.#cite(id, rule, at))));
    }
    place.replaceChildren(make("p", {}, texts.why(count)), make("ul", {}, ...lines));
  }

  /** @param {string} policy @param {Rule} rule @param {number} at */
  #cite(policy, [name, clause, anchor], at) {
    const link = make("a", { href: `${this.#host.root}policies/${policy}/#${anchor}` }, clause);
    return [at ? "；" : "", `${name}（`, link, "）"];
  }
}

/** @param {HTMLElement} entry @param {HTMLElement} button */
function placeAt(entry, button) {
  made += 1;
  const place = make("div", { class: "pc-reasons", id: `pc-reasons-${made}`, hidden: "" });
  button.setAttribute("aria-controls", place.id);
  if (entry.dataset["field"]) entry.querySelector(":scope > .pc-error")?.before(place);
  else button.after(place);
  return place;
}

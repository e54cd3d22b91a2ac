/**
 * What has changed since the results were last looked at, in words: a line above them, and for those who listen. Looked
 * at means that they stayed in view for a while; before the first look nothing can have changed for those who see.
 */

import { cardsIn } from "./cards.js";
import { make } from "../element.js";
import { texts } from "../calculator/texts.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("./cards.js").Card} Card */

/** How long the results must be in view to count as read, in milliseconds. */
const READ = 4000;
/** So many changes are named; the others are counted. */
const NAMED = 3;

/** @implements {Feature} */
export class Changes {
  #host;
  #line = make("p", { class: "pc-changes" });
  /** @type {Map<string, Card> | null} as last looked at */
  #seen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #inView = false;
  #looked = false;
  /** @type {string} what was said last, so that nobody hears it twice */
  #said = "";

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#line.hidden = true;
    host.parts.results.before(this.#line);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const view = new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1)?.isIntersecting ?? false;
      this.#wait();
    });
    view.observe(this.#host.parts.results);
    signal.addEventListener("abort", () => {
      view.disconnect();
      clearTimeout(this.#timer);
    });
  }

  answered() {
    const now = answersIn(this.#host.parts.results);
    this.#seen ??= now;
    // An answer that was on its way may still be about another choice of policies.
    for (const [key, card] of now) if (!this.#seen.has(key)) this.#seen.set(key, card);
    const words = wordsFor(this.#seen, now);
    this.#line.textContent = words && texts.sinceLast(words);
    this.#line.hidden = !words || !this.#looked;
    if (words && words !== this.#said) this.#host.parts.announcer.say(words);
    this.#said = words;
    this.#wait();
  }

  cleared() {
    this.#seen = null;
    this.#looked = false;
    this.#line.hidden = true;
  }

  chosen() {
    this.cleared();
  }

  /** Count what is shown as read once it has been in view for a while with nothing new. */
  #wait() {
    clearTimeout(this.#timer);
    if (!this.#inView || document.hidden) return;
    this.#timer = setTimeout(() => {
      if (!this.#seen) return;
      this.#seen = answersIn(this.#host.parts.results);
      this.#looked = true;
    }, READ);
  }
}

/** @param {HTMLElement} results @returns {Map<string, Card>} */
const answersIn = (results) => new Map(cardsIn(results).map((card) => [card.key, card]));

/**
 * @param {Map<string, Card>} before
 * @param {Map<string, Card>} after
 */
function wordsFor(before, after) {
  const fresh = [];
  const changed = [];
  for (const [key, { name, answer, known }] of after) {
    const was = before.get(key);
    // From “lacking” to “does not apply” nothing has become of it.
    if (!was || was.answer === answer || (!was.known && !known)) continue;
    if (!was.known) fresh.push(texts.newAnswer(name, answer));
    else changed.push(texts.changedAnswer(name, was.answer, answer));
  }
  // What was known and is another thing now matters more than what has come in.
  const all = [...changed, ...fresh];
  if (!all.length) return "";
  return all.slice(0, NAMED).join("；") + (all.length > NAMED ? texts.moreChanges(all.length) : "") + "。";
}

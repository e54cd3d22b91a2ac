/**
 * What has changed since the results were last looked at, in words: a line above them, and for those who listen. Looked
 * at means that they stayed in view for a while, or that the line was closed.
 */

import { make } from "./element.js";
import { texts } from "./texts.js";

/** @typedef {import("./features.js").Feature} Feature */

/** How long the results must be in view to count as read, in milliseconds. */
const READ = 4000;
/** So many changes are named; the others are counted. */
const NAMED = 3;

/** @implements {Feature} */
export class Changes {
  #host;
  #line = make("p", { class: "pc-changes" });
  /** @type {Map<string, {name: string, answer: string, known: boolean}> | null} as last looked at */
  #seen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #inView = false;
  /** @type {string} what was said last, so that nobody hears it twice */
  #said = "";

  /** @param {import("./features.js").Host} host */
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
    const words = wordsFor(this.#seen, now);
    this.#line.textContent = words && texts.sinceLast(words);
    this.#line.hidden = !words;
    if (words && words !== this.#said) this.#host.parts.announcer.say(words);
    this.#said = words;
    this.#wait();
  }

  cleared() {
    this.#seen = null;
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
      if (this.#seen) this.#seen = answersIn(this.#host.parts.results);
    }, READ);
  }
}

/** @param {HTMLElement} results */
function answersIn(results) {
  const cards = /** @type {HTMLElement[]} */ ([...results.querySelectorAll("article[data-result]")]);
  return new Map(
    cards.map((card) => {
      const { policy, result, status } = card.dataset;
      const name = card.querySelector("h4")?.textContent ?? "";
      const answer = card.querySelector(".pc-answer")?.textContent ?? "";
      return [`${policy} ${result}`, { name, answer, known: status === "known" || status === "gap" }];
    }),
  );
}

/**
 * @param {Map<string, {name: string, answer: string, known: boolean}>} before
 * @param {Map<string, {name: string, answer: string, known: boolean}>} after
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

/**
 * `<policy-calculator policies="id id" data-engine="…" data-root="…">`: takes over the form that the page already
 * contains and shows results as the user types.
 *
 * Without this script the element is a form and a worked example, both harmless. It may be taken out of the page and
 * put back at any time (Material's instant navigation does); the engine and the record outlive it. `data-state` is
 * static, loading, ready or failed. With `data-start="idle"` loading begins when the element has come into view and
 * the browser has nothing else to do; otherwise at the first sign that someone wants to fill it in.
 */

import { engineAt } from "./engine/client.js";
import { controlFor, goTo } from "./form/messages.js";
import { adopt } from "./calculator/parts.js";
import { isComposed } from "./composition.js";
import { onceRead } from "./element.js";
import { showProgress } from "./engine/progress.js";
import { records } from "./records/device.js";
import { goToCard } from "./results/cards.js";
import { keepScrollable } from "./results/results.js";
import { texts } from "./calculator/texts.js";
import { Work } from "./calculator/work.js";

const STATES = { none: "static", loading: "loading", ready: "ready", failed: "failed" };

class PolicyCalculator extends HTMLElement {
  /** @type {Work | null} */
  #work = null;
  /** @type {AbortController | null} ends everything that must not outlive the visit */
  #visit = null;

  connectedCallback() {
    onceRead(this, () => this.#arrive());
  }

  #arrive() {
    if (!this.#work) {
      const parts = adopt(this);
      this.#work = parts && new Work(this, parts);
    }
    if (!this.#work || this.#visit) return;
    this.#visit = new AbortController();
    const engine = engineAt(new URL(this.dataset["engine"] ?? "", document.baseURI).href);
    this.#work.asking.engine = engine;
    this.#listen(this.#work, engine, this.#visit.signal);
    this.#renderState(this.#work, engine);
    this.#work.resume(this.#visit.signal);
    // What was typed before is typed again (guard/drafts.js).
    this.dataset["live"] = "";
    const detail = (/** @type {string} */ field) => records.editedAt(field);
    this.dispatchEvent(new CustomEvent("handbook-live", { bubbles: true, detail }));
  }

  disconnectedCallback() {
    this.#visit?.abort();
    this.#visit = null;
    delete this.dataset["live"];
    this.#work?.leave();
  }

  /** @param {Work} work @param {import("./engine/client.js").Engine} engine @param {AbortSignal} signal */
  #listen(work, engine, signal) {
    const { form, choice, results, problems } = work.host.parts;
    engine.addEventListener("change", () => this.#renderState(work, engine), { signal });
    this.addEventListener("click", (event) => this.#clicked(work, event), { signal });
    form.addEventListener("focusin", () => engine.start(), { signal });
    form.addEventListener("input", (event) => this.#typed(work, event), { signal });
    // Some browsers fire no further input event when a word has been composed.
    form.addEventListener("compositionend", () => work.changed(), { signal });
    form.addEventListener("change", () => problems.tellNow(), { signal });
    form.addEventListener("keydown", (event) => this.#pressed(work, event), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    choice?.addEventListener("change", () => work.choose(), { signal });
    for (const feature of work.features) feature.listen?.(signal);
    keepScrollable(results, signal);
  }

  /** @param {Work} work @param {Event} event */
  #typed(work, event) {
    if (event instanceof InputEvent && event.isComposing) return; // half a word of an input method
    if (event.target instanceof HTMLElement) delete event.target.dataset["proposed"];
    work.host.parts.problems.wait();
    work.typed();
  }

  /**
   * Enter says “done”: go to what is wrong, else to the results out of sight.
   * @param {Work} work
   * @param {KeyboardEvent} event
   */
  #pressed(work, event) {
    if (event.key !== "Enter" || isComposed(event) || !(event.target instanceof HTMLInputElement)) return;
    const { problems, peek } = work.host.parts;
    if (!problems.focus() && !peek.bar.hidden) this.#toResults(work);
  }

  /** @param {Work} work @param {MouseEvent} event */
  #clicked(work, event) {
    if (!(event.target instanceof Element)) return;
    const hit = event.target.closest("[data-action], a[data-field], a[data-focus], a[data-card], .pc-peek-all");
    if (!(hit instanceof HTMLElement)) return;
    if (hit.dataset["action"]) work.act(hit.dataset["action"], hit);
    else if (!event.ctrlKey && !event.metaKey && !event.shiftKey && this.#follow(work, hit)) {
      event.preventDefault();
      // Instant navigation listens further up and would treat it as a link to another place.
      event.stopPropagation();
    }
  }

  /**
   * Follow a link inside the calculator.
   * @param {Work} work
   * @param {HTMLElement} link
   * @returns {boolean} false if it leads elsewhere
   */
  #follow(work, link) {
    if (link.matches(".pc-peek-all")) {
      this.#toResults(work);
      return true;
    }
    const { field, focus, card } = link.dataset;
    const id = card ?? focus;
    // Two calculators of one page may have the same ids: look in this one only.
    const target = id ? this.querySelector(`#${CSS.escape(id)}`) : controlFor(work.host.parts.form, field ?? "");
    if (!(target instanceof HTMLElement)) return false;
    if (card) goToCard(target);
    else goTo(target);
    return true;
  }

  /** Go to the results, or to what keeps them from being computed. @param {Work} work */
  #toResults({ host: { parts } }) {
    if (parts.problems.focus()) return;
    parts.results.scrollIntoView({ block: "start" });
    parts.results.focus({ preventScroll: true });
  }

  /**
   * Show the engine's state in words, and in `data-state` for styles and tests.
   * @param {Work} work
   * @param {import("./engine/client.js").Engine} engine
   */
  #renderState({ host: { parts }, asking }, { state }) {
    this.dataset["state"] = STATES[state.name];
    if (parts.progress) showProgress(parts.progress, state, Number(this.dataset["engineBytes"] ?? 0));
    if (state.name === "failed") parts.announcer.say(texts.failed[state.reason]);
    if (state.name === "ready") asking.askOwed();
  }
}

// Instant navigation may bring the script a second time.
if (!customElements.get("policy-calculator")) customElements.define("policy-calculator", PolicyCalculator);

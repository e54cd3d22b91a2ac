/**
 * `<policy-calculator policies="id id" data-engine="…" data-root="…">`: takes over the form that the page already
 * contains and shows results as the user types.
 *
 * Without this script the element is a form and a worked example, both harmless. It may be taken out of the page and
 * put back at any time (Material's instant navigation does); the engine and the record outlive it. `data-state` is
 * static, loading, ready or failed. With `data-start="idle"` loading begins when the element has come into view and
 * the browser has nothing else to do; otherwise at the first sign that someone wants to fill it in.
 */

import { chosenIn, recallChoice, rememberChoice, showChosen, showNeeded } from "./choice.js";
import { EngineError, engineAt } from "./client.js";
import { FollowUp } from "./follow-up.js";
import { clearForm, fillForm, namesOf, readForm } from "./form.js";
import { Keep } from "./keep.js";
import { recall, remember } from "./memory.js";
import { controlFor, goTo, incompleteIn } from "./messages.js";
import { adopt } from "./parts.js";
import { whenSeenAndIdle } from "./peek.js";
import { showProgress } from "./progress.js";
import { keepScrollable, showResults } from "./results.js";
import { addRow, cellsOf, proposeNextMonth, removeRow } from "./rows.js";
import { texts } from "./texts.js";
import { localToday } from "./today.js";
import { WhatIf } from "./what-if.js";

/**
 * @typedef {import("./form.js").Snapshot} Snapshot
 * @typedef {import("./protocol.js").Answer} Answer
 * @typedef {import("./protocol.js").FormValues} FormValues
 * @typedef {import("./parts.js").Parts} Parts
 */

const STATES = { none: "static", loading: "loading", ready: "ready", failed: "failed" };

class PolicyCalculator extends HTMLElement {
  /** @type {Parts | null} */
  #parts = null;
  /** @type {import("./client.js").Engine | null} */
  #engine = null;
  /** @type {AbortController | null} ends everything that must not outlive the visit */
  #visit = null;

  /** Counts what makes an answer on its way worthless: leaving, clearing. */
  #turn = 0;
  #asking = false;
  #askAgain = false;
  #followUp = new FollowUp();
  #whatIf = new WhatIf(() => this.#inquiry());
  #keep = new Keep(() => this.#inquiry());
  /** An answer is owed: asked for, and the engine failed. */
  #owed = false;
  #answered = false;
  /** @type {FormValues | null} what 清空 or 填入示例 has just replaced */
  #replaced = null;

  connectedCallback() {
    // Defined before the page was read to its end: the children are not there yet.
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => this.isConnected && this.connectedCallback(), { once: true });
      return;
    }
    if (!this.#parts) {
      this.#parts = adopt(this);
      this.#parts?.after.append(this.#whatIf.section, this.#keep.section);
      this.#parts?.results.before(this.#keep.paper);
      this.#keep.leadTo(`${this.dataset["root"] ?? ""}verify/`);
    }
    if (!this.#parts || this.#visit) return;
    this.#visit = new AbortController();
    this.#engine = engineAt(new URL(this.dataset["engine"] ?? "", document.baseURI).href);
    this.#listen(this.#parts, this.#visit.signal);
    this.#renderState();
    this.#resume(this.#parts, this.#visit.signal);
  }

  disconnectedCallback() {
    this.#visit?.abort();
    this.#visit = null;
    this.#followUp.cancel();
    this.#turn += 1;
    this.#parts?.problems.stop();
    this.#parts?.announcer.stop();
  }

  /** @param {Parts} parts @param {AbortSignal} signal */
  #listen({ form, choice, results, problems, peek }, signal) {
    this.#engine?.addEventListener("change", () => this.#renderState(), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    form.addEventListener("focusin", () => this.#engine?.start(), { signal });
    form.addEventListener("input", (event) => this.#typed(event), { signal });
    // Some browsers fire no further input event when a word has been composed.
    form.addEventListener("compositionend", () => this.#changed(), { signal });
    form.addEventListener("change", () => problems.tellNow(), { signal });
    form.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    choice?.addEventListener("change", () => this.#choose(), { signal });
    this.#whatIf.listen(signal);
    this.#keep.listen(signal);
    peek.watch(results, signal);
    keepScrollable(results, signal);
  }

  /**
   * Go on where the reader left off: with the record of this page's visit, or waiting for a sign.
   * @param {Parts} parts
   * @param {AbortSignal} signal
   */
  #resume({ form, choice }, signal) {
    if (choice) {
      recallChoice(choice);
      showChosen(choice);
    }
    showNeeded(form, this.#policies);
    const known = recall(namesOf(form));
    if (Object.keys(known).length) {
      fillForm(form, known);
      this.#changed();
    } else if (this.dataset["start"] === "idle") {
      whenSeenAndIdle(this, signal, () => this.#engine?.start());
    }
  }

  /** What questions about the results shown need; null while there are none. */
  #inquiry() {
    if (!this.#parts || !this.#engine || !this.#answered || this.#parts.results.hasAttribute("data-stale")) return null;
    const { form, results, announcer } = this.#parts;
    const filled = { policies: this.#policies, form: readForm(form).values, today: localToday() };
    return { engine: this.#engine, filled, form, results, announcer };
  }

  /** The policies to judge by. */
  get #policies() {
    if (this.#parts?.choice) return chosenIn(this.#parts.choice);
    return (this.getAttribute("policies") ?? "").split(/\s+/).filter(Boolean);
  }

  // ── What the user does ─────────────────────────────────────────────────────────────────────────────────────────

  /** @param {Event} event */
  #typed(event) {
    if (event instanceof InputEvent && event.isComposing) return; // half a word of an input method
    if (event.target instanceof HTMLElement) delete event.target.dataset["proposed"];
    this.#parts?.problems.wait();
    this.#changed();
  }

  /** The record in the form is another one: remember it, and ask for its results at once. */
  #changed() {
    if (!this.#parts) return;
    const { form } = this.#parts;
    remember(namesOf(form), readForm(form).values);
    this.#offerUndo(null);
    this.#keep.forget();
    void this.#ask();
  }

  /** Enter says “done”: go to what is wrong, else to the results out of sight. @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    if (!this.#parts?.problems.focus() && this.#parts?.peek.link.hidden === false) this.#toResults();
  }

  /** Another choice of policies: other fields are asked for, and the results are others. */
  #choose() {
    if (!this.#parts?.choice) return;
    const { form, choice } = this.#parts;
    rememberChoice(choice);
    showChosen(choice);
    this.setAttribute("policies", this.#policies.join(" "));
    showNeeded(form, this.#policies);
    // A field that was hidden may have been filled in elsewhere meanwhile.
    const known = recall(namesOf(form));
    fillForm(form, known);
    // Nothing typed yet: the worked example stays, rather than a list of everything that is missing.
    if (this.#answered || Object.keys(known).length) this.#changed();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (!(event.target instanceof Element)) return;
    const hit = event.target.closest("[data-action], a[data-field], a[data-focus], .pc-peek");
    if (!(hit instanceof HTMLElement)) return;
    if (hit.dataset["action"]) this.#act(hit.dataset["action"], hit);
    else if (!event.ctrlKey && !event.metaKey && !event.shiftKey && this.#follow(hit)) {
      event.preventDefault();
      // Instant navigation listens further up and would treat it as a link to another place.
      event.stopPropagation();
    }
  }

  /** @param {string} action @param {HTMLElement} button */
  #act(action, button) {
    const list = button.closest("[data-list]");
    const row = /** @type {HTMLElement | null} */ (button.closest("[data-rows] > *"));
    if (action === "add-row" && list) this.#addRow(list);
    if (action === "remove-row" && list && row) this.#removeRow(list, row);
    if (action === "reset") this.#reset();
    if (action === "example" && this.#parts?.example) this.#replaceAll(this.#parts.example, texts.exampleFilled);
    if (action === "retry") {
      this.#parts?.progress?.focus(); // the button is about to go
      this.#engine?.retry();
    }
  }

  /**
   * Follow a link inside the calculator.
   * @param {HTMLElement} link
   * @returns {boolean} false if it leads elsewhere
   */
  #follow(link) {
    if (!this.#parts) return false;
    if (link === this.#parts.peek.link) {
      this.#toResults();
      return true;
    }
    const { field, focus } = link.dataset;
    // Two calculators of one page may have the same ids: look in this one only.
    const target = focus ? this.querySelector(`#${CSS.escape(focus)}`) : controlFor(this.#parts.form, field ?? "");
    if (!(target instanceof HTMLElement)) return false;
    goTo(target);
    return true;
  }

  /** Go to the results, or to what keeps them from being computed. */
  #toResults() {
    if (!this.#parts || this.#parts.problems.focus()) return;
    this.#parts.results.scrollIntoView({ block: "start" });
    this.#parts.results.focus({ preventScroll: true });
  }

  /** @param {Element} list */
  #addRow(list) {
    const row = addRow(list);
    if (!row) return;
    proposeNextMonth(row);
    const cells = cellsOf(row);
    (cells.find((cell) => !cell.value) ?? cells[0])?.focus();
    this.#changed();
    this.#parts?.announcer.note(texts.rowAdded);
  }

  /** @param {Element} list @param {HTMLElement} row */
  #removeRow(list, row) {
    removeRow(list, row)?.focus();
    this.#changed();
    this.#parts?.announcer.note(texts.rowRemoved);
  }

  /** Clear the form and go back to the worked example; pressed again, undo that. */
  #reset() {
    if (!this.#parts) return;
    if (this.#replaced) {
      this.#replaceAll(this.#replaced, texts.undone);
      this.#offerUndo(null);
      return;
    }
    const { form, results, after, still, peek, problems, announcer } = this.#parts;
    const { values } = readForm(form);
    clearForm(form);
    remember(namesOf(form), {});
    this.#turn += 1;
    this.#askAgain = false;
    this.#answered = false;
    problems.settle(null);
    results.removeAttribute("data-stale");
    results.innerHTML = still;
    after.hidden = true;
    peek.tell("");
    this.#offerUndo(values);
    announcer.note(texts.cleared);
  }

  /**
   * Put these values in place of all that is in the form.
   * @param {Record<string, unknown>} values
   * @param {string} words what to say about it
   */
  #replaceAll(values, words) {
    if (!this.#parts) return;
    const { form } = this.#parts;
    const before = readForm(form).values;
    clearForm(form);
    fillForm(form, values);
    this.#changed();
    this.#offerUndo(before);
    this.#parts.announcer.note(words);
  }

  /** Until something is typed, 清空 is the way back to what was replaced. @param {FormValues | null} replaced */
  #offerUndo(replaced) {
    this.#replaced = replaced && Object.keys(replaced).length ? replaced : null;
    const button = this.querySelector("[data-action=reset]");
    if (button) button.textContent = this.#replaced ? texts.undo : texts.clear;
  }

  // ── Asking and showing ─────────────────────────────────────────────────────────────────────────────────────────

  /** Ask now; while an answer is on its way only note that another is wanted, for the newest form. */
  async #ask() {
    this.#askAgain = true;
    this.#followUp.cancel();
    if (this.#asking) return;
    this.#asking = true;
    while (this.#askAgain && this.#parts && this.#engine && this.#visit) {
      this.#askAgain = false;
      const turn = this.#turn;
      const snapshot = readForm(this.#parts.form);
      const answer = await this.#answer(this.#engine, snapshot);
      if (answer && turn === this.#turn) this.#show(this.#parts, answer, snapshot);
    }
    this.#asking = false;
    this.#followUp.plan(() => void this.#askMore());
  }

  /** The same again with the questions that take longer; dropped if anything was typed meanwhile. */
  async #askMore() {
    if (!this.#parts || !this.#engine || !this.#visit || this.#asking || !this.#answered) return;
    const turn = this.#turn;
    const snapshot = readForm(this.#parts.form);
    const answer = await this.#answer(this.#engine, snapshot, true);
    const fresh = turn === this.#turn && !this.#asking && !this.#askAgain;
    if (!fresh || !answer?.ok || !this.#answered) return;
    showResults(this.#parts.results, answer.html);
    this.#parts.needed.tell(answer.needed ?? []);
  }

  /**
   * @param {import("./client.js").Engine} engine
   * @param {Snapshot} snapshot
   * @param {boolean} [questions] also what is certain, how far and from when
   * @returns {Promise<Answer | null>} null if the engine failed; it says so itself
   */
  async #answer(engine, snapshot, questions = false) {
    const policies = this.#policies;
    if (!policies.length) return { ok: false, message: texts.noPolicy };
    const root = this.dataset["root"] ?? "";
    try {
      this.#owed = false;
      return await engine.ask({ verb: "assess", policies, form: snapshot.values, today: localToday(), root, questions });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (error.reason === "crashed") return { ok: false, message: texts.failed.crashed };
      this.#owed = true;
      return null;
    }
  }

  /**
   * @param {Parts} parts
   * @param {Answer} answer
   * @param {Snapshot} snapshot what was asked
   */
  #show({ form, results, after, peek, problems, announcer }, answer, snapshot) {
    const refused = answer.ok ? [] : (answer.problems ?? []);
    const all = [...incompleteIn(snapshot), ...refused];
    if (!answer.ok && !refused.length) all.push({ field: "", row: null, message: answer.message });
    const stale = !answer.ok && this.#answered;
    results.toggleAttribute("data-stale", stale);
    problems.settle(all.length ? { problems: all, sent: snapshot.sent, stale } : null);
    if (!answer.ok) return;
    this.#answered = true;
    showResults(results, answer.html);
    after.hidden = false;
    this.#whatIf.offer(form);
    peek.tell(answer.summary);
    if (!all.length) announcer.say(answer.summary);
  }

  /** Show the engine's state in words, and in `data-state` for styles and tests. */
  #renderState() {
    const state = this.#engine?.state;
    if (!state) return;
    this.dataset["state"] = STATES[state.name];
    const progress = this.#parts?.progress;
    if (progress) showProgress(progress, state, Number(this.dataset["engineBytes"] ?? 0));
    if (state.name === "failed") this.#parts?.announcer.say(texts.failed[state.reason]);
    if (state.name === "ready" && this.#owed) void this.#ask();
  }
}

// Instant navigation may bring the script a second time.
if (!customElements.get("policy-calculator")) customElements.define("policy-calculator", PolicyCalculator);

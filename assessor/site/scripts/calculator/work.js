/**
 * A calculator at work: the form as it stands, the answers to it, and the features that hear of both. The element
 * itself (calculator.js) only passes on what the reader does.
 */

import { Aside } from "./aside.js";
import { Asking } from "./asking.js";
import { chosenIn, recallChoice, rememberChoice, showChosen, showNeeded } from "./choice.js";
import { featuresFor } from "./features.js";
import { clearForm, fillForm, readForm } from "../form/form.js";
import { whenSeenAndIdle } from "../idle.js";
import { Memory } from "../records/memory.js";
import { renewResults } from "../results/results.js";
import { texts } from "./texts.js";
import { localToday } from "../today.js";

/**
 * @typedef {import("../form/form.js").Snapshot} Snapshot
 * @typedef {import("../engine/protocol.js").Refused} Refused
 * @typedef {import("../engine/protocol.js").Renewed} Renewed
 * @typedef {import("../engine/protocol.js").FormValues} FormValues
 */

export class Work {
  /** @type {import("./features.js").Host} */
  host;
  asking;
  features;
  memory;
  /** @type {FormValues | null} what 清空, or other values put into the form, has just replaced */
  #replaced = null;
  /** What the features have still to hear of. */
  #untold = { changed: false, answer: /** @type {Renewed | null} */ (null) };
  #aside = new Aside(() => this.#tellAside());

  /** @param {HTMLElement} element @param {import("./parts.js").Parts} parts */
  constructor(element, parts) {
    this.host = {
      element,
      parts,
      root: element.dataset["root"] ?? "",
      policies: () =>
        parts.choice ? chosenIn(parts.choice) : (element.getAttribute("policies") ?? "").split(/\s+/).filter(Boolean),
      engine: () => this.asking.engine,
      inquire: () => this.#inquire(),
      changed: () => this.changed(),
      replace: (values, words) => this.#replace(values, words),
    };
    this.asking = new Asking(this.host, {
      show: (answer, asked) => this.#show(answer, asked),
      showMore: (answer) => this.#showMore(answer),
    });
    this.memory = new Memory(parts.form);
    this.features = featuresFor(this.host);
  }

  /**
   * Go on where the reader left off: with the record in use, or waiting for a sign.
   * @param {AbortSignal} signal
   */
  resume(signal) {
    this.memory.listen(signal, { switched: () => this.#reopen(), followed: () => this.changed() });
    this.#showChoice();
    const filled = this.memory.begin();
    // The example's results must not pass for those of a record that is about to be judged.
    this.host.element.toggleAttribute("data-filled", filled);
    if (filled) {
      // Whoever came to read the page need not wait for what was filled in the last time.
      if (this.asking.engine?.state.name === "none") whenSeenAndIdle(this.host.element, signal, () => this.changed());
      else this.changed();
    } else if (this.host.element.dataset["start"] === "idle") {
      whenSeenAndIdle(this.host.element, signal, () => this.asking.engine?.start());
    }
  }

  /** Tick the policies of the record in use, and ask for what they need. */
  #showChoice() {
    const { form, choice } = this.host.parts;
    if (choice) {
      recallChoice(choice);
      showChosen(choice);
      this.host.element.setAttribute("policies", chosenIn(choice).join(" "));
    }
    showNeeded(form, this.host.policies());
  }

  /** Another record is in use: show it in place of the one before. */
  #reopen() {
    this.#showChoice();
    const filled = this.memory.reopen();
    for (const feature of this.features) feature.reopened?.();
    if (filled) this.changed();
    else this.#rest();
    this.#offerUndo(null);
  }

  /** What questions about the results shown need; null while there are none. */
  #inquire() {
    const { form, results, announcer } = this.host.parts;
    const { engine } = this.asking;
    if (!engine || !this.asking.answered || results.hasAttribute("data-stale")) return null;
    const filled = { policies: this.host.policies(), form: readForm(form).values, today: localToday() };
    return { engine, filled, form, results, announcer };
  }

  /** The record in the form is another one: remember it, and ask for its results at once. */
  changed() {
    this.typed();
    this.#aside.now();
  }

  /** The same while a reader types: whatever else there is to do, the answer comes first. */
  typed() {
    const form = readForm(this.host.parts.form);
    void this.asking.ask(form);
    this.memory.remember(form);
    this.#offerUndo(null);
    this.#untold.changed = true;
    this.#aside.plan();
  }

  /** Let the features hear what has happened since they heard last. */
  #tellAside() {
    const { changed, answer } = this.#untold;
    this.#untold = { changed: false, answer: null };
    if (changed) for (const feature of this.features) feature.changed?.();
    if (answer?.needed) this.host.parts.needed.tell(answer.needed);
    if (answer) for (const feature of this.features) feature.answered?.(answer);
  }

  /** The element leaves the page. */
  leave() {
    this.asking.leave();
    this.#aside.now();
    this.host.parts.problems.stop();
    this.host.parts.announcer.stop();
  }

  /** Another choice of policies: other fields are asked for, and the results are others. */
  choose() {
    const { form, choice } = this.host.parts;
    if (!choice) return;
    this.memory.remember(readForm(form));
    rememberChoice(choice);
    showChosen(choice);
    const policies = this.host.policies();
    this.host.element.setAttribute("policies", policies.join(" "));
    showNeeded(form, policies);
    // A field that was hidden may have been filled in elsewhere meanwhile.
    const known = this.memory.recall();
    for (const feature of this.features) feature.chosen?.();
    // Nothing typed yet: the worked example stays, rather than a list of everything that is missing.
    if (this.asking.answered || known) this.changed();
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    if (action === "reset") this.#reset();
    else this.features.some((feature) => feature.act?.(action, button));
  }

  /** Clear the form and go back to the worked example; pressed again, undo that. */
  #reset() {
    if (this.#replaced) {
      this.#replace(this.#replaced, texts.undone);
      this.#offerUndo(null);
      return;
    }
    const { form, announcer } = this.host.parts;
    const { values } = readForm(form);
    clearForm(form);
    this.memory.remember(readForm(form));
    this.#rest();
    this.#offerUndo(values);
    announcer.note(texts.cleared);
  }

  /** The form is empty: nothing is asked, the worked example is shown again. */
  #rest() {
    const { results, after, still, peek, problems } = this.host.parts;
    this.asking.forget();
    this.#aside.cancel();
    this.#untold = { changed: false, answer: null };
    problems.settle(null);
    results.removeAttribute("data-stale");
    results.innerHTML = still;
    this.host.element.removeAttribute("data-filled");
    after.hidden = true;
    peek.tell("");
    for (const feature of this.features) feature.cleared?.();
  }

  /**
   * Put these values in place of all that is in the form.
   * @param {Record<string, unknown>} values
   * @param {string} words what to say about it
   */
  #replace(values, words) {
    const { form, announcer } = this.host.parts;
    // Pressed twice, or one after another: the way back leads to what the reader had filled in.
    const before = this.#replaced ?? readForm(form).values;
    clearForm(form);
    fillForm(form, values);
    this.changed();
    this.#offerUndo(before);
    announcer.note(words);
  }

  /** Until something is typed, 清空 is the way back to what was replaced. @param {FormValues | null} replaced */
  #offerUndo(replaced) {
    this.#replaced = replaced && Object.keys(replaced).length ? replaced : null;
    const button = this.host.element.querySelector("[data-action=reset]");
    const words = this.#replaced ? texts.undo : texts.clear;
    if (button && button.textContent !== words) button.textContent = words;
  }

  /** @param {Renewed | Refused} answer @param {Snapshot} asked */
  #show(answer, asked) {
    const { results, after, peek, problems, announcer } = this.host.parts;
    const refused = answer.ok ? [] : (answer.problems ?? []);
    const all = [...refused];
    if (!answer.ok && !refused.length) all.push({ field: "", row: null, message: answer.message });
    const stale = !answer.ok && this.asking.answered;
    results.toggleAttribute("data-stale", stale);
    problems.settle(all.length ? { problems: all, sent: asked.sent, stale } : null);
    if (!answer.ok) return;
    this.#renew(answer);
    after.hidden = false;
    peek.show(answer.headline, answer.summary);
    if (!all.length) announcer.say(answer.summary);
    this.#untold.answer = answer;
    this.#aside.planAfterFrame();
  }

  /** @param {Renewed} answer to the questions that take longer */
  #showMore(answer) {
    this.#renew(answer);
    if (answer.needed) this.host.parts.needed.tell(answer.needed);
  }

  /** @param {Renewed} answer */
  #renew(answer) {
    if (!renewResults(this.host.parts.results, answer)) this.asking.askNow(); // others were put there meanwhile
  }
}

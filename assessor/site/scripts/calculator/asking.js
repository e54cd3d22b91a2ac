/**
 * The conversation with the engine: one question at a time, always about the newest record; the longer questions
 * follow piece by piece when typing rests, and are dropped if anything happens meanwhile.
 */

import { EngineError } from "../engine/client.js";
import { FollowUp, PIECE, inPieces } from "./follow-up.js";
import { readForm } from "../form/form.js";
import { markOf } from "../results/results.js";
import { texts } from "./texts.js";
import { localToday } from "../today.js";

/**
 * @typedef {import("../form/form.js").Snapshot} Snapshot
 * @typedef {import("../engine/protocol.js").FormValues} FormValues
 * @typedef {import("../engine/protocol.js").Refused} Refused
 * @typedef {import("../engine/protocol.js").Renewed} Renewed
 *
 * @typedef {object} Listener
 * @property {(answer: Renewed | Refused, asked: Snapshot) => void} show an answer to the newest record
 * @property {(answer: Renewed) => void} showMore the same with the longer questions
 */

export class Asking {
  /** @type {import("../engine/client.js").Engine | null} */
  engine = null;

  #host;
  #listener;
  #followUp = new FollowUp();
  /** Counts what makes an answer on its way worthless: leaving, clearing. */
  #turn = 0;
  #asking = false;
  /** @type {Snapshot | null} what is to be asked about next */
  #next = null;
  /** An answer is owed: asked for, and the engine failed. */
  #owed = false;
  #answered = false;

  /** @param {import("./features.js").Host} host @param {Listener} listener */
  constructor(host, listener) {
    this.#host = host;
    this.#listener = listener;
  }

  /** Whether there has been an answer since the form was empty. */
  get answered() {
    return this.#answered;
  }

  /** What is on its way no longer counts. */
  leave() {
    this.#followUp.cancel();
    this.#turn += 1;
    this.engine = null;
  }

  /** The form is empty: nothing is asked, nothing is shown. */
  forget() {
    this.#followUp.cancel();
    this.#turn += 1;
    this.#next = null;
    this.#answered = false;
  }

  /** The engine has come up again: ask what it still owes. */
  askOwed() {
    if (this.#owed) this.askNow();
  }

  /**
   * Ask now; while an answer is on its way only note that another is wanted, for the newest form.
   * @param {Snapshot} form as it is now
   */
  async ask(form) {
    this.#next = form;
    this.#followUp.cancel();
    if (this.#asking) return;
    this.#asking = true;
    let done = false;
    while (this.#next && this.engine) {
      const { engine, turn, snapshot } = { engine: this.engine, turn: this.#turn, snapshot: this.#next };
      this.#next = null;
      const answer = await this.#answer(snapshot, (page) => engine.ask({ verb: "renew", ...page }));
      if (!answer || turn !== this.#turn) continue;
      this.#answered ||= answer.ok;
      done = answer.ok && answer.done;
      this.#listener.show(answer, snapshot);
    }
    this.#asking = false;
    if (this.engine && !done) this.#followUp.plan(() => void this.#askMore());
  }

  /** Ask about the form as it is now. */
  askNow() {
    void this.ask(readForm(this.#host.parts.form));
  }

  /** The same again with the questions that take longer; dropped if anything was typed meanwhile. */
  async #askMore() {
    if (!this.engine || this.#asking || !this.#answered) return;
    const { engine } = this;
    const [turn, since] = [this.#turn, markOf(this.#host.parts.results)];
    const ask = () => this.#trying(() => engine.ask({ verb: "more", milliseconds: PIECE, since }));
    const answer = await inPieces(ask, () => turn === this.#turn && !this.#asking && !this.#next);
    if (!answer || !this.#answered) return;
    if (answer.parts) this.#listener.showMore(answer);
    else this.askNow(); // another worker by now, or many pages since
  }

  /**
   * @template T
   * @param {Snapshot} snapshot
   * @param {(page: {policies: string[], form: FormValues, today: string, root: string, since: string}) => Promise<T>} ask
   * @returns {Promise<T | Refused | null>} null if the engine failed; it says so itself
   */
  async #answer(snapshot, ask) {
    const policies = this.#host.policies();
    if (!policies.length) return { ok: false, message: texts.noPolicy };
    const [form, today, root] = [snapshot.values, localToday(), this.#host.root];
    return this.#trying(() => ask({ policies, form, today, root, since: markOf(this.#host.parts.results) }));
  }

  /**
   * @template T
   * @param {() => Promise<T>} ask
   * @returns {Promise<T | Refused | null>} null if the engine failed; it says so itself
   */
  async #trying(ask) {
    try {
      this.#owed = false;
      return await ask();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (error.reason === "crashed") return { ok: false, message: texts.failed.crashed };
      this.#owed = true;
      return null;
    }
  }
}

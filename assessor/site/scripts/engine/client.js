/**
 * The page's side of the engine: one worker for all calculators of a page, kept while pages come and go.
 *
 * The states are none → loading → ready, or failed. Nothing is downloaded before `start`. A start that makes no
 * progress, an answer that does not come, and a worker that dies without a word all look alike, silence, and one
 * watchdog listens for it. A ready worker that falls silent is replaced and asked again; a start that fails waits
 * for the user to try again, unless a snapshot was used: then it is started anew without, and nobody notices.
 */

import { SnapshotMaker, mayHaveSnapshot } from "./snapshot-maker.js";
import { isSupported } from "./support.js";
import { isRenewed } from "../renewal.js";

/**
 * @typedef {import("./protocol.js").Answers} Answers
 * @typedef {import("./protocol.js").Question} Question
 * @typedef {import("./protocol.js").Refused} Refused
 * @typedef {import("./protocol.js").Event} WorkerEvent
 * @typedef {import("./protocol.js").Request} WorkerRequest
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {import("./protocol.js").StartReason | "unsupported" | "stalled" | "renewed"} FailReason
 *
 * @typedef {{name: "none"}
 *   | {name: "loading", step: Step, loaded: number, restarting: boolean}
 *   | {name: "ready"}
 *   | {name: "failed", reason: FailReason}} State
 *
 * What answers, where that is a part that is loaded only when it is used, and a file for it.
 * @typedef {{part?: import("./protocol.js").EnginePart, file?: ArrayBuffer}} Extra
 *
 * @typedef {Extra & {request: string, tries: number, resolve(answer: any): void, reject(error: Error): void}} Pending
 */

// Silence is counted in ticks of a running page, not by the clock: a phone that sleeps has not stalled.
const TICK = 1000;
const START_TICKS = 20;
const RESTORE_TICKS = 8;
const ANSWER_TICKS = 5;
const PART_TICKS = 30;
// A request that two engines in a row could not answer is not sent to a third.
const TRIES = 2;
// What a file that is gone can look like: another in its place is compiled, or parsed, in vain.
const MISSING = new Set(["download", "broken", "outdated", "stalled"]);

/** There is no answer; `reason` is a key of `texts.failed`. */
export class EngineError extends Error {
  /** @param {FailReason | "crashed"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** @type {Engine | undefined} */
let shared;

/**
 * The page's engine. Another address (the site was renewed meanwhile) replaces it.
 * @param {string} address the absolute address of the bundle's folder, ending in a slash
 */
export function engineAt(address) {
  if (shared?.address !== address) {
    shared?.dispose();
    shared = new Engine(address);
  }
  return shared;
}

/**
 * Starts, watches and restarts the worker. Fires `change` whenever `state` is another one, and `fetched` (its detail
 * are bytes) while a part arrives.
 */
export class Engine extends EventTarget {
  /** @type {State} */
  state = { name: "none" };
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #lastId = 0;
  #failures = 0;
  #quiet = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;
  /** The worker runs, or is about to run, on a snapshot. */
  #restored = false;
  /** @type {SnapshotMaker} */
  #maker;

  /** @param {string} address */
  constructor(address) {
    super();
    this.address = address;
    this.#maker = new SnapshotMaker(address);
    if (!isSupported()) this.state = { name: "failed", reason: "unsupported" };
  }

  /** Begin loading, unless that has been done. */
  start() {
    if (this.state.name === "none") this.#launch(false);
  }

  /** Begin again after a failure. */
  retry() {
    if (this.state.name === "failed" && this.state.reason !== "unsupported") this.#launch(false);
  }

  /**
   * Ask the engine, starting it if need be. Rejects with EngineError if there will be no answer.
   * @template {Question} Q
   * @param {Q} question
   * @param {Extra} [extra]
   * @returns {Promise<Answers[Q["verb"]] | Refused>}
   */
  ask(question, extra) {
    if (this.state.name === "failed") return Promise.reject(new EngineError(this.state.reason));
    return new Promise((resolve, reject) => {
      this.#maker.wait();
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { ...extra, request: JSON.stringify(question), tries: 0, resolve, reject });
      if (this.state.name === "ready") this.#post(this.#lastId);
      else this.start();
    });
  }

  /**
   * The same for those to whom it is all one why there is no answer: then it is null. A fault of ours is not hidden.
   * @template {Question} Q
   * @param {Q} question
   * @returns {Promise<Answers[Q["verb"]] | Refused | null>}
   */
  async tryAsk(question) {
    try {
      return await this.ask(question);
    } catch (error) {
      if (error instanceof EngineError) return null;
      throw error;
    }
  }

  /** Stop for good. */
  dispose() {
    this.#stop();
    this.#maker.wait();
    this.#rejectAll("broken");
  }

  /** @param {boolean} restarting */
  #launch(restarting) {
    const again = this.#failures > 0;
    const snapshot = this.#restored ? "distrust" : again || restarting || !mayHaveSnapshot() ? "avoid" : "use";
    this.#restored = false;
    this.#stop();
    this.#enter({ name: "loading", step: "download", loaded: 0, restarting });
    try {
      const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      // What a replaced worker had still to say no longer counts.
      worker.onmessage = (message) => worker === this.#worker && this.#hear(message.data);
      worker.onerror = (error) => worker === this.#worker && this.#stumble(error);
      this.#worker = worker;
    } catch {
      this.#fail("unsupported"); // forbidden here
      return;
    }
    this.#send({ verb: "start", engine: this.address, again, snapshot });
    this.#watch();
  }

  #stop() {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** @param {WorkerRequest} request */
  #send(request) {
    this.#worker?.postMessage(request);
  }

  /** @param {number} id */
  #post(id) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.tries += 1;
    const { request, part, file } = pending;
    this.#send(part ? { verb: "askPart", id, request, part, file } : { verb: "ask", id, request });
    this.#watch();
  }

  /** Listen for silence from now on, unless that is being done. */
  #watch() {
    this.#ticking ??= setInterval(() => this.#tick(), TICK);
  }

  /** @param {WorkerEvent} event */
  #hear(event) {
    this.#quiet = 0;
    switch (event.event) {
      case "progressed":
        if (this.state.name === "loading") this.#enter({ ...this.state, step: event.step, loaded: event.loaded });
        return;
      case "restoring":
        this.#restored = true;
        return;
      case "started":
        this.#failures = 0;
        this.#enter({ name: "ready" });
        for (const id of [...this.#pending.keys()]) this.#post(id);
        return;
      case "startFailed":
        console.warn(`engine: ${event.error.name}: ${event.error.message}`);
        this.#fail(event.reason);
        return;
      case "answered":
        this.#settle(event.id)?.resolve({ ...JSON.parse(event.response), file: event.file });
        if (!this.#pending.size && !this.#restored) this.#maker.plan();
        return;
      case "fetched":
        this.dispatchEvent(new CustomEvent("fetched", { detail: event.loaded }));
        return;
      case "lacked":
        console.warn(`engine: ${event.error.name}: ${event.error.message}`);
        void this.#lack(event.id);
        return;
      case "crashed":
        console.warn(`engine: ${event.error.name}: ${event.error.message}`);
        this.#replace();
    }
  }

  #tick() {
    if (this.state.name !== "loading" && !this.#pending.size) {
      this.#rest();
      return;
    }
    // A page out of sight is slowed down by the browser; its silence says nothing.
    this.#quiet = document.hidden ? 0 : this.#quiet + 1;
    if (this.state.name === "loading" && this.#quiet >= (this.#restored ? RESTORE_TICKS : START_TICKS))
      this.#fail("stalled");
    else if (this.state.name === "ready" && this.#quiet >= this.#patience()) this.#replace();
  }

  /** A large table takes its time, on a phone above all. */
  #patience() {
    return [...this.#pending.values()].some(({ part }) => part) ? PART_TICKS : ANSWER_TICKS;
  }

  #rest() {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#quiet = 0;
  }

  /**
   * An error event: before the start it is the worker's script that did not arrive (a plain event) or could not be
   * parsed; after it, something in there broke.
   * @param {globalThis.Event} error
   */
  #stumble(error) {
    error.preventDefault();
    if (this.state.name === "ready") this.#replace();
    else if (!(error instanceof ErrorEvent)) this.#fail("download");
    else if (!error.message.includes("SyntaxError")) this.#fail("broken");
    // A browser without module workers stumbles over the first import; the page's own scripts have the same syntax.
    else this.#fail(/import|module/i.test(error.message) ? "outdated" : "download");
  }

  /** A new worker for one that cannot be trusted any more; what it owes is asked again. */
  #replace() {
    for (const [id, pending] of this.#pending) {
      if (pending.tries >= TRIES) this.#settle(id)?.reject(new EngineError("crashed"));
    }
    this.#launch(true);
  }

  /** @param {FailReason} reason */
  #fail(reason) {
    if (this.#restored) {
      this.#launch(this.state.name === "loading" && this.state.restarting);
      return;
    }
    this.#stop();
    this.#failures += 1;
    this.#enter({ name: "failed", reason });
    this.#rejectAll(reason);
    if (MISSING.has(reason)) void this.#askWhy();
  }

  /** What did not arrive may be gone for good: then another try would end in the same way. */
  async #askWhy() {
    const failures = this.#failures;
    const renewed = await isRenewed();
    if (renewed && this.state.name === "failed" && failures === this.#failures)
      this.#enter({ name: "failed", reason: "renewed" });
  }

  /** A part has not arrived. @param {number} id what was asked of it */
  async #lack(id) {
    const pending = this.#settle(id);
    pending?.reject(new EngineError((await isRenewed()) ? "renewed" : "download"));
  }

  /** @param {FailReason} reason */
  #rejectAll(reason) {
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(new EngineError(reason));
  }

  /** @param {number} id */
  #settle(id) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("change"));
  }
}

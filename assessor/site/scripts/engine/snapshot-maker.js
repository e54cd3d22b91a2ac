/**
 * Has a snapshot made for later visits, when nobody will notice: after an answer, when nothing has been asked for a
 * while, in a worker of its own that is given up as soon as there is something to do. Small devices are spared.
 */

/** @typedef {import("./protocol.js").Event} WorkerEvent */

/** How long nothing has been asked, and how long making may take, in milliseconds. */
const REST = 3000;
const PATIENCE = 30_000;
const GIGABYTES = 4;
/** Says that a snapshot has been made here: without it nobody looks for one, which takes long where there is none. */
const HINT = "handbook-snapshot";

export class SnapshotMaker {
  #engine;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Worker | undefined} */
  #worker;
  /** Made, or not to be made: one try that comes to an end is enough for a page. */
  #done = isSpared();

  /** @param {string} engine the address of the bundle's folder */
  constructor(engine) {
    this.#engine = engine;
  }

  /** Make one soon, unless `wait` is called before. */
  plan() {
    this.wait();
    if (!this.#done) this.#timer = setTimeout(() => this.#make(), REST);
  }

  /** Not now: there is something to do. */
  wait() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #make() {
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.onmessage = (/** @type {MessageEvent<WorkerEvent>} */ { data }) => this.#end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#end();
    };
    /** @type {import("./protocol.js").Make} */
    const request = { verb: "make", engine: this.#engine };
    worker.postMessage(request);
    this.#worker = worker;
    this.#timer = setTimeout(() => this.#end(), PATIENCE);
  }

  /** @param {WorkerEvent} [event] */
  #end(event) {
    if (event?.event === "made") hint();
    if (event?.event === "notMade") console.info(`snapshot: ${event.error.name}: ${event.error.message}`);
    this.wait();
    this.#done = true;
  }
}

/** Whether this device has better uses for its memory, or its owner for the data. */
function isSpared() {
  const { deviceMemory = GIGABYTES, connection } =
    /** @type {{deviceMemory?: number, connection?: {saveData?: boolean}}} */ (navigator);
  return deviceMemory < GIGABYTES || connection?.saveData === true || !("caches" in globalThis);
}

function hint() {
  try {
    localStorage.setItem(HINT, "made");
  } catch {
    // Refused: then later visits start as this one did.
  }
}

/** Whether it is worth looking for a snapshot. */
export function mayHaveSnapshot() {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}

/**
 * The worker: starts the engine when told to, and passes questions to it and answers back. Another one, beside it,
 * makes the snapshot for later starts.
 */

import { EngineParts } from "./engine-part.js";
import { completeEngine, makeSnapshot, startEngine } from "./engine.js";
import { DownloadError } from "./loading.js";
import { distrustSnapshot, keepSnapshot, wantsSnapshot } from "./snapshot.js";

/**
 * @typedef {import("./protocol.js").Request} Request
 * @typedef {import("./protocol.js").Start} Start
 * @typedef {import("./protocol.js").Make} Make
 * @typedef {import("./protocol.js").Ask} Ask
 * @typedef {import("./protocol.js").AskPart} AskPart
 * @typedef {import("./protocol.js").Event} Event
 */

/** @type {((request: string) => string) | undefined} */
let handle;
/** @type {EngineParts | undefined} */
let parts;
/** Settled when all that was left for after the start is there. @type {Promise<void> | undefined} */
let complete;

/** @param {Event} event */
const tell = (event) => self.postMessage(event);

/** @param {MessageEvent<Request>} message */
self.onmessage = async ({ data: request }) => {
  if (request.verb === "start") await start(request);
  else if (request.verb === "make") await make(request);
  else if (request.verb === "askPart") await answerPart(request);
  else answer(request);
};

/** @param {Start} request */
async function start({ engine: address, again, snapshot }) {
  if (snapshot === "distrust") distrustSnapshot(address).catch(() => {}); // storage refused: then there is none
  try {
    const engine = await startEngine(address, {
      again,
      snapshot: snapshot === "use",
      report: (step, loaded) => tell({ event: "progressed", step, loaded }),
      restoring: () => tell({ event: "restoring" }),
    });
    handle = engine.handle;
    parts = new EngineParts(engine.python, address);
    tell({ event: "started" });
    complete = completeEngine(engine, address);
    complete.catch(() => {}); // what can be answered without goes on; who needs it waits for it, and hears of it
  } catch (error) {
    tell({ event: "startFailed", reason: await reasonOf(error), error: plain(error) });
  }
}

/** @param {Make} request */
async function make({ engine }) {
  try {
    const wanted = await wantsSnapshot(engine);
    if (wanted) await keepSnapshot(engine, await makeSnapshot(engine));
    tell({ event: "made", kept: wanted });
  } catch (error) {
    tell({ event: "notMade", error: plain(error) });
  }
}

/** @param {Ask} asked */
function answer({ id, request }) {
  try {
    if (!handle) throw new Error("asked before it was started");
    tell({ event: "answered", id, response: handle(request) });
  } catch (error) {
    tell({ event: "crashed", id, error: plain(error) });
  }
}

/** @param {AskPart} asked */
async function answerPart({ id, request, part, file }) {
  try {
    if (!parts) throw new Error("asked before it was started");
    await complete;
    const made = await parts.answer(part, request, file, (loaded) => tell({ event: "fetched", loaded }));
    self.postMessage({ event: "answered", id, ...made }, { transfer: [made.file] });
  } catch (error) {
    if (error instanceof DownloadError) tell({ event: "lacked", id, error: plain(error) });
    else tell({ event: "crashed", id, error: plain(error) });
  }
}

/** @param {unknown} error */
async function reasonOf(error) {
  if (error instanceof DownloadError) return "download";
  if (!(error instanceof SyntaxError)) return "broken";
  // What cannot be parsed is too new for this browser, or only half of it has arrived.
  const found = await import("./syntax.js").catch((/** @type {unknown} */ fault) => fault);
  return found instanceof SyntaxError ? "outdated" : "download";
}

/** @param {unknown} error */
function plain(error) {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "unknown", message: String(error) };
}

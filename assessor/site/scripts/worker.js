/** The worker: starts the engine when told to, and passes questions to it and answers back. */

import { DownloadError, startEngine } from "./engine.js";

/**
 * @typedef {import("./protocol.js").Request} Request
 * @typedef {import("./protocol.js").Event} Event
 */

/** @type {((request: string) => string) | undefined} */
let handle;

/** @param {Event} event */
const tell = (event) => self.postMessage(event);

/** @param {MessageEvent<Request>} message */
self.onmessage = async ({ data: request }) => {
  if (request.verb === "start") await start(request.engine, request.again);
  else answer(request.id, request.request);
};

/**
 * @param {string} engine
 * @param {boolean} again
 */
async function start(engine, again) {
  try {
    handle = await startEngine(engine, again, (step, loaded) => tell({ event: "progressed", step, loaded }));
    tell({ event: "started" });
  } catch (error) {
    tell({ event: "startFailed", reason: reasonOf(error), error: plain(error) });
  }
}

/**
 * @param {number} id
 * @param {string} request
 */
function answer(id, request) {
  try {
    if (!handle) throw new Error("asked before it was started");
    tell({ event: "answered", id, response: handle(request) });
  } catch (error) {
    tell({ event: "crashed", id, error: plain(error) });
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof DownloadError) return "download";
  return error instanceof SyntaxError ? "outdated" : "broken"; // Safari before 16.4 cannot parse pyodide.asm.js
}

/** @param {unknown} error */
function plain(error) {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "unknown", message: String(error) };
}

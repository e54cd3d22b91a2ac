/** The worker: reads the index once, then answers queries one after another, so that typing never waits for either. */

import { answer } from "./answer.js";
import { SearchIndex } from "./search-index.js";

/**
 * @typedef {{verb: "open", index: string}} Open
 * @typedef {{verb: "search", query: string, choice: import("./search-index.js").Choice, shown: number}} Search
 * @typedef {{event: "opened", filters: import("./cards.js").Data["filters"]}} Opened
 * @typedef {{event: "notOpened"}} NotOpened
 * @typedef {{event: "found", answer: import("./answer.js").Answer}} Found
 */

/** @type {SearchIndex | undefined} */
let index;

/** @param {Opened | NotOpened | Found} event */
const tell = (event) => self.postMessage(event);

/** @param {MessageEvent<Open | Search>} message */
self.onmessage = async ({ data: request }) => {
  if (request.verb === "search") {
    if (index) tell({ event: "found", answer: answer(index, request.query, request.choice, request.shown) });
    return;
  }
  try {
    const response = await fetch(request.index);
    if (!response.ok) throw new Error(response.statusText);
    index = new SearchIndex(await response.json());
    tell({ event: "opened", filters: index.filters });
  } catch {
    tell({ event: "notOpened" });
  }
};

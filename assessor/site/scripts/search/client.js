/** The page's side of the search: a worker that is asked, or the same module on the page where there is no worker. */

import { ASSETS } from "../addresses.js";

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./search-index.js").Choice} Choice
 * @typedef {import("./cards.js").Data["filters"]} Filters
 * @typedef {(query: string, choice: Choice, shown: number) => Promise<Answer>} Ask
 * @typedef {{filters: Filters, ask: Ask}} Search
 */

const INDEX = new URL("search.json", ASSETS).href;
const WORKER = new URL("worker.js", import.meta.url);

export class IndexError extends Error {}

/**
 * Load the index; IndexError if it cannot be had.
 * @returns {Promise<Search>}
 */
export async function openSearch() {
  return (await inWorker()) ?? (await onPage());
}

/** Nothing where the browser or the site's policy allows no module worker. @returns {Promise<Search | undefined>} */
async function inWorker() {
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(WORKER, { type: "module" });
  } catch {
    return undefined;
  }
  /** @type {{resolve: (answer: Answer) => void, reject: (error: Error) => void} | undefined} */
  let waiting;
  /** @type {(() => void) | undefined} the newest question, while the worker is busy; older ones are dropped */
  let next;
  /** @type {Ask} */
  const ask = (query, choice, shown) =>
    new Promise((resolve, reject) => {
      const send = () => {
        waiting = { resolve, reject };
        worker.postMessage({ verb: "search", query, choice, shown });
      };
      if (waiting) next = send;
      else send();
    });
  /** @param {Answer} answer */
  const hear = (answer) => {
    waiting?.resolve(answer);
    waiting = undefined;
    next?.();
    next = undefined;
  };
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(undefined);
      waiting?.reject(new IndexError()); // it had been opened; the next key opens another
      waiting = undefined;
    };
    worker.onmessage = ({ data }) => {
      if (data.event === "opened") resolve({ filters: data.filters, ask });
      else if (data.event === "found") hear(data.answer);
      else reject(new IndexError());
    };
    worker.postMessage({ verb: "open", index: INDEX });
  });
}

/** @returns {Promise<Search>} */
async function onPage() {
  const [{ SearchIndex }, { answer }] = await Promise.all([import("./search-index.js"), import("./answer.js")]);
  const response = await fetch(INDEX).catch(() => undefined);
  if (!response?.ok) throw new IndexError();
  const index = new SearchIndex(await response.json());
  return { filters: index.filters, ask: async (query, choice, shown) => answer(index, query, choice, shown) };
}

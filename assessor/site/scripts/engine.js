/**
 * Python in the worker: loads Pyodide and the rulebook, and keeps exactly one proxy, the function that answers.
 *
 * `loadPyodide` never settles when the wasm cannot be compiled, and only prints when a file is missing. So the
 * two calls it depends on, `fetch` and `instantiateStreaming`, are watched, and promises that nobody waits for: the
 * first failure ends the start. What does not show there (a stall) is for the page's watchdog.
 */

/**
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {(step: Step, loaded: number) => void} Report
 *
 * The little of Pyodide that is used.
 * @typedef {{runPython(code: string): unknown, globals: {get(name: string): (request: string) => string}}} Python
 */

/** A file that did not arrive. */
export class DownloadError extends Error {
  /** @override */
  name = "DownloadError";
}

// Stands for pyodide-lock.json, which is only needed to load packages; there are none.
const LOCK = {
  info: {
    version: "0.29.5",
    abi_version: "2025_0",
    arch: "wasm32",
    platform: "emscripten_4_0_9",
    python: "3.13.2",
  },
  packages: {},
};

// The rulebook lies beside our package in the archive and is read through the loader that imported the package.
const OPEN = `
import assessor
from assessor.report.service import open_rulebook

def _open():
    loader = assessor.__loader__
    return open_rulebook(loader.get_data(f"{loader.archive}/rulebook.json").decode()).handle

handle = _open()
`;

/**
 * Start Python from the bundle in the folder `base` (an absolute address ending in a slash).
 * @param {string} base
 * @param {boolean} again an earlier try failed: fetch anew what the browser has cached
 * @param {Report} report
 * @returns {Promise<(request: string) => string>} JSON text in, JSON text out
 */
export async function startEngine(base, again, report) {
  report("download", 0);
  const failure = watchLoading(again, report);
  const python = await Promise.race([failure, load(base, again)]);
  report("rules", 0);
  python.runPython(OPEN);
  return python.globals.get("handle");
}

/**
 * @param {string} base
 * @param {boolean} again
 * @returns {Promise<Python>}
 */
async function load(base, again) {
  const scripts = [`${base}pyodide.js`, `${base}pyodide.asm.js`];
  // `import` cannot be told to go round the cache; a fetch that does replaces what the cache holds.
  if (again) await Promise.all(scripts.map(async (script) => (await fetch(script)).blob()));
  const { loadPyodide } = await import(scripts[0] ?? "").catch(asDownloadError);
  return loadPyodide({
    indexURL: base,
    stdLibURL: `${base}app.zip`,
    lockFileContents: LOCK,
    packageBaseUrl: base,
    enableRunUntilComplete: false,
  });
}

/**
 * A script that cannot be fetched is a TypeError here, one that cannot be parsed a SyntaxError.
 * @param {unknown} error
 * @returns {never}
 */
function asDownloadError(error) {
  throw error instanceof TypeError ? new DownloadError(error.message) : error;
}

/**
 * Watch `fetch` and `instantiateStreaming` from now on; the promise rejects at the first failure.
 * @param {boolean} again
 * @param {Report} report
 * @returns {Promise<never>}
 */
function watchLoading(again, report) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  let loaded = 0;
  let open = 0;

  /** @param {Response} response */
  async function count(response) {
    // A clone is counted: a new Response around the bytes would lose the address, and with it Chrome's code cache.
    const reader = response.clone().body?.getReader();
    open += 1;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      loaded += part.value.length;
      report("download", loaded);
    }
    open -= 1;
    if (!open) report("python", loaded);
  }

  return new Promise((_, fail) => {
    // Pyodide starts its downloads before it waits for them: an early failure belongs to nobody.
    globalThis.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      fail(event.reason);
    });
    globalThis.fetch = async (input, init) => {
      try {
        const response = await fetch(input, again ? { ...init, cache: "reload" } : init);
        if (!response.ok) throw new TypeError(`${response.status} ${response.url}`);
        count(response).catch(fail);
        return response;
      } catch (error) {
        const failure = new DownloadError(String(error));
        fail(failure);
        throw failure;
      }
    };
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        return await instantiateStreaming(source, imports);
      } catch (error) {
        fail(error);
        throw error;
      }
    };
  });
}

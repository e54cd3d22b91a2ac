/**
 * Python in the worker: starts Pyodide with the rulebook open, from a snapshot where there is one, and keeps exactly
 * one proxy, the function that answers.
 */

import { ARCHIVE, DownloadError, Loading } from "./loading.js";
import { findSnapshot } from "./snapshot.js";

/**
 * @typedef {import("./loading.js").Report} Report
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 *
 * The little of Pyodide that is used.
 * @typedef {object} Python
 * @property {(name: string) => (...parameters: string[]) => any} pyimport
 * @property {(code: string) => unknown} runPython
 * @property {{writeFile(path: string, bytes: Uint8Array): void, readFile(path: string): Uint8Array<ArrayBuffer>}} FS
 * @property {() => Uint8Array<ArrayBuffer>} makeMemorySnapshot
 *
 * `handle` takes JSON text and gives JSON text.
 * @typedef {{python: Python, handle(request: string): string, restored: boolean}} Engine
 */

// Stands for pyodide-lock.json, which is only needed to load packages; there are none.
export const LOCK = {
  info: {
    version: "0.29.5",
    abi_version: "2025_0",
    arch: "wasm32",
    platform: "emscripten_4_0_9",
    python: "3.13.2",
  },
  packages: {},
};

// Opens the rulebook and gives Python's function that answers.
const OPEN = "assessor.worker.start.open_handle";

// Where Pyodide puts its standard library.
const LIBRARY = "/lib/python313.zip";

/**
 * Start Python from the bundle in the folder `base` (an absolute address ending in a slash).
 * @param {string} base
 * @param {object} how
 * @param {boolean} how.again an earlier try failed: fetch anew what the browser has cached
 * @param {boolean} how.snapshot a snapshot may be used
 * @param {Report} how.report
 * @param {() => void} how.restoring called once it is clear that a snapshot is used
 * @returns {Promise<Engine>}
 */
export async function startEngine(base, { again, snapshot, report, restoring }) {
  const loading = new Loading(base, again, report);
  const start = async () => {
    const found = snapshot ? await findSnapshot(base) : undefined;
    if (!found) return fresh(base, loading, report);
    restoring();
    return restored(base, loading, found);
  };
  return Promise.race([loading.failure, start()]);
}

/**
 * @param {string} base
 * @param {Loading} loading
 * @param {Report} report
 * @returns {Promise<Engine>}
 */
async function fresh(base, loading, report) {
  loading.lendArchive(loading.fetch(ARCHIVE));
  const python = await load(base, loading, {});
  report("rules", 0);
  return { python, handle: python.pyimport(OPEN)(), restored: false };
}

/**
 * @param {string} base
 * @param {Loading} loading
 * @param {Snapshot} snapshot
 * @returns {Promise<Engine>}
 */
async function restored(base, loading, snapshot) {
  // Everything is imported already; the archive follows after the start.
  loading.lendArchive(Promise.resolve(new Response()));
  await Promise.all([loading.loadPyodide, snapshot.try()]);
  const python = await load(base, loading, { _loadSnapshot: snapshot.memory });
  // The seed of hashes is the same in every start from this snapshot. It only matters to those who can choose what
  // others compute, and here everyone computes their own; nothing in the archive draws random numbers.
  const handle = python.pyimport(OPEN)();
  const { ok } = JSON.parse(handle('{"verb": "about"}'));
  if (!ok) throw new Error("restored, but it does not answer");
  await snapshot.trust();
  return { python, handle, restored: true };
}

/** Bring in the archive that a restored interpreter has not needed so far. @param {Engine} engine @param {string} base */
export async function completeEngine({ python, restored }, base) {
  if (!restored) return;
  const response = await fetch(base + ARCHIVE).catch((error) => Promise.reject(new DownloadError(String(error))));
  if (!response.ok) throw new DownloadError(`${response.status} ${response.url}`);
  python.FS.writeFile(LIBRARY, new Uint8Array(await response.arrayBuffer()));
}

/** The memory of an interpreter of its own that has everything ready. @param {string} base */
export async function makeSnapshot(base) {
  const loading = new Loading(base, false, () => {});
  loading.lendArchive(loading.fetch(ARCHIVE));
  const make = async () => {
    const python = await load(base, loading, { _makeSnapshot: true });
    // No proxy may be about while the memory is copied: Python calls itself.
    python.runPython("from assessor.worker import snapshot; snapshot.prepare()");
    return python.makeMemorySnapshot();
  };
  return Promise.race([loading.failure, make()]);
}

/**
 * @param {string} base
 * @param {Loading} loading
 * @param {Record<string, unknown>} options
 * @returns {Promise<Python>}
 */
async function load(base, loading, options) {
  const loadPyodide = await loading.loadPyodide;
  return loadPyodide({
    indexURL: base,
    stdLibURL: base + ARCHIVE,
    lockFileContents: LOCK,
    packageBaseUrl: base,
    enableRunUntilComplete: false,
    ...options,
  });
}

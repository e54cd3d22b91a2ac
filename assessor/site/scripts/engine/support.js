/**
 * Whether this browser can run the engine, asked of its features (never of its name) before anything is downloaded.
 *
 * Module workers and the newest syntax are not asked for: a browser without them fails to parse a script at the
 * start, which the client reports as `outdated`.
 */

/** Whether WebAssembly accepts a module made of these sections. @param {...number} sections */
const accepts = (...sections) => WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections]));

// Pyodide's wasm uses reference types (Chrome 96, Safari 15) and exceptions (Chrome 95, Safari 15.2).
const REFERENCES = [1, 5, 1, 96, 1, 111, 0];
const EXCEPTIONS = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

/** Whether the engine can be expected to run here. */
export function isSupported() {
  try {
    return typeof Worker === "function" && accepts(...REFERENCES) && accepts(...EXCEPTIONS);
  } catch {
    return false; // no WebAssembly at all
  }
}

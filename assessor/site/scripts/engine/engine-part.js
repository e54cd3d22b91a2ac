/**
 * What of Python few people need: fetched from the engine's folder, and added to a running engine, when it is first
 * asked for. A file crosses the border through Pyodide's own file system, so that no Python object has to.
 */

import { DownloadError } from "./loading.js";

/**
 * @typedef {import("./engine.js").Python} Python
 * @typedef {import("./protocol.js").EnginePart} EnginePart
 */

const FOLDER = "/lib/";
const [GIVEN, MADE] = ["/tmp/given", "/tmp/made"];

/** The archives of a part, in this order. @type {Record<EnginePart, string[]>} */
const ARCHIVES = { sheets: ["sheets.zip"], workbooks: ["sheets.zip", "workbooks.zip"] };

export class EngineParts {
  #python;
  #base;
  /** @type {Map<string, Promise<void>>} */
  #added = new Map();
  /** @type {((request: string, given: string, made: string) => string) | undefined} */
  #handle;

  /** @param {Python} python @param {string} base the bundle's folder, ending in a slash */
  constructor(python, base) {
    this.#python = python;
    this.#base = base;
  }

  /**
   * Let a part answer. Throws DownloadError where an archive does not arrive; the next try fetches it again.
   * @param {EnginePart} part
   * @param {string} request
   * @param {ArrayBuffer | undefined} file
   * @param {(loaded: number) => void} report called with the bytes that have arrived
   * @returns {Promise<{response: string, file: ArrayBuffer}>}
   */
  async answer(part, request, file, report) {
    for (const archive of ARCHIVES[part]) await this.#add(archive, report);
    const handle = (this.#handle ??= this.#python.pyimport("assessor.worker.parts.open_sheets")());
    const { FS } = this.#python;
    FS.writeFile(GIVEN, new Uint8Array(file ?? new ArrayBuffer(0)));
    const response = handle(request, GIVEN, MADE);
    const made = FS.readFile(MADE).buffer;
    for (const path of [GIVEN, MADE]) FS.writeFile(path, new Uint8Array());
    return { response, file: made };
  }

  /** @param {string} archive @param {(loaded: number) => void} report */
  async #add(archive, report) {
    const adding = this.#added.get(archive) ?? this.#extend(archive, report);
    this.#added.set(archive, adding);
    await adding.catch((error) => {
      this.#added.delete(archive);
      throw error;
    });
  }

  /** @param {string} archive @param {(loaded: number) => void} report */
  async #extend(archive, report) {
    const bytes = await download(this.#base + archive, report);
    this.#python.FS.writeFile(FOLDER + archive, bytes);
    this.#python.pyimport("assessor.worker.parts.extend")(FOLDER + archive);
  }
}

/**
 * @param {string} address
 * @param {(loaded: number) => void} report
 */
async function download(address, report) {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new TypeError(`${response.status} ${address}`);
    const parts = [];
    let loaded = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      loaded += part.value.length;
      report(loaded);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch (error) {
    throw new DownloadError(String(error));
  }
}

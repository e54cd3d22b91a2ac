/**
 * Fetches the bundle's files, all at once, counts their bytes, and hands them to Pyodide when it asks for them.
 *
 * Left to itself, Pyodide fetches one after the other, and waits for ever when the wasm cannot be compiled or a file
 * is missing. Here everything is begun at the first moment, and the first failure, also one that nobody waits for,
 * rejects `failure`. What does not show as a failure (a stall) is for the page's watchdog.
 */

/**
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {(step: Step, loaded: number) => void} Report
 */

/** A file that did not arrive. */
export class DownloadError extends Error {
  /** @override */
  name = "DownloadError";
}

const SCRIPTS = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";
export const ARCHIVE = "app.zip";

// Every report becomes a message and a line on the page: so many milliseconds apart at least.
const PAUSE = 100;

export class Loading {
  #base;
  #again;
  #report;
  #fetch = globalThis.fetch;
  #open = 0;
  #loaded = 0;
  #reported = -PAUSE;
  /** What Pyodide gets instead of fetching it, once, by address. @type {Map<string, Promise<Response>>} */
  #lent = new Map();
  /** @type {(error: unknown) => void} */
  #fail = () => {};

  /**
   * Begin.
   * @param {string} base the bundle's folder, ending in a slash
   * @param {boolean} again an earlier try failed: fetch anew what the browser has cached
   * @param {Report} report
   */
  constructor(base, again, report) {
    this.#base = base;
    this.#again = again;
    this.#report = report;
    /** @type {Promise<never>} */
    this.failure = new Promise((_, fail) => (this.#fail = fail));
    globalThis.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      this.#fail(event.reason);
    });
    report("download", 0);
    /** Pyodide's function, once its scripts are there. */
    this.loadPyodide = this.#import();
    this.#lend(this.fetch(WASM).then(compiled));
  }

  /**
   * A file of the bundle, its bytes being counted as they arrive.
   * @param {string} name
   */
  async fetch(name) {
    try {
      const response = await this.#fetch.call(globalThis, this.#base + name, this.#again ? { cache: "reload" } : {});
      if (!response.ok) throw new TypeError(`${response.status} ${response.url}`);
      this.#count(response).catch((error) => this.#miss(error));
      return response;
    } catch (error) {
      throw this.#miss(error);
    }
  }

  /** A file has not arrived: said at once, as Pyodide would go on without. @param {unknown} error */
  #miss(error) {
    const missing = new DownloadError(String(error));
    this.#fail(missing);
    return missing;
  }

  /** What Pyodide gets where it asks for its standard library. @param {Promise<Response>} archive */
  lendArchive(archive) {
    this.#lent.set(this.#base + ARCHIVE, orNever(archive));
  }

  /**
   * From now on Pyodide gets the wasm and the archive from here.
   * @param {Promise<WebAssembly.Module>} wasm
   */
  #lend(wasm) {
    const { instantiateStreaming } = WebAssembly;
    const lent = new Response();
    this.#lent.set(this.#base + WASM, Promise.resolve(lent));
    globalThis.fetch = (input, init) => {
      const found = this.#lent.get(String(input));
      this.#lent.delete(String(input));
      return found ?? this.#fetch.call(globalThis, input, init);
    };
    WebAssembly.instantiateStreaming = async (source, imports) => {
      if ((await source) !== lent) return instantiateStreaming(source, imports);
      const module = await orNever(wasm);
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    };
    wasm.catch(this.#fail);
  }

  async #import() {
    const scripts = SCRIPTS.map((name) => this.#base + name);
    // `import` cannot be told to go round the cache; a fetch that does replaces what the cache holds.
    if (this.#again) await Promise.all(SCRIPTS.map(async (name) => (await this.fetch(name)).blob()));
    this.#open += 1;
    const [{ loadPyodide }] = await Promise.all(scripts.map((script) => import(script))).catch(asDownloadError);
    if (!this.#again) for (const script of scripts) this.#add(sizeOf(script));
    this.#close();
    return loadPyodide;
  }

  /** @param {Response} response */
  async #count(response) {
    // A clone is counted: a new Response around the bytes would lose the address, and with it Chrome's code cache.
    const reader = response.clone().body?.getReader();
    this.#open += 1;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) this.#add(part.value.length);
    this.#close();
  }

  /** @param {number} bytes */
  #add(bytes) {
    this.#loaded += bytes;
    const now = performance.now();
    if (now - this.#reported < PAUSE) return;
    this.#reported = now;
    this.#report("download", this.#loaded);
  }

  #close() {
    this.#open -= 1;
    if (!this.#open) this.#report("python", this.#loaded);
  }
}

/**
 * What has failed is told already, and this worker is given up: Pyodide would go on without, and complain at length.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
const orNever = (promise) => promise.catch(() => new Promise(() => {}));

/**
 * Compile while it arrives; some servers give it a type that browsers do not compile on the way.
 * @param {Response} response
 */
async function compiled(response) {
  const streamed = response.headers.get("Content-Type") === "application/wasm";
  const module = streamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  // Bytes that are not wasm are a CompileError; a line that breaks on the way is a TypeError.
  return module.catch(asDownloadError);
}

/** How large a script that has been imported is, as far as the browser tells. @param {string} script */
function sizeOf(script) {
  const [entry] = performance.getEntriesByName(script);
  return entry instanceof PerformanceResourceTiming ? entry.decodedBodySize : 0;
}

/**
 * What cannot be fetched is a TypeError here; a script that cannot be parsed is a SyntaxError.
 * @param {unknown} error
 * @returns {never}
 */
function asDownloadError(error) {
  throw error instanceof TypeError ? new DownloadError(error.message) : error;
}

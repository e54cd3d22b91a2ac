/**
 * A snapshot of Python's memory, made on this device after the first start and kept in Cache Storage, so that later
 * starts copy twenty megabytes instead of starting an interpreter and importing everything.
 *
 * A snapshot is only good for the very bundle, browser and kind of machine that made it: another one would crash, or
 * worse. So its address holds the bundle's folder and all that the browser tells about itself, its bytes are checked
 * before use, and whatever looks odd means: there is none. Before it is used a mark is set, which only a start that
 * succeeds takes away. Where the mark was left behind the page has crashed, or the reader has left in that very
 * moment: the snapshot goes and none is made again before the bundle or the browser is another one.
 *
 * The pages' own service worker knows nothing of this cache. Nothing that a reader has typed is ever in a snapshot:
 * the interpreter it is taken of has only seen the page's worked example.
 */

/**
 * What some browsers tell of themselves beside the user agent.
 * @typedef {object} Hinting
 * @property {string} userAgent
 * @property {number} hardwareConcurrency
 * @property {number} [deviceMemory]
 * @property {{getHighEntropyValues(hints: string[]): Promise<object>}} [userAgentData]
 *
 * Where the snapshot of a bundle lies on this device: its address and its mark's.
 * @typedef {{cache: Cache, address: string, mark: string}} Place
 *
 * Call `try` before and `trust` after using it.
 * @typedef {{memory: Uint8Array<ArrayBuffer>, try(): Promise<void>, trust(): Promise<unknown>}} Snapshot
 */

// A browser may take its time over storage, or never answer: then the start does without.
const PATIENCE = 2000;
// What has to be free besides: the snapshot is a convenience, the pages themselves are not.
const ROOM = 100e6;
const DIGEST = "X-SHA-256";
const PAGE = 65_536;

/**
 * The snapshot of this bundle; undefined where there is none to be trusted. Never throws.
 * @param {string} engine the address of the bundle's folder
 * @returns {Promise<Snapshot | undefined>}
 */
export function findSnapshot(engine) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, undefined));
  return Promise.race([find(engine).catch(() => undefined), late]);
}

/** @param {string} engine @returns {Promise<Snapshot | undefined>} */
async function find(engine) {
  const place = await placeOf(engine);
  const { cache, address, mark } = place;
  const [kept, marked] = await Promise.all([cache.match(address), cache.match(mark)]);
  const packed = kept && !marked && (await kept.arrayBuffer());
  if (!packed || (await digest(packed)) !== kept.headers.get(DIGEST)) {
    await forget(place);
    return undefined;
  }
  return {
    memory: unpacked(packed),
    try: () => cache.put(mark, new Response()),
    trust: () => cache.delete(mark),
  };
}

/** Whether a snapshot is to be made: there is none, nothing speaks against one, and there is room. @param {string} engine */
export async function wantsSnapshot(engine) {
  const { cache, address, mark } = await placeOf(engine);
  if ((await cache.match(address)) || (await cache.match(mark))) return false;
  // Safari before 17 cannot say.
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined || quota - usage > ROOM;
}

/**
 * Keep a snapshot, and no other. Rejects where the browser refuses.
 * @param {string} engine
 * @param {Uint8Array<ArrayBuffer>} memory
 */
export async function keepSnapshot(engine, memory) {
  const place = await placeOf(engine);
  await forget(place);
  const bytes = await packed(memory);
  await place.cache.put(place.address, new Response(bytes, { headers: { [DIGEST]: await digest(bytes) } }));
}

/** The snapshot has failed: away with it, and no new one. @param {string} engine */
export async function distrustSnapshot(engine) {
  const place = await placeOf(engine);
  await place.cache.put(place.mark, new Response());
  await forget(place);
}

/** Delete every snapshot and every mark but this bundle's. @param {Place} place */
async function forget({ cache, mark }) {
  for (const { url } of await cache.keys()) if (url !== mark) await cache.delete(url);
}

/**
 * The memory without its empty pages, a third: the size, how many pages there are, where each begins, the pages.
 * (Compressed it would be smaller still, but unpacking that makes a start a quarter longer.)
 * @param {Uint8Array<ArrayBuffer>} memory
 */
function packed(memory) {
  const starts = [];
  for (let start = 0; start < memory.length; start += PAGE) {
    if (memory.subarray(start, start + PAGE).some(Boolean)) starts.push(start);
  }
  const pages = starts.map((start) => memory.subarray(start, start + PAGE));
  return new Blob([Uint32Array.of(memory.length, starts.length, ...starts), ...pages]).arrayBuffer();
}

/** @param {ArrayBuffer} bytes */
function unpacked(bytes) {
  const [size = 0, count] = new Uint32Array(bytes, 0, 2);
  const memory = new Uint8Array(size);
  const starts = new Uint32Array(bytes, 8, count);
  let from = starts.byteOffset + starts.byteLength;
  for (const start of starts) {
    const length = Math.min(PAGE, size - start);
    memory.set(new Uint8Array(bytes, from, length), start);
    from += length;
  }
  return memory;
}

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...hash));
}

/** @param {string} engine @returns {Promise<Place>} */
async function placeOf(engine) {
  // Other sites may live on the same host and see the same caches.
  const [cache, device] = await Promise.all([
    caches.open(`handbook-memory ${new URL("..", engine).pathname}`),
    about(),
  ]);
  return { cache, address: `${engine}memory?${device}`, mark: `${engine}trying?${device}` };
}

/** The browser, its full version and the machine, in a form that fits into an address. */
async function about() {
  const { userAgent, userAgentData, hardwareConcurrency, deviceMemory } = /** @type {Hinting} */ (navigator);
  const hints = ["architecture", "bitness", "fullVersionList", "model", "platformVersion"];
  const details = await userAgentData?.getHighEntropyValues(hints);
  // The user agent no longer tells the full version everywhere; what decides how memory is laid out can be asked.
  const abilities = ["Suspending" in WebAssembly, WebAssembly.validate(STRUCT)];
  return encodeURIComponent(JSON.stringify([userAgent, details, hardwareConcurrency, deviceMemory, abilities]));
}

// A module with a type that only browsers with garbage-collected wasm know; Pyodide calls functions another way there.
const STRUCT = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 3, 1, 95, 0]);

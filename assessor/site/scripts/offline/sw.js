/**
 * The service worker: keeps the site on the device, so that it opens without a network.
 *
 * The build puts the list of the site's files in front of this script, with their SHA-256. Nothing is kept that does
 * not match the list, so that what a network put in between (a log-in page, say) never becomes part of the site, and
 * files of two versions never mix. There are two caches, each with its version in its name: the engine (12 MB, seldom
 * new) and everything else.
 *
 * - At the installation: the scripts, styles and entrance pages that every page needs (`shell`).
 * - Every page that is read, and the search, when the page has come to rest; the engine after it has run once; all of
 *   it when the reader asks for that.
 * - A new version: what the old one had kept, copied where unchanged. All or nothing: an installation that fails
 *   leaves the old version as it was. It waits until the reader agrees, or until all pages of the site are closed.
 */

/**
 * A file: SHA-256 in base64, bytes, and which part of the site it belongs to.
 * @typedef {[sha256: string, size: number, part: "shell" | "search" | "page" | "calculator" | "engine"]} SiteFile
 *
 * @typedef {object} Site
 * @property {string} pages the version of all but the engine
 * @property {string} engine the version of the engine
 * @property {Record<string, SiteFile>} files by path below the root; a page by its folder, the home page by ""
 *
 * @typedef {import("./protocol.js").Request} Wish
 * @typedef {import("./protocol.js").Kept} Kept
 *
 * A file kept by some version, found by its hash.
 * @typedef {{cache: Cache, request: Request, path: string}} Found
 */

const worker = /** @type {ServiceWorkerGlobalScope & {SITE: Site}} */ (/** @type {unknown} */ (self));
const { SITE } = worker;
const ROOT = new URL("./", worker.location.href);
const FILES = new Map(Object.entries(SITE.files));

// Other sites may live on the same host and see the same caches.
const PREFIX = `handbook ${ROOT.pathname} `;
const PAGES = `${PREFIX}pages ${SITE.pages}`;
const ENGINE = `${PREFIX}engine ${SITE.engine}`;

// Not files of the site: what a cache holds, whether the reader asked for all of it, and the like.
const INDEX = new URL("sw-index.json", ROOT).href;
const WHOLE = new URL("sw-whole", ROOT).href;
// That files of this version are gone from the server: a page that is kept here would be dead.
const RENEWED = new URL("sw-renewed", ROOT).href;

const AT_ONCE = 4;

/** Files that a page has asked for and that are being kept on the way. @type {Map<string, Promise<void>>} */
const arriving = new Map();

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", (event) => event.waitUntil(obey(event)));

/** @param {string} path */
const addressOf = (path) => new URL(path, ROOT).href;

/** @param {string} path */
const cacheOf = (path) => (FILES.get(path)?.[2] === "engine" ? ENGINE : PAGES);

/** @param {"search" | "calculator" | "engine"} wanted */
const pathsOf = (wanted) => [...FILES].filter(([, [, , part]]) => part === wanted).map(([path]) => path);

/** The path of an address below the root, as the list has it; null outside. @param {string} address */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return null;
  return pathname.slice(ROOT.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

async function install() {
  const known = await everythingKept();
  const had = new Set([...known.values()].map(({ path }) => path));
  const whole = await isWhole();
  const engine = [...had].some((path) => /^assets\/py-/.test(path));
  const wanted = [...FILES].filter(
    ([path, [, , part]]) => whole || part === "shell" || (part === "engine" ? engine : had.has(path)),
  );
  const fresh = [];
  for (const name of [PAGES, ENGINE]) if (!(await caches.has(name))) fresh.push(name);
  try {
    await gather(
      wanted.map(([path]) => path),
      known,
    );
    if (whole) await (await caches.open(PAGES)).put(WHOLE, new Response());
  } catch (error) {
    for (const name of fresh) await caches.delete(name);
    throw error;
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PAGES && name !== ENGINE) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** All files that any version of the site has kept here, by hash. @returns {Promise<Map<string, Found>>} */
async function everythingKept() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    /** @type {Record<string, string>} */
    const hashes = (await (await cache.match(INDEX))?.json()) ?? {};
    for (const request of await cache.keys()) {
      const path = pathOf(request.url);
      const hash = path === null ? undefined : hashes[path];
      if (hash) found.set(hash, { cache, request, path });
    }
  }
  return found;
}

async function isWhole() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && (await caches.match(WHOLE, { cacheName: name }))) return true;
  }
  return false;
}

/**
 * Keep these files; what is kept already, in any version, is not asked for again.
 * @param {string[]} paths
 * @param {Map<string, Found>} known
 * @param {(bytes: number) => void} [report] called with the size of each file that is there
 */
async function gather(paths, known, report) {
  const queue = [...paths];
  // All end before this does: what is still on its way when one fails must not go on behind the reader's back.
  const takeTurns = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const [hash, size] = FILES.get(path) ?? ["", 0];
      const cache = await opened(cacheOf(path));
      await arriving.get(path);
      if (!(await cache.match(addressOf(path)))) {
        await cache.put(addressOf(path), (await copied(known.get(hash), path)) ?? (await downloaded(path, hash)));
      }
      report?.(size);
    }
  };
  const giveUp = (/** @type {unknown} */ error) => {
    queue.length = 0;
    throw error;
  };
  const turns = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => takeTurns().catch(giveUp)));
  for (const turn of turns) if (turn.status === "rejected") throw turn.reason;
}

/** One of this version's caches, with the list that says which version of a file it holds. @param {string} name */
async function opened(name) {
  const cache = await caches.open(name);
  if (!(await cache.match(INDEX))) {
    const hashes = [...FILES].filter(([path]) => cacheOf(path) === name).map(([path, [hash]]) => [path, hash]);
    await cache.put(INDEX, new Response(JSON.stringify(Object.fromEntries(hashes))));
  }
  return cache;
}

/** @param {Found | undefined} found @param {string} path */
async function copied(found, path) {
  const response = await found?.cache.match(found.request);
  if (!response || found?.path === path) return response;
  // Under another address: a script's own address is that of its response, unless the response has none.
  return rebuilt(response, response.body);
}

/** A response without an address of its own; its body is no longer compressed. @param {Response} response @param {BodyInit | null} body */
function rebuilt(response, body) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(body, { headers });
}

/** @param {string} path @param {string} hash */
async function downloaded(path, hash) {
  // What the browser has in its own cache is right or does not match; only then is it asked for again.
  const first = path.startsWith("assets/") ? "force-cache" : "no-cache";
  const integrity = `sha256-${hash}`;
  const response = await fetch(addressOf(path), { cache: first, integrity }).catch(() =>
    fetch(addressOf(path), { cache: "reload", integrity }),
  );
  if (!response.ok) throw new TypeError(`${response.status} ${response.url}`);
  return response.redirected ? rebuilt(response, response.body) : response;
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null || request.headers.has("range")) return;
  if (FILES.has(path)) event.respondWith(keptOrFetched(event, path));
  else if (path === "sitemap.xml") event.respondWith(sitemap(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => notKept(path)));
}

/** @param {FetchEvent} event @param {string} path */
async function keptOrFetched(event, path) {
  const { request } = event;
  const renewed = !path.startsWith("assets/") && (await isRenewed());
  const kept = request.cache === "reload" ? undefined : await match(path);
  if (kept && !renewed) return kept;
  try {
    const response = await (renewed ? fetch(request, { cache: "no-cache" }) : fetch(request));
    if (kept && response.status >= 500) return kept;
    if (response.ok && !response.redirected) {
      const keeping = keepIfRight(path, response.clone()).catch(() => {});
      arriving.set(path, keeping);
      event.waitUntil(keeping.then(() => arriving.delete(path)));
    }
    return response;
  } catch (error) {
    if (kept) return kept;
    if (request.mode === "navigate") return notKept(path);
    throw error;
  }
}

/** @type {Promise<boolean> | undefined} */
let renewal;

/** Whether files of this version are known to be gone from the server. */
function isRenewed() {
  renewal ??= caches.match(RENEWED, { cacheName: PAGES }).then(Boolean, () => false);
  return renewal;
}

/** @param {boolean} renewed */
async function noteRenewal(renewed) {
  renewal = Promise.resolve(renewed);
  const cache = await caches.open(PAGES);
  await (renewed ? cache.put(RENEWED, new Response()) : cache.delete(RENEWED));
}

/** A kept file; a cache that the browser refuses to open is as good as an empty one. @param {string} path */
function match(path) {
  return caches.match(addressOf(path), { cacheName: cacheOf(path) }).catch(() => undefined);
}

/** @param {string} path @param {ArrayBuffer} bytes */
async function isRight(path, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)) === FILES.get(path)?.[0];
}

/**
 * What was right when it was kept may have been spoilt since, by a failing disk or by another page of this host. That is
 * looked for when nothing else is to be done: before each use it would make every start wait for megabytes to be hashed,
 * and whoever could change a file on purpose has scripts running here already.
 */
async function verify() {
  for (const path of FILES.keys()) {
    const kept = await match(path);
    if (!kept || (await isRight(path, await kept.arrayBuffer()))) continue;
    await (await caches.open(cacheOf(path))).delete(addressOf(path)); // comes from the network the next time
  }
}

/** @param {string} path @param {Response} response */
async function keepIfRight(path, response) {
  const bytes = await response.arrayBuffer();
  if (!(await isRight(path, bytes))) return;
  await (await opened(cacheOf(path))).put(addressOf(path), rebuilt(response, bytes));
  // A page of this very version: the server has gone back to it.
  if (!path.startsWith("assets/") && (await isRenewed())) await noteRenewal(false);
}

/** The theme asks for it once on every page; some servers write it anew, so it has no hash. @param {Request} request */
async function sitemap(request) {
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(PAGES)).put(request.url, response.clone());
    return response;
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: PAGES });
    if (kept) return kept;
    throw error;
  }
}

/** A page that is not on the device: on to the one that says so and helps. @param {string} path */
function notKept(path) {
  if (FILES.has(`${path}/`)) return Response.redirect(addressOf(`${path}/`), 302);
  return Response.redirect(addressOf(`offline/?missing=${encodeURIComponent(path)}`), 302);
}

/** @param {ExtendableMessageEvent} event */
async function obey({ data, ports: [port] }) {
  const request = /** @type {Wish} */ (data);
  switch (request.verb) {
    case "update":
      await worker.skipWaiting();
      return;
    case "renewed":
      await noteRenewal(true);
      await worker.registration.update().catch(() => {}); // found at the next visit otherwise
      return;
    case "verify":
      await verify();
      return;
    case "keepPage": {
      const path = pathOf(request.address);
      if (path !== null && FILES.has(path)) await gather([path], new Map());
      return;
    }
    case "keepCalculator":
      await gather(pathsOf("calculator"), new Map());
      return;
    case "keepEngine":
      await gather([...pathsOf("calculator"), ...pathsOf("engine")], new Map());
      return;
    case "keepSearch":
      await gather(pathsOf("search"), new Map());
      return;
    case "keepAll":
      await keepAll((kept) => port?.postMessage(kept));
      return;
    case "count":
      port?.postMessage(await count());
  }
}

/** @param {(kept: Kept) => void} report */
async function keepAll(report) {
  const kept = { ...(await count()), bytes: 0 };
  try {
    await gather([...FILES.keys()], await everythingKept(), (size) => {
      kept.bytes += size;
      report({ ...kept, state: "keeping" });
    });
    await (await caches.open(PAGES)).put(WHOLE, new Response());
    report({ ...kept, state: "whole" });
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    report({ ...kept, state: full ? "full" : "failed" });
  }
}

/** How much is here. @returns {Promise<Kept>} */
async function count() {
  let [bytes, total] = [0, 0];
  for (const [path, [, size]] of FILES) {
    total += size;
    if (await match(path)) bytes += size;
  }
  return { state: bytes === total ? "whole" : "part", bytes, total };
}

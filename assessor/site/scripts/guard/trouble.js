/**
 * Nothing dies silently: a part of the site that does not arrive, and a fault of ours that nobody has caught, end in a
 * sentence at the foot of the page; after a deployment in the one that says so, and a refresh mends it.
 *
 * Every version of the site has its scripts in a folder of its own, which goes when the next version comes, while pages
 * may come from a cache. So this script lies at an address that never changes, is an ordinary one, needs no other, and
 * whatever it shares with pages and scripts of other versions is here: the page's version in
 * <meta name="handbook-version">, `handbook.isRenewed()`, the event `handbook-renewed`, and see drafts.js.
 */

/** @typedef {"renewed" | "missing" | "failed"} Trouble */

/** What module scripts see of this one. @typedef {{isRenewed: () => Promise<boolean>}} Guard */

const VERSION = 'meta[name="handbook-version"]';
const ELEMENTS = "policy-calculator, receipt-check";
const versionNow = () => document.querySelector(VERSION)?.getAttribute("content") ?? "";

/** The version whose scripts run here. */
const version = versionNow();
const ASSETS = `${SITE_ROOT.href}assets/`;

/** How long the network may take to say, in milliseconds. */
const PATIENCE = 10_000;

/** @type {Promise<boolean> | undefined} */
let asking;
/** @type {Trouble | undefined} */
let told;

/** Whether the network has another version of this page than the one that is open. Asks anew each time it had not. */
function isRenewed() {
  /** @type {Promise<boolean>} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, false));
  asking ??= Promise.race([compareVersions(), late]).then((renewed) => {
    if (renewed) tellRenewed();
    else asking = undefined;
    return renewed;
  });
  return asking;
}

async function compareVersions() {
  if (!version) return false;
  try {
    // Past all caches, the service worker's too; a log-in page in between has no version.
    const response = await fetch(location.href.split("#")[0] ?? "", { cache: "reload" });
    const found = /<meta name="handbook-version" content="([^"]*)"/.exec(await response.text());
    return found !== null && found[1] !== version;
  } catch {
    return false; // no network
  }
}

function tellRenewed() {
  try {
    // From now on pages come from the network first: one refresh is enough, however the reader does it.
    navigator.serviceWorker?.controller?.postMessage({ verb: "renewed" });
  } catch {
    // A frame without an origin has no such thing; there pages come from the network anyway.
  }
  document.documentElement.dataset["renewed"] = "";
  document.dispatchEvent(new CustomEvent("handbook-renewed"));
  tell("renewed");
}

/** A part has not arrived. @param {Trouble | undefined} otherwise what to say if that is not because of a new version */
async function missed(otherwise) {
  if (!(await isRenewed()) && otherwise) tell(otherwise);
}

/** @param {Trouble} trouble */
function tell(trouble) {
  if (told === "renewed" || told === trouble) return;
  told = trouble;
  const words = (keepsDrafts() ? guardTexts : guardTexts.unkept)[trouble];
  const [refresh, later] = [guardTexts.refresh, guardTexts.later].map((text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    return button;
  });
  const bar = document.createElement("div");
  bar.className = "hb-bar";
  bar.dataset["guard"] = trouble;
  bar.setAttribute("role", "status");
  bar.append(words, ...(refresh && later ? [refresh, later] : []));
  refresh?.addEventListener("click", () => location.reload());
  later?.addEventListener("click", () => {
    bar.remove();
    if (trouble !== "renewed") told = undefined;
  });
  for (const other of document.querySelectorAll(".hb-bar")) other.remove();
  document.body.append(bar);
  // The style sheet may be what is missing.
  if (getComputedStyle(bar).position !== "fixed") document.body.prepend(bar);
  for (const element of document.querySelectorAll(ELEMENTS)) {
    const line = customElements.get(element.localName) ? null : element.querySelector("[data-part=progress]");
    if (line) line.textContent = words;
  }
}

/** What is loaded by an element of the page: scripts and styles; the search and the engine tell themselves. @param {Event} event */
function elementFailed({ target }) {
  if (target instanceof HTMLScriptElement && target.src.startsWith(ASSETS)) void missed("missing");
  // What is only asked for ahead is asked for again.
  else if (target instanceof HTMLLinkElement && target.href.startsWith(ASSETS)) void missed(undefined);
}

/** @param {ErrorEvent} event */
function threw(event) {
  if (event.target !== globalThis) elementFailed(event);
  else if (event.filename?.startsWith(`${ASSETS}site-`)) tell("failed");
}

/** @param {PromiseRejectionEvent} event */
function rejected({ reason }) {
  const [name, message, stack] = [reason?.name, String(reason?.message ?? reason), String(reason?.stack ?? "")];
  if (name === "AbortError") return;
  // What browsers say when import() fails has no name of its own.
  if (name === "TypeError" && /dynamically imported module|module script/i.test(message)) void missed("missing");
  // Other people's scripts, of the browser's extensions for one, are not ours to explain.
  else if (!stack || stack.includes(`${ASSETS}site-`)) tell("failed");
}

/** When everything was to be there: an element without its script is dead, and nobody else would say so. */
async function lookForDead() {
  const dead = [...document.querySelectorAll(ELEMENTS)].some(({ localName }) => !customElements.get(localName));
  // A browser that runs no modules is told by the page itself.
  if (dead && "noModule" in HTMLScriptElement.prototype) void missed((await isThere()) ? undefined : "missing");
}

/** Whether the page's scripts can be had; if so, the browser cannot read them. */
async function isThere() {
  const scripts = /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll("script[type=module]"));
  const loading = [...scripts].map(({ src }) =>
    fetch(src, { cache: "force-cache" }).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return (await Promise.all(loading)).every(Boolean);
}

/** Instant navigation has put a page of another version among the scripts of this one: open it properly. */
function watchVersion() {
  new MutationObserver(() => {
    const now = versionNow();
    if (version && now && now !== version) location.reload();
  }).observe(document.head, { childList: true });
}

if (location.protocol !== "file:") {
  Reflect.set(globalThis, "handbook", /** @type {Guard} */ ({ isRenewed }));
  addEventListener("error", threw, true);
  addEventListener("unhandledrejection", rejected);
  if (document.readyState === "complete") void lookForDead();
  else addEventListener("load", () => void lookForDead(), { once: true });
  watchVersion();
}

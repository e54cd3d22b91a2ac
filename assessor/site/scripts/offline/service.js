/**
 * The page's side of the service worker: brings it in, talks to it, and offers new versions. Without service workers
 * (WeChat on iPhones, plain http) nothing happens and nothing is lost.
 */

import { SITE } from "../addresses.js";
import { offerUpdate, showRenewed } from "./bar.js";

/**
 * @typedef {import("./protocol.js").Request} Request
 * @typedef {import("./protocol.js").Kept} Kept
 */

// At the root, so that it is in charge of all pages.
const WORKER = new URL("sw.js", SITE);
const HOUR = 3_600_000;

/** @type {Promise<ServiceWorkerRegistration | undefined> | undefined} */
let registered;

/** Whether this browser has service workers for this page: not in WeChat on iPhones, on plain http, in a sandbox. */
export function canKeep() {
  try {
    return Boolean(navigator.serviceWorker);
  } catch {
    return false;
  }
}

/** The registration; undefined where there can be none. */
function registration() {
  registered ??= register().catch(() => undefined);
  return registered;
}

async function register() {
  if (!canKeep()) return undefined;
  const found = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  if (!found) return undefined;
  watchUpdates(found);
  return found;
}

/**
 * Tell the active worker something; answers arrive at `hear`. False if there is no worker to be had.
 * @param {Request} request
 * @param {(kept: Kept) => void} [hear]
 */
export async function tell(request, hear) {
  const found = await registration();
  const active = found && (found.active ?? (await activated(found)));
  if (!active) return false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (message) => hear?.(message.data);
  active.postMessage(request, [port2]);
  return true;
}

/**
 * The worker of a first installation, once it is active; null if that failed.
 * @param {ServiceWorkerRegistration} found
 * @returns {Promise<ServiceWorker | null>}
 */
function activated(found) {
  const worker = found.installing ?? found.waiting;
  return new Promise((resolve) => {
    const settle = () => {
      if (!worker || worker.state === "redundant") resolve(found.active);
      else if (worker.state === "activated") resolve(worker);
    };
    worker?.addEventListener("statechange", settle);
    settle();
  });
}

/** @param {ServiceWorkerRegistration} found */
function watchUpdates(found) {
  const { serviceWorker } = navigator;
  let wanted = false;
  const offer = () => {
    // Without a controller this is the first installation, not an update.
    if (!found.waiting || !serviceWorker.controller) return;
    offerUpdate(() => {
      wanted = true;
      /** @type {Request} */
      const request = { verb: "update" };
      found.waiting?.postMessage(request);
    });
  };
  let controlled = Boolean(serviceWorker.controller);
  serviceWorker.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    // Another tab has agreed: this one may hold what has been typed, so its reader decides.
    else if (controlled) showRenewed(() => location.reload());
    controlled = true;
  });
  found.addEventListener("updatefound", () => {
    const { installing } = found;
    installing?.addEventListener("statechange", offer);
  });
  offer();
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    found.update().catch(() => {}); // no network: next time
  });
}

/**
 * This browser as the place where records are kept: localStorage, which is there at once and can still be written to
 * while a page is closing. Several projects may share an origin: all keys begin with the site's path.
 */

import { SITE } from "../addresses.js";
import { whenIdle } from "../idle.js";
import { keepForTab, keptForTab } from "../tab-storage.js";
import { Records } from "./records.js";
import { termName, termTold } from "./term-name.js";

const PREFIX = `handbook:${SITE.pathname}:`;
const KEY = `${PREFIX}records`;
const ASIDE = `${PREFIX}aside:`;
const [ONLY, TURNED] = [`${PREFIX}session-only`, `${PREFIX}current`];

/** Milliseconds without an edit, after which it is put away. */
const REST = 300;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

/** Throws where there is none, as in web views that are not allowed any: then it is null. */
function storage() {
  const { localStorage: found } = globalThis;
  if (!found) throw new TypeError("no storage");
  return found;
}

const ours = () => Object.keys(storage()).filter((key) => key.startsWith(PREFIX));
const isAside = (/** @type {string} */ key) => key.startsWith(ASIDE);

let [only, turned] = [keptForTab(ONLY) !== null, keptForTab(TURNED)];

/** @type {import("./keeper.js").Place} */
const place = {
  read: () => storage().getItem(KEY),
  write: (text) => storage().setItem(KEY, text),
  setAside(text) {
    if (!place.asides().includes(text)) storage().setItem(ASIDE + Date.now(), text);
  },
  asides: () =>
    ours()
      .filter(isAside)
      .map((key) => storage().getItem(key) ?? ""),
  dropAsides() {
    for (const key of ours().filter(isAside)) storage().removeItem(key);
  },
  takeAll() {
    const all = Object.fromEntries(ours().map((key) => [key, storage().getItem(key) ?? ""]));
    for (const key of Object.keys(all)) storage().removeItem(key);
    return all;
  },
  putBack(all) {
    for (const [key, text] of Object.entries(all)) storage().setItem(key, text);
  },
  alone(work) {
    // Only pages served over https (or from this machine) have locks; without them merging does.
    if (navigator.locks) void navigator.locks.request(KEY, () => void work()).catch(work);
    else work();
  },
  soon(work) {
    clearTimeout(resting);
    resting = setTimeout(() => whenIdle(work), REST);
  },
  now: () => Date.now(),
  newId: () =>
    [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
  get turnedTo() {
    return turned;
  },
  set turnedTo(id) {
    turned = id;
    keepForTab(TURNED, id);
  },
  get sessionOnly() {
    return only;
  },
  set sessionOnly(on) {
    only = on;
    keepForTab(ONLY, on ? "1" : null);
  },
};

/** The records of this device. */
export const records = new Records(place, () => termName(new Date()), termTold);

const saveNow = () => {
  if (records.unsaved) records.save();
};

// Only storage that lasts has this key.
addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY) records.hear(newValue);
});
addEventListener("pagehide", saveNow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveNow();
});
// A page that comes back as it was has heard nothing meanwhile.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) records.save();
});
addEventListener("beforeunload", (event) => {
  if (records.trouble && records.trouble !== "broken" && records.unsaved && records.unfiled.count)
    event.preventDefault();
});

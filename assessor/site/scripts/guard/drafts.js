/**
 * What is typed into a calculator that does not run, because its scripts have not arrived yet or never will, is kept on
 * the device, and typed in again when one runs.
 *
 * A calculator that runs has `data-live` and says so with the event `handbook-live`; its detail tells when a field of
 * the record in use was last edited (0: never).
 */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Draftable */
/** @typedef {Record<string, {value: string, at: number}>} Drafts */

const guardScript = /** @type {HTMLScriptElement} */ (document.currentScript);
/** The site's root: this script lies in assets/. */
const SITE_ROOT = new URL("../", guardScript.src);
const OURS = `handbook:${SITE_ROOT.pathname}:`;
const DRAFT = `${OURS}draft`;

/** Where drafts are kept, as the reader wants it; throws where the browser keeps nothing. */
function draftStorage() {
  const ofTab = globalThis.sessionStorage?.getItem(`${OURS}session-only`) ?? null;
  const storage = ofTab === null ? globalThis.localStorage : globalThis.sessionStorage;
  if (!storage) throw new TypeError("no storage");
  return storage;
}

/** @returns {Drafts} none where they cannot be read */
function readDrafts() {
  try {
    const found = JSON.parse(draftStorage().getItem(DRAFT) ?? "{}");
    const isDraft = (/** @type {any} */ draft) => typeof draft?.value === "string" && typeof draft.at === "number";
    return Object.fromEntries(Object.entries(found ?? {}).filter(([, draft]) => isDraft(draft)));
  } catch {
    return {}; // refused, or not ours
  }
}

/** @param {Drafts} drafts @returns {boolean} whether they are kept */
function writeDrafts(drafts) {
  try {
    if (Object.keys(drafts).length) draftStorage().setItem(DRAFT, JSON.stringify(drafts));
    else draftStorage().removeItem(DRAFT);
    return true;
  } catch {
    return false; // the sentence of the guard says so
  }
}

/** Whether this browser keeps anything. */
function keepsDrafts() {
  try {
    draftStorage().setItem(`${OURS}try`, "");
    draftStorage().removeItem(`${OURS}try`);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a control is called in the drafts: the same on every page and in every version of the site.
 * @param {Draftable} control
 */
function draftName(control) {
  const { about, empty, unsure } = control.dataset;
  if (about !== undefined) return `about ${about}`;
  if (control.name === "policies") return `policy ${control.value}`;
  const list = /** @type {HTMLElement | null} */ (control.closest("[data-list]"));
  if (!list) return control.name ? `field ${control.name}` : "";
  const name = list.dataset["list"] ?? "";
  if (empty !== undefined) return `empty ${name}`;
  if (unsure !== undefined) return `unsure ${name}`;
  // The rows that are in the page from the start are named by a hidden cell.
  const row = control.closest("[data-rows] > *")?.querySelector("input[type=hidden]");
  return control.name ? `cell ${control.name} ${row instanceof HTMLInputElement ? row.value : ""}` : "";
}

/** @param {Draftable} control */
const isTicked = (control) => control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);

/** @param {Draftable} control */
function draftValue(control) {
  if (!(control instanceof HTMLInputElement) || !isTicked(control)) return control.value;
  if (control.type === "radio") return control.checked ? control.value : "";
  return control.checked ? "on" : "";
}

/** @param {Draftable} control @param {string} value */
function putDraft(control, value) {
  if (!(control instanceof HTMLInputElement) || !isTicked(control)) control.value = value;
  else control.checked = control.type === "radio" ? control.value === value : value === "on";
}

/** @param {ParentNode} place @returns {Draftable[]} the choice of policies first: others may not be asked for */
function draftables(place) {
  const all = /** @type {NodeListOf<Draftable>} */ (
    place.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")
  );
  const rank = (/** @type {Draftable} */ control) =>
    ["about", "policy"].indexOf(draftName(control).split(" ")[0] ?? "") >>> 0;
  return [...all].filter(draftName).sort((a, b) => rank(a) - rank(b));
}

/** Keep what has just been typed where nothing else does. @param {Event} event */
function keepDraft({ target }) {
  if (!(target instanceof Element) || !target.closest("policy-calculator:not([data-live])")) return;
  const control = /** @type {Draftable | null} */ (
    target.closest("input:not([type=hidden], [type=file]), select, textarea")
  );
  const name = control ? draftName(control) : "";
  if (control && name) writeDrafts({ ...readDrafts(), [name]: { value: draftValue(control), at: Date.now() } });
}

/** Show in calculators that do not run what was typed into such before. */
function showDrafts() {
  const drafts = readDrafts();
  for (const calculator of document.querySelectorAll("policy-calculator:not([data-live])")) {
    for (const control of draftables(calculator)) {
      const draft = drafts[draftName(control)];
      if (draft) putDraft(control, draft.value);
    }
  }
}

/**
 * Type the drafts into a calculator that runs now; what was edited later elsewhere stays.
 * @param {Element} calculator
 * @param {(field: string) => number} edited
 */
function typeDrafts(calculator, edited) {
  const drafts = readDrafts();
  if (!Object.keys(drafts).length) return;
  for (const control of draftables(calculator)) {
    const name = draftName(control);
    const draft = drafts[name];
    // What is not asked for now waits until it is.
    if (!draft || (control.closest("[hidden]") && !control.matches("[data-about], [name=policies]"))) continue;
    const list = /** @type {HTMLElement | null} */ (control.closest("[data-list]"));
    if (edited(list?.dataset["list"] ?? control.name) < draft.at) {
      putDraft(control, draft.value);
      for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    // All buttons of a group have one name.
    if (!(control instanceof HTMLInputElement && control.type === "radio" && draft.value && !control.checked))
      delete drafts[name];
  }
  writeDrafts(drafts);
}

for (const kind of ["input", "change"]) document.addEventListener(kind, keepDraft, true);
document.addEventListener("handbook-live", (event) => {
  const { target, detail } = /** @type {CustomEvent<(field: string) => number>} */ (event);
  if (target instanceof Element) typeDrafts(target, detail);
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showDrafts);
else showDrafts();
for (const calculator of document.querySelectorAll("policy-calculator[data-live]")) typeDrafts(calculator, () => 0);

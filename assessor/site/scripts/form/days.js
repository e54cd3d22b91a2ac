/**
 * Days and months as people write them: what lacks its year gets it when the field is left, and says so; a button opens
 * the browser's calendar, where it has one.
 */

import { make } from "../element.js";
import { formTexts as texts } from "./texts.js";
import { completed, dayIn } from "./school-year.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("./form.js").Control} Control */

/** @implements {Feature} */
export class Days {
  #host;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    if (!canPick()) for (const button of host.parts.form.querySelectorAll(".pc-pick")) button.remove();
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { form } = this.#host.parts;
    form.addEventListener("input", ({ target }) => this.#typed(target), { signal });
    // Before the message about what is wrong is shown: that it lacked its year no longer is.
    form.addEventListener("change", ({ target }) => this.#left(target), { signal, capture: true });
  }

  cleared() {
    for (const line of this.#host.parts.form.querySelectorAll(".pc-read")) line.remove();
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const control = button.parentElement?.querySelector("input");
    if (action !== "pick" || !control) return false;
    pickDay(control);
    return true;
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    const control = /** @type {Control} */ (target);
    if (!isDay(control)) return;
    const text = completed(control, control.value.trim(), this.#host.parts.form);
    tell(control, text === control.value.trim() ? "" : texts.understood(text));
  }

  /** @param {EventTarget | null} target */
  #left(target) {
    const control = /** @type {Control} */ (target);
    if (!isDay(control)) return;
    const typed = control.value.trim();
    const text = completed(control, typed, this.#host.parts.form);
    if (text === typed) return;
    control.value = text;
    tell(control, texts.rewritten(typed, text));
    this.#host.parts.announcer.note(texts.rewritten(typed, text));
  }
}

/** @param {unknown} target */
const isDay = (target) => target instanceof HTMLInputElement && target.dataset["thisYear"] !== undefined;

/** Say at a single field what was understood; a cell shows it by itself when it is left. @param {Control} control @param {string} words */
function tell(control, words) {
  const entry = control.closest(".pc-field");
  const line = entry?.querySelector(".pc-read");
  if (line) line.textContent = words;
  else if (words) entry?.querySelector(".pc-box")?.after(make("p", { class: "pc-help pc-read" }, words));
  if (!words) line?.remove();
}

/** A browser that has a calendar and does not open it. */
let refuses = false;

/** Whether the browser can open its calendar: in a frame of another site's page it refuses. */
export const canPick = () => "showPicker" in HTMLInputElement.prototype && !refuses && !isForeign();

function isForeign() {
  try {
    return globalThis.top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}

/**
 * Let the reader pick a day or a month in the browser's own calendar.
 * @param {HTMLInputElement} control
 */
export function pickDay(control) {
  const type = control.dataset["kind"] === "month" && supportsMonths() ? "month" : "date";
  const picker = make("input", { type, class: "pc-picker", tabindex: "-1", "aria-hidden": "true" });
  picker.value = type === "date" ? dayIn(control.value) : control.value;
  picker.addEventListener("input", (event) => event.stopPropagation());
  picker.addEventListener("change", (event) => {
    event.stopPropagation();
    control.value = control.dataset["kind"] === "month" ? picker.value.slice(0, 7) : picker.value;
    for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
    picker.remove();
    control.focus();
  });
  control.parentElement?.querySelector(".pc-picker")?.remove();
  control.after(picker);
  try {
    picker.showPicker();
  } catch {
    // Whatever the reason: a button that does nothing is none.
    refuses = true;
    picker.remove();
    for (const button of control.closest("[data-part=form]")?.querySelectorAll(".pc-pick, [data-pick]") ?? [])
      button.remove();
    control.focus();
  }
}

function supportsMonths() {
  const probe = document.createElement("input");
  probe.type = "month";
  return probe.type === "month";
}

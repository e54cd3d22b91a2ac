/**
 * The way back from what was done to a list's rows: a line in the list for as long as the visit lasts, the newest step
 * first. Other rows put in their place end it.
 */

import { make } from "../element.js";
import { formTexts as texts } from "./texts.js";

/**
 * `restore` undoes the step and returns what should have the focus then.
 * @typedef {{words: string, restore: () => HTMLElement | null}} Done
 */

/** @type {WeakMap<Element, Done[]>} */
const steps = new WeakMap();

/**
 * Say in the list what was done, with the way back.
 * @param {Element} list
 * @param {string} words
 * @param {Done["restore"]} restore
 */
export function offerUndo(list, words, restore) {
  steps.set(list, [...(steps.get(list) ?? []), { words, restore }]);
  show(list);
}

/** Undo the newest step. @param {Element} list */
export function undo(list) {
  const focus = steps.get(list)?.pop()?.restore();
  show(list);
  focus?.focus();
}

/** The rows are others. @param {Element} list */
export function forgetUndo(list) {
  if (steps.delete(list)) show(list);
}

/** @param {Element} list */
function show(list) {
  list.querySelector(".pc-undo")?.remove();
  const last = steps.get(list)?.at(-1);
  if (!last) return;
  const button = make("button", { type: "button", "data-action": "undo-rows" }, texts.undo);
  list.querySelector(".pc-row-actions")?.before(make("p", { class: "pc-undo" }, make("span", {}, last.words), button));
}

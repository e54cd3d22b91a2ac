/** What in the form is answered, and what is still open. */

import { isTouched } from "./form.js";
import { formTexts } from "./texts.js";
import { answerBoxes, cellsOf, isFixed, isName, rowsOf } from "./rows.js";

/** The fields and lists in some part of the form. @param {Element} part */
export const entriesIn = (part) =>
  /** @type {HTMLElement[]} */ ([...part.querySelectorAll(".pc-field[data-field], .pc-list[data-list]")]);

/** @param {HTMLElement} entry */
export const nameOf = (entry) => entry.dataset["field"] ?? entry.dataset["list"] ?? "";

/** Whether a chosen policy asks for it. @param {HTMLElement} entry */
export const isAsked = (entry) => !entry.closest("[hidden]");

/** Whether there is an answer, be it 不清楚 or that there are none. @param {HTMLElement} entry */
export function isAnswered(entry) {
  if (!entry.dataset["list"])
    return [...entry.querySelectorAll("input[name], select")].some((control) => valueOf(control));
  return rowsOf(entry).some(isTouched) || Object.values(answerBoxes(entry)).some((box) => box?.checked);
}

/**
 * Whether something blank in it can still change a result: what nobody knows is not asked again, nor is a list with no
 * blank cell.
 * @param {HTMLElement} entry
 * @param {Set<string>} needed
 */
export function isOpen(entry, needed) {
  if (!needed.has(nameOf(entry))) return false;
  if (!isAnswered(entry)) return true;
  const rows = isFixed(entry) ? rowsOf(entry) : rowsOf(entry).filter(isTouched);
  return rows
    .filter(isAsked)
    .flatMap(cellsOf)
    .some((cell) => !isName(cell) && !cell.value);
}

/** Whether the answer is that nobody knows. @param {Element} control */
export const isUnsure = (control) => valueOf(control) === formTexts.unsure;

/** @param {Element} control */
const valueOf = (control) =>
  control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.value.trim() : "";

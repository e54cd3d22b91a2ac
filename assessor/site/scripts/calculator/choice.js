/** Which policies to judge by, and which fields they ask for: what no chosen policy needs is hidden, and not sent. */

import { records } from "../records/device.js";
import { texts } from "./texts.js";

/** @param {Element} choice */
export const boxesOf = (choice) =>
  /** @type {HTMLInputElement[]} */ ([...choice.querySelectorAll("input[name=policies]")]);

/** The ids of the ticked policies. @param {Element} choice */
export const chosenIn = (choice) => boxesOf(choice).flatMap((box) => (box.checked ? [box.value] : []));

/** @param {HTMLInputElement} box */
export const nameOf = (box) => box.labels?.[0]?.querySelector("[data-name]")?.textContent ?? box.value;

/** Say in the line above the boxes, which may be folded, what is ticked. @param {Element} choice */
export function showChosen(choice) {
  const line = choice.querySelector("[data-chosen]");
  const names = boxesOf(choice).flatMap((box) => (box.checked ? [nameOf(box)] : []));
  if (line) line.textContent = texts.chosen(names);
  const lacks = /** @type {HTMLElement | null | undefined} */ (choice.parentElement?.querySelector("[data-lacks]"));
  if (lacks) lacks.hidden = !names.length || !answersNone(choice, ["appraisal", "money"]);
}

/** Whether no ticked policy answers one of these questions. @param {Element} choice @param {string[]} heads */
export const answersNone = (choice, heads) =>
  !boxesOf(choice).some((box) => box.checked && heads.some((head) => box.dataset["heads"]?.split(" ").includes(head)));

/** Keep in the record what was answered at the start. @param {import("./suiting.js").About} about */
export const rememberAbout = (about) => records.answer({ ...about });

/** What was answered at the start. @returns {Partial<import("./suiting.js").About>} */
export const recallAbout = () => records.answers;

/** Keep in the record what is ticked now. @param {Element} choice */
export const rememberChoice = (choice) => records.choose(chosenIn(choice));

/** Tick what was ticked for the record in use; where nothing ever was, or nothing of it exists, what the page proposes. @param {Element} choice */
export function recallChoice(choice) {
  const ticked = new Set(records.policies);
  const boxes = boxesOf(choice);
  const known = records.policies?.length === 0 || boxes.some((box) => ticked.has(box.value));
  for (const box of boxes) box.checked = known ? ticked.has(box.value) : box.defaultChecked;
}

/**
 * Show the fields, rows and groups that these policies need, and no others.
 * @param {Element} form
 * @param {string[]} policies
 */
export function showNeeded(form, policies) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-policies]"))) {
    part.hidden = !part.dataset["policies"]?.split(" ").some((policy) => policies.includes(policy));
  }
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-group]"))) {
    // A group that folds away does so with its heading.
    const whole = group.closest("details") ?? group;
    whole.hidden = !group.querySelector(":scope > :is(.pc-field, .pc-list):not([hidden])");
  }
}

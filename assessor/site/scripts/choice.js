/** Which policies to judge by, and which fields they ask for: what no chosen policy needs is hidden, and not sent. */

import { texts } from "./texts.js";

/** @type {Set<string> | null} the choice while the page is open; see memory.js */
let remembered = null;

/** @param {Element} choice */
const boxesOf = (choice) => /** @type {HTMLInputElement[]} */ ([...choice.querySelectorAll("input[name=policies]")]);

/** The ids of the ticked policies. @param {Element} choice */
export const chosenIn = (choice) => boxesOf(choice).flatMap((box) => (box.checked ? [box.value] : []));

/** Say in the line above the boxes, which may be folded, what is ticked. @param {Element} choice */
export function showChosen(choice) {
  const line = choice.querySelector("[data-chosen]");
  const names = boxesOf(choice).flatMap((box) => (box.checked ? [box.labels?.[0]?.textContent ?? box.value] : []));
  if (line) line.textContent = texts.chosen(names);
}

/** Keep what is ticked now for when the reader comes back. @param {Element} choice */
export function rememberChoice(choice) {
  remembered = new Set(chosenIn(choice));
}

/** Tick what was ticked when the reader left. @param {Element} choice */
export function recallChoice(choice) {
  for (const box of remembered ? boxesOf(choice) : []) box.checked = remembered?.has(box.value) ?? false;
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

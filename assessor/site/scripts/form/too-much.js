/** What was refused because it is more than is kept: a line where it was to go, until something is typed there. */

import { make } from "../element.js";

/** @param {Element} place the list, or the control @param {string} words */
export function tellTooMuch(place, words) {
  const entry = place.closest(".pc-list, .pc-field") ?? place;
  entry.querySelector(".pc-too-much")?.remove();
  const line = make("p", { class: "pc-help pc-too-much", role: "alert" }, words);
  const before = entry.querySelector(".pc-row-actions");
  if (before) before.before(line);
  else (entry.querySelector(".pc-box") ?? place).after(line);
  entry.addEventListener("input", () => line.remove(), { once: true });
}

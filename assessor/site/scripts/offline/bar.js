/** A bar at the foot of the page with one button; there is never more than one. */

import { make } from "../element.js";
import { offlineTexts } from "./texts.js";

/** @type {HTMLElement | undefined} */
let bar;

/** Offer the new version; `agree` is called once. @param {() => void} agree */
export function offerUpdate(agree) {
  const button = show(offlineTexts.update, offlineTexts.updateHint);
  button.addEventListener("click", () => {
    button.disabled = true;
    button.textContent = offlineTexts.updating;
    agree();
  });
}

/** Say that the site has been renewed under this page. @param {() => void} reload */
export function showRenewed(reload) {
  show(offlineTexts.renewed, "").addEventListener("click", reload);
}

/** @param {string} words @param {string} hint */
function show(words, hint) {
  bar?.remove();
  // The guard's sentence (guard/trouble.js) has the same button, and says more.
  const said = document.querySelector(".hb-bar") !== null;
  const button = make("button", { type: "button", "data-action": "update" }, words);
  const later = make("button", { type: "button", "data-action": "later" }, offlineTexts.later);
  later.addEventListener("click", () => bar?.remove());
  bar = make("div", { class: "hb-bar", role: "status" }, button, ...(hint ? [make("span", {}, hint)] : []), later);
  if (!said) document.body.append(bar);
  return button;
}

/** A bar at the foot of the page with one button; there is never more than one. */

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
  bar = document.createElement("div");
  bar.className = "hb-bar";
  bar.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset["action"] = "update";
  button.textContent = words;
  const later = document.createElement("button");
  later.type = "button";
  later.dataset["action"] = "later";
  later.textContent = offlineTexts.later;
  later.addEventListener("click", () => bar?.remove());
  bar.append(button, ...(hint ? [Object.assign(document.createElement("span"), { textContent: hint })] : []), later);
  document.body.append(bar);
  return button;
}

/** The search's own style sheet, loaded when it is first needed. */

import { ASSETS } from "../addresses.js";

const SHEET = new URL("search.css", ASSETS).href;

/** @type {HTMLLinkElement | undefined} */
let link;

/** Link the sheet and wait for it; without it the search is plain but works. A theme may have changed the head since. */
export function addStyles() {
  if (link?.isConnected) return Promise.resolve();
  const sheet = (link ??= document.createElement("link"));
  sheet.rel = "stylesheet";
  sheet.href = SHEET;
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      sheet.onload = sheet.onerror = () => resolve();
      document.head.append(sheet);
    })
  );
}

/** The search's own style sheet, loaded when it is first needed. */

const SHEET = new URL("search.css", import.meta.url).href;

/** @type {Promise<void> | undefined} */
let added;

/** Link the sheet and wait for it; without it the search is plain but works. */
export function addStyles() {
  added ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = SHEET;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  return added;
}

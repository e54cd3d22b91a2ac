/**
 * All that a page loads of the search: it waits for / or Ctrl+K or for the button to be pressed.
 *
 * The button is a link to the list of policies, `<a data-search href="…/policies/">`, which is what it does where
 * scripts do not run. `?q=` in an address opens the search with that query.
 */

import { isComposed } from "./composition.js";
import { keptForTab } from "./tab-storage.js";

/** Under this name search/landing.js remembers what was searched for. */
const LANDED = "search-landed";

/** @param {string} [query] */
async function open(query) {
  const { openDialog } = await import("./search/dialog.js");
  await openDialog(query);
}

/** Whether keys typed here are text. @param {EventTarget | null} target */
const takesText = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** @param {KeyboardEvent} event */
function isCalled(event) {
  if (isComposed(event) || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  return event.key === "/" && !takesText(event.target);
}

function start() {
  for (const button of document.querySelectorAll("[data-search]")) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", "/ Control+K");
  }
  document.addEventListener("keydown", (event) => {
    const pressed = event.key === " " && event.target instanceof Element && event.target.closest("[data-search]");
    if (!pressed && !isCalled(event)) return;
    event.preventDefault();
    void open();
  });
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.target instanceof Element && event.target.closest("[data-search]"))) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation(); // the theme would follow the link
      void open();
    },
    true,
  );
  const query = new URLSearchParams(location.search).get("q");
  if (query) void open(query);
  if (keptForTab(LANDED)) void import("./search/landing.js").then(({ land }) => land());
}

if (typeof HTMLDialogElement === "function") start();

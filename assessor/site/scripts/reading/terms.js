/** The meaning of a term beside the word: opened by a tap, a key or the pointer, closed by Esc or by a tap elsewhere. */

import { make } from "../element.js";
import { readingTexts as texts } from "./texts.js";

const GAP = 6;
const EDGE = 12;
/** How long the pointer may be on its way from the word to its meaning, in milliseconds. */
const WAY = 250;

const title = make("b", { id: "hb-meaning-title" });
const means = make("p");
const more = make("a", {}, texts.glossary);
const box = make(
  "div",
  { popover: "", class: "hb-meaning", role: "dialog", tabindex: "-1", "aria-labelledby": "hb-meaning-title" },
  title,
  means,
  make("p", {}, more),
);

/**
 * Show what a term means.
 * @param {HTMLAnchorElement} link
 * @param {boolean} asked then the meaning gets the focus, and gives it back
 */
export function showMeaning(link, asked) {
  if (!asked && (box.matches(":popover-open") || !link.matches(":hover"))) return;
  if (!box.isConnected) document.body.append(box);
  box.hidePopover();
  title.textContent = link.textContent;
  means.textContent = link.dataset["means"] ?? "";
  more.href = link.href;
  box.showPopover();
  place(link);
  // Only now: the browser would scroll to where the box was before it had its place.
  if (asked) box.focus({ preventScroll: true });
  else closeWhenLeft(link);
}

more.addEventListener("click", () => box.hidePopover());

/** Below the word, or above it where there is no room; never off the screen. @param {HTMLElement} link */
function place(link) {
  const word = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const [width, height] = [box.offsetWidth, box.offsetHeight];
  const room = document.documentElement.clientWidth - width - EDGE;
  const below = word.bottom + GAP + height < innerHeight || word.top < height + GAP;
  box.style.left = `${scrollX + Math.max(EDGE, Math.min(word.left, room))}px`;
  box.style.top = `${scrollY + (below ? word.bottom + GAP : word.top - GAP - height)}px`;
}

/** The pointer may go over to the meaning; it closes once the pointer has left both. @param {HTMLElement} link */
function closeWhenLeft(link) {
  const visit = new AbortController();
  const { signal } = visit;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stay = () => clearTimeout(timer);
  const leave = () => {
    stay();
    timer = setTimeout(() => box.hidePopover(), WAY);
  };
  for (const element of [link, box]) {
    element.addEventListener("pointerenter", stay, { signal });
    element.addEventListener("pointerleave", leave, { signal });
  }
  box.addEventListener(
    "toggle",
    (event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      stay();
      visit.abort();
    },
    { signal },
  );
}

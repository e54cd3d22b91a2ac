/** New results in place of old ones, without closing what the reader opened or taking away the focus. */

import { texts } from "./texts.js";

const FOCUSABLE = "a[href], button, summary";

/**
 * @param {HTMLElement} place
 * @param {string} html from our own builder in Python, which escapes everything it is given
 */
export function showResults(place, html) {
  const open = new Set([...place.querySelectorAll("details[open]")].map(keyOf));
  const focus = focusIn(place);
  place.innerHTML = html;
  for (const details of place.querySelectorAll("details")) details.open ||= open.has(keyOf(details));
  if (!focus) return;
  const owners = [...place.querySelectorAll("[data-result], section")];
  const owner = owners.find((element) => ownKey(element) === focus.owner);
  const again = owner?.querySelectorAll(FOCUSABLE)[focus.position];
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * What has the focus: the position among the focusable things of its result.
 * @param {HTMLElement} place
 */
function focusIn(place) {
  const active = document.activeElement;
  const owner = active && place.contains(active) ? active.closest("[data-result], section") : null;
  if (!owner || !active) return null;
  return { owner: ownKey(owner), position: [...owner.querySelectorAll(FOCUSABLE)].indexOf(active) };
}

/** @param {Element} element a result or a policy's section */
const ownKey = (element) => `${element.getAttribute("data-policy")} ${element.getAttribute("data-result")}`;

/** @param {Element} details */
function keyOf(details) {
  const owner = details.closest("[data-result], section");
  return `${owner ? ownKey(owner) : ""} ${details.className}`;
}

/**
 * From now on, whatever in here turns out to be wider than its box can be reached and scrolled with the keyboard.
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 */
export function keepScrollable(place, signal) {
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries) makeReachable(/** @type {HTMLElement} */ (target));
  });
  const observe = () => {
    boxes.disconnect();
    for (const box of place.querySelectorAll(".pc-rows, .pc-readings")) boxes.observe(box);
  };
  const renewed = new MutationObserver(observe);
  renewed.observe(place, { childList: true });
  observe();
  signal.addEventListener("abort", () => {
    boxes.disconnect();
    renewed.disconnect();
  });
}

/** @param {HTMLElement} box */
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", texts.wideTable);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

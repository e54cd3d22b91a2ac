/** New results in place of old ones, without closing what the reader opened or taking away the focus. */

import { become } from "./become.js";
import { texts } from "../calculator/texts.js";

const FOCUSABLE = "a[href], button, summary";

/**
 * @typedef {import("../engine/protocol.js").Part} Part
 * @typedef {import("../engine/protocol.js").Renewed} Renewed
 *
 * A part in its place, and the parts inside of it by their keys.
 * @typedef {{element: Element, inside: Held}} Holding
 * @typedef {Map<string, Holding>} Held
 */

/** @type {WeakMap<HTMLElement, {mark: string, held: Held}>} what was put in which place */
const put = new WeakMap();

/**
 * The mark of the results shown; "" if they are not (or no longer) ours.
 * @param {HTMLElement} place
 */
export function markOf(place) {
  const { mark, held } = put.get(place) ?? { mark: "", held: new Map() };
  const elements = [...held.values()].map(({ element }) => element);
  const same =
    elements.length === place.children.length && elements.every((element, at) => place.children[at] === element);
  return same ? mark : "";
}

/**
 * Put in place what differs from the results shown.
 * @param {HTMLElement} place
 * @param {Renewed} answer its HTML is from our own builder in Python, which escapes everything it is given
 * @returns {boolean} false if it tells the difference from other results than those shown: then nothing is done
 */
export function renewResults(place, { parts, mark, since }) {
  const shown = markOf(place);
  if (since && since !== shown) return false;
  keepingPlace(place, () => {
    const before = shown ? (put.get(place)?.held ?? new Map()) : new Map();
    if (!shown) place.replaceChildren();
    put.set(place, { mark, held: arrange(place, parts, before) });
  });
  return true;
}

/**
 * @param {Element} box
 * @param {Part[]} parts what is to be in the box, in this order
 * @param {Held} before what is there now
 * @returns {Held}
 */
function arrange(box, parts, before) {
  /** @type {Held} */
  const held = new Map();
  const keys = new Set(parts.map(({ key }) => key));
  for (const [key, { element }] of before) if (!keys.has(key)) element.remove();
  let next = box.firstElementChild;
  for (const { key, html, parts: inside = [] } of parts) {
    const old = before.get(key);
    const isWhole = !inside.length && !old?.inside.size;
    const element = html === undefined ? old?.element : isWhole && old ? become(old.element, made(html)) : made(html);
    if (!element) throw new Error(`no part ${key}`);
    if (old && old.element !== element) {
      if (next === old.element) next = element;
      old.element.replaceWith(element);
    }
    held.set(key, { element, inside: arrange(element, inside, old?.inside ?? new Map()) });
    if (element === next) next = next.nextElementSibling;
    else box.insertBefore(element, next);
  }
  return held;
}

/** @param {string} html @returns {Element} */
function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const element = template.content.firstElementChild;
  if (!element) throw new Error("an empty part");
  return element;
}

/**
 * What the reader opened stays open, and what has the focus keeps it.
 * @param {HTMLElement} place
 * @param {() => void} change
 */
function keepingPlace(place, change) {
  const open = new Map([...place.querySelectorAll("details[open]")].map((details) => [keyOf(details), details]));
  const focus = focusIn(place);
  const active = document.activeElement;
  change();
  const closed = [...open.values()].some((details) => !details.isConnected);
  for (const details of closed ? place.querySelectorAll("details") : []) details.open ||= open.has(keyOf(details));
  if (!focus || document.activeElement === active) return;
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
    const all = entries.map(({ target }) => /** @type {HTMLElement} */ (target));
    // Looked at first and changed afterwards: in turns, every look would have the page laid out anew.
    const wide = all.map((box) => box.scrollWidth > box.clientWidth);
    all.forEach((box, at) => makeReachable(box, wide[at] ?? false));
  });
  /** @type {Set<Element>} */
  let watched = new Set();
  const observe = () => {
    const now = new Set(place.querySelectorAll(".pc-rows, .pc-readings"));
    for (const box of watched) if (!now.has(box)) boxes.unobserve(box);
    for (const box of now) if (!watched.has(box)) boxes.observe(box);
    watched = now;
  };
  const renewed = new MutationObserver(observe);
  renewed.observe(place, { childList: true, subtree: true });
  observe();
  signal.addEventListener("abort", () => {
    boxes.disconnect();
    renewed.disconnect();
  });
}

/** @param {HTMLElement} box @param {boolean} wide */
function makeReachable(box, wide) {
  if (wide) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", texts.wideTable);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

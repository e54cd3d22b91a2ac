/** Where a reader lands from the search: the clause stands out, and in it what was searched for. */

import { rangesOf } from "./search-marks.js";
import { addStyles } from "./search-styles.js";

/** @typedef {import("./search-marks.js").Said} Said */

const LANDED = "search-landed";
const FOUND = "hb-found";
const PATIENCE = 5000;
const PAUSE = 50;
const HEADING = /^H([1-6])$/;

/**
 * Remember, for the page that a result leads to, what was searched for.
 * @param {string} url
 * @param {Said[]} said
 */
export function leave(url, said) {
  try {
    sessionStorage.setItem(LANDED, JSON.stringify({ url, said }));
  } catch {
    // No storage: nothing is marked.
  }
}

/** Mark what was searched for, once the page has come (with or without being loaded anew). */
export async function land() {
  const { url, said } = JSON.parse(sessionStorage.getItem(LANDED) ?? "{}");
  const until = Date.now() + PATIENCE;
  while (url && Date.now() < until) {
    const target = location.href === url ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target) {
      sessionStorage.removeItem(LANDED);
      await addStyles();
      mark(target, said);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  sessionStorage.removeItem(LANDED);
}

/**
 * @param {Element} target
 * @param {Said[]} said
 */
function mark(target, said) {
  for (const old of document.getElementsByClassName(FOUND)) old.classList.remove(FOUND);
  target.classList.add(FOUND);
  if (typeof Highlight !== "function") return; // the clause stands out all the same
  const ranges = sectionOf(target).flatMap((element) => rangesIn(element, said));
  CSS.highlights.set(FOUND, new Highlight(...ranges));
}

/** A heading with what stands below it, up to the next one; anything else for itself. @param {Element} target */
function sectionOf(target) {
  const section = [target];
  if (!HEADING.test(target.tagName)) return section;
  for (let next = target.nextElementSibling; next && !HEADING.test(next.tagName); next = next.nextElementSibling) {
    section.push(next);
  }
  return section;
}

/**
 * @param {Element} element
 * @param {Said[]} said
 */
function rangesIn(element, said) {
  const ranges = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [start, end] of rangesOf(node.nodeValue ?? "", said)) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}

/** Where a reader lands from the search: the clause stands out, and in it what was searched for. */

import { keepForTab, keptForTab } from "../tab-storage.js";
import { rangesOf } from "./marks.js";
import { addStyles } from "./styles.js";

/** @typedef {import("./marks.js").Said} Said */

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
  keepForTab(LANDED, JSON.stringify({ url, said }));
}

/** Mark what was searched for, once the page has come (with or without being loaded anew). */
export async function land() {
  const { url, said } = JSON.parse(keptForTab(LANDED) ?? "{}");
  const until = Date.now() + PATIENCE;
  while (url && Date.now() < until) {
    const target = location.href === url ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target) {
      keepForTab(LANDED, null);
      await addStyles();
      mark(target, said);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  keepForTab(LANDED, null);
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

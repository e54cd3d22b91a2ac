/** The results as a list of links. */

import { SITE } from "../addresses.js";
import { texts } from "./texts.js";

/**
 * @typedef {import("./answer.js").Result} Result
 * @typedef {import("./marks.js").Part} Part
 */

/**
 * @param {string} name
 * @param {string} [class_]
 * @param {...(Node | string)} children
 */
export function element(name, class_ = "", ...children) {
  const made = document.createElement(name);
  if (class_) made.className = class_;
  made.append(...children);
  return made;
}

/** @param {Part[]} parts */
const marked = (parts) => parts.map(({ text, marked: found }) => (found ? element("mark", "", text) : text));

/** @param {Result} result */
export function itemOf(result) {
  const link = document.createElement("a");
  link.href = new URL(result.url, SITE).href;
  link.dataset.kind = result.kind;
  const head = element("span", "hs-head");
  const kind = texts.kinds[result.kind];
  if (kind) head.append(element("span", "hs-kind", kind), " ");
  if (result.label.length) head.append(element("span", "hs-label", ...marked(result.label)), " ");
  head.append(element("b", "", ...marked(result.title)));
  const source = [result.kind === "policy" ? "" : result.source, result.level, result.authority].filter(Boolean);
  link.append(head, " ", element("span", "hs-source", source.join(" · ")));
  if (result.sentence.length) link.append(" ", element("span", "hs-sentence", ...marked(result.sentence)));
  return element("li", "", link);
}

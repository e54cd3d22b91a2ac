/** The results as a list of links. */

import { SITE } from "../addresses.js";
import { make } from "../element.js";
import { texts } from "./texts.js";

/**
 * @typedef {import("./answer.js").Result} Result
 * @typedef {import("./marks.js").Part} Part
 */

/** @param {Part[]} parts */
const marked = (parts) => parts.map(({ text, marked: found }) => (found ? make("mark", {}, text) : text));

/** @param {Result} result */
export function itemOf(result) {
  const link = make("a", { href: new URL(result.url, SITE).href, "data-kind": result.kind });
  const head = make("span", { class: "hs-head" });
  const kind = texts.kinds[result.kind];
  if (kind) head.append(make("span", { class: "hs-kind" }, kind), " ");
  if (result.label.length) head.append(make("span", { class: "hs-label" }, ...marked(result.label)), " ");
  head.append(make("b", {}, ...marked(result.title)));
  const source = [result.kind === "policy" ? "" : result.source, result.level, result.authority].filter(Boolean);
  link.append(head, " ", make("span", { class: "hs-source" }, source.join(" · ")));
  if (result.sentence.length) link.append(" ", make("span", { class: "hs-sentence" }, ...marked(result.sentence)));
  return make("li", {}, link);
}

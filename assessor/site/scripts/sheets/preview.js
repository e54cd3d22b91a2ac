/** What was read of a table, before anything of it is in the form: how much, what was not understood, what is left out. */

import { make } from "../element.js";
import { listsOf, namesOf } from "../form/form.js";
import { cellsOf, isFixed, isName, rowsOf } from "../form/rows.js";
import { sheetsTexts as texts } from "./texts.js";

/**
 * @typedef {import("../engine/protocol.js").SheetProblem} SheetProblem
 * @typedef {import("../engine/protocol.js").SheetRead} SheetRead
 * @typedef {import("../engine/protocol.js").Row} Row
 */

/** Problems shown; a file with more of them has one cause for most. */
const MOST = 50;

/**
 * @param {HTMLElement} form
 * @param {SheetRead} read
 * @param {number} typed how many fields are filled in now
 */
export function preview(form, read, typed) {
  const asked = new Set(namesOf(form));
  const known = Object.entries(read.form);
  const single = known.filter(([, value]) => typeof value === "string");
  const lists = /** @type {[string, Row[]][]} */ (known.filter(([, value]) => Array.isArray(value)));
  const rows = lists.reduce((sum, [, list]) => sum + list.length, 0);
  const others = Object.keys(read.form).filter((name) => !asked.has(name));
  const notices = [...read.notices, ...(others.length ? [texts.notAsked(others)] : []), ...noPlaces(form, lists)];
  /** @type {HTMLElement[]} */
  const parts = [];
  if (known.length) parts.push(asDetails(single, lists));
  if (read.problems.length) {
    parts.push(make("p", { class: "pc-sheets-wrong" }, texts.problems(read.problems.length)));
    parts.push(...asProblems(form, read.problems), make("p", { class: "pc-help" }, texts.leftOut));
  }
  if (notices.length) parts.push(make("p", {}, texts.notices), listOf(notices.map((text) => make("li", {}, text))));
  if (known.length && typed) parts.push(make("p", {}, texts.replaces(typed)));
  return { title: texts.found(single.length, lists.length, rows), parts, count: known.length };
}

/** @param {[string, unknown][]} single @param {[string, Row[]][]} lists */
function asDetails(single, lists) {
  const pairs = single.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, String(value))]);
  const rows = lists.map(([name, list]) => make("li", {}, texts.list(name, list.length)));
  const [values, counts] = [make("dl", {}, ...pairs), listOf(rows)];
  return make(
    "details",
    {},
    make("summary", {}, texts.show),
    ...(pairs.length ? [values] : []),
    ...(rows.length ? [counts] : []),
  );
}

/**
 * Rows of checklists that are not on this page.
 * @param {HTMLElement} form
 * @param {[string, Row[]][]} lists
 */
function noPlaces(form, lists) {
  const found = [];
  for (const [name, rows] of lists) {
    const list = listsOf(form).find((element) => element.dataset["list"] === name && isFixed(element));
    const [key] = list ? rowsOf(list).flatMap(cellsOf).filter(isName) : [];
    if (!list || !key) continue;
    const column = key.name.slice(name.length + 1);
    const items = new Set(
      rowsOf(list)
        .flatMap(cellsOf)
        .filter(isName)
        .map(({ value }) => value),
    );
    const lost = rows.filter((row) => !items.has(row[column] ?? "")).map((row) => row[column] ?? "");
    if (lost.length) found.push(texts.noPlace(name, lost));
  }
  return found;
}

/**
 * A list of problems, each with its cell, and where the form has the field with the way there.
 * @param {HTMLElement} form
 * @param {(SheetProblem | import("../engine/protocol.js").Problem)[]} problems
 */
export function asProblems(form, problems) {
  const names = new Set(namesOf(form));
  const items = problems.slice(0, MOST).map((problem) => {
    const { where, message, touches } =
      "where" in problem ? problem : { where: "", message: problem.message, touches: [] };
    const [field = ""] = touches;
    const item = make("li", {}, where ? `${where}：${message}` : message);
    if (!names.has(field.split(".")[0] ?? "")) return item;
    const link = make("a", { href: `#field-${field.split(".")[0]}` }, texts.fillIn);
    link.dataset["field"] = field;
    item.append(" ", link);
    return item;
  });
  if (problems.length > MOST) items.push(make("li", {}, texts.more(problems.length - MOST)));
  return [listOf(items)];
}

/** @param {HTMLElement[]} items */
const listOf = (items) => make("ul", {}, ...items);

/**
 * Wrong input, told twice: at the field, and in a summary whose links lead there. What was typed stays as it is.
 * And the way to a field, for those links and for the results that lack something.
 */

import { make, unfold } from "../element.js";
import { controlsOf, listsOf } from "./form.js";
import { cellsOf, isName, rowsOf } from "./rows.js";
import { texts } from "../calculator/texts.js";

/**
 * @typedef {import("./form.js").Control} Control
 * @typedef {import("./form.js").Snapshot} Snapshot
 *
 * @typedef {import("../engine/protocol.js").Problem} Problem
 */

let made = 0;

/**
 * The control a problem is about; for a list without a cell, its button 添一行.
 * @param {Element} form
 * @param {Problem} problem
 * @param {Snapshot["sent"]} sent
 * @returns {HTMLElement | null}
 */
function targetOf(form, problem, sent) {
  const list = listOf(form, problem.field);
  if (!list) return controlsOf(form).find((control) => control.name === problem.field) ?? null;
  const row = sent.get(list.dataset["list"] ?? "")?.[(problem.row ?? 1) - 1];
  const cell = row?.isConnected && cellsOf(row).find((cell) => cell.name === problem.field);
  return cell || list.querySelector("[data-action=add-row]");
}

/**
 * The list that a field (list, or list.column) is or belongs to.
 * @param {Element} form
 * @param {string} field
 */
function listOf(form, field) {
  return listsOf(form).find(({ dataset: { list } }) => field === list || field.startsWith(`${list}.`)) ?? null;
}

/** Remove all messages. @param {Element} form @param {HTMLElement | null} summary */
export function clearProblems(form, summary) {
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
    const rest = ids.filter((id) => !document.getElementById(id)?.matches(".pc-error"));
    if (rest.length) control.setAttribute("aria-describedby", rest.join(" "));
    else control.removeAttribute("aria-describedby");
  }
  for (const message of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".pc-error:not([hidden])"))) {
    message.hidden = true;
    message.textContent = "";
  }
  summary?.replaceChildren();
}

/**
 * Show these problems and no others.
 * @param {Element} form
 * @param {HTMLElement | null} summary
 * @param {Problem[]} problems
 * @param {Snapshot["sent"]} sent the rows the problems count by
 * @param {string} note what the results still are
 */
export function showProblems(form, summary, problems, sent, note) {
  clearProblems(form, summary);
  const items = problems.map((problem) => {
    const target = targetOf(form, problem, sent);
    if (target) mark(target, problem.message);
    return summaryItem(target, problem);
  });
  const title = make("p", { class: "pc-summary-title" }, texts.problemsTitle(problems.length));
  summary?.append(title, make("ul", {}, ...items), ...(note ? [make("p", {}, note)] : []));
}

/**
 * Put the message at a control, after any it already has.
 * @param {HTMLElement} target
 * @param {string} message
 */
function mark(target, message) {
  const place = messageOf(target);
  const prefix = make("span", { class: "pc-visually-hidden" }, texts.errorPrefix);
  if (!place.hidden) place.append(" ");
  place.append(prefix, make("span", {}, message));
  place.hidden = false;
  target.setAttribute("aria-invalid", "true");
  const ids = new Set(target.getAttribute("aria-describedby")?.split(" "));
  target.setAttribute("aria-describedby", [...ids.add(place.id)].join(" "));
}

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const places = new WeakMap();

/**
 * The paragraph for a control's message: the one the page provides, or one made beside its cell. (Not inside: a cell
 * is a label, and a message in there would become part of the control's name.)
 * @param {HTMLElement} target
 */
function messageOf(target) {
  let place = places.get(target) ?? null;
  if (!place) {
    const holder = target.matches("button") ? "[data-list]" : ".pc-field";
    place = target.closest(holder)?.querySelector(":scope > .pc-error") ?? null;
  }
  if (!place) {
    place = make("p", { class: "pc-error", hidden: "" });
    (target.closest(".pc-cell") ?? target).after(place);
  }
  made += 1;
  place.id ||= `pc-error-${made}`;
  places.set(target, place);
  return place;
}

/**
 * @param {HTMLElement | null} target
 * @param {Problem} problem
 */
function summaryItem(target, problem) {
  const place = texts.place(problem.field.replace(".", " · ") || texts.whole, problem.row);
  const text = `${place}：${problem.message}`;
  if (!target) return make("li", {}, text);
  made += 1;
  target.id ||= `pc-control-${made}`;
  return make("li", {}, make("a", { href: `#${target.id}`, "data-focus": target.id }, text));
}

/**
 * Where to go to fill in a field that a result lacks (of a list: the first empty cell, else 添一行).
 * @param {Element} form
 * @param {string} field
 * @returns {HTMLElement | null}
 */
export function controlFor(form, field) {
  const list = listOf(form, field);
  if (!list) return controlsOf(form).find((control) => control.name === field) ?? null;
  const whole = field === list.dataset["list"];
  const cells = rowsOf(list)
    .flatMap(cellsOf)
    .filter((cell) => (whole ? !isName(cell) : cell.name === field) && !cell.closest("[hidden]"));
  return cells.find((cell) => !cell.value) ?? cells[0] ?? list.querySelector("[data-action=add-row]");
}

/**
 * Focus a control with its label in view, not only its box.
 * @param {HTMLElement} control
 */
export function goTo(control) {
  unfold(control);
  const holder = control.closest(".pc-field, .pc-row, [data-list]") ?? control;
  // A heading is gone to for what is below it.
  holder.scrollIntoView({ block: control.matches("summary") ? "start" : "nearest" });
  control.focus({ preventScroll: holder.getBoundingClientRect().height < innerHeight / 2 });
}

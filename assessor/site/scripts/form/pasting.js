/**
 * Pasting into lists: what is copied from a spreadsheet goes into rows and columns from the cell on that it is pasted
 * into. Where pasting into a cell is awkward, a button opens a place for it that first shows what will be taken.
 */

import { make } from "../element.js";
import { isTouched, listsOf } from "./form.js";
import { formTexts as texts } from "./texts.js";
import { cellsIn, isTable, planOf } from "./paste.js";
import { addRow, cellsOf, isFixed, isName, removeRow, rowsOf } from "./rows.js";
import { dayOf } from "./school-year.js";
import { LIMITS } from "../records/limits.js";
import { tellTooMuch } from "./too-much.js";
import { offerUndo } from "./undo.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("./form.js").Control} Control */
/** @typedef {import("./paste.js").Plan} Plan */

/** A preview shows so many rows. */
const SHOWN = 12;

let made = 0;

/** @implements {Feature} */
export class Pasting {
  #host;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.#host.parts.form.addEventListener("paste", (event) => this.#pasted(event), { signal });
  }

  /** @param {string} action @param {HTMLElement} button */
  act(action, button) {
    const list = /** @type {HTMLElement | null} */ (button.closest("[data-list]"));
    if (action !== "paste" || !list) return false;
    const open = list.querySelector(".pc-paste");
    if (open) close(list);
    else this.#open(list, button);
    return true;
  }

  reopened() {
    this.cleared();
  }

  cleared() {
    for (const list of listsOf(this.#host.parts.form)) close(list);
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const cell =
      event.target instanceof Element
        ? /** @type {Control | null} */ (event.target.closest("[data-rows] :is(input, select)"))
        : null;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const list = /** @type {HTMLElement | null} */ (cell?.closest("[data-list]") ?? null);
    const row = /** @type {HTMLElement | null} */ (cell?.closest("[data-rows] > *") ?? null);
    if (this.#isTooLong(event.target, text, cell)) {
      event.preventDefault();
      return;
    }
    // One value into a line of text is the browser's own business.
    if (!cell || !list || !row || !text.trim() || (!isTable(text) && cell instanceof HTMLInputElement)) return;
    event.preventDefault();
    const start = shownCells(row).indexOf(cell);
    const plan = planOf(cellsIn(text), columnsOf(list), start, dayOf(this.#host.parts.form));
    this.#fill(list, plan, rowsOf(list).indexOf(row));
  }

  /**
   * Whether it is more than the place takes, which is then told: the browser would cut it off without a word.
   * @param {EventTarget | null} target
   * @param {string} text
   * @param {Control | null} cell of a list, which takes whole tables
   */
  #isTooLong(target, text, cell) {
    if (!(target instanceof HTMLInputElement) || (cell && isTable(text))) return false;
    const kept = target.value.length - ((target.selectionEnd ?? 0) - (target.selectionStart ?? 0));
    if (kept + text.length <= LIMITS.value) return false;
    tellTooMuch(target, texts.tooLong(LIMITS.value));
    return true;
  }

  /** @param {HTMLElement} list @param {HTMLElement} button */
  #open(list, button) {
    made += 1;
    const columns = columnsOf(list);
    const area = make("textarea", {
      id: `pc-paste-${made}`,
      rows: "3",
      spellcheck: "false",
      "aria-describedby": `pc-paste-help-${made}`,
    });
    const preview = make("div", { class: "pc-preview", role: "status" });
    const take = make("button", { type: "button", disabled: "" }, texts.pasteDo(0));
    const cancel = make("button", { type: "button" }, texts.pasteCancel);
    const names = columns.map(({ name }) => name).join("、");
    const panel = make(
      "div",
      { class: "pc-paste" },
      make("label", { for: area.id }, texts.pasteLabel),
      make("p", { class: "pc-help", id: `pc-paste-help-${made}` }, texts.pasteHelp(names)),
      area,
      preview,
      make("p", { class: "pc-row-actions" }, take, cancel),
    );
    /** @type {Plan | null} */
    let plan = null;
    // What is typed in here is not the record yet.
    for (const name of ["input", "change", "keydown", "paste"])
      panel.addEventListener(name, (event) => event.stopPropagation());
    area.addEventListener("input", () => {
      plan = area.value.trim() ? planOf(cellsIn(area.value), columns, 0, dayOf(this.#host.parts.form)) : null;
      take.disabled = !plan?.rows.length || !plan.columns.length;
      take.textContent = texts.pasteDo(take.disabled ? 0 : (plan?.rows.length ?? 0));
      showPlan(preview, plan, columns);
    });
    take.addEventListener("click", () => {
      if (!plan) return;
      close(list);
      this.#fill(list, plan, firstBlank(list));
      /** @type {HTMLElement | null} */ (list.querySelector("[data-action=undo-rows]"))?.focus();
    });
    cancel.addEventListener("click", () => {
      close(list);
      button.focus();
    });
    list.querySelector(".pc-row-actions")?.after(panel);
    button.setAttribute("aria-expanded", "true");
    area.focus();
  }

  /**
   * Fill in the plan from a row on, adding rows where there are too few; blank cells leave what is there.
   * @param {HTMLElement} list
   * @param {Plan} plan
   * @param {number} from
   */
  #fill(list, plan, from) {
    const rows = rowsOf(list).filter((row) => !row.hidden);
    if (!isFixed(list) && from + plan.rows.length > LIMITS.rows) {
      tellTooMuch(list, texts.listFull(LIMITS.rows, rows.length));
      return;
    }
    if (plan.rows.some((row) => row.some((cell) => cell.length > LIMITS.value))) {
      tellTooMuch(list, texts.tooLong(LIMITS.value));
      return;
    }
    /** @type {HTMLElement[]} */
    const added = [];
    /** @type {{cell: Control, before: string, proposed: string | undefined, after: string}[]} */
    const changes = [];
    plan.rows.forEach((values, at) => {
      let row = rows[from + at] ?? null;
      if (!row && !isFixed(list)) {
        row = addRow(list);
        if (row) added.push(row);
      }
      values.forEach((after, place) => {
        const cell = row && shownCells(row)[place];
        if (!cell || !after) return;
        changes.push({ cell, before: cell.value, proposed: cell.dataset["proposed"], after });
        cell.value = after;
        delete cell.dataset["proposed"];
      });
    });
    const names = columnsOf(list).map(({ name }) => name);
    const told = [
      texts.pasted(
        plan.rows.length,
        plan.columns.map((place) => names[place] ?? ""),
      ),
      ...leftOut(plan).map((line) => `${line}。`),
    ];
    offerUndo(list, told.join(""), () => takeBack(list, changes, added));
    this.#host.parts.problems.tellNow();
    this.#host.changed();
    this.#host.parts.announcer.note(told.join(""));
  }
}

/**
 * Undo a paste: cells that were changed since keep what was typed, rows that hold such cells stay.
 * @param {HTMLElement} list
 * @param {{cell: Control, before: string, proposed: string | undefined, after: string}[]} changes
 * @param {HTMLElement[]} added
 */
function takeBack(list, changes, added) {
  for (const { cell, before, proposed, after } of changes) {
    if (cell.value !== after) continue;
    cell.value = before;
    if (proposed !== undefined) cell.dataset["proposed"] = proposed;
  }
  for (const row of added) if (row.isConnected && !isTouched(row)) removeRow(list, row);
  return changes[0]?.cell.isConnected
    ? changes[0].cell
    : /** @type {HTMLElement | null} */ (list.querySelector("[data-action=paste]"));
}

/** @param {Element} list */
function close(list) {
  list.querySelector(".pc-paste")?.remove();
  list.querySelector("[data-action=paste]")?.setAttribute("aria-expanded", "false");
}

/** The first of the rows at the end that hold nothing: a paste goes there, else below. @param {Element} list */
function firstBlank(list) {
  const rows = rowsOf(list).map(isTouched);
  return rows.lastIndexOf(true) + 1;
}

/** The cells that can be seen. @param {Element} row */
const shownCells = (row) => cellsOf(row).filter((cell) => !isName(cell));

/**
 * What the list's columns take.
 * @param {HTMLElement} list
 * @returns {import("./paste.js").Column[]}
 */
function columnsOf(list) {
  const template = list.querySelector("template[data-row]");
  const row = template instanceof HTMLTemplateElement ? template.content.firstElementChild : rowsOf(list)[0];
  return row ? shownCells(row).map((cell) => columnOf(cell, list)) : [];
}

/** @param {Control} cell @param {HTMLElement} list @returns {import("./paste.js").Column} */
function columnOf(cell, list) {
  const name = cell.name.slice((list.dataset["list"] ?? "").length + 1);
  const { kind = "text", thisYear } = cell.dataset;
  return {
    name,
    kind: cell instanceof HTMLSelectElement ? "words" : kind,
    thisYear: thisYear !== undefined,
    words: wordsOf(cell, name, list),
  };
}

/** The texts that mean each choice of a select: the word itself, 县级 for 县, √ and the column's name for 是. @param {Control} cell @param {string} name @param {HTMLElement} list */
function wordsOf(cell, name, list) {
  if (!(cell instanceof HTMLSelectElement)) return null;
  const words = [...cell.options].flatMap(({ value }) => value || []);
  const meant = new Map(
    words.flatMap((word) => [
      [word, word],
      [`${word}级`, word],
    ]),
  );
  for (const word of words) meant.set(word, word);
  const { yes, no } = /** @type {HTMLElement | null} */ (list.closest("[data-part=form]"))?.dataset ?? {};
  if (!words.includes("是") || !words.includes("否")) return meant;
  for (const word of [...(yes?.split(" ") ?? []), name]) meant.set(word.toLowerCase(), "是");
  for (const word of [...(no?.split(" ") ?? []), `不${name}`, `未${name}`]) meant.set(word.toLowerCase(), "否");
  return meant;
}

/** @param {Plan} plan */
function leftOut({ unused, skipped, unread, cut, rows }) {
  const cells = unread.slice(0, 3).map(({ row, column, text }) => texts.cell(row, column, text));
  return [
    ...(unused.length
      ? [texts.unused(unused.map((name) => (/^\d+$/.test(name) ? texts.column(Number(name)) : name)))]
      : []),
    ...(skipped.length ? [texts.skipped(skipped)] : []),
    ...(cells.length ? [texts.unread(unread.length > cells.length ? [...cells, "…"] : cells)] : []),
    ...(cut ? [texts.tooMany(rows.length)] : []),
  ];
}

/**
 * @param {HTMLElement} place
 * @param {Plan | null} plan
 * @param {import("./paste.js").Column[]} columns
 */
function showPlan(place, plan, columns) {
  if (!plan?.rows.length || !plan.columns.length) {
    place.replaceChildren(...(plan ? [make("p", {}, texts.pasteNothing)] : []));
    return;
  }
  const names = plan.columns.map((column) => columns[column]?.name ?? "");
  const bad = new Set(plan.unread.map(({ row, column }) => `${row} ${column}`));
  const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)));
  const body = plan.rows
    .slice(0, SHOWN)
    .map((row, at) =>
      make(
        "tr",
        {},
        ...plan.columns.map((column, position) =>
          make("td", bad.has(`${at + 1} ${names[position]}`) ? { class: "pc-unread" } : {}, row[column] ?? ""),
        ),
      ),
    );
  const more = plan.rows.length > SHOWN ? [make("p", {}, `……${texts.taken(plan.rows.length, names)}`)] : [];
  place.replaceChildren(
    make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)),
    ...more,
    ...leftOut(plan).map((line) => make("p", { class: "pc-left-out" }, line)),
  );
}

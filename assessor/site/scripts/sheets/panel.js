/**
 * Inside 「用表格填、存成表格」: choose a file, see what was read, put it into the form; templates, and the form as a
 * table. Nothing typed is touched before the reader says so, and then there is a way back.
 */

import { EngineError } from "../engine/client.js";
import { records } from "../records/device.js";
import { excessOfAll } from "../records/limits.js";
import { deviceTexts } from "../records/texts.js";
import { make } from "../element.js";
import { listsOf, namesOf, readForm } from "../form/form.js";
import { offerFile } from "../offered-file.js";
import { cellsOf, isFixed, isName, rowsOf } from "../form/rows.js";
import { asProblems, preview } from "./preview.js";
import { MAX_BYTES, sheetsTexts as texts } from "./texts.js";
import { texts as commonTexts } from "../calculator/texts.js";
import { localToday } from "../today.js";

/**
 * @typedef {import("../engine/protocol.js").FormValues} FormValues
 * @typedef {import("../engine/protocol.js").SheetKind} SheetKind
 * @typedef {import("../engine/protocol.js").SheetRead} SheetRead
 */

const TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv;charset=utf-8",
};
let made = 0;

const TABLES = /\.(xlsx?|xlsm|xlsb|et|ods|csv|tsv|txt)$/i;

export class SheetsPanel {
  #host;
  #file = make("input", { type: "file", accept: ".xlsx,.csv" });
  #line = make("p", { role: "status", class: "pc-kept" });
  #read = make("div", { class: "pc-sheets-read", tabindex: "-1", role: "group" });
  #undo = make("button", { type: "button" }, commonTexts.undo);
  /** Counts what was begun: what an earlier one brings has come too late. */
  #turn = 0;
  #placing = false;
  /** @type {FormValues} what 放进表单 has just replaced in the form */
  #before = {};
  /** @type {Record<string, FormValues[string] | undefined>} and in the record, of what the form does not ask for */
  #others = {};

  /** @param {import("../calculator/features.js").Host} host @param {HTMLElement} box */
  constructor(host, box) {
    this.#host = host;
    made += 1;
    const ids = { id: `pc-sheets-${made}`, "aria-describedby": `pc-sheets-${made}-help` };
    for (const [name, value] of Object.entries(ids)) this.#file.setAttribute(name, value);
    const label = make("label", { for: ids.id }, texts.choose);
    const help = make("p", { class: "pc-help", id: ids["aria-describedby"] }, texts.kinds);
    const choose = make("div", { class: "pc-field" }, label, help, this.#file);
    const offers = make(
      "div",
      { class: "pc-sheets-offers" },
      this.#offer(texts.template, texts.templateHelp, texts.download, (kind) => this.#template(kind)),
      this.#offer(texts.save, texts.saveHelp, texts.export, (kind) => this.#save(kind)),
    );
    box.append(make("p", { class: "pc-help" }, texts.about), choose, this.#line, this.#undo, this.#read, offers);
    this.#undo.hidden = true;
    this.#file.addEventListener("change", () => this.#chosen());
    this.#undo.addEventListener("click", () => this.#goBack());
  }

  /** These files were dropped. @param {File[]} files */
  take(files) {
    const [file] = files;
    if (files.length > 1) this.#say(texts.oneFile);
    else if (!file || !TABLES.test(file.name)) this.#say(texts.notATable);
    else void this.#import(file);
  }

  /** Something else is in the form: going back would lose it. */
  changed() {
    if (this.#placing || this.#undo.hidden) return;
    this.#undo.hidden = true;
    this.#line.textContent = "";
  }

  /**
   * @param {string} title
   * @param {string} help
   * @param {string} verb
   * @param {(kind: SheetKind) => Promise<void>} act
   */
  #offer(title, help, verb, act) {
    const buttons = /** @type {SheetKind[]} */ (["xlsx", "csv"]).map((kind) => {
      const button = make("button", { type: "button" }, `${verb} .${kind}`);
      button.addEventListener("click", () => void act(kind));
      return button;
    });
    return make(
      "div",
      { role: "group", "aria-label": title },
      make("p", { class: "pc-list-title" }, title),
      make("p", { class: "pc-help" }, help),
      make("p", { class: "pc-actions" }, ...buttons),
    );
  }

  #chosen() {
    const [file] = this.#file.files ?? [];
    if (file) void this.#import(file);
  }

  /** @param {File} file */
  async #import(file) {
    if (file.size > MAX_BYTES) {
      this.#say(texts.tooBig);
      this.#file.value = "";
      return;
    }
    const turn = this.#say(texts.reading(file.name));
    const bytes = await file.arrayBuffer().catch(() => null);
    this.#file.value = ""; // so that the same file, put right, can be chosen again
    if (!bytes) {
      this.#say(texts.unreadable);
      return;
    }
    const answer = await this.#ask({ verb: "readSheet" }, { part: "sheets", file: bytes }, texts.reading(file.name));
    if (!answer || turn !== this.#turn) return;
    if (answer.ok) this.#offerToPlace(file.name, answer);
    else this.#show(texts.refused(file.name), asProblems(this.#host.parts.form, answer.problems ?? []));
  }

  /** @param {string} name @param {SheetRead} answer */
  #offerToPlace(name, answer) {
    const { form } = this.#host.parts;
    const place = make("button", { type: "button", class: "pc-main" }, texts.place);
    const cancel = make("button", { type: "button" }, texts.cancel);
    const { title, parts, count } = preview(form, answer, Object.keys(readForm(form).values).length);
    place.addEventListener("click", () => this.#place(answer.form, count));
    cancel.addEventListener("click", () => this.#say(texts.cancelled));
    const heading = make("p", { class: "pc-list-title" }, texts.preview(name));
    const buttons = make("p", { class: "pc-actions" }, ...(count ? [place] : []), cancel);
    this.#show(title, [heading, ...parts, buttons]);
  }

  /** @param {FormValues} values @param {number} count */
  #place(values, count) {
    const { excess, field } = excessOfAll(values);
    if (excess) {
      this.#say(texts.tooMuch(field, deviceTexts.excess[excess]));
      return;
    }
    const { form } = this.#host.parts;
    const asked = new Set(namesOf(form));
    const others = Object.entries(values).filter(([name]) => !asked.has(name));
    this.#before = readForm(form).values;
    this.#others = Object.fromEntries(others.map(([name]) => [name, records.values[name]]));
    this.#replace(values, Object.fromEntries(others), texts.placed(count));
    this.#undo.hidden = !Object.keys(this.#before).length && !others.length;
    (this.#undo.hidden ? this.#file : this.#undo).focus();
  }

  #goBack() {
    this.#replace(this.#before, this.#others, commonTexts.undone);
    this.#undo.hidden = true;
    this.#file.focus();
  }

  /**
   * @param {FormValues} values
   * @param {Record<string, FormValues[string] | undefined>} others what the form does not ask for: other policies may
   * @param {string} words
   */
  #replace(values, others, words) {
    this.#say(words);
    for (const [name, value] of Object.entries(others)) records.edit(name, value, records.values[name]);
    this.#placing = true;
    this.#host.replace(values, words);
    this.#placing = false;
  }

  /** @param {SheetKind} kind */
  async #template(kind) {
    const turn = this.#say(texts.making);
    const { form, example } = this.#host.parts;
    const question = {
      verb: /** @type {const} */ ("sheetTemplate"),
      kind,
      fields: namesOf(form),
      items: itemsOf(form),
      example,
    };
    const answer = await this.#ask(question, { part: partOf(kind) }, texts.making);
    if (answer && turn === this.#turn) this.#hand(answer, kind, texts.templateName(kind));
  }

  /** @param {SheetKind} kind */
  async #save(kind) {
    const { form } = this.#host.parts;
    const { values } = readForm(form);
    if (!Object.keys(values).length) {
      this.#say(texts.nothing);
      return;
    }
    const turn = this.#say(texts.making);
    const question = { verb: /** @type {const} */ ("writeSheet"), kind, fields: namesOf(form), form: values };
    const answer = await this.#ask(question, { part: partOf(kind) }, texts.making);
    if (answer && turn === this.#turn) this.#hand(answer, kind, texts.fileName(localToday(), kind));
  }

  /**
   * @param {import("../engine/protocol.js").SheetMade | import("../engine/protocol.js").Refused} answer
   * @param {SheetKind} kind
   * @param {string} name
   */
  #hand(answer, kind, name) {
    if (answer.ok) {
      offerFile(name, answer.file, TYPES[kind]);
      this.#say(texts.saved(name));
    } else this.#show(texts.notSaved, asProblems(this.#host.parts.form, answer.problems ?? []));
  }

  /**
   * Ask the part of the engine that knows tables; null if there is no answer, which is then said.
   * @template {import("../engine/protocol.js").SheetRequest} Q
   * @param {Q} question
   * @param {import("../engine/client.js").Extra} extra
   * @param {string} words what is being done once everything is there
   */
  async #ask(question, extra, words) {
    const engine = this.#host.engine();
    if (!engine) return null;
    const turn = this.#turn;
    const listening = new AbortController();
    const tell = () => {
      if (turn !== this.#turn) return;
      this.#line.textContent = engine.state.name === "ready" ? words : texts.starting;
    };
    engine.addEventListener("change", tell, { signal: listening.signal });
    engine.addEventListener("fetched", () => (this.#line.textContent = texts.fetching), { signal: listening.signal });
    tell();
    try {
      return await engine.ask(question, extra);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const own = { download: texts.notDownloaded, crashed: texts.crashed };
      const { reason } = error;
      if (turn === this.#turn)
        this.#say(reason in own ? own[/** @type {keyof own} */ (reason)] : commonTexts.failed[reason]);
      return null;
    } finally {
      listening.abort();
    }
  }

  /** Say something new: what is shown goes, and what was begun comes too late. @param {string} words */
  #say(words) {
    this.#turn += 1;
    this.#undo.hidden = true;
    this.#read.replaceChildren();
    this.#line.textContent = words;
    return this.#turn;
  }

  /** @param {string} title @param {Node[]} parts */
  #show(title, parts) {
    this.#say(title);
    this.#read.append(...parts);
    this.#read.setAttribute("aria-label", title);
    this.#read.focus();
  }
}

/** @param {SheetKind} kind */
const partOf = (kind) => (kind === "xlsx" ? "workbooks" : "sheets");

/**
 * The rows of the checklists that the form asks for, by list.
 * @param {HTMLElement} form
 * @returns {Record<string, string[]>}
 */
function itemsOf(form) {
  const lists = listsOf(form).filter((list) => isFixed(list) && !list.closest("[hidden]"));
  return Object.fromEntries(
    lists.map((list) => {
      const rows = rowsOf(list).filter((row) => !row.closest("[hidden]"));
      return [
        list.dataset["list"] ?? "",
        rows
          .flatMap(cellsOf)
          .filter(isName)
          .map((cell) => cell.value),
      ];
    }),
  );
}

/** What the line above the form shows when it is opened: other records, files, this device. */

import { records } from "./device.js";
import { deviceTexts as texts } from "./texts.js";
import { make } from "../element.js";
import { MAX_NAME } from "./limits.js";
import { copyRecord, restoreRecord, restoreText, saveRecord } from "./saving.js";

/** @param {string} text @param {() => void} action */
export function button(text, action) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", action);
  return element;
}

export class DevicePanel {
  #host;
  #tell;
  #choice = make("select");
  #choiceField = make("label", { class: "pc-field" }, make("span", {}, texts.current), this.#choice);
  #name = make("input", { type: "text", maxlength: String(MAX_NAME), autocomplete: "off" });
  #remove;
  #file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
  #box = make("textarea", { rows: "4", autocomplete: "off", spellcheck: "false" });
  #only = make("input", { type: "checkbox" });
  #ask = make("div", { class: "pc-device-ask", hidden: "" });
  #persist;

  /** @param {import("../calculator/features.js").Host} host @param {(words: string) => void} tell */
  constructor(host, tell) {
    this.#host = host;
    this.#tell = tell;
    this.#remove = button(texts.remove, () => this.#removeRecord());
    this.#persist = button(texts.persist, () => void this.#askToPersist());
    const help = (/** @type {string} */ text) => make("span", { class: "pc-help" }, text);
    const more = make("a", { href: `${host.root}guides/records/` }, texts.more);
    const ofRecords = make(
      "div",
      {},
      make(
        "div",
        { class: "pc-device-fields" },
        this.#choiceField,
        make("label", { class: "pc-field" }, make("span", {}, texts.name), help(texts.nameHelp), this.#name),
      ),
      make(
        "p",
        { class: "pc-actions" },
        button(texts.add, () => this.#add()),
        button(texts.copy, () => this.#copy()),
        this.#remove,
        button(texts.file, () => void saveRecord(host, tell)),
        button(texts.restore, () => this.#file.click()),
        this.#file,
      ),
      make(
        "details",
        { class: "pc-device-text" },
        make("summary", {}, texts.asText),
        help(texts.asTextHelp),
        make("label", { class: "pc-field" }, make("span", {}, texts.box), this.#box),
        make(
          "p",
          { class: "pc-actions" },
          button(texts.copyText, () => void copyRecord(host, this.#box, tell)),
          button(texts.restoreText, () => this.#restoreText()),
        ),
      ),
    );
    const ofDevice = make(
      "div",
      {},
      make("label", { class: "pc-device-only" }, this.#only, make("span", {}, texts.only, help(texts.onlyHelp))),
      this.#ask,
      make(
        "p",
        { class: "pc-actions" },
        button(texts.clear, () => this.#clear()),
        this.#persist,
      ),
      make("p", { class: "pc-help" }, texts.about, more, "。", texts.clear, "：", texts.clearHelp),
    );
    this.element = make("div", { class: "pc-device-panel" }, ofRecords, ofDevice);
    this.#persist.hidden = !navigator.storage?.persist;
    this.#choice.addEventListener("change", () => this.#turnTo());
    this.#name.addEventListener("change", () => records.rename(this.#name.value));
    this.#file.addEventListener("change", () => this.#restore());
    this.#only.addEventListener("change", () => this.#switchOnly());
  }

  /** Where to go on after a button that is gone. */
  focus() {
    const summary = this.element.parentElement?.querySelector("summary");
    summary?.focus();
  }

  render() {
    const { all, current } = records;
    this.#choiceField.hidden = all.length < 2 && (current !== null || !all.length);
    const options = all.map(({ id, name, count, changed }) =>
      make("option", { value: id }, texts.choice(name, count, changed)),
    );
    if (!same(options, [...this.#choice.options])) this.#choice.replaceChildren(...options);
    this.#choice.value = current ?? "";
    if (document.activeElement !== this.#name) this.#name.value = records.name;
    this.#remove.disabled = current === null;
    this.#only.checked = records.sessionOnly;
  }

  #turnTo() {
    records.turnTo(this.#choice.value);
    this.#tell(texts.turned(records.name));
  }

  #add() {
    const taken = new Set(records.all.map(({ name }) => name));
    let number = records.all.length + 1;
    while (taken.has(texts.numbered(number))) number += 1;
    const excess = records.begin(texts.numbered(number));
    if (excess) {
      this.#tell(texts.excess[excess]);
      return;
    }
    this.#name.focus();
    this.#name.value = records.name;
    this.#name.select();
    this.#tell(texts.added(records.name));
  }

  #copy() {
    const excess = records.copy(texts.copyOf(records.name));
    this.#tell(excess ? texts.excess[excess] : texts.copied(records.name));
  }

  #removeRecord() {
    records.remove();
    this.#tell("");
    this.focus();
  }

  #restore() {
    const file = this.#file.files?.[0];
    if (file) void restoreRecord(this.#host, file, this.#tell);
    // The same file may be chosen again.
    this.#file.value = "";
  }

  #restoreText() {
    if (restoreText(this.#host, this.#box.value, "", this.#tell)) this.#box.value = "";
  }

  #clear() {
    records.clear();
    this.#tell("");
    this.focus();
  }

  #switchOnly() {
    if (!this.#only.checked) {
      records.keepAgain();
      this.#tell(texts.keepAgain);
      return;
    }
    const count = records.all.length;
    if (count || records.trouble) {
      this.#only.checked = false;
      this.#askWhatToDo(count);
    } else this.#keepNothing(false, texts.onlyNow);
  }

  /** @param {number} count */
  #askWhatToDo(count) {
    const remove = button(texts.removeStored, () => this.#keepNothing(true, texts.onlyRemoved));
    const keep = button(texts.keepStored, () => this.#keepNothing(false, texts.onlyNow));
    const cancel = button(texts.cancel, () => this.#endAsking());
    this.#ask.replaceChildren(
      make("p", {}, texts.askRemove(count)),
      make("p", { class: "pc-actions" }, remove, keep, cancel),
    );
    this.#ask.hidden = false;
    remove.focus();
  }

  /** @param {boolean} remove @param {string} words */
  #keepNothing(remove, words) {
    records.keepNothing(remove);
    this.#endAsking();
    this.#tell(words);
  }

  #endAsking() {
    this.#ask.hidden = true;
    this.#only.focus();
  }

  async #askToPersist() {
    const granted = await navigator.storage.persist().catch(() => false);
    this.#tell(granted ? texts.persisted : texts.notPersisted);
  }
}

/** @param {HTMLOptionElement[]} a @param {HTMLOptionElement[]} b */
const same = (a, b) => a.length === b.length && a.every((option, at) => option.isEqualNode(b[at] ?? null));

/**
 * A form and the record in use: what is typed here goes into the record, and what comes into the record elsewhere, in
 * another tab, comes into the form; never into the field that is being typed in.
 */

import { records } from "./device.js";
import { clearForm, fillForm, listsOf, namesOf, readForm } from "../form/form.js";
import { clearRows } from "../form/rows.js";
import { same } from "./merge.js";

/** @typedef {import("../engine/protocol.js").FormValues} FormValues */

export class Memory {
  #form;
  /** @type {FormValues} what the form held when it and the record were last the same */
  #shown = {};
  /** The fields that have changed elsewhere while they were being typed in. */
  #behind = new Set();
  #begun = false;

  /** @param {HTMLElement} form */
  constructor(form) {
    this.#form = form;
  }

  /**
   * Hear of what happens to the record elsewhere.
   * @param {AbortSignal} signal
   * @param {{switched: () => void, followed: () => void}} listener another record is in use; the form shows something else
   */
  listen(signal, { switched, followed }) {
    records.addEventListener("switched", switched, { signal });
    records.addEventListener(
      "followed",
      (event) => {
        for (const name of /** @type {CustomEvent<string[]>} */ (event).detail) this.#behind.add(name);
        if (this.#catchUp()) followed();
      },
      { signal },
    );
    // Where the focus goes is known only afterwards.
    const left = () => setTimeout(() => !signal.aborted && this.#behind.size && this.#catchUp() && followed());
    this.#form.addEventListener("focusout", left, { signal });
  }

  /**
   * The form has come into the page. What was typed before this script ran stays; a form that comes back shows the
   * record that is in use now, and nothing else.
   * @returns {boolean} whether anything is known
   */
  begin() {
    if (this.#begun) return this.reopen();
    this.#begun = true;
    return this.recall() || Object.keys(readForm(this.#form).values).length > 0;
  }

  /**
   * Fill in what is known about the fields the form asks for.
   * @returns {boolean} whether anything is
   */
  recall() {
    const names = namesOf(this.#form);
    const known = Object.entries(records.values).filter(([name]) => names.includes(name));
    fillForm(this.#form, Object.fromEntries(known));
    const { values } = readForm(this.#form);
    // What is not known and yet in the form has still to be noted.
    this.#shown = Object.fromEntries(
      Object.entries(values).filter(([name]) => known.some(([other]) => other === name)),
    );
    this.#behind.clear();
    return known.length > 0;
  }

  /** Fill in another record. @returns {boolean} whether anything in it is asked for */
  reopen() {
    clearForm(this.#form);
    return this.recall();
  }

  /**
   * Note in the record what has changed in the form; fields it does not ask for are left alone.
   * @param {import("../form/form.js").Snapshot} form as it is now
   */
  remember({ values, asked }) {
    for (const name of asked) {
      if (!same(values[name], this.#shown[name])) records.edit(name, values[name], this.#shown[name]);
    }
    this.#shown = values;
  }

  /** Follow in the fields that are not being typed in. @returns {boolean} whether the form shows something else now */
  #catchUp() {
    const asked = namesOf(this.#form);
    const behind = /** @type {string[]} */ ([...this.#behind].filter((name) => !this.#isTypedIn(name)));
    const { values } = records;
    for (const name of behind) {
      this.#behind.delete(name);
      if (asked.includes(name)) this.#put(name, values[name]);
    }
    if (!behind.some((name) => asked.includes(name))) return false;
    const now = readForm(this.#form).values;
    const changed = behind.filter((name) => !same(now[name], this.#shown[name]));
    for (const name of behind) {
      if (now[name] === undefined) delete this.#shown[name];
      else this.#shown[name] = now[name];
    }
    return changed.length > 0;
  }

  /** @param {string} name @param {FormValues[string] | undefined} value */
  #put(name, value) {
    const list = listsOf(this.#form).find((element) => element.dataset["list"] === name);
    if (list && value === undefined) clearRows(list);
    else fillForm(this.#form, { [name]: value ?? "" });
  }

  /** @param {string} name */
  #isTypedIn(name) {
    const typing = document.activeElement;
    if (!typing || !this.#form.contains(typing)) return false;
    const list = typing.closest("[data-list]");
    return (list instanceof HTMLElement ? list.dataset["list"] : typing.getAttribute("name")) === name;
  }
}

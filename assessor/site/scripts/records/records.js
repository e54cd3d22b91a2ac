/** The records of this device: several, with names of the user's choosing, one of them in use. */

import { Keeper } from "./keeper.js";
import { alive, isAlive, unfiledOf, valuesOf } from "./kept.js";
import { LIMITS, MAX_NAME, excessOf, excessOfAll } from "./limits.js";
import { entryOf, mergedValue, same } from "./merge.js";
import { isTermName } from "./term-name.js";

/**
 * @typedef {import("./format.js").Kept} Kept
 * @typedef {import("./format.js").Store} Store
 * @typedef {import("./format.js").Value} Value
 *
 * @typedef {import("./limits.js").Excess} Excess
 *
 * @typedef {Value | string[] | Record<string, string>} Known
 *
 * @typedef {{id: string, name: string, count: number, changed: number}} Summary
 */

/** The record that the first edit on a device makes: two tabs that begin at once begin the same one. */
const FIRST = "first";

/**
 * Fires `state` when there is something else to say, `switched` when another record is in use, and `followed` (its
 * detail are names of fields) when another tab has changed the record in use.
 */
export class Records extends EventTarget {
  #keeper;
  #name;
  #named;
  /** @type {string | null} */
  #current = null;
  /** @type {Record<string, Value>} what is filled in, as last told */
  #told = {};
  /** @type {{what: "cleared" | "removed", records: Store["records"], current: string | null, all: Record<string, string>} | null} */
  #undo = null;
  /** @type {Map<string, Excess>} what is filled in and too much to be kept, by field */
  #refused = new Map();

  /**
   * @param {import("./keeper.js").Place} place
   * @param {() => string} name of a record that nobody has named
   * @param {(values: Record<string, Value>) => string} named what the values of such a record say it is; "" if nothing
   */
  constructor(place, name, named = () => "") {
    super();
    this.#name = name;
    this.#named = named;
    this.#keeper = new Keeper(place, { followed: () => this.#follow(), saved: () => this.#tell("state") });
    this.#current = this.#alive(place.turnedTo) ?? this.#next;
    this.#told = this.values;
  }

  // ── The record in use ──────────────────────────────────────────────────────────────────────────────────────────

  get current() {
    return this.#current;
  }

  get name() {
    return this.#record ? this.#nameOf(this.#record) : this.#name();
  }

  /** All that is filled in. @returns {Record<string, Value>} */
  get values() {
    return valuesOf(this.#record);
  }

  /** When a field was last edited; 0: never. @param {string} name */
  editedAt(name) {
    return this.#record?.fields[name]?.at ?? 0;
  }

  /** The policies chosen for this record, null if none ever were. @returns {string[] | null} */
  get policies() {
    const value = this.#record?.about["policies"]?.value;
    return Array.isArray(value) ? /** @type {string[]} */ (value) : null;
  }

  /**
   * A field is another one in a form that showed `base` before. Rows that have come elsewhere meanwhile stay. What is
   * more than is kept is refused (see `refused`), and nothing else is touched.
   * @param {string} name
   * @param {Value | undefined} value undefined: not filled in
   * @param {Value | undefined} base
   */
  edit(name, value, base) {
    const known = this.#record?.fields[name]?.value;
    const both = same(known, base) ? value : mergedValue(base, value, known, value);
    const wanted = /** @type {Value | undefined} */ (both);
    if (this.#refuses(name, wanted) || same(known, wanted)) return;
    this.#use().fields[name] = entryOf(wanted, this.#keeper.tick());
    this.#told = this.values;
    this.#keeper.plan();
  }

  /** @param {string} name @param {Value | undefined} value */
  #refuses(name, value) {
    const isNew = value !== undefined && this.#record?.fields[name] === undefined;
    const isFull = isNew && Object.keys(this.#record?.fields ?? {}).length >= LIMITS.fields;
    const excess = isFull ? "fields" : excessOf(value);
    if ((this.#refused.get(name) ?? "") === excess) return excess !== "";
    if (excess) this.#refused.set(name, excess);
    else this.#refused.delete(name);
    this.#tell("state");
    return excess !== "";
  }

  /** What is filled in and not kept, because it is too much, by field. @returns {[string, Excess][]} */
  get refused() {
    return [...this.#refused];
  }

  /** What was answered about where this record's owner works. @returns {Record<string, string>} */
  get answers() {
    const value = this.#record?.about["answers"]?.value;
    return typeof value === "object" && !Array.isArray(value) ? value : {};
  }

  /** @param {Record<string, string>} answers */
  answer(answers) {
    if (!same(this.answers, answers)) this.#note("answers", answers);
  }

  /** @param {string[]} policies */
  choose(policies) {
    if (!same(this.policies, policies)) this.#note("policies", policies);
  }

  /** @param {string} name */
  rename(name) {
    const wanted = name.trim().slice(0, MAX_NAME);
    if (wanted && wanted !== this.name) this.#note("name", wanted);
  }

  /** The record as it is now goes into a file. @returns {() => void} to be called when it is there */
  filing() {
    const [id, at] = [this.#current, this.#keeper.tick()];
    return () => {
      const record = id === null ? undefined : this.#keeper.store.records[id];
      if (!record) return;
      record.about["filed"] = { at, value: "" };
      this.#keeper.plan();
      this.#tell("state");
    };
  }

  /** The reminder to do so has been put off. */
  remindLater() {
    this.#note("later", "");
  }

  /** What has changed since the record was last saved to a file, from when on, and when the reminder was put off. */
  get unfiled() {
    return unfiledOf(this.#record);
  }

  // ── Several records ────────────────────────────────────────────────────────────────────────────────────────────

  /** Those there are, the last changed first. @returns {Summary[]} */
  get all() {
    return Object.entries(this.#keeper.store.records)
      .filter(([id]) => this.#alive(id))
      .map(([id, record]) => ({
        id,
        name: this.#nameOf(record),
        count: Object.values(record.fields).filter(({ value }) => value !== undefined).length,
        changed: Object.values(record.fields).reduce((last, { at }) => Math.max(last, at), 0),
      }))
      .sort((a, b) => b.changed - a.changed);
  }

  /** @param {string} id */
  turnTo(id) {
    if (id === this.#current || !this.#alive(id)) return;
    this.#turn(id);
    this.#keeper.plan();
  }

  /**
   * A new record, and turn to it; nothing happens where it would be more than is kept, which is told.
   * @param {string} name
   * @param {Record<string, Value>} [values]
   * @returns {Excess}
   */
  add(name, values = {}) {
    return this.#add({ name: name.slice(0, MAX_NAME) }, values);
  }

  /**
   * A new record of the same person, for another term say: the same policies, nothing filled in.
   * @param {string} name
   * @returns {Excess}
   */
  begin(name) {
    return this.#add(this.#placed(name), {});
  }

  /** What another record of the same person begins with. @param {string} name @returns {Record<string, Known>} */
  #placed(name) {
    const { policies, answers } = this;
    return { name: name.slice(0, MAX_NAME), answers, ...(policies ? { policies } : {}) };
  }

  /** @param {Record<string, Known>} about @param {Record<string, Known>} values @returns {Excess} */
  #add(about, values) {
    const { excess } = excessOfAll(values);
    if (excess) return excess;
    if (this.all.length >= LIMITS.records) return "records";
    const at = this.#keeper.tick();
    const dated = (/** @type {Record<string, Known>} */ known) =>
      Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { at, value }]));
    const id = this.#keeper.place.newId();
    const { store } = this.#keeper;
    const record = { gone: 0, about: dated(about), fields: dated(values) };
    if (!Keeper.isWritable({ ...store, records: { ...store.records, [id]: record } })) return "text";
    store.records[id] = record;
    this.#turn(id);
    this.#keeper.plan();
    return "";
  }

  /** @param {string} name of the copy @returns {Excess} */
  copy(name) {
    return this.#add(this.#placed(name), this.values);
  }

  /** Delete the record in use. */
  remove() {
    const [id, record] = [this.#current, this.#record];
    if (id === null || !record) return;
    this.#undo = { what: "removed", records: { [id]: record }, current: id, all: {} };
    this.#keeper.store.records[id] = { gone: this.#keeper.tick(), about: {}, fields: {} };
    this.#turn(this.#next);
    this.#keeper.plan();
  }

  /** Delete everything of ours on this device. */
  clear() {
    const { records } = this.#keeper.store;
    const { all, blank } = this.#keeper.wipe();
    this.#undo = { what: "cleared", records, current: this.#current, all };
    this.#keeper.store = blank;
    this.#turn(null);
  }

  /** What there is to bring back until the page is closed. */
  get undoable() {
    return this.#undo?.what ?? null;
  }

  /** What was deleted is not wanted back. */
  forget() {
    this.#undo = null;
    this.#tell("state");
  }

  undo() {
    if (!this.#undo) return;
    const { records, current, all } = this.#undo;
    this.#undo = null;
    if (!this.sessionOnly) this.#keeper.putBack(all);
    this.#keeper.revive(alive(records));
    this.#turn(current);
    this.#keeper.save();
  }

  // ── Kept, or only for this visit ───────────────────────────────────────────────────────────────────────────────

  /** Why things are not kept as they should be; broken: something that could not be understood lies aside. */
  get trouble() {
    return this.#keeper.trouble || (this.#keeper.hasAsides ? "broken" : "");
  }

  /** The texts that could not be understood, until the reader deletes them. */
  get asides() {
    return this.#keeper.asides;
  }

  dropAsides() {
    this.#keeper.dropAsides();
  }

  /** Whether closing the page would lose something that ought to be kept. */
  get unsaved() {
    return this.#keeper.unsaved && this.all.some(({ count }) => count > 0);
  }

  save() {
    this.#keeper.save();
  }

  /** Another tab has written. @param {string | null} text */
  hear(text) {
    this.#keeper.hear(text);
  }

  get sessionOnly() {
    return this.#keeper.place.sessionOnly;
  }

  /** Keep nothing from now on. @param {boolean} remove what has been kept as well */
  keepNothing(remove) {
    if (remove) this.#keeper.wipe();
    this.#keeper.place.sessionOnly = true;
    this.#keeper.place.turnedTo = null;
    this.#keeper.trouble = "";
    this.#tell("state");
  }

  /** Keep again, and what is here now as well. */
  keepAgain() {
    this.#keeper.place.sessionOnly = false;
    this.#keeper.revive(alive(this.#keeper.store.records));
    this.#point();
    this.#keeper.save();
  }

  // ── Inside ─────────────────────────────────────────────────────────────────────────────────────────────────────

  get #record() {
    return this.#current === null ? undefined : this.#keeper.store.records[this.#current];
  }

  /** The record in use, made if there is none. @returns {Kept} */
  #use() {
    if (this.#record) return this.#record;
    const { store, place } = this.#keeper;
    const isFirst = !this.sessionOnly && !store.records[FIRST] && !store.cleared;
    const id = isFirst ? FIRST : place.newId();
    const about = { name: { at: this.#keeper.tick(), value: this.#name() } };
    store.records[id] = { gone: 0, about, fields: {} };
    this.#current = id;
    this.#point();
    this.#tell("state");
    return store.records[id];
  }

  /** @param {string} what @param {string | string[] | Record<string, string>} value */
  #note(what, value) {
    this.#use().about[what] = { at: this.#keeper.tick(), value };
    this.#keeper.plan();
    this.#tell("state");
  }

  /** @param {unknown} id @returns {string | null} the id of a record that exists */
  #alive(id) {
    return typeof id === "string" && isAlive(this.#keeper.store.records[id]) ? id : null;
  }

  /** The record to go on with where this tab has none: the last one turned to, or the last changed. */
  get #next() {
    return this.#alive(this.#keeper.store.current.value) ?? this.all[0]?.id ?? null;
  }

  /** @param {Kept} record */
  #nameOf(record) {
    const name = record.about["name"]?.value;
    if (typeof name === "string" && !isTermName(name)) return name;
    return this.#named(valuesOf(record)) || (typeof name === "string" ? name : this.#name());
  }

  /** Something may have come from another tab: go on with the same record, or with one that exists. */
  #follow() {
    const before = this.#told;
    if (this.#current !== null && !this.#alive(this.#current)) {
      this.#turn(this.#next);
      return;
    }
    // Nothing was filled in here: what another tab begins is begun here, too.
    this.#current ??= this.#next;
    const after = (this.#told = this.values);
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = names.filter((name) => !same(before[name], after[name]));
    if (changed.length) this.dispatchEvent(new CustomEvent("followed", { detail: changed }));
  }

  /** @param {string | null} id */
  #turn(id) {
    this.#current = id;
    this.#refused.clear();
    this.#told = this.values;
    this.#point();
    this.#tell("switched");
    this.#tell("state");
  }

  /** Note which record this tab, and the next one opened, begins with. */
  #point() {
    if (this.sessionOnly) return;
    this.#keeper.place.turnedTo = this.#current;
    if (this.#current) this.#keeper.store.current = { at: this.#keeper.tick(), value: this.#current };
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new CustomEvent(event));
  }
}

/**
 * What is kept, in step with the place it is kept in. Everything happens in memory at once and is put away when typing
 * rests; what cannot be put away is still here until the page is closed. Knows no browser: the place is given.
 */

import { emptyStore, readStore, settled, timesOf, writeStore } from "./format.js";
import { LIMITS, MAX_CLOCK } from "./limits.js";
import { copyOf, entryOf, merged, pruned, reconciled, same } from "./merge.js";

/**
 * @typedef {import("./format.js").Entry} Entry
 * @typedef {import("./format.js").Kept} Kept
 * @typedef {import("./format.js").Store} Store
 *
 * Where things are put. Any of it may throw anything, as browsers' storage does.
 * @typedef {object} Place
 * @property {() => string | null} read
 * @property {(text: string) => void} write
 * @property {(text: string) => void} setAside keep a text that could not be understood, beside the records
 * @property {() => string[]} asides the texts that were
 * @property {() => void} dropAsides
 * @property {() => Record<string, string>} takeAll remove everything of ours, and give it
 * @property {(all: Record<string, string>) => void} putBack
 * @property {(work: () => void) => void} alone do something while no other tab does
 * @property {(work: () => void) => void} soon when typing rests
 * @property {() => number} now
 * @property {() => string} newId
 * @property {string | null} turnedTo the record of this tab
 * @property {boolean} sessionOnly whether this tab is to keep nothing
 *
 * Why things are not kept as they should be.
 * @typedef {"" | "refused" | "full" | "newer"} Trouble
 *
 * @typedef {object} Listener
 * @property {() => void} followed something may have come from another tab
 * @property {() => void} saved it has been tried to put things away
 */

/** @type {import("./format.js").Read} */
const NOTHING = { store: emptyStore(), lost: 0, late: false };

export class Keeper {
  store = emptyStore();
  /** @type {Trouble} */
  trouble = "";
  place;

  #listener;
  /** What was last read or written: what this tab and the place agree on. */
  #agreed = emptyStore();
  #last = 0;
  #planned = false;
  /** Whether something lies aside. */
  #hasAsides = false;
  /** @type {string | null} a text that could not be understood, and for which there is no room beside the records */
  #stuck = null;
  /** @type {string | null} a text that could not be understood, which nobody wants any more */
  #given = null;

  /** @param {Place} place @param {Listener} listener */
  constructor(place, listener) {
    this.place = place;
    this.#listener = listener;
    this.#sync();
  }

  /** The time of an edit: later than everything known, whatever the device's clock does. */
  tick() {
    this.#last = Math.max(Math.min(this.place.now(), MAX_CLOCK), this.#last + 1);
    return this.#last;
  }

  /** Whether something could not be understood, and lies aside until the reader deletes it. */
  get hasAsides() {
    return this.#hasAsides || this.#stuck !== null;
  }

  /** The texts that could not be understood. */
  get asides() {
    /** @type {string[]} */
    let texts = [];
    this.#try(() => (texts = this.#ask(() => this.place.asides())));
    return this.#stuck === null ? texts : [...texts, this.#stuck];
  }

  /** They are not wanted any more. */
  dropAsides() {
    this.#try(() => {
      this.#ask(() => this.place.dropAsides());
      this.#hasAsides = false;
      [this.#given, this.#stuck] = [this.#stuck, null];
    });
    this.save();
  }

  /** Whether this would still be read back if it were written. @param {Store} store */
  static isWritable(store) {
    return writeStore(store).length <= LIMITS.text;
  }

  /** Put away when typing rests. */
  plan() {
    if (this.#planned) return;
    this.#planned = true;
    this.place.soon(() => {
      // Put away meanwhile, because the page was about to go.
      if (this.#planned) this.place.alone(() => this.save());
    });
  }

  /** Put away now, together with what other tabs have put there. */
  save() {
    this.#planned = false;
    if (this.#sync()) this.#listener.followed();
    this.#listener.saved();
  }

  /** Whether closing the page would lose something. */
  get unsaved() {
    return !this.place.sessionOnly && !same(this.store, this.#agreed);
  }

  /** Another tab has written. @param {string | null} text null: the browser has thrown it away, and may have it again */
  hear(text) {
    if (this.place.sessionOnly || text === null) return;
    const read = readStore(text);
    if (read === "broken") return; // found, and told, when next something is put away
    if (read === "newer") this.trouble = "newer";
    else {
      this.#take(read);
      this.#listener.followed();
      // The other tab has written over what it did not know of yet.
      if (!same(this.store, read.store)) this.plan();
    }
    this.#listener.saved();
  }

  /** Remove everything of ours from the place, and tell other tabs by the mark that is left there. */
  wipe() {
    /** @type {Record<string, string>} */
    let all = {};
    const blank = { ...emptyStore(), cleared: this.tick() };
    this.#try(() => {
      all = this.#ask(() => this.place.takeAll());
      this.trouble = "";
      [this.#hasAsides, this.#stuck] = [false, null];
      if (Object.keys(all).length) this.#ask(() => this.place.write(writeStore(blank)));
    });
    this.#agreed = copyOf(blank);
    return { all, blank };
  }

  /** Have back what was wiped. @param {Record<string, string>} all */
  putBack(all) {
    this.#try(() => {
      this.#ask(() => this.place.putBack(all));
      this.#hasAsides = this.#ask(() => this.place.asides()).length > 0;
    });
  }

  /**
   * Bring records back that were deleted, as if everything in them were typed anew: what was deleted stays so.
   * @param {Record<string, Kept>} records
   */
  revive(records) {
    for (const [id, { about, fields }] of Object.entries(records)) {
      const filed = about["filed"]?.at ?? 0;
      const [first, then] = [this.tick(), this.tick()];
      const anew = (/** @type {Record<string, Entry>} */ entries) =>
        Object.fromEntries(
          Object.entries(entries).map(([name, { at, value }]) => [name, entryOf(value, at > filed ? then : first)]),
        );
      const fresh = { gone: 0, about: anew(about), fields: anew(fields) };
      this.store = merged(this.store, { ...emptyStore(), records: { [id]: fresh } });
    }
  }

  /** Read, put together, write. @returns {boolean} whether anything was read */
  #sync() {
    if (this.place.sessionOnly || this.trouble === "newer") return false;
    let found = false;
    this.#try(() => {
      const text = this.#ask(() => this.place.read());
      this.#hasAsides = this.#ask(() => this.place.asides()).length > 0;
      const read = text === null ? NOTHING : readStore(text);
      if (read === "newer") {
        this.trouble = "newer";
        return;
      }
      found = text !== null;
      this.#take(read === "broken" ? NOTHING : read);
      if (text !== null && (read === "broken" || read.lost > 0)) this.#setAside(text);
      this.store = pruned(this.store);
      const out = writeStore(this.store);
      // More than can be read back is not written, unless it is less than there was.
      if (out.length > LIMITS.text && out.length >= (text?.length ?? 0) && out !== text) throw new PlaceError("full");
      if (out !== text && (text !== null || out !== writeStore(emptyStore()))) this.#ask(() => this.place.write(out));
      this.#agreed = copyOf(this.store);
      this.trouble = "";
    });
    return found;
  }

  /** What is about to be written over could not be understood in whole. @param {string} text */
  #setAside(text) {
    if (text === this.#given) return;
    this.#stuck = text;
    this.#ask(() => this.place.setAside(text));
    [this.#stuck, this.#hasAsides] = [null, true];
  }

  /** Put together what is here and what was found there. @param {import("./format.js").Read} found */
  #take({ store: theirs, late }) {
    // What was typed here came after those times, and comes after them still.
    if (late) [this.store, this.#agreed, this.#last] = [settled(this.store), settled(this.#agreed), 0];
    this.#last = [...timesOf(this.store), ...timesOf(theirs)].reduce((last, at) => Math.max(last, at), this.#last);
    this.store = reconciled(this.#agreed, this.store, theirs, () => this.tick());
    this.#agreed = copyOf(theirs);
  }

  /** The place may fail: that is told, and tried again at the next edit. @param {() => void} work */
  #try(work) {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PlaceError)) throw error; // a fault of ours
      this.trouble = error.trouble;
    }
  }

  /**
   * Ask the place; whatever it throws means that it refuses, or that it is full.
   * @template T
   * @param {() => T} ask
   * @returns {T}
   */
  #ask(ask) {
    try {
      return ask();
    } catch (error) {
      // Not every browser throws an Error here.
      const name = String(Object(error).name ?? error);
      throw new PlaceError(/quota|space/i.test(name) ? "full" : "refused");
    }
  }
}

/** The place does not do what it is asked. */
class PlaceError extends Error {
  /** @param {"full" | "refused"} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/**
 * What is kept, in step with the place it is kept in. Everything happens in memory at once and is put away when typing
 * rests; what cannot be put away is still here until the page is closed. Knows no browser: the place is given.
 */

import { emptyStore, readStore, writeStore } from "./format.js";
import { entryOf, merged, reconciled, same } from "./merge.js";

/**
 * @typedef {import("./format.js").Entry} Entry
 * @typedef {import("./format.js").Kept} Kept
 * @typedef {import("./format.js").Store} Store
 *
 * Where things are put. Any of it may throw, as browsers' storage does.
 * @typedef {object} Place
 * @property {() => string | null} read
 * @property {(text: string) => void} write
 * @property {(text: string) => void} setAside keep a text that could not be understood, beside the records
 * @property {() => Record<string, string>} takeAll remove everything of ours, and give it
 * @property {(all: Record<string, string>) => void} putBack
 * @property {(work: () => void) => void} alone do something while no other tab does
 * @property {(work: () => void) => void} soon when typing rests
 * @property {() => number} now
 * @property {() => string} newId
 * @property {string | null} turnedTo the record of this tab
 * @property {boolean} sessionOnly whether this tab is to keep nothing
 *
 * Why things are not kept as they should be. broken: what was there could not be understood and was set aside.
 * @typedef {"" | "refused" | "full" | "newer" | "broken"} Trouble
 *
 * @typedef {object} Listener
 * @property {() => void} followed something may have come from another tab
 * @property {() => void} saved it has been tried to put things away
 */

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

  /** @param {Place} place @param {Listener} listener */
  constructor(place, listener) {
    this.place = place;
    this.#listener = listener;
    this.#sync();
  }

  /** The time of an edit: later than everything known, whatever the device's clock does. */
  tick() {
    this.#last = Math.max(this.place.now(), this.#last + 1);
    return this.#last;
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
      this.#take(read.store);
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
      all = this.place.takeAll();
      this.trouble = "";
      if (Object.keys(all).length) this.place.write(writeStore(blank));
    });
    this.#agreed = structuredClone(blank);
    return { all, blank };
  }

  /** Have back what was wiped. @param {Record<string, string>} all */
  putBack(all) {
    this.#try(() => this.place.putBack(all));
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
      const text = this.place.read();
      const read = text === null ? { store: emptyStore(), lost: 0 } : readStore(text);
      if (read === "newer") {
        this.trouble = "newer";
        return;
      }
      const broken = read === "broken" || read.lost > 0;
      if (text !== null && broken) this.place.setAside(text);
      found = text !== null;
      this.#take(read === "broken" ? emptyStore() : read.store);
      const out = writeStore(this.store);
      if (out !== text && (text !== null || out !== writeStore(emptyStore()))) this.place.write(out);
      this.#agreed = structuredClone(this.store);
      if (broken) this.trouble = "broken";
      else if (this.trouble !== "broken") this.trouble = "";
    });
    return found;
  }

  /** Put together what is here and what was found there. @param {Store} theirs */
  #take(theirs) {
    this.#last = Math.max(this.#last, latest(theirs));
    this.store = reconciled(this.#agreed, this.store, theirs, () => this.tick());
    this.#agreed = structuredClone(theirs);
  }

  /** The place may fail: that is told, and tried again at the next edit. @param {() => void} work */
  #try(work) {
    try {
      work();
    } catch (error) {
      // What storage throws has a name; anything else is a fault of ours.
      if (!(error instanceof DOMException)) throw error;
      this.trouble = /quota/i.test(error.name) ? "full" : "refused";
    }
  }
}

/** The time of the last edit. @param {Store} store */
function latest({ cleared, current, records }) {
  const times = Object.values(records).flatMap(({ gone, about, fields }) => [
    gone,
    ...[...Object.values(about), ...Object.values(fields)].map(({ at }) => at),
  ]);
  return Math.max(cleared, current.at, ...times);
}

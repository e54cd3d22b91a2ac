// Tabs of one browser without a browser: they share a text, hear of each other's writing when told to, and their clock
// moves only when asked.

import { Records } from "../../../assessor/site/scripts/records/records.js";
import { termTold } from "../../../assessor/site/scripts/records/term-name.js";

export class Device {
  text = null;
  asides = [];
  tabs = [];
  time = 1_790_000_000_000;
  /** What storage throws: "", the name of a DOMException, or anything else as it is. */
  throws = "";
  writes = 0;
  /** Whether there is room beside the records. */
  roomy = true;
  #ids = 0;

  tab({ turnedTo = null, sessionOnly = false } = {}) {
    const tab = new Tab(this, turnedTo, sessionOnly);
    this.tabs.push(tab);
    return tab;
  }

  check() {
    if (this.throws !== "") throw typeof this.throws === "string" ? new DOMException("", this.throws) : this.throws;
  }

  newId() {
    this.#ids += 1;
    return `id${this.#ids}`;
  }

  /** Whatever waits in any tab happens, until nothing does. */
  settle() {
    for (let round = 0; round < 50; round += 1) {
      for (const tab of this.tabs) tab.rest();
      for (const tab of this.tabs) tab.hearAll();
      if (this.tabs.every((tab) => tab.isQuiet)) return;
    }
    throw new Error("the tabs never come to rest");
  }
}

class Tab {
  #waiting = [];
  #heard = [];
  followed = [];
  switched = 0;

  constructor(device, turnedTo, sessionOnly) {
    this.device = device;
    this.place = {
      read: () => (device.check(), device.text),
      write: (text) => {
        device.check();
        device.writes += 1;
        device.text = text;
        for (const tab of device.tabs) if (tab !== this) tab.#heard.push(text);
      },
      setAside: (text) => {
        device.check();
        if (!device.roomy) throw new DOMException("", "QuotaExceededError");
        if (!device.asides.includes(text)) device.asides.push(text);
      },
      asides: () => (device.check(), [...device.asides]),
      dropAsides: () => (device.check(), (device.asides = [])),
      takeAll: () => {
        device.check();
        const all = { ...(device.text === null ? {} : { records: device.text }), ...device.asides };
        [device.text, device.asides] = [null, []];
        for (const tab of device.tabs) if (tab !== this) tab.#heard.push(null);
        return all;
      },
      putBack: ({ records = null, ...asides }) => {
        device.check();
        device.asides = Object.values(asides);
        device.text = records;
      },
      alone: (work) => work(),
      soon: (work) => this.#waiting.push(work),
      now: () => device.time,
      newId: () => device.newId(),
      turnedTo,
      sessionOnly,
    };
    this.records = new Records(this.place, () => "2026 学年第一学期", termTold);
    this.records.addEventListener("followed", ({ detail }) => this.followed.push(...detail));
    this.records.addEventListener("switched", () => (this.switched += 1));
  }

  /** Type a value into a field that showed what the record holds. */
  type(name, value) {
    this.device.time += 1000;
    this.records.edit(name, value, this.records.values[name]);
  }

  rest() {
    for (const work of this.#waiting.splice(0)) work();
  }

  hearAll() {
    for (const text of this.#heard.splice(0)) this.records.hear(text);
  }

  get isQuiet() {
    return !this.#waiting.length && !this.#heard.length;
  }
}

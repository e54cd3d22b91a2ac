/**
 * A link that carries the record, made only when it is asked for; and a record that came with a link, shown before
 * anything is done with it.
 */

import { boxesOf } from "../calculator/choice.js";
import { copyText, showForCopying } from "../clipboard.js";
import { make } from "../element.js";
import { namesOf } from "../form/form.js";
import { keepTexts, shareTexts as texts } from "./keep-texts.js";
import { KEY, canUnpack, pack, unpack } from "./packed.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */
/** @typedef {import("./packed.js").Packed} Packed */

let made = 0;

/** @implements {Feature} */
export class Sharing {
  #host;
  #make = make("button", { type: "button" }, texts.make);
  #link = make("textarea", { readonly: "", rows: "3", "aria-label": texts.label });
  #line = make("p", { role: "status", class: "pc-kept" });
  #arrived = make("section", { class: "pc-arrived", tabindex: "-1", "aria-label": texts.arrived });

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#link.hidden = true;
    this.#arrived.hidden = true;
    made += 1;
    const title = `pc-share-${made}`;
    const details = make(
      "details",
      {},
      make("summary", {}, make("h3", { id: title }, texts.title)),
      make("p", { class: "pc-help" }, texts.about),
      make("p", { class: "pc-actions" }, this.#make),
      this.#line,
      this.#link,
    );
    host.parts.after.append(make("section", { class: "pc-tool pc-share", "aria-labelledby": title }, details));
    host.parts.form.before(this.#arrived);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.#make.addEventListener("click", () => void this.#offer(), { signal });
    addEventListener("hashchange", () => void this.#receive(), { signal });
    void this.#receive();
  }

  changed() {
    this.#link.hidden = true;
    this.#line.textContent = "";
  }

  async #offer() {
    const inquiry = this.#host.inquire();
    if (!inquiry) {
      this.#line.textContent = keepTexts.notYet;
      return;
    }
    const { policies, form } = inquiry.filled;
    const packed = await pack({ policies, form });
    if (!packed) {
      this.#line.textContent = texts.tooLong;
      return;
    }
    const page = new URL(`${this.#host.root}assess/`, document.baseURI);
    page.hash = KEY + packed;
    this.#link.value = page.href;
    this.#link.hidden = false;
    this.#line.textContent = texts.contains(contentsOf(form));
    const copied = await copyText(page.href);
    this.#line.textContent += copied ? texts.copied : texts.copyYourself;
    if (!copied) showForCopying(this.#link, page.href);
  }

  /** Where a choice of policies can be made, show what came with the address. */
  async #receive() {
    const hash = location.hash.slice(1);
    if (!hash.startsWith(KEY) || !this.#host.parts.choice) return;
    // Whatever becomes of it, a record does not stay in the address bar.
    history.replaceState(history.state, "", location.pathname + location.search);
    const packed = await unpack(hash.slice(KEY.length));
    const take = make("button", { type: "button" }, texts.take);
    const leave = make("button", { type: "button" }, texts.leave);
    this.#arrived.replaceChildren(
      make("p", {}, make("b", {}, texts.arrived)),
      make("p", {}, packed ? texts.arrivedAbout(contentsOf(packed.form)) : canUnpack() ? texts.broken : texts.tooOld),
      make("p", { class: "pc-actions" }, ...(packed ? [take] : []), leave),
    );
    this.#arrived.hidden = false;
    this.#arrived.scrollIntoView({ block: "center" });
    this.#arrived.focus({ preventScroll: true });
    take.addEventListener("click", () => packed && this.#take(packed));
    leave.addEventListener("click", () => this.#close());
  }

  /** @param {Packed} packed */
  #take({ policies, form }) {
    const { choice, form: element } = this.#host.parts;
    const boxes = choice ? boxesOf(choice) : [];
    if (boxes.some((box) => policies.includes(box.value))) {
      for (const box of boxes) box.checked = policies.includes(box.value);
      choice?.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const asked = new Set(namesOf(element));
    this.#host.replace(Object.fromEntries(Object.entries(form).filter(([name]) => asked.has(name))), texts.taken);
    this.#close();
  }

  #close() {
    this.#arrived.hidden = true;
    this.#host.parts.form.querySelector("input, select")?.scrollIntoView({ block: "nearest" });
  }
}

/** What is filled in, by name. @param {import("../engine/protocol.js").FormValues} form */
const contentsOf = (form) =>
  Object.entries(form)
    .map(([name, value]) => (typeof value === "string" ? `${name} ${value}` : texts.rows(name, value.length)))
    .join("、");

/**
 * 「用表格填、存成表格」: a folded section above the form. What is in it, and the part of the engine that reads and
 * writes tables, are fetched when it is opened or a file is dropped on the form.
 */

import { provided } from "../element.js";

/** @typedef {import("../calculator/features.js").Feature} Feature */

/** @implements {Feature} */
export class Sheets {
  #host;
  #box;
  /** @type {import("./panel.js").SheetsPanel | null} */
  #panel = null;

  /** @param {import("../calculator/features.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#box = /** @type {HTMLDetailsElement} */ (provided(host.parts.form, "[data-part=sheets]"));
    if (this.#box.open) void this.#opened(); // before the script ran
    this.#box.addEventListener("toggle", () => this.#box.open && void this.#opened());
    // What is done in here is no edit of the record.
    for (const kind of ["input", "change"]) this.#box.addEventListener(kind, (event) => event.stopPropagation());
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { element } = this.#host;
    element.addEventListener("dragover", (event) => this.#over(event), { signal });
    element.addEventListener("dragleave", () => this.#box.removeAttribute("data-over"), { signal });
    element.addEventListener("drop", (event) => void this.#dropped(event), { signal });
  }

  changed() {
    this.#panel?.changed();
  }

  async #opened() {
    const { SheetsPanel } = await import("./panel.js");
    this.#panel ??= new SheetsPanel(this.#host, this.#box);
    return this.#panel;
  }

  /** @param {DragEvent} event */
  #over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.#box.setAttribute("data-over", "");
  }

  /** A file that is dropped must not take the place of the page. @param {DragEvent} event */
  async #dropped(event) {
    this.#box.removeAttribute("data-over");
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length || event.defaultPrevented) return;
    event.preventDefault();
    this.#box.open = true;
    const panel = await this.#opened();
    panel.take(files);
  }
}

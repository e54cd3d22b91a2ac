/**
 * `<site-offline>`: the button that keeps the whole site on the device, with size and progress. `data-state` is
 * static, part, keeping, whole, full, failed or unavailable. Where the worker sent a reader here because a page was
 * not kept, it says so.
 */

import { make } from "../element.js";
import { canKeep, tell } from "./service.js";
import { offlineTexts } from "./texts.js";

/** @typedef {import("./protocol.js").Kept} Kept */

/** What the worker itself takes, with the pages that everyone enters by, in bytes. */
const ROOM = 5e6;

class SiteOffline extends HTMLElement {
  /** @type {HTMLButtonElement | undefined} */
  #button;
  /** @type {HTMLElement | undefined} */
  #line;

  async connectedCallback() {
    if (this.#button) return;
    const button = make("button", { type: "button", hidden: "" }, offlineTexts.save);
    const line = make("p", { role: "status" }, offlineTexts.starting);
    button.addEventListener("click", () => this.#keep());
    [this.#button, this.#line] = [button, line];
    this.replaceChildren(...this.#missing(), button, line);
    if (await tell({ verb: "count" }, (kept) => this.#show(kept))) return;
    this.dataset["state"] = "unavailable";
    line.textContent = await whyNot();
  }

  #missing() {
    const path = new URLSearchParams(location.search).get("missing");
    if (path === null) return [];
    return [make("p", { class: "hb-missing" }, offlineTexts.missing(path))];
  }

  #keep() {
    // Asked for once: a browser that needs space should not begin with what the reader wanted to keep.
    navigator.storage?.persist?.().catch(() => {});
    tell({ verb: "keepAll" }, (kept) => this.#show(kept));
  }

  /** @param {Kept} kept */
  #show({ state, bytes, total }) {
    if (!this.#button || !this.#line) return;
    this.dataset["state"] = state;
    this.#button.hidden = state === "whole";
    this.#button.disabled = state === "keeping";
    const words = offlineTexts[state];
    this.#line.textContent =
      typeof words === "string" ? words : state === "whole" ? words(total, total) : words(bytes, total);
  }
}

/** Why there is no worker: the browser has none for such pages, there is no room for it, or it did not arrive. */
async function whyNot() {
  if (!canKeep()) return offlineTexts.unavailable;
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota !== undefined && usage !== undefined && quota - usage < ROOM
    ? offlineTexts.noRoom
    : offlineTexts.notStarted;
}

customElements.define("site-offline", SiteOffline);

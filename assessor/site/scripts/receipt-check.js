/**
 * `<receipt-check data-engine="…">`: checks a receipt, chosen as a file or pasted, with the same engine as the
 * calculator. Nothing leaves the device. Without this script the page says what receipts are and how to check them.
 */

import { EngineError, engineAt } from "./engine/client.js";
import { make, onceRead } from "./element.js";
import { verifyTexts as texts } from "./receipt-texts.js";
import { showProgress } from "./engine/progress.js";
import { texts as engineTexts } from "./calculator/texts.js";

/** No receipt is larger; a larger file is not even read. */
const LIMIT = 2 * 1024 * 1024;

class ReceiptCheck extends HTMLElement {
  /** @type {import("./engine/client.js").Engine | null} */
  #engine = null;
  /** @type {AbortController | null} */
  #visit = null;
  #turn = 0;

  connectedCallback() {
    onceRead(this, () => this.#arrive());
  }

  #arrive() {
    const form = this.querySelector("form");
    if (!form || this.#visit) return;
    this.#visit = new AbortController();
    const { signal } = this.#visit;
    this.#engine = engineAt(new URL(this.dataset["engine"] ?? "", document.baseURI).href);
    this.#engine.addEventListener("change", () => this.#renderState(), { signal });
    form.addEventListener("focusin", () => this.#engine?.start(), { signal });
    form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.#file?.addEventListener("change", () => this.#chosen(), { signal });
    this.#text?.addEventListener("input", () => this.#pasted(), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#renderState();
  }

  disconnectedCallback() {
    this.#visit?.abort();
    this.#visit = null;
    this.#turn += 1;
  }

  get #file() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=file]"));
  }

  get #text() {
    return this.querySelector("textarea");
  }

  /** Of file and text only what came last counts. */
  #chosen() {
    if (!this.#file?.files?.length) return;
    if (this.#text) this.#text.value = "";
    void this.#check();
  }

  #pasted() {
    if (this.#file) this.#file.value = "";
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    event.preventDefault();
    void this.#check();
  }

  /** @param {MouseEvent} event */
  #clicked({ target }) {
    if (target instanceof Element && target.closest("[data-action=retry]")) this.#engine?.retry();
  }

  async #check() {
    this.#turn += 1;
    const turn = this.#turn;
    const read = await this.#read();
    if (turn !== this.#turn) return;
    if (typeof read !== "string") {
      this.#say("wrong", read.words);
      return;
    }
    this.#say("", texts.working);
    try {
      const answer = await this.#engine?.ask({ verb: "verify", receipt: read });
      if (answer && turn === this.#turn) this.#show(answer);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (turn === this.#turn) this.#say("wrong", engineTexts.failed[error.reason]);
    }
  }

  /**
   * What was pasted, or the file.
   * @returns {Promise<string | {words: string}>} the text, or why there is none
   */
  async #read() {
    const pasted = this.#text?.value.trim() ?? "";
    const file = this.#file?.files?.[0];
    if (pasted.length > LIMIT || (!pasted && file && file.size > LIMIT)) return { words: texts.tooBig };
    if (pasted) return pasted;
    if (!file) return { words: texts.nothing };
    return file.text().catch(() => ({ words: texts.unreadable }));
  }

  /** @param {import("./engine/protocol.js").Verified | import("./engine/protocol.js").Refused} answer */
  #show(answer) {
    if (!answer.ok) {
      const reasons = answer.problems?.map((problem) => problem.message) ?? [];
      this.#say("wrong", reasons.join(" ") || answer.message);
      return;
    }
    const { holds, altered, differences, facts } = answer;
    const verdict = holds ? "holds" : altered.length ? "altered" : "differs";
    this.#say(
      verdict,
      texts[verdict],
      ...listed(texts.alteredAt, altered),
      ...listed(texts.differences, differences),
      ...(facts ? [listOfFacts(facts)] : []),
    );
  }

  /**
   * @param {string} verdict
   * @param {string} words
   * @param {Node[]} more
   */
  #say(verdict, words, ...more) {
    const place = this.querySelector("[data-part=answer]");
    if (!(place instanceof HTMLElement)) return;
    place.dataset["verdict"] = verdict;
    place.replaceChildren(make("p", { class: "pc-verdict" }, words), ...more);
  }

  #renderState() {
    const state = this.#engine?.state;
    const line = this.querySelector("[data-part=progress]");
    if (!state || !(line instanceof HTMLElement)) return;
    this.dataset["state"] = state.name === "none" ? "static" : state.name;
    if (state.name === "none") line.textContent = texts.idle;
    else if (state.name === "ready") line.textContent = texts.ready;
    else showProgress(line, state, Number(this.dataset["engineBytes"] ?? 0));
  }
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function listed(title, items) {
  if (!items.length) return [];
  return [make("p", {}, title), make("ul", {}, ...items.map((item) => make("li", {}, item)))];
}

/**
 * What was checked, to be compared with what is on paper.
 * @param {import("./engine/protocol.js").ReceiptFacts} facts
 */
function listOfFacts({ day, policies, code, version }) {
  /** @type {[string, string][]} */
  const rows = [
    [texts.date, day],
    [texts.policies, policies.map((title) => `《${title}》`).join("、")],
    [texts.code, code],
    [texts.version, version],
  ];
  return make("dl", {}, ...rows.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));
}

// Instant navigation may bring the script a second time.
if (!customElements.get("receipt-check")) customElements.define("receipt-check", ReceiptCheck);

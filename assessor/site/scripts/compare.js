/**
 * `<policy-pair>`: two policies side by side, matter by matter. What each says is a small file made with the site; which
 * two are chosen stands in the address, so that it can be sent to somebody. Without this script the page leads to the
 * tables by matter.
 */

import { ASSETS } from "./addresses.js";
import { compareTexts as texts } from "./compare-texts.js";
import { make, onceRead } from "./element.js";
import { isRenewed } from "./renewal.js";

/**
 * What one policy says on one matter. Figures are texts that are equal for equal figures.
 * @typedef {{name: string, rank: number, href: string, figures: string[], strengths: string[], html: string}} Matter
 */
/** @typedef {{title: string, short: string, place: string, matters: Matter[]}} Said */
/** @typedef {"same" | "force" | "different" | "partly" | "words" | "first" | "second"} Verdict */
/** @typedef {{first: Matter | undefined, second: Matter | undefined, verdict: Verdict}} Row */

/** @type {Map<string, Promise<Said>>} */
const read = new Map();

/** @param {string} policy */
function said(policy) {
  const known = read.get(policy);
  if (known) return known;
  const asked = fetch(new URL(`pairs/${encodeURIComponent(policy)}.json`, ASSETS)).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return /** @type {Promise<Said>} */ (answer.json());
  });
  asked.catch(() => read.delete(policy));
  read.set(policy, asked);
  return asked;
}

class PolicyPair extends HTMLElement {
  /** @type {AbortController | null} */
  #visit = null;
  #turn = 0;

  connectedCallback() {
    onceRead(this, () => this.#arrive());
  }

  #arrive() {
    const form = this.querySelector("form");
    const [first, second] = this.#choices;
    if (!form || !first || !second || this.#visit) return;
    this.#visit = new AbortController();
    const { signal } = this.#visit;
    if (!second.options.length) second.append(...[...first.children].map((child) => child.cloneNode(true)));
    form.hidden = false;
    this.querySelector("[data-part=static]")?.setAttribute("hidden", "");
    form.addEventListener("change", () => this.#chosen(), { signal });
    form.addEventListener("click", (event) => this.#clicked(event), { signal });
    const asked = new URLSearchParams(location.search);
    first.value = asked.get("a") ?? "";
    second.value = asked.get("b") ?? "";
    for (const choice of [first, second]) if (choice.selectedIndex < 0) choice.value = "";
    void this.#show();
  }

  disconnectedCallback() {
    this.#visit?.abort();
    this.#visit = null;
    this.#turn += 1;
  }

  get #choices() {
    return /** @type {HTMLSelectElement[]} */ ([...this.querySelectorAll("select")]);
  }

  /** @param {MouseEvent} event */
  #clicked({ target }) {
    if (!(target instanceof Element) || !target.closest("[data-action=swap]")) return;
    const [first, second] = this.#choices;
    if (!first || !second) return;
    [first.value, second.value] = [second.value, first.value];
    this.#chosen();
  }

  #chosen() {
    const address = new URL(location.href);
    for (const { name, value } of this.#choices) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
    void this.#show();
  }

  async #show() {
    this.#turn += 1;
    const turn = this.#turn;
    const [first = "", second = ""] = this.#choices.map((choice) => choice.value);
    this.#table.replaceChildren();
    if (!first || !second) return this.#say(texts.choose);
    if (first === second) return this.#say(texts.twice);
    this.#say(texts.loading);
    try {
      const [one, other] = await Promise.all([said(first), said(second)]);
      if (turn !== this.#turn) return;
      const rows = rowsOf(one, other);
      this.#say(rows.length ? texts.found(countsOf(rows)) : texts.nothing);
      if (rows.length) this.#table.append(tableOf(one, other, rows));
    } catch {
      const renewed = await isRenewed();
      if (turn === this.#turn) this.#say(renewed ? texts.renewed : texts.failed);
    }
  }

  get #table() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-part=table]"));
  }

  /** @param {string} words */
  #say(words) {
    this.querySelector("[data-part=answer]")?.replaceChildren(make("p", {}, words));
  }
}

/**
 * One row a matter: those that both have first, each part in the readers' order.
 * @param {Said} one
 * @param {Said} other
 * @returns {Row[]}
 */
function rowsOf(one, other) {
  const firsts = new Map(one.matters.map((matter) => [matter.name, matter]));
  const seconds = new Map(other.matters.map((matter) => [matter.name, matter]));
  const names = new Set([...firsts.keys(), ...seconds.keys()]);
  const rows = [...names].map((name) => {
    const [first, second] = [firsts.get(name), seconds.get(name)];
    return { first, second, verdict: verdictOf(first, second) };
  });
  const place = (/** @type {Row} */ { first, second }) => (first && second ? 0 : first ? 1000 : 2000);
  const rank = (/** @type {Row} */ row) => place(row) + ((row.first ?? row.second)?.rank ?? 0);
  return rows.sort((before, after) => rank(before) - rank(after));
}

/**
 * @param {Matter | undefined} first
 * @param {Matter | undefined} second
 * @returns {Verdict}
 */
function verdictOf(first, second) {
  if (!first) return "second";
  if (!second) return "first";
  if (!first.figures.length && !second.figures.length) return "words";
  if (!first.figures.length || !second.figures.length) return "partly";
  if (first.figures.join("\n") !== second.figures.join("\n")) return "different";
  return first.strengths.join() === second.strengths.join() ? "same" : "force";
}

/** @param {Row[]} rows */
function countsOf(rows) {
  /** @type {Record<Verdict, number>} */
  const counts = { same: 0, force: 0, different: 0, partly: 0, words: 0, first: 0, second: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

/**
 * @param {Said} one
 * @param {Said} other
 * @param {Row[]} rows
 */
function tableOf(one, other, rows) {
  const head = make(
    "tr",
    {},
    ...[texts.matter, ...named(one, other)].map((word) => make("th", { scope: "col" }, word)),
  );
  const body = rows.map(({ first, second, verdict }) => {
    const { name, href } = /** @type {Matter} */ (first ?? second);
    const mark = make("span", { class: `hb-verdict hb-verdict-${verdict}` }, texts.verdicts[verdict]);
    const title = make("th", { scope: "row" }, make("a", { href }, name), mark);
    const cells = [cellOf(first, one, texts.sides[0]), cellOf(second, other, texts.sides[1])];
    return make("tr", { "data-verdict": verdict }, title, ...cells);
  });
  return make("table", { class: "hb-table hb-stack hb-pair" }, make("thead", {}, head), make("tbody", {}, ...body));
}

/**
 * @param {Said} one
 * @param {Said} other
 */
function named(one, other) {
  return [one, other].map(({ title, place }, side) => `${texts.sides[side]}：${title}（${place}）`);
}

/**
 * @param {Matter | undefined} matter
 * @param {Said} policy
 * @param {string} side
 */
function cellOf(matter, policy, side) {
  const cell = make("td", { "data-label": `${side}：${policy.short}` });
  if (!matter) cell.append(make("span", { class: "hb-not-said" }, texts.notSaid));
  else cell.insertAdjacentHTML("beforeend", matter.html);
  return cell;
}

// Instant navigation may bring the script a second time.
if (!customElements.get("policy-pair")) customElements.define("policy-pair", PolicyPair);

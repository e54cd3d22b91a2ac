/**
 * All texts in one string, an entry after the other, to find by the browser's own `indexOf` which entries hold
 * something: a few milliseconds at a thousand policies, where asking entry by entry takes a hundred.
 */

/** @typedef {import("./cards.js").Card} Card */

export class Corpus {
  #text;
  /** Where each entry starts, and where the last one ends. @type {Int32Array} */
  #starts;

  /** @param {Card[]} cards */
  constructor(cards) {
    this.#starts = new Int32Array(cards.length + 1);
    /** @type {string[]} */
    const texts = [];
    let at = 0;
    for (const [position, card] of cards.entries()) {
      this.#starts[position] = at;
      const text = textOf(card);
      texts.push(text);
      at += text.length;
    }
    this.#starts[cards.length] = at;
    this.#text = texts.join("");
  }

  /** Everything, one text a line. */
  get text() {
    return this.#text;
  }

  /** @param {string} needle */
  has(needle) {
    return this.#text.includes(needle);
  }

  /**
   * Mark the entries that hold something.
   * @param {string} needle
   * @param {Uint8Array} marks by position
   */
  mark(needle, marks) {
    if (!needle) return;
    const [text, starts] = [this.#text, this.#starts];
    let card = 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, starts[card + 1])) {
      card = this.#cardAt(at, card);
      marks[card] = 1;
    }
  }

  /**
   * The entry that a place lies in.
   * @param {number} at
   * @param {number} from an entry not after it
   */
  #cardAt(at, from) {
    let [low, high] = [from, this.#starts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** What an entry can be found by, one text a line. @param {Card} card */
function textOf({ title, body, around, keys }) {
  const texts = [...new Set([...keys, ...title, ...body, ...around])];
  return `${texts.join("\n")}\n`;
}

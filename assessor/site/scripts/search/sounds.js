/** Titles and names by pinyin or by initials: what in them is spelled by the Latin letters that were typed. */

/** @typedef {{of: Record<string, string>, odd: Record<string, string>}} SoundData characters by syllable; by neighbours where they are read otherwise */
/** @typedef {import("./words.js").Other} Other */

const RUN = /\p{Script=Han}{2,}/gu;
const PINYIN = 0.9;
const INITIALS = 0.7;
const BEGUN = 0.6;
const SHORTEST = 3;
const MOST = 6;

export class Sounds {
  #data;
  #texts;
  /** Everything spelled, runs of characters parted by spaces: the letters, and which character each syllable begins. */
  #letters = "";
  /** @type {Int32Array} the character that begins here, or -1 */
  #begins = new Int32Array(0);
  #characters = "";
  #initials = "";

  /**
   * @param {SoundData} data
   * @param {() => Iterable<string>} texts titles and names; asked for when Latin letters are typed for the first time
   */
  constructor(data, texts) {
    this.#data = data;
    this.#texts = texts;
  }

  /**
   * What the letters spell: characters in a row, by their whole syllables (the last may be begun only), or initials.
   * @param {string} typed without spaces
   * @returns {Other[]}
   */
  spelled(typed) {
    if (!this.#letters) this.#spell();
    if (typed.length < SHORTEST) return [];
    const [whole, begun] = this.#bySyllables(typed);
    const found = whole.size ? whole : this.#byInitials(typed);
    return found.size ? best(found, whole.size ? PINYIN : INITIALS) : best(begun, BEGUN);
  }

  /** @param {string} typed @returns {[Map<string, number>, Map<string, number>]} */
  #bySyllables(typed) {
    const [letters, begins] = [this.#letters, this.#begins];
    /** @type {[Map<string, number>, Map<string, number>]} */
    const found = [new Map(), new Map()];
    for (let at = letters.indexOf(typed); at >= 0; at = letters.indexOf(typed, at + 1)) {
      const first = begins[at] ?? -1;
      if (first < 0) continue;
      let end = at + typed.length;
      const isWhole = letters[end] === " " || (begins[end] ?? -1) >= 0;
      while (letters[end] !== " " && (begins[end] ?? -1) < 0) end++;
      const last = letters[end] === " " ? this.#characters.indexOf(" ", first) : (begins[end] ?? 0);
      if (last - first > 1) add(found[isWhole ? 0 : 1], this.#characters.slice(first, last));
    }
    return found;
  }

  /** @param {string} typed */
  #byInitials(typed) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (let at = this.#initials.indexOf(typed); at >= 0; at = this.#initials.indexOf(typed, at + 1)) {
      add(found, this.#characters.slice(at, at + typed.length));
    }
    return found;
  }

  #spell() {
    const usual = new Map(
      Object.entries(this.#data.of).flatMap(([syllable, all]) => [...all].map((one) => [one, syllable])),
    );
    const runs = new Set([...this.#texts()].flatMap((text) => text.match(RUN) ?? []));
    /** @type {string[]} */
    const syllables = [];
    /** @type {string[]} */
    const characters = [];
    for (const run of runs) {
      const padded = ` ${run} `;
      for (const [at, one] of [...run].entries()) {
        characters.push(one);
        syllables.push(this.#data.odd[padded.slice(at, at + 3)] ?? usual.get(one) ?? "?");
      }
      characters.push(" ");
      syllables.push(" ");
    }
    this.#letters = syllables.join("");
    this.#characters = characters.join("");
    this.#initials = syllables.map((syllable) => syllable.charAt(0)).join("");
    this.#begins = new Int32Array(this.#letters.length).fill(-1);
    let at = 0;
    for (const [position, syllable] of syllables.entries()) {
      if (syllable !== " ") this.#begins[at] = position;
      at += syllable.length;
    }
  }
}

/** @param {Map<string, number>} counts @param {string} text */
function add(counts, text) {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

/**
 * The most frequent first.
 * @param {Map<string, number>} counts
 * @param {number} weight
 * @returns {Other[]}
 */
function best(counts, weight) {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return sorted.slice(0, MOST).map(([text]) => ({ text, weight }));
}

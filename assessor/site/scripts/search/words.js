/** Words by what else they are called: by other names and in English, in everyday speech, by pinyin or initials. */

import { onlyFills } from "./questions.js";
import { light } from "./text.js";

/** @typedef {{words: string[], pinyin: string[], en: string}} Word as the index lists it: the term first, pinyin by syllables */
/** @typedef {Record<string, string>} Everyday by a word of the texts the everyday words for it, parted by spaces */
/** @typedef {{text: string, known: boolean}} Part a piece of a text, and whether some table knows it as a word */
/** @typedef {{text: string, weight: number}} Other another way to say it, and how sure that is */

const SYNONYM = 0.78;
const MEANT = 0.8;
const SHORTER = 0.5;
const LONG = 4;
const PINYIN = 0.9;
const INITIALS = 0.8;
const BEGUN = 0.6;
const MOST_OTHERS = 12;
const ONLY_HAN = /^\p{Script=Han}{2,}$/u;

/** Any of some words, the longest first. @param {string[]} words @param {string} [flags] */
function anyOf(words, flags = "") {
  const longest = [...new Set(words)].sort((a, b) => b.length - a.length);
  return longest.length ? new RegExp(longest.join("|"), flags) : undefined;
}

export class Words {
  /** @type {string[][]} */
  #groups;
  #words;
  #sounds;
  /** @type {Map<string, Map<string, number>> | undefined} */
  #spellings;
  /** What an everyday word means, in the words of the texts; in light form. @type {Map<string, string[]>} */
  #everyday = new Map();
  /** Any everyday word, the longest first. */
  #spoken;
  /** Any word that some table knows, everyday or not, the longest first. */
  #known;

  /**
   * @param {Word[]} words
   * @param {import("./sounds.js").Sounds} sounds of what is not in the glossary
   * @param {Everyday} everyday
   */
  constructor(words, sounds, everyday) {
    for (const [meant, said] of Object.entries(everyday)) {
      for (const word of said.split(" ").map(light)) {
        const meanings = this.#everyday.get(word) ?? [];
        meanings.push(light(meant));
        this.#everyday.set(word, meanings);
      }
    }
    const spoken = [...this.#everyday.keys()];
    const others = [...[...this.#everyday.values()].flat(), ...words.flatMap(({ words: names }) => names.map(light))];
    this.#spoken = anyOf(spoken);
    this.#known = anyOf([...spoken, ...others.filter((word) => ONLY_HAN.test(word) && !onlyFills(word))], "y");
    this.#words = words;
    this.#sounds = sounds;
    this.#groups = words
      .map(({ words: names }) => names.map(light).filter((name) => name.length > 1))
      .filter((group) => group.length > 1);
  }

  /** Whether a glossary word ends like this: 津贴, as in 班主任津贴. @param {string} ending in light form */
  endLike(ending) {
    return this.#words.some(({ words }) => words.some((word) => light(word).endsWith(ending)));
  }

  /**
   * The same said with other words of the glossary.
   * @param {string} text in light form
   * @returns {Other[]}
   */
  synonyms(text) {
    /** @type {Other[]} */
    const others = [];
    for (const group of this.#groups) {
      const said = group.filter((name) => text.includes(name)).sort((a, b) => b.length - a.length)[0];
      if (said === undefined) continue;
      for (const name of group) {
        if (!said.includes(name)) others.push({ text: text.replace(said, name), weight: SYNONYM });
      }
    }
    const all = [...this.#meant(text), ...others];
    return all.filter(({ text: one }, at) => all.findIndex((other) => other.text === one) === at).slice(0, MOST_OTHERS);
  }

  /**
   * The same said in the words of the texts; if all of it is an everyday word, by shorter ones in it as well.
   * @param {string} text in light form
   * @returns {Other[]}
   */
  #meant(text) {
    const said = this.#spoken?.exec(text)?.[0] ?? "";
    const others = (this.#everyday.get(said) ?? []).map((meant) => ({
      text: text.replace(said, meant),
      weight: MEANT,
    }));
    if (said !== text || text.length < LONG) return others;
    for (const [shorter, meanings] of this.#everyday) {
      if (shorter === text || !text.includes(shorter)) continue;
      for (const other of [...meanings, shorter]) others.push({ text: other, weight: SHORTER });
    }
    return others;
  }

  /** Whether some table knows just this as a word. @param {string} text in light form */
  isWord(text) {
    return !!text && this.#knownAt(text, 0) === text;
  }

  /** Whether it has everyday words in it. @param {string} text in light form */
  isSpoken(text) {
    return !!this.#spoken?.test(text);
  }

  /**
   * A text in pieces: words that are known, the longest from wherever they begin (没班主任 and 班主任证 of 没班主任证),
   * and what no known word covers.
   * @param {string} text in light form
   * @returns {Part[]}
   */
  parted(text) {
    /** @type {Part[]} */
    const parts = [];
    let end = 0;
    for (let at = 0; at < text.length; at++) {
      const word = this.#knownAt(text, at);
      const to = at + word.length;
      if (!word || to <= end) continue;
      if (at > end) parts.push({ text: text.slice(end, at), known: false });
      parts.push({ text: word, known: true });
      end = to;
    }
    if (end < text.length) parts.push({ text: text.slice(end), known: false });
    return parts;
  }

  /** The longest known word that begins at a place, or "". @param {string} text @param {number} at */
  #knownAt(text, at) {
    if (!this.#known) return "";
    this.#known.lastIndex = at;
    return this.#known.exec(text)?.[0] ?? "";
  }

  /**
   * What is meant by Latin letters: words or parts of words by their pinyin, words by initials or by English name.
   * @param {string} letters in light form, words parted by one space
   * @returns {Other[]}
   */
  spelled(letters) {
    const typed = letters.normalize("NFD").replace(/\p{M}/gu, "");
    if (!/^[a-z][a-z' ]+$/.test(typed)) return [];
    const together = typed.replace(/[' ]/g, "");
    const found = new Map(this.#spelling(together));
    if (![...found.values()].includes(PINYIN)) {
      for (const { text, weight } of this.#sounds.spelled(together)) found.set(light(text), weight);
    }
    if (!found.size && typed.length > 3) {
      for (const { words, en } of this.#words) {
        if (` ${en.toLowerCase()} `.includes(` ${typed}`)) found.set(light(words[0] ?? ""), PINYIN);
      }
    }
    const others = [...found].map(([text, weight]) => ({ text, weight }));
    return others.sort((a, b) => b.weight - a.weight || a.text.length - b.text.length).slice(0, MOST_OTHERS);
  }

  /** @param {string} typed */
  #spelling(typed) {
    this.#spellings ??= this.#spellAll();
    return this.#spellings.get(typed) ?? [];
  }

  #spellAll() {
    /** @type {Map<string, Map<string, number>>} */
    const all = new Map();
    /** @param {string} typed @param {string} text @param {number} weight */
    const add = (typed, text, weight) => {
      const meant = all.get(typed) ?? new Map();
      meant.set(text, Math.max(weight, meant.get(text) ?? 0));
      all.set(typed, meant);
    };
    for (const [word, pinyin] of this.#words.flatMap((entry) =>
      entry.words.map((name, at) => [name, entry.pinyin[at]]),
    )) {
      const term = light(word ?? "");
      const syllables = (pinyin ?? "").split(" ").filter(Boolean);
      if (syllables.length !== term.length) continue;
      for (let from = 0; from < syllables.length; from++) {
        let typed = syllables[from] ?? "";
        for (let to = from + 2; to <= syllables.length; to++) {
          const last = syllables[to - 1] ?? "";
          // Someone is still typing the last syllable.
          for (let n = 1; from === 0 && n < last.length; n++) add(typed + last.slice(0, n), term.slice(0, to), BEGUN);
          typed += last;
          add(typed, term.slice(from, to), PINYIN);
        }
      }
      const initials = syllables.map((syllable) => syllable.charAt(0)).join("");
      for (let n = Math.min(3, initials.length); n <= initials.length; n++) {
        if (n > 1) add(initials.slice(0, n), term, n === initials.length ? INITIALS : BEGUN);
      }
    }
    return all;
  }
}

/**
 * The questions that take longer — what is certain, how far, from when — are asked when typing rests, and in pieces:
 * a key that is pressed meanwhile waits for one piece at most.
 */

/** How long typing has to rest, in milliseconds. */
const REST = 400;

/** How long a piece may take, in milliseconds: less than a person or a frame notices. */
export const PIECE = 5;

/**
 * @typedef {import("../engine/protocol.js").Renewed} Renewed
 * @typedef {import("../engine/protocol.js").Unfinished} Unfinished
 * @typedef {import("../engine/protocol.js").Refused} Refused
 */

/**
 * Ask piece by piece until all is answered. The engine goes on where it stopped, even after other questions.
 * @param {() => Promise<Renewed | Unfinished | Refused | null>} ask for the next piece (`more`)
 * @param {() => boolean} isWanted whether nothing has happened that makes the answer worthless
 * @returns {Promise<Renewed | Unfinished | null>} null if it is not wanted any more, or there is none; unfinished where
 *   the page that is asked about is not known
 */
export async function inPieces(ask, isWanted) {
  for (;;) {
    const piece = await ask();
    if (!isWanted() || !piece?.ok) return null;
    if (piece.parts || !piece.mark) return piece;
  }
}

export class FollowUp {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Run `ask` once nothing has happened for a while. @param {() => void} ask */
  plan(ask) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(ask, REST);
  }

  /** Something was typed, or the page was left: forget it. */
  cancel() {
    clearTimeout(this.#timer);
  }
}

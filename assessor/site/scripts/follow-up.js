/**
 * The questions that take longer — what is certain, how far, from when — are asked when typing rests, so that they
 * never stand between a key and its result.
 */

/** How long typing has to rest, in milliseconds. */
const REST = 400;

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

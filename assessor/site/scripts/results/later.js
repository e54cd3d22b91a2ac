/** What need not be there in the same frame as the results: done when typing rests, or when it is wanted. */

/** How long nothing has to happen, in milliseconds. */
const REST = 200;

export class Later {
  #work;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} work */
  constructor(work) {
    this.#work = work;
  }

  /** Do it soon, once however often that is said. */
  plan() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), REST);
  }

  /** Do it now, if it is still to be done. */
  now() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work();
  }
}

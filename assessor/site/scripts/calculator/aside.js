/** What need not be there in the same frame as an answer: done when that is on the screen, or soon where none comes. */

/** How long an answer may keep the rest waiting, in milliseconds. */
const SOON = 100;

export class Aside {
  #work;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Which plan holds: an earlier one may still wait for its frame. */
  #plan = 0;

  /** @param {() => void} work */
  constructor(work) {
    this.#work = work;
  }

  /** There is something to do; once, however often that is said. */
  plan() {
    this.#timer ??= setTimeout(() => this.now(), SOON);
  }

  /** The answer is there: go on when the next frame has been shown. */
  planAfterFrame() {
    this.cancel();
    const plan = this.#plan;
    const wait = () => plan === this.#plan && (this.#timer = setTimeout(() => this.now()));
    // Nobody looks at a hidden page, and it has no frames.
    if (document.hidden) wait();
    else requestAnimationFrame(wait);
  }

  now() {
    this.cancel();
    this.#work();
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#plan += 1;
  }
}

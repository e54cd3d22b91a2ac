/** The live region: told once nothing has changed for a while, not at every key. */

const PAUSE = 600;

export class Announcer {
  #region;
  #note = "";
  #state = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement | null} region in the page from the start: one made later may not be listened to */
  constructor(region) {
    this.#region = region;
  }

  /** How things are now; replaces what has not been said yet. @param {string} text */
  say(text) {
    this.#state = text;
    this.#wait();
  }

  /** What has just been done; comes before how things are then. @param {string} text */
  note(text) {
    this.#note = text;
    this.#wait();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #wait() {
    this.stop();
    this.#timer = setTimeout(() => {
      if (this.#region) this.#region.textContent = this.#note + this.#state;
      this.#note = this.#state = "";
    }, PAUSE);
  }
}

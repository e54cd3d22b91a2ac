/** A line at the bottom of the screen that tells the first results, and leads to them, while they are out of sight. */

export class Peek {
  /** @type {HTMLAnchorElement} */
  link = document.createElement("a");
  #away = false;

  constructor() {
    this.link.className = "pc-peek";
    this.link.href = "#";
    this.link.hidden = true;
  }

  /** @param {string} text nothing to show if empty */
  tell(text) {
    this.link.textContent = text;
    this.#show();
  }

  /**
   * Watch whether the results are in sight, until the visit ends.
   * @param {HTMLElement} results
   * @param {AbortSignal} signal
   */
  watch(results, signal) {
    const seen = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      // Above the screen they have been seen: what follows them is being read.
      this.#away = last !== undefined && !last.isIntersecting && last.boundingClientRect.top > 0;
      this.#show();
    });
    seen.observe(results);
    signal.addEventListener("abort", () => seen.disconnect());
  }

  #show() {
    this.link.hidden = !this.link.textContent || !this.#away;
  }
}

/**
 * Do something once the element has come into view and the browser has nothing else to do; never for readers who
 * asked their browser to save data.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {() => void} action
 */
export function whenSeenAndIdle(element, signal, action) {
  const connection = /** @type {{saveData?: boolean} | undefined} */ (Reflect.get(navigator, "connection"));
  if (connection?.saveData) return;
  // Safari has no requestIdleCallback.
  const whenIdle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 1000));
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    whenIdle(() => signal.aborted || action());
  });
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
}

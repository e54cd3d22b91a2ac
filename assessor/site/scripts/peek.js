/** The bar at the bottom that stays in view: the headline answers, or what keeps them from being computed. */

export class Peek {
  /** @type {HTMLAnchorElement} leads to the results */
  link = document.createElement("a");

  constructor() {
    this.link.className = "pc-peek";
    this.link.href = "#";
    this.link.hidden = true;
  }

  /** A sentence instead of answers. @param {string} text nothing to show if empty */
  tell(text) {
    this.link.textContent = text;
    this.link.hidden = !text;
  }

  /**
   * The headline answers; the sentence where the chosen policies have none.
   * @param {string} headline from our own builder in Python, which escapes everything it is given
   * @param {string} text
   */
  show(headline, text) {
    if (!headline) {
      this.tell(text);
      return;
    }
    this.link.innerHTML = headline;
    this.link.hidden = false;
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

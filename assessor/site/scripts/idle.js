/** Work that can wait until the browser has nothing else to do. */

/** How long a browser is given that cannot tell when it is idle (Safari), in milliseconds. */
const SOON = 300;

/** Run it when there is time. @param {() => void} run */
export function whenIdle(run) {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, SOON));
  idle(() => run());
}

/** Whether the reader has asked the browser to save data: then nothing is downloaded unasked. */
export function isSavingData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true;
}

/**
 * Do something once the element has come into view and the browser is idle; never for readers who save data.
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {() => void} action
 */
export function whenSeenAndIdle(element, signal, action) {
  if (isSavingData()) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    whenIdle(() => signal.aborted || action());
  });
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
}

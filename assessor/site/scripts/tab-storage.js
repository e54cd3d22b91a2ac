/**
 * What the browser keeps for this tab alone. Where it refuses, in whatever way (an exception of its own, no storage at
 * all), nothing is kept, and nobody is told: nothing is lost.
 */

/** @param {string} key @returns {string | null} */
export const keptForTab = (key) => attempt(() => sessionStorage.getItem(key));

/** @param {string} key @param {string | null} value null takes it away */
export function keepForTab(key, value) {
  attempt(() => (value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value)));
}

/**
 * @template T
 * @param {() => T} use
 * @returns {T | null}
 */
function attempt(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/**
 * Keys that belong to an input method. The Enter that ends a composition is no Enter of the reader's, in whatever order a
 * browser tells: within the composition (isComposing), as a key without a name (229), or, as Safari does, after the
 * composition has ended.
 */

/** A key of the same stroke comes within so many milliseconds; nobody presses another one so soon. */
const AT_ONCE = 50;

let ended = -Infinity;
document.addEventListener("compositionend", ({ timeStamp }) => (ended = timeStamp), { capture: true });

/** @param {KeyboardEvent} event */
export const isComposed = (event) => event.isComposing || event.keyCode === 229 || event.timeStamp - ended < AT_ONCE;

/** Texts onto the clipboard; where the browser refuses (no permission, no https), into a box to be copied by hand. */

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard now
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // refused, or there is no clipboard at all: the caller offers the box
  }
}

/** Show a text selected, ready to be copied. @param {HTMLTextAreaElement} box @param {string} text */
export function showForCopying(box, text) {
  box.hidden = false;
  box.value = text;
  box.focus();
  box.select();
}

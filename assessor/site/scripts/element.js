/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children texts go in as text
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * Take over an element's children: now, or once the page has been read to its end if the element was defined before.
 * @param {HTMLElement} element
 * @param {() => void} take
 */
export function onceRead(element, take) {
  if (document.readyState !== "loading") take();
  else document.addEventListener("DOMContentLoaded", () => element.isConnected && take(), { once: true });
}

/**
 * What the page provides.
 * @param {ParentNode} box where
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function provided(box, selector) {
  const element = box.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`no ${selector}`);
  return element;
}

/** Open everything folded that an element lies in. @param {Element} element */
export function unfold(element) {
  for (let part = element.closest("details"); part; part = part.parentElement?.closest("details") ?? null)
    part.open = true;
}

/**
 * One element made equal to another by changing only what differs: what stays need not be laid out again, keeps the focus
 * and stays open.
 */

/** What readers and scripts set: what is open, what can be scrolled by keyboard, the theme's marks at what has the focus. */
const OWN = new Set(["open", "tabindex", "role", "aria-label", "class", "data-focus-visible-added"]);

/**
 * @param {Element} old in the page
 * @param {Element} now not in the page; it may be taken apart
 * @returns {Element} what is in the page now: the old element wherever it is the same kind of thing, else the new one
 */
export function become(old, now) {
  if (!isAlike(old, now)) {
    old.replaceWith(now);
    return now;
  }
  takeAttributes(old, now);
  takeChildren(old, now);
  return old;
}

/** Whether two nodes are the same kind of thing. @param {Node} a @param {Node} b */
function isAlike(a, b) {
  if (a.nodeName !== b.nodeName) return false;
  return !(a instanceof Element && b instanceof Element) || kindOf(a) === kindOf(b);
}

/** The classes that our builder gives. @param {Element} element */
const kindOf = (element) => [...element.classList].filter((name) => name.startsWith("pc-")).join(" ");

/** @param {Element} old @param {Element} now */
function takeAttributes(old, now) {
  for (const { name, value } of now.attributes) {
    if (name !== "class" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) if (!OWN.has(name) && !now.hasAttribute(name)) old.removeAttribute(name);
}

/** @param {Element} old @param {Element} now */
function takeChildren(old, now) {
  const [before, after] = [[...old.childNodes], [...now.childNodes]];
  for (const node of before.slice(after.length)) node.remove();
  after.forEach((node, position) => {
    const there = before[position];
    if (!there) old.append(node);
    else if (there.isEqualNode(node)) return;
    else if (there instanceof Element && node instanceof Element) become(there, node);
    else if (!isAlike(there, node)) there.replaceWith(node);
    else if (there.nodeValue !== node.nodeValue) there.nodeValue = node.nodeValue;
  });
}

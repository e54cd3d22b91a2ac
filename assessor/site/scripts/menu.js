/**
 * The theme's header by keyboard: the link that skips it, the switch of colours, and the drawer that holds the
 * navigation on narrow screens, which the theme opens by a label that no key reaches; and its table of contents.
 *
 * Without scripts the label stays and works for hand and mouse. The button in its place outlives the pages that
 * instant navigation brings in; the drawer itself comes anew with each, so it is looked up whenever it is needed.
 */

const NESTED = ".md-nav--primary .md-nav__toggle";

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));

/** The label of a panel inside the drawer: the one that opens it, or the one on top that closes it.
 * @param {HTMLInputElement} toggle @param {boolean} opens */
function labelOf(toggle, opens) {
  const labels = toggle.parentElement?.querySelectorAll(`label[for="${CSS.escape(toggle.id)}"]`) ?? [];
  return [...labels].find((label) => label.matches(".md-nav__title") !== opens);
}

class Menu {
  #drawer;
  #button = document.createElement("button");

  /** @param {HTMLInputElement} drawer @param {HTMLLabelElement} label */
  constructor(drawer, label) {
    this.#drawer = drawer;
    this.#button.type = "button";
    this.#button.className = label.className;
    this.#button.dataset["menu"] = "";
    this.#button.setAttribute("aria-label", "导航");
    this.#button.append(...label.childNodes);
    label.replaceWith(this.#button);
    this.#tell();
  }

  listen() {
    this.#button.addEventListener("click", () => this.#drawer.click());
    document.addEventListener("change", ({ target }) => this.#onChange(target));
    document.addEventListener("keydown", (event) => this.#onKey(event));
    // What lies behind the open drawer cannot be seen: whoever goes there is done with it.
    document.addEventListener("focusin", ({ target }) => {
      const inside = target instanceof Element && target.closest(".md-sidebar--primary, .md-toggle");
      if (this.#isOpen && !inside && target !== this.#button) this.#drawer.click();
    });
  }

  /** Only where there is a drawer: the button is not shown on wide screens. */
  get #isOpen() {
    return this.#drawer.checked && this.#button.offsetParent !== null;
  }

  #tell() {
    this.#button.setAttribute("aria-expanded", String(this.#drawer.checked));
  }

  /** @param {EventTarget | null} target */
  #onChange(target) {
    if (target === this.#drawer) this.#onDrawer();
    else if (target instanceof HTMLInputElement && target.matches(NESTED) && this.#isOpen) {
      const label = labelOf(target, !target.checked);
      if (label instanceof HTMLElement) label.focus({ preventScroll: true });
    }
  }

  #onDrawer() {
    this.#tell();
    if (!this.#isOpen) return;
    for (const title of document.querySelectorAll(".md-nav--primary .md-nav .md-nav__title[for]")) {
      title.setAttribute("tabindex", "0");
    }
    find(".md-nav--primary .md-nav__button")?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, target } = event;
    if (key === " " && target instanceof HTMLLabelElement && target.matches(".md-nav--primary label")) {
      event.preventDefault();
      target.click();
    } else if (key === "Escape" && this.#isOpen) {
      this.#goBack();
    }
  }

  /** Out of the panel, or out of the drawer. */
  #goBack() {
    const panel = document.activeElement?.closest(".md-nav--primary .md-nav");
    const toggle = panel?.parentElement?.querySelector(":scope > .md-nav__toggle");
    if (toggle instanceof HTMLInputElement && toggle.checked) {
      toggle.click();
      return;
    }
    this.#drawer.click();
    this.#button.focus();
  }
}

/** The focus goes to the text as well: the theme only scrolls there, and the next Tab would lead into the header.
 * @param {MouseEvent} event */
function skip(event) {
  const link = event.target instanceof Element ? event.target.closest("a.md-skip") : null;
  const start = link instanceof HTMLAnchorElement && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!start) return;
  event.preventDefault();
  event.stopPropagation();
  start.tabIndex = -1;
  start.focus();
}

/** The switch of colours is a group of radio buttons of which only the current one's label is shown, and none is
 * checked at first: coming from below, the focus would be on the last, which cannot be seen.
 * @param {FocusEvent} event */
function toTheShown({ target }) {
  if (!(target instanceof HTMLInputElement && target.matches(".md-option")) || find(".md-option:checked")) return;
  const shown = find(".md-option + label:not([hidden])")?.previousElementSibling;
  if (!(shown instanceof HTMLInputElement) || shown === target) return;
  shown.checked = true;
  shown.focus();
}

/** The theme lets the table of contents follow the page, and would take a link out of sight that has just got the
 * focus. It stays, until somebody moves the table by hand.
 * @param {FocusEvent} event */
function keepInSight({ target }) {
  const box =
    target instanceof Element && target.matches(":focus-visible") && target.closest(".md-sidebar__scrollwrap");
  if (!box) return;
  const kept = new AbortController();
  const { signal } = kept;
  box.addEventListener("scroll", () => target.scrollIntoView({ block: "nearest" }), { signal });
  for (const end of ["focusout", "wheel", "pointerdown"]) {
    box.addEventListener(end, () => kept.abort(), { signal, passive: true });
  }
}

document.addEventListener("click", skip, { capture: true });
document.addEventListener("focusin", toTheShown);
document.addEventListener("focusin", keepInSight);

const drawer = find("#__drawer");
const label = find('.md-header label[for="__drawer"]');
if (drawer instanceof HTMLInputElement && label instanceof HTMLLabelElement) new Menu(drawer, label).listen();
